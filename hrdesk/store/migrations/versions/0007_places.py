"""Where a course is held, by whom and for how many; how many commendations the department means to spend in a year."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add three columns to the courses, empty in those that are there, and one table."""
    op.add_column("course", sa.Column("place", sa.Text(), nullable=False, server_default=""))
    op.add_column("course", sa.Column("lecturers", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("course", sa.Column("seats", sa.Integer(), nullable=True))
    op.create_table(
        "quota_ceiling",
        sa.Column("id", sa.Text(), primary_key=True, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_quota_ceiling_year", "quota_ceiling", ["year"])
