"""敘獎提報: the list within the approved quota, its gate, and the sealed package; the same gate again on the department's side (陸三(五))."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from hrdesk.domain.acts import Act
from hrdesk.domain.awards import Nomination, Nominee
from hrdesk.domain.minguo import year_end
from hrdesk.domain.national_id import check_id
from hrdesk.domain.nomination import Dossier, nomination_gate
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.pack import RulePack
from hrdesk.domain.package import PackageKind
from hrdesk.domain.record import AgencyId, NominationId, NomineeId, OfficerId, Record, derived_id
from hrdesk.domain.seeds import Appointment, Coaching, Evidence, MeritClaim, SelfCheck
from hrdesk.domain.staff import Agency, Officer, Tier
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.domain.values import Changes, Key, Problem, Severity
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency import ledger
from hrdesk.services.agency.agencies import own_agency, part_of
from hrdesk.services.agency.snapshot import Reader, annual, evidence_of, flat, officers_of, without_private
from hrdesk.services.awards.twice import elsewhere
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.packages import keys
from hrdesk.services.packages.drafts import packed
from hrdesk.services.packages.sealing import Draft
from hrdesk.services.papers import year_forms
from hrdesk.services.people.staff import officer as officer_record
from hrdesk.services.review.dossiers import dossier as dossier  # what a gate judges is asked for with the gate
from hrdesk.services.review.dossiers import listed as listed
from hrdesk.services.review.dossiers import of_kind
from hrdesk.services.review.quota import approval, group_name

R = TypeVar("R", bound=Record)
BEHIND: tuple[type[Record], ...] = (Appointment, TrainingRecord, Coaching, SelfCheck, MeritClaim)  # what stands behind a nominee


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """One person to propose: `times` 嘉獎 within the quota, `raised` more asked for special merit, the group whose extra one it is.

    What is None stays as the person's line has it; a new line asks for one 嘉獎. `national_id` is for someone of a 所屬, whose submission carries
    no ID number: the award import needs it.
    """

    officer: OfficerId
    times: int | None = None
    deed: str | None = None
    raised: int | None = None
    dedicated: str | None = None
    article: str | None = None
    waiver: str | None = None
    national_id: str = ""


@in_turn
def nominate(desk: Desk, year: int, pick: Pick, *, document: str = "") -> Changes:
    """Put one person on the year's list, or change that person's line.

    Raises InputError WRONG_WORKSPACE anywhere but in a first-tier agency (統一提報), WRONG_STATE before its quota was approved, NOT_AN_ID, NOT_A_NUMBER.
    """
    own = _with_quota(desk, year)
    person = officer_record(desk, pick.officer)
    numbered = replace(person, national_id=check_id(pick.national_id).number) if pick.national_id else person
    nomination = _nomination(desk, own, year)
    nominee = _line(desk, nomination, person, pick)
    with desk.store.write(Act.NOMINATE, year=year) as tx:
        tx.put_all((replace(nomination, day=desk.today, document=document or nomination.document), nominee, numbered))
    return tx.changes


def _nomination(desk: Desk, own: Agency, year: int) -> Nomination:
    """Return the year's list as held, or a new one."""
    held = desk.store.all(Nomination, agency=own.id, year=year)
    fresh = Nomination(id=NominationId(derived_id("nomination", own.id, str(year))), agency=own.id, year=year, day=desk.today)
    return held[0] if held else fresh


def drafted(desk: Desk, year: int, pick: Pick) -> Nominee:
    """Return the line that a pick would give, without putting it on the list; raise as `nominate` does for what no line may hold."""
    return _line(desk, _nomination(desk, own_agency(desk), year), officer_record(desk, pick.officer), pick)


@in_turn
def tell_document(desk: Desk, year: int, document: str) -> Changes:
    """Record by which letter (依據函文) the list is asked for; raise InputError WRONG_STATE before the quota was approved."""
    own = _with_quota(desk, year)
    with desk.store.write(Act.NOMINATE, year=year) as tx:
        tx.put(replace(_nomination(desk, own, year), document=document.strip()))
    return tx.changes


def _line(desk: Desk, nomination: Nomination, person: Officer, pick: Pick) -> Nominee:
    """Return a person's line: as held, or a new one, with what was given; raise InputError NOT_A_NUMBER for times below one or a raise below none."""
    pack = desk.rules(year_end(nomination.year))
    key = NomineeId(derived_id("nominee", nomination.id, person.id))
    article = pack.parameter("quota_small_max").article
    before = desk.store.get(Nominee, key) or Nominee(
        id=key, agency=person.agency, nomination=nomination.id, officer=person.id, times=1, article=article, deed=""
    )
    after = replace(
        before,
        agency=person.agency,
        times=before.times if pick.times is None else pick.times,
        raised=before.raised if pick.raised is None else pick.raised,
        dedicated=before.dedicated if pick.dedicated is None else group_name(pack, pick.dedicated),
        article=before.article if pick.article is None else pick.article.strip() or article,
        deed=before.deed if pick.deed is None else pick.deed.strip(),
        waiver=before.waiver if pick.waiver is None else pick.waiver.strip(),
    )
    if after.times < 1:
        raise InputError(Fault.NOT_A_NUMBER, text=str(after.times), wanted="1 以上的嘉獎次數")
    if after.raised < 0:
        raise InputError(Fault.NOT_A_NUMBER, text=str(after.raised), wanted="0 以上的提高次數")
    return after


@in_turn
def withdraw(desk: Desk, year: int, *officers: OfficerId) -> Changes:
    """Take people off the year's list; raise InputError NOT_FOUND where one is not on it, and take off none."""
    own = _first_tier(desk)
    found = {one.officer: one for one in listed(desk.store, own.id, year)}
    for officer in officers:
        if officer not in found:
            raise InputError(Fault.NOT_FOUND, what="提報人員", text=officer)
    with desk.store.write(Act.NOMINATE, year=year) as tx:
        tx.delete_all([found[officer] for officer in officers])
    return tx.changes


def gate(desk: Desk, agency: AgencyId, year: int) -> tuple[Problem, ...]:
    """Return everything missing or doubtful in a nomination, each with its article; the same on both sides."""
    pack = desk.rules(year_end(year))
    found = dossier(desk.store, pack, agency, year)
    twice = (problem for line in found.nominees for problem in elsewhere(desk.store, line))
    return (*nomination_gate(pack, found), *_numbers_missing(desk.store, pack, found), *twice)


def _numbers_missing(reader: Reader, pack: RulePack, found: Dossier) -> Iterator[Problem]:
    """Yield a warning for each nominee without an ID number: the award could not be imported."""
    for nominee in found.nominees:
        officer = reader.get(Officer, nominee.officer)
        if officer is None or not officer.national_id:
            article = pack.parameter("deed_max").article
            yield Problem("nominee_without_id", Severity.WARNING, "national_id", article, Key("Nominee", nominee.id))


def draft(desk: Desk, year: int) -> Draft:
    """Return the 敘獎提報 of a 民國 year.

    Raises InputError INCOMPLETE with every error of the gate and its article, WRONG_STATE before the quota was approved.
    """
    own = _with_quota(desk, year)
    errors = [problem for problem in gate(desk, own.id, year) if problem.severity is Severity.ERROR]
    if errors:
        raise InputError(Fault.INCOMPLETE, count=len(errors), missing="；".join(words.of_problem(problem) for problem in errors))
    nominees = listed(desk.store, own.id, year)
    people = tuple(one.officer for one in nominees)
    part = part_of(desk.store, own.id, year_end(year))
    agencies = tuple(dict.fromkeys(one.agency for one in nominees))
    quota = ledger.received(desk.store, PackageKind.QUOTA, year, keys.collector(desk).id)
    return Draft(
        PackageKind.NOMINATION,
        year,
        keys.collector(desk),
        packed(desk, _behind(desk, year, part, nominees), part),
        forms=lambda fingerprint: year_forms.nomination_forms(desk, year, fingerprint, agencies, people),
        answers=quota[-1].package if quota else "",
    )


def _behind(desk: Desk, year: int, part: tuple[AgencyId, ...], nominees: tuple[Nominee, ...]) -> Iterator[Record]:
    """Yield the list, and of each nominee what the mandatory attachments show, with the ID number that the award import needs."""
    people = {one.officer for one in nominees}
    book = annual(desk.store, part, year)
    behind = [record for record in flat(book) if type(record) in BEHIND and people & set(officers_of(record))]
    named = {key for record in behind for key in officers_of(record)} | people
    files = {key for record in behind for key in evidence_of(record)}
    courses = {record.course for record in behind if isinstance(record, TrainingRecord)}
    yield from (*desk.store.all(Nomination, agency=own_agency(desk).id, year=year), *nominees, *behind)
    yield from (one for one in of_kind(book, Course) if one.id in courses)
    yield from (one for one in of_kind(book, Evidence) if one.id in files)
    for one in of_kind(book, Officer):
        if one.id in named:
            kept = replace(one, birth=None, phone="", email="")
            yield kept if one.id in people else without_private(one)


def _first_tier(desk: Desk) -> Agency:
    """Return the own agency; raise InputError WRONG_WORKSPACE where it is no first-tier agency."""
    own = own_agency(desk)
    if own.tier is not Tier.FIRST or desk.workspace.kind is WorkspaceKind.DEPARTMENT:
        raise InputError(Fault.WRONG_WORKSPACE, reason="敘獎名單由一級機關統一提報（陸三(五)）")
    return own


def _with_quota(desk: Desk, year: int) -> Agency:
    """Return the own first-tier agency; raise InputError WRONG_STATE before its quota was approved."""
    own = _first_tier(desk)
    if approval(desk.store, own.id, year) is None:
        raise InputError(Fault.WRONG_STATE, what="提報", reason="還沒有收到核定額度通知（陸三(一)）")
    return own
