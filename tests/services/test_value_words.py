"""Both values of what changed, as a person writes them; private numbers are never told."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from hrdesk.domain.offices import FormCopy
from hrdesk.domain.record import OfficerId
from hrdesk.domain.seeds import Answer, Channel, CheckAnswer
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import Attendance, Course, Presence
from hrdesk.services.core import value_words
from tests.factory import sample

ABSENT, THERE = Attendance(0, Presence.ABSENT, 0), Attendance(0, Presence.ATTENDED, 360)


def told(old: object, new: object) -> str:
    return value_words.between(old, new, lambda key: f"<{key[:2]}>")


def test_a_record_names_its_fields_and_private_ones_only_by_name() -> None:
    old = sample(Officer)
    new = replace(old, name="林𠅤如", national_id="A123456789", birth=date(1990, 1, 2), id=OfficerId("9" * 32))
    assert value_words.changed(old, new, str) == f"姓名 {old.name}→林𠅤如、身分證統一編號、出生日期"
    course = sample(Course)
    assert value_words.changed(course, replace(course, cancelled=not course.cancelled), str).startswith("停辦 ")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ((ABSENT,), (THERE,), "缺席→到課"),
        ((), (THERE,), "未登錄→到課"),
        ((THERE,), (replace(THERE, minutes=180),), "到課 6 小時→到課 3 小時"),
        ((THERE, replace(THERE, session=1)), (replace(ABSENT, session=1), THERE), "到課→第1場到課 第2場缺席"),
    ],
)
def test_attendance_is_one_word_where_it_is_the_same_everywhere(old: object, new: object, words: str) -> None:
    assert told(old, new) == words


def test_leave_is_told_with_its_kind() -> None:
    assert value_words.presence((Attendance(0, Presence.LEAVE, 0, "病假"),)) == "請假（病假）"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (None, "", "無→無"),
        (True, False, "是→否"),
        (Presence.ABSENT, None, "缺席→無"),
        (date(2026, 8, 1), 3, "115/08/01→3"),
        (datetime(2026, 8, 1, 1, 0, tzinfo=UTC), None, "09:00 115/08/01→無"),
        ("a" * 32, "b\n c", "<aa>→b c"),
        ("字" * 41, "", f"{'字' * 40}…→無"),
        ((Channel.PHONE,), (Channel.EMAIL,), "增 電子郵件 減 電話"),
        (("x", "y"), ("y", "x"), "順序"),
        ((CheckAnswer("e1", Answer.YES), CheckAnswer("e2", Answer.YES)), (CheckAnswer("e1", Answer.NO), CheckAnswer("e2", Answer.YES, detail="x")), None),
    ],
)
def test_values_in_words(old: object, new: object, words: str | None) -> None:
    if words is None:
        found = told(old, new)
        assert found.startswith("版本更新、安裝與操作（")
        assert found.endswith(" 帳號與權限")
    else:
        assert told(old, new) == words


def test_a_part_that_came_is_told_against_nothing() -> None:
    assert told((), (CheckAnswer("e1", Answer.YES),)).startswith("版本更新、安裝與操作（無→")
    assert told((FormCopy("annex1.pdf", "a"),), (FormCopy("annex1.pdf", "b"), FormCopy("annex2.pdf", "c"))) == "annex1.pdf annex2.pdf"
