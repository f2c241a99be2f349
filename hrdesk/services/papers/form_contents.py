"""Which content stands on which form, and whom a form is about where that is not said: the only one there is, or nobody is guessed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from hrdesk.domain.forms import FormContent
from hrdesk.domain.minguo import roc_year
from hrdesk.domain.record import AgencyId, AppointmentId, CourseId, OfficerId
from hrdesk.domain.seeds import Addressee, Appointment, ChangeKind
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.training import Course
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import agency as agency_record
from hrdesk.services.agency.agencies import first_tier, own_part
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask
from hrdesk.services.papers.form_awards import award_list
from hrdesk.services.people.staff import officer as officer_record
from hrdesk.services.review.form_evaluation import evaluation_sheet
from hrdesk.services.study.form_absence import annex4
from hrdesk.services.study.form_courses import course_notice, sign_in_sheet, timetable
from hrdesk.services.study.form_training import annex1
from hrdesk.services.teachers.form_changes import change_notice, handover_list
from hrdesk.services.teachers.form_people import merit_statement, personal_summary
from hrdesk.services.teachers.form_seeds import annex2, annex3
from hrdesk.services.teachers.form_self_check import annex5, self_check_sheet
from hrdesk.services.teachers.form_year import year_report
from hrdesk.services.teachers.seeds import appointment, appointments_of, seed_teachers

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a form is about beyond its year: one agency (default: the own part), officer, course, appointment.

    For notices: which change of the appointment (default: its end where it has ended), and to whom (default: all three of 伍五).
    """

    agency: AgencyId | None = None
    officer: OfficerId | None = None
    course: CourseId | None = None
    appointment: AppointmentId | None = None
    change: ChangeKind | None = None
    addressee: Addressee | None = None


PERSONAL: Mapping[str, Callable[[Desk, Agency, Officer, int, Mask], FormContent]] = {
    "annex5": annex5,
    "self-check-sheet": self_check_sheet,
    "merit-statement": merit_statement,
    "personal-summary": personal_summary,
}
OF_COURSE = frozenset({"timetable", "sign-in-sheet", "course-notice"})
OF_APPOINTMENT = frozenset({"change-notice", "handover-list"})


def resolved(desk: Desk, form: str, year: int, about: About) -> About:
    """Return what a form is about, with the officer, course or appointment that it needs filled in where the year has only one.

    Raises InputError NOT_FOUND where there is none, AMBIGUOUS where there are several.
    """
    if form in PERSONAL and about.officer is None:
        people = seed_teachers(desk, year, agencies_of(desk, about))
        return replace(about, officer=_only(people, "種籽教師", year).id)
    if form in OF_COURSE and about.course is None:
        courses = [one for one in desk.store.all(Course, agency=_keys(desk, about)) if roc_year(one.start) == year and not one.cancelled]
        return replace(about, course=_only(courses, "課程", year).id)
    if form in OF_APPOINTMENT:
        held = appointment(desk, about.appointment) if about.appointment else _the_appointment(desk, form, year, about)
        return replace(about, appointment=held.id, officer=held.officer)
    return about


def content_of(desk: Desk, form: str, year: int, about: About, mask: Mask) -> FormContent:
    """Return what stands on a form about what `resolved` gave."""
    agencies = agencies_of(desk, about)
    if form in PERSONAL and about.officer:
        person = officer_record(desk, about.officer)
        return PERSONAL[form](desk, agency_record(desk, person.agency), person, year, mask)
    if form in OF_APPOINTMENT and about.appointment:
        return _of_appointment(desk, form, about, appointment(desk, about.appointment), mask)
    if form in OF_COURSE and about.course:
        return _of_course(desk, form, year, about, _course(desk, about.course), mask)
    return _of_agencies(desk, form, year, about, agencies, mask)


def agencies_of(desk: Desk, about: About) -> tuple[Agency, ...]:
    """Return the agencies that a form covers."""
    return (agency_record(desk, about.agency),) if about.agency else own_part(desk)


def _of_appointment(desk: Desk, form: str, about: About, held: Appointment, mask: Mask) -> FormContent:
    if form == "handover-list":
        return handover_list(desk, held, mask)
    change = about.change or (ChangeKind.ENDED if held.end else ChangeKind.APPOINTED)
    return change_notice(desk, held, change, mask, (about.addressee,) if about.addressee else tuple(Addressee))


def _of_course(desk: Desk, form: str, year: int, about: About, course: Course, mask: Mask) -> FormContent:
    agencies = agencies_of(desk, about)
    if form == "timetable":
        return timetable(desk, agencies, year, course)
    if form == "sign-in-sheet":
        return sign_in_sheet(desk, agencies, year, mask, course)
    return course_notice(desk, agencies, year, mask, course, officer_record(desk, about.officer) if about.officer else None)


def _of_agencies(desk: Desk, form: str, year: int, about: About, agencies: Sequence[Agency], mask: Mask) -> FormContent:
    if form == "annex3":
        return annex3(desk, agencies, year, mask, officer_record(desk, about.officer) if about.officer else None)
    if form == "annex4":
        return annex4(desk, agencies, year, mask, _course(desk, about.course) if about.course else None)
    if form == "award-list":
        return award_list(desk, agencies[0], year, mask)
    if form == "evaluation-sheet":
        return evaluation_sheet(desk, agencies if about.agency else first_tier(desk, year) or agencies[:1], year)
    if form == "year-report":
        return year_report(desk, agencies, year)
    return (annex1 if form == "annex1" else annex2)(desk, agencies, year, mask)


def _keys(desk: Desk, about: About) -> tuple[AgencyId, ...]:
    return tuple(one.id for one in agencies_of(desk, about))


def _the_appointment(desk: Desk, form: str, year: int, about: About) -> Appointment:
    """Return the newest appointment of the officer named, or of the only seed teacher of the year; for a handover, of those that ended."""
    held = [one for one in appointments_of(desk, year, _keys(desk, about)) if about.officer in (None, one.officer)]
    if form == "handover-list":
        held = [one for one in held if one.end is not None]
    newest = {one.officer: one for one in held}
    return _only(tuple(newest.values()), "種籽教師指派", year)


def _only(found: Sequence[T], what: str, year: int) -> T:
    if not found:
        raise InputError(Fault.NOT_FOUND, what=what, text=f"{year}年度")
    if len(found) > 1:
        raise InputError(Fault.AMBIGUOUS, text=f"{year}年度{what}", count=len(found))
    return found[0]


def _course(desk: Desk, key: CourseId) -> Course:
    found = desk.store.get(Course, key)
    if found is None:
        raise InputError(Fault.NOT_FOUND, what="課程", text=key)
    return found
