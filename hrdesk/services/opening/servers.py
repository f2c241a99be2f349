"""A workspace on a PostgreSQL server, as a person names it: the address of a database, and the password of an account there."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from hrdesk.errors import StoreError
from hrdesk.store.address import plain, read_address, server_file, url_of


def with_password(address: str, password: str) -> str:
    """Return a database's address with the password of its account; raise InputError INVALID for an address that names no PostgreSQL database."""
    return url_of(address).set(password=password).render_as_string(hide_password=False)


def with_account(address: str, account: str) -> str:
    """Return a database's address with the account that is named apart; "" leaves the address as it is. Raises InputError INVALID as above."""
    url = url_of(address)
    return (url.set(username=account) if account else url).render_as_string(hide_password=False)


def without_password(address: str) -> str:
    """Return a database's address as it may be shown; raise InputError INVALID as `with_password` does."""
    return plain(url_of(address))


def password_in(address: str) -> str:
    """Return the password that stands in a database's address, "" for none; raise InputError INVALID as `with_password` does."""
    return url_of(address).password or ""


def address_of(folder: Path) -> str:
    """Return where a folder points, without a password, "" for one that holds its data itself; raise StoreError KEY_FILE_DAMAGED as opening does."""
    return plain(read_address(folder).url) if server_file(folder).is_file() else ""


def folder_at(address: str, folders: Iterable[Path]) -> Path | None:
    """Return the first of these folders that points at a database, None where none does; one whose pointer is damaged points nowhere.

    Raises InputError INVALID for an address that names no PostgreSQL database.
    """
    wanted = without_password(address)
    for folder in folders:
        with suppress(StoreError):
            if address_of(folder) == wanted:
                return folder
    return None


def require_unused(address: str) -> None:
    """Reach a database that is to hold a new workspace.

    Raises InputError INVALID, StoreError STORE_EXISTS where it holds one, SERVER_GONE, SERVER_PASSWORD, SERVER_REFUSED, SERVER_UNFIT, SERVER_DRIVER.
    """
    from hrdesk.store import shared_workspace

    shared_workspace.require_unused(address)
