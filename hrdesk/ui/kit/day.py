"""民國 dates typed and picked: Qt has no such calendar, so a line that understands every spelling, and a calendar headed by the 民國 year."""

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from hrdesk.domain.minguo import ParsedDate, parse_date, roc_short, roc_year
from hrdesk.errors import HrdeskError
from hrdesk.services.core import words
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.icons import icon

WIDEST = "115/12/31"
WEEK = 7


class DayEdit(QLineEdit):
    """A line for one day: 115/8/1, 1150801, 中華民國115年8月1日 …; rewritten as 115/08/01 when left.

    Up and Down move a day, PageUp and PageDown a week, F4 or the icon opens the calendar, 「今」 or `t` means today.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("115/01/01")
        self.setMinimumWidth(QFontMetrics(self.font()).horizontalAdvance(WIDEST) + 56)
        self.setMaximumWidth(QFontMetrics(self.font()).horizontalAdvance(WIDEST) + 72)
        self._opener = QAction(icon("calendar"), "從月曆選擇", self)
        self._opener.triggered.connect(self.open_calendar)
        self.addAction(self._opener, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(lambda _: self.edited.emit())
        self.editingFinished.connect(self._spell)

    def set_text(self, text: str) -> None:
        """Show a text as it was typed."""
        self.setText(text)

    def day(self) -> date | None:
        """Return the day, None for an empty line or no date."""
        return None if not self.text().strip() or self.fault() else parse_date(self.text()).day

    def set_day(self, day: date | None) -> None:
        """Show a day, or nothing."""
        self.setText("" if day is None else roc_short(day))

    def fault(self) -> str:
        """Return what is wrong with the text as a date, doubtful spellings included, or nothing."""
        if not self.text().strip():
            return ""
        try:
            found = parse_date(self.text())
        except HrdeskError as error:
            return words.in_window(error)
        return _doubt(found) if found.doubts else ""

    def open_calendar(self) -> None:
        """Open the calendar below the line."""
        popup = MonthPopup(self.day() or date.today(), self)  # noqa: DTZ011  # only what the calendar opens at
        popup.picked.connect(self._pick)
        popup.show_at(self.mapToGlobal(QPoint(0, self.height())))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by days and weeks, open the calendar; everything else as a line does."""
        moves = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: WEEK, Qt.Key.Key_PageDown: -WEEK}
        day = self.day()
        if event.key() == Qt.Key.Key_F4:
            self.open_calendar()
        elif event.text() in ("t", "T"):
            self.set_day(date.today())  # noqa: DTZ011  # the PC's own day is meant
        elif day is not None and event.key() in moves:
            self.set_day(date.fromordinal(day.toordinal() + moves[Qt.Key(event.key())]))
        else:
            super().keyPressEvent(event)

    def _pick(self, day: date) -> None:
        self.set_day(day)
        self.setFocus()

    def _spell(self) -> None:
        day = self.day()
        if day is not None and self.text() != roc_short(day):
            self.set_day(day)


def _doubt(found: ParsedDate) -> str:
    """Return why a date is not sure, and how to write it so that it is."""
    why, sure = words.table("doubts")[found.doubts[0]], roc_short(found.day)
    return why if parse_date(sure).doubts else f"{why}。若就是這一天，請改寫成 {sure}。"


class MonthPopup(QFrame):
    """A month to pick a day from, headed 民國115年8月."""

    picked = Signal(object)

    def __init__(self, day: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self._calendar = QCalendarWidget()
        self._calendar.setAccessibleName("月曆")
        self._calendar.setNavigationBarVisible(False)
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)  # as every other calendar of the program
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        for day_of_week in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            plain = QTextCharFormat()
            plain.setForeground(theme.colours().dim)
            self._calendar.setWeekdayTextFormat(day_of_week, plain)
        self._head = QLabel()
        self._head.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line = QHBoxLayout()
        line.addWidget(looks.tool("chevron-left", "上個月", self._calendar.showPreviousMonth))
        line.addWidget(self._head, 1)
        line.addWidget(looks.tool("chevron-right", "下個月", self._calendar.showNextMonth))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(line)
        column.addWidget(self._calendar)
        self._calendar.currentPageChanged.connect(self._name)
        self._calendar.clicked.connect(self._choose)
        self._calendar.activated.connect(self._choose)
        self._name(self._calendar.yearShown(), self._calendar.monthShown())

    def show_at(self, where: QPoint) -> None:
        """Show the month with its upper left corner at `where`, moved into the screen."""
        self.adjustSize()
        area = self.screen().availableGeometry()
        self.move(min(where.x(), area.right() - self.width()), min(where.y(), area.bottom() - self.height()))
        self.show()
        self._calendar.setFocus()

    def _name(self, year: int, month: int) -> None:
        self._head.setText(f"民國{roc_year(date(year, month, 1))}年{month}月")

    def _choose(self, day: QDate) -> None:
        self.picked.emit(date(day.year(), day.month(), day.day()))
        self.close()
