"""The day set for 附表4, reviews of a seed teacher's fitness, and why subsystems were chosen to reinforce."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def text(name: str, *, key: bool = False) -> sa.Column[object]:
    """Return a column of text: of the primary key, or one that is always filled."""
    return sa.Column(name, sa.Text(), primary_key=key, nullable=False)


def upgrade() -> None:
    """Create the three tables; nothing that is there changes."""
    year = sa.Column("year", sa.Integer(), nullable=False)
    op.create_table("report_due", text("id", key=True), year, text("day"), text("document"), sqlite_with_rowid=False)
    op.create_index("ix_report_due_year", "report_due", ["year"])
    named = ("agency", "officer", "appointment", "day", "reason", "outcome", "by")
    op.create_table("fitness_review", text("id", key=True), *(text(name) for name in named), sqlite_with_rowid=False)
    for name in ("agency", "officer"):
        op.create_index(f"ix_fitness_review_{name}", "fitness_review", [name])
    op.create_table("focus_reason", text("id", key=True), text("appointment"), text("reason"), sqlite_with_rowid=False)
