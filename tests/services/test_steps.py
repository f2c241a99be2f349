"""Undo and redo are named in the menu by what they would take back or repeat."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.seeds import ChangeKind
from hrdesk.domain.staff import Role
from hrdesk.domain.values import Changes, Key
from hrdesk.services.core.desk import Desk
from hrdesk.services.imports import importing
from hrdesk.services.opening.steps import Pending, pending, undo_name
from hrdesk.services.people import staff
from hrdesk.services.safekeeping import keeping
from hrdesk.services.study import training
from hrdesk.services.teachers import coaching, seeds
from hrdesk.store.entry import Entry
from tests.services.book import ROSTER, appointed, hire, hold, write_csv


def undo(desk: Desk) -> str | None:
    return pending(desk).undo


def keys(kind: str, count: int) -> tuple[Key, ...]:
    return tuple(Key(kind, str(number)) for number in range(count))


def test_a_new_workspace_has_nothing_to_take_back(desk: Desk) -> None:
    assert pending(desk) == Pending(undo=None, redo=None)


def test_an_edit_is_named_by_what_it_did_to_which_record(desk: Desk) -> None:
    person = hire(desk)
    assert undo(desk) == "新增人事人員"
    staff.change_officer(desk, person, {"title": "科員"})
    assert undo(desk) == "修改人事人員"
    with desk.store.write(Act.EDIT) as tx:
        tx.delete(person)
    assert undo(desk) == "刪除人事人員"
    hold(desk)
    assert undo(desk) == "新增班期"


def test_what_was_taken_back_is_named_by_what_it_was(desk: Desk) -> None:
    hire(desk)
    hold(desk)
    keeping.undo(desk)
    assert pending(desk) == Pending(undo="新增人事人員", redo="新增班期")
    keeping.redo(desk)
    assert pending(desk) == Pending(undo="新增班期", redo=None)


def test_roles_and_coaching_are_named_by_their_records(desk: Desk) -> None:
    person = hire(desk)
    staff.assign_role(desk, person.id, Role.HEAD, date(2026, 1, 1))
    assert undo(desk) == "新增身分"
    held = appointed(desk, person)
    assert undo(desk) == "指派種籽教師"
    seeds.notify(desk, held.id, ChangeKind.APPOINTED, date(2026, 1, 2))
    assert undo(desk) == "修改種籽教師指派"
    record = coaching.new_coaching(desk, person.id, date(2026, 3, 2), 540, 600, "範例文化局")
    coaching.coach(desk, record)
    assert undo(desk) == "新增輔導紀錄"
    coaching.coach(desk, replace(record, problem="無法登入"))
    assert undo(desk) == "修改輔導紀錄"


def test_an_act_with_a_name_of_its_own_keeps_it(desk: Desk, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "名冊.csv", ROSTER, ("人事室", "A001", "科員", "王小明", "", "", "115/01/01", "委任第五職等", "", ""))
    importing.apply_plan(desk, importing.plan_roster(desk, path))
    assert undo(desk) == "匯入名冊"
    training.enrol(desk, hold(desk).id, [staff.find_officer(desk, "A001").id], date(2026, 5, 1))
    assert undo(desk) == "報名"


@pytest.mark.parametrize(
    ("act", "changes", "name"),
    [
        (Act.EDIT, Changes(added=keys("Staffing", 3)), "新增員額等 3 筆"),
        (Act.EDIT, Changes(added=keys("Officer", 1), changed=keys("RoleSpan", 2)), "修改身分等 3 筆"),
        (Act.EDIT, Changes(removed=keys("Coaching", 2)), "刪除輔導紀錄等 2 筆"),
        (Act.NOMINATE, Changes(removed=keys("Nominee", 1)), "刪除提報人員"),
        (Act.NOMINATE, Changes(changed=keys("Nominee", 1)), "敘獎提報"),
        (Act.NOMINATE, Changes(added=keys("Nominee", 1), removed=keys("Nominee", 1)), "敘獎提報"),
        (Act.CLAIM_MERIT, Changes(added=keys("MeritClaim", 1)), "填特殊優良事蹟"),
        (Act.CLAIM_MERIT, Changes(changed=keys("MeritClaim", 1)), "修改特殊優良事蹟"),
        (Act.EDIT, Changes(), "修改"),
    ],
)
def test_many_records_are_counted(act: Act, changes: Changes, name: str) -> None:
    assert undo_name(Entry(1, act, "範例承辦", datetime(2026, 11, 20, tzinfo=UTC), changes=changes)) == name
