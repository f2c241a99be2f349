"""What every form shares: masks, spans, numbers."""

from datetime import date

import pytest

from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask, joined, numbered, span_text, times_text, versions

OPEN, SHOWN, HIDDEN = Mask(off=True), Mask(), Mask(names=True)


def test_names_are_whole_and_id_numbers_hidden_by_default() -> None:
    assert (SHOWN.name("陳𡍼明"), SHOWN.national_id("A123456789")) == ("陳𡍼明", "A12345****")
    assert (SHOWN.phone("02-2345-6789"), SHOWN.email("a@b.invalid")) == ("02-2345-6789", "a@b.invalid")


def test_personal_data_are_hidden_on_demand() -> None:
    assert HIDDEN.name("陳𡍼明") == "陳○○"
    assert HIDDEN.national_id("A123456789") == "A12345****"
    assert HIDDEN.phone("02-2345-6789 分機12") == "02-2345-67** 分機**"
    assert HIDDEN.email("ming@example.invalid") == "m***@example.invalid"
    assert (OPEN.name("陳𡍼明"), OPEN.national_id("A123456789")) == ("陳𡍼明", "A123456789")
    assert (OPEN.phone("02-2345-6789"), OPEN.email("a@b.invalid")) == ("02-2345-6789", "a@b.invalid")


def test_empty_and_short_texts_stay_what_they_are() -> None:
    assert (HIDDEN.name(""), HIDDEN.national_id(""), HIDDEN.phone(""), HIDDEN.email("分機")) == ("", "", "", "分機")


def test_spans_are_one_day_two_lines_or_open() -> None:
    first, last = date(2026, 6, 10), date(2026, 6, 11)
    assert [span_text(first, end) for end in (first, last, None)] == ["115/06/10", "115/06/10\n～115/06/11", "115/06/10起"]


def test_rows_are_numbered_and_parts_joined() -> None:
    assert numbered([{"a": "x"}, {"a": "y"}]) == ({"no": "1", "a": "x"}, {"no": "2", "a": "y"})
    assert joined("a", "", "b") == "a\nb"


@pytest.mark.parametrize(("times", "text"), [(1, "嘉獎一次"), (2, "嘉獎二次"), (12, "嘉獎12次")])
def test_awards_are_written_out(times: int, text: str) -> None:
    assert times_text(times) == text


def test_footer_names_program_and_rule_pack(desk: Desk) -> None:
    assert versions(desk, date(2026, 12, 31)).endswith("規則包 taipei-101")
