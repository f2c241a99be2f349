"""The main window: navigation at the left, the page in the middle, details at the right; menus, year switch, status."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QMessageBox, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from hrdesk.domain.members import Access
from hrdesk.domain.values import Explanation, Key
from hrdesk.errors import HrdeskError
from hrdesk.services.core import words
from hrdesk.ui import commands
from hrdesk.ui.disk_strip import DiskStrip
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import ask_reason, choose_save
from hrdesk.ui.kit.draft import DraftKey
from hrdesk.ui.kit.page import Page, banner
from hrdesk.ui.kit.preferences import POINTS
from hrdesk.ui.kit.side import SidePane
from hrdesk.ui.kit.tasks import Task
from hrdesk.ui.kit.theme import Scheme
from hrdesk.ui.kit.toast import Toast
from hrdesk.ui.places import places_for
from hrdesk.ui.rail import Rail
from hrdesk.ui.status_line import StatusLine
from hrdesk.ui.top_bar import TopBar
from hrdesk.ui.workbench import Workbench

SIZE = (1280, 720)
LEAST = (960, 540)


class MainWindow(QMainWindow):
    """The window of one open workspace; `locked` and `left` ask the program to lock it or to open another one."""

    locked = Signal()
    left = Signal()

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self.bench: Workbench = bench
        self.side: SidePane = SidePane()
        self.setWindowTitle(f"{bench.signed.agency_name} — hrdesk")
        self.setMinimumSize(*LEAST)
        self.places = {place.name: place for place in places_for(bench.signed)}
        self.pages: dict[str, Page[Any]] = {}
        self.actions_by_key, self.menus = commands.build(self)
        self._lay_out()
        self.status = StatusLine(self.statusBar(), bench)
        self._go_menu()
        self._listen()
        theme.dress(self)
        bench.look_again()
        self._restore()

    def show_page(self, name: str, key: Key | None = None) -> None:
        """Show a page, made the first time, and a record on it; a record whose page this window lacks is shown beside the open page."""
        if name not in self.places:
            if key is not None:
                from hrdesk.ui.record_pane import show_record

                show_record(self.bench, key)
            return
        page = self.pages.get(name)
        if page is None:
            page = self.pages[name] = self.places[name].page(self.bench)
            self.stack.addWidget(page)
        if key is not None:
            page.open(key)
        self.side.leave()
        self.stack.setCurrentWidget(page)
        page.begin()
        self.rail.mark(name)
        menu = self.menus[commands.PAGE]
        menu.clear()
        menu.addActions(list(page.actions_by_key.values()))
        menu.menuAction().setEnabled(bool(page.actions_by_key))

    def resume(self, name: str, unsaved: Any) -> None:
        """Go on with what was kept of an editor on a page; where the page cannot, the words are shown so that none is lost."""
        self.show_page(name)
        page = self.pages.get(name)

        def go_on() -> None:
            if page is None or unsaved.aside or not self.bench.writable or not page.resume(unsaved.editor, unsaved.key, unsaved.texts):
                from hrdesk.ui.kept import KeptWords

                KeptWords(self, unsaved, page.title if page is not None else "").open()

        if page is None:
            go_on()
        else:
            page.when_loaded(go_on)

    @property
    def page(self) -> Page[Any]:
        """Return the page that is open."""
        page = self.stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def back_up(self) -> None:
        """Write a verified backup where the person says."""
        from hrdesk.services.safekeeping import keeping

        def write(target: Path) -> None:
            self.bench.read(lambda desk: keeping.backup(desk, target), lambda summary: self._backed_up(summary.path))

        choose_save(self, "備份到", f"{self.bench.signed.agency_name}.hrdbak", "備份檔 (*.hrdbak)", write)

    def change_passphrase(self) -> None:
        """Change the passphrase of whoever is at the desk, whatever they may do besides."""
        from hrdesk.ui.passphrase import change_passphrase

        change_passphrase(self, self.bench)

    def leave(self) -> None:
        """Close this workspace and offer another."""
        self.left.emit()

    def lock(self) -> None:
        """Lock: the workspace is closed and its key forgotten until somebody signs in again."""
        self.locked.emit()

    def filter_here(self) -> None:
        """Type into the page's filter."""
        self.page.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.page.filter.selectAll()

    def find_anywhere(self) -> None:
        """Find people, courses, records and pages."""
        from hrdesk.ui.finder import Finder

        Finder(self, self.bench, tuple(self.places.values())).open()

    def fold(self) -> None:
        """Fold or unfold the navigation."""
        self.bench.preferences.folded = not self.bench.preferences.folded
        self.rail.fold(folded=self.bench.preferences.folded)

    def scale_text(self, step: int) -> None:
        """Make all text larger or smaller by one step."""
        at = POINTS.index(self.bench.preferences.points) + step
        self.bench.preferences.points = POINTS[min(max(at, 0), len(POINTS) - 1)]
        self.apply_theme()

    def switch_scheme(self) -> None:
        """Change between light and dark."""
        self.bench.preferences.scheme = Scheme.LIGHT if theme.is_dark() else Scheme.DARK
        self.apply_theme()

    def apply_theme(self) -> None:
        """Show the scheme and text size that the person prefers."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, self.bench.preferences.scheme, points=self.bench.preferences.points)

    def refresh(self) -> None:
        """Read the open page again."""
        self.page.reload()

    def step_year(self, step: int) -> None:
        """Show the year before or after."""
        self.bench.set_year(self.bench.year + step)

    def open_guide(self) -> None:
        """Open the guide at the open page's chapter."""
        from hrdesk.ui.guide import GuideWindow

        GuideWindow.show_chapter(self, self.page.name)

    def open_keys(self) -> None:
        """Show every shortcut."""
        from hrdesk.ui.keys import Keys

        Keys(self).open()

    def open_about(self) -> None:
        """Say which program and which rules these are."""
        from hrdesk.ui.about import About

        About(self, self.bench).open()

    def refuse(self, error: HrdeskError) -> None:
        """Tell an expected error with its next step."""
        box = QMessageBox(QMessageBox.Icon.NoIcon, "無法完成", words.in_window(error), parent=self)
        box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the side pane with Esc, wherever in the window the focus is."""
        if event.key() == Qt.Key.Key_Escape and self.side.isVisible():
            self.side.leave()
        else:
            super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window; work under way is finished first, and what is typed on a page is kept."""
        self.bench.leaving.emit()
        self.bench.preferences.keep_state("window", self.saveGeometry())
        super().closeEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the fading line in its place."""
        super().resizeEvent(event)
        self.toast.place()

    def _backed_up(self, target: Path) -> None:
        self.bench.tell(f"備份完成並已驗證：{target.name}")
        self.status.look()

    def _lay_out(self) -> None:
        self.rail = Rail(self.places.values())
        self.rail.chosen.connect(self.show_page)
        self.stack = QStackedWidget()
        self._reopener = looks.button("重新開啟這個年度…", self._reopen, sign="unlock")
        self.closed, self._closed_text = banner("warn", "", [self._reopener])
        self.disk = DiskStrip(self.bench)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        strip = QVBoxLayout()
        strip.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        strip.addWidget(self.disk.frame)
        strip.addWidget(self.closed)
        middle.addLayout(strip)
        middle.addWidget(self.stack, 1)
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.rail)
        beside.addLayout(middle, 1)
        beside.addWidget(self.side)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(TopBar(self.bench, self.actions_by_key))
        column.addLayout(beside, 1)
        self.setCentralWidget(whole)
        self.disk.show_state(self.bench.tasks.state)  # how the disk stands was known before there was a window
        self.toast = Toast(whole, self.bench.undo)

    def _go_menu(self) -> None:
        menu = self.menus[commands.GO]
        menu.addSeparator()
        for n, place in enumerate(self.places.values(), 1):
            action = menu.addAction(place.title)
            action.setShortcut(commands.page_key(n))
            action.triggered.connect(lambda _=False, place=place: self.show_page(place.name))

    def _listen(self) -> None:
        bench = self.bench
        self.side.closed.connect(self._go_on)
        bench.changed.connect(lambda _: self.toast.outdated())
        bench.told.connect(lambda sentence, undoable: self.toast.say(sentence, undoable=undoable))
        bench.refused.connect(self.refuse)
        bench.explained.connect(self._explain)
        bench.shown.connect(lambda title, widget: self.side.put(title, widget))
        bench.placed.connect(self.show_page)
        bench.resumed.connect(self.resume)
        bench.pending_changed.connect(self._name_undo)
        bench.writable_changed.connect(lambda _: self._show_closed())
        bench.year_changed.connect(lambda _: self._show_closed())

    def _go_on(self) -> None:
        """Give the focus back to the page, where it stood in the pane that was closed."""
        page, focus = self.stack.currentWidget(), self.focusWidget()
        if isinstance(page, Page) and (focus is None or not page.isAncestorOf(focus)):
            page.begin()

    def _explain(self, title: str, value: str, explanation: Explanation[Any]) -> None:
        from hrdesk.ui.kit.why import WhyPanel

        self.side.put(f"為什麼？　{title}", WhyPanel(explanation, value, self.open_record), keep=self.side.isVisible())

    def open_record(self, key: Key) -> None:
        """Go to the page on which a record stands."""
        from hrdesk.ui.records import page_of

        self.show_page(page_of(key, self.places), key)

    def _name_undo(self, pending: Any) -> None:
        for key, name, verb in (("undo", pending.undo, "復原"), ("redo", pending.redo, "重做")):
            action = self.actions_by_key[key]
            action.setText(f"{verb}「{name}」" if name else verb)
            action.setEnabled(bool(name))
        why = self.actions_by_key["undo"]
        why.setToolTip(f"復原「{pending.undo}」（Ctrl+Z）" if pending.undo else pending.why)
        why.setStatusTip(pending.why)

    def _show_closed(self) -> None:
        bench = self.bench
        to_come = bench.year > bench.signed.year
        self._closed_text.setText(f"{bench.year}年度{'還沒有開始' if to_come else '唯讀'}：資料可以查看、列印，不能變更。")
        self._reopener.setVisible(not to_come and bench.signed.access in (Access.CLERK, Access.HEAD))
        self.closed.setVisible(bench.closed)

    def _reopen(self) -> None:
        from hrdesk.services.opening import years

        year = self.bench.year

        def reopen(reason: str) -> Task:
            return self.bench.write(lambda desk: years.reopen(desk, year, reason), f"{year}年度已重新開啟")

        say = "過去年度的資料已經用過。重新開啟的理由會留在操作紀錄裡。"
        ask_reason(self, f"重新開啟{year}年度", say, "重新開啟", reopen, place=DraftKey(self.bench, "reopening", str(year)))

    def _restore(self) -> None:
        self.rail.fold(folded=self.bench.preferences.folded)
        if not self.restoreGeometry(self.bench.preferences.state("window")):
            self.resize(*SIZE)
        self.show_page(next(iter(self.places)))
