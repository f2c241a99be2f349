"""The navigation rail at the left: icon and word, grouped; folded to its icons."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.icons import icon
from hrdesk.ui.places import Place, groups

LEVELS = (
    ("false", True, 2, 8),
    ("true", True, 1, 8),
    ("true", False, 0, 8),
    ("tight", False, 0, 2),
)  # how thin the entries are, headings, pixels between and around


class Rail(QFrame):
    """Shows where one can go and where one is; `chosen` brings the name of a page.

    Where it is too low for every place it becomes denser, and then leaves the headings out, so that no place has to be scrolled for.
    """

    chosen = Signal(str)

    def __init__(self, places: Iterable[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self.setAccessibleName("導覽列")
        self._buttons: dict[str, QPushButton] = {}
        self._words: dict[str, str] = {}
        self._headings: list[QLabel] = []
        self._folded = False
        self._level = 0
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._inside = inside = QWidget()
        column = self._column = QVBoxLayout(inside)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(2)
        for heading, some in groups(places).items():
            if heading:
                label = looks.text(heading, "group", wrap=False)
                self._headings.append(label)
                column.addWidget(label)
            for place in some:
                column.addWidget(self._button(place))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.fold(folded=False)

    def mark(self, name: str) -> None:
        """Show which page is open."""
        self._buttons[name].setChecked(True)

    def fold(self, *, folded: bool) -> None:
        """Show icons alone, or icons with their words."""
        self._folded = folded
        self.setFixedWidth(theme.RAIL_FOLDED if folded else theme.RAIL)
        for name, button in self._buttons.items():
            button.setText("" if folded else f"  {self._words[name]}")
            button.setToolTip(self._words[name] if folded else "")
        self._show_headings()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Become as dense as there is need for."""
        super().resizeEvent(event)
        for level in range(len(LEVELS)):
            self._become(level)
            if self._inside.minimumSizeHint().height() <= self.height():
                return

    def _become(self, level: int) -> None:
        if level == self._level:
            return
        self._level = level
        dense, _, between, around = LEVELS[level]
        self._column.setSpacing(between)
        self._column.setContentsMargins(8, around, 8, around)
        for button in self._buttons.values():
            looks.mark(button, "dense", dense)
        self._show_headings()
        self._column.invalidate()

    def _show_headings(self) -> None:
        for label in self._headings:
            label.setVisible(LEVELS[self._level][1] and not self._folded)

    def _button(self, place: Place) -> QPushButton:
        made = QPushButton(place.title)
        made.setProperty("role", "navigation")
        made.setIcon(icon(place.sign))
        made.setIconSize(QSize(18, 18))
        made.setCheckable(True)
        made.setAccessibleName(place.title)
        made.clicked.connect(lambda: self.chosen.emit(place.name))
        self._buttons[place.name], self._words[place.name] = made, place.title
        self._group.addButton(made)
        return made
