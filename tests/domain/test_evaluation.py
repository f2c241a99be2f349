"""The seven items: facts and a suggestion each, silence is never good, and no total."""

from datetime import date
from typing import Any

import pytest

from hrdesk.domain.awards import ItemResult
from hrdesk.domain.evaluation import ItemFacts, changes_in, item_facts
from hrdesk.domain.seeds import Addressee, Answer, Appointment, ChangeKind, CheckAnswer, CheckState, LogKind, Notice, Outcome, SelfCheck
from hrdesk.domain.training import Course, TrainingRecord
from tests.domain.rule_records import LIN, PACK, YEAR, appointed, checked, coached, course, logged, record

MET, PARTLY, UNMET = ItemResult.MET, ItemResult.PARTLY, ItemResult.UNMET
NOT_APPLICABLE, NO_DATA = ItemResult.NOT_APPLICABLE, ItemResult.NO_DATA
SEED = course("seed", topics=tuple(f"seed-0{number}" for number in range(1, 6)))
HALF = course("half", topics=("seed-01", "seed-02"))
REST = course("rest", topics=("seed-03", "seed-04", "seed-05"))


def item(number: int, **values: Any) -> ItemFacts:
    """Return one of the seven items."""
    return item_facts(PACK, year=YEAR, **{"appointments": (appointed(),), **values})[number - 1]


def answered(code: str, answer: Answer, **values: Any) -> SelfCheck:
    """Return a submitted self-check with one answer."""
    return checked(**{"state": CheckState.SUBMITTED, "answers": (CheckAnswer(code, answer),), **values})


def told(change: ChangeKind, *addressees: Addressee) -> tuple[Notice, ...]:
    """Return notices of a change."""
    return tuple(Notice(change, one, date(2026, 7, 2)) for one in addressees)


def test_seven_items_with_their_articles_and_no_total() -> None:
    found = item_facts(PACK, year=YEAR, appointments=())
    assert [one.item for one in found] == ["e1", "e2", "e3", "e4", "e5", "e6", "e7"]
    assert found[4].citation.text == "機關（含所屬）人事資料傳輸發生資料缺漏或異常情形。"
    assert [one.suggestion for one in found] == [NO_DATA, NO_DATA, NO_DATA, NO_DATA, NO_DATA, NO_DATA, NOT_APPLICABLE]
    assert all(one.step for one in found)


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize(
    ("coachings", "answer", "expected"),
    [
        (True, Answer.YES, MET),
        (True, None, PARTLY),
        (True, Answer.NO, PARTLY),
        (False, Answer.YES, PARTLY),
        (False, Answer.NO, UNMET),
        (False, Answer.NOT_APPLICABLE, NOT_APPLICABLE),
        (False, None, NO_DATA),
    ],
)
def test_coaching_and_self_check_speak_together(number: int, coachings: bool, answer: Answer | None, expected: ItemResult) -> None:
    found = item(
        number,
        coachings=(coached(number), coached(7)) if coachings else (coached(7),),
        self_checks=(answered(f"e{number}", answer),) if answer else (),
    )
    assert found.suggestion is expected
    assert found.facts[0].value == int(coachings)


def test_a_draft_self_check_and_other_years_do_not_count() -> None:
    draft = answered("e1", Answer.YES, state=CheckState.DRAFT)
    assert item(1, self_checks=(draft,)).suggestion is NO_DATA
    assert item(1, coachings=(coached(1, date(2025, 6, 1)),)).suggestion is NO_DATA
    assert item(4, logs=(logged(LogKind.BACKUP, day=date(2025, 6, 1)),)).suggestion is NO_DATA


def test_an_unanswered_line_is_no_answer() -> None:
    blank = checked(state=CheckState.SUBMITTED, answers=(CheckAnswer("e1"),))
    assert item(1, self_checks=(blank,)).suggestion is NO_DATA


def test_backups_are_good_only_where_logged() -> None:
    good = logged(LogKind.BACKUP, verified=True)
    bad = logged(LogKind.BACKUP, Outcome.INCIDENT, date(2026, 7, 1))
    assert item(4, logs=(good,)).suggestion is MET
    assert item(4, logs=(good, bad)).suggestion is PARTLY
    assert item(4, logs=(logged(LogKind.TRANSMISSION),)).suggestion is NO_DATA
    assert [fact.value for fact in item(4, logs=(good, bad)).facts[:4]] == [2, 1, 1, 2]


def test_item_five_no_incident_in_the_log_is_good_and_no_log_is_no_data() -> None:
    assert item(5, logs=(logged(LogKind.TRANSMISSION),)).suggestion is MET
    assert item(5, logs=(logged(LogKind.BACKUP),)).suggestion is NO_DATA
    silent = item(5, self_checks=(answered("e5", Answer.NO),))
    assert silent.suggestion is NO_DATA
    assert "不等於沒有異常" in silent.step


def test_item_five_is_reversed() -> None:
    incident = logged(LogKind.TRANSMISSION, Outcome.INCIDENT, remedy="已補傳")
    found = item(5, logs=(incident, logged(LogKind.TRANSMISSION)))
    assert found.suggestion is UNMET
    assert [fact.value for fact in found.facts[:3]] == [2, 1, 1]
    assert item(5, self_checks=(answered("e5", Answer.YES),)).suggestion is UNMET


@pytest.mark.parametrize(
    ("courses", "trainings", "expected"),
    [
        ((SEED,), (record(SEED, 180, 180),), MET),
        ((SEED,), (), UNMET),
        ((SEED,), (record(SEED, 180, 0),), PARTLY),
        ((HALF, REST), (record(HALF, 180, 180),), PARTLY),
        ((HALF,), (record(HALF, 180, 180),), MET),
        ((), (), NOT_APPLICABLE),
    ],
)
def test_item_six_follows_the_seed_courses_of_the_term(courses: tuple[Course, ...], trainings: tuple[TrainingRecord, ...], expected: ItemResult) -> None:
    assert item(6, courses=courses, trainings=trainings).suggestion is expected


def test_item_six_appointed_after_the_only_course_is_neutral() -> None:
    late = appointed(date(2026, 12, 1), officer=LIN)
    assert item(6, appointments=(late,), courses=(SEED,)).suggestion is NOT_APPLICABLE
    both = item(6, appointments=(appointed(), late), courses=(SEED,), trainings=(record(SEED, 180, 180),))
    assert both.suggestion is MET
    assert [fact.value for fact in both.facts[:3]] == [2, MET, NOT_APPLICABLE]


def test_item_six_is_partly_met_where_seed_teachers_differ() -> None:
    found = item(6, appointments=(appointed(), appointed(officer=LIN)), courses=(SEED,), trainings=(record(SEED, 180, 180),))
    assert found.suggestion is PARTLY


def test_item_six_without_a_seed_teacher_is_no_data() -> None:
    assert item(6, appointments=(appointed(domain="考績"),), courses=(SEED,)).suggestion is NO_DATA


def test_item_seven_without_a_change_does_not_apply() -> None:
    assert item(7).suggestion is NOT_APPLICABLE


def ended(*addressees: Addressee, handed_over: date | None = date(2026, 6, 30)) -> Appointment:
    """Return an appointment that ended in the year, told to some."""
    return appointed(end=date(2026, 6, 30), notices=told(ChangeKind.ENDED, *addressees), handed_over=handed_over)


@pytest.mark.parametrize(
    ("appointment", "expected"),
    [
        (ended(*Addressee), MET),
        (ended(Addressee.OFFICE, Addressee.DEPARTMENT), UNMET),  # two of three
        (ended(*Addressee, handed_over=None), UNMET),
        (ended(), UNMET),
    ],
)
def test_item_seven_wants_all_three_told_and_the_work_handed_over(appointment: Appointment, expected: ItemResult) -> None:
    assert item(7, appointments=(appointment,)).suggestion is expected


def test_a_new_teacher_needs_three_notices_and_no_handover() -> None:
    new = appointed(date(2026, 7, 1), officer=LIN, notices=told(ChangeKind.APPOINTED, *Addressee))
    assert item(7, appointments=(new,)).suggestion is MET
    assert item(7, appointments=(new, ended())).suggestion is PARTLY


def test_notices_of_the_other_change_do_not_count() -> None:
    wrong = appointed(date(2026, 7, 1), notices=told(ChangeKind.ENDED, *Addressee))
    assert item(7, appointments=(wrong,)).suggestion is UNMET


def test_a_renewal_without_a_day_between_is_no_change() -> None:
    renewed = (appointed(end=date(2025, 12, 31)), appointed(date(2026, 1, 1), date(2026, 12, 31)), appointed(date(2027, 1, 1)))
    assert changes_in(renewed, YEAR) == ()
    assert item(7, appointments=renewed).suggestion is NOT_APPLICABLE
    apart = (appointed(end=date(2025, 12, 31)), appointed(date(2026, 1, 2)))
    assert [one.kind for one in changes_in(apart, YEAR)] == [ChangeKind.APPOINTED]
    assert [one.kind for one in changes_in(apart, YEAR - 1)] == [ChangeKind.APPOINTED, ChangeKind.ENDED]


def test_the_self_checks_stand_beside_every_item() -> None:
    found = item(7, self_checks=(answered("e7", Answer.NO),))
    assert [(fact.label, fact.value) for fact in found.facts[-3:]] == [("自我檢核「是」", 0), ("自我檢核「否」", 1), ("自我檢核「不適用」", 0)]
