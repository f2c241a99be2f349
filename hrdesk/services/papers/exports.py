"""What is handed to other systems: decided awards for WebHR, and hours for 終身學習; every export is logged, since it holds personal data."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.attendance import certified_minutes
from hrdesk.domain.awards import Decision, Nominee, Ruling
from hrdesk.domain.minguo import hours_text, roc_year
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.training import Course, Method, Mode, Session, TrainingRecord
from hrdesk.domain.values import Key, Problem
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.interchange import Exported, Line, Template, fill, template
from hrdesk.services.core.paper import write_whole

MODES = {Mode.DIGITAL: "1", Mode.PHYSICAL: "2", Mode.BLENDED: "3"}
DAY = (9 * 60, 17 * 60)  # start and end of a day whose sessions are not known


@dataclass(frozen=True, slots=True)
class Written:
    """What an export wrote: its files (several where the other side takes no more rows in one), their rows, and what was left out and why."""

    files: tuple[Path, ...]
    rows: int
    left_out: tuple[Problem, ...]


def export(desk: Desk, what: str, year: int, out: Path, reason: str) -> Written:
    """Write an export of a 民國 year to `out`, none of it where any of its files exists, and log why and whose data left.

    Raises InputError NEEDS_REASON without a `reason`, since the files hold ID numbers, TARGET_EXISTS, and as `prepared` does.
    """
    if not reason.strip():
        raise InputError(Fault.NEEDS_REASON, what="匯出身分證統一編號")
    exported = prepared(desk, what, year)
    targets = tuple(out if not number else out.with_stem(f"{out.stem}-{number + 1}") for number in range(len(exported.files)))
    for target in targets:
        if target.exists():
            raise InputError(Fault.TARGET_EXISTS, file=target.name)
    for target, content in zip(targets, exported.files, strict=True):
        write_whole(target, content)
    desk.store.note(Act.EXPORT, exported.records, what=what, year=year, rows=exported.rows, reason=reason.strip())
    return Written(targets, exported.rows, exported.left_out)


def prepared(desk: Desk, what: str, year: int) -> Exported:
    """Return the files of an export of a 民國 year: `award` the granted awards for WebHR, `learning` the hours of the courses run here and below (自辦),
    for the department its own too.

    Raises InputError NOT_FOUND for any other, INVALID where two rows are the same.
    """
    layout = template(what)
    return fill(layout, LINES[what](desk, layout, year))


def _awards(desk: Desk, layout: Template, year: int) -> Iterator[Line]:
    """Yield a line for each award granted, of every round; one whose person, agency or deed is not known here any more is left out and told."""
    for decision in desk.store.all(Decision, year=year):
        officer, agency = desk.store.get(Officer, decision.officer), desk.store.get(Agency, decision.agency)
        nominee = desk.store.get(Nominee, decision.nominee)
        if decision.ruling is Ruling.REFUSED:
            continue
        values = {
            "national_id": officer.national_id if officer else "",
            "name": officer.name if officer else "",
            "agency_code": agency.code if agency else "",
            "deed": nominee.deed if nominee else "",
            "result": layout.results.get(str(decision.times), ""),
        }
        yield Line(values, Key("Decision", decision.id))


def _hours(desk: Desk, layout: Template, year: int) -> Iterator[Line]:
    """Yield a line for each person with certified hours in one of the courses to upload."""
    del layout
    for course in _uploaded(desk):
        for training in desk.store.all(TrainingRecord, course=course.id) if roc_year(course.start) == year and not course.cancelled else ():
            minutes = certified_minutes(desk.rules(course.start), course, training).value
            officer = desk.store.get(Officer, training.officer)
            if minutes:
                yield Line(_hour_values(course, officer, minutes), Key("TrainingRecord", training.id))


def _uploaded(desk: Desk) -> Iterator[Course]:
    """Yield the courses whose hours are uploaded from here: 自辦 of the whole part, and the department's own."""
    yield from desk.store.all(Course, method=Method.AGENCY)
    if desk.workspace.kind is WorkspaceKind.DEPARTMENT:
        yield from desk.store.all(Course, method=Method.DEPARTMENT, agency=desk.workspace.agency)


LINES: Mapping[str, Callable[[Desk, Template, int], Iterator[Line]]] = {"award": _awards, "learning": _hours}  # by template


def _hour_values(course: Course, officer: Officer | None, minutes: int) -> dict[str, str]:
    """Return the values of one person's hours in one course."""
    hours = hours_text(minutes)
    first, last = _edges(course)
    return {
        "national_id": officer.national_id if officer else "",
        "name": officer.name if officer else "",
        "course": course.name,
        "course_code": course.code,
        "term": course.term,
        "category": course.category_code,
        "start_date": _date(first),
        "start_time": _time(first.start),
        "end_date": _date(last),
        "end_time": _time(last.end),
        "hours": hours,
        "mode": MODES[course.mode],
        "digital_hours": hours if course.mode is Mode.DIGITAL else "0",
        "physical_hours": hours if course.mode is not Mode.DIGITAL else "0",
    }


def _edges(course: Course) -> tuple[Session, Session]:
    """Return a course's first and last session, or its whole days where none is known."""
    sessions = sorted(course.sessions, key=lambda session: (session.day, session.start))
    return (sessions[0], sessions[-1]) if sessions else (Session(course.start, *DAY), Session(course.end, *DAY))


def _date(session: Session) -> str:
    """Return a day as the other side writes it, 115-08-01."""
    return f"{roc_year(session.day)}-{session.day:%m-%d}"


def _time(minutes: int) -> str:
    """Return minutes after midnight as the other side writes them, 09:00:00."""
    return f"{minutes // 60:02}:{minutes % 60:02}:00"
