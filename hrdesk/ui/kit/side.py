"""The pane at the right: a person's card, a record's details, the answer to 「為什麼？」; closed again with Esc."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from hrdesk.ui.kit import looks, theme


class SidePane(QFrame):
    """Shows one widget with a title, and steps back to the one before; `closed` tells that it went away."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setFixedWidth(theme.PANE)
        self._past: list[tuple[str, QWidget]] = []
        self._title = looks.text("", "section")
        self._back = looks.tool("chevron-left", "回上一個", self.step_back)
        head = looks.row(self._back)
        head.addWidget(self._title, 1)  # a long one goes on in another line
        head.addWidget(looks.tool("close", "關閉明細", self.leave), 0, Qt.AlignmentFlag.AlignTop)
        head.setContentsMargins(theme.GAP, theme.STEP * 2, theme.STEP * 2, theme.STEP)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = looks.column(self, spacing=0)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        self.hide()

    def put(self, title: str, widget: QWidget, *, keep: bool = False) -> None:
        """Show a widget; `keep` keeps the one before to step back to."""
        before = self._scroll.takeWidget()
        if before is not None:
            if keep:
                self._past.append((self._title.text(), before))
            else:
                before.deleteLater()
        if not keep:
            self._drop_past()
        widget.setContentsMargins(theme.GAP, theme.STEP, theme.GAP, theme.GAP)
        self._show(title, widget)

    def step_back(self) -> None:
        """Show the widget before."""
        if self._past:
            title, widget = self._past.pop()
            now = self._scroll.takeWidget()
            if now is not None:
                now.deleteLater()
            self._show(title, widget)

    def leave(self) -> None:
        """Close the pane."""
        self._drop_past()
        widget = self._scroll.takeWidget()
        if widget is not None:
            widget.deleteLater()
        self.hide()
        self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _show(self, title: str, widget: QWidget) -> None:
        self._title.setText(title)
        self._back.setVisible(bool(self._past))
        self._scroll.setWidget(widget)
        widget.show()
        self.show()

    def _drop_past(self) -> None:
        for _, widget in self._past:
            widget.deleteLater()
        self._past.clear()
