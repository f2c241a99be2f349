"""The roster page with people on it, and short ways to look at what it shows."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Key
from hrdesk.ui.kit.side import SidePane
from hrdesk.ui.pages.people.card import PersonPane
from hrdesk.ui.pages.people.page import PeoplePage
from tests.services.book import hire
from tests.ui.driving import Driver


def people_page(driver: Driver) -> PeoplePage:
    """Show the page with three people, one of whom left in March."""
    driver.ask(
        lambda desk: [
            hire(desk, "王小明", employee_no="A001", unit="人事室", title="主任", grade="薦任第九職等", arrived=date(2019, 1, 15)),
            hire(desk, "陳𡍼明", employee_no="A002", unit="人事室", title="專員", grade="薦任第八職等"),
            hire(desk, "李離職", employee_no="A003", left=date(2026, 3, 31), left_reason="退休"),
        ]
    )
    made = PeoplePage(driver.bench)
    driver.open(made)
    return made


def side_pane(driver: Driver) -> SidePane:
    """Return a side pane that shows what pages put there."""
    made = SidePane()
    driver.qtbot.addWidget(made)
    driver.bench.shown.connect(lambda title, widget: made.put(title, widget))
    return made


def names(page: PeoplePage) -> list[str]:
    """Return who is shown."""
    return [row.officer.name for row in page.grid.table.records()]


def choose(page: PeoplePage, name: str) -> None:
    """Choose a person's row."""
    assert page.grid.select(lambda row: row.officer.name == name)


def officers(driver: Driver) -> dict[str, Officer]:
    """Return everyone in the book by name."""
    return {one.name: one for one in driver.ask(lambda desk: desk.store.all(Officer))}


def asked(driver: Driver, driven: Callable[[], object]) -> list[tuple[str, Key | None]]:
    """Return where one is sent by what is done."""
    sent: list[tuple[str, Key | None]] = []
    driver.bench.placed.connect(lambda name, key: sent.append((name, key)))
    driven()
    driver.settle()
    return sent


def texts(inside: QWidget) -> str:
    """Return every text that is shown inside a widget, each on a line."""
    shown = [one.text() for one in inside.findChildren(QLabel) if one.isVisible()]
    return "\n".join([*shown, *(one.accessibleName() or one.text() for one in inside.findChildren(QAbstractButton) if one.isVisible())])


def card(pane: SidePane) -> PersonPane:
    """Return the card that is shown."""
    found = pane.findChild(PersonPane)
    assert isinstance(found, PersonPane)
    return found
