"""A sheet handed out comes back filled in: answers, merits, and never over an approved one."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.forms import Paper
from hrdesk.domain.plan import RowState
from hrdesk.domain.seeds import Answer, Appointment, CheckState, MeritClaim, SelfCheck, Verification
from hrdesk.domain.staff import Officer
from hrdesk.errors import InputError
from hrdesk.intake.headings import SheetKind
from hrdesk.intake.self_check import CODES, parse_self_check
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.imports import importing
from hrdesk.services.imports.import_parts import read_source
from hrdesk.services.imports.import_source import outline
from hrdesk.services.papers import forms
from hrdesk.services.papers.forms import About
from hrdesk.services.safekeeping import keeping
from tests.intake.filling import fill as filled_in
from tests.services.book import YEAR, appointed, hire


@pytest.fixture
def teacher(desk: Desk) -> Officer:
    """Return a seed teacher."""
    person = hire(desk, "陳𡍼明")
    appointed(desk, person)
    return person


def handed_out(desk: Desk, teacher: Officer, tmp_path: Path, paper: Paper = Paper.XLSX) -> Path:
    """Print the empty sheet, as a workbook unless told otherwise."""
    return forms.print_form(desk, "self-check-sheet", YEAR, paper, tmp_path / f"填報檔.{paper.value}", About(officer=teacher.id)).path


def fill(path: Path, answers: dict[str, str], merit: str = "") -> Path:
    """Fill in a sheet by code: every item "是" unless told otherwise, and the merit of 輔導新進."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heading = next(row for row in sheet.iter_rows() if any(cell.value == "代碼" for cell in row))
    columns = {str(cell.value): cell.column for cell in heading if cell.value}
    detail = next(column for title, column in columns.items() if title.startswith("具體辦理情形"))
    for row in sheet.iter_rows(min_row=heading[0].row + 1):
        code = str(row[columns["代碼"] - 1].value or "")
        if len(code) == 2:
            sheet.cell(row[0].row, columns["自我檢核"]).value = answers.get(code, "是")
            sheet.cell(row[0].row, columns["次數"]).value = 2 if code == "e5" else None
            sheet.cell(row[0].row, detail).value = f"辦理{code}"
        elif code == "m-newcomers" and merit:
            sheet.cell(row[0].row, detail).value = merit
    book.save(path)
    return path


def test_filled_sheet_becomes_a_draft_with_its_merits(desk: Desk, teacher: Officer, tmp_path: Path) -> None:
    path = fill(handed_out(desk, teacher, tmp_path), {"e7": "不適用"}, "輔導三位新進同仁")
    found = importing.plan_self_check(desk, path)
    assert [row.state for row in found.rows] == [RowState.NEW], found.rows[0].problems
    importing.apply_plan(desk, found)
    (check,) = desk.store.all(SelfCheck)
    answers = {one.item: one for one in check.answers}
    assert (check.officer, check.year, check.state) == (teacher.id, YEAR, CheckState.DRAFT)
    assert (answers["e7"].answer, answers["e5"].count, answers["c9"].detail) == (Answer.NOT_APPLICABLE, 2, "辦理c9")
    assert [(claim.section, claim.text) for claim in desk.store.all(MeritClaim)] == [("newcomers", "輔導三位新進同仁")]
    assert [row.state for row in importing.plan_self_check(desk, path).rows] == [RowState.SAME]


def fill_pdf(path: Path, answers: dict[str, str], merit: str = "") -> Path:
    """Fill in the same as `fill` in a PDF form, with another program."""
    states = {"是": "/yes", "否": "/no", "不適用": "/na"}
    values = {f"{code}:answer": states[answers.get(code, "是")] for code in CODES}
    values |= {f"{code}:detail": f"辦理{code}" for code in CODES}
    return filled_in(path, {**values, "e5:count": "2", **({"m-newcomers:text": merit} if merit else {})})


def test_pdf_form_gives_the_rows_of_the_workbook(desk: Desk, teacher: Officer, tmp_path: Path) -> None:
    answers, merit = {"e1": "否", "e7": "不適用"}, "輔導三位新進同仁\n陳𡍼明等"
    sheets = (fill(handed_out(desk, teacher, tmp_path), answers, merit), fill_pdf(handed_out(desk, teacher, tmp_path, Paper.PDF), answers, merit))
    book, form = (parse_self_check(read_source(desk, path, SheetKind.SELF_CHECK, None).found) for path in sheets)
    assert [replace(row, row=0) for row in form] == [replace(row, row=0) for row in book]
    found = importing.plan_self_check(desk, sheets[1])
    assert [row.state for row in found.rows] == [RowState.NEW], found.rows[0].problems
    importing.apply_plan(desk, found)
    assert [claim.text for claim in desk.store.all(MeritClaim)] == [merit]
    assert [row.state for row in importing.plan_given(desk, "self_check", sheets[0]).rows] == [RowState.SAME]
    keeping.undo(desk)
    assert (desk.store.all(SelfCheck), desk.store.all(MeritClaim)) == ((), ())


def test_pdf_form_brings_what_is_known_and_comes_back_with_it(desk: Desk, teacher: Officer, tmp_path: Path) -> None:
    importing.apply_plan(desk, importing.plan_self_check(desk, fill(handed_out(desk, teacher, tmp_path), {"e2": "否"}, "輔導三位新進同仁")))
    path = handed_out(desk, teacher, tmp_path, Paper.PDF)
    assert [row.state for row in importing.plan_self_check(desk, path).rows] == [RowState.SAME]
    changed = importing.plan_self_check(desk, filled_in(path, {"e2:answer": "/yes", "e2:detail": "已改"}))
    assert [row.state for row in changed.rows] == [RowState.CHANGED]


def test_pdf_form_without_an_answer_is_told(desk: Desk, teacher: Officer, tmp_path: Path) -> None:
    path = handed_out(desk, teacher, tmp_path, Paper.PDF)
    with pytest.raises(InputError) as caught:
        importing.plan_self_check(desk, path)
    assert "填寫後沒有存檔" in words.of_error(caught.value)
    outlined = outline(desk, "self_check", filled_in(path, {"e1:answer": "/yes"}))
    assert (outlined.best, outlined.sheets[0].missing) == ("填報欄位", ())


def test_changed_answer_drops_the_heads_word_and_changed_merit_its_check(desk: Desk, teacher: Officer, tmp_path: Path) -> None:
    empty = handed_out(desk, teacher, tmp_path)
    importing.apply_plan(desk, importing.plan_self_check(desk, fill(empty, {}, "輔導三位新進同仁")))
    (check,), (claim,) = desk.store.all(SelfCheck), desk.store.all(MeritClaim)
    with desk.store.write(Act.EDIT) as tx:
        tx.put(replace(check, answers=tuple(replace(one, met=True) for one in check.answers)))
        tx.put(replace(claim, verification=Verification.CONFIRMED))
    found = importing.plan_self_check(desk, fill(empty, {"e1": "否"}, "輔導四位新進同仁"))
    assert [row.state for row in found.rows] == [RowState.CHANGED]
    importing.apply_plan(desk, found)
    met = {one.item: one.met for one in desk.store.all(SelfCheck)[0].answers}
    assert (met["e1"], met["e2"]) == (None, True)
    assert desk.store.all(MeritClaim)[0].verification is Verification.OPEN


def test_approved_sheet_is_left_alone(desk: Desk, teacher: Officer, tmp_path: Path) -> None:
    path = fill(handed_out(desk, teacher, tmp_path), {})
    importing.apply_plan(desk, importing.plan_self_check(desk, path))
    with desk.store.write(Act.EDIT) as tx:
        tx.put(replace(desk.store.all(SelfCheck)[0], state=CheckState.APPROVED))
    (row,) = importing.plan_self_check(desk, path).rows
    assert (row.state, row.problems[0].code) == (RowState.CONFLICT, "self_check_approved")


def test_sheet_of_a_stranger_or_of_no_seed_teacher_is_not_taken(desk: Desk, teacher: Officer, tmp_path: Path) -> None:
    path = fill(handed_out(desk, teacher, tmp_path), {})
    with desk.store.write(Act.EDIT) as tx:
        tx.delete(*desk.store.all(Appointment))
    (row,) = importing.plan_self_check(desk, path).rows
    assert (row.state, row.problems[0].code) == (RowState.UNREADABLE, "self_check_not_a_seed")
    with desk.store.write(Act.EDIT) as tx:
        tx.delete(teacher)
    (row,) = importing.plan_self_check(desk, path).rows
    assert (row.state, row.problems[0].code) == (RowState.UNREADABLE, "officer_unknown")


def test_unreadable_answer_says_why(desk: Desk, teacher: Officer, tmp_path: Path) -> None:
    (row,) = importing.plan_self_check(desk, fill(handed_out(desk, teacher, tmp_path), {"e1": "大概"})).rows
    assert (row.state, row.problems[0].code) == (RowState.UNREADABLE, "word_unknown")
