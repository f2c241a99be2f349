"""Every foreign error becomes ours, without a word of its text."""

from errno import EACCES, ENOSPC

import pytest
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlcipher3 import dbapi2

from hrdesk.errors import Fault, StoreError
from hrdesk.store.faults import translated


def driver_error(code: int) -> dbapi2.OperationalError:
    error = dbapi2.OperationalError("王小明")
    error.sqlite_errorcode = code
    error.sqlite_errorname = f"CODE_{code}"
    return error


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (driver_error(5), Fault.STORE_BUSY),
        (driver_error(5 | 2 << 8), Fault.STORE_BUSY),  # SQLITE_BUSY_SNAPSHOT
        (driver_error(8), Fault.WRITE_FAILED),
        (driver_error(10 | 3 << 8), Fault.WRITE_FAILED),  # SQLITE_IOERR_WRITE
        (driver_error(11), Fault.STORE_CORRUPT),
        (driver_error(13), Fault.STORE_FULL),
        (driver_error(26), Fault.STORE_CORRUPT),
        (dbapi2.OperationalError("database or disk is full"), Fault.STORE_FULL),
        (dbapi2.OperationalError("王小明"), Fault.WRITE_FAILED),
        (dbapi2.ProgrammingError("王小明"), Fault.STORE_CORRUPT),
        (OperationalError("SELECT 王小明", None, driver_error(13)), Fault.STORE_FULL),
        (ArgumentError("王小明"), Fault.STORE_CORRUPT),
        (OSError(ENOSPC, "王小明"), Fault.STORE_FULL),
        (PermissionError(EACCES, "王小明"), Fault.WRITE_FAILED),
    ],
)
def test_a_foreign_error_becomes_a_fault_that_names_nobody(error: Exception, fault: Fault) -> None:
    with pytest.raises(StoreError) as caught, translated():
        raise error
    assert caught.value.fault is fault
    assert caught.value.__cause__ is error
    assert "王小明" not in str(caught.value.facts)


def test_our_own_errors_and_bugs_pass_unchanged() -> None:
    for error in (StoreError(Fault.STORE_BUSY), KeyError("x"), KeyboardInterrupt()):
        with pytest.raises(type(error)) as caught, translated():
            raise error
        assert caught.value is error
