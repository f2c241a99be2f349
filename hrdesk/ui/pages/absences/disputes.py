"""Where the department's results tell another presence than the own record: both side by side, and a person decides (TP-21: nobody wins by itself)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.training import Course, Presence, TrainingRecord
from hrdesk.domain.values import Key
from hrdesk.services.collecting import reconciliation
from hrdesk.services.collecting.reconciliation import Dispute, presences
from hrdesk.services.core import words
from hrdesk.services.people.staff import officer
from hrdesk.services.study.form_training import course_title
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Dialog
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.table_model import Column, rows_of

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

WIDTH, HEIGHT = 800, 420


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A dispute in words: whose enrolment in which course, and what each side says."""

    dispute: Dispute
    name: str
    course: str
    ours: str
    theirs: str

    @property
    def id(self) -> str:
        """Return what the row is known by."""
        return self.dispute.own.id


COLUMNS: tuple[Column[DisputeRow], ...] = (
    Column("name", "姓名", lambda row: row.name, 100),
    Column("course", "課程", lambda row: row.course, 200, stretch=True),
    Column("ours", "本機關登錄", lambda row: row.ours, 200),
    Column("theirs", "人事處登錄", lambda row: row.theirs, 200),
)


def read_disputes(desk: "Desk", year: int) -> tuple[DisputeRow, ...]:
    """Read the disputes of a 民國 year in words."""
    found = []
    for one in reconciliation.disputes(desk, year):
        course = desk.store.get(Course, one.own.course)
        if course is not None:
            name = officer(desk, one.own.officer).name
            found.append(DisputeRow(one, name, course_title(course), _said(course, one.own), _said(course, one.theirs)))
    return tuple(found)


def _said(course: Course, record: TrainingRecord) -> str:
    """Return what a record says of each session; one word where all say the same."""
    known = presences(record)
    if not known:
        return "未登錄"
    if len({presence for _, presence in known}) == 1:
        return words.label(known[0][1])
    return "、".join(_session(course, number, presence) for number, presence in known)


def _session(course: Course, number: int, presence: Presence) -> str:
    day = roc_short(course.sessions[number].day) if number < len(course.sessions) else f"第 {number + 1} 場"
    return f"{day} {words.label(presence)}"


class DisputesDialog(Dialog):
    """The disputes of a year; those chosen are changed to what the department says, the others stay as they are."""

    def __init__(self, parent: QWidget, bench: "Workbench", rows: Sequence[DisputeRow]) -> None:
        super().__init__(parent, "與人事處登錄不同", "改依人事處登錄", width=WIDTH, cancel="維持本機關登錄")
        self.bench = bench
        said = "人事處的研習成果與本機關登錄的到課情形不同。請查明簽到表：選取要改依人事處登錄的；沒有選的維持不變，並請向人事處反映。"
        self.body.addWidget(looks.text(said))
        self.grid: Grid[DisputeRow] = Grid("disputes", "與人事處登錄不同", COLUMNS, bench.preferences)
        self.grid.set_rows(rows_of(COLUMNS, rows))
        self.grid.chosen.connect(self._look)
        self.grid.opened.connect(self._open)
        self.body.addWidget(self.grid, 1)
        self.resize(WIDTH, HEIGHT)
        self._look()

    def finish(self) -> None:
        """Take the department's presence for the rows chosen."""
        chosen = [row.dispute for row in self.grid.selection()]
        self.accept_button.setEnabled(False)
        self.bench.write(lambda desk: reconciliation.adopt(desk, chosen), f"已改依人事處登錄 {len(chosen)} 件", lambda _: self.accept(), self.refuse)

    def _open(self, row: DisputeRow) -> None:
        """Go to the training record."""
        self.reject()
        self.bench.go("training", Key("TrainingRecord", row.id))

    def _look(self) -> None:
        count = len(self.grid.selection())
        self.accept_button.setText(f"改依人事處登錄（{count} 件）" if count else "改依人事處登錄")
        self.accept_button.setEnabled(bool(count) and self.bench.writable)
