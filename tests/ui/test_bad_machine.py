"""A machine that fails under the open window: a full disk, a file that is taken away, a clock set back. Each is told, and nothing that was typed is lost."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hrdesk.domain.acts import Act
from hrdesk.domain.forms import Paper
from hrdesk.domain.staff import Officer
from hrdesk.errors import HrdeskError, StoreError
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages.sealing import check_clock
from hrdesk.services.papers import forms
from hrdesk.store.engine import driver as connection_of
from hrdesk.store.folder import database
from hrdesk.ui.kit.editor import Editor
from hrdesk.ui.main_window import MainWindow
from tests.services.book import YEAR, hire
from tests.ui.driving import Driver
from tests.ui.hands import shown

SIZES = (20_000, 500, 20, 1)  # characters, down to the last free byte of a page
Break = Callable[[Driver, Path], AbstractContextManager[None]]


def pragma(desk: Desk, text: str) -> int:
    return int(connection_of(desk.store._home.engine).execute(f"PRAGMA {text}").fetchall()[0][0])


def fill(desk: Desk) -> None:
    """Let the workspace grow no more, and use what room the pages of its log have."""
    pragma(desk, f"max_page_count = {pragma(desk, 'page_count')}")
    for size in SIZES:
        with suppress(StoreError):
            while True:
                desk.store.note(Act.CHANGE_KEY, what="長" * size)


@contextmanager
def full(driver: Driver, office: Path) -> Iterator[None]:
    """Fill the disk for a block."""
    del office
    driver.ask(fill)
    yield
    driver.ask(lambda desk: pragma(desk, "max_page_count = 1000000"))


@contextmanager
def taken_away(driver: Driver, office: Path) -> Iterator[None]:
    """Take the workspace file away for a block."""
    del driver
    away = office / "elsewhere"
    database(office).rename(away)
    yield
    away.rename(database(office))


MOVED = pytest.param(taken_away, "不在原來的位置", marks=pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there"))


@pytest.mark.parametrize(("broken", "said"), [pytest.param(full, "磁碟已滿"), MOVED])
def test_everything_is_still_looked_at_and_nothing_typed_is_lost(
    window: MainWindow, driver: Driver, office: Path, tmp_path: Path, broken: Break, said: str
) -> None:
    driver.ask(lambda desk: hire(desk, "王小明"))
    assert not window.disk.frame.isVisible()
    with broken(driver, office):
        for name in ("people", "training", "seeds", "settings"):
            window.show_page(name)
            driver.settle()
            assert not window.page._problem.isVisible(), name
        assert said in shown(window.disk.frame)
        assert "補記" in shown(window.disk.frame)
        assert window.status.saved.text() == "目前無法儲存"
        printed = driver.ask(lambda desk: forms.print_form(desk, "annex1", YEAR, Paper.PDF, tmp_path / "附表1.pdf"))
        assert printed.path.stat().st_size
        window.show_page("people")
        window.page.actions_by_key["add"].trigger()
        editor = driver.dialog(Editor)
        editor.by_key["name"].set_text("李小華")
        driver.qtbot.waitUntil(editor.accept_button.isEnabled)
        driver.press(editor, "新增")
        assert said in editor.wrong.text()
        assert editor.isVisible()
        driver.press(window, "再試一次")
        (box,) = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.windowTitle() == "無法完成"]
        box.close()
        assert driver.ask(lambda desk: [one.name for one in desk.store.all(Officer)]) == ["王小明"]
    driver.press(window, "再試一次")
    assert not window.disk.frame.isVisible()
    assert driver.ask(lambda desk: desk.store.verify_audit()) is None
    assert Act.PRINT in driver.ask(lambda desk: {one.act for one in desk.store.history(40)})
    driver.press(editor, "新增")
    assert sorted(driver.ask(lambda desk: [one.name for one in desk.store.all(Officer)])) == ["李小華", "王小明"]


def test_a_clock_set_back_stops_signing_and_says_which_days(driver: Driver) -> None:
    driver.ask(lambda desk: hire(desk, "王小明"))
    driver.clock.at -= timedelta(days=40)

    def refusal(desk: Desk) -> HrdeskError | None:
        try:
            check_clock(desk)
        except HrdeskError as error:
            return error
        return None

    error = driver.ask(refusal)
    assert error is not None
    assert words.in_window(error).startswith("這台電腦的日期（115/10/11 09:00）早於資料中最近的紀錄（115/11/20 09:00）")
