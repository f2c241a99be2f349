"""The roster as it is asked for."""

from datetime import date

from hrdesk.domain.staff import Role
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import staff
from hrdesk.services.people.roster import Scope, known, roster, usual_day
from tests.services.book import YEAR, child_of, found_child, hire


def names(desk: Desk, *args: object) -> set[str]:
    """Return who is found."""
    return {one.name for one in roster(desk, YEAR, *args).people}  # type: ignore[arg-type]


def test_who_serves_who_left_and_everyone(desk: Desk) -> None:
    hire(desk, "在職")
    hire(desk, "三月離職", left=date(2026, 3, 31))
    hire(desk, "早離職", left=date(2020, 1, 1))
    hire(desk, "將到職", arrived=date(2027, 1, 1))
    assert names(desk) == {"在職"}
    assert names(desk, Scope.SERVING, (), date(2026, 3, 31)) == {"在職", "三月離職"}
    assert names(desk, Scope.YEAR) == {"在職", "三月離職"}
    assert names(desk, Scope.LEFT) == {"三月離職", "早離職"}
    assert names(desk, Scope.LEFT, (), date(2026, 3, 31)) == {"早離職"}
    assert len(names(desk, Scope.ALL)) == 4


def test_agencies_and_roles_come_along(desk: Desk) -> None:
    person = hire(desk, "王小明")
    staff.assign_role(desk, person.id, Role.HEAD, date(2026, 1, 1))
    assert roster(desk, YEAR).roles[person.id] == (Role.HEAD,)
    found_child(desk)
    child = child_of(desk)
    hire(desk, "所屬人", agency=child)
    found = roster(desk, YEAR, Scope.ALL, (desk.workspace.agency, child))
    assert len(found.people) == len(found.agencies) == 2
    assert [one.name for one in roster(desk, YEAR, Scope.ALL, (child,)).people] == ["所屬人"]


def test_nobody_at_all_is_told_from_nobody_asked_for(desk: Desk) -> None:
    assert not roster(desk, YEAR).anybody
    found_child(desk)
    hire(desk, "所屬人", agency=child_of(desk))
    found = roster(desk, YEAR)
    assert (found.people, found.anybody) == ((), True)


def test_a_year_is_looked_at_on_its_last_day_on_today_or_on_its_first(desk: Desk) -> None:
    assert [usual_day(desk, year) for year in (114, 115, 116)] == [date(2025, 12, 31), desk.today, date(2027, 1, 1)]


def test_what_was_typed_before_is_known(desk: Desk) -> None:
    hire(desk, "王小明", unit="人事室", title="主任", grade="薦任第九職等", left_reason="退休")
    hire(desk, "陳小華", unit="人事室", grade="委任第五職等")
    found = known(desk)
    assert (found.units, found.titles, found.grades, found.reasons) == (("人事室",), ("主任",), ("薦任第九職等", "委任第五職等"), ("退休",))
