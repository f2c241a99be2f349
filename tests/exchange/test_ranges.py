"""What the values of single records may be."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hrdesk.domain.awards import Decision, QuotaApproval
from hrdesk.domain.kinds import KINDS
from hrdesk.domain.record import Record
from hrdesk.domain.seeds import Coaching
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import Attendance, Course, Presence, Session, TrainingRecord
from hrdesk.exchange.ranges import impossible
from tests.factory import sample

DAY = date(2026, 3, 2)
HELD = sample(Course, start=DAY, end=DAY, minutes=180, sessions=(Session(DAY, 540, 720),))


def attended(*sessions: tuple[int, int]) -> TrainingRecord:
    return sample(TrainingRecord, attendance=tuple(Attendance(session, Presence.ATTENDED, minutes) for session, minutes in sessions))


@pytest.mark.parametrize("kind", KINDS)
def test_an_ordinary_record_passes(kind: type[Record]) -> None:
    assert list(impossible(sample(kind), {})) == []


@pytest.mark.parametrize(
    ("record", "fields"),
    [
        (sample(QuotaApproval, reading="R9", units=-1, proposed_units=-1, staffing=-1, heads=-1), ["units", "proposed_units", "staffing", "heads", "reading"]),
        (sample(QuotaApproval, reading="R2", heads=0), []),
        (sample(Decision, times=-1), ["times"]),
    ],
)
def test_what_a_department_may_not_approve_or_grant_is_impossible(record: Record, fields: list[str]) -> None:
    assert list(impossible(record, {})) == fields


@pytest.mark.parametrize("sessions", [((0, 180),), ((0, 0),)])
def test_minutes_within_the_session_pass(sessions: tuple[tuple[int, int], ...]) -> None:
    assert list(impossible(attended(*sessions), {HELD.id: HELD})) == []


@pytest.mark.parametrize("sessions", [((0, 181),), ((1, 1),), ((0, 1), (0, 1)), ((-1, 1),), ((0, -1),)])
def test_minutes_beyond_the_session_are_impossible(sessions: tuple[tuple[int, int], ...]) -> None:
    assert list(impossible(attended(*sessions), {HELD.id: HELD})) == ["attendance"]


def test_a_course_of_another_book_is_not_judged_by_its_sessions() -> None:
    assert list(impossible(attended((7, 1440)), {})) == []
    assert list(impossible(attended((0, 1441)), {})) == ["attendance"]


@pytest.mark.parametrize("end", [0, 1439])
def test_coaching_may_run_past_midnight(end: int) -> None:
    assert list(impossible(sample(Coaching, start=1380, end=end, item=7), {})) == []


@pytest.mark.parametrize(("day", "fields"), [(date(1911, 12, 31), ["birth"]), (date(1912, 1, 1), []), (date(2100, 12, 31), []), (date(2101, 1, 1), ["birth"])])
def test_dates_are_of_the_republic(day: date, fields: list[str]) -> None:
    assert list(impossible(sample(Officer, birth=day), {})) == fields


@pytest.mark.parametrize(("name", "fits"), [("王", True), ("𡍼" * 100, True), ("𡍼" * 101, False), (" ", False), ("王\n明", False), ("王\x85明", False)])
def test_a_name_is_there_short_and_printable(name: str, *, fits: bool) -> None:
    assert (list(impossible(sample(Officer, name=name), {})) == []) is fits


@pytest.mark.parametrize(("start", "end"), [(720, 540), (540, 540), (-1, 60), (1400, 1441)])
def test_a_session_has_its_start_before_its_end_within_a_day(start: int, end: int) -> None:
    assert list(impossible(replace(HELD, sessions=(Session(DAY, start, end),)), {})) == ["sessions"]


@pytest.mark.parametrize("values", [{"item": 0}, {"item": 8}, {"start": -1}, {"end": 1440}])
def test_coaching_is_within_a_day_and_of_the_seven_items(values: dict[str, Any]) -> None:
    assert list(impossible(sample(Coaching, **values), {})) == list(values)
