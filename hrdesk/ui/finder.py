"""Ctrl+K: people, courses, records, pages and commands by any part of their name, with the keyboard alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout
from typing_extensions import override

from hrdesk.domain.values import Key
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.icons import names as icon_names
from hrdesk.ui.kit.icons import pixmap
from hrdesk.ui.kit.table_model import fold
from hrdesk.ui.kit.tasks import Task
from hrdesk.ui.places import PLACES

if TYPE_CHECKING:
    from hrdesk.services.opening.searching import Hit, Index
    from hrdesk.ui.main_window import MainWindow
    from hrdesk.ui.places import Place
    from hrdesk.ui.workbench import Workbench

WIDTH, ROWS, ROW = 620, 9, 44
AFTER = 60  # milliseconds without a key before it is looked for
LINE = Qt.ItemDataRole.UserRole + 1
SAY = "輸入姓名、員工代號、課程、日期、機關或功能名稱；↑↓ 選擇，Enter 開啟"
NOTHING = "沒有符合的資料。可以換個詞，或只輸入一部分。"
SIGNS = {place.name: place.sign for place in PLACES}
Index_ = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: its words, its icon, what kind it is, and where it leads: a page, a record on it, or a command's key."""

    title: str
    subtitle: str
    sign: str
    kind: str
    page: str = ""
    key: Key | None = None
    command: str = ""


class Finder(QDialog):
    """The window of Ctrl+K."""

    def __init__(self, window: "MainWindow", bench: "Workbench", places: "Sequence[Place]") -> None:
        super().__init__(window)
        self._window, self._bench = window, bench
        self._places = {place.name: place for place in places}
        self._index: Index | None = None
        self._task: Task | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("尋找任何資料")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.line = QLineEdit()
        self.line.setAccessibleName("尋找")
        self.line.setPlaceholderText("尋找…")
        self.line.setClearButtonEnabled(True)
        self.model = _Lines(self)
        self.list = QListView()
        self.list.setAccessibleName("找到的資料")
        self.list.setModel(self.model)
        self.list.setItemDelegate(_LinePaint(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFixedHeight(ROWS * ROW + 4)
        self.say = looks.dim(SAY)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.INNER)
        column.setSpacing(theme.STEP * 2)
        column.addWidget(self.line)
        column.addWidget(self.list)
        column.addWidget(self.say)
        self.setFixedWidth(WIDTH)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER)
        self._soon.timeout.connect(self._look)
        self.line.textChanged.connect(lambda _: self._soon.start())
        self.list.clicked.connect(lambda index: self._go(index.data(LINE)))
        self.line.setFocus()
        self._read_all()
        self._look()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list from the line, open with Enter, close with Esc."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
        key = Qt.Key(event.key())
        if key in steps:
            self._move(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.list.currentIndex().data(LINE))
        else:
            super().keyPressEvent(event)

    def lines(self) -> tuple[Line, ...]:
        """Return what the list shows."""
        return self.model.lines

    def _read_all(self) -> None:
        """Read everything that can be found, once; keys typed meanwhile find pages and commands at once and records as soon as they are there."""
        from hrdesk.services.opening import searching

        officer = self._bench.signed.officer if self._bench.signed.teacher else None
        self._bench.read(lambda desk: searching.index(desk, officer=officer), self._have)

    def _have(self, index: "Index") -> None:
        self._index = index
        self._look()

    def _look(self) -> None:
        text = self.line.text()
        if self._task is not None:
            self._task.cancel()  # what was typed before is not wanted any more
            self._task = None
        index = self._index
        if index is None or not text.strip():
            self._show(text, ())
        else:
            self._task = self._bench.read(lambda _: index.find(text), lambda hits: self._show(text, hits))

    def _show(self, text: str, hits: "Sequence[Hit]") -> None:
        if text != self.line.text():
            return
        found = [self._line(hit) for hit in hits]
        ways = self._ways(text)
        self.model.show_lines((*ways, *found) if len(ways) <= 2 or not found else (*found, *ways))
        self.say.setText(SAY if self.model.lines or not text.strip() else NOTHING)
        self._move(0)

    def _line(self, hit: "Hit") -> Line:
        return Line(hit.title, hit.subtitle, SIGNS[hit.page], hit.kind_label, hit.page, hit.key)

    def _ways(self, text: str) -> tuple[Line, ...]:
        """Return the pages and commands whose name holds every word typed; all pages where nothing is typed."""
        typed = [fold(word) for word in text.split()]
        pages = [Line(place.title, place.group, place.sign, "前往", place.name) for place in self._places.values()]
        if not typed:
            return tuple(pages)
        lines = [*pages, *self._commands()]
        return tuple(line for line in lines if all(word in fold(f"{line.title} {line.subtitle}") for word in typed))

    def _commands(self) -> list[Line]:
        from hrdesk.ui.commands import COMMANDS

        actions = self._window.actions_by_key
        return [
            Line(actions[one.key].text(), one.shortcut, one.sign if one.sign in icon_names() else "more", "功能", command=one.key)
            for one in COMMANDS
            if one.key != "find" and actions[one.key].isEnabled()
        ]

    def _move(self, step: int) -> None:
        count = self.model.rowCount()
        if count:
            row = min(max(self.list.currentIndex().row() + step, 0), count - 1)
            self.list.setCurrentIndex(self.model.index(row))

    def _go(self, line: Line | None) -> None:
        if line is None:
            return
        self.accept()
        if line.command:
            self._window.actions_by_key[line.command].trigger()
        else:
            self._window.show_page(line.page, line.key)


class _Lines(QAbstractListModel):
    """The lines of the list."""

    def __init__(self, parent: Finder) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    @override
    def rowCount(self, parent: Index_ | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    @override
    def data(self, index: Index_, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == LINE:
            return line
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return f"{line.kind} {line.title} {line.subtitle}" if role in spoken else None


class _LinePaint(QStyledItemDelegate):
    """Paints a line: icon, title, beneath it the dimmed rest, at the right what kind it is."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index_) -> QSize:
        return QSize(WIDTH - 4 * theme.GAP, ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index_) -> None:
        line: Line = index.data(LINE)
        c, rect = theme.colours(), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(c.selected)
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 5, 5)
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(rect.left() + 12, rect.center().y() - 9, pixmap(line.sign, 18, c.dim, ratio))
        small = theme.font("secondary")
        painter.setFont(small)
        painter.setPen(c.dim)
        kind = rect.adjusted(0, 0, -12, 0)
        painter.drawText(kind, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), line.kind)
        room = rect.adjusted(42, 4, -24 - painter.fontMetrics().horizontalAdvance(line.kind), -4)
        below = painter.fontMetrics().elidedText(line.subtitle, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), below)
        painter.setFont(option.font)
        painter.setPen(c.text)
        middle = Qt.AlignmentFlag.AlignTop if line.subtitle else Qt.AlignmentFlag.AlignVCenter
        title = painter.fontMetrics().elidedText(line.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | middle), title)
        painter.restore()
