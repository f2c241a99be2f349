"""人員名冊 on the real store."""

from hrdesk.ui.pages.people.page import PeoplePage
from tests.services.book import hire
from tests.ui.driving import Driver


def test_empty_roster_says_what_to_do_first(driver: Driver) -> None:
    page = PeoplePage(driver.bench)
    driver.open(page)
    assert page.grid.isVisible() is False


def test_roster_filters_from_the_first_character(driver: Driver) -> None:
    driver.ask(lambda desk: [hire(desk, "王小明"), hire(desk, "陳𡍼明"), hire(desk, "李小華")])
    page = PeoplePage(driver.bench)
    driver.open(page)
    assert page.grid.table.rowCount() == 3
    page.filter.setText("𡍼")
    assert [row.officer.name for row in page.grid.table.records()] == ["陳𡍼明"]
