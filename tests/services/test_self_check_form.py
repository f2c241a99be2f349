"""附表5 as it is filled in: how far everyone has got, the facts beside each line, a line kept exactly as it stands."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hrdesk.domain.awards import ItemResult
from hrdesk.domain.record import EvidenceId, LogId
from hrdesk.domain.seeds import Answer, CheckAnswer, CheckState, LogKind, Outcome, SelfCheck, SystemLog
from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import evidence
from hrdesk.services.teachers import coaching, merits, self_check, self_check_form
from hrdesk.services.teachers.self_check_form import CheckLine
from tests.services.book import PDF, YEAR, appointed, enrolled, fault_of, hire, hold

DAY = date(2026, 3, 2)


@pytest.fixture
def teacher(desk: Desk) -> Officer:
    """Return a seed teacher of the whole year."""
    person = hire(desk)
    appointed(desk, person)
    return person


@pytest.fixture
def proof(desk: Desk, tmp_path: Path) -> EvidenceId:
    """Return the id of a file taken in."""
    (tmp_path / "佐證.pdf").write_bytes(PDF)
    return evidence.take_in(desk, tmp_path / "佐證.pdf")[1]


def line(desk: Desk, teacher: Officer, code: str) -> CheckLine:
    """Return one line of the form."""
    return next(one for one in self_check_form.form_of(desk, teacher.id, YEAR).lines if one.item.code == code)


def texts(line: CheckLine) -> list[str]:
    """Return the facts beside a line as label and value."""
    return [f"{fact.label}={fact.value}" for fact in line.facts]


def test_rows_tell_how_far_everyone_has_got(desk: Desk, teacher: Officer) -> None:
    other = hire(desk, "陳𡍼明")
    appointed(desk, other)
    self_check.answer(desk, other.id, YEAR, [CheckAnswer("e1", Answer.YES), CheckAnswer("e2", detail="待填")])
    rows = {row.officer.name: row for row in self_check_form.rows_of_year(desk, YEAR)}
    assert (rows["王小明"].state, rows["王小明"].answered, rows["王小明"].of, rows["王小明"].check) == (None, 0, 16, "")
    assert (rows["陳𡍼明"].state, rows["陳𡍼明"].answered, rows["陳𡍼明"].id) == (CheckState.DRAFT, 1, other.id)
    assert rows["陳𡍼明"].agency == "範例地政局"
    assert self_check_form.rows_of_year(desk, YEAR - 1) == ()


def test_form_not_begun_is_open_on_every_line(desk: Desk, teacher: Officer) -> None:
    form = self_check_form.form_of(desk, teacher.id, YEAR)
    assert (form.state, form.answered, len(form.lines), len(form.merits), len(form.open)) == (None, 0, 16, 5, 16)
    assert form.lines[0].answer == CheckAnswer("e1")
    assert form.lines[0].suggestion is ItemResult.NO_DATA
    assert form.lines[7].suggestion is None
    assert form.files == {}
    assert form.term == "115/01/01至今"


def test_draft_shows_what_it_would_suggest_once_sent(desk: Desk, teacher: Officer) -> None:
    item = replace(coaching.new_coaching(desk, teacher.id, DAY, 540, 600, "範例文化局"), item=1, problem="不能更新")
    coaching.coach(desk, item)
    self_check.answer(desk, teacher.id, YEAR, [CheckAnswer("e1", Answer.YES)])
    first = line(desk, teacher, "e1")
    assert first.suggestion is ItemResult.MET
    assert first.why is not None
    assert first.why.value is ItemResult.MET
    assert texts(first) == ["附表3 此項輔導件數=1", "115/03/02=不能更新"]
    assert first.facts[1].record == Key("Coaching", item.id)
    assert self_check.facts(desk, teacher.id, YEAR)[0].suggestion is ItemResult.PARTLY  # a draft does not count for the evaluation


def logged(desk: Desk, **values: Any) -> SystemLog:
    """Keep a log entry and return it."""
    plain: dict[str, Any] = {"kind": LogKind.BACKUP, "day": DAY, "system": "人事資料庫", "outcome": Outcome.GOOD}
    made = SystemLog(**{"id": LogId(desk.new_id()), "agency": desk.workspace.agency, **plain, **values})
    coaching.log(desk, made)
    return made


def test_competencies_stand_beside_the_records_that_speak_of_them(desk: Desk, teacher: Officer) -> None:
    assert texts(line(desk, teacher, "c3")) == ["資料庫備份紀錄=None"]
    bad = logged(desk, outcome=Outcome.INCIDENT, detail="磁碟已滿")
    logged(desk)
    logged(desk, day=date(2025, 1, 5))
    assert texts(line(desk, teacher, "c3")) == ["資料庫備份紀錄=2", "其中異常=1", "115/03/02=人事資料庫"]
    assert line(desk, teacher, "c3").facts[2].record == Key("SystemLog", bad.id)
    coaching.coach(desk, coaching.new_coaching(desk, teacher.id, DAY, 540, 600, "範例文化局"))
    assert texts(line(desk, teacher, "c4")) == ["附表3 輔導件數=1", "未填系統別=輔導 1 件", "115/03/02=範例文化局"]
    seed = desk.rules(DAY).topics_of("seed")[0]
    record = enrolled(desk, hold(desk, topics=(seed.code,)), teacher)
    enrolled(desk, hold(desk, "115-OP-02"), teacher)
    assert texts(line(desk, teacher, "c1")) == ["種籽教師訓練課程=1", "115/06/10 種籽訓練=範例操作班"]
    assert line(desk, teacher, "c1").facts[1].record == Key("TrainingRecord", record.id)


def test_line_is_kept_exactly_and_the_same_again_changes_nothing(desk: Desk, teacher: Officer, proof: EvidenceId) -> None:
    assert not self_check_form.fill(desk, teacher.id, YEAR, CheckAnswer("e1"))
    assert desk.store.all(SelfCheck) == ()
    given = CheckAnswer("e1", Answer.YES, None, "已輔導", (proof,))
    assert self_check_form.fill(desk, teacher.id, YEAR, given)
    assert not self_check_form.fill(desk, teacher.id, YEAR, given)
    form = self_check_form.form_of(desk, teacher.id, YEAR)
    assert (form.answered, list(form.files), form.lines[0].answer) == (1, [proof], given)
    self_check_form.fill(desk, teacher.id, YEAR, replace(given, evidence=()))
    assert line(desk, teacher, "e1").answer == replace(given, evidence=())
    self_check_form.fill(desk, teacher.id, YEAR, CheckAnswer("e2", Answer.NO))
    assert self_check_form.form_of(desk, teacher.id, YEAR).answered == 2


def test_what_a_line_is_saved_over_is_known_without_the_review(desk: Desk, teacher: Officer) -> None:
    assert self_check_form.line_now(desk, teacher.id, YEAR, "e2") == CheckAnswer("e2")
    self_check.answer(desk, teacher.id, YEAR, [CheckAnswer("e2", Answer.NO, met=True)])
    assert self_check_form.line_now(desk, teacher.id, YEAR, "e2") == CheckAnswer("e2", Answer.NO)


def test_a_line_that_comes_late_takes_no_form_back(desk: Desk, teacher: Officer) -> None:
    self_check.answer(desk, teacher.id, YEAR, [CheckAnswer(code, Answer.NO) for code in self_check.items(desk, YEAR)])
    self_check.submit(desk, teacher.id, YEAR, DAY)
    told = []
    for _ in range(2):
        with pytest.raises(InputError) as caught:
            self_check_form.fill(desk, teacher.id, YEAR, CheckAnswer("e1", Answer.YES))
        told.append((fault_of(caught), caught.value.facts["reason"]))
        if len(told) == 1:
            self_check.approve(desk, teacher.id, YEAR, DAY, by="李小華")
    assert told == [(Fault.WRONG_STATE, "已經送出，要修改請先取回"), (Fault.WRONG_STATE, "已經核章")]


def test_a_line_without_its_count_is_not_filled_in(desk: Desk, teacher: Officer) -> None:
    self_check_form.fill(desk, teacher.id, YEAR, CheckAnswer("e5", Answer.YES))
    (row,) = self_check_form.rows_of_year(desk, YEAR)
    form = self_check_form.form_of(desk, teacher.id, YEAR)
    assert (row.answered, form.answered, len(form.open)) == (0, 0, 16)
    self_check_form.fill(desk, teacher.id, YEAR, CheckAnswer("e5", Answer.YES, 2))
    assert self_check_form.form_of(desk, teacher.id, YEAR).answered == 1


def test_files_of_merits_and_their_drafts_are_known_to_the_form(desk: Desk, teacher: Officer, proof: EvidenceId) -> None:
    merits.keep(desk, teacher.id, YEAR, "other", "範例", (proof,))
    form = self_check_form.form_of(desk, teacher.id, YEAR)
    claimed = {one.line.code: one.claim for one in form.merits}
    assert (claimed["other"] is not None, claimed["courses"], list(form.files)) == (True, None, [proof])
