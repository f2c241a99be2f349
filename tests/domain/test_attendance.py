"""Certified hours: the set hours for full attendance, else none."""

from datetime import date

import pytest

from hrdesk.domain.attendance import certified_minutes, certified_session_minutes, certified_total
from hrdesk.domain.pack import load_pack
from hrdesk.domain.record import EvidenceId
from hrdesk.domain.training import Method, Mode
from hrdesk.errors import Fault, InputError
from tests.domain.rule_records import JUNE, PACK, YEAR, course, record
from tests.domain.test_pack import broken

SIX_HOURS = course()
DIGITAL = course("d1", mode=Mode.DIGITAL, minutes=120, start=date(2026, 1, 1), end=date(2026, 12, 31))
PROOF = (EvidenceId("proof"),)


@pytest.mark.parametrize(
    ("sessions", "attended", "minutes"),
    [
        ([360], [360], 360),
        ([360], [300], 0),  # 6 h, 5 h attended
        ([180, 180], [180, 180], 360),
        ([180, 180], [180, 179], 0),
        ([180, 180], [180], 0),
        ([180, 180], [], 0),
    ],
)
def test_all_or_nothing(sessions: list[int], attended: list[int], minutes: int) -> None:
    assert certified_session_minutes(PACK, sessions, attended).value == minutes


def test_the_working_names_what_is_missing_and_its_article() -> None:
    found = certified_session_minutes(PACK, [180, 180], [180, 170])
    assert found.steps == (
        "第 1 場次 3 小時，參與 3 小時。",
        "第 2 場次 3 小時，參與 2.83 小時，未參與 10 分鐘。",
        "非全程參與，認證 0 小時（部分參與仍計到課）。",
    )
    assert found.citation.article == "伍一(一)"
    assert found.alternatives
    assert certified_session_minutes(PACK, [180], [180]).alternatives == ()


def test_the_tolerance_comes_from_the_pack() -> None:
    lenient = load_pack(broken("parameters.full_attendance_tolerance.value", 10))
    assert certified_session_minutes(lenient, [180], [170]).value == 180
    assert certified_session_minutes(lenient, [180], [169]).value == 0
    assert certified_minutes(lenient, SIX_HOURS, record(SIX_HOURS, 170, 170)).value == 360


@pytest.mark.parametrize(("sessions", "attended"), [([], []), ([0], [0]), ([-60], []), ([60], [60, 60]), ([60], [-1]), ([60], [61])])
def test_impossible_lengths_are_refused(sessions: list[int], attended: list[int]) -> None:
    with pytest.raises(InputError) as caught:
        certified_session_minutes(PACK, sessions, attended)
    assert caught.value.fault is Fault.INVALID


def test_full_attendance_earns_the_set_hours() -> None:
    found = certified_minutes(PACK, SIX_HOURS, record(SIX_HOURS, 180, 180))
    assert found.value == 360
    assert found.steps == ("範例課程c1：全程參與，認證 6 小時。",)
    assert found.problems == ()


def test_part_of_a_course_earns_nothing_and_says_why() -> None:
    found = certified_minutes(PACK, SIX_HOURS, record(SIX_HOURS, 180, 120))
    assert found.value == 0
    assert "部分參與，非全程參與" in found.steps[0]
    assert [one.name for one in found.alternatives] == ["容許遲到早退"]


@pytest.mark.parametrize("method", [Method.SELF_STUDY, Method.MENTORING])
def test_self_study_and_mentoring_never_earn_hours(method: Method) -> None:
    own = course("s1", method=method)
    found = certified_minutes(PACK, own, record(own, 180, 180))
    assert found.value == 0
    assert "不認證時數" in found.steps[0]


@pytest.mark.parametrize(("proof", "codes"), [((), ["digital_without_proof"]), (PROOF, [])])
def test_digital_hours_want_a_proof(proof: tuple[EvidenceId, ...], codes: list[str]) -> None:
    found = certified_minutes(PACK, DIGITAL, record(DIGITAL, completed=JUNE, proof=proof))
    assert found.value == 120
    assert [problem.code for problem in found.problems] == codes


def test_the_same_digital_course_counts_once_a_year() -> None:
    first = record(DIGITAL, completed=JUNE, proof=PROOF)
    again = record(DIGITAL, label="again", completed=date(2026, 7, 1), proof=PROOF)
    found = certified_total(PACK, (DIGITAL,), (again, first), YEAR)
    assert found.value == 120
    assert any("只計一次" in step for step in found.steps)
    assert [one.name for one in found.alternatives] == ["每次均計"]
    every = load_pack(broken("parameters.digital_repeat.value", "each_time"))
    assert certified_total(every, (DIGITAL,), (again, first), YEAR).value == 240


def test_an_unfinished_try_does_not_use_up_the_year() -> None:
    open_try = record(DIGITAL)
    done = record(DIGITAL, label="done", completed=JUNE, proof=PROOF)
    assert certified_total(PACK, (DIGITAL,), (open_try, done), YEAR).value == 120


def test_hours_belong_to_the_year_in_which_they_are_earned() -> None:
    across = course("d2", mode=Mode.DIGITAL, minutes=60, start=date(2025, 12, 1), end=date(2026, 1, 31))
    training = record(across, completed=date(2025, 12, 20), proof=PROOF)
    assert certified_total(PACK, (across, SIX_HOURS), (training, record(SIX_HOURS, 180, 180)), YEAR).value == 360
    assert certified_total(PACK, (across,), (training,), YEAR - 1).value == 60


def test_a_record_of_an_unknown_course_is_left_out() -> None:
    assert certified_total(PACK, (), (record(SIX_HOURS, 180, 180),), YEAR).value == 0
