"""A workspace where nothing can be written, in the window: everything is looked at, the strip says why nothing changes."""

import os
from collections.abc import Iterator
from errno import EROFS
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from hrdesk.errors import Fault
from hrdesk.ui.disk_strip import VIEWED
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.main_window import MainWindow
from tests.services.book import hire
from tests.ui.conftest import opened
from tests.ui.driving import Driver


@pytest.fixture
def viewer(office: Path, preferences: Preferences, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Driver]:
    """Return an open workbench on a workspace whose folder takes nothing."""
    plain = os.open

    def refuse(path: str | Path, flags: int, *rest: int, **more: int) -> int:
        if flags & (os.O_RDWR | os.O_WRONLY | os.O_CREAT) and office in Path(path).parents:
            raise OSError(EROFS, "refused")
        return plain(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", refuse)
    made = opened(office, preferences, qtbot)
    yield made
    made.close()


def test_everything_is_looked_at_and_nothing_can_be_changed(viewer: Driver, qtbot: QtBot) -> None:
    window = MainWindow(viewer.bench)
    qtbot.addWidget(window)
    window.show()
    viewer.settle()
    assert (window.disk.frame.isVisible(), window.disk._say.text(), window.disk._again.isVisible()) == (True, VIEWED, False)
    for name in ("people", "coaching", "self_check", "settings"):
        window.show_page(name)
        viewer.settle()
        page = window.page
        assert page is not None
        assert not any(action.isEnabled() for action in page.actions() if action.property("edits"))
    window.show_page("packages")
    viewer.settle()
    sending: Any = window.page
    assert not sending.steps.seal.isEnabled()
    assert not sending.actions_by_key["receive"].isEnabled()
    assert not viewer.bench.writable
    assert viewer.refused == []
    viewer.bench.read(hire, lambda _: None)
    viewer.settle()
    assert [getattr(one, "fault", None) for one in viewer.refused] == [Fault.STORE_VIEWED]
    viewer.refused.clear()
