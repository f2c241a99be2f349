"""Who sees which page."""

from hrdesk.domain.members import Access
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.record import AgencyId
from hrdesk.services.opening.signing_in import Signed
from hrdesk.ui.places import places_for


def names(kind: WorkspaceKind, access: Access = Access.CLERK) -> set[str]:
    signed = Signed("範例承辦", access, None, AgencyId("one"), "範例局", "379110000B", kind, sample=True, year=115)
    return {place.name for place in places_for(signed)}


def test_department_has_no_pages_of_an_office() -> None:
    assert not names(WorkspaceKind.DEPARTMENT) & {"people", "absences", "seeds", "coaching", "self_check", "awards"}
    assert names(WorkspaceKind.DEPARTMENT) >= {"home", "courses", "training", "packages", "reports", "calculator", "settings"}


def test_teacher_sees_the_own_forms_alone() -> None:
    assert names(WorkspaceKind.AGENCY, Access.TEACHER) == {"coaching", "self_check"}


def test_office_below_collects_nothing() -> None:
    assert names(WorkspaceKind.AGENCY) <= names(WorkspaceKind.FIRST_TIER)
