"""辦公日曆: which days the government works, a year at a glance, and the official calendar read in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QToolTip, QWidget
from typing_extensions import override

from hrdesk.domain.acts import Act
from hrdesk.domain.minguo import roc_short, roc_year
from hrdesk.domain.values import Changes, Key
from hrdesk.services.opening import office_days
from hrdesk.services.opening.office_days import OfficeDay, import_calendar
from hrdesk.services.opening.steps import lasting
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import choose_open
from hrdesk.ui.pages.settings.section import Section

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk

MONTHS, ACROSS, WEEK = 12, (6, 4, 3, 2), 7  # months of a year, months side by side, days of a week
WEEKDAYS = "一二三四五六日"
CELL = 20  # pixels of a day
LINES = 6  # weeks that a month may touch


@dataclass(frozen=True, slots=True)
class Year:
    """What the section shows: the year, its days, and the years imported with how many days."""

    year: int
    days: tuple[OfficeDay, ...]
    imported: tuple[tuple[int, int], ...]


class MonthView(QWidget):
    """One month: working days plain, days off dimmed on a ground, imported days with a dot; a tip says which and where from."""

    def __init__(self, month: int) -> None:
        super().__init__()
        self.month = month
        self._days: tuple[OfficeDay, ...] = ()
        self.setMinimumSize(QSize(CELL * WEEK, CELL * LINES + CELL * 2 - 8))
        self.setMouseTracking(True)

    def show_days(self, days: Sequence[OfficeDay]) -> None:
        """Show the days of this month."""
        self._days = tuple(one for one in days if one.day.month == self.month)
        off = sum(not one.working for one in self._days)
        self.setAccessibleName(f"{self.month}月，上班 {len(self._days) - off} 天，放假 {off} 天")
        self.update()

    def told(self, one: OfficeDay) -> str:
        """Return a day in words."""
        source = "匯入的辦公日曆表" if one.imported else "內建的國定假日與週休"
        return f"{roc_short(one.day)}（{WEEKDAYS[one.day.weekday()]}）{'上班' if one.working else '放假'}　{source}"

    def day_at(self, x: float, y: float) -> OfficeDay | None:
        """Return the day under a point, or None."""
        return next((one for one in self._days if self._place(one.day).contains(x, y)), None)

    @override
    def event(self, event: QEvent) -> bool:
        """Tell the day under the mouse."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            one = self.day_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), self.told(one) if one else "", self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the heading, the weekdays and the days."""
        c, painter = theme.colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("secondary", bold=True))
        painter.setPen(c.text)
        working = sum(one.working for one in self._days)
        painter.drawText(QRectF(0, 0, CELL * WEEK, CELL), int(Qt.AlignmentFlag.AlignVCenter), f"{self.month}月")
        painter.setFont(theme.figures(theme.font("secondary")))
        painter.setPen(c.dim)
        painter.drawText(QRectF(0, 0, CELL * WEEK, CELL), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), f"上班 {working} 天")
        for n, name in enumerate(WEEKDAYS):
            painter.drawText(QRectF(n * CELL, CELL, CELL, CELL - 6), int(Qt.AlignmentFlag.AlignCenter), name)
        for one in self._days:
            self._paint_day(painter, one)
        painter.end()

    def _paint_day(self, painter: QPainter, one: OfficeDay) -> None:
        c, place = theme.colours(), self._place(one.day)
        weekend = one.day.weekday() >= len("一二三四五")
        if not one.working or weekend:  # a day off, or a Saturday made up
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.warn_soft if one.working else c.sunken if weekend else c.bad_soft)
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 4, 4)
        painter.setPen(c.text if one.working else c.dim if weekend else c.bad)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str(one.day.day))
        if one.imported:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.accent)
            painter.drawEllipse(QRectF(place.right() - 5, place.top() + 2, 3, 3))

    def _place(self, day: date) -> QRectF:
        before = day.replace(day=1).weekday()
        cell = before + day.day - 1
        return QRectF(cell % WEEK * CELL, (cell // WEEK + 2) * CELL - 6, CELL, CELL)


class _Months(QWidget):
    """The months of a year, as many side by side as there is room for."""

    def __init__(self, months: Sequence[MonthView]) -> None:
        super().__init__()
        self._months, self._across = months, 0
        self._cells = QGridLayout(self)
        self._cells.setContentsMargins(0, 0, 0, 0)
        self._cells.setSpacing(theme.INNER)
        self.setMinimumWidth(ACROSS[-1] * (CELL * WEEK + theme.INNER))
        self._arrange(ACROSS[1])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the months by the width."""
        room = self.width() + theme.INNER
        self._arrange(next((n for n in ACROSS if n * (CELL * WEEK + theme.INNER) <= room), ACROSS[-1]))
        super().resizeEvent(event)

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for n, month in enumerate(self._months):
            self._cells.addWidget(month, n // across, n % across, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for n in range(ACROSS[0] + 1):
            self._cells.setColumnStretch(n, int(n == across))
        for n in range(MONTHS + 1):
            self._cells.setRowStretch(n, int(n == MONTHS // across))


class CalendarSection(Section[Year]):
    """A year of twelve months, and the import of the official calendar."""

    title = "辦公日曆"
    sign = "calendar"
    say = (
        "期限的工作天由此計算。內建國定假日與補班日；颱風停班與新公布的假日，請匯入行政院人事行政總處的「政府行政機關辦公日曆表」CSV，"
        "匯入的以它為準；彙整機關的規則包也會帶來。"
    )

    def build(self) -> None:
        """Build the year's heading and the months."""
        self.year = self.bench.year
        self.button("匯入辦公日曆表…", self.ask_file, sign="import", kind="primary")
        self.heading = looks.section("")
        before = looks.button("前一年", lambda: self.step(-1), sign="chevron-left")
        after = looks.button("後一年", lambda: self.step(1), sign="chevron-right")
        self.told = looks.dim("")
        self.column.addLayout(looks.row(before, self.heading, after, None, self.told))
        self.months = [MonthView(month) for month in range(1, MONTHS + 1)]
        scroll = looks.scrolled(_Months(self.months))
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(scroll, 1)
        self.column.addWidget(looks.dim("灰底：週末　紅底：平日放假　黃底：週末補班　右上角的點：來自匯入的辦公日曆表"))

    def load(self, desk: "Desk") -> Year:
        """Read the days of the year that is shown."""
        year = self.year
        return Year(year, office_days.year_of(desk, year), office_days.imported_years(desk))

    def show_data(self, data: Year) -> None:
        """Show the year."""
        working = sum(one.working for one in data.days)
        self.heading.setText(f"民國{data.year}年　上班 {working} 天")
        known = "、".join(f"{year}年 {count} 天" for year, count in data.imported)
        self.told.setText(f"已匯入：{known}" if known else "還沒有匯入辦公日曆表")
        for month in self.months:
            month.show_days(data.days)

    def step(self, step: int) -> None:
        """Show the year before or after."""
        self.year += step
        self.again()

    def ask_file(self) -> None:
        """Choose an official calendar to read in."""
        choose_open(self, "匯入辦公日曆表", "辦公日曆表 (*.csv)", self.take)

    def take(self, path: Path) -> None:
        """Read an official calendar in and show its first year."""

        def work(desk: "Desk") -> tuple[int, int | None]:
            from hrdesk.services.regulation.calendars import calendar_of

            days = import_calendar(desk, path)
            return days, min((roc_year(day) for day in calendar_of(path).days), default=None)

        self.bench.read(work, self._taken)

    def _taken(self, found: tuple[int, int | None]) -> None:
        days, year = found
        self.bench.note(Changes(act="keep_calendar", changed=(Key("RuleFile", ""),)))  # days count on every page
        self.bench.tell(f"已匯入 {days} 天的辦公日曆。{lasting(Act.KEEP_CALENDAR)}")
        self.year = year or self.year
        self.again()
