"""The quick entry line: short spellings of time, completion from earlier records, one record kept."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hrdesk.domain.seeds import Channel, Coaching, Settlement
from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Severity
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.teachers import coaching, coaching_entry
from hrdesk.services.teachers.coaching_entry import QuickEntry, times_of
from tests.services.book import YEAR, appointed, fault_of, found_child, hire

DAY = date(2026, 3, 2)
NOW = 600  # 10:00


@pytest.fixture
def teacher(desk: Desk) -> Officer:
    """Return a seed teacher of the whole year."""
    person = hire(desk)
    appointed(desk, person)
    return person


@pytest.mark.parametrize(
    ("start", "finish", "times"),
    [
        ("9:30", "10:15", (570, 615)),
        ("930", "1015", (570, 615)),
        ("0930", "30", (570, 600)),
        ("９：３０", "＋45", (570, 615)),
        ("9", "5", (540, 545)),
        ("9:00", "100分", (540, 640)),
        ("9:00", "120分鐘", (540, 660)),
        ("9:00", "+120", (540, 660)),
        ("23:50", "20", (1430, 10)),
        ("23:50", "0:10", (1430, 10)),
        ("", "30", (570, 600)),
        ("", "10:15", None),
        ("", "0", None),
        ("", "", None),
        ("9:30", "", None),
        ("9:30", "0", None),
        ("9:30", "半小時", None),
        ("早上", "30", None),
        ("25", "30", None),
        ("9:75", "30", None),
        ("24:10", "30", None),
    ],
)
def test_times_are_read_as_people_write_them(start: str, finish: str, times: tuple[int, int] | None) -> None:
    assert times_of(start, finish, NOW) == times


def entry(teacher: Officer, **values: object) -> QuickEntry:
    """Return a sound entry."""
    plain: dict[str, object] = {"officer": teacher.id, "day": DAY, "start": "9:30", "finish": "30", "served_agency": " 範例文化局 "}
    return QuickEntry(**{**plain, **values})  # type: ignore[arg-type]


def test_entry_is_kept_as_a_record(desk: Desk, teacher: Officer) -> None:
    topic = desk.rules(DAY).topics[0]
    given = entry(
        teacher,
        served_person="王小明",
        channels=(Channel.PHONE,),
        system=topic.name,
        item=3,
        problem=" 不能登入 ",
        handling="重設",
        settlement=Settlement.SOLVED,
    )
    assert coaching_entry.entry_problems(desk, given) == ()
    coaching_entry.enter(desk, given)
    (held,) = desk.store.all(Coaching)
    assert (held.day, held.start, held.end, held.served_agency, held.served_person) == (DAY, 570, 600, "範例文化局", "王小明")
    assert (held.channels, held.system, held.item, held.problem) == ((Channel.PHONE,), topic.code, 3, "不能登入")
    assert (held.handling, held.settlement, held.agency) == ("重設", Settlement.SOLVED, teacher.agency)


def test_length_alone_ended_now(desk: Desk, teacher: Officer) -> None:
    coaching_entry.enter(desk, entry(teacher, day=desk.today, start="", finish="30"))
    (held,) = desk.store.all(Coaching)
    assert (held.start, held.end) == (510, 540)  # the clock stands at 9:00 in Taiwan


def test_unreadable_times_and_whatever_else_is_wrong_are_named(desk: Desk, teacher: Officer) -> None:
    wrong = entry(teacher, start="早上", served_agency="", item=9)
    assert [one.code for one in coaching_entry.entry_problems(desk, wrong)] == [
        "entry_times",
        "coaching_item",
        "coaching_nobody_served",
        "coaching_about_nothing",
    ]
    with pytest.raises(InputError) as caught:
        coaching_entry.enter(desk, wrong)
    assert fault_of(caught) is Fault.INCOMPLETE


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, True),
        ({"start": "14:00", "finish": "14:30"}, True),
        ({"problem": "另一件事"}, True),
        ({"start": "14:00", "finish": "14:30", "problem": "另一件事"}, False),
        ({"start": "14:00", "finish": "14:30", "problem": ""}, False),
        ({"served_agency": "範例地政局"}, False),
        ({"day": date(2026, 3, 3)}, False),
    ],
    ids=["all the same", "another time", "another problem", "another matter", "about nothing", "another agency", "another day"],
)
def test_what_seems_to_be_in_the_book_already_is_hinted(desk: Desk, teacher: Officer, values: dict[str, Any], *, told: bool) -> None:
    coaching_entry.enter(desk, entry(teacher, problem="不能登入"))
    found = coaching_entry.entry_problems(desk, entry(teacher, **{"problem": "不能登入", **values}))
    hints = [one for one in found if one.code == "coaching_entered"]
    assert [(one.severity, one.facts["time"]) for one in hints] == ([(Severity.WARNING, "09:30")] if told else [])
    coaching_entry.enter(desk, entry(teacher, **{"problem": "不能登入", **values}))
    assert desk.store.count(Coaching) == 2


def test_what_was_typed_before_completes_what_is_typed(desk: Desk, teacher: Officer) -> None:
    other = hire(desk, "陳𡍼明")
    appointed(desk, other)
    topic = desk.rules(DAY).topics[0]
    first = replace(coaching.new_coaching(desk, teacher.id, DAY, 540, 600, "範例文化局"), served_person="王小明", system=topic.code, problem="不能登入")
    coaching.coach(desk, first)
    coaching.coach(desk, replace(first, id=coaching.new_coaching(desk, teacher.id, DAY, 1, 2, "x").id, day=date(2026, 4, 1), handling="重設密碼"))
    coaching.coach(desk, replace(coaching.new_coaching(desk, other.id, DAY, 540, 600, "範例地政局"), system="自有系統", escalated_to="8585"))
    found = coaching_entry.known(desk)
    assert found.agencies[0] == "範例文化局"
    assert found.people == (("範例文化局", "王小明", ""),)
    assert found.systems[:2] == (topic.name, "自有系統")
    assert (found.problems, found.handlings, found.addressees) == (("不能登入",), ("重設密碼",), ("8585",))
    assert coaching_entry.known(desk, other.id).people == ()


def test_teachers_of_the_year_may_be_chosen(desk: Desk, teacher: Officer) -> None:
    child = found_child(desk)
    theirs = hire(desk, "林小華", agency=child.id)
    appointed(desk, theirs)
    assert coaching_entry.coaches(desk, YEAR) == ((teacher.id, "王小明"), (theirs.id, "林小華"))
    assert coaching_entry.coaches(desk, YEAR - 1) == ()
