"""The attendance rules under one name."""

from hrdesk.domain import absence, attendance, certified, participation, rates


def test_the_rules_of_attendance_are_found_in_one_place() -> None:
    assert attendance.participation is participation.participation
    assert attendance.certified_session_minutes is certified.certified_session_minutes
    assert attendance.absence_cases is absence.absence_cases
    assert attendance.attendance_rate is rates.attendance_rate
    assert all(hasattr(attendance, name) for name in attendance.__all__)
