"""Forms out: records to one content, one content to PDF, ODS or XLSX, written whole or not at all."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.forms import CARRIED as CARRIED  # which of them packages carry
from hrdesk.domain.forms import FORMS as FORMS  # what may be printed is asked here
from hrdesk.domain.forms import FormContent, MissingGlyph, Paper, Printed
from hrdesk.domain.minguo import roc_short, year_end
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import SHOWN as SHOWN  # and how its personal data stand
from hrdesk.services.core.form_parts import Mask, versions
from hrdesk.services.core.paper import render_form, write_whole
from hrdesk.services.papers.form_contents import About as About  # what a form is about is asked for with the form
from hrdesk.services.papers.form_contents import content_of, resolved

_LISTED, _LETTER = (Paper.PDF, Paper.ODS, Paper.XLSX), (Paper.PDF, Paper.ODT)
_PAPERS: Mapping[str, tuple[Paper, ...]] = {
    "self-check-sheet": (Paper.XLSX, Paper.ODS, Paper.PDF),  # to be filled in and read back
    "course-notice": _LETTER,
    "change-notice": _LETTER,
    "merit-statement": _LETTER,
    "evaluation-sheet": (*_LISTED, Paper.ODT),
    "personal-summary": (*_LISTED, Paper.ODT),
    "year-report": (*_LISTED, Paper.ODT),
}


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A form written to a file: its pages (0 for spreadsheets without), its SHA-256, and the characters no font could draw."""

    path: Path
    pages: int
    missing: tuple[MissingGlyph, ...]
    sha256: str


def titles() -> Mapping[str, str]:
    """Return the Chinese title of every form, in the order in which they are offered."""
    return FORMS


def papers_of(form: str) -> tuple[Paper, ...]:
    """Return what a form is written as, the usual paper first; raise InputError FORM_UNKNOWN."""
    _check_known(form)
    return _PAPERS.get(form, _LISTED)


def form_content(desk: Desk, form: str, year: int, about: About | None = None, *, mask: Mask = SHOWN, fingerprint: str = "") -> FormContent:
    """Return what stands on a form of a 民國 year; personal data as `mask` says, and a draft until it has a fingerprint.

    Raises InputError FORM_UNKNOWN, or AMBIGUOUS where a form needs an officer, a course or an appointment and none is named.
    """
    _check_known(form)
    content = content_of(desk, form, year, resolved(desk, form, year, about or About()), mask)
    stamped = [_stamped(desk, copy, year, fingerprint) for copy in content.copies]
    return replace(stamped[0], further=tuple(stamped[1:]))


def preview(desk: Desk, form: str, year: int, about: About | None = None, mask: Mask = SHOWN, *, reason: str = "", fingerprint: str = "") -> Printed:
    """Return a form as it will print, as PDF, without writing a file; the look is noted in the audit log.

    Unmasked personal data need a `reason` (InputError NEEDS_REASON).
    """
    _check_reason(mask, reason)
    printed = render_form(desk, form_content(desk, form, year, about, mask=mask, fingerprint=fingerprint), year, Paper.PDF)
    facts: dict[str, str | int] = {"what": form, "year": year, **_masked(mask, reason)}
    desk.store.note(Act.VIEW, _whose(desk, form, year, about), **facts)
    return printed


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

    Unmasked personal data need a `reason` (InputError NEEDS_REASON); a form comes only on its own papers (INVALID). Raises PrintError where the file
    cannot be written.
    """
    if paper not in papers_of(form):
        offered = "、".join(one.value for one in papers_of(form))
        raise InputError(Fault.INVALID, what="輸出格式", reason=f"{FORMS[form]}可輸出為 {offered}")
    _check_reason(mask, reason)
    printed = render_form(desk, form_content(desk, form, year, about, mask=mask, fingerprint=fingerprint), year, paper)
    write_whole(target, printed.data)
    facts: dict[str, str | int] = {"form": form, "year": year, "paper": paper.value, "missing": len(printed.missing), **_masked(mask, reason)}
    desk.store.note(Act.PRINT, _whose(desk, form, year, about), **facts)
    return PrintedForm(target, printed.pages, printed.missing, hashlib.sha256(printed.data).hexdigest())


def _check_known(form: str) -> None:
    if form not in FORMS:
        raise InputError(Fault.FORM_UNKNOWN, form=form, known="、".join(FORMS))


def _check_reason(mask: Mask, reason: str) -> None:
    if mask.off and not reason.strip():
        raise InputError(Fault.NEEDS_REASON, what="列印未遮罩的個人資料")


def _masked(mask: Mask, reason: str) -> dict[str, str | int]:
    """Return what the audit log says of the masking, and why there was none."""
    return {"masked": 0, "reason": reason.strip()} if mask.off else {"masked": 1}


def _stamped(desk: Desk, copy: FormContent, year: int, fingerprint: str) -> FormContent:
    """Return a copy with what stands at its foot."""
    return replace(
        copy,
        draft=copy.draft and not fingerprint,
        fingerprint=fingerprint,
        printed=roc_short(desk.today),
        versions=versions(desk, year_end(year)),
        further=(),
    )


def _whose(desk: Desk, form: str, year: int, about: About | None) -> tuple[Key, ...]:
    """Return whose data a form holds: the agency it is of, and the officer, course and appointment that it is about."""
    found = resolved(desk, form, year, about or About())
    kinds = {"Agency": found.agency or desk.workspace.agency, "Officer": found.officer, "Course": found.course, "Appointment": found.appointment}
    return tuple(Key(kind, key) for kind, key in kinds.items() if key)
