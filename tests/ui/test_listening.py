"""What somebody else saves in the same book appears in an open window by itself; a file's window listens to nobody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Changes
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.opening.workspace import open_desk
from hrdesk.ui.kit.preferences import Preferences
from tests.postgres import lifted, server
from tests.services.book import PASSPHRASE, Clock, hire
from tests.ui.conftest import opened
from tests.ui.driving import Driver


@pytest.fixture
def shared(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Return a workspace folder that points at the server, and its database."""
    lift = lifted(tmp_path_factory.mktemp("lifted"), PASSPHRASE)
    original = office.rename(office.with_name("original"))
    office.mkdir()
    name = lift.move(original, office)
    yield office, name
    server().drop(name)


@pytest.fixture
def listening(shared: tuple[Path, str], preferences: Preferences, qtbot: QtBot) -> Iterator[Driver]:
    """Return an open workbench on it."""
    made = opened(shared[0], preferences, qtbot)
    yield made
    made.close()


def test_what_another_saves_is_told_to_the_pages(listening: Driver, shared: tuple[Path, str]) -> None:
    heard: list[Changes] = []
    listening.bench.changed.connect(heard.append)
    with open_desk(shared[0], who="乙", passphrase=PASSPHRASE, now=Clock()) as other:
        listening.qtbot.waitUntil(lambda: listening.bench._seen is not None, timeout=10_000)
        person = hire(other)
        listening.qtbot.waitUntil(lambda: bool(heard), timeout=10_000)
    assert [key.id for changes in heard for key in changes.added] == [person.id]
    found: list[int] = []
    listening.bench.read(lambda desk: desk.store.count(Officer), found.append)
    listening.settle()
    assert found == [1]


def test_a_lost_server_is_told_once_and_its_return_too(listening: Driver, shared: tuple[Path, str]) -> None:
    refused: list[HrdeskError] = []
    told: list[str] = []
    listening.bench.refused.connect(refused.append)
    listening.bench.told.connect(lambda sentence, _: told.append(sentence))
    listening.bench._ear.setInterval(50)
    listening.qtbot.waitUntil(lambda: listening.bench._seen is not None, timeout=10_000)
    server().stop()
    try:
        listening.qtbot.waitUntil(lambda: bool(refused), timeout=20_000)
        listening.qtbot.wait(300)
    finally:
        server().start()
    listening.qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert [error.fault for error in refused] == [Fault.SERVER_GONE]
    assert told == ["與伺服器的連線已恢復。"]


def test_a_file_listens_to_nobody_and_a_closed_book_no_more(driver: Driver) -> None:
    assert not driver.bench._ear.isActive()
    driver.bench._ear.start()
    driver.bench.tasks.close()
    driver.bench.listen()
    assert not driver.bench._ear.isActive()
