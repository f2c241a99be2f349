"""A workspace on a server for tests of the store: a database of its own, and folders that point at it as those of several PCs would."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from hrdesk.domain.record import OfficerId
from hrdesk.domain.staff import Officer
from hrdesk.store.access import admit
from hrdesk.store.key_copies import Proof
from hrdesk.store.key_file import FLOOR
from hrdesk.store.shared_workspace import create_shared, join_shared, open_shared
from hrdesk.store.store import Store
from tests.factory import record_id, sample
from tests.postgres import fresh_database, server
from tests.store.conftest import PASSPHRASE, ticking

FIRST, SECOND = "範例承辦", "範例審核員"
SECONDS = "審核員的通行詞 四五六"
Opener = Callable[[str], Store]

__all__ = ["FIRST", "SECOND", "SECONDS", "Opener", "database", "officer", "opener", "template"]


def officer(label: str, **values: object) -> Officer:
    """Return an officer known by a label."""
    return sample(Officer, id=OfficerId(record_id(label)), **values)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the name of a database with a workspace that two people may open, made once for all tests of a run."""
    name = server().database()
    folder = tmp_path_factory.mktemp("template") / "office"
    create_shared(folder, server().url(name), PASSPHRASE, FIRST, ticking(), cost=FLOOR)[0].close()
    admit(folder, FIRST, ticking(), SECOND, SECONDS, passphrase=PASSPHRASE, cost=FLOOR)
    return name


@pytest.fixture
def database(template: str) -> Iterator[str]:
    """Return a test's own copy of that database."""
    yield from fresh_database(template)


@pytest.fixture
def opener(database: str, tmp_path: Path) -> Iterator[Opener]:
    """Return what opens the workspace as a person, each on a PC of their own; all are closed in the end."""
    with ExitStack() as opened:

        def open_as(name: str) -> Store:
            folder = tmp_path / f"{name}-{len(list(tmp_path.iterdir()))}"
            join_shared(folder, server().url(database))
            proof = Proof(name, PASSPHRASE if name == FIRST else SECONDS)
            return opened.enter_context(closing(open_shared(folder, proof, ticking())))

        yield open_as
