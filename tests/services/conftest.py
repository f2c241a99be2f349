"""A first-tier agency's workspace to try things on, copied from one made once, and a clock that is told the time."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from hrdesk.services.desk import Desk
from hrdesk.services.workspace import open_desk
from tests.services.book import PASSPHRASE, Clock, make_template
from tests.services.three_offices import City, built_once, copied


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a new, closed workspace, made once for all tests of a run."""
    return make_template(tmp_path_factory.mktemp("template") / "office")


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    """Return a test's own copy of the workspace."""
    return Path(shutil.copytree(template, tmp_path / "office"))


@pytest.fixture
def clock() -> Clock:
    """Return the clock of the open desk."""
    return Clock()


@pytest.fixture
def desk(folder: Path, clock: Clock) -> Iterator[Desk]:
    """Return the workspace open, on 20 November 2026."""
    with open_desk(folder, who="範例承辦", passphrase=PASSPHRASE, now=clock) as opened:
        yield opened


@pytest.fixture(scope="session")
def three_offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of three closed workspaces, enrolled with each other, made once for all tests of a run."""
    return built_once(tmp_path_factory.getbasetemp())


@pytest.fixture
def city(three_offices: Path, tmp_path: Path) -> Iterator[City]:
    """Return a test's own copy of the three workspaces, open, on 5 January 2027."""
    opened = copied(three_offices, tmp_path)
    yield opened
    opened.close()
