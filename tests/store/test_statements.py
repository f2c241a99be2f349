"""SQL for bulk work: in the file's own dialect and in a server's, which a workspace file never loads."""

import subprocess
import sys

from hrdesk.domain.awards import Decision
from hrdesk.store.statements import insert_text
from hrdesk.store.tables import TABLES


def test_a_replacing_insert_is_said_as_each_dialect_says_it() -> None:
    table = TABLES[Decision]
    assert insert_text(table, "sqlite", replace=True).startswith(f"INSERT OR REPLACE INTO {table.name} ")
    assert insert_text(table, "sqlite", replace=False).startswith(f"INSERT INTO {table.name} ")
    on_server = insert_text(table, "postgresql", replace=True)
    assert "ON CONFLICT (id) DO UPDATE SET" in on_server
    assert on_server.count("%s") == len(table.columns)
    assert "ON CONFLICT" not in insert_text(table, "postgresql", replace=False)


def test_the_store_loads_neither_a_servers_dialect_nor_the_codec_before_they_are_needed() -> None:
    script = "import sys, hrdesk.store.store; sys.exit(' '.join(sys.modules.keys() & {'sqlalchemy.dialects.postgresql', 'psycopg', 'pydantic', 'alembic'}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr.strip() == ""
