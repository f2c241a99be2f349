"""The shipped tables of strokes and variants, read once when a name is first matched or sorted."""

from functools import cache

from hrdesk import paths
from hrdesk.domain.names import NameTables, read_tables


@cache
def name_tables() -> NameTables:
    """Return the tables of `resources/tables/`."""
    folder = paths.resources() / "tables"
    return read_tables((folder / "strokes.tsv").read_text("ascii"), (folder / "variants.tsv").read_text("ascii"))
