"""From one revision of the tables to the next, all or nothing; a file of a newer program is left alone."""

import threading
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from hrdesk.errors import Fault, StoreError
from hrdesk.store.engine import reading
from hrdesk.store.faults import translated
from hrdesk.store.steps import Side, clear
from hrdesk.store.tables import HEAD


@dataclass(frozen=True, slots=True)
class Schema:
    """The migration scripts of a program and the revision they end with."""

    scripts: Path
    head: str


ALEMBIC = threading.Lock()  # it keeps what it works on in its modules, once for all threads
SHIPPED = Schema(Path(__file__).parent / "migrations", HEAD)


@translated()
def revision(engine: Engine) -> str:
    """Return the revision of the file's tables."""
    with reading(engine) as connection:
        return revision_over(connection)


def revision_over(connection: Connection) -> str:
    """Return the revision of the tables behind a connection."""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def needs_upgrade(engine: Engine, schema: Schema) -> bool:
    """Tell whether the file is older than the program; raise StoreError (STORE_TOO_NEW) with both revisions where it is newer."""
    found = revision(engine)
    require_known(found, schema)
    return found != schema.head


def require_known(found: str, schema: Schema) -> None:
    """Raise StoreError (STORE_TOO_NEW) for a revision that is none of the program's."""
    if found == schema.head:
        return  # without Alembic, which takes its time to import
    from alembic.script import ScriptDirectory

    if found not in {script.revision for script in ScriptDirectory(str(schema.scripts)).walk_revisions()}:
        raise StoreError(Fault.STORE_TOO_NEW, found=found, known=schema.head)


@translated()
def upgrade(engine: Engine, schema: Schema = SHIPPED) -> None:
    """Bring the tables to the newest revision in one transaction; undo and redo end here, because images hold rows of the old tables."""
    with engine.begin() as connection:
        upgrade_over(connection, schema)


def upgrade_over(connection: Connection, schema: Schema = SHIPPED) -> None:
    """Bring the tables to the newest revision inside the transaction of `connection`."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(schema.scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    with ALEMBIC:
        command.upgrade(config, schema.head)
    clear(connection, Side.UNDO, Side.REDO)
    if connection.dialect.name != "sqlite":
        _compare_by_bytes(connection)


def _compare_by_bytes(connection: Connection) -> None:
    """Let a server order text as the workspace file does, whatever the language of its database is."""
    other = text(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = current_schema() AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'"
    )
    quote = connection.dialect.identifier_preparer.quote
    for table, column in connection.execute(other).all():
        connection.exec_driver_sql(f'ALTER TABLE {quote(table)} ALTER COLUMN {quote(column)} TYPE text COLLATE "C"')
