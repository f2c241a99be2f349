"""One record a year and one an appointment, in every workspace the same."""

from hrdesk.domain.noted import focus_reason_id, report_due_id
from hrdesk.domain.record import AppointmentId


def test_a_year_and_an_appointment_have_one_note_each() -> None:
    assert report_due_id(115) == report_due_id(115) != report_due_id(116)
    assert focus_reason_id(AppointmentId("1" * 32)) != focus_reason_id(AppointmentId("2" * 32))
