"""States painted as small chips with an icon and a word, hairlines between rows: one delegate for every table."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from hrdesk.ui.kit import theme
from hrdesk.ui.kit.icons import pixmap
from hrdesk.ui.kit.table_model import CHIP_ROLE, Chip, Tone

SIGNS = {Tone.GOOD: "ok", Tone.WARN: "warning", Tone.BAD: "error", Tone.QUIET: "pending"}
SIGN = 14  # pixels
CHIP_HEIGHT = 22
COLOURS = {Tone.GOOD: "good", Tone.WARN: "warn", Tone.BAD: "bad", Tone.QUIET: "dim"}  # of a state's text and sign, by name


def tone_colours(tone: Tone) -> tuple[QColor, QColor]:
    """Return the colour of a state's text and of what lies behind it."""
    c = theme.colours()
    return c.of(COLOURS[tone]), {Tone.GOOD: c.good_soft, Tone.WARN: c.warn_soft, Tone.BAD: c.bad_soft, Tone.QUIET: c.sunken}[tone]


def paint_chip(painter: QPainter, rect: QRect, chip: Chip) -> None:
    """Paint a chip at the left of `rect`, as wide as its word, cut with … where it is wider than the cell."""
    front, back = tone_colours(chip.tone)
    metrics = painter.fontMetrics()
    room = max(rect.width() - SIGN - 20, 0)
    text = metrics.elidedText(chip.text, Qt.TextElideMode.ElideRight, room)
    width = metrics.horizontalAdvance(text) + SIGN + 20
    box = QRect(rect.left(), rect.center().y() - CHIP_HEIGHT // 2, width, CHIP_HEIGHT)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(back)
    painter.drawRoundedRect(box, 5, 5)
    painter.drawPixmap(box.left() + 6, box.center().y() - SIGN // 2, pixmap(SIGNS[chip.tone], SIGN, front, painter.device().devicePixelRatio()))
    painter.setPen(front)
    painter.drawText(box.adjusted(SIGN + 11, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: selection and hover over the whole row, a hairline below, a chip or the text."""

    hovered = -1  # the row under the mouse

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint one cell."""
        c = theme.colours()
        rect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, c.selected)
        elif index.row() == self.hovered:
            painter.fillRect(rect, c.hover)
        painter.setPen(c.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inside = rect.adjusted(8, 0, -8, 0)
        chip = index.data(CHIP_ROLE)
        if chip is not None:
            painter.setFont(option.font)
            paint_chip(painter, inside, chip)
        else:
            self._paint_text(painter, option, index, inside)
        painter.restore()

    @staticmethod
    def _paint_text(painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, inside: QRect) -> None:
        alignment = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        right = bool(alignment & Qt.AlignmentFlag.AlignRight)
        painter.setFont(theme.figures(option.font) if right else option.font)
        painter.setPen(theme.colours().text)
        text = str(index.data(Qt.ItemDataRole.DisplayRole)).replace("\n", "、")
        painter.drawText(inside, int(alignment), painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width()))

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size a cell wants: its text's width, one row's height."""
        return QSize(super().sizeHint(option, index).width() + 16, theme.ROW)
