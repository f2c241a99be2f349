"""One program at a time; a dead one never blocks."""

import subprocess
import sys
from pathlib import Path

import pytest

from hrdesk.errors import Fault, StoreError
from hrdesk.store.lock import FileLock
from tests.store.conftest import faulted

HOLD = """
import sys
from pathlib import Path
from hrdesk.store.lock import FileLock
lock = FileLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_holder_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    first = FileLock(tmp_path / "lock")
    with pytest.raises(StoreError) as caught:
        FileLock(tmp_path / "lock")
    assert faulted(caught) is Fault.STORE_BUSY
    first.close()
    first.close()
    FileLock(tmp_path / "lock").close()


def test_a_killed_holder_does_not_block(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(StoreError):
            FileLock(tmp_path / "lock")
        other.kill()
        other.wait()
    FileLock(tmp_path / "lock").close()


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        FileLock(tmp_path / "nowhere" / "lock")
    assert faulted(caught) is Fault.WRITE_FAILED
