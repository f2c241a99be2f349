"""A whole city at the window: one folder with every office's package and one bad file of each kind, dropped at once; then what the department does with it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from benchmarks.city import EACH, PEOPLE, city
from hrdesk.domain.acts import Act
from hrdesk.domain.collected import Stage
from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import HELD, Finding, PackageKind
from hrdesk.domain.record import StaffingId
from hrdesk.domain.staff import Headcount, Staffing
from hrdesk.domain.training import TrainingRecord
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.collecting import stage_days
from hrdesk.services.collecting.board import State
from hrdesk.services.collecting.inbox import Arrival, Fate
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening.workspace import open_desk
from hrdesk.services.post import receiving
from hrdesk.ui.kit.page import Page
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.main_window import MainWindow
from hrdesk.ui.pages.board.page import BoardPage
from hrdesk.ui.pages.decide.page import DecidePage
from hrdesk.ui.pages.decide.quota_editor import BulkApproval
from hrdesk.ui.pages.evaluate.page import EvaluatePage
from hrdesk.ui.pages.inbox.page import InboxPage
from hrdesk.ui.sending import SendDialog
from tests.factory import record_id
from tests.services import bad_files
from tests.services.bad_files import ODD, REVISED, SKIPPED, code
from tests.services.book import PASSPHRASE, Clock
from tests.ui.conftest import opened
from tests.ui.driving import Driver
from tests.ui.pages.test_inbox import drag, listened
from tests.ui.watchdog import Watchdog, longest

GOOD = 24
WINDOWS = 3  # are opened, at the most, before something is said to hold the window up
LONG = 300_000  # milliseconds: only a hung batch ever takes so long
DUE = date(2026, 11, 10)  # ten days before the clock of the tests
NOT_IN = {Finding.OK: Fate.TAKEN, Finding.GAP: Fate.WARNED, Finding.FORK: Fate.FORKED, Finding.OWN: Fate.OWN} | dict.fromkeys(HELD, Fate.HELD)


@dataclass(frozen=True, slots=True)
class Made:
    """The department's closed workspace, the folder to be dropped, and what the bad files in it come to, by name."""

    folder: Path
    inbox: Path
    bad: dict[str, Finding]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Return the city, made once for all tests of a run."""
    base = tmp_path_factory.mktemp("city")
    whole = city(base, GOOD)
    with open_desk(whole.folder, who="範例審核員", passphrase=PASSPHRASE, now=Clock()) as desk:
        post = bad_files.prepared(whole, desk, base / "post")
        stage_days.set_due(desk, 115, Stage.ARRIVED, DUE)
        return Made(whole.folder, base / "inbox", bad_files.mixed(post, base / "inbox"))


@dataclass(frozen=True, slots=True)
class Seat:
    """The reviewer's window, on 收件, with a folder for receipts."""

    driver: Driver
    window: MainWindow
    receipts: Path
    folder: Path

    @property
    def page(self) -> InboxPage:
        """Return the page."""
        page = self.window.page
        assert isinstance(page, InboxPage)
        return page

    def drop(self, *paths: Path) -> None:
        """Drop files and folders on the page."""
        entering, dropping = drag(*paths)
        self.page.dragEnterEvent(entering)
        assert entering.isAccepted()
        self.page.dropEvent(dropping)

    def finish(self) -> None:
        """Wait until the batch is over and everything was handed over."""
        page = self.page
        self.driver.qtbot.waitUntil(lambda: not page.batch.under_way, timeout=LONG)
        self.driver.settle()

    def rows(self) -> dict[str, Arrival]:
        """Return what became of each file, by name."""
        return {one.file.name: one for one in self.page.grid.table.records()}

    def count(self) -> int:
        """Return how many packages are in the book."""
        return self.driver.ask(lambda desk: desk.store.count(Parcel, direction=Direction.RECEIVED))


@contextmanager
def seated(made: Made, place: Path, preferences: Preferences, qtbot: QtBot) -> Iterator[Seat]:
    """Give the reviewer's seat at a copy of the workspace."""
    driver = opened(Path(shutil.copytree(made.folder, place / "department")), preferences, qtbot)
    window = MainWindow(driver.bench)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.show_page("inbox")
    driver.settle()
    found = Seat(driver, window, place / "receipts", place / "department")
    found.receipts.mkdir()
    found.page.tray.set_receipts(found.receipts)
    yield found
    driver.close()


@pytest.fixture
def seat(made: Made, tmp_path: Path, preferences: Preferences, qtbot: QtBot) -> Iterator[Seat]:
    """Return the reviewer's seat at a copy of the workspace."""
    with seated(made, tmp_path, preferences, qtbot) as found:
        yield found


def in_book(seat: Seat, made: Made) -> None:
    """Assert that every good package is in, and nothing of a bad one."""
    trainings = seat.driver.ask(lambda desk: [desk.store.count(TrainingRecord, agency=agency_id(code(number))) for number in range(GOOD)])
    assert trainings == [0 if number in (REVISED, SKIPPED) else PEOPLE * EACH for number in range(GOOD)]  # the later revisions hold no training
    assert seat.count() == GOOD + sum(finding in (Finding.OK, Finding.GAP) for finding in made.bad.values())


def test_every_bad_file_is_named_and_every_good_one_is_in(seat: Seat, made: Made) -> None:
    assert not bad_files.unsampled()
    told = listened(seat.driver)
    seat.drop(made.inbox)
    seat.finish()
    rows = seat.rows()
    assert len(rows) == GOOD + len(made.bad)
    for name, finding in made.bad.items():
        assert rows[name].fate is NOT_IN.get(finding, Fate.REFUSED), name
        assert any(say in rows[name].told for say in ("請", "不需重送")), name
    assert len({rows[name].told for name in made.bad}) == len(set(made.bad.values()))  # each its own sentence
    assert {one.fate for name, one in rows.items() if name not in made.bad} == {Fate.TAKEN}
    assert {one.late for name, one in rows.items() if name not in made.bad} == {10}
    in_book(seat, made)
    answered = {one.received.receipt for one in rows.values() if one.received.receipt}
    assert set(seat.receipts.iterdir()) == answered
    assert len(answered) > GOOD
    assert told[-1].startswith(f"共 {len(rows)} 件：收下 ")
    narrowed(seat, rows)
    on_board(seat)
    again(seat, made, rows)


def narrowed(seat: Seat, rows: dict[str, Arrival]) -> None:
    """Assert that the table is narrowed by verdict, sorted by what wants somebody first, and searched."""
    page, texts = seat.page, seat.page.grid.table.texts
    for fate in Fate:
        page.facets.pick(fate)
        assert {one.fate for one in page.grid.table.records()} == {fate}
        assert page.grid.table.rowCount() == sum(one.fate is fate for one in rows.values())
    page.facets.pick(None)
    page.grid.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert [texts(row)[0] for row in (0, len(rows) - 1)] == ["退回", "收下"]
    page.filter.setText("範例機關7")
    assert page.grid.table.rowCount() == 1
    page.filter.setText("")


def on_board(seat: Seat) -> None:
    """Assert that the board shows as arrived whoever sent a good package, and nobody else."""
    seat.window.show_page("board")
    seat.driver.settle()
    board = seat.window.page
    assert isinstance(board, BoardPage)
    came = {row.agency.code for row in board.grid.table.records() if row.cells[0].state is State.REACHED}
    assert came == {code(number) for number in range(GOOD)}
    assert {row.agency.code for row in board.grid.table.records()} - came == set(ODD.values())
    seat.window.show_page("inbox")
    seat.driver.settle()


def again(seat: Seat, made: Made, before: dict[str, Arrival]) -> None:
    """Drop the same folder once more: what is in stays and is told so, and the same receipts are written."""
    kept, receipts = seat.count(), set(seat.receipts.iterdir())
    seat.drop(made.inbox)
    seat.finish()
    rows = seat.rows()
    assert rows.keys() == before.keys()
    was_in = {name for name, one in before.items() if one.received.accepted}
    assert {name for name, one in rows.items() if one.fate is Fate.HELD} == was_in
    assert seat.count() == kept
    accepted = {rows[name].received.receipt for name in was_in}
    assert accepted <= receipts


def test_stopping_half_way_leaves_what_was_acknowledged_and_nothing_else(seat: Seat, made: Made) -> None:
    told, page = listened(seat.driver), seat.page
    seat.drop(made.inbox)
    seat.driver.qtbot.waitUntil(lambda: len(page.batch.arrivals) >= GOOD // 2, timeout=LONG)
    page.tray.stop.click()
    seat.finish()
    rows, whole = seat.rows(), GOOD + len(made.bad)
    assert GOOD // 2 <= len(rows) < whole
    assert told[-1].endswith(f"已停止，{whole - len(rows)} 件未處理")
    assert seat.count() == sum(one.fate in (Fate.TAKEN, Fate.WARNED) for one in rows.values())
    assert set(seat.receipts.iterdir()) == {one.received.receipt for one in rows.values() if one.received.receipt}
    assert seat.driver.ask(lambda desk: list(desk.scratch.iterdir())) == []
    seat.drop(made.inbox)
    seat.finish()
    in_book(seat, made)


def test_other_pages_open_and_the_window_closes_while_a_batch_is_under_way(seat: Seat, made: Made) -> None:
    page, driver = seat.page, seat.driver
    seat.drop(made.inbox)
    driver.qtbot.waitUntil(lambda: len(page.batch.arrivals) >= 3, timeout=LONG)
    seat.window.show_page("board")
    board = seat.window.page
    assert isinstance(board, BoardPage)
    driver.qtbot.waitUntil(lambda: board.data is not None, timeout=LONG)
    assert page.batch.under_way
    driver.bench.tasks.close()
    assert page.batch.under_way  # nobody is told any more
    acknowledged = sum(one.fate in (Fate.TAKEN, Fate.WARNED) for one in page.batch.arrivals)
    with open_desk(seat.folder, who="範例審核員", passphrase=PASSPHRASE, now=Clock()) as desk:
        kept = desk.store.all(Parcel, direction=Direction.RECEIVED)
        assert acknowledged <= len(kept) < GOOD
        assert {desk.store.count(TrainingRecord, agency=one.agency) for one in kept} <= {0, PEOPLE * EACH}


def counted(seat: Seat, made: Made) -> None:
    """Take the good packages in and give everyone who sent one a head-count, without the window."""

    def work(desk: Desk) -> None:
        receiving.receive(desk, sorted(made.inbox.glob("????.hrdpkg")))
        with desk.store.write(Act.EDIT, what="staffing") as tx:
            for number in range(GOOD):
                key = StaffingId(record_id(f"staffing {number}"))
                tx.put(Staffing(id=key, agency=agency_id(code(number)), kind=Headcount.STAFFING_BUDGET, count=10, base_date=date(2026, 12, 31)))

    done: list[None] = []
    seat.driver.bench.tasks.run(work, done.append)
    seat.driver.qtbot.waitUntil(lambda: bool(done), timeout=LONG)


def on_page(seat: Seat, name: str) -> Page[Any]:
    """Open a page and wait until it shows everyone."""
    seat.window.show_page(name)
    seat.driver.settle()
    return seat.window.page


def approved(seat: Seat) -> DecidePage:
    """Approve every quota as proposed, and return the page."""
    page = on_page(seat, "decide")
    assert isinstance(page, DecidePage)
    page.quotas.approve_many()
    dialog = seat.driver.dialog(BulkApproval)
    seat.driver.press(dialog, f"核定 {GOOD} 個機關")
    return page


def sent(seat: Seat, page: DecidePage, folder: Path, stop_after: int = 0) -> SendDialog:
    """Send a notice to everyone, or stop after some, and return the dialog."""
    page.send(PackageKind.QUOTA)
    dialog = seat.driver.dialog(SendDialog)
    dialog.send(folder)
    if stop_after:
        seat.driver.qtbot.waitUntil(lambda: dialog.progress.value() >= stop_after, timeout=LONG)
        dialog.reject()
    seat.driver.qtbot.waitUntil(dialog.accept_button.isEnabled, timeout=LONG)
    seat.driver.settle()
    return dialog


def test_everyone_is_evaluated_and_answered_in_one_go(seat: Seat, made: Made, tmp_path: Path) -> None:
    counted(seat, made)
    evaluate = on_page(seat, "evaluate")
    assert isinstance(evaluate, EvaluatePage)
    assert evaluate.agencies.table.rowCount() == GOOD + len(ODD)
    assert {line.revision for line in evaluate.agencies.table.records()} == {0, 1}
    page, told = approved(seat), listened(seat.driver)
    notices = tmp_path / "notices"
    dialog = sent(seat, page, notices, stop_after=3)
    assert dialog.say.text().startswith("已停止；")
    written = len(list(notices.iterdir()))
    assert 3 <= written < GOOD
    dialog.reject()
    dialog = sent(seat, page, notices)
    assert dialog.say.text().startswith(f"已寫出 {GOOD} 個檔案，0 個機關未能簽章，{len(ODD)} 個沒有可送的。")
    states = [dialog.grid.table.texts(row)[1] for row in range(dialog.grid.table.rowCount())]
    assert states.count("與前版相同") == written
    dialog.reject()
    assert len(list(notices.iterdir())) == GOOD
    assert not told
    board = on_page(seat, "board")
    assert isinstance(board, BoardPage)
    assert {row.standing for row in board.grid.table.records()} == {None, Stage.VERIFIED}  # nobody is evaluated yet
    notified = next(total for total in board.data.board.totals if total.stage is Stage.NOTIFIED) if board.data else None
    assert notified is not None
    assert notified.reached == GOOD


Work = Callable[[Seat], object]


@pytest.fixture
def held_up(made: Made, tmp_path: Path, preferences: Preferences, qtbot: QtBot) -> Callable[..., dict[str, int]]:
    """Return what tells the steps that held the window up too long, each in milliseconds, in every one of up to three windows."""

    def measure(steps: dict[str, Work], place: Path) -> dict[str, int]:
        place.mkdir()
        with seated(made, place, preferences, qtbot) as seat:
            took = {name: Watchdog(qtbot).held_up(partial(step, seat)) for name, step in steps.items()}
        return {name: round(seconds * 1000) for name, seconds in took.items() if seconds > longest()}

    def always(steps: dict[str, Work]) -> dict[str, int]:
        slow = measure(steps, tmp_path / "1")
        for again in range(2, WINDOWS + 1):
            if slow:
                slow = {name: took for name, took in measure(steps, tmp_path / str(again)).items() if name in slow}
        return slow

    return always


def test_nothing_holds_the_window_up_while_a_city_comes_in(held_up: Callable[..., dict[str, int]], made: Made) -> None:
    def all_of_it(seat: Seat) -> None:
        seat.drop(made.inbox)
        seat.finish()

    assert held_up({"take in": all_of_it}) == {}


def test_nothing_holds_the_window_up_while_a_city_is_answered(held_up: Callable[..., dict[str, int]], made: Made) -> None:
    def answer(seat: Seat) -> None:
        page = seat.window.page
        assert isinstance(page, DecidePage)
        sent(seat, page, seat.folder.parent / "notices").reject()

    steps: dict[str, Work] = {"prepare": partial(counted, made=made)}
    steps |= {name: partial(on_page, name=name) for name in ("board", "evaluate", "decide")}
    assert held_up(steps | {"approve": approved, "answer": answer}) == {}
