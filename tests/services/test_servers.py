"""A workspace on a server as a person names it: the address without its password, the folder that points there, a database still unused."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hrdesk.errors import Fault, InputError, StoreError
from hrdesk.services.opening import founding, servers
from hrdesk.services.opening.workspace import open_desk
from hrdesk.store.address import SERVER
from hrdesk.store.key_file import FLOOR
from tests.postgres import GUARDED, PASSWORD, fresh_database, server
from tests.services.book import PASSPHRASE, Clock, fault_of
from tests.services.test_founding import given


@pytest.fixture
def url() -> Iterator[str]:
    """Return the address of an empty database."""
    yield from (server().url(name) for name in fresh_database())


def test_an_address_is_shown_without_its_password_and_takes_an_account() -> None:
    full = servers.with_password(servers.with_account("postgres://db.example/人事處", "審核"), "a:b")
    assert servers.without_password(full) == servers.without_password("postgresql://審核@db.example/人事處")
    assert "a%3Ab" in full
    assert (servers.password_in(full), servers.password_in("postgresql://db.example/a")) == ("a:b", "")
    assert "a%3Ab" not in servers.without_password(full)
    assert servers.with_account("postgresql://甲@db.example/a", "") == servers.with_account("postgresql://db.example/a", "甲")
    with pytest.raises(InputError) as caught:
        servers.without_password("db.example")
    assert fault_of(caught) is Fault.INVALID


@pytest.mark.parametrize("setting", ["password=geheim", "sslmode=require&sslpassword=geheim"])
def test_a_password_among_the_settings_of_an_address_is_refused_and_told_nowhere(setting: str) -> None:
    with pytest.raises(InputError) as caught:
        servers.without_password(f"postgresql://db.example/a?{setting}")
    assert fault_of(caught) is Fault.INVALID
    assert "geheim" not in repr(caught.value.facts)


def test_a_workspace_founded_on_a_server_is_found_by_its_address(tmp_path: Path, url: str) -> None:
    asked = given(tmp_path / "office")
    servers.require_unused(url)
    with founding.found(replace(asked, server=url), now=Clock(), cost=FLOOR) as desk:
        assert desk.store.shared
    with pytest.raises(StoreError) as caught:
        servers.require_unused(url)
    assert fault_of(caught) is Fault.STORE_EXISTS
    with open_desk(asked.folder, who="範例承辦", passphrase=PASSPHRASE, now=Clock()):
        assert servers.address_of(asked.folder) == servers.without_password(url)
    damaged, plain = tmp_path / "damaged", tmp_path / "plain"
    damaged.mkdir()
    plain.mkdir()
    (damaged / SERVER).write_text("=")
    assert servers.address_of(plain) == ""
    assert servers.folder_at(url, (damaged, plain, asked.folder)) == asked.folder
    assert servers.folder_at(url, (damaged, plain)) is None


def test_a_wrong_password_of_the_account_is_told(url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    database = url.split("@/")[1].split("?")[0]
    with pytest.raises(StoreError) as caught:
        servers.require_unused(servers.with_password(server().url(database, GUARDED), "不是這個"))
    assert fault_of(caught) is Fault.SERVER_PASSWORD
    assert "不是這個" not in str(caught.value)
    servers.require_unused(servers.with_password(server().url(database, GUARDED), PASSWORD))
