"""Starting the program: with and without a screen, with words and without."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hrdesk import app as program


@pytest.mark.parametrize(
    ("environment", "platform", "there"),
    [({}, "linux", False), ({"DISPLAY": ":0"}, "linux", True), ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True), ({}, "win32", True)],
)
def test_screen_is_looked_for(environment: dict[str, str], platform: str, there: bool) -> None:
    assert program.has_screen(environment, platform) is there


def test_without_a_screen_the_program_says_what_to_do(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert program.main([]) == 1
    assert "hrdesk --help" in capsys.readouterr().err


def test_words_after_the_name_say_what_to_open(tmp_path: Path) -> None:
    assert program._given(["--sample"]) == (True, None, "")
    assert program._given(["--workspace", str(tmp_path)]) == (False, tmp_path, "")
    assert program._given(["postgresql://db.example/a"]) == (False, None, "postgresql://db.example/a")


def test_buttons_of_qt_speak_chinese(qapp: QApplication) -> None:
    assert qapp.translate("QPlatformTheme", "Cancel") == "取消"


READS_AHEAD = """
import sys, threading
from pathlib import Path
from PySide6.QtCore import QTimer
from hrdesk import app as program
from hrdesk.ui.kit.preferences import Preferences
preferences = Preferences(Path(sys.argv[1]))
app = program.application(preferences)
made = program.Program(app, preferences)
made.ask()
late = sys.modules.keys() & set(program.AFTER_ENTRY)
def look():
    if sys.modules.keys() >= set(program.AFTER_ENTRY) and "ahead" not in [one.name for one in threading.enumerate()]:
        app.quit()
looking = QTimer()
looking.timeout.connect(look)
looking.start(10)
app.exec()
heavy = {"sqlalchemy.dialects.postgresql", "alembic", "holidays", "reportlab", "openpyxl", "pyhanko", "hrdesk.services.papers.forms"}
heavy |= {"pydantic", "pyrage", "cryptography.x509"}
print(sorted(late), sorted(sys.modules.keys() & heavy))
"""


def test_what_follows_the_passphrase_is_imported_while_it_is_typed_and_nothing_of_it_before(tmp_path: Path) -> None:
    command = [sys.executable, "-c", READS_AHEAD, str(tmp_path / "preferences.ini")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "[] []\n"


def test_nothing_of_qt_is_imported_ahead(tmp_path: Path) -> None:
    code = "import sys\nfor name in sys.argv[1:]:\n    __import__(name)\nprint([one for one in sys.modules if one.startswith(('PySide6', 'hrdesk.ui'))])"
    command = [sys.executable, "-c", code, *program.AFTER_ENTRY, *program.AFTER_HOME]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True, cwd=tmp_path)
    assert done.stdout == "[]\n"
