"""What every page is given: the way to the book, the year, who works, and one signal for whatever changed."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from hrdesk.domain.acts import Act
from hrdesk.domain.values import Changes, Explanation, Key
from hrdesk.errors import HrdeskError
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.kit.tasks import Failed, Task, Tasks, gone

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.services.opening.others import News
    from hrdesk.services.opening.signing_in import Signed
    from hrdesk.services.opening.steps import Pending
    from hrdesk.services.opening.unsaved import Unsaved

T = TypeVar("T")
LISTEN = 2_000  # milliseconds between two looks at what others changed


class Workbench(QObject):
    """Between the pages and the desk's thread.

    `changed` carries what a transaction did; pages re-read where it names one of their kinds. `year` is the 民國年度 every page follows,
    `writable` whether its records may be changed. The window listens to `told`, `explained`, `shown` and `placed`; pages call the methods.
    """

    changed = Signal(object)  # Changes
    year_changed = Signal(int)
    writable_changed = Signal(bool)
    pending_changed = Signal(object)  # Pending: what undo and redo would do
    told = Signal(str, bool)  # a sentence that fades, and whether it may be taken back
    refused = Signal(object)  # HrdeskError, to be told in words
    explained = Signal(str, str, object)  # a title, the figure in words and its Explanation, for the side pane
    shown = Signal(str, object)  # a title and a QWidget for the side pane
    placed = Signal(str, object)  # a page's name, and the Key to open there or None
    resumed = Signal(str, object)  # a page's name, and the Unsaved to go on typing there
    leaving = Signal()  # the window closes: what is typed outside of editors has to be kept now
    at_work = Signal()  # a person's long work goes on: nobody is away
    due_known = Signal(str)  # what is due next, for the status bar

    def __init__(self, tasks: Tasks, signed: "Signed", preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.signed = signed
        self.preferences = preferences
        self._year = signed.year
        self._writable = True
        self._held: tuple[str, str, Mapping[str, str]] | None = None
        self._seen: int | None = None  # the entry of the log up to which the others are known
        self._listening = False
        self._cut_off = False
        self._ear = QTimer(self)
        self._ear.setInterval(LISTEN)
        self._ear.timeout.connect(self.listen)
        if signed.shared:
            self._ear.start()

    @property
    def year(self) -> int:
        """Return the 民國年度 that the pages show."""
        return self._year

    @property
    def writable(self) -> bool:
        """Tell whether this person may change records of this year."""
        return self._writable and not self.signed.looks_only

    @property
    def closed(self) -> bool:
        """Tell whether the year itself is closed, whoever looks at it."""
        return not self._writable

    def set_year(self, year: int) -> None:
        """Show another 民國年度."""
        if year != self._year:
            self._year = year
            self.year_changed.emit(year)
            self.look_again()

    def look_again(self) -> None:
        """Read anew whether the year may be changed and what undo would do."""
        from hrdesk.services.opening import steps, years

        year = self._year
        self.read(lambda desk: (years.writable(desk, year), steps.pending(desk)), self._looked)

    def read(self, work: "Callable[[Desk], T]", done: Callable[[T], None], failed: Failed | None = None) -> Task:
        """Do `work` on the desk's thread and hand `done` what it returns; an expected error is told unless `failed` takes it."""
        return self.tasks.run(work, done, failed)

    def write(self, work: "Callable[[Desk], Changes]", told: str = "", done: Callable[[Changes], None] | None = None, failed: Failed | None = None) -> Task:
        """Let a service change the book; every page learns of it, and `told` is shown with the offer to take it back."""

        def finished(changes: Changes) -> None:
            if done is not None and not gone(done):
                done(changes)
            self.note(changes, told)

        return self.tasks.run(work, finished, failed)

    def note(self, changes: Changes, told: str = "") -> None:
        """Tell every page what changed, for work that returns more than changes."""
        if changes:
            self.changed.emit(changes)
        self.look_again()
        if told:
            self.told.emit(told, bool(changes) and Act(changes.act).undoable)

    def undo(self) -> None:
        """Take back the newest act."""
        from hrdesk.services.safekeeping import keeping

        self.write(keeping.undo, "已復原")

    def redo(self) -> None:
        """Do again what was taken back last."""
        from hrdesk.services.safekeeping import keeping

        self.write(keeping.redo, "已重做")

    def tell(self, sentence: str) -> None:
        """Show a sentence that fades."""
        self.told.emit(sentence, False)

    def explain(self, title: str, value: str, explanation: Explanation[Any]) -> None:
        """Answer 「為什麼？」 in the side pane; `value` is the figure in words."""
        self.explained.emit(title, value, explanation)

    def show_aside(self, title: str, widget: QWidget) -> None:
        """Show a widget in the side pane, which then owns it."""
        self.shown.emit(title, widget)

    def go(self, page: str, key: Key | None = None) -> None:
        """Go to a page, and to a record on it."""
        self.placed.emit(page, key)

    def resume(self, page: str, unsaved: "Unsaved") -> None:
        """Go to a page and go on with what was kept of an editor there."""
        self.resumed.emit(page, unsaved)

    def hold(self, editor: str, key: str, values: Mapping[str, str]) -> None:
        """Hold what was kept of an editor until it is opened."""
        self._held = (editor, key, values)

    def take(self, editor: str, key: str) -> Mapping[str, str] | None:
        """Return what is held for an editor that opens, once."""
        if self._held is None or self._held[:2] != (editor, key):
            return None
        values, self._held = self._held[2], None
        return values

    def listen(self) -> None:
        """Hear what others changed in the same book, and let the pages read it; asked again by the timer, never twice at once."""
        if self.tasks.closed:
            self._ear.stop()
        elif not self._listening:
            from hrdesk.services.opening import others

            seen = self._seen
            self._listening = True
            self.read(lambda desk: others.News(others.now(desk)) if seen is None else others.fresh(desk, seen), self._heard, self._unheard)

    def _heard(self, news: "News") -> None:
        self._listening = False
        self._seen = news.seq
        if self._cut_off:
            self._cut_off = False
            self.tell("與伺服器的連線已恢復。")
        for changes in news.changes:
            self.changed.emit(changes)
        if news.changes:
            self.look_again()

    def _unheard(self, error: HrdeskError) -> None:
        """Tell once that the others cannot be heard; the timer goes on trying."""
        self._listening = False
        if not self._cut_off:
            self._cut_off = True
            self.refused.emit(error)

    def _looked(self, found: "tuple[bool, Pending]") -> None:
        writable, pending = found
        if writable != self._writable:
            self._writable = writable
            self.writable_changed.emit(self.writable)
        self.pending_changed.emit(pending)
