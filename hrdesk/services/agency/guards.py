"""What no package may do to the records held here: a second one where there is one, or taking away what a decision or another year rests on."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from hrdesk.domain.awards import Decision, Nomination, Nominee
from hrdesk.domain.collected import PresenceRuling
from hrdesk.domain.minguo import roc_year, year_end, year_start
from hrdesk.domain.offices import Direction, Parcel, Workspace
from hrdesk.domain.package import PackageKind
from hrdesk.domain.record import AgencyId, CourseId, Record
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Appointment, Coaching, Evidence, Mentoring, MeritClaim, SelfCheck, Verification
from hrdesk.domain.single import WORDS, single_key
from hrdesk.domain.staff import Agency, Duty, Officer, RoleSpan
from hrdesk.domain.training import AbsenceReport, Course, TrainingRecord
from hrdesk.services.agency.agencies import above
from hrdesk.services.agency.snapshot import Reader, evidence_of, officers_of

JUDGED_FIELDS: Mapping[type[Record], tuple[str, ...]] = {
    MeritClaim: ("officer", "year", "section", "text", "evidence"),
    AbsenceReport: ("training", "officer", "presence", "leave_kind", "reason", "evidence"),
}
RESTED_ON = (Appointment, SelfCheck, Coaching, MeritClaim)  # what a decision about a person was made from


def same_judged(fresh: Record, held: Record) -> bool:
    """Tell whether everything that the collector judged is as it was; the files behind are for `altered_files`."""
    return all(getattr(fresh, name) == getattr(held, name) for name in JUDGED_FIELDS[type(fresh)])


def altered_files(reader: Reader, records: Iterable[Record]) -> frozenset[str]:
    """Return the ids of evidence that a package gives another file than is held."""
    found = ((record, reader.get(Evidence, record.id)) for record in records if isinstance(record, Evidence))
    return frozenset(record.id for record, held in found if held is not None and held.digest != record.digest)


def own_courses(reader: Reader) -> frozenset[CourseId]:
    """Return the courses that this office runs itself: what its sign-in sheets say no package changes or takes away."""
    workspace = reader.get(Workspace, "workspace")
    return frozenset(one.id for one in reader.all(Course, agency=workspace.agency)) if workspace is not None else frozenset()


def enrolled(reader: Reader, year: int, agencies: Collection[AgencyId], today: date) -> Iterator[TrainingRecord]:
    """Yield who of these agencies is only enrolled in a course of a 民國 year that this office, or one above it, has yet to hold.

    Nobody marked or reported anything of them. From the day on which a course starts nobody is taken off its list by a package any more (陸二(一)).
    """
    workspace = reader.get(Workspace, "workspace")
    whose = (workspace.agency, *above(reader.all(Agency), workspace.agency)) if workspace is not None else ()
    courses = {one.id for one in reader.all(Course, agency=whose) if roc_year(one.start) == year and one.start > today}
    reported = {one.training for one in reader.all(AbsenceReport, agency=tuple(agencies))}
    for one in reader.all(TrainingRecord, agency=tuple(agencies), course=tuple(courses)):
        if not (marked(one) or one.id in reported):
            yield one


def marked(one: TrainingRecord) -> bool:
    """Tell whether the sheet has anything of an enrolment."""
    return bool(one.attendance or one.completed or one.made_up)


def exchanged(reader: Reader, records: Iterable[Record], held: Reader) -> Iterator[str]:
    """Yield a sentence for each enrolment on the own sign-in sheet, with what became of it, that a package gives another person or course."""
    own = own_courses(reader)
    for record in records:
        sheet = held.get(TrainingRecord, record.id) if isinstance(record, TrainingRecord) else None
        if sheet is None or sheet.course not in own or not marked(sheet):
            continue
        if (getattr(record, "officer", ""), getattr(record, "course", "")) != (sheet.officer, sheet.course):
            yield "已登錄到課情形的報名換了人員或班期"


def signed_in(reader: Reader, records: Iterable[Record], held: Reader, *, roll: bool = False) -> dict[str, TrainingRecord]:
    """Return by id the enrolments of a package in courses that this office runs itself, or that somebody ruled on, with the presence held here.

    Neither side wins by itself (TP-21): the book holds what the own sheet says (nothing where there is none), the package what the agency says,
    and `sign_in_cases` shows both. Once the sheet has something of an enrolment, no package withdraws it or names a substitute after the event.
    A `roll` tells who goes, of whosever course, and never what became of it.
    """
    given = tuple(record for record in records if isinstance(record, TrainingRecord))
    ruled = {one.training for one in reader.all(PresenceRuling)} if given else frozenset()
    own = own_courses(reader) if given else frozenset()
    found = ((record, held.get(TrainingRecord, record.id)) for record in given if roll or record.course in own or record.id in ruled)
    return {one.id: _on_sheet(one, sheet, roll=roll) for one, sheet in found}


def _on_sheet(told: TrainingRecord, sheet: TrainingRecord | None, *, roll: bool) -> TrainingRecord:
    """Return an enrolment as a package tells it, with what the sheet says of it."""
    if sheet is None:
        return replace(told, attendance=(), made_up=False, completed=None if roll else told.completed)
    kept = replace(told, attendance=sheet.attendance, made_up=sheet.made_up, completed=sheet.completed if roll else told.completed)
    if not marked(sheet):
        return kept
    return replace(kept, enrolled=sheet.enrolled or told.enrolled, substituted_by=sheet.substituted_by, substituted_on=sheet.substituted_on)


def known_as(course: Course) -> str:
    """Return what a class is known by where another book has it under an id of its own."""
    return f"{course.code} {course.term} {course.start.isoformat()}"


def class_key(course: Course) -> str:
    """Return what tells a class apart in every book: what it is known by, or its id where it has no code."""
    return known_as(course) if course.code else course.id


def not_twice(reader: Reader, records: Sequence[Record], held: Reader) -> list[Record]:
    """Return the records of a sign-in sheet without what the own book has under ids of its own: the same person in the same class.

    A class or an enrolment entered there as well would count twice in 附表1; `reconciliation` shows where the sheet says otherwise. Without a code no
    class under another id is the same.
    """
    keys = {one.id: class_key(one) for one in records if isinstance(one, Course)}
    mine = {one.id: key for one in reader.all(Course) if (key := class_key(one)) in keys.values()}
    known = {(one.officer, mine[one.course]) for one in reader.all(TrainingRecord, course=tuple(mine))} if mine else frozenset()
    fresh = [one for one in records if isinstance(one, TrainingRecord) and held.get(TrainingRecord, one.id) is None]
    twice = {one.id for one in fresh if (one.officer, keys.get(one.course)) in known}
    used = {one.course for one in records if isinstance(one, TrainingRecord) and one.id not in twice}
    return [one for one in records if one.id not in twice and (not twice or not isinstance(one, Course) or one.id in used)]


def unjudged(record: Record, altered: Collection[str]) -> Record:
    """Return a claim or an absence without the collector's finding where a file behind it is another one now; any other record as it is."""
    if not altered or not set(altered) & set(evidence_of(record)):
        return record
    if isinstance(record, MeritClaim):
        return replace(record, verification=Verification.OPEN, verified_by="", verified_how="", verified=None)
    if isinstance(record, AbsenceReport):
        return replace(record, department_verdict=None, department_reason="")
    return record


def shaken(reader: Reader, altered: Collection[str], fresh: Collection[tuple[type[Record], str]], allowed: Collection[AgencyId]) -> Iterator[Record]:
    """Yield held claims and absences, not in the package themselves, whose file the package replaces: their finding is void."""
    for kind in (MeritClaim, AbsenceReport) if altered else ():
        for held in reader.all(kind, agency=tuple(allowed)):
            now = unjudged(held, altered)
            if (kind, held.id) not in fresh and now != held:
                yield now


def second_ones(reader: Reader, puts: Iterable[Record], gone: Collection[Record]) -> Iterator[str]:
    """Yield a sentence for each record that would stand beside a held one where there is one."""
    going = {(type(record), record.id) for record in gone}
    for record in puts:
        key = single_key(record)
        others = reader.all(type(record), **key) if key else ()
        if any(one.id != record.id and (type(one), one.id) not in going for one in others):
            yield WORDS[type(record)]


def wrong_lists(reader: Reader, puts: Collection[Record], sender: AgencyId) -> Iterator[str]:
    """Yield a sentence for each list that is not the sender's, and each line that gives a person another agency than the roster (陸三(五))."""
    officers = {one.id: one for one in puts if isinstance(one, Officer)}
    for record in puts:
        if isinstance(record, Nomination) and record.agency != sender:
            yield "敘獎名單不是寄件機關的"
        if isinstance(record, Nominee):
            officer = officers.get(record.officer) or reader.get(Officer, record.officer)
            if officer is None or officer.agency != record.agency:
                yield "提報人員不是所列機關的人員"


def taken_away(reader: Reader, gone: Iterable[Record], allowed: Collection[AgencyId], year: int) -> Iterator[str]:
    """Yield a sentence where a package drops what a decision was made from, or the appointment of someone proposed."""
    decided = {one.officer for one in reader.all(Decision, agency=tuple(allowed), year=year) if one.times}
    lists = tuple(one.id for one in reader.all(Nomination, agency=tuple(allowed), year=year))
    proposed = {one.officer for one in reader.all(Nominee, nomination=lists)} if lists else set()
    for record in gone:
        people = set(officers_of(record))
        if isinstance(record, RESTED_ON) and people & decided:
            yield "少了已作成決定的提報人員所依據的資料"
        elif isinstance(record, Appointment) and people & proposed:
            yield "少了提報人員的指派（附表2）"


def other_years(reader: Reader, allowed: Collection[AgencyId], year: int) -> frozenset[int]:
    """Return the other years of which a submission was received from these agencies: what touches those is theirs too."""
    sent = reader.all(Parcel, agency=tuple(allowed), kind=PackageKind.SUBMISSION.value, direction=Direction.RECEIVED)
    return frozenset(one.year for one in sent if one.year != year)


def touches(record: Record, years: Iterable[int]) -> bool:
    """Tell whether a record that runs over days does so in any of these 民國 years."""
    if isinstance(record, Officer):
        return any((record.arrived is None or record.arrived <= year_end(one)) and (record.left is None or record.left >= year_start(one)) for one in years)
    return isinstance(record, (RoleSpan, Duty, Appointment, Mentoring)) and any(
        overlaps(record.start, record.end, year_start(one), year_end(one)) for one in years
    )
