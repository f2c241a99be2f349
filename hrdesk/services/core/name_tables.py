"""The shipped tables of strokes and variants, read once, and the name rules with them."""

from functools import cache

from hrdesk import paths
from hrdesk.domain import names
from hrdesk.domain.names import NameTables


@cache
def tables() -> NameTables:
    """Return the tables of stroke counts and variant characters from `resources/tables/`."""
    folder = paths.resources() / "tables"
    return names.read_tables((folder / "strokes.tsv").read_text(encoding="utf-8"), (folder / "variants.tsv").read_text(encoding="utf-8"))


def folded(name: str) -> str:
    """Return the key under which spellings of one name match."""
    return names.folded(tables(), name)


def stroke_key(name: str) -> tuple[tuple[int, int], ...]:
    """Return the sort key by 姓氏筆畫."""
    return names.stroke_key(tables(), name)
