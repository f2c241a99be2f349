"""One section of the settings: what it is called, what it reads on the desk's thread, what it shows."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hrdesk.domain.values import Key
from hrdesk.services.opening.members import MANAGERS
from hrdesk.ui.kit import looks, theme

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

D = TypeVar("D")


class Section(QWidget, Generic[D]):
    """A section. Subclasses build themselves into `column`, `load` on the desk's thread and `show_data` on the window's.

    `again` asks the page to read the section anew, after work that changes no records.
    """

    title: ClassVar[str] = ""
    sign: ClassVar[str] = ""
    say: ClassVar[str] = ""
    kinds: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, bench: "Workbench", again: Callable[[], object]) -> None:
        super().__init__()
        self.bench, self.again = bench, again
        self.manages = bench.signed.access in MANAGERS
        self.column: QVBoxLayout = looks.column(self)
        self.column.setContentsMargins(theme.MARGIN, 0, 0, 0)
        self.head: QHBoxLayout = looks.row(looks.section(self.title), None)
        self.column.addLayout(self.head)
        if self.say:
            self.column.addWidget(looks.dim(self.say))
        self.build()

    def build(self) -> None:
        """Put everything into the column; called once."""
        raise NotImplementedError

    def load(self, desk: "Desk") -> D:
        """Return what the section shows; runs on the desk's thread and touches no widget."""
        raise NotImplementedError

    def show_data(self, data: D) -> None:
        """Show what was loaded."""
        raise NotImplementedError

    def reveal(self, key: Key) -> None:
        """Bring a record into view; called once the section is loaded."""

    def button(
        self, words: str, do: Callable[[], object], *, sign: str = "", kind: str = "", manages: bool = True, line: QHBoxLayout | None = None
    ) -> QPushButton:
        """Add a button to the heading's line or to `line`; off where only a clerk or the head of personnel may and somebody else is here."""
        made = looks.button(words, do, kind=kind, sign=sign)
        made.setEnabled(self.manages or not manages)
        if manages and not self.manages:
            made.setToolTip("只有承辦人或人事主管可以辦理")
        (line or self.head).addWidget(made)
        return made


AnySection = Section[Any]
