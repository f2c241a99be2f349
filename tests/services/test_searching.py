"""Anything is found by any part of what one would call it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from hrdesk.domain.acts import Act
from hrdesk.domain.members import Access
from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import PackageKind
from hrdesk.domain.record import ParcelId
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening import members, searching
from hrdesk.services.opening.workspace import open_desk
from hrdesk.services.teachers import coaching
from hrdesk.store.key_file import FLOOR
from tests.services.book import PASSPHRASE, Clock, appointed, child_of, found_child, hire, hold


def titles(desk: Desk, text: str, **options: Any) -> list[tuple[str, str]]:
    """Return what is found, as kind and title."""
    return [(hit.kind_label, hit.title) for hit in searching.find(desk, text, **options)]


def test_people_are_found_from_the_first_character_in_any_spelling(desk: Desk) -> None:
    hire(desk, "陳𡍼明", employee_no="A001", unit="臺北組")
    hire(desk, "王小明", former_names=("王大明",), left=date(2026, 3, 1))
    assert titles(desk, "𡍼") == [("人事人員", "陳𡍼明")]
    assert titles(desk, "台北 a001") == [("人事人員", "陳𡍼明")]
    assert titles(desk, "王大明") == [("人事人員", "王小明")]
    assert "離職 115/03/01" in searching.find(desk, "王小明")[0].subtitle
    assert titles(desk, "") == titles(desk, " · ") == titles(desk, "沒有這個人") == []


def test_people_come_by_strokes_and_the_rest_latest_first(desk: Desk) -> None:
    for name in ("王小明", "丁小明"):
        hire(desk, name)
    assert [title for _, title in titles(desk, "小明")] == ["丁小明", "王小明"]
    hold(desk, "115-A", start=date(2026, 1, 5), end=date(2026, 1, 6))
    hold(desk, "115-B", start=date(2026, 5, 5), end=date(2026, 5, 6))
    assert [hit.subtitle[:5] for hit in searching.find(desk, "範例操作班")] == ["115-B", "115-A"]


def test_whole_names_come_before_beginnings_and_parts(desk: Desk) -> None:
    for name in ("李王明", "王明華", "王明"):
        hire(desk, name)
    assert [title for _, title in titles(desk, "王明")] == ["王明", "王明華", "李王明"]
    assert len(titles(desk, "王明", limit=2)) == 2


def test_every_kind_is_found_with_its_page(desk: Desk) -> None:
    person = hire(desk, "王小明")
    found_child(desk)
    hold(desk, "115-XX-01", cancelled=True)
    appointed(desk, person, scope="範例範圍")
    ended = appointed(desk, hire(desk, "李小華"), date(2026, 1, 1))
    with desk.store.write(Act.APPOINT) as tx:
        tx.put(replace(ended, end=date(2026, 6, 30)))
    coaching.coach(desk, coaching.new_coaching(desk, person.id, date(2026, 3, 4), 540, 600, "範例分局"))
    parcel = Parcel(
        id=ParcelId(desk.new_id()),
        agency=child_of(desk),
        recipient=desk.workspace.agency,
        direction=Direction.RECEIVED,
        kind=PackageKind.SUBMISSION.value,
        year=115,
        revision=2,
        package="0",
        content="0",
        at=datetime(2026, 11, 1, tzinfo=UTC),
    )
    with desk.store.write(Act.RECEIVE) as tx:
        tx.put(parcel)
    pages = {
        text: [hit.page for hit in searching.find(desk, text)] for text in ("115-XX-01", "範例範圍", "範例分局", "379111000C", "年度資料 第2版", "115/06/30")
    }
    assert pages == {
        "115-XX-01": ["courses"],
        "範例範圍": ["seeds"],
        "範例分局": ["coaching"],
        "379111000C": ["settings"],
        "年度資料 第2版": ["packages"],
        "115/06/30": ["seeds"],
    }


def test_seed_teacher_finds_only_the_own_coaching(desk: Desk) -> None:
    mine, other = hire(desk, "王小明"), hire(desk, "李小華")
    for person in (mine, other):
        appointed(desk, person)
        coaching.coach(desk, coaching.new_coaching(desk, person.id, date(2026, 3, 4), 540, 600, "範例分局"))
    assert len(titles(desk, "範例分局")) == 2
    assert titles(desk, "範例分局", officer=mine.id) == [("輔導紀錄", "範例分局")]
    assert titles(desk, "李小華", officer=mine.id) == []
    members.admit_member(desk, "王小明", Access.TEACHER, "範例教師的密碼一二三", passphrase=PASSPHRASE, officer=mine.id, cost=FLOOR)
    folder = desk.store.folder
    desk.close()
    with open_desk(folder, who="王小明", passphrase="範例教師的密碼一二三", now=Clock()) as own:
        assert titles(own, "李小華") == []
        assert titles(own, "範例分局") == [("輔導紀錄", "範例分局")]
