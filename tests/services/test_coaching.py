"""Coaching by seed teachers only, never of a day to come; logs and mentoring."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hrdesk.domain.record import LogId, MentoringId
from hrdesk.domain.seeds import Coaching, LogKind, Mentoring, Outcome, Settlement, SystemLog
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.teachers import coaching
from tests.services.book import appointed, fault_of, hire

DAY = date(2026, 3, 2)


@pytest.fixture
def draft(desk: Desk) -> Coaching:
    """Return a sound record, not yet saved."""
    person = hire(desk)
    appointed(desk, person)
    return coaching.new_coaching(desk, person.id, DAY, 540, 630, "範例文化局")


def test_coaching_is_kept_with_its_length(desk: Desk, draft: Coaching) -> None:
    coaching.coach(desk, draft)
    assert desk.store.all(Coaching) == (draft,)
    assert coaching.coaching_minutes(draft) == 90


def test_end_before_the_start_means_past_midnight(draft: Coaching) -> None:
    assert coaching.coaching_minutes(replace(draft, start=1430, end=20)) == 30


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"day": date(2026, 11, 21)}, "coaching_in_future"),
        ({"day": date(2025, 12, 31)}, "coaching_not_a_seed"),
        ({"start": 540, "end": 540}, "coaching_times"),
        ({"end": 1440}, "coaching_times"),
        ({"item": 8}, "coaching_item"),
        ({"served_agency": " "}, "coaching_nobody_served"),
    ],
)
def test_wrong_coaching_is_refused(desk: Desk, draft: Coaching, values: dict[str, Any], code: str) -> None:
    wrong = replace(draft, **values)
    assert [problem.code for problem in coaching.coaching_problems(desk, wrong)] == [code]
    with pytest.raises(InputError) as caught:
        coaching.coach(desk, wrong)
    assert fault_of(caught) is Fault.INCOMPLETE
    assert desk.store.count(Coaching) == 0


def test_escalation_to_nobody_is_only_a_warning(desk: Desk, draft: Coaching) -> None:
    coaching.settle(desk, draft, Settlement.ESCALATED)
    coaching.settle(desk, draft, Settlement.ESCALATED, escalated_to="8585", escalated=DAY, ticket="A1")
    (held,) = desk.store.all(Coaching)
    assert (held.escalated_to, held.escalated, held.ticket) == ("8585", DAY, "A1")


def entry(desk: Desk, **values: Any) -> SystemLog:
    """Return a backup log entry."""
    plain: dict[str, Any] = {"kind": LogKind.BACKUP, "day": DAY, "system": "人事資料庫", "outcome": Outcome.GOOD}
    return SystemLog(**{"id": LogId(desk.new_id()), "agency": desk.workspace.agency, **plain, **values})


def test_log_entry_is_kept(desk: Desk) -> None:
    coaching.log(desk, entry(desk))
    assert desk.store.count(SystemLog) == 1


@pytest.mark.parametrize("values", [{"day": date(2026, 11, 21)}, {"system": " "}])
def test_log_of_a_day_to_come_or_of_no_system_is_refused(desk: Desk, values: dict[str, Any]) -> None:
    with pytest.raises(InputError) as caught:
        coaching.log(desk, entry(desk, **values))
    assert fault_of(caught) is Fault.INCOMPLETE


def test_mentor_and_mentee_are_two_people(desk: Desk) -> None:
    mentor, mentee = hire(desk), hire(desk, "陳𡍼明")
    pair = Mentoring(id=MentoringId(desk.new_id()), agency=desk.workspace.agency, mentor=mentor.id, mentee=mentee.id, topic="biz-01", start=DAY)
    coaching.mentor(desk, pair)
    for wrong in (replace(pair, mentee=mentor.id), replace(pair, end=date(2026, 1, 1))):
        with pytest.raises(InputError) as caught:
            coaching.mentor(desk, wrong)
        assert fault_of(caught) is Fault.INCOMPLETE
    assert desk.store.all(Mentoring) == (pair,)


def test_several_cases_are_settled_and_deleted_in_one_step_each(desk: Desk, draft: Coaching) -> None:
    other = replace(draft, id=coaching.new_coaching(desk, draft.officer, DAY, 1, 2, "x").id)
    coaching.coach(desk, draft)
    coaching.coach(desk, other)
    assert len(coaching.settle_all(desk, [draft, other], Settlement.SOLVED).changed) == 2
    assert {one.settlement for one in desk.store.all(Coaching)} == {Settlement.SOLVED}
    coaching.remove(desk, desk.store.all(Coaching))
    assert desk.store.count(Coaching) == 0
    desk.store.undo()
    assert desk.store.count(Coaching) == 2


def test_log_entries_and_pairs_are_deleted(desk: Desk) -> None:
    made = entry(desk)
    coaching.log(desk, made)
    coaching.remove(desk, [made])
    assert desk.store.count(SystemLog) == 0


def test_incident_that_nothing_is_said_of_is_only_a_warning(desk: Desk) -> None:
    untold = entry(desk, outcome=Outcome.INCIDENT)
    assert [problem.code for problem in coaching.log_problems(desk, untold)] == ["log_incident_untold"]
    assert coaching.log(desk, untold)


def test_topic_of_a_pair_stands_in_the_catalogue(desk: Desk) -> None:
    mentor, mentee = hire(desk), hire(desk, "陳𡍼明")
    pair = Mentoring(id=MentoringId(desk.new_id()), agency=desk.workspace.agency, mentor=mentor.id, mentee=mentee.id, topic="none", start=DAY)
    assert [problem.code for problem in coaching.mentoring_problems(desk, pair)] == ["mentoring_topic"]
