"""How much of the approved quota the list uses, as one line that follows every pick."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from hrdesk.services.awards.nomination_board import Budget
from hrdesk.ui.kit import looks, theme


class Meter(QFrame):
    """Used of approved, in words; green while it fits, red once it does not."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.INNER, theme.STEP * 2, theme.INNER, theme.STEP * 2)
        self.words: QLabel = looks.text("")
        line.addWidget(self.words)

    def show_budget(self, budget: Budget) -> None:
        """Show a budget."""
        self.words.setText(sentence(budget))
        self.setProperty("state", "bad" if budget.over else "good" if budget.units is not None else "")
        self.style().unpolish(self)
        self.style().polish(self)


def sentence(budget: Budget) -> str:
    """Return a budget in words."""
    more = f"，另建議提高 {budget.raised} 次" if budget.raised else ""
    if budget.units is None:
        return f"已列 {budget.people} 人、嘉獎 {budget.used} 次{more}；尚未收到核定額度。"
    heads = f"、{budget.people} / {budget.heads} 人" if budget.heads is not None else f"、{budget.people} 人"
    rest = budget.units - budget.used
    left = f"還可列 {rest} 次" if rest >= 0 else f"逾核定 {-rest} 次"
    return f"已使用嘉獎 {budget.used} / {budget.units} 次{heads}（{left}）{more}"
