"""The page of seed teachers on a real store, and short ways around it."""

from datetime import date

from hrdesk.domain.record import OfficerId
from hrdesk.domain.seeds import Appointment
from hrdesk.domain.staff import Officer
from hrdesk.services.core.desk import Desk
from hrdesk.ui.pages.seeds.change import ChangeWizard
from hrdesk.ui.pages.seeds.page import SeedsPage
from tests.services.book import appointed, hire
from tests.ui.driving import Driver

LAST = date(2026, 6, 30)
WHOLE = {"document": "範字第1號", "systems": ("biz-01",), "scope": "本局及所屬", "phone": "02-0000-0001", "email": "a@example.invalid"}


def opened(driver: Driver, start: date | None = date(2026, 1, 1)) -> SeedsPage:
    """Return the page over one seed teacher, chosen, and a colleague."""

    def fill(desk: Desk) -> None:
        person = hire(desk, "王小明", title="科員")
        hire(desk, "李小華", title="專員")
        if start is not None:
            appointed(desk, person, start, **WHOLE)

    driver.ask(fill)
    page = SeedsPage(driver.bench)
    driver.open(page)
    page.grid.selectRow(0)
    return page


def held(driver: Driver) -> tuple[Appointment, ...]:
    return driver.ask(lambda desk: tuple(sorted(desk.store.all(Appointment), key=lambda one: one.start)))


def named(driver: Driver, name: str) -> OfficerId:
    return driver.ask(lambda desk: desk.store.all(Officer, name=name)[0].id)


def wizard(driver: Driver, page: SeedsPage) -> ChangeWizard:
    page.change()
    return driver.dialog(ChangeWizard)
