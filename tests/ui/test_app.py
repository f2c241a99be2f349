"""Starting the program: with and without a screen, with words and without."""

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
