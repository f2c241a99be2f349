"""The shape of every page: a title line with what this is, the year, how many rows and the main actions; beneath it the content."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from hrdesk.domain.values import Changes, Key
from hrdesk.errors import HrdeskError
from hrdesk.services.core import words
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.kit.icons import icon
from hrdesk.ui.kit.shortened import Shortened
from hrdesk.ui.kit.tasks import Task
from hrdesk.ui.kit.title_line import TitleLine
from hrdesk.ui.kit.whole import whole

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

D = TypeVar("D")
BUSY_AFTER = 120  # milliseconds before work is shown as under way
FILTER_WIDTH = 220
INPUTS = (QAbstractItemView, QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)


@dataclass(frozen=True, slots=True)
class Empty:
    """What an empty page says: an icon, one sentence, and the button of the first thing to do: an action's key, or another page and what leads there."""

    sign: str
    sentence: str
    action: str = ""
    goes: str = ""
    verb: str = ""


RULES = frozenset({"RuleFile"})  # what figures on every page may rest on


class Page(QWidget, Generic[D]):
    """A page. Subclasses name themselves, build their `content` once, `load` on the desk's thread, and `show_data` on the window's.

    `kinds` are the kinds of records whose change makes it read again. It reads when it is first shown, when the year changes and when something
    changed; never while it is hidden, and never under an open editor, which works on a draft of its own.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    kinds: ClassVar[frozenset[str]] = frozenset()
    by_year: ClassVar[bool] = True
    filters: ClassVar[str] = ""  # the words in an empty filter line, "" = the page has none
    empty: ClassVar[Empty | None] = None
    filtered = Signal(str)
    loaded = Signal()

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        self.bench = bench
        self.setProperty("role", "page")
        self.setObjectName(f"page-{self.name}")
        self.actions_by_key: dict[str, QAction] = {}
        self._stale, self._task = True, None
        self._wanted: Key | None = None
        self._build()
        bench.changed.connect(self._changed)
        bench.year_changed.connect(self._year_changed)
        bench.writable_changed.connect(lambda _: self._enable())
        self._enable()

    _task: Task | None

    # what a page gives

    def content(self) -> QWidget:
        """Return the widget under the title line; called once."""
        raise NotImplementedError

    def load(self, desk: "Desk", year: int) -> D:
        """Return what the page shows; runs on the desk's thread and touches no widget."""
        raise NotImplementedError

    def show_data(self, data: D) -> None:
        """Show what was loaded."""
        raise NotImplementedError

    def reveal(self, key: Key) -> None:
        """Bring a record into view; called once its page is loaded."""

    def resume(self, editor: str, key: str, values: Mapping[str, str]) -> bool:
        """Open the named editor again on what was kept of it (`key` = the record it was open on); tell whether the page has such an editor."""
        del editor, key, values
        return False

    def is_empty(self, data: D) -> bool:
        """Tell whether there is nothing to show, so that the page says what to do first."""
        del data
        return False

    # what a page uses

    def action(
        self, key: str, text: str, do: Callable[[], object], *, sign: str = "", shortcut: str = "", edits: bool = False, main: bool = False, button: bool = True
    ) -> QAction:
        """Add an action to the page's menu, and to its title line as a button (`main` = the primary one); `edits` is off in a closed year."""
        made = QAction(icon(sign), text, self) if sign else QAction(text, self)
        made.setProperty("edits", edits)
        made.setProperty("sign", sign)
        if shortcut:
            made.setShortcut(QKeySequence(shortcut))
            made.setToolTip(f"{text}（{QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)}）")
        made.triggered.connect(lambda: self._do(made, do))
        self.actions_by_key[key] = made
        if button:
            self._add_button(made, main=main)
        return made

    def open(self, key: Key) -> None:
        """Bring a record into view as soon as the page is loaded."""
        self._wanted = key
        if not self._stale and self._task is None:
            self._reveal()

    def begin(self) -> None:
        """Put the focus where work on the page begins: into its first list, else into its first input."""
        inputs = [one for one in (self._stack.currentWidget() or self).findChildren(QWidget) if one.isVisible() and one.isEnabled() and isinstance(one, INPUTS)]
        lists = [one for one in inputs if isinstance(one, QAbstractItemView)]
        first = next(iter((*lists, *inputs)), self.filter)
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _has_focus(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and focus.isVisible() and self.isAncestorOf(focus)

    def when_loaded(self, do: Callable[[], object]) -> None:
        """Do something as soon as the page is loaded, at once where it is."""
        if self._stale or self._task is not None:
            self.loaded.connect(lambda: do(), Qt.ConnectionType.SingleShotConnection)
        else:
            do()

    def say_count(self, text: str) -> None:
        """Show how much there is, behind the title."""
        self._count.setText(text)

    def reload(self) -> None:
        """Read again; what an earlier reading brings is dropped."""
        if self._task is not None:
            self._task.cancel()
        self._stale = False
        year = self.bench.year
        self._busy_soon.start()
        self._task = self.bench.read(lambda desk: self.load(desk, year), self._loaded, self._failed)

    @override
    def showEvent(self, event: Any) -> None:
        """Read what changed while the page was hidden."""
        super().showEvent(event)
        if self._stale:
            self.reload()

    def _loaded(self, data: D) -> None:
        self._task = None
        self._rest()
        self._problem.setVisible(False)
        worked = self._has_focus()
        self._stack.setCurrentIndex(1 if self.is_empty(data) else 0)
        self.show_data(data)
        if worked and not self._has_focus():  # what had the keyboard is not shown any more
            self.begin()
        self._reveal()
        self.loaded.emit()

    def _failed(self, error: HrdeskError) -> None:
        self._task = None
        self._rest()
        self._problem_text.setText(words.in_window(error))
        self._problem.setVisible(True)
        self.loaded.emit()

    def _do(self, action: QAction, do: Callable[[], object]) -> None:
        """Do what an action does; one on rows says what it lacks where none is selected."""
        table = action.property("table")
        if table is not None and table.isVisible() and table.table.rowCount() and not table.count_selected():
            self.bench.tell(f"請先選取一列，再{action.text().rstrip('…')}。")
        else:
            do()

    def _rest(self) -> None:
        self._busy_soon.stop()
        self.busy.setVisible(False)

    def _reveal(self) -> None:
        if self._wanted is not None:
            key, self._wanted = self._wanted, None
            self.reveal(key)

    def _changed(self, changes: Changes) -> None:
        if changes.kinds & (self.kinds | RULES):
            self._read_when_seen()

    def _year_changed(self, _: int) -> None:
        self._enable()
        if self.by_year:
            self._read_when_seen()

    def _read_when_seen(self) -> None:
        if self.isVisible():
            self.reload()
        else:
            self._stale = True

    def _enable(self) -> None:
        for made in self.actions_by_key.values():
            if made.property("edits"):
                made.setEnabled(self.bench.writable)
        self._heading.setText(f"{self.title}　{self.bench.year}年度" if self.by_year else self.title)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, theme.INNER)
        column.setSpacing(0)
        self._heading = looks.text(self.title, "title", wrap=False)
        self._count = Shortened("secondary")
        self.filter = self._filter_line()
        self._bar = Flow(right=True)
        self._bar.add(self.filter, 1)  # as wide as there is room for
        column.addWidget(TitleLine(looks.row(self._heading, self._count, None), self._bar))
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setAccessibleName("讀取中")
        self.busy.setVisible(False)
        keeps = self.busy.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.busy.setSizePolicy(keeps)
        self._busy_soon = QTimer(self)
        self._busy_soon.setSingleShot(True)
        self._busy_soon.setInterval(BUSY_AFTER)
        self._busy_soon.timeout.connect(lambda: self.busy.setVisible(True))
        column.addWidget(self.busy)
        self._problem, self._problem_text = banner("bad")
        column.addWidget(self._problem)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)
        self._stack.addWidget(whole(self.content()))
        self._stack.addWidget(self._empty_view())

    def _filter_line(self) -> QLineEdit:
        made = QLineEdit()
        made.setPlaceholderText(self.filters)
        made.setAccessibleName("篩選")
        made.setClearButtonEnabled(True)
        theme.measure(made, least_wide=FILTER_WIDTH // 2, most_wide=FILTER_WIDTH)
        if not self.filters:  # shown before it stands in the page, it would flash as a window
            made.hide()
        made.textChanged.connect(self.filtered)
        return made

    def _add_button(self, action: QAction, *, main: bool) -> None:
        made = QPushButton(action.text())
        made.setAccessibleName(action.text())
        sign = action.property("sign")
        if main:
            made.setProperty("kind", "primary")
        if sign:
            made.setIcon(icon(sign, "on_accent") if main else action.icon())
        made.setToolTip(action.toolTip())
        made.clicked.connect(action.trigger)
        action.enabledChanged.connect(made.setEnabled)
        action.visibleChanged.connect(lambda: made.setVisible(action.isVisible()))
        self._bar.addWidget(made)

    def _empty_view(self) -> QWidget:
        made = QWidget()
        column = looks.column(made, spacing=theme.GAP)
        column.addStretch(2)
        if self.empty is not None:
            from hrdesk.ui.kit.blank import Sign

            sentence = looks.text(self.empty.sentence, "dim")
            sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(Sign(self.empty.sign), 0, Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(sentence)
            action = self.actions_by_key.get(self.empty.action)
            if action is not None:
                first = looks.button(action.text(), action.trigger, kind="primary", sign=action.property("sign"))
                action.enabledChanged.connect(first.setEnabled)
                column.addWidget(first, 0, Qt.AlignmentFlag.AlignHCenter)
            elif self.empty.goes and not self.bench.signed.teacher:  # who may go to two pages only
                there = self.empty.goes
                column.addWidget(looks.button(self.empty.verb, lambda: self.bench.go(there), kind="primary"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return made


def banner(state: str, words_: str = "", buttons: Sequence[QPushButton] = ()) -> tuple[QFrame, QLabel]:
    """Return a strip with a sentence and buttons, hidden at first; `state` is good, warn, bad or nothing."""
    frame = QFrame()
    frame.setProperty("role", "banner")
    frame.setProperty("state", state)
    line = QHBoxLayout(frame)
    line.setContentsMargins(theme.INNER, theme.STEP * 2, theme.INNER, theme.STEP * 2)
    sentence = looks.text(words_)
    line.addWidget(sentence, 1)
    for one in buttons:
        line.addWidget(one)
    frame.setVisible(False)
    return frame, sentence
