"""The department says absent, the agency says present: a case, no winner; taken over only where a person says so."""

from dataclasses import replace

import pytest

from hrdesk.domain.record import CourseId, OfficerId, TrainingId
from hrdesk.domain.training import Course, Presence, TrainingRecord
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.collecting import reconciliation
from hrdesk.services.packages import drafts
from hrdesk.services.safekeeping import keeping
from hrdesk.services.study.training import spread
from tests.factory import record_id
from tests.services.book import fault_of
from tests.services.steps import accepted, drop, first_of, put, submitted
from tests.services.three_offices import FIRST, YEAR, City, teacher


def told(city: City, own: Presence | None, theirs: Presence | None, *, twice: bool = False) -> TrainingRecord:
    """Bring results down that say something else than the own record, and return that; `twice` sends them again with the own presence."""
    submitted(city)
    course = replace(city.department.store.all(Course)[0], id=CourseId(record_id("department course")), code="D01", agency=city.department.workspace.agency)
    plain = TrainingRecord(id=TrainingId(record_id("known")), agency=agency_id(FIRST), officer=teacher(FIRST), course=course.id, enrolled=course.start)
    mine, there = (plain if one is None else replace(plain, attendance=spread(course, one)) for one in (own, theirs))
    put(city.first, course, mine)
    put(city.department, course, there)
    accepted(city, city.department, drafts.results(city.department, YEAR, first_of(city.department)), city.first)
    if twice:
        put(city.department, mine)
        accepted(city, city.department, drafts.results(city.department, YEAR, first_of(city.department)), city.first)
    return mine


def test_differing_presence_is_a_case_and_changes_nothing(city: City) -> None:
    mine = told(city, Presence.ATTENDED, Presence.ABSENT)
    (one,) = reconciliation.disputes(city.first, YEAR)
    assert one.own == mine
    assert {presence for _, presence in reconciliation.presences(one.theirs)} == {Presence.ABSENT}
    assert city.first.store.get(TrainingRecord, mine.id) == mine
    assert reconciliation.disputes(city.first, YEAR - 1) == ()


def test_presence_is_taken_over_in_one_step_and_taken_back(city: City) -> None:
    mine = told(city, Presence.ATTENDED, Presence.ABSENT)
    found = reconciliation.disputes(city.first, YEAR)
    reconciliation.adopt(city.first, found)
    assert reconciliation.disputes(city.first, YEAR) == ()
    keeping.undo(city.first)
    assert city.first.store.get(TrainingRecord, mine.id) == mine
    drop(city.first, mine)
    with pytest.raises(InputError) as caught:
        reconciliation.adopt(city.first, found)
    assert fault_of(caught) is Fault.NOT_FOUND
    assert reconciliation.disputes(city.first, YEAR) == ()


def test_what_was_not_told_yet_or_is_mended_there_is_no_case(city: City) -> None:
    told(city, Presence.ATTENDED, None)
    assert reconciliation.disputes(city.first, YEAR) == ()


def test_newer_results_end_the_case(city: City) -> None:
    told(city, Presence.ATTENDED, Presence.ABSENT, twice=True)
    assert reconciliation.disputes(city.first, YEAR) == ()


def held_there_too(city: City, presence: Presence) -> TrainingRecord:
    """Let the department hold the class that the agency entered by itself, and send its results down; return the agency's record."""
    submitted(city)
    (mine,) = city.first.store.all(TrainingRecord, agency=agency_id(FIRST))
    entered = city.first.store.get(Course, mine.course)
    assert entered is not None
    course = replace(entered, id=CourseId(record_id("department course")), agency=city.department.workspace.agency)
    sheet = replace(mine, id=TrainingId(record_id("on the sheet")), course=course.id, attendance=spread(course, presence))
    colleague = replace(sheet, id=TrainingId(record_id("on the sheet too")), officer=OfficerId(record_id(f"colleague {FIRST}")))
    put(city.department, course, sheet, *([colleague] if presence is Presence.LEAVE else []))
    accepted(city, city.department, drafts.results(city.department, YEAR, first_of(city.department)), city.first)
    return mine


def test_a_class_that_was_entered_here_as_well_does_not_stand_twice(city: City) -> None:
    mine = held_there_too(city, Presence.ATTENDED)
    assert city.first.store.all(TrainingRecord, agency=agency_id(FIRST)) == (mine,)
    assert city.first.store.get(Course, record_id("department course")) is None
    assert reconciliation.disputes(city.first, YEAR) == ()


def test_a_class_that_was_entered_here_as_well_is_a_case_where_the_sheet_says_otherwise(city: City) -> None:
    mine = held_there_too(city, Presence.ABSENT)
    (one,) = reconciliation.disputes(city.first, YEAR)
    assert one.own == mine
    reconciliation.adopt(city.first, (one,))
    (changed,) = city.first.store.all(TrainingRecord, agency=agency_id(FIRST))
    assert (changed.id, changed.attendance) == (mine.id, one.theirs.attendance)


def test_whoever_is_only_on_the_sheet_is_taken_in_with_the_class(city: City) -> None:
    mine = held_there_too(city, Presence.LEAVE)
    found = city.first.store.all(TrainingRecord, agency=agency_id(FIRST))
    assert {one.id for one in found} == {mine.id, record_id("on the sheet too")}
    assert city.first.store.get(Course, record_id("department course")) is not None
