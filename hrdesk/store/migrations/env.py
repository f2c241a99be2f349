"""Run by Alembic inside the transaction that `hrdesk.store.upgrade` has begun."""

from alembic import context

from hrdesk.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,  # on SQLite we begin with BEGIN IMMEDIATE, so DDL is inside
    render_as_batch=True,
)
context.run_migrations()
