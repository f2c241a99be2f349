"""A year's papers as a whole: what each form may be about, how it stands before it is printed, and all of them written into one folder."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.evaluation import changes_in
from hrdesk.domain.forms import MissingGlyph, Paper, Printed
from hrdesk.domain.minguo import roc_short, roc_year, year_end, year_start
from hrdesk.domain.record import AgencyId, AppointmentId, CourseId, OfficerId
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Appointment
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import Course
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, InputError, PrintError
from hrdesk.services.agency.agencies import own_part
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask
from hrdesk.services.core.told import reason_of
from hrdesk.services.papers import forms
from hrdesk.services.papers.form_contents import OF_APPOINTMENT, OF_COURSE, PERSONAL
from hrdesk.services.papers.forms import SHOWN, About
from hrdesk.services.people.staff import by_post, serving
from hrdesk.services.post import fingerprint
from hrdesk.services.study.form_training import course_title

FORBIDDEN = str.maketrans(dict.fromkeys('\\/:*?"<>|\n\r\t', "_"))  # in the names of files on Windows
LONGEST = 80  # characters of a file's name


@dataclass(frozen=True, slots=True)
class Needs:
    """What may be said of a form: `officer` is "" (nobody), "teacher" or "anyone"; `must` names those without which there is no form."""

    agency: bool = False
    officer: str = ""
    course: bool = False
    appointment: bool = False
    notice: bool = False  # which change, and to whom
    must: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Subjects:
    """Whom and what the papers of a year can be about, each with its label: the agencies, everyone, the seed teachers, courses, appointments."""

    agencies: tuple[tuple[AgencyId, str], ...]
    people: tuple[tuple[OfficerId, str], ...]
    teachers: tuple[tuple[OfficerId, str], ...]
    courses: tuple[tuple[CourseId, str], ...]
    appointments: tuple[tuple[AppointmentId, str], ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A form as it will print, and whether it is a draft because no package carries it as it is now."""

    printed: Printed
    draft: bool


@dataclass(frozen=True, slots=True)
class Job:
    """One paper to make: its form, what it is about, and the name of its file without ending."""

    form: str
    about: About
    name: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What was written, in which folder; what there was nothing for, in words; and characters that no font could draw."""

    folder: Path
    files: tuple[Path, ...]
    left_out: tuple[str, ...]
    missing: tuple[MissingGlyph, ...]


def needs_of(form: str) -> Needs:
    """Return what may be said of a form beyond its year."""
    if form in PERSONAL:
        anyone = form == "personal-summary"
        return Needs(officer="anyone" if anyone else "teacher", must=frozenset({"officer"}))
    if form in OF_COURSE:
        return Needs(agency=True, course=True, officer="anyone" if form == "course-notice" else "", must=frozenset({"course"}))
    if form in OF_APPOINTMENT:
        return Needs(appointment=True, notice=form == "change-notice", must=frozenset({"appointment"}))
    return Needs(agency=True, officer="teacher" if form == "annex3" else "", course=form == "annex4")


def subjects(desk: Desk, year: int, mask: Mask = SHOWN) -> Subjects:
    """Return whom and what the papers of a 民國 year can be about, people called as `mask` says."""
    agencies = own_part(desk)
    ids, first, last = tuple(one.id for one in agencies), year_start(year), year_end(year)
    everyone = {one.id: one for one in desk.store.all(Officer, agency=ids)}
    held = sorted((one for one in desk.store.all(Appointment, agency=ids) if overlaps(one.start, one.end, first, last)), key=lambda one: (one.start, one.id))
    teachers = [everyone[key] for key in dict.fromkeys(one.officer for one in held) if key in everyone]
    courses = sorted(
        (one for one in desk.store.all(Course, agency=ids) if roc_year(one.start) == year and not one.cancelled), key=lambda one: (one.start, one.id)
    )
    return Subjects(
        tuple((one.id, one.name) for one in agencies),
        tuple((one.id, _person(one, mask)) for one in by_post(one for one in everyone.values() if serving(one, first, last))),
        tuple((one.id, _person(one, mask)) for one in teachers),
        tuple((one.id, f"{roc_short(one.start)}　{course_title(one)}") for one in courses),
        tuple((one.id, f"{mask.name(everyone[one.officer].name)}　{_span(one)}") for one in held if one.officer in everyone),
    )


def seen(desk: Desk, form: str, year: int, about: About, mask: Mask, *, reason: str = "") -> Seen:
    """Return a form as it will print, the look noted; unmasked ID numbers need a `reason` (InputError NEEDS_REASON)."""
    mark = mark_of(desk, form, year)
    return Seen(forms.preview(desk, form, year, about, mask, reason=reason, fingerprint=mark), draft=form in forms.CARRIED and not mark)


def note_printed(desk: Desk, form: str, year: int, mask: Mask, *, papers: int = 1, reason: str = "") -> None:
    """Note that papers of a form (or of several, `form` naming them) went to a printer, and why ID numbers were whole where they were."""
    facts: dict[str, str | int] = {"form": form, "year": year, "paper": "printer", "papers": papers, "masked": int(not mask.off)}
    desk.store.note(Act.PRINT, (Key("Agency", desk.workspace.agency),), **facts, **({"reason": reason.strip()} if mask.off else {}))


def mark_of(desk: Desk, form: str, year: int) -> str:
    """Return the fingerprint that makes a form of a 民國 year more than a draft, "" without one."""
    return fingerprint.of_form(desk, form, year) if form in forms.CARRIED else ""


def jobs(desk: Desk, year: int, wanted: Sequence[str], mask: Mask = SHOWN) -> tuple[Job, ...]:
    """Return every paper of a 民國 year of the `wanted` forms, one a person, course or appointment where the form is about one."""
    found = subjects(desk, year, mask)
    return tuple(job for form in wanted for job in _jobs(desk, form, year, found))


def save_all(desk: Desk, year: int, wanted: Sequence[Job], folder: Path, mask: Mask, paper: Paper = Paper.PDF) -> Batch:
    """Write papers into a new folder of the year inside `folder`, `paper` where a form comes on it and its usual one elsewhere.

    The folder appears when all is written; stopped in the middle, or on an error, nothing is left. What there is nothing to print for is told.
    Raises PrintError WRITE_FAILED.
    """
    target = _free(folder / f"{year}年度報表")
    draft = target.with_name(f".{target.name}.part")
    try:
        draft.mkdir(parents=True)
    except OSError as error:
        raise PrintError(Fault.WRITE_FAILED, file=target.name, what=reason_of(error)) from error
    try:
        files, left_out, missing = _write(desk, year, wanted, draft, mask, paper)
        draft.rename(target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return Batch(target, tuple(target / one for one in files), tuple(left_out), tuple(missing))


def previews(desk: Desk, year: int, wanted: Sequence[Job], mask: Mask) -> tuple[tuple[Printed, ...], tuple[str, ...]]:
    """Return papers as they will print, in their order, and in words what there was nothing to print for."""
    printed: list[Printed] = []
    left_out: list[str] = []
    for number, job in enumerate(wanted):
        desk.progress(number, len(wanted))
        try:
            printed.append(seen(desk, job.form, year, job.about, mask).printed)
        except InputError as error:
            left_out.append(_told(job, error))
    return tuple(printed), tuple(left_out)


def _write(desk: Desk, year: int, wanted: Sequence[Job], folder: Path, mask: Mask, paper: Paper) -> tuple[list[str], list[str], list[MissingGlyph]]:
    files: list[str] = []
    left_out: list[str] = []
    missing: list[MissingGlyph] = []
    marks = {form: mark_of(desk, form, year) for form in {job.form for job in wanted}}
    for number, job in enumerate(wanted):
        desk.progress(number, len(wanted))
        offered = forms.papers_of(job.form)
        chosen = paper if paper in offered else offered[0]
        name = _unused(f"{job.name}.{chosen.value}", files)
        try:
            printed = forms.print_form(desk, job.form, year, chosen, folder / name, job.about, mask=mask, fingerprint=marks[job.form])
        except InputError as error:
            left_out.append(_told(job, error))
            continue
        files.append(name)
        missing += printed.missing
    return files, left_out, missing


def _jobs(desk: Desk, form: str, year: int, found: Subjects) -> Iterator[Job]:
    """Yield the papers of one form."""
    title = forms.FORMS[form]
    needs = needs_of(form)
    if form == "change-notice":
        held = [one for one in desk.store.all(Appointment) if one.id in dict(found.appointments)]
        for change in changes_in(held, year):
            who = dict(found.appointments)[change.appointment.id]
            yield _job(form, About(appointment=change.appointment.id, change=change.kind), title, words.label(change.kind), who)
    elif needs.appointment:
        ended = {one.id for one in desk.store.all(Appointment) if one.end is not None and roc_year(one.end) == year}
        yield from (_job(form, About(appointment=key), title, label) for key, label in found.appointments if key in ended)
    elif needs.course and "course" in needs.must:
        yield from (_job(form, About(course=key), title, label) for key, label in found.courses)
    elif "officer" in needs.must:
        people = found.people if needs.officer == "anyone" else found.teachers
        yield from (_job(form, About(officer=key), title, label) for key, label in people)
    else:
        yield _job(form, About(), title)


def _job(form: str, about: About, *parts: str) -> Job:
    return Job(form, about, "_".join(part.strip().replace("　", "_") for part in parts).translate(FORBIDDEN)[:LONGEST])


def _told(job: Job, error: InputError) -> str:
    return f"{job.name}：{words.of_error(error)}"


def _person(one: Officer, mask: Mask) -> str:
    return "　".join(part for part in (mask.name(one.name), one.title, "" if mask.names else one.employee_no) if part)


def _span(one: Appointment) -> str:
    return f"{roc_short(one.start)}起" if one.end is None else f"{roc_short(one.start)}～{roc_short(one.end)}"


def _free(folder: Path) -> Path:
    """Return a folder that is not there yet: the one given, else with (2), (3) …"""
    found, number = folder, 2
    while found.exists():
        found, number = folder.with_name(f"{folder.name}({number})"), number + 1
    return found


def _unused(name: str, taken: Sequence[str]) -> str:
    """Return a name that no file has yet."""
    path, found, number = Path(name), name, 2
    while found in taken:
        found, number = f"{path.stem}({number}){path.suffix}", number + 1
    return found
