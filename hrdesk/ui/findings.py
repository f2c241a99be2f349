"""What a gate finds, each in full with its article; where `goes`, with the way to where it is mended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QWidget

from hrdesk.domain.values import Problem, Severity
from hrdesk.services.core import words
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.icons import pixmap

SIGN = 18
SIGNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}
SEVERITIES = {Severity.ERROR: "須補正", Severity.WARNING: "請確認", Severity.NOTE: "提示"}
ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class GateLine:
    """One finding of a gate, with the name of the person it is about."""

    problem: Problem
    who: str = ""

    @property
    def sentence(self) -> str:
        """Return it in words."""
        return f"{self.who}：{words.of_problem(self.problem)}" if self.who else words.of_problem(self.problem)


def sorted_lines(problems: Sequence[Problem], names: Mapping[str, str]) -> tuple[GateLine, ...]:
    """Return findings, what stops first; `names` are of the people by the id of the record that a finding is about."""
    lines = (GateLine(one, names.get(one.record.id, "") if one.record else "") for one in problems)
    return tuple(sorted(lines, key=lambda line: ORDER.index(line.problem.severity)))


def finding_row(line: GateLine) -> tuple[QFrame, QHBoxLayout]:
    """Return one finding as a strip, and the line it stands in."""
    frame = QFrame()
    frame.setProperty("role", "banner")
    frame.setProperty("state", {Severity.ERROR: "bad", Severity.WARNING: "warn"}.get(line.problem.severity, ""))
    row = QHBoxLayout(frame)
    row.setContentsMargins(theme.INNER, theme.STEP * 2, theme.INNER, theme.STEP * 2)
    row.addWidget(_sign(line), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(looks.text(line.sentence), 1)
    return frame, row


class Gate(QScrollArea):
    """The findings one under the other; `chosen` brings the one to mend."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[GateLine, ...] = ()
        self.setWidgetResizable(True)
        self.setAccessibleName("檢核結果")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_lines(self, lines: Sequence[GateLine], nothing: str) -> None:
        """Show findings, or a sentence where there are none."""
        self.lines = tuple(lines)
        inside = QWidget()
        column = looks.column(inside, spacing=theme.STEP * 2)
        for line in self.lines:
            column.addWidget(self._row(line))
        if not self.lines:
            column.addWidget(looks.text(nothing, "dim"))
        column.addStretch(1)
        self.setWidget(inside)

    def _row(self, line: GateLine) -> QFrame:
        frame, row = finding_row(line)
        go = looks.button("前往", lambda: self.chosen.emit(line.problem), kind="link", sign="arrow-up-right")
        go.setAccessibleName(f"前往補正：{line.sentence}")
        row.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        return frame


def _sign(line: GateLine) -> QLabel:
    c = theme.colours()
    colour = {Severity.ERROR: c.bad, Severity.WARNING: c.warn}.get(line.problem.severity, c.dim)
    made = QLabel()
    made.setPixmap(pixmap(SIGNS[line.problem.severity], SIGN, colour, made.devicePixelRatioF()))
    made.setAccessibleName(SEVERITIES[line.problem.severity])
    return made
