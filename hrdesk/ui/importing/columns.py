"""The columns of an import's preview."""

from dataclasses import dataclass

from hrdesk.domain.plan import RowState
from hrdesk.services.core import words
from hrdesk.services.imports.import_choice import PlanLine
from hrdesk.ui.kit.table_model import Chip, Column, Tone

TONES = {
    RowState.NEW: Tone.GOOD,
    RowState.CHANGED: Tone.GOOD,
    RowState.SAME: Tone.QUIET,
    RowState.LEFT: Tone.WARN,
    RowState.CONFLICT: Tone.BAD,
    RowState.UNREADABLE: Tone.BAD,
}
UNLISTED = "未列名，不變更"


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of the plan, whether the person leaves it out, and whether who is not in the file is to be noted as having left."""

    line: PlanLine
    left_out: bool = False
    leaving: bool = False

    @property
    def id(self) -> int:
        """Return what the row is known by."""
        return self.line.number

    @property
    def doubtful(self) -> bool:
        """Tell whether what would be written rests on a doubtful date."""
        return self.line.doubtful and self.line.written and not self.left_out


def state(row: PreviewRow) -> Chip:
    """Return what becomes of a row."""
    if row.left_out:
        return Chip("略過", Tone.QUIET)
    if row.line.state is RowState.LEFT and not row.leaving:
        return Chip(UNLISTED, Tone.QUIET)
    word = words.label(row.line.state)
    return Chip(f"{word}．請核對", Tone.WARN) if row.doubtful else Chip(word, TONES[row.line.state])


def differences(row: PreviewRow) -> tuple[str, ...]:
    """Return what would become different by a row; nothing by one that is not in the file, unless leavers are noted."""
    return () if row.line.state is RowState.LEFT and not row.leaving else row.line.differences


COLUMNS: tuple[Column[PreviewRow], ...] = (
    Column("place", "位置", lambda row: row.line.place, 80, sort=lambda row: row.line.row),
    Column("state", "結果", lambda row: state(row).text, 132, chip=state, sort=lambda row: (row.left_out, row.line.state.value)),
    Column("label", "對象", lambda row: row.line.label, 180),
    Column("differences", "差異", lambda row: "；".join(differences(row)), 260, tip=lambda row: "\n".join(differences(row))),
    Column("problems", "說明", lambda row: "；".join(row.line.problems), 320, stretch=True, tip=lambda row: "\n".join(row.line.problems)),
)
