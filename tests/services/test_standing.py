"""How an office stands with its collector."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.offices import Office, OfficeRole
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.agency.agencies import by_code
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import certificates, keys, offices
from hrdesk.services.post import renewal
from hrdesk.services.post.standing import Step, standing
from tests.services.book import fault_of
from tests.services.steps import change, drop, first_of, notified
from tests.services.three_offices import FIRST, ROOT_PASSPHRASE, City


def own(desk: Desk) -> Office:
    return certificates.standing(desk, OfficeRole.SIGNING, own=True)[0]


def test_the_way_to_a_certificate_has_three_steps(desk: Desk, tmp_path: Path) -> None:
    assert standing(desk).step is Step.UNREGISTERED
    digits = offices.make_registration(desk, tmp_path / "a.hrdreg")
    found = standing(desk)
    assert (found.step, found.waits, found.can_send, found.root_digits) == (Step.REGISTERED, True, False, "")
    assert offices.registration_digits(tmp_path / "a.hrdreg") == digits
    (tmp_path / "b.hrdreg").write_bytes(b"no registration")
    with pytest.raises(HrdeskError) as caught:
        offices.registration_digits(tmp_path / "b.hrdreg")
    assert fault_of(caught) is Fault.PACKAGE_REFUSED


def test_an_enrolled_office_knows_its_collector_and_the_end(city: City) -> None:
    found = standing(city.first)
    assert (found.step, found.collector, found.waits, found.can_send) == (Step.ENROLLED, "範例人事處", False, True)
    assert found.days == (own(city.first).expires - city.first.today).days
    assert found.root_digits == offices.grouped(offices.root_digits(city.first))
    assert standing(city.child).root_digits == ""


def test_renewal_is_due_ninety_days_ahead_and_then_waits(city: City) -> None:
    change(city.child, Office, own(city.child).id, expires=city.child.today + timedelta(days=90))
    assert standing(city.child).step is Step.DUE
    renewal.renew(city.child, city.out)
    found = standing(city.child)
    assert (found.step, found.days, found.waits, found.can_send) == (Step.DUE, 90, True, True)


def test_an_ended_certificate_is_told(city: City) -> None:
    change(city.child, Office, own(city.child).id, expires=date(2026, 12, 31))
    assert (standing(city.child).step, standing(city.child).can_send) == (Step.EXPIRED, False)


def test_a_revocation_is_told_once_the_list_came_in_a_reply(city: City) -> None:
    notified(city)
    assert standing(city.first).step is Step.ENROLLED
    offices.revoke(city.department, by_code(city.department, FIRST), city.roots / "department.root", ROOT_PASSPHRASE)
    with city.first.store.write(Act.EDIT) as tx:
        tx.put_secret(keys.PINNED_CRL, city.department.store.secret(keys.OWN_CRL) or b"")
    assert standing(city.first).step is Step.REVOKED


def test_the_department_answers_to_nobody(city: City) -> None:
    assert standing(city.department).step is Step.TOP


def test_a_collector_that_is_not_in_the_list_any_more_has_no_name(city: City) -> None:
    drop(city.child, first_of(city.child))
    assert standing(city.child).collector == ""
