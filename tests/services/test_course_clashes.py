"""The room, the lecturers and the seats of a course against everything else that is held."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hrdesk.domain.record import CourseId
from hrdesk.domain.training import Course, Session
from hrdesk.errors import Fault, InputError
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.study import courses, training
from tests.factory import record_id
from tests.services.book import enrolled, fault_of, hire, hold

DAY = date(2026, 6, 10)
ROOM: dict[str, Any] = {"place": "三樓電腦教室", "lecturers": ("王小明", "黃大華")}


def at(held: Course, name: str, *sessions: Session, **fields: Any) -> Course:
    """Return another course on the same day."""
    made = replace(held, id=CourseId(record_id(name)), code=name, name=name, start=DAY, end=DAY, minutes=180, sessions=sessions, **ROOM)
    return replace(made, **fields)


def told(desk: Desk, draft: Course) -> list[str]:
    found = courses.draft_problems(desk, draft)
    return [words.of_problem(one) for one in found if one.where in ("place", "lecturers", "seats")]


def test_a_room_and_a_lecturer_taken_at_the_same_time_are_told(desk: Desk) -> None:
    held = hold(desk)
    training.save_course(desk, at(held, "上午班", Session(DAY, 530, 710)))
    draft = at(held, "下午班", Session(DAY, 700, 880), lecturers=("黃大華", "陳𡍼明"))
    assert told(desk, draft) == ["115/06/10 三樓電腦教室已有「上午班」。請確認場地。", "115/06/10 黃大華已在「上午班」授課。請確認講師時間。"]
    assert told(desk, replace(draft, sessions=(Session(DAY, 720, 900),))) == []
    assert told(desk, replace(draft, place="別的教室", lecturers=())) == []
    assert told(desk, replace(draft, place="")) == ["115/06/10 黃大華已在「上午班」授課。請確認講師時間。"]
    assert len(told(desk, replace(draft, sessions=()))) == 2  # its times are not known: the day is enough
    courses.save(desk, draft)
    assert (courses.places(desk), sorted(courses.lecturers(desk))) == (("三樓電腦教室",), ["王小明", "陳𡍼明", "黃大華"])


def test_what_was_called_off_or_is_on_another_day_takes_no_room(desk: Desk) -> None:
    held = hold(desk)
    other = at(held, "上午班", Session(DAY, 530, 710))
    training.save_course(desk, other)
    later = date(2026, 6, 12)
    assert told(desk, at(held, "另一天", Session(later, 540, 720), start=later, end=later)) == []
    training.save_course(desk, replace(other, cancelled=True))
    assert told(desk, at(held, "下午班", Session(DAY, 540, 720))) == []
    assert told(desk, other) == []


def test_more_people_than_seats_are_told_and_never_turned_away(desk: Desk) -> None:
    held = hold(desk)
    for name in ("王小明", "黃大華"):
        enrolled(desk, held, hire(desk, name))
    assert told(desk, replace(held, seats=2)) == []
    full = replace(held, seats=1)
    assert told(desk, full) == ["已報名 2 人，超過名額 1 人。請確認場地或調整名單。"]
    courses.save(desk, full)
    with pytest.raises(InputError) as caught:
        courses.save(desk, replace(held, seats=0))
    assert fault_of(caught) is Fault.INCOMPLETE
