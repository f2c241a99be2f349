"""Controls side by side, on as many lines as there is need for: a narrow window or a larger text never cuts one off."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override

from hrdesk.ui.kit import theme


class Flow(QLayout):
    """A layout that breaks its line where it is too narrow; whatever was added after `push` stands at the right end as long as it fits behind the others.

    With `even` all are equally wide and fill every line, by their weights where one line is enough; with `right` every line ends at the right, with
    `top` all of it begins at one height.
    """

    def __init__(self, *widgets: QWidget | QLayout | None, spacing: int = theme.STEP * 2, even: bool = False, right: bool = False, top: bool = False) -> None:
        """Take widgets in, and rows that are not broken; None is the place of `push`."""
        super().__init__()
        self._even, self._right, self._top = even, right, top
        self._items: list[QLayoutItem] = []
        self._weights: list[int] = []
        self._pushed: int | None = None
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        for widget in widgets:
            if widget is None:
                self.push()
            else:
                self.add(widget)

    def add(self, part: QWidget | QLayout, weight: int = 0) -> None:
        """Add a control, or a row that is not broken; by its `weight` it takes what room its line leaves."""
        if isinstance(part, QLayout):
            self.addChildLayout(part)
            self.addItem(part)
        else:
            self.addWidget(part)
        self._weights[-1] = weight

    def push(self) -> None:
        """Let what is added from now on stand at the right."""
        self._pushed = len(self._items)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._weights.append(0)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self._weights.pop(index)
        return self._items.pop(index)

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        lines = self._lines(width - margins.left() - margins.right())
        return sum(map(_height, lines)) + max(len(lines) - 1, 0) * self.spacing() + margins.top() + margins.bottom()

    @override
    def sizeHint(self) -> QSize:
        """Ask for one line."""
        shown = self._shown()
        across = sum(item.sizeHint().width() for _, item in shown) + max(len(shown) - 1, 0) * self.spacing()
        return self._framed(QSize(across, max((item.sizeHint().height() for _, item in shown), default=0)))

    @override
    def minimumSize(self) -> QSize:
        """Do with as little as the widest control needs."""
        least = QSize()
        for _, item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return self._framed(least)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inside = rect.marginsRemoved(self.contentsMargins())
        lines = self._lines(inside.width())
        high = sum(map(_height, lines)) + max(len(lines) - 1, 0) * self.spacing()
        top = inside.top() + (0 if self._top else max(inside.height() - high, 0) // 2)
        for line in lines:
            self._place(line, QRect(inside.left(), top, inside.width(), _height(line)))
            top += _height(line) + self.spacing()

    def _place(self, line: "list[tuple[int, QLayoutItem, QSize]]", room: QRect) -> None:
        gap = max(room.width() - sum(size.width() for _, _, size in line) - (len(line) - 1) * self.spacing(), 0)
        weights = sum(self._weights[index] for index, _, _ in line)
        grown = [min(gap * self._weights[index] // max(weights, 1), item.maximumSize().width() - size.width()) for index, item, size in line]
        at = room.left() + (gap - sum(grown) if self._right else 0)
        for n, (index, item, size) in enumerate(line):
            if n and index == self._first_pushed() and not weights:
                at += gap
            across = size.width() + grown[n]
            high = room.height() if item.layout() is not None else size.height()  # under its caption an input stands at the foot of the line
            item.setGeometry(QRect(QPoint(at, room.top() + (0 if self._top else (room.height() - high) // 2)), QSize(across, high)))
            at += across + self.spacing()

    def _first_pushed(self) -> int | None:
        """Return the first control at the right that is shown."""
        return next((index for index, _ in self._shown() if self._pushed is not None and index >= self._pushed), None)

    def _lines(self, width: int) -> "list[list[tuple[int, QLayoutItem, QSize]]]":
        lines: list[list[tuple[int, QLayoutItem, QSize]]] = []
        left = -1
        shares = self._shares(width) if self._even else {}
        for index, item in self._shown():
            across = shares.get(index) or max(min(self._wanted(index, item), width), item.minimumSize().width())
            high = item.heightForWidth(across) if item.hasHeightForWidth() else item.sizeHint().height()
            if across + self.spacing() > left or not lines:
                lines.append([])
                left = width + self.spacing()
            lines[-1].append((index, item, QSize(across, high)))
            left -= across + self.spacing()
        return lines

    def across(self) -> int:
        """Return the width at which all stands on one line."""
        shown = self._shown()
        return sum(max(self._wanted(index, item), item.minimumSize().width()) for index, item in shown) + max(len(shown) - 1, 0) * self.spacing()

    def _wanted(self, index: int, item: QLayoutItem) -> int:
        return item.sizeHint().width() * (2 if self._weights[index] else 3) // 3  # what may grow does with less at first

    def _shares(self, width: int) -> dict[int, int]:
        """Return how wide each is where all are equally wide, on lines as equally full as can be; on one line each as its weight says."""
        least = {index: item.minimumSize().width() for index, item in self._shown()}
        fitting = max(1, (width + self.spacing()) // (max(least.values(), default=1) + self.spacing()))
        lines = -(-len(least) // fitting) or 1
        across = -(-len(least) // lines) or 1
        room = width - (across - 1) * self.spacing()
        weights = {index: self._weights[index] or 1 for index in least}
        weighed = {index: room * weights[index] // sum(weights.values()) for index in least}
        if lines == 1 and all(weighed[index] >= least[index] for index in least):
            return weighed
        return dict.fromkeys(least, room // across)

    def _shown(self) -> list[tuple[int, QLayoutItem]]:
        return [(index, item) for index, item in enumerate(self._items) if not item.isEmpty()]

    def _framed(self, size: QSize) -> QSize:
        return size.grownBy(QMargins(self.contentsMargins()))


def _height(line: "list[tuple[int, QLayoutItem, QSize]]") -> int:
    return max(size.height() for _, _, size in line)
