"""The one thing to do next, and in a new book the three to begin with."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.values import Key
from hrdesk.services.home.overview import Due
from hrdesk.services.opening.beginning import Step
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.icons import pixmap
from hrdesk.ui.places import PLACES

Go = Callable[[str, Key | None], object]
TITLES = {place.name: place.title for place in PLACES}
SIGN = 20


class NextStep(QFrame):
    """下一步: what to do first, why, and the button that goes there; `follow` is told what is due."""

    def __init__(self, follow: Callable[[Due], object]) -> None:
        super().__init__()
        self._follow = follow
        self._due: Due | None = None
        self.setProperty("role", "card")
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.GAP, theme.INNER, theme.GAP, theme.INNER)
        line.setSpacing(theme.GAP)
        words = QVBoxLayout()
        words.setSpacing(theme.STEP)
        self._title, self._why = looks.text("", "section"), looks.dim("")
        words.addWidget(self._title)
        words.addWidget(self._why)
        line.addLayout(words, 1)
        self.button = looks.button("", self._press, kind="primary", sign="chevron-right")
        line.addWidget(self.button)

    def show_due(self, due: Due | None) -> None:
        """Show what to do first, or hide where nothing is left."""
        self._due = due
        self.setVisible(due is not None)
        if due is None:
            return
        self._title.setText(f"下一步　{due.title}")
        day = "" if due.day is None else f"{roc_short(due.day)} 前" if not due.overdue else f"{roc_short(due.day)} 已逾期"
        self._why.setText("　".join(part for part in (day, due.article and f"依據 {due.article}") if part))
        self._why.setVisible(bool(self._why.text()))
        words = f"前往{TITLES.get(due.page, '明細')}"
        self.button.setText(words)
        self.button.setAccessibleName(words)

    def _press(self) -> None:
        if self._due is not None:
            self._follow(self._due)


class FirstSteps(QFrame):
    """開始使用: numbered steps, each with its button; the first that is not done is the primary one."""

    def __init__(self, go: Go) -> None:
        super().__init__()
        self._go = go
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.INNER, theme.GAP, theme.INNER)
        column.setSpacing(theme.STEP * 2)
        column.addWidget(looks.section("開始使用：三個步驟"))
        self._steps = QVBoxLayout()
        self._steps.setSpacing(theme.STEP * 2)
        column.addLayout(self._steps)
        self._rows: list[QWidget] = []

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps, or hide where there are none."""
        for row in self._rows:
            self._steps.removeWidget(row)
            row.deleteLater()
        first = next((step for step in steps if not step.done), None)
        self._rows = [self._row(number, step, first=step is first) for number, step in enumerate(steps, 1)]
        for row in self._rows:
            self._steps.addWidget(row)
        self.setVisible(bool(steps))

    def _row(self, number: int, step: Step, *, first: bool) -> QWidget:
        row = QWidget()
        sign = QLabel(f"{number}")
        sign.setFixedWidth(SIGN)
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if step.done:
            sign.setPixmap(pixmap("ok", SIGN, theme.colours().good, self.devicePixelRatioF()))
            sign.setAccessibleName("已完成")
        button = looks.button(step.name, lambda: self._go(step.page, None), kind="primary" if first else "")
        button.setMinimumWidth(theme.RAIL - theme.GAP)
        line = looks.row(sign, button, looks.dim(step.sentence), spacing=theme.INNER)
        line.setStretch(2, 1)
        row.setLayout(line)
        return row
