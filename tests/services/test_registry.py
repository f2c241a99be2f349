"""The tree of offices on a day, and how each certificate stands."""

from dataclasses import replace
from datetime import date

from hrdesk.domain.offices import Office, OfficeRole
from hrdesk.domain.record import OfficeId
from hrdesk.domain.staff import Agency
from hrdesk.services.agency import memberships
from hrdesk.services.agency.agencies import agency_id, by_code
from hrdesk.services.collecting import registry
from hrdesk.services.collecting.registry import CertificateState, Standing
from tests.factory import record_id
from tests.services.steps import change, put, submitted
from tests.services.three_offices import CHILD, DEPARTMENT, FIRST, OTHER, City


def of(city: City, code: str) -> Standing:
    return next(one for one in registry.registry(city.department) if one.agency.code == code)


def pinned(city: City) -> Office:
    return city.department.store.all(Office, role=OfficeRole.SIGNING, own=False)[0]


def test_offices_stand_behind_the_one_they_are_under_as_on_the_day(city: City) -> None:
    memberships.move(city.department, by_code(city.department, CHILD), by_code(city.department, OTHER), date(2026, 7, 1))
    assert [(one.agency.code, one.depth) for one in registry.registry(city.department)] == [(DEPARTMENT, 0), (FIRST, 1), (OTHER, 1), (CHILD, 2)]
    before = registry.registry(city.department, date(2026, 6, 30))
    assert [one.agency.code for one in before] == [DEPARTMENT, FIRST, CHILD, OTHER]
    change(city.department, Agency, agency_id(CHILD), end=date(2026, 12, 1))
    assert CHILD not in {one.agency.code for one in registry.registry(city.department)}
    assert CHILD not in {one.agency.code for one in registry.registry(city.department, date(2026, 12, 15))}


def test_a_certificate_is_valid_once_something_was_signed_with_it(city: City) -> None:
    assert (of(city, FIRST).state, of(city, FIRST).last) == (CertificateState.ISSUED, None)
    assert (of(city, OTHER).state, of(city, OTHER).until, of(city, OTHER).certificates) == (CertificateState.NONE, None, 0)
    submitted(city)
    found = of(city, FIRST)
    assert (found.id, found.state, found.until, found.certificates) == (agency_id(FIRST), CertificateState.VALID, pinned(city).expires, 1)
    assert found.last is not None
    assert found.last.kind == "submission"


def test_a_certificate_is_due_then_expired_then_revoked(city: City) -> None:
    office = pinned(city)
    for expires, state in ((date(2027, 2, 1), CertificateState.DUE), (date(2027, 1, 1), CertificateState.EXPIRED)):
        put(city.department, replace(office, expires=expires))
        assert of(city, FIRST).state is state
    put(city.department, replace(office, revoked=date(2027, 1, 2)))
    assert (of(city, FIRST).state, of(city, FIRST).until) == (CertificateState.REVOKED, date(2027, 1, 2))
    put(city.department, replace(office, id=OfficeId(record_id("newer")), expires=date(2029, 1, 1)))
    assert (of(city, FIRST).state, of(city, FIRST).certificates) == (CertificateState.ISSUED, 2)
