"""Who may sign in, past years opened again, and what somebody was typing."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def text(name: str, *, key: bool = False, empty: bool = False) -> sa.Column[object]:
    """Return a column of text: of the primary key, or one that may be empty."""
    return sa.Column(name, sa.Text(), primary_key=key, nullable=empty)


def upgrade() -> None:
    """Create the three tables; nothing that is there changes."""
    op.create_table("member", text("id", key=True), text("name"), text("access"), text("officer", empty=True), sqlite_with_rowid=False)
    op.create_index("ix_member_officer", "member", ["officer"])
    year = sa.Column("year", sa.Integer(), nullable=False)
    op.create_table("reopened_year", text("id", key=True), year, text("reason"), text("day"), text("who"), sqlite_with_rowid=False)
    op.create_index("ix_reopened_year_year", "reopened_year", ["year"])
    op.create_table("unsaved", *(text(name, key=True) for name in ("who", "editor", "key")), text("at"), text("texts"), sqlite_with_rowid=False)
