"""A window on a real workspace: opened on the desk's own thread, driven as a person would, waited for and closed."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCompleter, QWidget
from pytestqt.qtbot import QtBot

from hrdesk import app as program
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening import signing_in
from hrdesk.services.opening.signing_in import Signed
from hrdesk.ui.kit import pick
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.kit.sharing import Sharing
from hrdesk.ui.main_window import MainWindow
from hrdesk.ui.workbench import Workbench
from tests.services.book import PASSPHRASE, Clock, make_template
from tests.ui.driving import Driver
from tests.ui.one_step import Watched

Fill = Callable[[Desk], None]


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """Return the class of application that pytest-qt makes."""
    return QApplication


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Return preferences of the test's own."""
    return Preferences(tmp_path / "preferences.ini")


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication, preferences: Preferences) -> None:
    """Give the application its language and looks."""
    assert program.application(preferences) is qapp


@pytest.fixture(autouse=True)
def suggestions_leave_the_focus(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a list of suggestions leave the focus where one types, as on a screen; the platform without one gives it to every window but a tool tip."""

    def belong(completer: QCompleter, parent: QWidget) -> None:
        popup = completer.popup()
        assert popup is not None
        popup.setParent(parent, Qt.WindowType.ToolTip)

    monkeypatch.setattr(pick, "belong", belong)


@pytest.fixture(autouse=True)
def shown_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where an editor that opens says of its record something else than stands in its fields: two versions are compared by that."""
    begin = Sharing.begin

    def checked(sharing: Sharing) -> None:
        begin(sharing)
        editor, read = sharing.editor, sharing.subject.read if sharing.subject is not None else None
        said = {} if read is None else editor.showing(read)
        assert said == {key: editor.began[key] for key in said}

    monkeypatch.setattr(Sharing, "begin", checked)


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a new, closed workspace of a first-tier agency, made once for all tests of a run."""
    return make_template(tmp_path_factory.mktemp("office-template") / "office")


@pytest.fixture
def office(office_template: Path, tmp_path: Path) -> Path:
    """Return a test's own copy of the workspace."""
    return Path(shutil.copytree(office_template, tmp_path / "office"))


@pytest.fixture
def driver(office: Path, preferences: Preferences, qtbot: QtBot) -> Iterator[Driver]:
    """Return an open workbench on the workspace, on 20 November 2026, with what a test needs to drive its widgets."""
    made = opened(office, preferences, qtbot)
    yield made
    made.close()


def opened(folder: Path, preferences: Preferences, qtbot: QtBot, clock: Clock | None = None, passphrase: str = PASSPHRASE) -> Driver:
    """Open a workspace as the program does and return it with its driver."""
    clock = clock or Clock()
    found: list[Signed] = []
    refused: list[Exception] = []
    tasks = Watched(refused.append)
    tasks.open(lambda progress: signing_in.sign_in(folder, passphrase=passphrase, now=clock, progress=progress), lambda desk: None)
    tasks.run(signing_in.signed, found.append)
    qtbot.waitUntil(lambda: bool(found or refused), timeout=20_000)
    assert found, refused
    bench = Workbench(tasks, found[0], preferences)
    return Driver(qtbot, bench, clock, refused)


@pytest.fixture
def window(driver: Driver) -> MainWindow:
    """Return the main window on the workspace, shown."""
    made = MainWindow(driver.bench)
    driver.qtbot.addWidget(made)
    made.show()
    driver.settle()
    return made
