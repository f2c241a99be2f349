"""Indexes by which a ledger of thousands of packages is looked up: addressee and package id, and whose 所屬 an agency is."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INDEXED = (("office", "recipient"), ("parcel", "recipient"), ("parcel", "package"), ("agency", "parent"), ("membership", "parent"))


def upgrade() -> None:
    """Create the indexes; no row changes."""
    for table, column in INDEXED:
        op.create_index(f"ix_{table}_{column}", table, [column])
