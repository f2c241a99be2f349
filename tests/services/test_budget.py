"""All quotas under both readings, deviations with their reasons, and the whole against a ceiling (TP-24)."""

from dataclasses import replace
from datetime import date

import pytest

from hrdesk.domain.record import AppointmentId, OfficerId
from hrdesk.domain.seeds import Appointment
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services import budget, quota
from hrdesk.services.agencies import agency_id
from tests.factory import record_id
from tests.services.book import fault_of
from tests.services.steps import first_of, put, submitted
from tests.services.three_offices import FIRST, OTHER, YEAR, City


def test_readings_sums_and_what_is_not_known(city: City) -> None:
    submitted(city)
    held = city.department.store.all(Appointment)[0]
    for name in ("third", "fourth"):
        put(
            city.department,
            replace(held, id=AppointmentId(record_id(name)), agency=agency_id(FIRST), officer=OfficerId(record_id(name)), start=date(2026, 1, 1), dedicated=""),
        )
    found = budget.budget(city.department, YEAR)
    by = {line.agency.code: line for line in found.lines}
    assert (by[FIRST].id, by[FIRST].units("R1"), by[FIRST].units("R2"), by[OTHER].units("R1")) == (agency_id(FIRST), 2, 4, None)
    assert found.totals == (("R1", 2), ("R2", 4))
    assert (found.approved, [one.code for one in found.unknown], len(found.waiting), found.deviations) == (0, [OTHER], 2, ())
    assert (found.expected, found.ceiling, found.over, by[FIRST].deviation) == (2, None, 0, 0)
    assert budget.budget(city.department, YEAR, reading="R2", ceiling=3).over == 1


def test_an_approval_counts_and_its_deviation_is_told_with_its_reason(city: City) -> None:
    submitted(city)
    quota.approve(city.department, first_of(city.department), YEAR, quota.Approved(units=3, heads=2, reason="輔導成效特優"))
    found = budget.budget(city.department, YEAR, ceiling=5)
    (line,) = found.deviations
    assert (line.deviation, line.counted("R2"), found.approved, found.expected, found.over) == (1, 3, 3, 3, 0)
    assert line.approval is not None
    assert line.approval.reason == "輔導成效特優"


def test_unknown_readings_and_negative_ceilings_are_refused(city: City) -> None:
    for fault, values in ((Fault.INVALID, {"reading": "R9"}), (Fault.NOT_A_NUMBER, {"ceiling": -1})):
        with pytest.raises(HrdeskError) as caught:
            budget.budget(city.department, YEAR, **values)
        assert fault_of(caught) is fault
