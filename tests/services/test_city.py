"""The sample city stops where a shipped sheet or a package is not as it should be, instead of going on with half a year."""

from pathlib import Path

import pytest

from hrdesk.domain.plan import ImportPlan, PlanRow, RowState
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.demo import city_flow, city_year
from hrdesk.services.packages import drafts, sealing
from tests.services.three_offices import YEAR, City


@pytest.mark.parametrize("rows", [(), (PlanRow(4, RowState.UNREADABLE, "王小明"),), (PlanRow(4, RowState.CONFLICT, "王小明"),)])
def test_a_sheet_with_a_row_that_cannot_be_taken_in_stops_the_year(desk: Desk, rows: tuple[PlanRow, ...]) -> None:
    before = desk.store.audit_head()
    with pytest.raises(InputError) as caught:
        city_year.apply(desk, ImportPlan("roster", "名冊.xlsx", rows))
    assert caught.value.fault is Fault.INCOMPLETE
    assert desk.store.audit_head() == before


def test_a_refused_package_stops_the_year(city: City, tmp_path: Path) -> None:
    sealed = sealing.seal(city.child, drafts.submission(city.child, YEAR), tmp_path)
    sealed.file.write_bytes(sealed.file.read_bytes()[:-1])
    with pytest.raises(InputError) as caught:
        city_flow.take(city.first, sealed.file, None)
    assert caught.value.facts["reason"] == "truncated"
