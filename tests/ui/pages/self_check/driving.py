"""A self-check on a real store, and short ways around it."""

from datetime import date

from hrdesk.domain.seeds import Answer, CheckAnswer, SelfCheck
from hrdesk.domain.staff import Officer
from hrdesk.services.core.desk import Desk
from hrdesk.services.teachers import self_check
from hrdesk.ui.pages.self_check.page import SelfCheckPage
from tests.services.book import YEAR, appointed, hire
from tests.ui.driving import Driver

DAY = date(2026, 11, 20)


def seed(desk: Desk, name: str = "王小明") -> Officer:
    """Hire a seed teacher of the whole year."""
    person = hire(desk, name)
    appointed(desk, person)
    return person


def fill(desk: Desk, who: Officer) -> None:
    """Answer every line well."""
    codes = self_check.items(desk, YEAR)
    self_check.answer(desk, who.id, YEAR, [CheckAnswer(code, Answer.NO if code == "e5" else Answer.YES) for code in codes])


def held(driver: Driver, who: Officer) -> SelfCheck | None:
    """Return the form as the book has it."""
    return driver.ask(lambda desk: self_check.self_check(desk, who.id, YEAR))


def answers(driver: Driver, who: Officer) -> dict[str, CheckAnswer]:
    """Return the answers that the book has."""
    found = held(driver, who)
    return {one.item: one for one in found.answers} if found else {}


def saved(driver: Driver, page: SelfCheckPage) -> None:
    """Wait until what was typed is kept by itself."""
    driver.qtbot.waitUntil(lambda: page.view.saved.text() == "已儲存")
    driver.settle()
