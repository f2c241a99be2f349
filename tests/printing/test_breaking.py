"""Lines are broken as a person would set them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrdesk.printing.breaking import CLOSERS, OPENERS, break_lines, em_widths, measure

WIDTHS = em_widths()


def broken(text: str, limit: float) -> tuple[str, ...]:
    return break_lines(text, limit, WIDTHS)


def test_short_text_is_one_line() -> None:
    assert broken("種籽教師", 4) == ("種籽教師",)


def test_line_feed_always_breaks_and_an_empty_line_stays() -> None:
    assert broken("甲\n\n乙", 9) == ("甲", "", "乙")


@pytest.mark.parametrize("closer", "，。、；：？！」）")
def test_closing_mark_takes_its_character_to_the_next_line(closer: str) -> None:
    assert broken(f"甲乙丙{closer}丁", 3) == ("甲乙", f"丙{closer}丁")


@pytest.mark.parametrize("opener", "（「『□■")
def test_opening_mark_and_box_go_with_what_they_open(opener: str) -> None:
    assert broken(f"甲乙{opener}丙丁", 3) == ("甲乙", f"{opener}丙丁")


def test_times_words_and_numbers_with_their_unit_stay_whole() -> None:
    assert broken("時間10:30-11:00止", 6) == ("時間", "10:30-11:00", "止")
    assert broken("使用WebITR差勤", 4) == ("使用", "WebITR", "差勤")
    assert broken("甲乙丙丁115年度", 5) == ("甲乙丙丁", "115年度")


def test_space_at_the_break_is_dropped_and_wide_space_stays_behind() -> None:
    assert broken("eCPA WebITR", 4) == ("eCPA", "WebITR")
    assert broken("甲乙　丙丁", 2) == ("甲乙　", "丙丁")
    assert broken("　甲", 9) == ("　甲",)


def test_last_line_is_never_a_single_character() -> None:
    assert broken("薦任第七職等", 5) == ("薦任第七", "職等")
    assert broken("輔導責任。", 4) == ("輔導", "責任。")
    assert broken("甲WebITR乙", 4) == ("甲WebITR", "乙")


def test_number_too_wide_with_its_unit_is_cut_from_it() -> None:
    assert broken("北市字第1150000001號", 6) == ("北市字第", "1150000001號")
    assert broken("號第1150000001號", 5.5) == ("號第", "1150000001", "號")


def test_address_too_wide_is_cut_after_a_mark() -> None:
    assert broken("demo1@gov.example", 5) == ("demo1@gov.", "example")
    assert broken("見demo123@gov.example", 6) == ("見demo123@", "gov.example")


def test_word_without_marks_is_cut_where_the_line_is_full() -> None:
    assert broken("x" * 25, 5) == ("x" * 10, "x" * 10, "x" * 5)


def test_character_wider_than_the_line_stands_alone() -> None:
    assert broken("甲乙", 0.5) == ("甲", "乙")
    assert broken("，，", 0.5) == ("，", "，")


@given(st.text(st.sampled_from("甲乙丙，。（「□」）A1-/@. 　年第\n"), max_size=60), st.sampled_from((1, 2.5, 4, 7, 12)))
def test_nothing_but_spaces_at_breaks_is_lost(text: str, limit: float) -> None:
    assert "".join(broken(text, limit)).replace(" ", "") == text.replace("\n", "").replace(" ", "")


@given(st.text(st.sampled_from("甲乙丙，。（□」）A1-/@. 　年第"), max_size=60), st.sampled_from((1, 2.5, 4, 7, 12)))
def test_no_line_is_wider_than_the_column(text: str, limit: float) -> None:
    assert all(measure(line.rstrip("　"), WIDTHS) <= limit for line in broken(text, limit))


@given(st.lists(st.sampled_from(("甲", "乙，", "（丙）", "□是", "「丁」。", "AB")), max_size=30), st.sampled_from((4, 6, 9)))
def test_no_closer_begins_and_no_opener_ends_a_line(parts: list[str], limit: float) -> None:
    for line in broken("".join(parts), limit):
        assert not line or (line[0] not in CLOSERS and line[-1] not in OPENERS)
