"""The edge of the store: every foreign error becomes a `StoreError` that names no person."""

from collections.abc import Iterator
from contextlib import contextmanager
from errno import EDQUOT, EFBIG, ENOSPC

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlcipher3 import dbapi2

from hrdesk.errors import Fault, StoreError

NO_ROOM = frozenset({ENOSPC, EDQUOT, EFBIG})
BY_CODE = {
    5: Fault.STORE_BUSY,  # SQLITE_BUSY
    6: Fault.STORE_BUSY,  # SQLITE_LOCKED
    8: Fault.WRITE_FAILED,  # SQLITE_READONLY
    10: Fault.WRITE_FAILED,  # SQLITE_IOERR
    13: Fault.STORE_FULL,  # SQLITE_FULL
    14: Fault.WRITE_FAILED,  # SQLITE_CANTOPEN
}


BY_STATE = {  # SQLSTATE of PostgreSQL, by its first characters; the longest counts
    "": Fault.STORE_CORRUPT,
    "08": Fault.SERVER_GONE,
    "22": Fault.WRITE_FAILED,  # a value that the server cannot hold
    "25": Fault.WRITE_FAILED,  # a standby, or a transaction that took too long
    "28": Fault.SERVER_PASSWORD,
    "3D": Fault.SERVER_REFUSED,  # no such database
    "40": Fault.STORE_BUSY,
    "42501": Fault.SERVER_REFUSED,  # the account may not
    "53100": Fault.STORE_FULL,
    "53": Fault.SERVER_REFUSED,  # too many connections, out of memory
    "55P03": Fault.STORE_BUSY,
    "57": Fault.SERVER_GONE,
    "58": Fault.WRITE_FAILED,
}


@contextmanager
def translated() -> Iterator[None]:
    """Turn errors of SQLAlchemy, SQLCipher and the operating system into `StoreError`; also usable as a decorator."""
    try:
        yield
    except DBAPIError as error:
        raise (server_fault(error.orig) if hasattr(error.orig, "sqlstate") else driver_fault(error.orig)) from error
    except dbapi2.Error as error:
        raise driver_fault(error) from error
    except SQLAlchemyError as error:
        raise StoreError(Fault.STORE_CORRUPT, code=error.code or "sql") from error
    except OSError as error:
        raise file_fault(error) from error


def driver_fault(error: BaseException | None) -> StoreError:
    """Return what an error of the database library means; the name of its code is a fact, its text is not."""
    code = int(getattr(error, "sqlite_errorcode", 0)) & 0xFF  # the low byte is the primary code
    name = str(getattr(error, "sqlite_errorname", type(error).__name__))
    return StoreError(BY_CODE.get(code, _uncoded(error)), code=name)


def server_fault(error: BaseException | None) -> StoreError:
    """Return what an error of PostgreSQL's library means; only an error that the server told has a state."""
    state = getattr(error, "sqlstate", None)
    if state is None:
        return StoreError(_unconnected(error), code=type(error).__name__)
    return StoreError(BY_STATE[max((start for start in BY_STATE if state.startswith(start)), key=len)], code=state)


def _unconnected(error: BaseException | None) -> Fault:
    """Return why there is no connection. libpq tells the server's refusal as text alone, in the server's language, but knows whether it had a password."""
    if type(error).__name__ == "DataError":
        return Fault.WRITE_FAILED  # a value that the library cannot send
    tried = getattr(error, "pgconn", None)
    if tried is None:
        return Fault.SERVER_GONE
    if tried.needs_password:
        return Fault.SERVER_PASSWORD
    refused = "FATAL" in str(error)
    if refused and tried.used_password and "does not exist" not in str(error):
        return Fault.SERVER_PASSWORD
    return Fault.SERVER_REFUSED if refused else Fault.SERVER_GONE


def _uncoded(error: BaseException | None) -> Fault:
    """Return what an error without a known code means: only the operation failed, unless the library says more."""
    if not isinstance(error, dbapi2.OperationalError) or getattr(error, "sqlite_errorcode", None):
        return Fault.STORE_CORRUPT
    return Fault.STORE_FULL if "disk is full" in str(error) else Fault.WRITE_FAILED


def file_fault(error: OSError) -> StoreError:
    """Return what an error of the operating system means."""
    fault = Fault.STORE_FULL if error.errno in NO_ROOM else Fault.WRITE_FAILED
    return StoreError(fault, code=type(error).__name__)
