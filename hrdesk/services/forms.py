"""Forms out: records to one content, one content to PDF, ODS or XLSX, written whole or not at all."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.forms import FormContent, MissingGlyph, Paper, Printed
from hrdesk.domain.minguo import roc_short, year_end, year_start
from hrdesk.domain.record import AgencyId, CourseId, OfficerId
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Appointment
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.training import Course
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, InputError, PrintError
from hrdesk.services.agencies import agency as agency_record
from hrdesk.services.agencies import own_part
from hrdesk.services.desk import Desk
from hrdesk.services.form_absence import annex4
from hrdesk.services.form_awards import award_list
from hrdesk.services.form_parts import Mask, versions
from hrdesk.services.form_seeds import annex2, annex3
from hrdesk.services.form_self_check import annex5, self_check_sheet
from hrdesk.services.form_training import annex1
from hrdesk.services.staff import officer as officer_record
from hrdesk.services.told import reason_of

SHOWN = Mask()  # names whole, ID numbers hidden
FORMS: Mapping[str, str] = {
    "annex1": "附表1 研習課程紀錄表",
    "annex2": "附表2 種籽教師名冊",
    "annex3": "附表3 輔導服務紀錄表",
    "annex4": "附表4 未到課原因表",
    "annex5": "附表5 自我檢核表",
    "award-list": "敘獎名單",
    "self-check-sheet": "自我檢核表填報檔",
}
PERSONAL = frozenset({"annex5", "self-check-sheet"})  # of one officer each


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a form is about beyond its year: one agency (default: the own part), one officer, one course."""

    agency: AgencyId | None = None
    officer: OfficerId | None = None
    course: CourseId | None = None


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A form written to a file: its pages (0 for spreadsheets without), its SHA-256, and the characters no font could draw."""

    path: Path
    pages: int
    missing: tuple[MissingGlyph, ...]
    sha256: str


def form_content(desk: Desk, form: str, year: int, about: About | None = None, *, mask: Mask = SHOWN, fingerprint: str = "") -> FormContent:
    """Return what stands on a form of a 民國 year; personal data as `mask` says, and a draft until it has a fingerprint.

    Raises InputError FORM_UNKNOWN, or AMBIGUOUS where 附表5 needs an officer and none is named.
    """
    if form not in FORMS:
        raise InputError(Fault.FORM_UNKNOWN, form=form, known="、".join(FORMS))
    content = _content(desk, form, year, about or About(), mask)
    return replace(
        content,
        draft=content.draft and not fingerprint,
        fingerprint=fingerprint,
        printed=roc_short(desk.today),
        versions=versions(desk, year_end(year)),
    )


def render_form(desk: Desk, content: FormContent, year: int, paper: Paper) -> Printed:
    """Return a form's bytes, laid out by the definition of the year's rule pack."""
    from hrdesk.printing.definition import load_form
    from hrdesk.printing.render import render

    return render(load_form(desk.rules(year_end(year)).id, content.form), content, paper)


def print_form(
    desk: Desk,
    form: str,
    year: int,
    paper: Paper,
    target: Path,
    about: About | None = None,
    *,
    mask: Mask = SHOWN,
    reason: str = "",
    fingerprint: str = "",
) -> PrintedForm:
    """Write a form to a file, replacing it whole; what is printed, and whose, is noted in the audit log.

    Unmasked personal data need a `reason` (InputError NEEDS_REASON). Raises PrintError where the file cannot be written.
    """
    if mask.off and not reason.strip():
        raise InputError(Fault.NEEDS_REASON, what="列印未遮罩的個人資料")
    content = form_content(desk, form, year, about, mask=mask, fingerprint=fingerprint)
    printed = render_form(desk, content, year, paper)
    write_whole(target, printed.data)
    facts: dict[str, str | int] = {"form": form, "year": year, "paper": paper.value, "masked": int(not mask.off), "missing": len(printed.missing)}
    if mask.off:
        facts["reason"] = reason.strip()
    desk.store.note(Act.PRINT, _printed(desk, form, year, about or About()), **facts)
    return PrintedForm(target, printed.pages, printed.missing, hashlib.sha256(printed.data).hexdigest())


def write_whole(target: Path, data: bytes) -> None:
    """Write a file so that under its name stands the old one or the whole new one; raise PrintError WRITE_FAILED."""
    draft = target.with_name(f".{target.name}.part")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise PrintError(Fault.WRITE_FAILED, file=target.name, what=reason_of(error)) from error
    except KeyboardInterrupt:
        draft.unlink(missing_ok=True)
        raise


def seed_teachers(desk: Desk, year: int, agencies: tuple[Agency, ...]) -> tuple[Officer, ...]:
    """Return everyone of `agencies` who was a seed teacher on any day of a 民國 year, by agency and start."""
    held = desk.store.all(Appointment, agency=tuple(one.id for one in agencies))
    during = sorted((one for one in held if overlaps(one.start, one.end, year_start(year), year_end(year))), key=lambda one: (one.agency, one.start))
    return tuple(officer_record(desk, key) for key in dict.fromkeys(one.officer for one in during))


def _printed(desk: Desk, form: str, year: int, about: About) -> tuple[Key, ...]:
    """Return whose data a form holds: the agency it is of, and the officer and the course that it is about."""
    officer = about.officer
    if form in PERSONAL and not officer:
        officer = _the_officer(desk, year, about, _agencies(desk, about)).id
    kinds = {"Agency": about.agency or desk.workspace.agency, "Officer": officer, "Course": about.course}
    return tuple(Key(kind, key) for kind, key in kinds.items() if key)


def _agencies(desk: Desk, about: About) -> tuple[Agency, ...]:
    return (agency_record(desk, about.agency),) if about.agency else own_part(desk)


def _content(desk: Desk, form: str, year: int, about: About, mask: Mask) -> FormContent:
    agencies = _agencies(desk, about)
    if form in PERSONAL:
        person = _the_officer(desk, year, about, agencies)
        build = annex5 if form == "annex5" else self_check_sheet
        return build(desk, agency_record(desk, person.agency), person, year, mask)
    if form == "annex3":
        return annex3(desk, agencies, year, mask, officer_record(desk, about.officer) if about.officer else None)
    if form == "annex4":
        return annex4(desk, agencies, year, mask, _course(desk, about.course) if about.course else None)
    if form == "award-list":
        return award_list(desk, agencies[0], year, mask)
    return (annex1 if form == "annex1" else annex2)(desk, agencies, year, mask)


def _the_officer(desk: Desk, year: int, about: About, agencies: tuple[Agency, ...]) -> Officer:
    if about.officer:
        return officer_record(desk, about.officer)
    people = seed_teachers(desk, year, agencies)
    if not people:
        raise InputError(Fault.NOT_FOUND, what="種籽教師", text=f"{year}年度")
    if len(people) > 1:
        raise InputError(Fault.AMBIGUOUS, text=f"{year}年度種籽教師", count=len(people))
    return people[0]


def _course(desk: Desk, key: CourseId) -> Course:
    found = desk.store.get(Course, key)
    if found is None:
        raise InputError(Fault.NOT_FOUND, what="課程", text=key)
    return found
