"""What a new book wants first."""

from dataclasses import replace
from datetime import date

from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.staff import Headcount
from hrdesk.services.agency import agencies
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening.beginning import first_steps
from tests.services.book import YEAR, hire


def test_a_new_book_has_three_steps_none_of_them_done(desk: Desk) -> None:
    assert [(one.page, one.done) for one in first_steps(desk, YEAR)] == [("people", False), ("settings", False), ("seeds", False)]


def test_a_head_count_ticks_its_step(desk: Desk) -> None:
    agencies.set_staffing(desk, {Headcount.STAFFING_BUDGET: 5}, date(2026, 1, 1))
    assert [one.done for one in first_steps(desk, YEAR)] == [False, True, False]


def test_somebody_on_the_roster_ends_the_beginning(desk: Desk) -> None:
    hire(desk)
    assert first_steps(desk, YEAR) == ()


def test_the_department_keeps_no_roster_to_begin_with(desk: Desk) -> None:
    department = replace(desk, workspace=replace(desk.workspace, kind=WorkspaceKind.DEPARTMENT))
    assert first_steps(department, YEAR) == ()
