"""The strip above the cases: a button for each state with how many there are, the attendance rate, and the day set for the reports."""

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from hrdesk.domain.absence import CaseState
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.noted import ReportDue
from hrdesk.domain.rates import NO_DATA, Rate
from hrdesk.services.core import words
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.kit.icons import icon


class Strip(QWidget):
    """`picked` tells the state to show (None = all), `asked` to say why the rate is what it is, `due_asked` to set the day for the reports."""

    picked = Signal(object)
    asked = Signal()
    due_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state: CaseState | None = None
        self._group = QButtonGroup(self)
        self.buttons: dict[CaseState | None, QToolButton] = {}
        line = Flow(spacing=theme.STEP)
        for state in (None, *CaseState):
            line.addWidget(self._button(state))
        self.rate = looks.text("", wrap=False)
        self.why = QToolButton()
        self.why.setIcon(icon("why"))
        self.why.setToolTip("到課出席率：為什麼？")
        self.why.setAccessibleName("到課出席率：為什麼？")
        self.why.clicked.connect(self.asked)
        self.due = looks.button("未設填報期限", self.due_asked.emit, kind="link", sign="calendar")
        self.due.setContentsMargins(0, 0, theme.GAP, 0)
        line.push()
        line.addWidget(self.due)
        line.addWidget(self.rate)
        line.addWidget(self.why)
        line.setContentsMargins(0, 0, 0, theme.STEP * 2)
        self.setLayout(line)
        self.count(())

    def count(self, states: Iterable[CaseState]) -> None:
        """Show how many cases each state has."""
        counted = Counter(states)
        for state, button in self.buttons.items():
            number = counted.total() if state is None else counted[state]
            name = "全部" if state is None else words.label(state)
            button.setText(f"{name} {number}")
            button.setAccessibleName(f"只看{name}，{number} 件" if state else f"全部，{number} 件")

    def tell_rate(self, rate: Rate | None) -> None:
        """Show the attendance rate; its counts stand in the tip and in the answer to why."""
        self.rate.setText(f"到課出席率 {NO_DATA if rate is None else f'{rate.percent}%'}")
        self.rate.setToolTip("" if rate is None else f"到課 {rate.numerator}／報名 {rate.denominator} 人次")

    def tell_due(self, due: ReportDue | None, *, late: bool) -> None:
        """Show the day set for the reports."""
        said = "未設填報期限" if due is None else f"填報期限 {roc_short(due.day)}{'（已過）' if late else ''}"
        self.due.setText(said)
        self.due.setAccessibleName(said)
        self.due.setToolTip("研習計畫未定期限；設定後，逾期未填或無佐證者列缺點（陸二(一)）" if due is None or not due.document else due.document)

    def _button(self, state: CaseState | None) -> QToolButton:
        made = QToolButton()
        made.setCheckable(True)
        made.setChecked(state is None)
        made.clicked.connect(lambda: self._pick(state))
        self._group.addButton(made)
        self.buttons[state] = made
        return made

    def _pick(self, state: CaseState | None) -> None:
        self.state = state
        self.picked.emit(state)
