"""The composition root of the window: opens the workspace on the desk's thread, builds the window, installs the hooks."""

import os
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from hrdesk.errors import HrdeskError
from hrdesk.ui.kit import theme
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.opening.sign_in import SignInWindow

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.services.opening.founding import Founding
    from hrdesk.services.opening.signing_in import Signed
    from hrdesk.ui.idle import Idle
    from hrdesk.ui.kit.tasks import Tasks
    from hrdesk.ui.main_window import MainWindow

T = TypeVar("T")
Refused = Callable[[HrdeskError], None]
TRANSLATIONS = ("qtbase_zh_TW",)  # Qt's own buttons and menus
NO_SCREEN = "沒有可用的螢幕，無法開啟視窗。請在有桌面的電腦上執行；沒有螢幕時請用指令列，見 hrdesk --help。\n"
READ_AHEAD = 400  # milliseconds after a window was shown with its first page
AFTER_ENTRY = ("hrdesk.services.opening.signing_in", "hrdesk.services.home.overview")  # nothing of Qt, whose classes the window's thread makes
# What most pages bring along, again nothing of Qt.
AFTER_HOME = ("hrdesk.services.papers.exports", "hrdesk.services.post.outgoing", "hrdesk.services.awards.decision_board")


class Program(QObject):
    """One running program: the sign-in window, then the main window of the workspace that was opened, and back again when it is locked."""

    def __init__(self, app: QApplication, preferences: Preferences) -> None:
        super().__init__()
        self.app, self.preferences = app, preferences
        self.tasks: Tasks | None = None
        self.entry: SignInWindow | None = None
        self.window: MainWindow | None = None
        self.folder: Path | None = None
        self.opening: QWidget | None = None  # the window that stands in the place of the sign-in window
        self.idle: Idle | None = None
        self._thrown_away: list[Path] = []

    def ask(self, folder: Path | None = None) -> None:
        """Show the sign-in window, with one workspace in front of those opened last."""
        known = list(self.preferences.workspaces)
        if folder is not None:
            known = [folder, *(one for one in known if one != folder)]
        entry = self.entry = SignInWindow(known)
        entry.opened.connect(lambda chosen, passphrase: self.sign_in(chosen, passphrase=passphrase))
        entry.sampled.connect(self.open_sample)
        entry.founded.connect(self._found)
        entry.restored.connect(self._restore)
        entry.recovered.connect(self._recover)
        entry.served.connect(self._serve)
        entry.closed.connect(self.app.quit)
        entry.show()
        QTimer.singleShot(READ_AHEAD, entry, self._read_ahead)
        (entry.passphrase if known else entry.found).setFocus()

    def sign_in(self, folder: Path, *, passphrase: str | None = None, recovery: str | None = None, who: str = "") -> None:
        """Open a workspace and show its window; what goes wrong is said in the sign-in window."""

        def opener(progress: Any) -> "Desk":
            from hrdesk.services.opening import signing_in

            return signing_in.sign_in(folder, passphrase=passphrase, recovery=recovery, who=who, progress=progress)

        self.folder = folder
        self._open(opener)

    def open_sample(self) -> None:
        """Make the sample city's agency in a folder that goes with the program, and open it."""
        import tempfile

        if self.entry is not None:
            self.entry.wait(waiting=True)
        away = Path(tempfile.mkdtemp(prefix="hrdesk-"))
        self._thrown_away.append(away)
        self.folder = None

        def opener(progress: Any) -> "Desk":
            from hrdesk.services.demo import sample_office

            return sample_office.open_sample(away, progress)

        self._open(opener)

    @property
    def shown(self) -> QWidget | None:
        """Return the window that stands in front, or None."""
        return self.window or self.opening or self.entry

    def hold(self, window: QWidget) -> None:
        """Show a window in the place of the sign-in window, which waits behind it."""
        self.opening = window
        window.show()
        if self.entry is not None:
            self.entry.hide()

    def back(self) -> None:
        """Show the sign-in window again."""
        self.opening = None
        if self.entry is None:
            self.ask(self.folder)
        else:
            self.entry.show()

    def offer(self, folder: Path) -> None:
        """Show the sign-in window with one more workspace chosen."""
        self.back()
        assert self.entry is not None
        self.entry.offer(folder)

    def open_server(self, address: str) -> None:
        """Offer the workspace in a database: by the folder that points there, else to be joined or made."""
        from hrdesk.services.opening import servers

        try:
            folder = servers.folder_at(address, self.preferences.workspaces)
        except HrdeskError as error:
            self._refuse(error)
            return
        self.ask(folder)
        if folder is None:
            self._serve(address)

    def work(self, work: Callable[[], T], done: Callable[[T], None], failed: Refused) -> None:
        """Do work before a workspace is open, off the window's thread."""
        self._thread().alone(work, done, failed)

    def run(self, work: "Callable[[Desk], T]", done: Callable[[T], None], failed: Refused) -> None:
        """Do work with the workspace that was just made."""
        self._thread().run(work, done, failed)

    def found(self, given: "Founding", done: "Callable[[Desk], None]", failed: Refused) -> None:
        """Make a workspace; its window is shown by `enter`."""
        self.folder = given.folder

        def opener(progress: Any) -> "Desk":
            from hrdesk.services.opening import founding

            return founding.found(given, progress=progress)

        def made(desk: "Desk") -> None:
            self.preferences.opened(given.folder)  # offered at the next start, whatever happens before its window is shown
            done(desk)

        self._thread().open(opener, made, failed)

    def enter(self, failed: Refused) -> None:
        """Show the window of the workspace that is open; the window held in front of it stays until then, for a program without any window ends."""
        self._opened(failed)

    def lock(self) -> None:
        """Close the workspace and ask for its passphrase again: its key is forgotten, and no name stays on screen, in a title or to be pasted.

        What stands in open editors is kept inside the workspace and offered when they are opened again.
        """
        if self.window is None:
            return
        from hrdesk.ui.idle import put_away

        folder = self.folder
        put_away(self.app, self.window, self.app.clipboard())
        self.ask(folder)  # first, because a program without any window ends
        self._leave()

    def change(self) -> None:
        """Close the workspace and offer all."""
        self.ask()
        self._leave()

    def close(self) -> None:
        """Close whatever is open, and throw the sample away."""
        self._leave()
        if self._thrown_away:
            import shutil

            for folder in self._thrown_away:
                shutil.rmtree(folder, ignore_errors=True)

    def refuse(self, error: HrdeskError) -> None:
        """Tell an expected error with its next step, in whichever window is open."""
        self._refuse(error)

    def _read_ahead(self) -> None:
        """Import what follows the passphrase while it is typed; once it was given, the desk's thread imports alone."""
        if self.tasks is None:
            read_ahead(AFTER_ENTRY)

    def _thread(self) -> "Tasks":
        if self.tasks is None:
            from hrdesk.ui.kit.tasks import Tasks

            self.tasks = Tasks(self._refuse)
        return self.tasks

    def _open(self, opener: Any) -> None:
        task = self._thread().open(opener, lambda _: self._opened(), self._refuse)
        if self.entry is not None:
            self.entry.wait(waiting=True)
            task.progressed.connect(self.entry.progress)

    def _opened(self, failed: Refused | None = None) -> None:
        assert self.tasks is not None

        def read(desk: "Desk") -> "Signed":
            from hrdesk.services.opening import signing_in

            import_module("hrdesk.services.home.overview")  # here, so that the window's thread does not stand still for it
            return signing_in.signed(desk)

        self.tasks.run(read, self._show, failed)

    def _show(self, signed: "Signed") -> None:
        from hrdesk.ui.idle import Idle, hear_of_session
        from hrdesk.ui.kit.rare import RareFont
        from hrdesk.ui.main_window import MainWindow
        from hrdesk.ui.workbench import Workbench

        assert self.tasks is not None
        if self.folder is not None:
            self.preferences.opened(self.folder)
        window = self.window = MainWindow(Workbench(self.tasks, signed, self.preferences, self))
        window.locked.connect(self.lock)
        window.left.connect(self.change)
        window.show()
        opening, self.opening = self.opening, None
        if opening is not None:
            opening.close()
        hear_of_session(window)
        if not signed.sample:  # made-up data needs no guard, and would be gone
            self.idle = Idle(self.app, lambda: self.preferences.idle_minutes, self.lock)
            window.bench.at_work.connect(self.idle.touch)
        RareFont(self.app).start()
        window.page.when_loaded(lambda: QTimer.singleShot(READ_AHEAD, window, lambda: read_ahead(AFTER_HOME)))  # not beside what the person waits for
        entry, self.entry = self.entry, None
        if entry is not None:
            entry.finish()

    def _refuse(self, error: HrdeskError) -> None:
        from hrdesk.services.core import words

        if self.window is not None:
            self.window.refuse(error)
        elif self.entry is not None:
            self.entry.complain(words.in_window(error))
        else:
            self.ask(self.folder)
            self._refuse(error)

    def _leave(self) -> None:
        if self.idle is not None:
            self.idle.stop()
            self.idle = None
        window, self.window = self.window, None
        if window is not None:
            from hrdesk.ui.idle import keep_typing

            keep_typing(self.app)
            window.close()
            window.deleteLater()
        if self.tasks is not None:
            self.tasks.close()
            self.tasks = None

    def _found(self) -> None:
        from hrdesk.ui.opening.first_start import FirstStart

        FirstStart.begin(self)

    def _restore(self) -> None:
        from hrdesk.ui.opening.restoring import begin

        begin(self)

    def _serve(self, address: str = "") -> None:
        from hrdesk.ui.opening.server import begin

        begin(self, address)

    def _recover(self, folder: Path) -> None:
        from hrdesk.ui.opening.recovering import begin

        begin(self, folder)


def read_ahead(modules: Iterable[str]) -> None:
    """Import what a person will need next, off the window's thread, so that nobody waits for it then."""

    def read() -> None:
        for module in modules:
            import_module(module)

    threading.Thread(target=read, name="ahead", daemon=True).start()


def application(preferences: Preferences) -> QApplication:
    """Return the Qt application in Traditional Chinese, with the looks the person prefers."""
    app = QApplication.instance() or QApplication([sys.argv[0], "-style", "Fusion"])  # `setStyle` would first load all that Qt has of styles
    assert isinstance(app, QApplication)
    app.setApplicationName("hrdesk")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Script.TraditionalHanScript, QLocale.Country.Taiwan))
    for name in TRANSLATIONS:
        translator = QTranslator(app)
        if translator.load(name, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(translator)
    from hrdesk.ui.kit.fonts import ensure_chinese

    family = ensure_chinese(app)
    theme.apply(app, preferences.scheme, points=preferences.points, family=family or "")
    return app


def main(argv: Sequence[str]) -> int:
    """Run the window until it is closed: `--sample` opens the sample city's agency, `--workspace FOLDER` offers that one, an address the one there."""
    sample, workspace, address = _given(argv) if argv else (False, None, "")
    if not has_screen(os.environ, sys.platform):
        sys.stderr.write(NO_SCREEN)
        return 1
    preferences = Preferences()
    app = application(preferences)
    program = Program(app, preferences)
    install_hooks(program)
    if sample:
        program.ask()
        program.open_sample()
    elif address:
        program.open_server(address)
    else:
        program.ask(workspace)
    code = app.exec()
    program.close()
    return code


def has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Tell whether there is a screen to show a window on; without one Qt would end the program without a word that helps."""
    known = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not platform.startswith("linux") or any(environment.get(name) for name in known)


def _given(argv: Sequence[str]) -> tuple[bool, Path | None, str]:
    import argparse  # most starts have no words

    parser = argparse.ArgumentParser(prog="hrdesk", add_help=False)
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--workspace", type=Path, default=None)
    parser.add_argument("address", nargs="?", default="")
    given = parser.parse_args(list(argv))
    return given.sample, given.workspace, given.address


def install_hooks(program: Program) -> None:
    """Let every bug be shown once and logged without personal data, wherever it happened."""
    from hrdesk.ui.bugs import Bugs

    bugs = Bugs(program)

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        bugs.caught(kind, error, trace)

    sys.excepthook = hook
    threading.excepthook = lambda args: bugs.caught(args.exc_type, args.exc_value, args.exc_traceback)
