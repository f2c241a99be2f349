"""Where a shared workspace lies: what a PC's folder holds instead of the workspace file.

`workspace.server` names the database and the store in it, never a password. Where one was given, it stands beside in `workspace.pgpass`, a password
file as libpq reads it, for the owner's account alone; without it libpq asks PGPASSWORD and ~/.pgpass as every PostgreSQL program does.
"""

import json
import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from hrdesk.errors import Fault, InputError, StoreError
from hrdesk.store.durable import put_in_place, write_file
from hrdesk.store.faults import translated

SERVER = "workspace.server"
PASSWORD = "workspace.pgpass"  # noqa: S105
DRIVER = "postgresql+psycopg"
SECRET = {"password", "sslpassword"}
SCHEMES = ("postgresql", "postgres", DRIVER)


@dataclass(frozen=True, slots=True)
class Address:
    """The database, without its password, and the id of the store in it."""

    url: URL
    store: str


def server_file(folder: Path) -> Path:
    """Return the path of the file that points at the server."""
    return folder / SERVER


def url_of(text: str) -> URL:
    """Return the address a person gave; raise InputError INVALID for one that names no PostgreSQL database, or has a password among its settings.

    A password belongs behind the account, where it is taken off before the address is shown or kept.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername not in SCHEMES or not url.database:
        raise InputError(Fault.INVALID, what="伺服器位址", reason="應如 postgresql://帳號@主機:5432/資料庫?sslmode=verify-full")
    if set(url.query) & SECRET:
        raise InputError(Fault.INVALID, what="伺服器位址", reason="密碼不要寫在問號後面")
    return url.set(drivername=DRIVER)


def plain(url: URL) -> str:
    """Return an address without its password, as it is kept and may be shown."""
    return URL.create("postgresql", url.username, None, url.host, url.port, url.database, url.query).render_as_string()


@translated()
def read_address(folder: Path) -> Address:
    """Return where the folder points; raise StoreError KEY_FILE_DAMAGED for a file that `write_address` would not have written."""
    try:
        held = tomllib.loads(server_file(folder).read_text(encoding="utf-8"))
        return Address(url_of(held["url"]), str(held["store"]))
    except (ValueError, KeyError, TypeError, AttributeError, InputError) as error:
        raise StoreError(Fault.KEY_FILE_DAMAGED) from error


@translated()
def write_address(folder: Path, url: URL, store: str) -> None:
    """Point the folder at a store; the password of `url` goes to a file of its own, which only this account may read."""
    if url.password is not None:
        keep_password(folder, str(url.password))
    lines = (f"url = {json.dumps(plain(url))}", f"store = {json.dumps(store)}", "")
    write_file(server_file(folder), "\n".join(lines).encode())


@translated()
def keep_password(folder: Path, password: str) -> None:
    """Keep the database's password beside the address, in libpq's form."""
    part = folder / (PASSWORD + ".part")
    part.unlink(missing_ok=True)
    escaped = password.replace("\\", "\\\\").replace(":", "\\:")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(f"*:*:*:*:{escaped}\n".encode())
        file.flush()
        os.fsync(file.fileno())
    put_in_place(part, folder / PASSWORD)


def password_file(folder: Path) -> Path | None:
    """Return the file with the password, or None where libpq shall find one by itself."""
    path = folder / PASSWORD
    return path if path.is_file() else None
