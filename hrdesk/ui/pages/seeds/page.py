"""種籽教師（附表2）."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from hrdesk.domain.seeds import Appointment, ChangeKind
from hrdesk.domain.values import Key
from hrdesk.services.core import words
from hrdesk.services.teachers import seeds
from hrdesk.services.teachers.seed_card import SeedCard, seed_card
from hrdesk.ui.form_window import show_form
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import confirm
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.page import Empty, Page
from hrdesk.ui.pages.seeds.card import SeedCardView
from hrdesk.ui.pages.seeds.change import ChangeWizard, read_standing
from hrdesk.ui.pages.seeds.columns import COLUMNS, SeedRow
from hrdesk.ui.pages.seeds.editor import AppointmentEditor, FitnessEditor, NoticesEditor
from hrdesk.ui.pages.seeds.loading import Duty, SeedData, read_year
from hrdesk.ui.pages.seeds.strip import Strip
from hrdesk.ui.pages.seeds.timeline import HEAD, ROW, TimeLine

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

T = TypeVar("T")
SHOWN = 6  # tracks of the time line before it scrolls
OF_ROW = ("edit", "change", "notices", "fitness", "reinstate")


class SeedsPage(Page[SeedData]):
    """The register of the year, its time line and the duty to appoint."""

    name = "seeds"
    title = "種籽教師"
    kinds = frozenset(
        {
            "Appointment",
            "Officer",
            "Agency",
            "Staffing",
            "Course",
            "TrainingRecord",
            "FitnessReview",
            "FocusReason",
            "SelfCheck",
            "Evidence",
            "Duty",
            "RoleSpan",
        }
    )
    filters = "姓名、機關、系統…"
    empty: ClassVar[Empty] = Empty("teacher", "這個年度沒有種籽教師。一級機關須指派至少一人（肆四）。", "appoint")

    def content(self) -> QWidget:
        """Return the strip, the time line and the register."""
        self.on: date | None = None
        self.grid: Grid[SeedRow] = Grid("seeds", self.title, COLUMNS, self.bench.preferences)
        self.strip = Strip()
        self.line = TimeLine()
        self.said = looks.text("", "secondary", wrap=False)
        self._actions()
        self._listen()
        self.viewer = QScrollArea()
        self.viewer.setWidgetResizable(True)
        self.viewer.setWidget(self.line)
        frame = QFrame()
        frame.setProperty("role", "card")
        inside = looks.column(frame, margin=theme.STEP, spacing=0)
        inside.addWidget(self.viewer)
        made = QWidget()
        column = looks.column(made, spacing=0)
        column.addWidget(self.strip)
        column.addWidget(frame)
        column.addWidget(self.said)
        column.addWidget(self.grid, 1)
        return made

    def load(self, desk: "Desk", year: int) -> SeedData:
        """Read the register of the year."""
        return read_year(desk, year)

    def show_data(self, data: SeedData) -> None:
        """Show the register, the time line and the duty."""
        self.data = data
        self.grid.set_rows(data.rows)
        self.line.show_year(self.bench.year, data.tracks, data.today)
        self.viewer.setFixedHeight(HEAD + ROW * min(max(len(data.tracks), 1), SHOWN) + 2)
        self.strip.tell(data.duties, data.day)
        self._enable_rows()

    def is_empty(self, data: SeedData) -> bool:
        """Tell whether nobody was a seed teacher, in an agency that need not have one; a breach is shown, not hidden."""
        return not len(data.rows) and not any(duty.gaps.value for duty in data.duties)

    def reveal(self, key: Key) -> None:
        """Select an appointment, or the newest of a person."""
        self.grid.select(lambda row: key.id in (row.id, row.officer.id))

    def appoint(self) -> None:
        """Appoint a seed teacher."""
        AppointmentEditor(self, self.bench, self.data.choices, None, today=self.data.day).open()

    @override
    def resume(self, editor: str, key: str, values: Mapping[str, str]) -> bool:
        """Go on with an appointment that was being typed in."""
        if editor in (FitnessEditor.name, "change") and self.grid.select(lambda row: row.id == key):
            self.bench.hold(editor, key, values)
            (self.review if editor == FitnessEditor.name else self.change)()
            return True
        if editor != "appointment" or (key and not self.grid.select(lambda row: row.id == key)):
            return False
        self.bench.hold(editor, key, values)
        if key:
            self.edit()
        else:
            self.appoint()
        return True

    def edit(self) -> None:
        """Change what stands on the appointment chosen."""
        self._with(
            lambda desk, row: (seeds.appointment(desk, row.appointment.id), seeds.focus_reason(desk, row.appointment.id)),
            lambda _, found: AppointmentEditor(self, self.bench, self.data.choices, found[0], today=self.data.day, reason=found[1]).open(),
        )

    def change(self) -> None:
        """Lead through a change of the teacher chosen, from where it stands."""
        year = self.bench.year
        self._with(
            lambda desk, row: read_standing(desk, row.appointment.id, year),
            lambda row, standing: ChangeWizard(self, self.bench, standing, row.officer.name, self.data.choices, self.data.day).open(),
        )

    def notify(self) -> None:
        """Date the three notices that the teacher chosen was appointed."""
        row = self.grid.current()
        if row is not None:
            NoticesEditor(self, self.bench, row.appointment, ChangeKind.APPOINTED, row.officer.name, self.data.day).open()

    def review(self) -> None:
        """Keep a review of the fitness of the teacher chosen."""
        row = self.grid.current()
        if row is not None:
            FitnessEditor(self, self.bench, row.appointment, row.officer.name, self.data.day).open()

    def reinstate(self) -> None:
        """Take back that the appointment chosen ended."""
        row = self.grid.current()
        if row is not None and row.appointment.end is not None:
            key = row.appointment.id
            question = f"取消 {row.officer.name} 的解除，恢復為現任；解除的通知與交接紀錄會一併移除。"
            confirm(self, "取消解除", question, "取消解除", lambda: self.bench.write(lambda desk: seeds.reinstate(desk, key), "已取消解除"), danger=True)

    def print_annex(self) -> None:
        """Show 附表2 as it will print."""
        show_form(self, self.bench, "annex2", self.bench.year)

    def show_card(self) -> None:
        """Show everything about the teacher chosen aside."""
        year = self.bench.year
        self._with(lambda desk, row: seed_card(desk, row.appointment.id, year), self._show_card)

    def explain(self, duty: Duty | None = None) -> None:
        """Answer why an agency must have a seed teacher, by default the own one."""
        one = duty or self.data.duties[0]
        days = sum(gap.days for gap in one.gaps.value)
        self.bench.explain(f"{one.agency.name}：應置與已置", f"{words.label(one.must)}，{f'{days} 日沒有種籽教師' if days else '沒有空窗'}", one.gaps)

    def open_span(self, key: Key) -> None:
        """Open what was opened on the time line: an appointment's card, or why an agency had days without a teacher."""
        if key.kind == "Agency":
            self.explain(next(one for one in self.data.duties if one.agency.id == key.id))
        elif self.grid.select(lambda row: row.id == key.id):
            self.show_card()

    def _actions(self) -> None:
        self.action("print", "列印附表2…", self.print_annex, sign="print", shortcut="Ctrl+P")
        change = self.action("change", "異動…", self.change, sign="outbox", shortcut="Ctrl+J", edits=True)
        self.action("appoint", "指派…", self.appoint, sign="add", shortcut="Ctrl+N", edits=True, main=True)
        edit = self.action("edit", "修改…", self.edit, sign="edit", shortcut="F2", edits=True, button=False)
        rows = [
            edit,
            change,
            self.action("card", "明細", self.show_card, sign="info", shortcut="Ctrl+Return", button=False),
            self.action("notices", "指派通知…", self.notify, sign="mail", edits=True, button=False),
            self.action("fitness", "不適任檢討…", self.review, sign="flag", edits=True, button=False),
            self.action("reinstate", "取消解除…", self.reinstate, sign="undo", edits=True, button=False),
        ]
        for action in rows:
            self.grid.add_row_action(action)

    def _listen(self) -> None:
        self.grid.opened.connect(lambda _: self.show_card())
        self.grid.chosen.connect(self._enable_rows)
        self.grid.arranged.connect(self._count_rows)
        self.filtered.connect(lambda _: self._filter())
        self.strip.asked.connect(self.explain)
        self.strip.dated.connect(self._set_day)
        self.line.opened.connect(self.open_span)
        self.line.told.connect(self.said.setText)

    def _show_card(self, row: SeedRow, card: SeedCard) -> None:
        self.bench.show_aside(f"{row.officer.name}：種籽教師", SeedCardView(self.bench, card, self.actions_by_key))

    def _with(self, work: "Callable[[Desk, SeedRow], T]", done: Callable[[SeedRow, T], None]) -> None:
        """Read something about the row chosen, and do something with both."""
        row = self.grid.current()
        if row is not None:
            self.bench.read(lambda desk: work(desk, row), lambda found: done(row, found))

    def _enable_rows(self) -> None:
        row = self.grid.current()
        for key in OF_ROW:
            self.actions_by_key[key].setEnabled(row is not None and self.bench.writable)
        self.actions_by_key["card"].setEnabled(row is not None)
        held: Appointment | None = None if row is None else row.appointment
        self.actions_by_key["reinstate"].setVisible(held is not None and held.end is not None)

    def _enable(self) -> None:
        super()._enable()
        if hasattr(self, "data"):
            self._enable_rows()

    def _set_day(self, day: date | None) -> None:
        self.on = day
        self._filter()

    def _filter(self) -> None:
        on = self.on
        self.grid.set_filter(self.filter.text(), None if on is None else lambda row: row.serves_on(on))

    def _count_rows(self) -> None:
        shown, total = self.grid.table.rowCount(), self.grid.table.total
        self.say_count(f"{total} 筆指派" if shown == total else f"{shown} / {total} 筆指派")


def page(bench: "Workbench") -> SeedsPage:
    """Make the page."""
    return SeedsPage(bench)
