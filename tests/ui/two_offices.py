"""Two offices, each at a window of its own, with nothing between them but a folder that plays the USB stick; and pictures of what they see."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hrdesk.app import Program
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.package import PackageKind
from hrdesk.domain.staff import Headcount, Tier
from hrdesk.services.collecting.inbox import Arrival, Fate
from hrdesk.services.core import words
from hrdesk.ui.kit.dialogs import Dialog
from hrdesk.ui.kit.digits import GROUP, GROUPS, DigitsField
from hrdesk.ui.opening.first_start import FirstStart
from hrdesk.ui.pages.packages.intake import Results
from hrdesk.ui.pages.packages.page import OUT
from hrdesk.ui.pages.packages.seal import SealAsk
from hrdesk.ui.sending import SendDialog
from tests.services.book import ROSTER, Clock, write_csv
from tests.ui.driving import Driver
from tests.ui.hands import answer_seal, choose_at_once, choose_file, shown
from tests.ui.year import SECRET, Year, wait

W = TypeVar("W", bound=QWidget)
PICTURES = "HRDESK_PICTURES"  # names the folder for pictures; without it none is made
SCREEN = (1366, 768)


@dataclass(frozen=True, slots=True)
class Founded:
    """What somebody types at the first start."""

    sort: tuple[WorkspaceKind, Tier]
    code: str
    name: str
    who: str
    counts: tuple[int, int] = (0, 0)  # 員額 and officers; zeros leave the page empty
    people: tuple[tuple[str, ...], ...] = ()  # lines of the roster, none = no roster


class Office(Year):
    """One office: its program and window, its own disk, and the stick that is carried to the other."""

    def __init__(self, program: Program, qtbot: QtBot, clock: Clock, folder: Path, stick: Path) -> None:
        assert program.window is not None
        self.program, self.clock = program, clock
        super().__init__(Driver(qtbot, program.window.bench, clock, []), program.window, folder, stick)
        self.window.resize(*SCREEN)
        self.driver.settle()

    def picture(self, name: str) -> None:
        """Keep a picture of the window, and of a dialog that stands before it."""
        target = os.environ.get(PICTURES)
        if not target:
            return
        self.driver.settle()
        Path(target).mkdir(parents=True, exist_ok=True)
        self.window.grab().save(str(Path(target) / f"{name}.png"))
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, Dialog) and dialog.isVisible():
                dialog.grab().save(str(Path(target) / f"{name}-dialog.png"))

    def sign_in_again(self) -> None:
        """Close the workspace and sign in again, as on another day."""
        refused = self.driver.refused
        self.window.leave()
        entry = self.program.entry
        assert entry is not None
        entry.passphrase.setText(SECRET)
        entry.sign_in.click()
        wait(self.driver.qtbot, lambda: self.program.window is not None)
        assert refused == []
        self.__init__(self.program, self.driver.qtbot, self.clock, self.folder, self.stick)  # type: ignore[misc]

    def follow(self, due: str) -> None:
        """Open what the home page says is due."""
        page: Any = self.page("home")
        assert page.grid.select(lambda row: row.due.title.startswith(due)), page.grid.table.records()
        page.actions_by_key["open"].trigger()
        self.driver.settle()

    def stages(self) -> list[str]:
        """Return how the one agency stands on the board, stage by stage."""
        page: Any = self.page("board")
        return list(page.grid.table.texts(0)[2:-2])

    def aside(self, kind: type[W]) -> W:
        """Return what stands in the pane at the right."""
        self.driver.settle()
        (found,) = [one for one in self.window.side.findChildren(kind) if one.isVisible()]
        return found

    def seal_and_save(self, kind: PackageKind, reason: str = "") -> Path:
        """Seal a kind of package upwards and save it on the stick; return the file."""
        page: Any = self.page("packages")
        page.tabs.setCurrentIndex(OUT)
        self.driver.press(page.steps, words.label(kind))
        steps = page.steps
        assert steps.seal.isEnabled(), shown(steps)
        self.driver.press(steps, "簽章…")
        answer_seal(self.driver, self.dialog(SealAsk), reason)
        self.driver.press(steps, "存到資料夾或隨身碟…")
        return self.saved()

    def saved(self) -> Path:
        """Choose the stick in the dialog for a folder; return the file that was written."""
        before = set(self.stick.iterdir())
        choose_file(self.driver, self.stick)
        (file,) = set(self.stick.iterdir()) - before
        return file

    def send_down(self, trigger: str) -> Path:
        """Seal what goes down to everyone into the stick's folder; return the one file that was written."""
        self.press(trigger)
        return self.sealed_down(self.dialog(SendDialog))

    def sealed_down(self, dialog: SendDialog) -> Path:
        """Let the open dialog seal into the stick's folder; return the one file that was written."""
        before = set(self.stick.iterdir())
        self.driver.press(dialog, "選擇資料夾…")
        choose_file(self.driver, self.stick)
        assert dialog.say.text().startswith("已寫出 1 個檔案，0 個機關未能簽章"), dialog.say.text()
        self.driver.press(dialog, "關閉")
        (file,) = set(self.stick.iterdir()) - before
        return file

    def take_in(self, file: Path, what: str) -> str:
        """Take a package from the stick in at the page of packages; return what the table of results says of it."""
        self.page("packages")
        self.press("收件…")
        choose_file(self.driver, file)
        table = self.dialog(Results)
        assert table.summary.text() == "共 1 件：收件 1，退回 0。", [table.grid.table.texts(0)]
        _, content, verdict, told, _ = table.grid.table.texts(0)
        assert what in content, content
        assert verdict == "收件"
        self.driver.press(table, "知道了")
        return told

    def collect(self, file: Path, kind: str) -> Arrival:
        """Take a package in at the collector's inbox, its receipt written to the stick; return what became of it."""
        page: Any = self.page("inbox")
        page.tabs.setCurrentIndex(0)
        self.driver.press(page.tray, "選擇檔案…")
        choose_file(self.driver, file)
        if page.tray.receipts is None:
            choose_file(self.driver, self.stick)
        assert page.grid.select(lambda one: one.file == file)
        self.driver.settle()
        arrival = page.grid.current()
        assert isinstance(arrival, Arrival)
        assert arrival.fate in (Fate.TAKEN, Fate.WARNED), arrival
        assert arrival.kind == kind
        assert arrival.received.receipt is not None
        return arrival


def found(program: Program, qtbot: QtBot, clock: Clock, folder: Path, stick: Path, given: Founded) -> Office:
    """Go through the first start and come out at the window."""
    folder.mkdir()
    assert program.entry is not None
    program.entry.found.click()
    start = program.opening
    assert isinstance(start, FirstStart)
    start.agency.sort.set_value(given.sort)
    start.agency.code.set_text(given.code)
    start.agency.name.set_text(given.name)
    start.agency.folder.set_text(str(folder / "工作區"))
    start.next.click()
    if any(given.counts):
        for kind, count in zip((Headcount.STAFFING_BUDGET, Headcount.STAFFING_PRESENT), given.counts, strict=True):
            start.counts.counts[kind].set_text(str(count))
        start.counts.day.set_text("115/1/1")
    start.next.click()
    start.user.who.set_text(given.who)
    start.user.new.set_text(SECRET)
    start.user.again.set_text(SECRET)
    start.next.click()
    start.code.typed.set_text(start.code.code)
    start.next.click()
    wait(qtbot, lambda: start.made)
    if given.people:
        start.roster.choose.click()
        choose_at_once(write_csv(folder / "名冊.csv", ROSTER, *given.people))
        wait(qtbot, start.roster.take.isVisible)
        start.roster.take.click()
        wait(qtbot, lambda: "已匯入" in start.roster.found.text())
    start.next.click()
    start.next.click()
    wait(qtbot, lambda: program.window is not None)
    return Office(program, qtbot, clock, folder, stick)


def type_digits(field: DigitsField, digits: str) -> None:
    """Type forty digits group by group, as they are heard or read off a letter."""
    plain = digits.replace(" ", "")
    for number in range(GROUPS):
        QTest.keyClicks(field.boxes[number], plain[number * GROUP : (number + 1) * GROUP])


def says(office: Office, sentence: str) -> bool:
    """Tell whether a sentence can be read on the window now."""
    return any(sentence in one.text() for one in office.window.findChildren(QLabel) if one.isVisible())
