"""The first start in five steps: agency, head-counts, first user with the recovery code, roster, done.

Nothing is written before the recovery code was typed back; giving up before leaves nothing behind, and going back loses nothing.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from hrdesk.domain.plan import ImportPlan
from hrdesk.domain.values import Changes
from hrdesk.errors import HrdeskError
from hrdesk.services.core import words
from hrdesk.services.opening.founding import Founding
from hrdesk.services.opening.workspace import utc_now
from hrdesk.services.regulation import rules
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import confirm
from hrdesk.ui.opening.first_end import DonePage, RosterPage
from hrdesk.ui.opening.first_pages import AgencyPage, CodePage, CountsPage, StartPage, UserPage
from hrdesk.ui.opening.parts import keys
from hrdesk.ui.program import Program

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk

STEPS = ("機關", "員額", "使用者與復原碼", "匯入名冊", "完成")
SIZE = (760, 576)


class FirstStart(QWidget):
    """The window of the first start."""

    def __init__(self, program: Program, server: str = "", folder: Path | None = None) -> None:
        super().__init__()
        self.program, self.server = program, server
        self.made = False  # whether the workspace is there
        self.setWindowTitle("建立新的工作區 — hrdesk")
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        pack = rules.pack_for(utc_now().date())
        self.agency = AgencyPage(line.name for line in pack.same_nature)
        if folder is not None:
            self.agency.point(folder)
        self.counts, self.user = CountsPage(), UserPage()
        self.code = CodePage(lambda: self.agency.name.value)
        self.roster, self.done = RosterPage(self._plan, self._import), DonePage()
        self.pages: tuple[StartPage, ...] = (self.agency, self.counts, self.user, self.code, self.roster, self.done)
        self._lay_out()
        for page in self.pages:
            page.edited.connect(self._judge)
        self.agency.sort.edited.connect(lambda: self.counts.suit(self.agency.tier))
        self.counts.suit(self.agency.tier)
        theme.dress(self)
        self._show(0)

    @classmethod
    def begin(cls, program: Program, server: str = "", folder: Path | None = None) -> "FirstStart":
        """Show the window in the place of the sign-in window; with `server`, an empty database, only the address comes to lie in `folder`."""
        made = cls(program, server, folder)
        program.hold(made)
        made.agency.code.setFocus()
        return made

    @property
    def page(self) -> StartPage:
        """Return the page that is shown."""
        return self.pages[self.stack.currentIndex()]

    def go_on(self) -> None:
        """Go to the next page, making the workspace behind the recovery code; from the last one into the program."""
        if self.page is self.code:
            self._found()
        elif self.page is self.done:
            self._enter()
        elif self.page is self.roster and self.roster.waiting:
            confirm(self, "名冊還沒有匯入", f"{self.roster.found.text()}，還沒有匯入。之後也可以在「人員名冊」匯入。", "先不匯入", self._go_on)
        else:
            self._go_on()

    def go_back(self) -> None:
        """Go to the page before; everything typed stays."""
        self._show(self.stack.currentIndex() - 1)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Give up: nothing was written yet; or, once the workspace is there, go into it. Not while it is being made."""
        entered = self.program.shown is not self
        if not entered and (self.made or self.busy.isVisible()):
            event.ignore()
            if not self.busy.isVisible():
                self._enter()
            return
        if not entered:
            self.program.back()
        super().closeEvent(event)
        self.deleteLater()  # with the passphrase and the recovery code that stand in it

    def _go_on(self) -> None:
        self._show(self.stack.currentIndex() + 1)

    def _enter(self) -> None:
        self._wait(waiting=True)
        self.program.enter(self._refused)

    def _found(self) -> None:
        sort = self.agency.sort.value
        assert sort is not None
        second = self.agency.second
        self._wait(waiting=True)
        given = Founding(
            folder=self.agency.folder.value,
            code=self.agency.code.code,
            name=self.agency.name.value,
            kind=sort[0],
            tier=sort[1],
            parent_code=self.agency.parent_code.code if second else "",
            parent_name=self.agency.parent_name.value if second else "",
            group=self.agency.group.value if second else "",
            counts=self.counts.numbers(),
            base_date=self.counts.day.value,
            source=self.counts.source.value,
            who=self.user.who.value,
            passphrase=self.user.new.text(),
            recovery=self.code.code,
            server=self.server or None,
        )
        self.program.found(given, self._founded, self._refused)

    def _founded(self, _desk: object) -> None:
        self.made = True
        self._wait(waiting=False)
        self._show(self.pages.index(self.roster))

    def _plan(self, path: Path) -> None:
        def work(desk: "Desk") -> ImportPlan:
            from hrdesk.services.imports.importing import plan_roster

            return plan_roster(desk, path)

        self._wait(waiting=True)
        self.program.run(work, self._planned, self._unread)

    def _planned(self, plan: ImportPlan) -> None:
        self._wait(waiting=False)
        self.roster.show_plan(plan)

    def _unread(self, error: HrdeskError) -> None:
        self._wait(waiting=False)
        self.roster.complain(words.in_window(error))

    def _import(self, plan: ImportPlan) -> None:
        def work(desk: "Desk") -> Changes:
            from hrdesk.services.imports.importing import apply_plan

            return apply_plan(desk, plan)

        self._wait(waiting=True)
        self.program.run(work, self._imported, self._unread)

    def _imported(self, changes: Changes) -> None:
        self._wait(waiting=False)
        self.roster.show_done(len(changes.added) + len(changes.changed))

    def _refused(self, error: HrdeskError) -> None:
        self._wait(waiting=False)
        self.wrong.setText(words.in_window(error))

    def _wait(self, *, waiting: bool) -> None:
        self.wrong.setText("")
        self.busy.setVisible(waiting)
        for one in (self.stack, self.back, self.next, self.cancel):
            one.setEnabled(not waiting)
        if not waiting:
            self._judge()

    def _show(self, index: int) -> None:
        self.stack.setCurrentIndex(index)
        self.wrong.setText("")
        sort = self.agency.sort.value
        if self.page is self.done and sort is not None:
            self.done.lead(sort[0])
        for n, label in enumerate(self.steps, 1):
            label.setProperty("role", "section" if n == self.page.step else "dim")
            label.style().unpolish(label)
            label.style().polish(label)
        self.next.setText({self.code: "建立工作區", self.done: "開始使用"}.get(self.page, "下一步"))
        self.next.setAccessibleName(self.next.text())
        self.back.setVisible(index > 0 and not self.made)
        self.cancel.setVisible(not self.made)
        if self.page.fields:
            self.page.fields[0].setFocus()
        self._judge()

    def _judge(self) -> None:
        self.next.setEnabled(self.page.ready())

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        for page in self.pages:
            self.stack.addWidget(page)
        rail = QFrame()
        rail.setProperty("role", "rail")
        theme.measure(rail, wide=theme.RAIL)
        names = looks.column(rail, margin=theme.MARGIN, spacing=theme.GAP)
        self.steps = [QLabel(f"{n}　{name}") for n, name in enumerate(STEPS, 1)]
        for label in self.steps:
            names.addWidget(label)
        names.addStretch(1)
        self.wrong = looks.text("", "error")
        self.busy = QProgressBar()
        self.busy.setAccessibleName("處理中")
        self.busy.setRange(0, 0)
        self.busy.setVisible(False)
        self.cancel = looks.button("取消", self.close, kind="quiet")
        self.back = looks.button("上一步", self.go_back)
        self.next = looks.button("下一步", self.go_on, kind="primary")
        column = QVBoxLayout()
        column.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.GAP)
        column.setSpacing(theme.INNER)
        column.addWidget(self.stack, 1)
        column.addWidget(self.wrong)
        column.addWidget(self.busy)
        column.addLayout(looks.row(self.cancel, None, self.back, self.next))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(rail)
        outer.addLayout(column, 1)
        for one, following in ((self.next, self.back), (self.back, self.cancel)):
            self.setTabOrder(one, following)  # what one goes on with comes behind the last field, though it stands on the right
        keys(self, self.next)
        self.resize(theme.grown(SIZE[0]), SIZE[1])
