"""What the windows of the opening and the catcher of bugs ask of the program that runs them; `hrdesk.app.Program` is it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtWidgets import QApplication, QWidget

from hrdesk.errors import HrdeskError

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.services.opening.founding import Founding

T = TypeVar("T")
Refused = Callable[[HrdeskError], None]


class Program(Protocol):
    """One running program: which windows it shows, and the desk's thread behind them."""

    @property
    def app(self) -> QApplication:
        """Return Qt's application."""

    @property
    def shown(self) -> QWidget | None:
        """Return the window that stands in front, or None."""

    def hold(self, window: QWidget) -> None:
        """Show a window in the place of the sign-in window."""

    def back(self) -> None:
        """Show the sign-in window again."""

    def offer(self, folder: Path) -> None:
        """Show the sign-in window with one more workspace chosen."""

    def sign_in(self, folder: Path, *, passphrase: str | None = None, recovery: str | None = None, who: str = "") -> None:
        """Open a workspace and show its window."""

    def work(self, work: Callable[[], T], done: Callable[[T], None], failed: Refused) -> None:
        """Do work before a workspace is open, off the window's thread."""

    def run(self, work: "Callable[[Desk], T]", done: Callable[[T], None], failed: Refused) -> None:
        """Do work with the workspace that was just made."""

    def found(self, given: "Founding", done: "Callable[[Desk], None]", failed: Refused) -> None:
        """Make a workspace; its window is shown by `enter`."""

    def enter(self, failed: Refused) -> None:
        """Show the window of the workspace that is open, and only then close the window held in front of it."""

    def refuse(self, error: HrdeskError) -> None:
        """Tell an expected error with its next step."""
