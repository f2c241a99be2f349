"""A workspace to try things on: real files, cheap key derivation, a clock that ticks one second a look."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine

from hrdesk.errors import Fault, StoreError
from hrdesk.store.key_file import FLOOR
from hrdesk.store.store import Store
from hrdesk.store.workspace_file import create

PASSPHRASE = "範例通行詞 一二三"


def ticking(start: datetime = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)) -> Callable[[], datetime]:
    """Return a clock that moves one second each time it is read."""
    seconds = count()
    return lambda: start + timedelta(seconds=next(seconds))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the workspace lies or will lie."""
    return tmp_path / "office"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """Return an open, empty workspace."""
    made, _ = create(folder, PASSPHRASE, "範例承辦", ticking(), cost=FLOOR)
    yield made
    made.close()


def engine_of(store: Store) -> Engine:
    """Return the engine behind a store, for tests that damage or inspect the file from inside."""
    return store._opened.engine


def faulted(caught: "pytest.ExceptionInfo[StoreError]") -> Fault:
    """Return the fault of a caught error."""
    return caught.value.fault
