"""The pictures of the guide, and of every screen for looking at.

`python -m resources.guide.shots guide` renews the guide's pictures from the sample agency and the sample city's department; `… all FOLDER` writes every page
in every look, empty and full, and every dialog at the usual and at the largest text size.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import sys
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from hrdesk.domain.offices import WorkspaceKind
from hrdesk.ui.kit import theme
from hrdesk.ui.kit.preferences import POINTS
from hrdesk.ui.kit.theme import BODY_POINTS, Scheme
from hrdesk.ui.main_window import MainWindow
from resources.guide import entry, walk
from resources.guide.books import PEOPLE, Opener, city_at_work, empty_department, office, sample
from resources.guide.window import rest, save, window

HERE = Path(__file__).resolve().parent
NARROW, SMALL, LARGE = (1093, 582), (1366, 768), (1920, 1080)  # the first: 1366×768 at 125 %, less the task bar
BIG = max(POINTS)
LOOKS = ((SMALL, Scheme.LIGHT, BODY_POINTS), (SMALL, Scheme.DARK, BODY_POINTS), (LARGE, Scheme.LIGHT, BODY_POINTS), (NARROW, Scheme.LIGHT, BIG))
YEAR = 115
COLLECTING = ("offices", "inbox", "board", "reconcile", "evaluate", "decide")
BOOKS: dict[str, Callable[[Path], Opener]] = {
    "empty": lambda away: office(away, 0),
    "people": lambda away: office(away, PEOPLE),
    "sample": sample,
    "first": lambda away: city_at_work(away, WorkspaceKind.FIRST_TIER),
    "department": lambda away: city_at_work(away, WorkspaceKind.DEPARTMENT),
    "nobody": empty_department,
}
TURNED: dict[str, Callable[[Any], object]] = {  # what the guide shows of a page rather than what one finds there first
    "coaching": lambda page: page.quick(),
    "inbox": lambda page: page.tabs.setCurrentIndex(1),
    "reconcile": lambda page: page.tabs.setCurrentIndex(1),
}
OPENING_DIALOGS = ("sample", "first", "department")  # the books whose dialogs are all shown


def main(argv: list[str]) -> int:
    """Write the guide's pictures, or all of them into a folder (of the books named after it, none = all)."""
    if argv == ["guide"]:
        guide(HERE / "shots")
        return 0
    if len(argv) > 1 and argv[0] == "all":
        everything(Path(argv[1]), argv[2:] or [*BOOKS, "entry"])
        return 0
    print(__doc__)  # noqa: T201
    return 2


def guide(folder: Path) -> None:
    """Write the picture of each page, from the sample agency or from the department where only a collector has it."""
    with tempfile.TemporaryDirectory() as away:
        with window(sample(Path(away)), Path(away)) as shown:
            dress(shown, *LOOKS[0])
            pages(shown, folder, "", set(shown.places) - set(COLLECTING))
        with window(city_at_work(Path(away), WorkspaceKind.DEPARTMENT), Path(away)) as shown:
            shown.bench.set_year(YEAR)
            dress(shown, *LOOKS[0])
            pages(shown, folder, "", COLLECTING)


def everything(folder: Path, names: Collection[str]) -> None:
    """Write every page of the books named in every look, and each dialog twice."""
    with tempfile.TemporaryDirectory() as away:
        for name, book in BOOKS.items():
            if name in names:
                with window(book(Path(away)), Path(away)) as shown:
                    shown.bench.set_year(YEAR)
                    looks(shown, folder, name)
        if "entry" in names:
            entry.steps(folder, Path(away))


def looks(shown: MainWindow, folder: Path, name: str) -> None:
    """Write every page of a window in every look, then each dialog in the first and in the last."""
    for size, scheme, points in LOOKS:
        dress(shown, size, scheme, points)
        pages(shown, folder, f"-{name}-{size[0]}-{scheme.value}", tuple(shown.places))
    if name in OPENING_DIALOGS:
        for mark, look in (("", LOOKS[0]), ("big-", LOOKS[-1])):
            dress(shown, *look)
            for stop, widget in walk.stops(shown, lambda: rest(shown)):
                save(widget, folder / "dialogs" / f"{mark}{name}-{stop}.png")


def pages(shown: MainWindow, folder: Path, mark: str, names: Collection[str]) -> None:
    """Write pages of a window as it is dressed."""
    for name in (one for one in shown.places if one in names):
        shown.show_page(name)
        rest(shown)
        if not mark and name in TURNED:
            TURNED[name](shown.page)
            rest(shown)
        save(shown, folder / f"{name}{mark}.png")


def dress(shown: MainWindow, size: tuple[int, int], scheme: Scheme, points: int) -> None:
    """Give a window a size and the program a scheme and a text size."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101
    shown.resize(*size)
    theme.apply(app, scheme, points=points)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
