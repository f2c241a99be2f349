"""Bar charts that tell their figures to the mouse, to the keyboard, to a screen reader, as a table and on paper."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from hrdesk.ui.kit import chart_paint, icons, theme
from hrdesk.ui.kit.chart_paint import LINE, Look, Mark, Series, Tone
from hrdesk.ui.kit.chart_plot import NOTHING, Plot
from hrdesk.ui.kit.chart_table import FigureTable

AS_TABLE, AS_CHART = "以表格顯示", "以圖表顯示"
SIZE, LEAST = QSize(540, 240), QSize(280, 160)
INCH, POINT = 96, 72  # pixels of a drawing, and points, an inch


class Chart(QWidget):
    """A title with the unit, a picture of bars, and a button that shows the same figures as a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty chart."""
        super().__init__(parent)
        self._title, self._parts = "", tuple[Series, ...]()
        self._heading, self._unit = QLabel(), QLabel()
        self._heading.setProperty("role", "section")
        self._unit.setProperty("role", "secondary")
        self._switch = QToolButton()
        self._switch.setCheckable(True)
        self._switch.toggled.connect(self._show_table)
        self._plot, self._view = Plot(self, self), FigureTable()
        self._column, self._stack = QVBoxLayout(self), QStackedLayout()
        self._lay_out()
        self._show_table(on=False)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._heading)
        head.addWidget(self._unit, 1)
        head.addWidget(self._switch)
        self._stack.addWidget(self._plot)
        self._stack.addWidget(self._view)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.STEP)
        self._column.addLayout(head)
        self._column.addLayout(self._stack, 1)

    def _show(self, title: str, parts: Sequence[Series]) -> None:
        if len({len(part.points) for part in parts}) > 1:
            raise ValueError("parts of unequal length")
        self._title, self._parts = title, tuple(parts)
        self._heading.setText(title)
        self._unit.setText(f"（{parts[0].unit}）" if parts and parts[0].unit else "")
        for widget in (self, self._plot, self._view):
            widget.setAccessibleName(title)
        self._view.show_rows(self.headings(), self.table())
        self._plot.setMinimumHeight(self.least_height())
        self._plot.forget()

    def _show_table(self, on: bool) -> None:
        self._stack.setCurrentIndex(int(on))
        words = AS_CHART if on else AS_TABLE
        self._switch.setIcon(icons.icon("chart" if on else "table"))
        self._switch.setToolTip(words)
        self._switch.setAccessibleName(words)

    def headings(self) -> tuple[str, ...]:
        """Return the headings of the table."""
        named = (f"{part.title}（{part.unit}）" if part.unit else part.title for part in self._parts)
        return ("項目", *named, *(("說明",) if any(self._notes()) else ()))

    def table(self) -> tuple[tuple[str, ...], ...]:
        """Return the figures as rows of text: the label, the figure of each part, and the notes where there are any."""
        notes = self._notes()
        rows = zip(*(part.points for part in self._parts), strict=True)
        return tuple(
            (points[0].label, *(chart_paint.figures(point) for point in points), *((noted,) if any(notes) else ()))
            for points, noted in zip(rows, notes, strict=True)
        )

    def _notes(self) -> list[str]:
        rows = zip(*([chart_paint.note(point, part.unit) for point in part.points] for part in self._parts), strict=True)
        return ["；".join(filter(None, notes)) for notes in rows]

    def paint_on(self, painter: QPainter, rect: QRectF) -> None:
        """Draw the title and the bars into `rect` of a page, in the colours of paper, at the true size of the screen's type."""
        scale = painter.device().logicalDpiX() / INCH
        painter.save()
        painter.translate(rect.topLeft())
        painter.scale(scale, scale)
        area = QRectF(0, 0, rect.width() / scale, rect.height() / scale)
        painter.setFont(_in_pixels(theme.font("section")))
        painter.setPen(theme.LIGHT.text)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), f"{self._title}{self._unit.text()}")
        self.draw(painter, area.adjusted(0, 2 * LINE, 0, 0), Look(theme.LIGHT, _in_pixels(theme.font("secondary")), scale))
        painter.restore()

    def draw(self, painter: QPainter, rect: QRectF, look: Look, lit: int = NOTHING) -> tuple[Mark, ...]:
        """Draw the bars and return their places, or say that there are none."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.is_empty():
            chart_paint.draw_empty(painter, rect, look)
            return ()
        return self._draw_bars(painter, rect, look, lit)

    def _draw_bars(self, painter: QPainter, rect: QRectF, look: Look, lit: int) -> tuple[Mark, ...]:
        raise NotImplementedError

    def is_empty(self) -> bool:
        """Tell whether there is nothing to draw."""
        return not any(point.value or point.whole for part in self._parts for point in part.points)

    def least_height(self) -> int:
        """Return the height in pixels that the picture needs."""
        return LEAST.height() - SIZE.height() // 4

    @override
    def sizeHint(self) -> QSize:
        return SIZE.expandedTo(self._column.minimumSize())

    @override
    def minimumSizeHint(self) -> QSize:
        return LEAST.expandedTo(self._column.minimumSize())


class BarChart(Chart):
    """One bar a figure: standing, as for months, or lying, where the labels are long."""

    def __init__(self, series: Series | None = None, *, lying: bool = False, parent: QWidget | None = None) -> None:
        """Make a chart of `series`, empty without one."""
        self._lying = lying
        super().__init__(parent)
        if series:
            self.show_series(series)

    def show_series(self, series: Series) -> None:
        """Show these figures instead."""
        self._show(series.title, (series,))

    @override
    def _draw_bars(self, painter: QPainter, rect: QRectF, look: Look, lit: int) -> tuple[Mark, ...]:
        if self._lying:
            marks = chart_paint.lying(rect, self._parts, look)
            chart_paint.draw_lying(painter, rect, self._parts, marks, look, (), lit)
        else:
            marks = chart_paint.standing(rect, self._parts[0])
            chart_paint.draw_standing(painter, rect, self._parts[0], marks, look, lit)
        return marks

    @override
    def least_height(self) -> int:
        rows = len(self._parts[0].points) if self._parts and self._lying else 0
        return max(super().least_height(), int(rows * chart_paint.ROW_LEAST))


class StackedBar(Chart):
    """One lying bar a row, cut into parts that each mean something: 已完成, 部分, 未完成, 未開辦."""

    def __init__(self, title: str = "", parts: Sequence[Series] = (), *, tones: Sequence[Tone] = tuple(Tone), parent: QWidget | None = None) -> None:
        """Make a chart of `parts`, each a series over the same rows whose title is its word in the legend; `tones` say what the parts mean."""
        self._tones = tuple(tones)
        super().__init__(parent)
        self.show_parts(title, parts)

    def show_parts(self, title: str, parts: Sequence[Series]) -> None:
        """Show these figures instead; at most as many parts as there are tones."""
        if len(parts) > len(self._tones):
            raise ValueError("more parts than tones")
        self._show(title, parts)

    @override
    def _draw_bars(self, painter: QPainter, rect: QRectF, look: Look, lit: int) -> tuple[Mark, ...]:
        tones = self._tones[: len(self._parts)]
        bars = rect.adjusted(0, 1.5 * LINE, 0, 0)
        marks = chart_paint.lying(bars, self._parts, look)
        chart_paint.draw_legend(painter, QRectF(rect.left(), rect.top(), rect.width(), LINE), self._parts, look, tones)
        chart_paint.draw_lying(painter, bars, self._parts, marks, look, tones, lit)
        return marks

    @override
    def least_height(self) -> int:
        rows = len(self._parts[0].points) if self._parts else 0
        return max(super().least_height(), int(rows * chart_paint.ROW_LEAST + 1.5 * LINE))


def _in_pixels(font: QFont) -> QFont:
    made = QFont(font)
    made.setPixelSize(round(font.pointSizeF() * INCH / POINT))
    return made
