"""Boxes are ticked, prefixes kept single, plain text made of any text."""

import pytest

from hrdesk.printing.form import Column
from hrdesk.printing.wording import cell, plain, ticked

CHANNELS = "□電話\n□電子郵件\n□到場"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", CHANNELS),
        ("電話", "■電話\n□電子郵件\n□到場"),
        ("電話、到場", "■電話\n□電子郵件\n■到場"),
        ("電話\n到場", "■電話\n□電子郵件\n■到場"),
        ("到場（抽核）", "□電話\n□電子郵件\n■到場（抽核）"),
        ("到場（）", "□電話\n□電子郵件\n■到場"),
        ("電", "電"),
        ("傳真、電話", "傳真、電話"),
        ("□電話\n■傳真", "□電話\n■傳真"),
    ],
)
def test_named_choices_are_ticked_and_other_texts_stand(text: str, shown: str) -> None:
    assert ticked(CHANNELS, text) == shown


def test_choice_that_begins_another_is_not_mistaken() -> None:
    assert ticked("□是　□否\n□不適用", "否") == "□是　■否\n□不適用"
    assert ticked("□合理\n□未合理", "合理") == "■合理\n□未合理"


def test_prefix_is_put_before_once() -> None:
    column = Column("code", "代碼", 20, prefix="m-")
    assert cell(column, {"code": "other"}) == cell(column, {"code": "m-other"}) == "m-other"
    assert cell(Column("", "", 20), {"": "x"}) == ""


def test_plain_text_has_one_line_end_and_no_shapeless_marks() -> None:
    assert plain("甲\r\n乙\r丙\t丁") == "甲\n乙\n丙 丁"
    assert plain("葛\U000e0100\u200b\ufe0f城") == "葛城"
