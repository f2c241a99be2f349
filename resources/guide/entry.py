"""Pictures of the way in: the sign-in window, the steps of the first start, and restoring from a backup."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.books import PASSPHRASE
from hrdesk.app import Program
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.staff import Headcount, Tier
from hrdesk.ui.kit import theme
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.kit.theme import Scheme
from hrdesk.ui.opening.first_start import FirstStart
from resources.guide.window import dressed, save, wait


def steps(folder: Path, away: Path) -> None:
    """Write every window before the main one, light and dark."""
    app = dressed(away)
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        theme.apply(app, scheme)
        with started(app, away) as program:
            for name, shown in windows(app, program, away / f"office-{scheme.value}"):
                save(shown, folder / f"entry-{name}-{scheme.value}.png")


@contextmanager
def started(app: QApplication, away: Path) -> Iterator[Program]:
    """Start a program that nobody has signed in to."""
    program = Program(app, Preferences(away / "entry.ini"))
    program.ask()
    yield program
    for one in (program.opening, program.entry, program.window):
        if one is not None:
            one.close()
    program.close()


def windows(app: QApplication, program: Program, office: Path) -> Iterator[tuple[str, QWidget]]:
    """Yield the sign-in window and each step of the first start, which makes an office; leaves the program in its window."""
    assert program.entry is not None  # noqa: S101
    app.processEvents()
    yield "sign-in", program.entry
    start = FirstStart.begin(program)
    yield from first_start(app, start, office)
    wait(app, lambda: program.window is not None)


def first_start(app: QApplication, start: FirstStart, office: Path) -> Iterator[tuple[str, QWidget]]:
    """Go through the first start and yield it at every step."""
    _fill(start, office)
    for n, page in enumerate(start.pages, 1):
        app.processEvents()
        yield f"step{n}", start
        if page is start.code:
            start.code.typed.set_text(start.code.code)
        start.next.click()
        if page is start.code:
            wait(app, lambda: start.made)


def _fill(start: FirstStart, office: Path) -> None:
    start.agency.sort.set_value((WorkspaceKind.FIRST_TIER, Tier.FIRST))
    start.agency.code.set_text("379110000B")
    start.agency.name.set_text("範例地政局")
    start.agency.folder.set_text(str(office))
    start.counts.counts[Headcount.STAFFING_BUDGET].set_text("13")
    start.counts.counts[Headcount.STAFFING_PRESENT].set_text("12")
    start.counts.day.set_text("115/12/1")
    start.user.who.set_text("範例承辦")
    start.user.new.set_text(PASSPHRASE)
    start.user.again.set_text(PASSPHRASE)
