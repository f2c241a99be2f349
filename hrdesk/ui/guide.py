"""The guide (F1): chapters from `resources/guide`, beside the window, opened at the page one is on."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QImage, QKeySequence, QPalette, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QSplitter, QTextBrowser, QWidget
from typing_extensions import override

from hrdesk import paths
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.places import PLACES

if TYPE_CHECKING:
    from hrdesk.ui.main_window import MainWindow

FIRST = "start"  # the chapter before those of the pages
SIZE = (900, 640)
EDGE = 48  # pixels that a picture is narrower than the text
STATE = "guide"
ROLE = Qt.ItemDataRole.UserRole


def folder() -> Path:
    """Return where the chapters lie."""
    return paths.resources() / "guide"


def chapters(pages: Collection[str] | None = None, *, others: bool = True) -> tuple[tuple[str, str], ...]:
    """Return chapters as their names and titles: the beginning, the pages in the order of the navigation (None = every page), then the `others`."""
    order = [FIRST, *(place.name for place in PLACES)]
    found = {path.stem: path for path in folder().glob("*.md")}
    names = [name for name in order if name in found and (pages is None or name == FIRST or name in pages)]
    names += sorted(set(found) - set(order)) if others else []
    return tuple((name, title_of(found[name].read_text(encoding="utf-8"), name)) for name in names)


def title_of(text: str, name: str) -> str:
    """Return the heading of a chapter."""
    first = text.lstrip().partition("\n")[0]
    return first.removeprefix("#").strip() if first.startswith("#") else name


class GuideWindow(QWidget):
    """A window of its own that stays open beside the program: contents at the left, the chapter at the right, a line to find words."""

    def __init__(self, preferences: Preferences, listed: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._preferences = preferences
        self.setWindowTitle("使用指南 — hrdesk")
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.contents = QListWidget()
        self.contents.setAccessibleName("目錄")
        for name, title in listed:
            item = QListWidgetItem(title)
            item.setData(ROLE, name)
            self.contents.addItem(item)
        self.text = _Browser()
        self.words = QLineEdit()
        self.words.setAccessibleName("在指南中尋找")
        self.words.setPlaceholderText("在指南中尋找…")
        self.words.setClearButtonEnabled(True)
        self.told = looks.text("", "secondary", wrap=False)
        self._lay_out()
        self.contents.currentItemChanged.connect(lambda item, _: self._read(item))
        self.words.textChanged.connect(lambda _: self._filter())
        self.words.returnPressed.connect(self.find_next)
        self.text.linked.connect(self.show_named)
        QShortcut(QKeySequence.StandardKey.Find, self, self.words.setFocus)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        if not self.restoreGeometry(preferences.state(STATE)):
            self.resize(*SIZE)
        self.contents.setCurrentRow(0)

    @classmethod
    def show_chapter(cls, window: "MainWindow", name: str) -> "GuideWindow":
        """Show the guide of a main window, made the first time, at a chapter."""
        made = window.findChild(cls)
        if made is None:
            listed = chapters(window.places, others=not window.bench.signed.teacher)  # a seed teacher reads of the own pages alone
            made = cls(window.bench.preferences, listed, window)
        made.show_named(name)
        made.show()
        made.raise_()
        made.activateWindow()
        return made

    def show_named(self, name: str) -> None:
        """Go to a chapter; one that is not there leaves the reader at the beginning."""
        self.words.clear()
        rows = [row for row in range(self.contents.count()) if self.contents.item(row).data(ROLE) == name]
        self.contents.setCurrentRow(rows[0] if rows else 0)

    def find_next(self) -> None:
        """Go to the next place of the words, from the top again after the last."""
        words = self.words.text().strip()
        if words and not self.text.find(words):
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self.text.find(words)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the size."""
        self._preferences.keep_state(STATE, self.saveGeometry())
        super().closeEvent(event)

    def _filter(self) -> None:
        """Show the chapters that hold the words, and the first place of them."""
        words = self.words.text().strip()
        shown = []
        for row in range(self.contents.count()):
            item = self.contents.item(row)
            has = not words or words.casefold() in _chapter(str(item.data(ROLE))).casefold()
            item.setHidden(not has)
            if has:
                shown.append(item)
        self.told.setText(f"{len(shown)} 章" if words else "")
        current = self.contents.currentItem()
        if shown and (current is None or current.isHidden()):
            self.contents.setCurrentItem(shown[0])
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.find_next()

    def _read(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.text.show_markdown(_chapter(str(item.data(ROLE))))

    def _lay_out(self) -> None:
        left = QWidget()
        column = looks.column(left, spacing=theme.STEP * 2)
        column.setContentsMargins(theme.INNER, theme.INNER, 0, theme.INNER)
        column.addWidget(self.words)
        column.addWidget(self.told)
        column.addWidget(self.contents, 1)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self.text)
        split.setSizes([theme.RAIL + theme.MARGIN, SIZE[0] - theme.RAIL])
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        outer = looks.column(self, spacing=0)
        outer.addWidget(split)


class _Browser(QTextBrowser):
    """A chapter's text; pictures are as wide as the text at most, links lead to other chapters."""

    linked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("內容")
        self.setOpenLinks(False)
        self._source = ""
        self.anchorClicked.connect(lambda url: self.linked.emit(Path(url.path()).stem))

    def show_markdown(self, text: str) -> None:
        """Show a chapter from its beginning."""
        self._source = text
        self.document().setDocumentMargin(theme.MARGIN)
        self.setMarkdown(text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load a picture from the guide's folder; one that is not there is left out."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        path = folder() / (name.path() if isinstance(name, QUrl) else name)
        image = QImage(str(path)) if path.is_file() else QImage()
        if image.isNull():
            empty = QImage(QSize(1, 1), QImage.Format.Format_ARGB32)
            empty.fill(self.palette().color(QPalette.ColorRole.Base))
            return empty
        room = self.viewport().width() - EDGE
        return image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation) if image.width() > room > 0 else image


def _chapter(name: str) -> str:
    path = folder() / f"{name}.md"
    return path.read_text(encoding="utf-8") if path.is_file() else ""
