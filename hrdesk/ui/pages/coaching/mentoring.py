"""小老師 (伍二(二)): who led whom in which business, from when to when, and what came of it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.pack import Topic
from hrdesk.domain.record import MentoringId, OfficerId
from hrdesk.domain.seeds import Mentoring
from hrdesk.domain.values import Changes, Problem
from hrdesk.services.core.name_tables import stroke_key
from hrdesk.services.opening import editing
from hrdesk.services.teachers import coaching
from hrdesk.services.teachers.log_year import LogYear, MentoringLine
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.blank import OrBlank
from hrdesk.ui.kit.dialogs import confirm
from hrdesk.ui.kit.editor import Editor, beside
from hrdesk.ui.kit.fields import DayField, NoteField
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.pick import PickField
from hrdesk.ui.kit.table_model import Chip, Column, Rows, Tone

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench


def state(line: MentoringLine) -> Chip:
    """Return whether a pair still runs, and whether its outcome was noted."""
    if line.record.end is None:
        return Chip("進行中", Tone.QUIET)
    return Chip("已結束", Tone.GOOD) if line.record.outcome else Chip("未登錄成效", Tone.WARN)


COLUMNS: tuple[Column[MentoringLine], ...] = (
    Column("mentor", "小老師", lambda line: line.mentor, 110, sort=lambda line: stroke_key(line.mentor)),
    Column("mentee", "受輔導同仁", lambda line: line.mentee, 110, sort=lambda line: stroke_key(line.mentee)),
    Column("topic", "業務項目", lambda line: line.topic, 180),
    Column("start", "起日", lambda line: roc_short(line.record.start), 96, sort=lambda line: line.record.start, figure=True),
    Column("end", "迄日", lambda line: roc_short(line.record.end) if line.record.end else "", 96, sort=lambda line: line.record.end or date.max, figure=True),
    Column("state", "情形", lambda line: state(line).text, 116, chip=state),
    Column("outcome", "成效", lambda line: line.record.outcome, 200, stretch=True, tip=lambda line: line.record.outcome),
)


class MentoringTab(QWidget):
    """The tab: the pairs, with what they are good for."""

    def __init__(self, bench: "Workbench", actions: Sequence[QAction]) -> None:
        super().__init__()
        self.bench = bench
        self.people: LogYear | None = None
        self.topics: tuple[Topic, ...] = ()
        self.grid: Grid[MentoringLine] = Grid("mentoring", "小老師", COLUMNS, bench.preferences)
        for action in actions:
            self.grid.add_row_action(action)
        self.grid.opened.connect(lambda _: self.edit())
        column = looks.column(self, spacing=theme.INNER)
        column.addWidget(looks.dim("由資深同仁或種籽教師帶領新進或新接業務的同仁（伍二(二)）；這裡的紀錄會成為具體輔導事蹟的事實。"))
        self.place = OrBlank(self.grid, "people", "這個年度還沒有小老師紀錄。", "新增第一筆…", self.add)
        column.addWidget(self.place, 1)

    def show_year(self, rows: Rows[MentoringLine], people: LogYear, topics: tuple[Topic, ...]) -> None:
        """Show the pairs, and who may be chosen."""
        self.people, self.topics = people, topics
        self.grid.set_rows(rows)
        self.place.show_blank(blank=not len(rows))

    def add(self) -> None:
        """Add a pair."""
        self._open(None)

    def edit(self) -> None:
        """Change the pair chosen."""
        line = self.grid.current()
        if line is not None and self.bench.writable:
            self._open(line.record)

    def edit_pair(self, key: str) -> bool:
        """Change the pair with this id ("" = add one); tell whether there is one."""
        line = next((one for one in self.grid.table.records() if one.id == key), None)
        if line is None and key:
            return False
        self._open(line.record if line else None)
        return True

    def remove(self) -> None:
        """Delete the pairs chosen, after saying how many."""
        records = [line.record for line in self.grid.selection()]
        if records:
            confirm(
                self,
                "刪除小老師紀錄",
                f"將刪除 {len(records)} 筆小老師紀錄，可以用「復原」取回。",
                f"刪除 {len(records)} 筆",
                lambda: self.bench.write(lambda desk: coaching.remove(desk, records), f"已刪除 {len(records)} 筆小老師紀錄"),
                danger=True,
            )

    def _open(self, record: Mentoring | None) -> None:
        if self.people is not None and self.bench.writable:
            MentoringEditor(self, self.bench, self.people, self.topics, record).open()


class MentoringEditor(Editor):
    """The editor of one pair."""

    name = "mentoring"

    def __init__(self, parent: QWidget, bench: "Workbench", people: LogYear, topics: Sequence[Topic], record: Mentoring | None) -> None:
        self.record = record
        self.mentor: PickField[OfficerId] = PickField("mentor", "小老師", people.people, required=True)
        self.mentee: PickField[OfficerId] = PickField("mentee", "受輔導同仁", people.people, required=True)
        self.topic: PickField[str] = PickField("topic", "業務項目", [(one.code, one.name) for one in topics], required=True)
        self.start, self.end = DayField("start", "起日", required=True), DayField("end", "迄日", hint="還在進行就留白")
        self.outcome = NoteField("outcome", "成效", hint="例如學會哪些作業、可獨立辦理哪些業務")
        fields = (self.mentor, self.mentee, self.topic, self.start, self.end, self.outcome)
        super().__init__(parent, bench, "修改小老師紀錄" if record else "新增小老師紀錄", fields, key=record.id if record else "")
        self.told = "已修改小老師紀錄" if record else "已新增小老師紀錄"
        self._show(record, people.today)
        self.judge()

    def arrange(self, column: Any) -> None:
        """Put the span side by side."""
        for widget in (self.mentor, self.mentee, self.topic, beside(self.start, self.end), self.outcome):
            column.addWidget(widget)

    def subject(self) -> "editing.Subject | None":
        """Return the record that is changed here."""
        return None if self.record is None else editing.of(self.record)

    def rebase(self, held: object) -> None:
        """Go on from the record as somebody else saved it."""
        assert isinstance(held, Mentoring)
        self.record = held

    def work(self) -> "Callable[[Desk], Changes]":
        """Return the service call."""
        make = self._maker()
        return lambda desk: coaching.mentor(desk, make(desk))

    def checks(self) -> "Callable[[Desk], Sequence[Problem]] | None":
        """Return the service's own judgement."""
        make = self._maker()
        return lambda desk: coaching.mentoring_problems(desk, make(desk))

    def _maker(self) -> "Callable[[Desk], Mentoring]":
        mentor, mentee, topic, start = self.mentor.value, self.mentee.value, self.topic.value, self.start.value
        end, outcome, held = self.end.value, self.outcome.value, self.record
        if mentor is None or mentee is None or topic is None or start is None:
            raise AssertionError("judged before")  # fields that lack a value hold the button off

        def make(desk: "Desk") -> Mentoring:
            key, agency = (held.id, held.agency) if held else (MentoringId(desk.new_id()), desk.workspace.agency)
            return Mentoring(id=key, agency=agency, mentor=mentor, mentee=mentee, topic=topic, start=start, end=end, outcome=outcome)

        return make

    def _show(self, record: Mentoring | None, today: date) -> None:
        self.start.set_value(record.start if record else today)
        if record is not None:
            self.mentor.set_value(record.mentor)
            self.mentee.set_value(record.mentee)
            self.topic.set_value(record.topic)
            self.end.set_value(record.end)
            self.outcome.set_text(record.outcome)
