"""A workspace on a server from the command line: made, joined from another PC, restored, and who is there."""

import getpass
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hrdesk.cli import server as shared
from hrdesk.services.opening import servers
from hrdesk.services.opening.workspace import open_desk
from hrdesk.store import key_file, shared_workspace
from tests.cli.conftest import Ask, Run
from tests.postgres import GUARDED, PASSWORD, fresh_database, server
from tests.services.book import CODE, PASSPHRASE

MAKE = ("init", "--code", CODE, "--name", "範例地政局", "--kind", "first_tier", "--sample", "--who", "甲")


@pytest.fixture
def url() -> Iterator[str]:
    """Return the address of an empty database."""
    for name in fresh_database():
        yield server().url(name)


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Derive keys cheaply, and let no password file of this machine count."""

    def made(data_key: bytes, who: str, passphrase: str, secret: bytes, _cost: key_file.Cost) -> key_file.KeyFile:
        return key_file.new_key_file(data_key, who, passphrase, secret, key_file.FLOOR)

    monkeypatch.setattr(shared_workspace, "new_key_file", made)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))


def test_a_workspace_is_made_and_joined_and_everyone_there_is_named(run: Run, ask: Ask, url: str, tmp_path: Path) -> None:
    made = ask(*MAKE, "--workspace", "one", "--server", url)
    assert len(made["recovery_code"].split("-")) == 8
    assert "已加入" in run("join", "--workspace", "two", "--server", url)
    assert "已經有工作區" in run("join", "--workspace", "two", "--server", url, code=1)
    assert run("connected", "--workspace", "two").strip() == "沒有別人開著這個工作區。"
    with open_desk(tmp_path / "one", who="甲", passphrase=PASSPHRASE):
        assert ask("connected", "--workspace", "two") == {"connected": ["甲"]}
    assert ask("check", "--workspace", "two")["sound"]


def test_a_backup_is_restored_to_a_server(run: Run, ask: Ask, url: str) -> None:
    backup = ask("backup")["backup"]["path"]
    assert "已由" in run("restore", backup, "--workspace", "back", "--server", url)
    assert ask("list", "agencies", "--workspace", "back") == ask("list", "agencies")


def test_an_address_that_is_none_is_told(run: Run) -> None:
    assert "伺服器位址" in run("join", "--workspace", "two", "--server", "範例", code=1)


def test_the_password_of_the_database_is_asked_once_or_taken_from_the_environment(run: Run, url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    name = url.split("/")[3].split("?")[0]
    server().run(f"ALTER DATABASE {name} OWNER TO {GUARDED}")
    guarded = server().url(name, GUARDED)
    assert "資料庫的密碼" in run(*MAKE, "--workspace", "one", "--server", guarded, code=1)
    monkeypatch.setenv(shared.DATABASE_PASSWORD, PASSWORD)
    run(*MAKE, "--workspace", "one", "--server", guarded)
    monkeypatch.delenv(shared.DATABASE_PASSWORD)
    assert "正常" in run("check", "--workspace", "one")
    asked: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return PASSWORD

    monkeypatch.setattr(getpass, "getpass", answer)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    run("join", "--workspace", "two", "--server", guarded)
    assert asked == ["資料庫帳號的密碼："]
    run("check", "--workspace", "two")
    assert len(asked) == 1
    assert servers.with_password("postgresql://a@b/c", "d:e") == "postgresql+psycopg://a:d%3Ae@b/c"
