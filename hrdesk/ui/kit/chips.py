"""States painted as small chips with an icon and a word, hairlines between rows: one delegate for every table."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from hrdesk.ui.kit import theme
from hrdesk.ui.kit.icons import pixmap
from hrdesk.ui.kit.table_model import Cell, Chip, Tone

SIGNS = {Tone.GOOD: "ok", Tone.WARN: "warning", Tone.BAD: "error", Tone.QUIET: "pending"}
SIGN = 14  # pixels
BESIDE = 20  # pixels of a chip that are neither sign nor word
CHIP_HEIGHT = 22
SIDE = 8  # pixels on either side of a text
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
COLOURS = {Tone.GOOD: "good", Tone.WARN: "warn", Tone.BAD: "bad", Tone.QUIET: "dim"}  # of a state's text and sign, by name


def tone_colours(tone: Tone) -> tuple[QColor, QColor]:
    """Return the colour of a state's text and of what lies behind it."""
    c = theme.colours()
    return c.of(COLOURS[tone]), {Tone.GOOD: c.good_soft, Tone.WARN: c.warn_soft, Tone.BAD: c.bad_soft, Tone.QUIET: c.sunken}[tone]


def chip_width(metrics: QFontMetrics, chip: Chip) -> int:
    """Return the pixels that a whole chip takes."""
    return metrics.horizontalAdvance(chip.text) + SIGN + BESIDE


def paint_chip(painter: QPainter, rect: QRect, chip: Chip) -> None:
    """Paint a chip at the left of `rect`, as wide as its word, cut with … where it is wider than the cell."""
    front, back = tone_colours(chip.tone)
    metrics = painter.fontMetrics()
    room = max(rect.width() - SIGN - BESIDE, 0)
    text = metrics.elidedText(chip.text, Qt.TextElideMode.ElideRight, room)
    width = metrics.horizontalAdvance(text) + SIGN + BESIDE
    height = max(CHIP_HEIGHT, min(metrics.height(), rect.height() - 2))
    box = QRect(rect.left(), rect.center().y() - height // 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(back)
    painter.drawRoundedRect(box, 5, 5)
    painter.drawPixmap(box.left() + 6, box.center().y() - SIGN // 2, pixmap(SIGNS[chip.tone], SIGN, front, painter.device().devicePixelRatio()))
    painter.setPen(front)
    painter.drawText(box.adjusted(SIGN + 11, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: selection and hover over the whole row, a hairline below, a chip or the text; `cell` gives what stands in a row and column.

    It asks Qt for as little as it can, as each question costs as much as painting a character: a page of a table has hundreds of cells.
    """

    hovered = -1  # the row under the mouse

    def __init__(self, parent: QObject, cell: Callable[[int, int], Cell]) -> None:
        super().__init__(parent)
        self._cell = cell
        self._type = _Type(QFont())

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint one cell."""
        c, rect, row = theme.colours(), option.rect, index.row()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, c.selected)
        elif row == self.hovered:
            painter.fillRect(rect, c.hover)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, c.line)
        if option.font != self._type.font:
            self._type = _Type(QFont(option.font))
        self.fill(painter, rect.adjusted(SIDE, 0, -SIDE, 0), row, index.column())

    def fill(self, painter: QPainter, inside: QRect, row: int, column: int) -> None:
        """Paint what a cell holds: its chip or its text."""
        text, chip, figure = self._cell(row, column)
        if chip is not None:
            painter.save()
            paint_chip(painter, inside, chip)
            painter.restore()
        elif text:
            painter.setPen(theme.colours().text)
            self._type.paint(painter, inside, text, figure=figure)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size a cell wants: its text's width, one row's height."""
        return QSize(super().sizeHint(option, index).width() + 2 * SIDE, theme.ROW)


class _Type:
    """A table's font and what is measured of it once."""

    def __init__(self, font: QFont) -> None:
        self.font, self._figures = font, theme.figures(font)
        self._metrics, self._figure_metrics = QFontMetrics(font), QFontMetrics(self._figures)
        self._widest = self._metrics.horizontalAdvance("國")

    def paint(self, painter: QPainter, inside: QRect, text: str, *, figure: bool) -> None:
        """Paint a text in one line, cut with … where it is wider than `inside`; the painter has the table's font before and after."""
        text = text.replace("\n", "、")
        if len(text) * self._widest > inside.width():
            metrics = self._figure_metrics if figure else self._metrics
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        if figure:
            painter.setFont(self._figures)
            painter.drawText(inside, RIGHT, text)
            painter.setFont(self.font)
        else:
            painter.drawText(inside, LEFT, text)
