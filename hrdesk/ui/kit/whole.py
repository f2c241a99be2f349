"""Room for all of a page or a dialog: what the window is too low for is scrolled to, and nothing is squeezed."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QTabWidget, QWidget
from typing_extensions import override

from hrdesk.ui.kit import looks

LOW = 120  # pixels that a dialog shows at least of what it holds
TAB = 280  # pixels of a tab that a page asks for at the most; more of it scrolls by itself


class Whole(QScrollArea):
    """Scrolls a page, or a tab of it, where it has less room than it needs; a tab asks its page for a part of that only."""

    def __init__(self, content: QWidget, *, most: int = 0) -> None:
        super().__init__()
        self._most = most
        holder = self._inside = QWidget()  # the content keeps its own background
        looks.column(holder).addWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(holder)
        content.show()  # a tab that was taken out of its place is hidden

    @override
    def sizeHint(self) -> QSize:
        """Ask for what is inside, up to the most."""
        wanted = super().sizeHint()
        return wanted.boundedTo(QSize(wanted.width(), self._most)) if self._most else wanted

    @override
    def minimumSizeHint(self) -> QSize:
        """Do with any height, but no narrower than what is inside."""
        return QSize(self._inside.minimumSizeHint().width(), self.sizeHint().height() if self._most else super().minimumSizeHint().height())


class Body(QScrollArea):
    """Scrolls what a dialog holds where the screen is too low for it; the buttons beneath stay in view."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = inside
        self.setWidget(inside)

    def lacking(self, width: int) -> int:
        """Return the pixels that all of it is higher, at a width, than `sizeHint` says: sentences wrap."""
        return max(self._inside.heightForWidth(width) - self.sizeHint().height(), 0) if self._inside.hasHeightForWidth() else 0

    @override
    def sizeHint(self) -> QSize:
        """Ask for all of it."""
        return self._inside.sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        """Do with less height, but not with less width."""
        least = self._inside.minimumSizeHint()
        return QSize(least.width(), min(least.height(), LOW))


def whole(content: QWidget) -> Whole:
    """Return a page's content that scrolls; each of its tabs scrolls by itself, as a long one would give the others its height."""
    for tabs in content.findChildren(QTabWidget) + ([content] if isinstance(content, QTabWidget) else []):
        tabs.blockSignals(True)
        for n in range(tabs.count()):
            text, tab = tabs.tabText(n), tabs.widget(n)
            assert tab is not None
            tabs.removeTab(n)
            tabs.insertTab(n, Whole(tab, most=TAB), text)
        tabs.setCurrentIndex(0)
        tabs.blockSignals(False)
    return Whole(content)
