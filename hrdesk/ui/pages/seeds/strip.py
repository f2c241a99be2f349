"""The strip above the time line: whether there must be a seed teacher and is one, and the day as of which the register is shown."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from typing_extensions import override

from hrdesk.domain.duty import Obligation
from hrdesk.domain.minguo import roc_short
from hrdesk.services.core import words
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.day import DayEdit
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.kit.icons import icon, pixmap
from hrdesk.ui.kit.shortened import OneLine
from hrdesk.ui.pages.seeds.loading import Duty

BOUND = (Obligation.MANDATORY, Obligation.WARN)
SIGNS = {"good": "ok", "warn": "warning", "bad": "error"}
SIGN = 18  # pixels


class Strip(QWidget):
    """`asked` that somebody wants to know why; `dated` the day of the register, None for the whole year."""

    asked = Signal()
    dated = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.state = ""
        self.sign = QLabel()
        self.duty = OneLine()
        self.why = QToolButton()
        self.why.setIcon(icon("why"))
        self.why.setToolTip("應置與已置：為什麼？")
        self.why.setAccessibleName("應置與已置：為什麼？")
        self.why.clicked.connect(self.asked)
        self.day = DayEdit()
        self.day.setPlaceholderText("全年度")
        self.day.setAccessibleName("名冊基準日")
        self.day.setClearButtonEnabled(True)
        self.day.edited.connect(self._dated)
        caption = looks.text("名冊基準日", "secondary", wrap=False)
        caption.setBuddy(self.day)
        line = Flow(looks.row(self.sign, self.duty, self.why), None, looks.row(caption, self.day))
        line.setContentsMargins(0, 0, 0, theme.STEP * 2)
        self.setLayout(line)

    def tell(self, duties: Sequence[Duty], day: date) -> None:
        """Show the duty of the own agency, and how many others of the own part had days without a teacher."""
        own = duties[0]
        bare = [one for one in duties if one.gaps.value]
        days = sum(gap.days for gap in own.gaps.value)
        said = f"本機關{words.label(own.must)}，{roc_short(day)} 在任 {own.serving} 人"
        if own.must in BOUND:
            said += f"；{_bare_days(own, days, day)}" if days else "；每日均有種籽教師"
        others = len([one for one in bare if one is not own])
        if others:
            said += f"；所屬 {others} 個機關有空窗"
        self.state = "good" if not bare else "bad" if own.must is Obligation.MANDATORY and days else "warn"
        self.duty.setText(said)
        self._sign()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Draw the sign anew in the colours of another scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._sign()

    def _sign(self) -> None:
        if self.state:
            colour = getattr(theme.colours(), self.state)
            self.sign.setPixmap(pixmap(SIGNS[self.state], SIGN, colour, self.devicePixelRatioF()))

    def _dated(self) -> None:
        if not self.day.fault():
            self.dated.emit(self.day.day())


def _bare_days(own: Duty, days: int, day: date) -> str:
    """Return on how many days of the year nobody served; those after a day may still be filled."""
    later = days - sum((min(gap.end, day) - gap.start).days + 1 for gap in own.gaps.value if gap.start <= day)
    return f"至當日 {days - later} 日沒有種籽教師，之後 {later} 日還沒有人" if later else f"本年 {days} 日沒有種籽教師"
