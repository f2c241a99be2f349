"""The workspace on a server from the opening window: made, joined, moved there; refused in words that never hold the password."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from hrdesk.app import Program
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.staff import Officer
from hrdesk.services.opening.workspace import create_workspace, open_desk
from hrdesk.services.safekeeping import keeping
from hrdesk.store import key_file, shared_workspace
from hrdesk.store.address import PASSWORD as PASSWORD_FILE
from hrdesk.ui.opening.first_start import FirstStart
from hrdesk.ui.opening.server import ServerWindow, Way
from hrdesk.ui.pages.settings.backups import BackupsSection
from hrdesk.ui.pages.settings.page import SECTIONS, SettingsPage
from tests.postgres import GUARDED, PASSWORD, fresh_database, server
from tests.services.book import CODE, PASSPHRASE, Clock, hire
from tests.ui.driving import SCREEN, spoken
from tests.ui.hands import shown
from tests.ui.opening.test_first_start import SECRET, fill_agency, fill_user

Until = Callable[[Callable[[], bool]], None]


@pytest.fixture
def database() -> Iterator[str]:
    """Return an empty database."""
    yield from fresh_database()


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Derive keys cheaply, and let no password file of this machine count."""

    def made(data_key: bytes, who: str, passphrase: str, secret: bytes, _cost: key_file.Cost) -> key_file.KeyFile:
        return key_file.new_key_file(data_key, who, passphrase, secret, key_file.FLOOR)

    monkeypatch.setattr(shared_workspace, "new_key_file", made)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))


def opened(program: Program) -> ServerWindow:
    """Open the window from the sign-in window."""
    assert program.entry is not None
    program.entry.server.click()
    assert isinstance(program.opening, ServerWindow)
    return program.opening


def filled(window: ServerWindow, way: Way, address: str, folder: Path) -> ServerWindow:
    window.way.set_value(way)
    window.address.set_text(address)
    window.folder.set_text(str(folder))
    return window


def test_a_workspace_is_made_on_a_server_and_joined_from_another_pc(program: Program, database: str, until: Until, tmp_path: Path) -> None:
    url = server().url(database)
    window = filled(opened(program), Way.MAKE, url, tmp_path / "one")
    assert window.minimumSizeHint().height() <= SCREEN.height()
    assert all(spoken(field.focusProxy() or field) for field in window.fields)
    window.go.click()
    until(lambda: isinstance(program.opening, FirstStart))
    wizard = program.opening
    assert isinstance(wizard, FirstStart)
    assert "只記住位址" in shown(wizard.agency)
    fill_agency(wizard, tmp_path / "one")
    wizard.go_on()
    wizard.go_on()
    fill_user(wizard)
    wizard.go_on()
    wizard.code.typed.set_text(wizard.code.code)
    wizard.go_on()
    until(lambda: wizard.made)
    wizard.close()
    until(lambda: program.window is not None)
    program.change()
    window = filled(opened(program), Way.JOIN, url, tmp_path / "two")
    window.go.click()
    until(lambda: program.opening is None)
    assert program.entry is not None
    program.entry.passphrase.setText(SECRET)
    program.entry.sign_in.click()
    until(lambda: program.window is not None)
    assert program.window is not None
    program.window.show_page("settings")
    page = program.window.page
    assert isinstance(page, SettingsPage)
    page.names.setCurrentRow(SECTIONS.index(BackupsSection))
    place = page.backups
    until(lambda: database in place.place.text())
    assert str(tmp_path / "two") in place.place.text()
    program.preferences.opened(tmp_path / "two")
    program.change()
    program.open_server(url)
    assert program.opening is None
    assert program.entry is not None
    assert program.entry._folder() == tmp_path / "two"


def test_a_backup_is_moved_to_a_server(program: Program, database: str, until: Until, tmp_path: Path) -> None:
    desk, _ = create_workspace(
        tmp_path / "office",
        code=CODE,
        name="範例地政局",
        kind=WorkspaceKind.FIRST_TIER,
        passphrase=PASSPHRASE,
        who="範例承辦",
        now=Clock(),
        sample=True,
        cost=key_file.FLOOR,
    )
    with desk:
        hire(desk)
        backup = keeping.backup(desk, tmp_path / "備份.hrdbak").path
    window = filled(opened(program), Way.MOVE, server().url(database), tmp_path / "new")
    assert not window.go.isEnabled()
    window.file.set_text(str(backup))
    window.passphrase.set_text(PASSPHRASE)
    window.go.click()
    until(lambda: program.window is not None)
    program.close()
    with open_desk(tmp_path / "new", who="範例承辦", passphrase=PASSPHRASE, now=Clock()) as moved:
        assert moved.store.shared
        assert [one.name for one in moved.store.all(Officer)] == ["王小明"]


@pytest.mark.parametrize(
    ("way", "user", "secret", "name", "said"),
    [
        (Way.JOIN, GUARDED, "不是這個密碼", "", "帳號或密碼不正確"),
        (Way.JOIN, GUARDED, PASSWORD, "", "還沒有工作區"),
        (Way.JOIN, GUARDED, PASSWORD, "nothere", "資料庫已建立"),
        (Way.MAKE, GUARDED, "", "", "帳號或密碼不正確"),
    ],
)
def test_what_cannot_be_is_said_in_words_without_the_password(
    program: Program, database: str, until: Until, tmp_path: Path, caplog: pytest.LogCaptureFixture, way: Way, user: str, secret: str, name: str, said: str
) -> None:
    caplog.set_level(logging.DEBUG)
    window = filled(opened(program), way, server().url(name or database, ""), tmp_path / "one")
    window.account.set_text(user)
    window.password.set_text(secret)
    window.go.click()
    until(lambda: bool(window.wrong.text()))
    assert said in window.wrong.text()
    texts = [one.text() for one in window.findChildren(QLabel)]
    assert not secret or not any(secret in text for text in (*texts, caplog.text))
    assert not (tmp_path / "one" / PASSWORD_FILE).exists()
    window.cancel.click()
    assert program.entry is not None
    assert program.entry.isVisible()


def test_a_server_that_is_not_there_and_an_address_that_is_none(program: Program, until: Until, tmp_path: Path) -> None:
    window = filled(opened(program), Way.JOIN, f"postgresql:///a?host={tmp_path}", tmp_path / "one")
    window.go.click()
    until(lambda: bool(window.wrong.text()))
    assert "連不上這個伺服器" in window.wrong.text()
    window.address.set_text("db.example")
    assert "伺服器位址" in window.address.problem.text()
    assert not window.go.isEnabled()
    window.close()
    program.open_server("postgresql://")
    assert program.entry is not None
    assert "伺服器位址" in program.entry.wrong.text()
    program.open_server("postgresql://db.example/a")
    assert isinstance(program.opening, ServerWindow)
    assert program.opening.address.value == "postgresql://db.example/a"
