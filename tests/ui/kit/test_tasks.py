"""Work on the desk's thread: in order, never on the window's thread, errors where they belong."""

import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from hrdesk.domain.acts import Act
from hrdesk.domain.record import OfficerId
from hrdesk.domain.staff import Officer
from hrdesk.errors import Fault, HrdeskError, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import staff
from hrdesk.ui.kit.tasks import Tasks
from tests.services.book import hire
from tests.ui.driving import Driver


@pytest.fixture
def refused() -> list[HrdeskError]:
    """Return what nobody else took."""
    return []


@pytest.fixture
def idle_tasks(refused: list[HrdeskError]) -> Iterator[Tasks]:
    """Return a desk's thread without any workspace."""
    made = Tasks(refused.append)
    yield made
    made.close()


def test_work_runs_on_the_desks_thread_and_is_handed_over_on_the_windows(driver: Driver) -> None:
    where: list[str] = []
    driver.bench.read(lambda desk: where.append(threading.current_thread().name), lambda _: where.append(threading.current_thread().name))
    driver.settle()
    assert where == ["desk", "MainThread"]


def test_work_is_done_in_the_order_in_which_it_was_asked_for(driver: Driver) -> None:
    seen: list[int] = []
    for n in range(50):
        driver.bench.read(lambda desk, n=n: n, seen.append)  # type: ignore[misc]
    driver.settle()
    assert seen == list(range(50))


class Listener(QLabel):
    """A widget that shows what it hears, which fails once it is deleted."""

    def hear(self, what: object) -> None:
        self.setText(str(what))


def test_widget_that_was_closed_meanwhile_is_not_told(driver: Driver) -> None:
    listener = Listener()
    driver.bench.read(lambda desk: "讀好了", listener.hear)
    driver.settle()
    assert listener.text() == "讀好了"
    driver.bench.read(lambda desk: "又一次", listener.hear)
    driver.bench.write(lambda desk: staff.save_officer(desk, Officer(id=OfficerId("a" * 32), agency=desk.workspace.agency, name="王小明")), "", listener.hear)
    Shiboken.delete(listener)
    driver.settle()
    assert driver.ask(lambda desk: desk.store.count(Officer)) == 1


def test_refusal_of_work_whose_widget_was_closed_is_told_all_the_same(driver: Driver) -> None:
    def refuse(desk: Desk) -> None:
        raise InputError(Fault.NOT_FOUND, what="範例", text="甲")

    listener = Listener()
    driver.bench.read(refuse, listener.hear, listener.hear)
    Shiboken.delete(listener)
    driver.settle()
    assert [error.fault for error in driver.refused if isinstance(error, HrdeskError)] == [Fault.NOT_FOUND]
    driver.refused.clear()


def test_window_stays_alive_while_the_desk_works(driver: Driver) -> None:
    go = threading.Event()
    driver.bench.read(lambda desk: go.wait(10), lambda _: None)
    turns: list[int] = []
    clock = QTimer()
    clock.timeout.connect(lambda: turns.append(1))
    clock.start(1)
    driver.qtbot.waitUntil(lambda: len(turns) >= 20)
    assert not driver.bench.tasks.idle()
    go.set()
    driver.settle()


def test_expected_error_goes_to_whoever_takes_it(driver: Driver) -> None:
    taken: list[HrdeskError] = []

    def work(desk: Desk) -> None:
        raise InputError(Fault.NOT_FOUND, what="課程", text="x")

    driver.bench.read(work, lambda _: None, taken.append)
    driver.settle()
    assert [error.fault for error in taken] == [Fault.NOT_FOUND]
    assert not driver.refused
    driver.bench.read(work, lambda _: None)
    driver.settle()
    assert len(driver.refused) == 1
    driver.refused.clear()


def test_bug_reaches_the_hook(driver: Driver) -> None:
    with capture_exceptions() as caught:
        driver.bench.read(lambda desk: 1 // 0, lambda _: None)
        driver.settle()
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def test_cancelled_work_is_skipped_or_stops_at_its_next_report(driver: Driver) -> None:
    done: list[str] = []
    started = threading.Event()

    def long(desk: Desk) -> None:
        for n in range(10_000):
            started.set()
            desk.progress(n, 10_000)
            time.sleep(0.001)

    first = driver.bench.read(long, lambda _: done.append("long"))
    second = driver.bench.read(lambda desk: None, lambda _: done.append("short"))
    assert started.wait(10)
    first.cancel()
    second.cancel()
    driver.settle()
    assert done == []


def test_cancelled_write_leaves_everything_as_it_was(driver: Driver) -> None:
    def work(desk: Desk) -> None:
        with desk.store.write(Act.EDIT) as tx:
            del tx
            raise KeyboardInterrupt

    driver.ask(lambda desk: hire(desk, "王小明"))
    before = driver.ask(lambda desk: desk.store.audit_head())
    driver.bench.read(work, lambda _: None)
    driver.settle()
    assert driver.ask(lambda desk: desk.store.audit_head()) == before


def test_closing_waits_for_what_was_begun(driver: Driver) -> None:
    done: list[str] = []

    def slow(desk: Desk) -> None:
        time.sleep(0.05)
        done.append("done")

    driver.bench.read(slow, lambda _: None)
    driver.bench.tasks.close()
    assert done == ["done"]


def test_opening_that_fails_says_why_and_may_be_tried_again(idle_tasks: Tasks, refused: list[HrdeskError], qtbot: QtBot) -> None:
    def opener(progress: object) -> Desk:
        raise InputError(Fault.INVALID, what="密碼", reason="")

    idle_tasks.open(opener, lambda desk: None)
    qtbot.waitUntil(idle_tasks.idle)
    assert [error.fault for error in refused] == [Fault.INVALID]
