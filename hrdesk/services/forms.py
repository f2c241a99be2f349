"""Forms out: records to one content, one content to PDF, ODS or XLSX, written whole or not at all."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.forms import FormContent, MissingGlyph, Paper, Printed
from hrdesk.domain.minguo import roc_short, year_end
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, InputError, PrintError
from hrdesk.services.desk import Desk
from hrdesk.services.form_contents import About as About  # what a form is about is asked for with the form
from hrdesk.services.form_contents import content_of, resolved
from hrdesk.services.form_parts import Mask, versions
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
    "timetable": "課程表",
    "sign-in-sheet": "簽到表",
    "course-notice": "研習通知（調訓通知）",
    "change-notice": "種籽教師異動通知（三方）",
    "handover-list": "種籽教師交接清單",
    "merit-statement": "具體輔導事蹟說明",
    "evaluation-sheet": "綜合評估表",
    "personal-summary": "個人研習及業務應用摘要",
    "year-report": "年度成果報告",
}
CARRIED = frozenset({"annex1", "annex2", "annex3", "annex4", "annex5", "award-list"})  # by packages: drafts until sealed
_LISTED, _LETTER = (Paper.PDF, Paper.ODS, Paper.XLSX), (Paper.PDF, Paper.ODT)
_PAPERS: Mapping[str, tuple[Paper, ...]] = {
    "self-check-sheet": (Paper.XLSX, Paper.ODS),  # to be filled in and read back
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
