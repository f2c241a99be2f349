"""The shipped name tables are read once and order surnames by strokes."""

from hrdesk.services.core.name_tables import folded, stroke_key, tables


def test_surnames_stand_by_strokes_and_variants_match() -> None:
    assert sorted(["陳𡍼明", "王小明", "丁小明", "林𠅤如"], key=stroke_key) == ["丁小明", "王小明", "林𠅤如", "陳𡍼明"]
    assert folded("臺灣") == folded("台灣")
    assert tables() is tables()
