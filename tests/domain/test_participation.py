"""Who took part: in full, in part, on leave, absent, replaced, or not yet."""

from datetime import date

import pytest

from hrdesk.domain.participation import TAKEN, Participation, is_substituted, missed, participation, session_minutes
from hrdesk.domain.training import Attendance, Mode, Presence
from hrdesk.errors import Fault, InputError
from tests.domain.rule_records import JUNE, LIN, came, course, record

ONE_DAY = course()
TWO_DAYS = course("c2", days=2)
BEFORE = date(2026, 6, 9)


@pytest.mark.parametrize(
    ("minutes", "taken"),
    [
        ((180, 180), Participation.FULL),
        ((180, 179), Participation.PARTIAL),
        ((180, 0), Participation.PARTIAL),
        ((180, -1), Participation.PARTIAL),
        ((180,), Participation.PARTIAL),
        ((-1, -1), Participation.LEAVE),
        ((0, -1), Participation.ABSENT),
        ((0, 0), Participation.ABSENT),
        ((), Participation.PENDING),
    ],
)
def test_full_means_no_missing_minute(minutes: tuple[int, ...], taken: Participation) -> None:
    assert participation(ONE_DAY, record(ONE_DAY, *minutes), 0) is taken


def test_the_tolerance_is_a_figure_of_each_session() -> None:
    late = record(ONE_DAY, 175, 175)
    assert participation(ONE_DAY, late, 4) is Participation.PARTIAL
    assert participation(ONE_DAY, late, 5) is Participation.FULL


def test_a_course_without_sessions_is_one_of_its_set_hours() -> None:
    plain = course("c3", sessions=(), minutes=120)
    assert session_minutes(plain) == (120,)
    assert participation(plain, record(plain, 120), 0) is Participation.FULL
    assert participation(plain, record(plain, 119), 0) is Participation.PARTIAL


def test_a_cancelled_course_is_neither_missed_nor_taken() -> None:
    cancelled = course("c4", cancelled=True)
    assert participation(cancelled, record(cancelled, 0, 0), 0) is Participation.CANCELLED


@pytest.mark.parametrize(("approved", "replaced"), [(BEFORE, True), (JUNE, False), (None, False)])
def test_a_substitution_counts_only_if_approved_before_the_course(approved: date | None, replaced: bool) -> None:
    original = record(ONE_DAY, 0, 0, substituted_by=LIN, substituted_on=approved)
    assert is_substituted(ONE_DAY, original) is replaced
    assert participation(ONE_DAY, original, 0) is (Participation.SUBSTITUTED if replaced else Participation.ABSENT)


def test_with_a_substitute_on_the_second_day_neither_is_full() -> None:
    original = record(TWO_DAYS, 180, 180, 0, 0, substituted_by=LIN, substituted_on=JUNE)
    substitute = record(TWO_DAYS, officer=LIN, attendance=tuple(Attendance(number, Presence.ATTENDED, 180) for number in (2, 3)))
    assert participation(TWO_DAYS, original, 0) is Participation.PARTIAL
    assert participation(TWO_DAYS, substitute, 0) is Participation.PARTIAL


def test_a_confirmed_make_up_makes_it_full() -> None:
    assert participation(ONE_DAY, record(ONE_DAY, 180, 0, made_up=True), 0) is Participation.FULL


def test_a_digital_course_is_full_once_completed() -> None:
    digital = course("d1", mode=Mode.DIGITAL)
    assert participation(digital, record(digital), 0) is Participation.PENDING
    assert participation(digital, record(digital, completed=JUNE), 0) is Participation.FULL


@pytest.mark.parametrize(("completed", "taken"), [(None, Participation.PARTIAL), (BEFORE, Participation.FULL)])
def test_a_blended_course_needs_both_halves(completed: date | None, taken: Participation) -> None:
    blended = course("b1", mode=Mode.BLENDED)
    assert participation(blended, record(blended, 180, 180, completed=completed), 0) is taken


def test_attendance_at_a_session_the_course_has_not_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        participation(ONE_DAY, record(ONE_DAY, 180, 180, 180), 0)
    assert caught.value.fault is Fault.INVALID


def test_missed_sessions_are_those_on_leave_or_absent() -> None:
    half = record(ONE_DAY, 180, -1)
    assert missed(half) == came(180, -1)[1:]


def test_every_participation_has_a_word() -> None:
    assert set(TAKEN) == set(Participation)
