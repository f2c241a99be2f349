"""What a collector keeps: due days of stages, permitted lateness, whose 所屬 an agency was, rounds of its own, rulings on presence."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def text(name: str, *, key: bool = False, nullable: bool = False) -> sa.Column[object]:
    """Return a column of text."""
    return sa.Column(name, sa.Text(), primary_key=key, nullable=nullable)


def table(name: str, *columns: sa.Column[object], indexed: tuple[str, ...]) -> None:
    """Create a table clustered by id with an index for each column that services filter by."""
    op.create_table(name, text("id", key=True), *columns, sqlite_with_rowid=False)
    for column in indexed:
        op.create_index(f"ix_{name}_{column}", name, [column])


def year() -> sa.Column[object]:
    """Return the column of a 民國 year."""
    return sa.Column("year", sa.Integer(), nullable=False)


def upgrade() -> None:
    """Create the five tables; nothing that is there changes."""
    table("stage_due", year(), *map(text, ("stage", "day", "document")), indexed=("year",))
    table("lateness", text("agency"), year(), *map(text, ("stage", "until", "reason", "permitted_by", "day")), indexed=("agency", "year"))
    spans = (text("start", nullable=True), text("end", nullable=True))
    table("membership", text("agency"), text("parent"), *spans, indexed=("agency",))
    table("special_round", year(), *map(text, ("round", "title", "day", "opened_by", "document")), indexed=("year",))
    told = ("agency", "training", "side", "department", "claimed", "reason", "ruled_by", "day")
    table("presence_ruling", *map(text, told), indexed=("agency", "training"))
