"""函的附件: what goes with the department's and a collector's official letters on paper: the root's digits, the approved quota, the decisions."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.awards import Decision, Nominee, Ruling
from hrdesk.domain.forms import FormContent, MissingGlyph, Paper, Printed
from hrdesk.domain.minguo import roc_long, roc_short, year_end
from hrdesk.domain.offices import Office, OfficeRole
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import need_department, own_agency, own_part, part_of
from hrdesk.services.awards.twice import round_words
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import SHOWN, Mask, Row, head, numbered, times_text, versions
from hrdesk.services.core.paper import render_form, write_whole
from hrdesk.services.packages import offices
from hrdesk.services.review.quota import approval

PAPERS = (Paper.ODT, Paper.PDF)  # a letter is worked on before it goes
LETTERS: Mapping[str, str] = {
    "enrolment-letter": "登錄核發函附件",
    "quota-letter": "核定額度函附件",
    "decision-letter": "敘獎決定函附件",
}


@dataclass(frozen=True, slots=True)
class Letters:
    """What was written for all agencies: the files, those there was nothing for with the reason, and characters that no font could draw."""

    files: tuple[Path, ...]
    left_out: tuple[tuple[Agency, str], ...]
    missing: tuple[MissingGlyph, ...]


def content(desk: Desk, name: str, year: int, agency: Agency, mask: Mask = SHOWN) -> FormContent:
    """Return what stands on a letter to an agency.

    Raises InputError FORM_UNKNOWN, WRONG_STATE where there is nothing to tell yet, WRONG_WORKSPACE.
    """
    if name not in LETTERS:
        raise InputError(Fault.FORM_UNKNOWN, form=name, known="、".join(LETTERS))
    found = CONTENTS[name](desk, year, agency, mask)
    return replace(found, draft=False, printed=roc_short(desk.today), versions=versions(desk, year_end(year)))


def preview(desk: Desk, name: str, year: int, agency: Agency, mask: Mask = SHOWN) -> Printed:
    """Return a letter as PDF; the look is noted."""
    printed = render_form(desk, content(desk, name, year, agency, mask), year, Paper.PDF)
    desk.store.note(Act.VIEW, (Key("Agency", agency.id),), what=name, year=year, masked=1)
    return printed


def save(desk: Desk, name: str, year: int, agency: Agency, target: Path, paper: Paper = Paper.ODT, mask: Mask = SHOWN) -> Printed:
    """Write a letter to a file, replacing it whole; that it was printed is noted. Raises InputError INVALID for another paper, PrintError WRITE_FAILED."""
    if paper not in PAPERS:
        raise InputError(Fault.INVALID, what="輸出格式", reason=f"{LETTERS.get(name, name)}可輸出為 odt、pdf")
    printed = render_form(desk, content(desk, name, year, agency, mask), year, paper)
    write_whole(target, printed.data)
    desk.store.note(Act.PRINT, (Key("Agency", agency.id),), form=name, year=year, paper=paper.value, masked=1)
    return printed


def save_all(desk: Desk, name: str, year: int, folder: Path, paper: Paper = Paper.ODT, mask: Mask = SHOWN) -> Letters:
    """Write a letter to every agency below that there is something to tell, into a folder, with progress."""
    files: list[Path] = []
    left_out: list[tuple[Agency, str]] = []
    missing: list[MissingGlyph] = []
    agencies = own_part(desk)[1:]
    for number, agency in enumerate(agencies):
        desk.progress(number, len(agencies))
        target = folder / f"{LETTERS[name]}_{year}_{agency.code}.{paper.value}"
        try:
            missing += save(desk, name, year, agency, target, paper, mask).missing
        except InputError as error:
            left_out.append((agency, words.in_window(error)))
            continue
        files.append(target)
    return Letters(tuple(files), tuple(left_out), tuple(missing))


def _enrolment(desk: Desk, year: int, agency: Agency, mask: Mask) -> FormContent:
    del mask  # nobody's name stands on it
    issued = desk.store.all(Office, agency=agency.id, role=OfficeRole.SIGNING, own=False, revoked=None)
    digits = offices.root_digits(desk)
    if not issued:
        raise InputError(Fault.WRONG_STATE, what="函送登錄核發檔", reason="還沒有核發憑證給這個機關")
    newest = max(issued, key=lambda one: (one.issued, one.expires))
    facts = {
        **head(desk, agency, year),
        "collector": own_agency(desk).name,
        "issued": roc_long(newest.issued),
        "expires": roc_long(newest.expires),
    }
    return FormContent("enrolment-letter", facts, {"rows": numbered([{"digits": one} for one in offices.grouped(digits).split()])})


def _quota(desk: Desk, year: int, agency: Agency, mask: Mask) -> FormContent:
    del mask  # nobody's name stands on it
    need_department(desk)
    approved = approval(desk.store, agency.id, year)
    if approved is None:
        raise InputError(Fault.WRONG_STATE, what="函知核定額度", reason="還沒有核定（陸三(一)）")
    rows = {
        "人事人員總員額數": f"{approved.staffing}人（含所屬）",
        "核定額度": f"合計{times_text(approved.units)}",
        "核定人數": "依額度分配" if approved.heads is None else f"{approved.heads}人",
        "增列之業務屬性相同類別": "、".join(approved.groups) or "無",
        "採用讀法": approved.reading,
        "與基準不同之理由": approved.reason if approved.units != approved.proposed_units else "與基準相同",
        "核定日期": roc_long(approved.approved),
    }
    plan = desk.rules(year_end(year)).title
    facts = {**head(desk, agency, year), "plan": plan, "due": roc_long(approved.due) if approved.due else "函定期限", "document": approved.document}
    return FormContent("quota-letter", facts, {"rows": tuple({"item": item, "text": text} for item, text in rows.items())})


def _decisions(desk: Desk, year: int, agency: Agency, mask: Mask) -> FormContent:
    need_department(desk)
    decided = desk.store.all(Decision, agency=part_of(desk.store, agency.id, year_end(year)), year=year)
    if not decided:
        raise InputError(Fault.WRONG_STATE, what="函知敘獎決定", reason="還沒有作成任何決定")
    plan = desk.rules(year_end(year)).title
    refused = sum(one.ruling is Ruling.REFUSED for one in decided)
    facts = {**head(desk, agency, year), "plan": plan, "granted": str(len(decided) - refused), "refused": str(refused)}
    rows = sorted(_rows(desk, decided, mask), key=lambda row: (row["round"], row["agency"], row["name"]))
    return FormContent("decision-letter", facts, {"rows": numbered(rows)})


def _rows(desk: Desk, decided: tuple[Decision, ...], mask: Mask) -> Iterator[Row]:
    for one in decided:
        officer, agency, nominee = desk.store.get(Officer, one.officer), desk.store.get(Agency, one.agency), desk.store.get(Nominee, one.nominee)
        yield {
            "agency": agency.name if agency else "",
            "name": mask.name(officer.name) if officer else "",
            "round": round_words(desk.store, nominee) if nominee else "",
            "ruling": words.label(one.ruling),
            "award": times_text(one.times) if one.times else "—",
            "article": one.article,
            "reason": one.reason,
        }


CONTENTS: Mapping[str, Callable[[Desk, int, Agency, Mask], FormContent]] = {
    "enrolment-letter": _enrolment,
    "quota-letter": _quota,
    "decision-letter": _decisions,
}
