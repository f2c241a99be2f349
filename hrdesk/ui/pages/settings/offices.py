"""機關: the own agency and its 所屬, and the head-counts of each over time."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.staff import Agency, Headcount, Staffing, Tier
from hrdesk.domain.values import Changes, Key
from hrdesk.services.agency import agencies
from hrdesk.services.core import words
from hrdesk.ui.agency_editor import AgencyEditor
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import confirm
from hrdesk.ui.kit.editor import Editor, beside
from hrdesk.ui.kit.fields import DayField, LineField, NumberField
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.table_model import Chip, Column, Rows, Tone, rows_of
from hrdesk.ui.pages.settings.section import Section

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

LEAST = 140  # pixels of a table


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An agency, whether it is the own one, the name of the one above it, and its head-counts."""

    agency: Agency
    own: bool
    parent: str
    counts: tuple[Staffing, ...]

    @property
    def id(self) -> str:
        """Return what the row is known by."""
        return self.agency.id


@dataclass(frozen=True, slots=True)
class Offices:
    """What the section shows: the agencies as rows, the first-tier ones, the groups of the rule pack, and today."""

    rows: Rows[OfficeRow]
    first: tuple[Agency, ...]
    groups: tuple[str, ...]
    today: date


def newest(row: OfficeRow, kind: Headcount) -> int | None:
    """Return the newest head-count of a kind, or None."""
    return next((one.count for one in row.counts if one.kind is kind), None)


def _count(kind: Headcount) -> Column[OfficeRow]:
    def text(row: OfficeRow) -> str:
        count = newest(row, kind)
        return "—" if count is None else str(count)

    return Column(kind.value, SHORT[kind], text, 84, sort=lambda row: newest(row, kind) or -1, figure=True, tip=lambda _: words.label(kind))


SHORT = {
    Headcount.STAFFING_BUDGET: "預算員額",
    Headcount.STAFFING_PRESENT: "現有員額",
    Headcount.OFFICERS: "二級人事",
    Headcount.AGENCY: "機關總員額",
}
COLUMNS: tuple[Column[OfficeRow], ...] = (
    Column("code", "機關代碼", lambda row: row.agency.code, 104),
    Column("name", "機關名稱", lambda row: row.agency.name, 164, stretch=True),
    Column("own", "", lambda row: "本機關" if row.own else "", 96, chip=lambda row: Chip("本機關", Tone.GOOD) if row.own else None),
    Column("tier", "層級", lambda row: words.label(row.agency.tier), 124),
    Column("parent", "上級機關", lambda row: row.parent, 120, hidden=True),
    Column("group", "類別", lambda row: row.agency.group, 100, tip=lambda _: "業務屬性相同類別（陸三(二)）"),
    *(_count(kind) for kind in Headcount),
)
COUNTS: tuple[Column[Staffing], ...] = (
    Column("kind", "員額種類", lambda one: words.label(one.kind), 220),
    Column("count", "人數", lambda one: str(one.count), 80, sort=lambda one: one.count, figure=True),
    Column("base_date", "基準日", lambda one: roc_short(one.base_date), 100, sort=lambda one: one.base_date, figure=True),
    Column("source", "資料來源", lambda one: one.source, 240, stretch=True),
)


class OfficesSection(Section[Offices]):
    """Agencies above, the head-counts of the selected one below."""

    title = "機關"
    sign = "home"
    say = "本機關與所屬機關，以及各機關的員額。員額依基準日保存，額度與指派人數以年底前最近的一筆計算（肆四、陸三(二)）。"
    kinds = frozenset({"Agency", "Staffing"})

    def build(self) -> None:
        """Build both tables."""
        self.data: Offices | None = None
        self.grid: Grid[OfficeRow] = Grid("settings-offices", "機關", COLUMNS, self.bench.preferences)
        self.grid.setMinimumHeight(LEAST)
        self.grid.chosen.connect(self._show_counts)
        self.grid.opened.connect(lambda _: self.edit())
        self.edit_button = self.button("修改機關…", self.edit, sign="edit")
        if self.bench.signed.kind is not WorkspaceKind.AGENCY:
            self.button("新增所屬機關…", self.add, sign="add", kind="primary")
        self.column.addWidget(self.grid, 3)
        self.whose = looks.section("員額")
        self.remove_button = looks.button("刪除這一筆…", self.remove, sign="delete")
        self.count_button = looks.button("登錄員額…", self.count, sign="add")
        self.count_button.setEnabled(self.manages)
        self.column.addLayout(looks.row(self.whose, None, self.remove_button, self.count_button))
        self.counts: Grid[Staffing] = Grid("settings-counts", "員額", COUNTS, self.bench.preferences)
        self.counts.setMinimumHeight(LEAST)
        self.counts.chosen.connect(self._enable)
        self.column.addWidget(self.counts, 2)
        self._enable()

    def load(self, desk: "Desk") -> Offices:
        """Read the own part of the city with its head-counts."""
        part = agencies.own_part(desk)
        names = {one.id: one.name for one in part}
        own = desk.workspace.agency
        rows = (OfficeRow(one, one.id == own, names.get(one.parent, "") if one.parent else "", agencies.head_counts(desk, one.id)) for one in part)
        groups = tuple(line.name for line in desk.rules(desk.today).same_nature)
        return Offices(rows_of(COLUMNS, rows), tuple(one for one in part if one.tier is Tier.FIRST), groups, desk.today)

    def show_data(self, data: Offices) -> None:
        """Show the agencies; the own one is selected at first."""
        self.data = data
        self.grid.set_rows(data.rows)
        if self.grid.current() is None:
            self.grid.select(lambda row: row.own)
        self._show_counts()

    def reveal(self, key: Key) -> None:
        """Select an agency, or the one whose head-count is meant."""
        self.grid.select(lambda row: key.id in (row.id, *(one.id for one in row.counts)))

    def resuming(self, editor: str, key: str) -> "Callable[[], None] | None":
        """Return what opens an editor of this section again, or None for another one or an agency that is gone."""
        if editor == AgencyEditor.name and not key:
            return self.add
        does = {AgencyEditor.name: self.edit, CountEditor.name: self.count}.get(editor)
        return does if does is not None and self.grid.select(lambda row: row.id == key) else None

    def add(self) -> None:
        """Add a 所屬."""
        if self.data is not None:
            AgencyEditor(self, self.bench, self.data.first, self.data.groups).open()

    def edit(self) -> None:
        """Change the selected agency."""
        row = self.grid.current()
        if row is not None and self.data is not None and self.manages:
            AgencyEditor(self, self.bench, self.data.first, self.data.groups, row.agency).open()

    def count(self) -> None:
        """Record head-counts of the selected agency."""
        row = self.grid.current()
        if row is not None and self.data is not None:
            CountEditor(self, self.bench, row, self.data.today).open()

    def remove(self) -> None:
        """Take back a head-count."""
        one = self.counts.current()
        if one is None:
            return
        question = f"刪除 {roc_short(one.base_date)} 的{words.label(one.kind)} {one.count} 人？可以復原。"
        confirm(self, "刪除員額", question, "刪除", lambda: self.bench.write(lambda desk: agencies.remove_staffing(desk, one), "已刪除員額"), danger=True)

    def _show_counts(self) -> None:
        row = self.grid.current()
        self.whose.setText(f"{row.agency.name}的員額" if row else "員額")
        self.counts.set_rows(rows_of(COUNTS, row.counts if row else ()))
        self._enable()

    def _enable(self) -> None:
        self.edit_button.setEnabled(self.manages and self.grid.current() is not None)
        self.remove_button.setEnabled(self.manages and self.counts.current() is not None)


class CountEditor(Editor):
    """The head-counts of an agency on one day; one that is left empty stays as it is, one of the same day is replaced."""

    name = "staffing"

    def __init__(self, parent: "QWidget", bench: "Workbench", row: OfficeRow, today: date) -> None:
        self.row = row
        self.counts = {kind: NumberField(kind.value, words.label(kind), unit="人") for kind in agencies.counts_for(row.agency.tier)}
        self.day = DayField("base_date", "基準日", required=True)
        self.source = LineField("source", "資料來源", hint="例如預算員額表、人事資料統計表。")
        super().__init__(parent, bench, f"登錄{row.agency.name}的員額", (*self.counts.values(), self.day, self.source), key=row.id)
        self.told = "已登錄員額"
        self.day.set_value(today)
        self.judge()

    def arrange(self, column: Any) -> None:
        """Put the counts two by two."""
        shown = tuple(self.counts.values())
        for part in (beside(*shown[:2]), beside(*shown[2:]), self.day, self.source):
            column.addWidget(part)

    def work(self) -> "Callable[[Desk], Changes]":
        """Return the recording of the counts that were given."""
        counts = {kind: field.number for kind, field in self.counts.items() if field.number is not None}
        day, source, agency = self.day.value, self.source.value, self.row.agency.id
        assert day is not None
        return lambda desk: agencies.set_staffing(desk, counts, day, source=source, agency=agency)
