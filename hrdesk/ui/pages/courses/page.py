"""課程與班期: the catalogue at the left, the courses of the year at the right; its dialogs are imported when first opened."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from hrdesk.domain.record import CourseId
from hrdesk.domain.training import Course, Mode
from hrdesk.domain.values import Changes, Key
from hrdesk.services.study import catalogue, courses, training
from hrdesk.services.study.catalogue import Branch, Coverage
from hrdesk.services.study.class_list import Attendee
from hrdesk.services.study.courses import CourseLine, CourseState
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.blank import Sign
from hrdesk.ui.kit.dialogs import confirm
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.page import Page
from hrdesk.ui.kit.table_model import Rows, rows_of
from hrdesk.ui.kit.tasks import Task
from hrdesk.ui.pages.courses.card import CourseCard, CourseFacts, facts
from hrdesk.ui.pages.courses.columns import columns, title
from hrdesk.ui.pages.courses.tree import CatalogueTree

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.pages.courses.editor import CourseEditor, Ground
    from hrdesk.ui.workbench import Workbench

TREE, LIST = 376, 720


@dataclass(frozen=True, slots=True)
class Board:
    """The courses of the year and the catalogue with how many bear on each part."""

    lines: tuple[CourseLine, ...]
    rows: Rows[CourseLine]
    branches: tuple[Branch, ...]


class CoursesPage(Page[Board]):
    """The courses of the year."""

    name = "courses"
    title = "課程與班期"
    kinds = frozenset({"Course", "TrainingRecord", "Officer", "Duty", "RoleSpan", "Appointment", "Agency"})
    filters = "課程、代碼、主辦…"

    def content(self) -> QWidget:
        """Return the catalogue beside the list of courses."""
        self._carded: CourseId | None = None
        self._cards = 0
        self._covering: Task | None = None
        self.columns = columns(self.bench.signed.kind)
        self.grid: Grid[CourseLine] = Grid("courses", "班期", self.columns, self.bench.preferences)
        self.tree: CatalogueTree = CatalogueTree()
        self._act()
        self.grid.opened.connect(lambda _: self.show_card())
        self.tree.picked.connect(lambda _: self._filter())
        self.filtered.connect(lambda _: self._filter())
        self.grid.arranged.connect(self._count_rows)
        self.grid.chosen.connect(self._offer)
        self._right = QStackedWidget()
        self._right.addWidget(self.grid)
        self._right.addWidget(self._nothing())
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.tree)
        both.addWidget(self._right)
        both.setChildrenCollapsible(False)
        both.setHandleWidth(1)
        both.setStretchFactor(1, 1)
        both.setSizes([TREE, LIST])
        both.restoreState(self.bench.preferences.state("courses/halves"))
        both.splitterMoved.connect(lambda *_: self.bench.preferences.keep_state("courses/halves", both.saveState()))
        self._offer()
        return both

    def load(self, desk: "Desk", year: int) -> Board:
        """Read the courses of the year and the catalogue; the coverage follows by itself, as it costs more."""
        lines = courses.courses_held(desk, year)
        return Board(lines, rows_of(self.columns, lines), catalogue.catalogue(desk, [line.course for line in lines], year))

    def show_data(self, data: Board) -> None:
        """Show them; then read how far everybody is with each leaf."""
        self.tree.show_branches(data.branches, len(data.lines))
        self.grid.set_rows(data.rows)
        self._right.setCurrentIndex(0 if data.lines else 1)
        self._filter()
        year = self.bench.year

        def show(found: Mapping[str, Coverage]) -> None:
            if year == self.bench.year:
                self.tree.show_coverage(found)

        if self._covering is not None:
            self._covering.cancel()
        self._covering = self.bench.read(lambda desk: catalogue.coverage(desk, year), show)
        if self._carded is not None and any(line.id == self._carded for line in data.lines):
            self._show_card(self._carded)

    def reveal(self, key: Key) -> None:
        """Select a course and show its card."""
        self.tree.pick_all()
        self.filter.clear()
        if self.grid.select(lambda line: line.id == key.id):
            self.show_card()

    @override
    def resume(self, editor: str, key: str, values: Mapping[str, str]) -> bool:
        """Go on with a course that was being typed in."""
        line = next((one for one in self.grid.table.records() if one.id == key), None)
        if editor != "course" or (key and line is None):
            return False
        from hrdesk.ui.pages.courses.editor import CourseEditor

        self.bench.hold(editor, key, values)
        self._with_ground(lambda base: CourseEditor(self, self.bench, base, line.course if line is not None else None))
        return True

    def add(self) -> None:
        """Add a course."""
        from hrdesk.ui.pages.courses.editor import CourseEditor

        self._with_ground(lambda base: CourseEditor(self, self.bench, base))

    def edit(self) -> None:
        """Change the course chosen."""
        from hrdesk.ui.pages.courses.editor import CourseEditor

        if (line := self.grid.current()) is not None:
            self._with_ground(lambda base: CourseEditor(self, self.bench, base, line.course))

    def copy(self) -> None:
        """Hold a course of an earlier year again."""
        from hrdesk.ui.pages.courses.copying import CopyDialog
        from hrdesk.ui.pages.courses.editor import CourseEditor

        year = self.bench.year

        def chosen(course: Course) -> None:
            self._with_ground(lambda base: CourseEditor(self, self.bench, base, model=courses.again(course, base.fresh, year)))

        CopyDialog(self, self.bench, year, chosen).open()

    def cancel(self) -> None:
        """Call the course chosen off."""
        if (line := self.grid.current()) is not None:
            said = f"「{title(line.course)}」停辦後，{line.enrolled} 位報名人員都不計入到課出席率，也不必填報未到課原因。"
            confirm(
                self, "停辦班期？", said, "停辦", lambda: self._write(lambda desk: training.cancel(desk, line.id), f"「{line.course.name}」已停辦"), danger=True
            )

    def remove(self) -> None:
        """Take the course chosen out of the book."""
        if (line := self.grid.current()) is not None:
            said = f"刪除「{title(line.course)}」？只有沒有任何報名或到課紀錄的班期可以刪除。"
            confirm(
                self, "刪除班期？", said, "刪除", lambda: self._write(lambda desk: courses.remove(desk, line.id), f"已刪除「{line.course.name}」"), danger=True
            )

    def enrol(self) -> None:
        """Choose who goes."""
        from hrdesk.ui.pages.courses.enrol import EnrolDialog

        if (line := self.grid.current()) is not None:
            EnrolDialog(self, self.bench, line.course).open()

    def record(self) -> None:
        """Record who came, or who finished."""
        if (line := self.grid.current()) is None:
            return
        if line.course.mode is Mode.DIGITAL or not line.course.sessions:
            self.complete()
        else:
            from hrdesk.ui.pages.courses.roll import RollDialog, roll

            self.bench.read(lambda desk: roll(desk, line.id), lambda found: RollDialog(self, self.bench, found).open())

    def complete(self) -> None:
        """Record who finished the digital part."""
        from hrdesk.ui.pages.courses.completion import CompletionDialog

        if (line := self.grid.current()) is not None:
            CompletionDialog(self, self.bench, line.course).open()

    def show_card(self) -> None:
        """Show the course chosen aside."""
        if (line := self.grid.current()) is not None:
            self._show_card(line.id)

    def print_timetable(self) -> None:
        """Look at the timetable."""
        self._print("timetable")

    def print_sheet(self) -> None:
        """Look at the sign-in sheet."""
        self._print("sign-in-sheet")

    def print_notice(self) -> None:
        """Look at the notices to everyone enrolled."""
        self._print("course-notice")

    def _act(self) -> None:
        make, row = self.action, self.grid.add_row_action
        make("copy", "沿用往年班期…", self.copy, sign="copy", shortcut="Ctrl+Shift+N", edits=True)
        make("add", "新增班期…", self.add, sign="add", shortcut="Ctrl+N", edits=True, main=True)
        row(make("enrol", "報名…", self.enrol, sign="people", shortcut="Ctrl+E", edits=True, button=False))
        row(make("record", "登錄到課…", self.record, sign="check", shortcut="Ctrl+T", edits=True, button=False))
        row(make("complete", "登錄數位完成…", self.complete, sign="online", edits=True, button=False))
        row(make("card", "班期明細", self.show_card, sign="info", shortcut="Ctrl+Return", button=False))
        row(make("edit", "修改…", self.edit, sign="edit", shortcut="F2", edits=True, button=False))
        row(make("sheet", "簽到表…", self.print_sheet, sign="print", shortcut="Ctrl+P", button=False))
        row(make("timetable", "課程表…", self.print_timetable, sign="calendar", button=False))
        row(make("notice", "調訓通知…", self.print_notice, sign="mail", shortcut="Ctrl+Shift+P", button=False))
        row(make("cancel", "停辦…", self.cancel, sign="close", edits=True, button=False))
        row(make("remove", "刪除…", self.remove, sign="delete", edits=True, button=False))

    def _offer(self) -> None:
        """Turn off what makes no sense for the course chosen."""
        line = self.grid.current()
        off = line is not None and line.course.cancelled
        can = {
            "enrol": not off,
            "record": not off,
            "complete": not off and line is not None and line.course.mode is not Mode.PHYSICAL,
            "cancel": not off,
            "remove": line is not None
            and line.state in (CourseState.OPEN, CourseState.NOBODY, CourseState.CANCELLED, CourseState.RUNNING)
            and not line.enrolled,
            "timetable": not off,
            "sheet": not off,
            "notice": not off,
        }
        for key, action in self.actions_by_key.items():
            if key not in ("add", "copy"):
                action.setEnabled(line is not None and can.get(key, True) and (self.bench.writable or not action.property("edits")))

    def _enable(self) -> None:
        super()._enable()
        self._offer()

    def _print(self, form: str, who: Attendee | None = None) -> None:
        from hrdesk.services.papers.form_contents import About
        from hrdesk.ui.form_window import show_form

        if (line := self.grid.current()) is not None:
            about = About(course=line.id, officer=who.officer.id if who else None)
            name = f"{title(line.course)}{f'_{who.officer.name}' if who else ''}"
            show_form(self, self.bench, form, self.bench.year, about, name=name)

    def _show_card(self, key: CourseId) -> None:
        self._carded = key
        self.bench.read(lambda desk: facts(desk, key), self._put_card)

    def _put_card(self, found: CourseFacts) -> None:
        from hrdesk.ui.pages.courses.substitute import SubstituteDialog, withdraw

        keys = ("enrol", "record", "timetable", "sheet", "notice", "edit")
        on_person = {
            "通知": ("mail", lambda one: self._print("course-notice", one)),
            "由他人替代": ("refresh", lambda one: SubstituteDialog(self, self.bench, found.line.course, one).open()),
            "取消報名": ("close", lambda one: withdraw(self, self.bench, found.line.course, one)),
        }
        card = CourseCard(self.bench, found, [self.actions_by_key[key] for key in keys], on_person)
        self._cards += 1
        number = self._cards
        card.destroyed.connect(lambda: self._card_closed(number))
        self.bench.show_aside("班期明細", card)

    def _card_closed(self, number: int) -> None:
        """Show no card any more once the newest one was closed."""
        if number == self._cards:
            self._carded = None

    def _with_ground(self, make: "Callable[[Ground], CourseEditor]") -> None:
        from hrdesk.ui.pages.courses.editor import ground

        year = self.bench.year

        def opened(base: "Ground") -> None:
            editor = make(base)
            editor.after = self._saved
            editor.open()

        self.bench.read(lambda desk: ground(desk, year), opened)

    def _saved(self, changes: Changes) -> None:
        saved = next((key.id for key in (*changes.added, *changes.changed) if key.kind == "Course"), "")
        self.grid.select(lambda line: line.id == saved)

    def _write(self, work: "Callable[[Desk], Changes]", told: str) -> None:
        self.bench.write(work, told)

    def _filter(self) -> None:
        codes = self.tree.picked_codes()
        keep: Callable[[CourseLine], bool] | None = (lambda line: bool(codes & set(line.course.topics))) if codes else None
        self.grid.set_filter(self.filter.text(), keep)

    def _count_rows(self) -> None:
        shown, total = self.grid.table.rowCount(), self.grid.table.total
        self.say_count(f"{total} 個班期" if shown == total else f"{shown} / {total} 個班期")
        self._offer()

    def _nothing(self) -> QWidget:
        made = QWidget()
        column = looks.column(made, spacing=theme.GAP)
        column.addStretch(2)
        column.addWidget(Sign("courses"), 0, Qt.AlignmentFlag.AlignHCenter)
        sentence = looks.text("這個年度還沒有班期。新增一個，或沿用往年的班期。", "dim")
        sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(sentence)
        for key, kind in (("add", "primary"), ("copy", "")):
            action = self.actions_by_key[key]
            button = looks.button(action.text(), action.trigger, kind=kind, sign=action.property("sign"))
            action.enabledChanged.connect(button.setEnabled)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return made


def page(bench: "Workbench") -> CoursesPage:
    """Make the page."""
    return CoursesPage(bench)
