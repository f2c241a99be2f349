"""Five wrong passphrases close the door for fifteen minutes, and no longer."""

from datetime import UTC, datetime, timedelta
from errno import EACCES, ENOSPC, EROFS
from pathlib import Path

import pytest

from hrdesk.errors import Fault, StoreError
from hrdesk.store.attempts import ALLOWED, PAUSE, count, forget, read
from hrdesk.store.folder import ATTEMPTS
from tests.store.conftest import faulted

START = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


def closed_until(folder: Path, now: datetime) -> int | None:
    """Try once more and return the minutes left, or None where the try is allowed."""
    try:
        count(folder, now)
    except StoreError as error:
        return int(error.facts["minutes"]) if error.fault is Fault.STORE_LOCKED else -1
    return None


def fail(folder: Path, times: int) -> None:
    for _ in range(times):
        assert closed_until(folder, START) is None


def test_the_sixth_attempt_is_refused_until_the_pause_is_over(tmp_path: Path) -> None:
    fail(tmp_path, ALLOWED)
    assert closed_until(tmp_path, START) == 15
    assert closed_until(tmp_path, START + timedelta(minutes=14, seconds=30)) == 1
    assert closed_until(tmp_path, START + PAUSE - timedelta(microseconds=1)) == 1
    assert closed_until(tmp_path, START + PAUSE) is None
    assert read(tmp_path) == (1, START + PAUSE)


def test_a_refused_attempt_does_not_lengthen_the_pause(tmp_path: Path) -> None:
    fail(tmp_path, ALLOWED)
    for minute in range(15):
        assert closed_until(tmp_path, START + timedelta(minutes=minute)) == 15 - minute
    assert closed_until(tmp_path, START + PAUSE) is None


def test_a_clock_set_back_cannot_close_the_door_for_ever(tmp_path: Path) -> None:
    fail(tmp_path, ALLOWED)
    assert closed_until(tmp_path, START - timedelta(minutes=5)) == 10
    assert closed_until(tmp_path, START - timedelta(days=30)) is None


def test_a_right_passphrase_forgets_the_wrong_ones(tmp_path: Path) -> None:
    fail(tmp_path, ALLOWED - 1)
    forget(tmp_path)
    forget(tmp_path)
    fail(tmp_path, ALLOWED)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"failures": null, "last": 1}', '{"failures": 5, "last": "x"}'])
def test_a_count_that_cannot_be_read_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / ATTEMPTS).write_text(text)
    assert read(tmp_path) is None
    fail(tmp_path, ALLOWED)


def test_where_attempts_cannot_be_counted_none_is_made(tmp_path: Path) -> None:
    (tmp_path / ATTEMPTS).mkdir()
    with pytest.raises(StoreError) as caught:
        count(tmp_path, START)
    assert faulted(caught) is Fault.WRITE_FAILED


@pytest.mark.parametrize("code", [ENOSPC, EROFS, EACCES])
def test_a_full_or_read_only_disk_keeps_nobody_out(tmp_path: Path, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    fail(tmp_path, 1)

    def refused(*_: object, **__: object) -> None:
        raise OSError(code, "x")

    monkeypatch.setattr("hrdesk.store.attempts.write_file", refused)
    monkeypatch.setattr(Path, "unlink", refused)
    count(tmp_path, START)
    forget(tmp_path)
    assert read(tmp_path) == (1, START)
