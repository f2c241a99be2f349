"""What a filter finds: the same rows, in the same order, as by looking into each of them."""

from dataclasses import dataclass
from itertools import product

import pytest

from hrdesk.ui.kit import haystack
from hrdesk.ui.kit.haystack import END, Haystack
from hrdesk.ui.kit.table_model import fold


@dataclass(frozen=True)
class Text:
    hay: str


def texts() -> tuple[Text, ...]:
    """Return texts with words that many, few and none of them hold, line breaks, signs that mean something to a pattern, and figures."""
    names = ("王小明", "李小華", "陳𡍼明", "張.*", "a[b]")
    return tuple(Text(fold(f"{name}\n臺北市範例第{n}局\n115/08/{n % 28 + 1:02}")) for n, name in zip(range(90), names * 18, strict=True))


def looked_for(rows: tuple[Text, ...], text: str) -> list[Text]:
    return [row for row in rows if all(word in row.hay for word in fold(text).split())]


@pytest.mark.parametrize("block", [1, 7, 2_000])
def test_it_finds_what_looking_into_every_row_finds(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(haystack, "BLOCK", block)
    rows = texts()
    held = Haystack(rows)
    typed = (
        "",
        "王",
        "王小",
        "王小明 第5",
        "第5",
        "5",
        "範",
        "範例第1",
        "𡍼",
        "臺北 𡍼 8",
        ".*",
        "[b] 範",
        "沒有",
        "0",
        "00",
        "明\n",
        "王小明 王小明",
        "1",
        "11",
        "115",
    )
    for before, text in product(typed, typed):  # each after each other: typed on, put in its stead, taken back
        held.holding(tuple(fold(before).split()))
        assert list(held.holding(tuple(fold(text).split()))) == looked_for(rows, text), (before, text)


def test_a_text_that_holds_the_sign_of_an_end_is_found_all_the_same() -> None:
    rows = (Text(fold(f"前{END}後")), Text(fold("前")))
    assert [list(Haystack(rows).holding(tuple(fold(text).split()))) for text in ("前", "後", f"前{END}後")] == [list(rows), [rows[0]], [rows[0]]]
    assert list(Haystack(()).holding(("前",))) == []
