"""A month of 附表3: how many records each day has; a day is chosen with the mouse or the arrow keys."""

from calendar import Calendar
from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget
from typing_extensions import override

from hrdesk.domain.minguo import roc_short, roc_year
from hrdesk.ui.kit import looks, theme

WEEKDAYS = "一二三四五六日"
CELL, HEAD = 22, 20  # pixels of a day's height, and of the weekdays above
WEEK = 7
DECEMBER = 12
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -WEEK, Qt.Key.Key_Down: WEEK}


class MonthView(QWidget):
    """A month headed 115年3月 with ways to turn it. `picked` brings the day chosen (None = the choice was taken back), `turned` the first of another month."""

    picked = Signal(object)
    turned = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._head = looks.text("", "section", wrap=False)
        self.days = _Days()
        self.days.picked.connect(self.picked)
        self.days.turned.connect(self.turn)
        back, on = looks.tool("chevron-left", "上個月", lambda: self.turn(-1)), looks.tool("chevron-right", "下個月", lambda: self.turn(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.STEP)
        column.addLayout(looks.row(self._head, None, back, on))
        column.addWidget(self.days)

    @property
    def month(self) -> date:
        """Return the first day of the month shown."""
        return self.days.month

    def show_month(self, month: date) -> None:
        """Show the month of a day."""
        self.days.show_month(month.replace(day=1))
        self._head.setText(f"{roc_year(month)}年{month.month}月")

    def show_counts(self, counts: Mapping[date, int], chosen: date | None) -> None:
        """Show how many records the days have, and which day is chosen."""
        self.days.show_counts(counts, chosen)

    def turn(self, step: int) -> None:
        """Show another month of the same year."""
        number = self.month.month + step
        if 1 <= number <= DECEMBER:
            self.show_month(self.month.replace(month=number))
            self.turned.emit(self.month)


class _Days(QWidget):
    picked = Signal(object)
    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.month = date(2026, 1, 1)
        self.at = self.month
        self._chosen: date | None = None
        self._counts: Mapping[date, int] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("輔導月曆")
        self.show_month(self.month)

    def show_month(self, month: date) -> None:
        self.month = month
        if (self.at.year, self.at.month) != (month.year, month.month):
            self.at = month
        theme.measure(self, high=HEAD + len(self._weeks()) * CELL)
        self._tell()

    def show_counts(self, counts: Mapping[date, int], chosen: date | None) -> None:
        self._counts, self._chosen = counts, chosen
        self._tell()

    def said(self, day: date) -> str:
        """Return a day as it is read out."""
        return f"{roc_short(day)}　{self._counts.get(day, 0)} 件"

    @override
    def sizeHint(self) -> QSize:
        return QSize(WEEK * theme.grown(30), self.height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by days and weeks, turn months, choose with Enter."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self._move(self.at + timedelta(days=STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if key is Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.at)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the mouse."""
        day = self._day_at(event.position().toPoint())
        if day is not None:
            self.at = day
            self._choose(day)

    @override
    def event(self, event: QEvent) -> bool:
        """Tell the day under the mouse and its count."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            day = self._day_at(event.pos())
            QToolTip.showText(event.globalPos(), self.said(day) if day else "", self)
            return True
        return super().event(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the weekdays, the days, and behind a day how much it has."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.figures(theme.font("secondary")))
        painter.setPen(theme.colours().faint)
        for n, name in enumerate(WEEKDAYS):
            painter.drawText(self._box(n, -1), int(Qt.AlignmentFlag.AlignCenter), name)
        for day, box in self._boxes():
            self._paint_day(painter, day, box)

    def _paint_day(self, painter: QPainter, day: date, box: QRect) -> None:
        c, count = theme.colours(), self._counts.get(day, 0)
        inside = box.adjusted(1, 1, -1, -1)
        if count or day == self._chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.accent if day == self._chosen else c.accent_soft)
            painter.drawRoundedRect(inside, 4, 4)
        if day == self.at and self.hasFocus():
            painter.setPen(QPen(c.text if day == self._chosen else c.accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inside, 4, 4)
        painter.setPen(c.on_accent if day == self._chosen else c.text if count else c.faint)
        where = inside.adjusted(3, 0, -3, 0)
        if count:
            painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), str(day.day))
            painter.setPen(c.on_accent if day == self._chosen else c.accent)
            painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), str(count))
        else:
            painter.drawText(where, int(Qt.AlignmentFlag.AlignCenter), str(day.day))

    def _boxes(self) -> list[tuple[date, QRect]]:
        days = Calendar().itermonthdates(self.month.year, self.month.month)
        return [(day, self._box(n % WEEK, n // WEEK)) for n, day in enumerate(days) if day.month == self.month.month]

    def _weeks(self) -> list[list[date]]:
        return Calendar().monthdatescalendar(self.month.year, self.month.month)

    def _box(self, column: int, row: int) -> QRect:
        wide, high, head = self.width() // WEEK, theme.grown(CELL), theme.grown(HEAD)
        return QRect(column * wide, head + row * high if row >= 0 else 0, wide, high if row >= 0 else head)

    def _day_at(self, point: QPoint) -> date | None:
        return next((day for day, box in self._boxes() if box.contains(point)), None)

    def _move(self, day: date) -> None:
        if day.year != self.month.year:
            return
        self.at = day
        if day.month != self.month.month:
            self.turned.emit(1 if day.month > self.month.month else -1)
        self._tell()

    def _choose(self, day: date) -> None:
        self.picked.emit(None if day == self._chosen else day)

    def _tell(self) -> None:
        self.setAccessibleDescription(self.said(self.at))
        self.update()
