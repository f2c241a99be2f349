"""A first-tier agency's workspace to try things on, copied from one made once, and a clock that is told the time.

Tests that take `folder`, `desk` or `city` run on a workspace file, and those of the modules in ON_BOTH once more with the collectors' workspaces on a real
PostgreSQL server. What is about the files themselves is marked `file_only`. `HRDESK_TEST_BOTH=1` runs every module on both.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from hrdesk.services.core.desk import Desk
from hrdesk.services.opening.workspace import open_desk
from tests.postgres import Lifted, lifted
from tests.services.book import PASSPHRASE, Clock, make_template
from tests.services.three_offices import City, built_once, copied

FILE, SERVER = "file", "server"
COLLECTORS = ("department", "first")
ON_BOTH = {  # the collector's services, the book's main ones, and what the store does for them; all others read through the same few calls
    "absence",
    "coaching",
    "decisions",
    "evaluation",
    "members",
    "nomination",
    "quota",
    "receipts",
    "receiving",
    "seeds",
    "staff",
    "steps",
    "training",
    "unsaved",
    "workspace",
    "years",
}


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark of tests that a server has no part in."""
    config.addinivalue_line("markers", "file_only: is about the workspace file itself")
    config.addinivalue_line("markers", "server_only: is about several people in one workspace")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test in both homes."""
    if "home" in metafunc.fixturenames:
        metafunc.parametrize("home", homes(metafunc.definition))


def homes(test: pytest.Item) -> list[str]:
    """Return where a test runs."""
    if test.get_closest_marker("server_only") is not None:
        return [SERVER]
    both = test.path.stem.removeprefix("test_") in ON_BOTH or "HRDESK_TEST_BOTH" in os.environ
    return [FILE, SERVER] if both and test.get_closest_marker("file_only") is None else [FILE]


@pytest.fixture
def home() -> str:
    """Return where the workspace lies; each test is given both."""
    return FILE


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a new, closed workspace, made once for all tests of a run."""
    return make_template(tmp_path_factory.mktemp("template") / "office")


@pytest.fixture(scope="session")
def lift(template: Path, three_offices: Path, tmp_path_factory: pytest.TempPathFactory) -> Lifted:
    """Return what moves a copy of a made workspace onto the server."""
    return lifted(tmp_path_factory.mktemp("lifted"), PASSPHRASE)


@pytest.fixture
def folder(template: Path, tmp_path: Path, home: str, request: pytest.FixtureRequest) -> Iterator[Path]:
    """Return a test's own copy of the workspace."""
    copy = Path(shutil.copytree(template, tmp_path / "office"))
    if home == FILE:
        yield copy
    else:
        with request.getfixturevalue("lift")(template, copy):
            yield copy


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
def city(three_offices: Path, tmp_path: Path, home: str, request: pytest.FixtureRequest) -> Iterator[City]:
    """Return a test's own copy of the three workspaces, open, on 5 January 2027."""
    moving = request.getfixturevalue("lift").several(three_offices, COLLECTORS) if home == SERVER else None
    opened = copied(three_offices, tmp_path, moving=moving)
    yield opened
    opened.close()
    if moving is not None:
        moving.close()
