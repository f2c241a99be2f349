"""輔導紀錄（附表3）, with the backup and transmission logs and 小老師 on tabs of their own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget
from typing_extensions import override

from hrdesk.domain.minguo import year_end
from hrdesk.domain.pack import Topic
from hrdesk.domain.record import OfficerId
from hrdesk.domain.values import Explanation, Key
from hrdesk.services.opening import unsaved
from hrdesk.services.papers.form_contents import About
from hrdesk.services.people import looking
from hrdesk.services.teachers import coaching_year, log_year
from hrdesk.services.teachers.coaching_year import CoachingLine, CoachingYear
from hrdesk.services.teachers.log_year import LogLine, LogYear, MentoringLine
from hrdesk.ui.form_window import show_form
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.kit.page import Page
from hrdesk.ui.kit.table_model import Rows, rows_of
from hrdesk.ui.pages.coaching import logs, mentoring, settling
from hrdesk.ui.pages.coaching.columns import COLUMNS
from hrdesk.ui.pages.coaching.editor import CoachingEditor
from hrdesk.ui.pages.coaching.entry import DRAFT
from hrdesk.ui.pages.coaching.filters import FilterBar
from hrdesk.ui.pages.coaching.logs import LogTab
from hrdesk.ui.pages.coaching.mentoring import MentoringTab
from hrdesk.ui.pages.coaching.records import RecordsTab

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

RECORDS, LOGS, PAIRS = range(3)
TABS = {"Coaching": RECORDS, "SystemLog": LOGS, "Mentoring": PAIRS}


@dataclass(frozen=True, slots=True)
class Others:
    """What a seed teacher does not see: the logs and the pairs."""

    logs: LogYear
    log_rows: Rows[LogLine]
    pairs: Rows[MentoringLine]
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class CoachingData:
    """What the page shows; `kept` is what was being typed when the program ended."""

    found: CoachingYear
    rows: Rows[CoachingLine]
    rate: Explanation[int]
    others: Others | None
    kept: Mapping[str, str] = field(default_factory=dict)


class CoachingPage(Page[CoachingData]):
    """The coaching of the year; a seed teacher sees and enters the own records alone."""

    name = "coaching"
    title = "輔導紀錄"
    kinds: ClassVar[frozenset[str]] = frozenset({"Coaching", "SystemLog", "Mentoring", "Appointment", "Officer"})
    filters = "機關、人員、問題…"

    def content(self) -> QWidget:
        """Return the tabs."""
        signed = self.bench.signed
        self.only: OfficerId | None = signed.officer if signed.teacher else None
        self._shown_once = False
        self._count_words = ""
        self._by_tab: dict[int, list[QAction]] = {RECORDS: [], LOGS: [], PAIRS: []}
        self.bar = FilterBar()
        rows = self._record_actions()
        self.records = RecordsTab(self.bench, self.bar, rows, self.only)
        self.records.counted.connect(self._counted)
        self.records.grid.opened.connect(lambda _: self.edit())
        self.records.grid.pasted.connect(self.paste)
        self.filtered.connect(self.records.filter_by)
        self.stack, self.tabs = QStackedWidget(), QTabBar()
        self.stack.addWidget(self.records)
        self.tabs.addTab("輔導紀錄")
        self.tabs.setAccessibleName("輔導紀錄的分頁")
        self.tabs.setDrawBase(False)
        if self.only is None:
            self._add_others()
        else:
            self.tabs.hide()
        self.tabs.currentChanged.connect(self._turn)
        whole = QWidget()
        column = looks.column(whole, spacing=theme.STEP * 2)
        self.toggle = looks.button("快速登錄", self._fold_strip, kind="choice", sign="edit")
        self.toggle.setCheckable(True)
        self.records.folded.connect(lambda folded: self.toggle.setChecked(not folded))
        column.addLayout(Flow(self.tabs, None, self.toggle, self.bar))
        column.addWidget(self.stack, 1)
        self._turn(RECORDS)
        return whole

    def load(self, desk: "Desk", year: int) -> CoachingData:
        """Read the year; who looks at everyone's records is noted."""
        who = self.only
        looking.note(desk, "coaching", [Key("Officer", who)] if who else [])
        found = coaching_year.coaching_year(desk, year, who)
        kept: Mapping[str, str] = next((one.texts for one in unsaved.kept(desk) if one.editor == DRAFT), {})
        others = None if who else _others(desk, year)
        return CoachingData(found, rows_of(COLUMNS, found.lines), coaching_year.solve_rate(desk, year, who), others, kept)

    def show_data(self, data: CoachingData) -> None:
        """Show the year."""
        self.records.show_year(data.found, data.rows, data.rate)
        if data.others is not None:
            self.log_tab.show_year(data.others.logs, data.others.log_rows)
            self.pair_tab.show_year(data.others.pairs, data.others.logs, data.others.topics)
        if not self._shown_once and data.kept:
            self.records.strip.set_values(data.kept)
            self.bench.tell("已帶回上次還沒登錄的輔導")
        self._shown_once = True

    def reveal(self, key: Key) -> None:
        """Bring a record into view on its tab."""
        self.tabs.setCurrentIndex(TABS.get(key.kind, RECORDS))
        if key.kind == "Coaching":
            self.filter.clear()
            self.bar.clear()
            self.records.grid.select(lambda line: line.id == key.id)
        elif key.kind == "SystemLog" and self.only is None:
            self.log_tab.grid.select(lambda line: line.id == key.id)
        elif key.kind == "Mentoring" and self.only is None:
            self.pair_tab.grid.select(lambda line: line.id == key.id)

    @override
    def resume(self, editor: str, key: str, values: Mapping[str, str]) -> bool:
        """Go on with what was being typed; the strip has brought back its own already."""
        found = self.records.found
        line = next((one for one in found.lines if one.id == key), None) if found is not None else None
        if editor == DRAFT:
            return True
        if editor in ("coaching-log", "mentoring") and self.only is None and self.bench.writable:
            self.bench.hold(editor, key, values)
            return self.log_tab.edit_entry(key) if editor == "coaching-log" else self.pair_tab.edit_pair(key)
        if editor != "coaching" or found is None or (key and line is None):
            return False
        self.bench.hold(editor, key, values)
        CoachingEditor(self, self.bench, found, line).open()
        return True

    def quick(self) -> None:
        """Begin an entry in the strip."""
        self.tabs.setCurrentIndex(RECORDS)
        self.records.fold(folded=False)
        self.records.strip.begin()

    def _fold_strip(self) -> None:
        """Show the strip and begin an entry, or give its room to the list."""
        if self.toggle.isChecked():
            self.quick()
        else:
            self.records.fold(folded=True)

    def add(self) -> None:
        """Add a record with all its fields."""
        if self.records.found is not None:
            CoachingEditor(self, self.bench, self.records.found).open()

    def edit(self) -> None:
        """Change the record chosen."""
        line = self.records.grid.current()
        if line is not None and self.records.found is not None and self.bench.writable:
            CoachingEditor(self, self.bench, self.records.found, line).open()

    def copy(self) -> None:
        """Add a record like the one chosen."""
        line = self.records.grid.current()
        if line is not None and self.records.found is not None:
            CoachingEditor(self, self.bench, self.records.found, line, copy=True).open()

    def solve(self) -> None:
        """Settle the cases chosen."""
        lines = self.records.grid.selection()
        if lines:
            settling.solve(self, self.bench, [line.record for line in lines])

    def escalate(self) -> None:
        """Pass the case chosen on."""
        line, found = self.records.grid.current(), self.records.found
        if line is not None and found is not None:
            settling.escalate(self, self.bench, line.record, found.today, found.known.addressees)

    def confirm_served(self) -> None:
        """Note who of the served confirmed the case chosen."""
        line = self.records.grid.current()
        if line is not None:
            settling.confirm_served(self, self.bench, line.record)

    def remove(self) -> None:
        """Delete the records chosen."""
        lines = self.records.grid.selection()
        if lines:
            settling.remove(self, self.bench, [line.record for line in lines])

    def import_file(self) -> None:
        """Import a spreadsheet of 附表3."""
        from hrdesk.ui.importing.start import import_file

        import_file(self, self.bench, "coaching")

    def paste(self, cells: tuple[tuple[str, ...], ...]) -> None:
        """Import what Excel copied; not for a seed teacher, who enters the own records alone."""
        if cells and self.bench.writable and self.only is None:
            from hrdesk.ui.importing.start import import_cells

            import_cells(self, self.bench, "coaching", cells)

    def print_form(self) -> None:
        """Look at 附表3 as it will print, of the teacher whom the list is filtered by, or of everyone."""
        who = self.only or self.bar.filters.teacher
        found = self.records.found
        name = dict(found.teachers).get(who, "") if found is not None and who else ""
        show_form(self, self.bench, "annex3", self.bench.year, About(officer=who) if who else None, name=name)

    def _record_actions(self) -> list[QAction]:
        def add(
            key: str, text: str, do: Callable[[], object], sign: str, shortcut: str, *, edits: bool = True, main: bool = False, button: bool = False
        ) -> QAction:
            made = self.action(key, text, do, sign=sign, shortcut=shortcut, edits=edits, main=main, button=button)
            self._by_tab[RECORDS].append(made)
            return made

        add("quick", "快速登錄", self.quick, "add", "Ctrl+N")
        if self.only is None:
            add("import", "匯入…", self.import_file, "import", "Ctrl+I", button=True)
        add("print", "列印…", self.print_form, "print", "Ctrl+P", edits=False, button=True)
        add("add", "新增…", self.add, "add", "Ctrl+Shift+N", main=True, button=True)
        return [
            add("edit", "修改…", self.edit, "edit", "F2"),
            add("solve", "結案為已解決", self.solve, "ok", "Ctrl+E"),
            add("escalate", "轉報…", self.escalate, "arrow-up-right", "Ctrl+R"),
            add("confirm", "受輔導人確認…", self.confirm_served, "user", ""),
            add("copy", "以這筆新增…", self.copy, "copy", "Ctrl+Shift+D"),
            add("delete", "刪除…", self.remove, "delete", "Del"),
        ]

    def _add_others(self) -> None:
        def add(tab: int, key: str, text: str, do: Callable[[], object], sign: str, shortcut: str = "", *, main: bool = False) -> QAction:
            made = self.action(key, text, do, sign=sign, shortcut=shortcut, edits=True, main=main, button=main)
            self._by_tab[tab].append(made)
            return made

        log_actions = [
            add(LOGS, "log-edit", "修改紀錄…", lambda: self.log_tab.edit(), "edit", "F2"),
            add(LOGS, "log-delete", "刪除紀錄…", lambda: self.log_tab.remove(), "delete", "Del"),
        ]
        add(PAIRS, "pair-add", "新增小老師…", lambda: self.pair_tab.add(), "add", "Ctrl+N", main=True)
        pair_actions = [
            add(PAIRS, "pair-edit", "修改小老師…", lambda: self.pair_tab.edit(), "edit", "F2"),
            add(PAIRS, "pair-delete", "刪除小老師…", lambda: self.pair_tab.remove(), "delete", "Del"),
        ]
        self.log_tab, self.pair_tab = LogTab(self.bench, log_actions), MentoringTab(self.bench, pair_actions)
        for title, tab in (("備份與傳輸紀錄", self.log_tab), ("小老師", self.pair_tab)):
            self.tabs.addTab(title)
            self.stack.addWidget(tab)

    def _turn(self, tab: int) -> None:
        """Show a tab with its own actions; the same keys mean its own things on each."""
        self.stack.setCurrentIndex(tab)
        self.bar.setVisible(tab == RECORDS)
        self.toggle.setVisible(tab == RECORDS)
        self.filter.setVisible(tab == RECORDS)
        for one, actions in self._by_tab.items():
            for action in actions:
                action.setVisible(one == tab)
                action.setEnabled(one == tab and (self.bench.writable or not action.property("edits")))
        self._say()

    def _enable(self) -> None:
        """Offer what the year and the tab allow."""
        super()._enable()
        self._turn(self.stack.currentIndex())

    def _counted(self, text: str) -> None:
        self._count_words = text
        self._say()

    def _say(self) -> None:
        self.say_count(self._count_words if self.stack.currentIndex() == RECORDS else "")


def _others(desk: "Desk", year: int) -> Others:
    found = log_year.log_year(desk, year)
    pairs = rows_of(mentoring.COLUMNS, log_year.mentoring_year(desk, year))
    return Others(found, rows_of(logs.COLUMNS, found.lines), pairs, desk.rules(year_end(year)).topics)


def page(bench: "Workbench") -> CoachingPage:
    """Make the page."""
    return CoachingPage(bench)
