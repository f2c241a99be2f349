"""A year's papers as a whole."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.forms import Paper
from hrdesk.domain.seeds import ChangeKind
from hrdesk.errors import Fault, InputError, PrintError
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask
from hrdesk.services.papers import forms
from hrdesk.services.papers.forms import SHOWN, About
from hrdesk.services.people import staff
from hrdesk.services.post import paperwork
from hrdesk.services.post.paperwork import Needs
from hrdesk.services.teachers import seeds
from tests.services.book import YEAR, appointed, enrolled, fault_of, hire, hold
from tests.services.steps import drop, submitted
from tests.services.three_offices import City

MASKED = Mask(names=True)


def fill(desk: Desk) -> None:
    """Put two people, one of them a seed teacher who stopped, and a course in the book."""
    teacher, other = hire(desk, "王小明", title="科員", employee_no="A001"), hire(desk, "李小華")
    held = appointed(desk, teacher, date(2026, 1, 1))
    seeds.end(desk, held.id, date(2026, 9, 30), "調任")
    enrolled(desk, hold(desk), other)


def test_a_form_says_what_it_needs() -> None:
    assert paperwork.needs_of("annex5") == Needs(officer="teacher", must=frozenset({"officer"}))
    assert paperwork.needs_of("personal-summary").officer == "anyone"
    assert paperwork.needs_of("course-notice") == Needs(agency=True, course=True, officer="anyone", must=frozenset({"course"}))
    assert paperwork.needs_of("sign-in-sheet").officer == ""
    assert paperwork.needs_of("change-notice") == Needs(appointment=True, notice=True, must=frozenset({"appointment"}))
    assert not paperwork.needs_of("handover-list").notice
    assert paperwork.needs_of("annex3").officer == "teacher"
    assert paperwork.needs_of("annex4").course
    assert paperwork.needs_of("annex1") == paperwork.needs_of("year-report") == Needs(agency=True)


def test_subjects_are_those_of_the_year_with_their_labels(desk: Desk) -> None:
    fill(desk)
    found = paperwork.subjects(desk, YEAR)
    assert [label for _, label in found.agencies] == ["範例地政局"]
    assert {label for _, label in found.people} == {"王小明　科員　A001", "李小華"}
    assert [label for _, label in found.teachers] == ["王小明　科員　A001"]
    assert [label for _, label in found.courses] == ["115/06/10　範例操作班（第1期）"]
    assert [label for _, label in found.appointments] == ["王小明　115/01/01～115/09/30"]
    assert paperwork.subjects(desk, YEAR - 1).appointments == ()
    assert [label for _, label in paperwork.subjects(desk, YEAR, MASKED).teachers] == ["王○○　科員"]


def test_an_appointment_that_lasts_says_since_when(desk: Desk) -> None:
    appointed(desk, hire(desk), date(2026, 3, 1))
    assert [label for _, label in paperwork.subjects(desk, YEAR).appointments] == ["王小明　115/03/01起"]


def test_every_form_of_a_year_has_its_papers(desk: Desk) -> None:
    fill(desk)
    found = paperwork.jobs(desk, YEAR, tuple(forms.FORMS))
    counted = {form: sum(job.form == form for job in found) for form in forms.FORMS}
    once = ("annex1", "annex2", "annex3", "annex4", "annex5", "award-list", "timetable", "sign-in-sheet", "course-notice", "handover-list", "year-report")
    assert {form: counted[form] for form in once} == dict.fromkeys(once, 1)
    assert counted["personal-summary"] == 2
    assert counted["change-notice"] == 2
    assert {job.about.change for job in found if job.form == "change-notice"} == {ChangeKind.APPOINTED, ChangeKind.ENDED}
    assert all(not set(job.name) & set('\\/:*?"<>|') for job in found)


def test_a_form_is_a_draft_until_a_package_carries_it(desk: Desk) -> None:
    fill(desk)
    assert paperwork.seen(desk, "annex1", YEAR, About(), SHOWN).draft
    assert not paperwork.seen(desk, "year-report", YEAR, About(), SHOWN).draft
    with pytest.raises(InputError) as caught:
        paperwork.seen(desk, "annex1", YEAR, About(), Mask(off=True))
    assert fault_of(caught) is Fault.NEEDS_REASON


def test_a_form_that_a_package_carries_is_none(city: City) -> None:
    submitted(city)
    assert not paperwork.seen(city.first, "annex1", YEAR, About(), SHOWN).draft


def test_everything_goes_into_one_new_folder_and_what_has_nothing_is_told(desk: Desk, tmp_path: Path) -> None:
    fill(desk)
    wanted = paperwork.jobs(desk, YEAR, ("annex1", "personal-summary", "self-check-sheet", "course-notice", "annex5"))
    nobody = replace(wanted[-1], about=About(officer=desk.new_id()))  # type: ignore[arg-type]  # an id of nobody
    done = paperwork.save_all(desk, YEAR, (*wanted, nobody), tmp_path, SHOWN)
    assert done.folder == tmp_path / "115年度報表"
    assert sorted(path.name for path in done.folder.iterdir()) == sorted(path.name for path in done.files)
    assert {path.suffix for path in done.files} == {".pdf"}
    assert len(done.files) == len(wanted)
    assert len(done.left_out) == 1
    assert "找不到" in done.left_out[0]
    assert done.missing == ()
    again = paperwork.save_all(desk, YEAR, wanted, tmp_path, SHOWN, Paper.ODS)
    assert again.folder.name == "115年度報表(2)"
    assert {path.suffix for path in again.files} == {".ods", ".pdf"}  # a letter has no spreadsheet
    assert paperwork.save_all(desk, YEAR, wanted[:1], tmp_path, SHOWN).folder.name == "115年度報表(3)"


def test_two_papers_of_one_name_do_not_replace_each_other(desk: Desk, tmp_path: Path) -> None:
    for _ in range(3):
        hire(desk, "王小明")
    done = paperwork.save_all(desk, YEAR, paperwork.jobs(desk, YEAR, ("personal-summary",)), tmp_path, SHOWN)
    assert len({path.name for path in done.files}) == 3


def test_masked_papers_do_not_name_people_in_their_file_names(desk: Desk, tmp_path: Path) -> None:
    fill(desk)
    done = paperwork.save_all(desk, YEAR, paperwork.jobs(desk, YEAR, ("personal-summary",), MASKED), tmp_path, MASKED)
    assert not [path for path in done.files if "小明" in path.name or "A001" in path.name]


def test_stopping_leaves_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    fill(desk)

    def stop(done: int, total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        paperwork.save_all(replace(desk, progress=stop), YEAR, paperwork.jobs(desk, YEAR, ("annex1", "annex2")), tmp_path / "out", SHOWN)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PrintError) as caught:
        paperwork.save_all(desk, YEAR, (), tmp_path / "file", SHOWN)
    assert fault_of(caught) is Fault.WRITE_FAILED
    assert (tmp_path / "file").is_file()


def test_previews_come_in_order_and_tell_what_has_nothing(desk: Desk) -> None:
    fill(desk)
    wanted = paperwork.jobs(desk, YEAR, ("annex1", "annex2"))
    nobody = replace(wanted[0], form="personal-summary", about=About(officer=desk.new_id()))  # type: ignore[arg-type]  # an id of nobody
    printed, left_out = paperwork.previews(desk, YEAR, (*wanted, nobody), SHOWN)
    assert [one.data[:4] for one in printed] == [b"%PDF", b"%PDF"]
    assert len(left_out) == 1


def test_a_former_teacher_who_is_no_longer_in_the_book_is_passed_over(desk: Desk) -> None:
    fill(desk)
    gone = next(one for one in staff.officers_of_year(desk, desk.workspace.agency, YEAR) if one.name == "王小明")
    drop(desk, gone)
    found = paperwork.subjects(desk, YEAR)
    assert (found.teachers, found.appointments) == ((), ())


def test_what_goes_to_a_printer_is_noted_with_the_reason(desk: Desk) -> None:
    paperwork.note_printed(desk, "annex1", YEAR, SHOWN)
    paperwork.note_printed(desk, "annex5", YEAR, Mask(off=True), papers=2, reason=" 核對 ")
    second, first = desk.store.history(2)
    assert (first.act, first.facts["paper"], first.facts["masked"]) == (Act.PRINT, "printer", 1)
    assert (second.facts["masked"], second.facts["papers"], second.facts["reason"]) == (0, 2, "核對")
