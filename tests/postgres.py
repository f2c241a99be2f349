"""A real PostgreSQL server for tests: started once in a process by an account without rights, on a socket in a folder of its own, gone with the process."""

import atexit
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path

import psycopg

from hrdesk.store.address import url_of, write_address
from hrdesk.store.shared_workspace import restore_shared
from hrdesk.store.workspace_file import open_store

MEMORY = Path("/dev/shm")  # the server flushes as it would on a disk, only faster
ACCOUNT = "postgres"  # made by the package; nobody may run a server as root
OWNER, GUARDED = "hrdesk", "guarded"  # database accounts: one that needs no password, one that does
PASSWORD = "資料:庫\\密碼"
READY = 60  # seconds


def binaries() -> Path:
    """Return the folder of the newest server installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("postgres")
    if not found and on_path is None:
        raise FileNotFoundError("no PostgreSQL server: run `sh .ci/setup test`")
    return found[-1].parent if found else Path(str(on_path)).parent


def unprivileged(*command: str) -> list[str]:
    """Return a command as the account without rights, dying with this process."""
    change = ["--reuid", ACCOUNT, "--regid", ACCOUNT, "--clear-groups"] if os.geteuid() == 0 else []
    return ["setpriv", *change, "--pdeathsig", "QUIT", *command]


class Server:
    """One running server with any number of databases."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="hrdesk-", dir=MEMORY if MEMORY.is_dir() else None))
        self.data = self.folder / "data"
        if os.geteuid() == 0:
            shutil.chown(self.folder, ACCOUNT, ACCOUNT)
        self.folder.chmod(0o711)
        made = [str(binaries() / "initdb"), "-D", str(self.data), "-U", ACCOUNT, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(unprivileged(*made), check=True, capture_output=True, cwd=self.folder)
        rules = self.data / "pg_hba.conf"
        rules.write_text(f"local all {GUARDED} scram-sha-256\n" + rules.read_text())
        self._numbers = count()
        self._process: subprocess.Popen[bytes] | None = None
        self.start()
        self.run(f"CREATE ROLE {OWNER} LOGIN", f"CREATE ROLE {GUARDED} LOGIN PASSWORD '{PASSWORD}'")

    def start(self) -> None:
        """Start the server and wait until it answers."""
        settings = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={self.folder}", "-c", "max_connections=60", "-c", "shared_buffers=32MB"]
        command = unprivileged(str(binaries() / "postgres"), "-D", str(self.data), *settings)
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=self.folder, start_new_session=True)
        end = time.monotonic() + READY
        while time.monotonic() < end:
            try:
                return self.run("SELECT 1")
            except psycopg.OperationalError:
                time.sleep(0.05)
        raise TimeoutError((self.folder / "log").read_text())

    def stop(self) -> None:
        """Stop the server as a power cut would: nothing is written any more."""
        if self._process is not None:
            self._process.send_signal(3)  # SIGQUIT
            self._process.wait(READY)
            self._process = None

    def close(self) -> None:
        """Stop the server and forget its files."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Run statements with all rights."""
        with psycopg.connect(host=str(self.folder), user=ACCOUNT, dbname=database, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def answer(self, query: str, database: str = "postgres") -> object:
        """Return the first value of a query, asked with all rights."""
        with psycopg.connect(host=str(self.folder), user=ACCOUNT, dbname=database, autocommit=True) as connection:
            row = connection.execute(query.encode()).fetchone()
            return None if row is None else row[0]

    def database(self, template: str = "", settings: str = "") -> str:
        """Make a database, empty or like `template`, and return its name."""
        name = f"db{next(self._numbers)}_{os.getpid()}"
        self.run(f"CREATE DATABASE {name} OWNER {OWNER} {f'TEMPLATE {template}' if template else ''} {settings}")
        return name

    def drop(self, name: str) -> None:
        """Forget a database, whoever is in it."""
        self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def url(self, database: str, user: str = OWNER, password: str = "") -> str:
        """Return the address of a database."""
        return f"postgresql://{user}{':' + password if password else ''}@/{database}?host={self.folder}"

    def drop_connections(self, database: str) -> None:
        """Cut every connection to a database."""
        self.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'")


@cache
def server() -> Server:
    """Return the server of this process, started when first asked for."""
    made = Server()
    atexit.register(made.close)
    return made


def fresh_database(template: str = "") -> Iterator[str]:
    """Yield the name of a database for one test."""
    name = server().database(template)
    yield name
    server().drop(name)


class Lifted:
    """Moves copies of made workspaces onto the server: each original is restored there once, and every copy gets a database made like it."""

    def __init__(self, scratch: Path, passphrase: str) -> None:
        self._scratch, self._passphrase = scratch, passphrase
        self._templates: dict[Path, tuple[str, str]] = {}

    @contextmanager
    def __call__(self, original: Path, copy: Path) -> Iterator[None]:
        """Put the workspace in the folder `copy` on the server for the block, and let the folder point there."""
        name = self.move(original, copy)
        try:
            yield
        finally:
            server().drop(name)

    def move(self, original: Path, copy: Path) -> str:
        """Put the workspace in the folder `copy` on the server, and return its database."""
        if original not in self._templates:
            self._templates[original] = self._restored(original)
        template, store = self._templates[original]
        name = server().database(template)
        shutil.rmtree(copy)
        copy.mkdir()
        write_address(copy, url_of(server().url(name)), store)
        return name

    def several(self, originals: Path, names: Sequence[str]) -> "Moving":
        """Return what moves each of these, for as long as it is open."""
        return Moving(self, originals, names)

    def _restored(self, original: Path) -> tuple[str, str]:
        place = Path(tempfile.mkdtemp(dir=self._scratch))
        store = open_store(Path(shutil.copytree(original, place / "file")), "範例承辦", lambda: datetime(2026, 1, 1, tzinfo=UTC), passphrase=self._passphrase)
        backup = store.backup(place / "whole.hrdbak").path
        store.close()
        name = server().database()
        restore_shared(backup, place / "server", server().url(name), passphrase=self._passphrase)
        return name, store.id


class Moving:
    """The workspaces of one test that were moved onto the server."""

    def __init__(self, lift: Lifted, originals: Path, names: Sequence[str]) -> None:
        self._lift, self._originals, self._names = lift, originals, names
        self._databases: list[str] = []

    def __call__(self, copies: Path) -> None:
        """Move each of the copies."""
        self._databases += [self._lift.move(self._originals / name, copies / name) for name in self._names]

    def close(self) -> None:
        """Forget the databases."""
        for name in self._databases:
            server().drop(name)


def lifted(scratch: Path, passphrase: str) -> Lifted:
    """Return what moves copies of made workspaces, all opened by one passphrase, onto the server."""
    return Lifted(scratch, passphrase)
