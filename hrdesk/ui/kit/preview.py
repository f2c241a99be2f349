"""A PDF as it will print: a strip of pages to scroll through, with the page count and the zoom above it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QStackedLayout, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from hrdesk.errors import InputError
from hrdesk.ui.kit import icons, looks, theme
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.kit.page_view import PageView
from hrdesk.ui.kit.pdf_pages import Pages

NOTHING, DAMAGED = "沒有可預覽的內容", "無法顯示這個 PDF 檔：檔案已損壞"
SIGN = 48
CONTROL = Qt.KeyboardModifier.ControlModifier
TYPED = CONTROL | Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier  # held for + on one keyboard or another


class PdfPreview(QWidget):
    """Shows PDF bytes. The first page is there at once, the others as they scroll into view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty preview."""
        super().__init__(parent)
        self.setAccessibleName("預覽")
        self.view = PageView()
        self._place, self._size, self._sign, self._words = QLabel(), QLabel(), QLabel(), QLabel(NOTHING)
        self._buttons: list[QToolButton] = []
        self._stack = QStackedLayout()
        self._lay_out()
        self.view.moved.connect(self._tell)
        self._keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Plus: self.view.zoom_in,
            Qt.Key.Key_Equal: self.view.zoom_in,
            Qt.Key.Key_Minus: self.view.zoom_out,
            Qt.Key.Key_0: self.view.fit_width,
        }
        self._tell()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.STEP)
        column.addLayout(self._bar())
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self._empty())  # once the stack stands here: it shows its first page, which would be a window of its own
        self._stack.addWidget(self.view)

    def _bar(self) -> Flow:
        up, down = self._button("chevron-up", "上一頁（PageUp）", self.view.page_up), self._button("chevron-down", "下一頁（PageDown）", self.view.page_down)
        out, closer = self._button("zoom-out", "縮小（Ctrl+-）", self.view.zoom_out), self._button("zoom-in", "放大（Ctrl++）", self.view.zoom_in)
        fit = self._button("fit-width", "符合頁寬（Ctrl+0）", self.view.fit_width)
        self._size.setMinimumWidth(self._size.fontMetrics().horizontalAdvance("300%"))
        self._size.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return Flow(looks.row(up, down, self._place, spacing=theme.STEP), None, looks.row(out, self._size, closer, fit, spacing=theme.STEP))

    def _button(self, icon: str, words: str, press: object) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon(icon))
        button.setIconSize(QSize(20, 20))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(press)
        self._buttons.append(button)
        return button

    def _empty(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for label in (self._sign, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        self._words.setProperty("role", "dim")
        return page

    def _meant(self, event: QKeyEvent) -> Callable[[], None] | None:
        """Return what a key typed anywhere in the preview does, or None."""
        held = event.modifiers()
        return self._keys.get(event.key()) if held & CONTROL and not held & ~TYPED else None

    @override
    def event(self, event: QEvent) -> bool:
        """Keep the keys of the preview from the window, where they make all text larger."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._meant(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom."""
        meant = self._meant(event)
        if meant:
            meant()
        else:
            super().keyPressEvent(event)

    def show_pdf(self, data: bytes) -> None:
        """Show a PDF from its first page; where the bytes are none, say so in its place."""
        try:
            pages = Pages(data)
        except InputError:
            self._leave(DAMAGED)
        else:
            self._stack.setCurrentIndex(1)  # first, so that the view has its size and the first page is drawn but once
            self.setFocusProxy(self.view)
            self.view.show_pages(pages)
            self._tell()

    def clear(self) -> None:
        """Show nothing."""
        self._leave(NOTHING)

    def _leave(self, words: str) -> None:
        self.view.show_pages(None)
        self._words.setText(words)
        self._stack.setCurrentIndex(0)
        self.setFocusProxy(None)  # type: ignore[arg-type]  # a hidden one would keep Tab from going on
        self._tell()

    def page(self) -> int:
        """Return the page in view, from 1; 0 where there is none."""
        return self.view.current + 1 if self.view.count else 0

    def pages(self) -> int:
        """Return the number of pages."""
        return self.view.count

    def _tell(self) -> None:
        shown = self.view.count > 0
        place = f"第 {self.page()} 頁，共 {self.pages()} 頁" if shown else ""
        self._place.setText(place)
        self._size.setText(f"{self.view.zoom:.0%}" if shown else "")
        self._sign.setPixmap(icons.pixmap("file" if self._words.text() == NOTHING else "warning", SIGN, theme.colours().faint, self.devicePixelRatioF()))
        self.view.setAccessibleDescription(place)
        for button in self._buttons:
            button.setEnabled(shown)
