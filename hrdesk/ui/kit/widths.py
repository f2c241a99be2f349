"""How wide the columns of a table stand: as wide as their page or a person wants them, and narrower where that saves scrolling sideways."""

import math
from typing import Any

from PySide6.QtWidgets import QTableView

from hrdesk.ui.kit import theme
from hrdesk.ui.kit.chips import chip_width
from hrdesk.ui.kit.table_model import RecordTableModel

PAD = 18  # pixels of a cell that are no text
GIVES, MOST = 0.75, 0.5  # what is left of a column that stretches, and at the most where that saves scrolling: long texts end in … and are told as a tip
LOOKED_AT = 100  # rows whose texts are measured


class Widths:
    """Shares the room of a table among its columns. A state is never cut and a heading neither, unless a person drew the column narrower."""

    def __init__(self, view: QTableView, table: RecordTableModel[Any], points: int) -> None:
        self._view, self._table, self._points = view, table, points
        self.wanted = [self.usual(n) for n in range(len(table.columns))]
        self.drawn: set[int] = set()  # the columns that a person drew as wide as they are
        self.sharing = False
        self._needs: dict[int, int] = {}

    def usual(self, n: int) -> int:
        """Return how wide a column is at this text size before anybody drew it."""
        return round(self._table.columns[n].width * self._points / theme.BODY_POINTS)

    def draw(self, n: int, width: int) -> None:
        """Take over how wide a person wants a column."""
        self.wanted[n] = width
        self.drawn.add(n)

    def restore(self, drawn: str) -> None:
        """Take over widths that the table was given again, and which of them a person drew."""
        self.drawn = {int(n) for n in drawn.split()}
        for n in self._shown():
            self.wanted[n] = self._view.columnWidth(n)

    def scale(self, points: int) -> None:
        """Keep as much of every cell in view at another text size."""
        self.wanted = [round(width * points / self._points) for width in self.wanted]
        self._points = points
        self.renew()

    def renew(self) -> None:
        """Measure other texts."""
        self._needs.clear()
        self.share()

    def share(self) -> None:
        """Give every column its room."""
        self._put(self._shared())

    def put_wanted(self) -> None:
        """Make every column as wide as it was wanted, whatever room there is."""
        self._put({n: self.wanted[n] for n in self._shown()})

    def _put(self, widths: dict[int, int]) -> None:
        if not self.sharing:
            self.sharing = True
            for n, width in widths.items():
                self._view.setColumnWidth(n, width)
            self.sharing = False

    def _shown(self) -> list[int]:
        return [n for n in range(len(self._table.columns)) if not self._view.isColumnHidden(n)]

    def _shared(self) -> dict[int, int]:
        """Return the widths: more than wanted for those that stretch, or less for those whose texts need less."""
        widths = {n: self._whole(n) for n in self._shown()}
        stretched = [n for n in widths if self._table.columns[n].stretch]
        left = self._view.viewport().width() - sum(widths.values())
        if left < 0:
            gives = {n: width - self._least(n, MOST) for n, width in widths.items()}
            if sum(gives.values()) < -left:
                gives = {n: width - self._least(n, GIVES) for n, width in widths.items()}
            part = min(1.0, -left / max(sum(gives.values()), 1))
            widths = {n: width - math.ceil(gives[n] * part) for n, width in widths.items()}
            stretched = [max(gives, key=lambda n: gives[n])]  # takes what rounding left
            left = self._view.viewport().width() - sum(widths.values())
        for n in stretched if left > 0 else ():
            widths[n] += left // len(stretched)
        return widths

    def _whole(self, n: int) -> int:
        return self.wanted[n] if n in self.drawn else max(self.wanted[n], self._uncut(n))

    def _least(self, n: int, left: float) -> int:
        """Return the width that a column keeps where room is short: what its first texts need, less for one that stretches."""
        whole = self._whole(n)
        if n in self.drawn:
            return whole
        if n not in self._needs:
            self._needs[n] = PAD + max((self._advance(text) for text in self._table.sample(n, LOOKED_AT)), default=0)
        need = min(whole, self._needs[n])
        return max(self._uncut(n), min(need, round(self.usual(n) * left)) if self._table.columns[n].stretch else need)

    def _uncut(self, n: int) -> int:
        """Return the width at which neither the heading nor a state is cut."""
        head = self._view.horizontalHeader()
        heading = 0 if head.isHidden() else head.fontMetrics().horizontalAdvance(self._table.columns[n].title)
        return PAD + max((heading, *(chip_width(self._view.fontMetrics(), chip) for chip in self._table.chips(n))))

    def _advance(self, text: str) -> int:
        return self._view.fontMetrics().horizontalAdvance(text)
