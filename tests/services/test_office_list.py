"""The tree of offices with certificates, and one office's history."""

from datetime import date

from hrdesk.services.agency import memberships
from hrdesk.services.agency.agencies import by_code
from hrdesk.services.collecting import office_list
from hrdesk.services.collecting.office_list import OfficeLine
from hrdesk.services.packages import offices
from tests.services.steps import submitted
from tests.services.three_offices import CHILD, DEPARTMENT, FIRST, OTHER, ROOT_PASSPHRASE, City


def line(city: City, code: str) -> OfficeLine:
    return next(one for one in office_list.office_lines(city.department) if one.agency.code == code)


def test_each_office_names_the_one_above_it(city: City) -> None:
    found = [(one.agency.code, one.above) for one in office_list.office_lines(city.department)]
    assert found == [(DEPARTMENT, ""), (FIRST, "範例人事處"), (CHILD, "範例地政局"), (OTHER, "範例人事處")]
    assert line(city, FIRST).id == by_code(city.department, FIRST).id


def test_the_tree_of_an_earlier_day_is_as_it_was(city: City) -> None:
    desk = city.department
    memberships.move(desk, by_code(desk, CHILD), by_code(desk, OTHER), date(2027, 1, 3))
    assert line(city, CHILD).above == "範例文化局"
    before = {one.agency.code: one.above for one in office_list.office_lines(desk, date(2027, 1, 2))}
    assert before[CHILD] == "範例地政局"
    found = office_list.history(desk, line(city, CHILD))
    assert found.spans == ("範例文化局　116/01/03～", "範例地政局　～116/01/02")


def test_certificates_and_packages_are_told_in_words(city: City) -> None:
    submitted(city)
    found = office_list.history(city.department, line(city, FIRST))
    assert [office_list.certificate_text(one) for one in found.certificates] == ["116/01/04 核發，至 119/01/04"]
    assert [office_list.parcel_text(one) for one in found.parcels] == ["116/01/05 年度資料 115 年度第 1 版"]
    assert found.spans == ("範例人事處",)
    assert office_list.state_text(found.line.standing) == "有效　至 119/01/04"
    offices.revoke(city.department, by_code(city.department, FIRST), city.roots / "department.root", ROOT_PASSPHRASE)
    after = office_list.history(city.department, line(city, FIRST))
    assert office_list.state_text(after.line.standing) == "已廢止　廢止 116/01/05"
    assert [office_list.certificate_text(one) for one in after.certificates] == ["116/01/04 核發，116/01/05 廢止"]


def test_the_list_is_printed_with_the_own_office_first(city: City) -> None:
    submitted(city)
    rows = office_list.sheet(office_list.office_lines(city.department), date(2027, 1, 5)).listed.rows
    assert rows[0] == (DEPARTMENT, "範例人事處", "人事處", "", "", "本機關", "—")
    assert rows[2][1:6] == ("　　範例地政事務所", "二級機關（所屬）", "地政事務所", "範例地政局", "未登錄")
    assert rows[1][5:] == ("有效　至 119/01/04", "116/01/05 年度資料 115 年度第 1 版")
