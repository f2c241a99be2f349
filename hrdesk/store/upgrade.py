"""From one revision of the tables to the next, all or nothing; a file of a newer program is left alone."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, text

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


SHIPPED = Schema(Path(__file__).parent / "migrations", HEAD)


@translated()
def revision(engine: Engine) -> str:
    """Return the revision of the file's tables."""
    with reading(engine) as connection:
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
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(schema.scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, schema.head)
        clear(connection, Side.UNDO, Side.REDO)
