"""The files that rule here: packs, the office calendar and the notice of a rules package."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; nothing that is there changes."""
    texts = (sa.Column(name, sa.Text(), nullable=False) for name in ("role", "name", "digest"))
    op.create_table(
        "rule_file",
        sa.Column("id", sa.Text(), primary_key=True, nullable=False),
        *texts,
        sa.Column("size", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
