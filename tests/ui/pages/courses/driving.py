"""The page of courses filled on a real store, and short ways around it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from hrdesk.domain.staff import Officer
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.services.core.desk import Desk
from hrdesk.ui.pages.courses.page import CoursesPage
from hrdesk.ui.pages.courses.roll import RollDialog
from tests.services.book import enrolled, hire, hold
from tests.ui.driving import Driver

DECEMBER = date(2026, 12, 1)


def opened(driver: Driver, fill: Callable[[Desk], object] | None = None) -> CoursesPage:
    """Fill the book and open the page."""
    if fill is not None:
        driver.ask(fill)
    page = CoursesPage(driver.bench)
    driver.open(page)
    driver.settle()
    return page


def do(driver: Driver, page: CoursesPage, key: str) -> None:
    """Trigger one of the page's actions on its first course."""
    if page.grid.table.rowCount() and page.grid.current() is None:
        page.grid.selectRow(0)
    action: QAction = page.actions_by_key[key]
    assert action.isEnabled(), key
    action.trigger()
    driver.settle()


def records(driver: Driver) -> tuple[TrainingRecord, ...]:
    """Return every training record."""
    return driver.ask(lambda desk: desk.store.all(TrainingRecord))


def only_course(driver: Driver) -> Course:
    """Return the one course of the book."""
    (found,) = driver.ask(lambda desk: desk.store.all(Course))
    return found


def texts(widget: QWidget) -> str:
    """Return every text that stands on a widget."""
    labels = [one.text() for one in widget.findChildren(QLabel)]
    return "\n".join((*labels, *(one.text() for one in widget.findChildren(QPushButton))))


def carded(driver: Driver) -> list[QWidget]:
    """Collect what is shown aside; a window owns it otherwise."""
    found: list[QWidget] = []

    def take(_: str, widget: QWidget) -> None:
        driver.qtbot.addWidget(widget)
        widget.show()
        found.append(widget)

    driver.bench.shown.connect(take)
    return found


def class_of_two(desk: Desk) -> tuple[Course, Officer, Officer]:
    """Hold a course of two days in June with two people enrolled."""
    first, second = hire(desk, "王小明", employee_no="A001"), hire(desk, "陳𡍼明", employee_no="A002")
    held = hold(desk)
    enrolled(desk, held, first)
    enrolled(desk, held, second)
    return held, first, second


def rolled(driver: Driver, page: CoursesPage) -> RollDialog:
    """Open the roll of the first course."""
    do(driver, page, "record")
    return driver.dialog(RollDialog)
