"""The tables stand as the dataclasses and the migrations say."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from hrdesk.domain.kinds import KINDS
from hrdesk.domain.training import TrainingRecord
from hrdesk.store.engine import reading
from hrdesk.store.store import Store
from hrdesk.store.tables import HEAD, METADATA, TABLES, table_name
from hrdesk.store.upgrade import SHIPPED
from tests.store.conftest import engine_of


def test_the_newest_revision_gives_exactly_the_tables(store: Store) -> None:
    with reading(engine_of(store)) as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), METADATA) == []


def test_primary_keys_of_the_newest_revision_are_those_of_the_tables(store: Store) -> None:
    with reading(engine_of(store)) as connection:
        for table in METADATA.tables.values():
            found = connection.exec_driver_sql(f"SELECT name FROM pragma_table_info('{table.name}') WHERE pk > 0 ORDER BY pk").scalars().all()
            assert found == [column.name for column in table.primary_key.columns]


def test_head_is_the_last_of_one_line_of_revisions() -> None:
    assert ScriptDirectory(str(SHIPPED.scripts)).get_heads() == [HEAD]


def test_every_kind_has_its_table() -> None:
    assert set(TABLES) == set(KINDS)
    assert table_name(TrainingRecord) == "training_record"


def test_what_services_filter_by_is_indexed() -> None:
    indexed = {column.name for index in TABLES[TrainingRecord].indexes for column in index.columns}
    assert indexed == {"agency", "officer", "course"}
