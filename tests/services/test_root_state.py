"""How the own root and its list of revoked certificates stand."""

from datetime import date

from hrdesk.services.agency.agencies import by_code
from hrdesk.services.packages import offices
from hrdesk.services.post.root_state import root_state
from tests.services.three_offices import CHILD, ROOT_PASSPHRASE, City


def test_an_office_without_a_root_has_no_state(city: City) -> None:
    assert root_state(city.child) is None


def test_the_list_is_counted_and_has_an_end(city: City) -> None:
    before = root_state(city.first)
    assert before is not None
    assert before.digits == offices.grouped(offices.root_digits(city.first))
    assert (before.revoked, before.due) == (0, False)
    assert before.days == (before.until - city.first.today).days
    assert date(2029, 1, 1) < before.decision_until < before.root_until
    offices.revoke(city.first, by_code(city.first, CHILD), city.roots / "first.root", ROOT_PASSPHRASE, " 承辦人異動 ")
    after = root_state(city.first)
    assert after is not None
    assert (after.number, after.revoked) == (before.number + 1, 1)
    assert dict(city.first.store.history(1)[0].facts)["reason"] == "承辦人異動"


def test_a_registration_says_who_asks(city: City) -> None:
    digits = offices.make_registration(city.child, city.out / "new.hrdreg")
    found = offices.asked(city.first, city.out / "new.hrdreg")
    assert (found.code, found.listed, found.holds, found.digits) == (CHILD, "範例地政事務所", True, digits)
    offices.make_registration(city.first, city.out / "first.hrdreg")
    assert offices.asked(city.child, city.out / "first.hrdreg").holds is False
