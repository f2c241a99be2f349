"""A state as a chip of its own, outside of tables."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from hrdesk.ui.kit.chips import CHIP_HEIGHT, chip_width, paint_chip
from hrdesk.ui.kit.table_model import Chip


class ChipLabel(QWidget):
    """Shows a chip as tables paint it; a screen reader says its word."""

    def __init__(self, chip: Chip) -> None:
        super().__init__()
        self._chip = chip
        self.setAccessibleName(chip.text)
        self.setToolTip(chip.text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        """Return the size of the whole word."""
        return QSize(chip_width(self.fontMetrics(), self._chip) + 2, max(CHIP_HEIGHT, self.fontMetrics().height()) + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip."""
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_chip(painter, self.rect(), self._chip)
        painter.end()
