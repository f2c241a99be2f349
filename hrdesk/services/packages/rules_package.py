"""規則包 (P0): what a collector hands down, and what taking one in would write here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product

from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.collected import Membership, Stage, StageDue
from hrdesk.domain.minguo import roc_short, roc_year
from hrdesk.domain.offices import Direction, Parcel, WorkspaceKind
from hrdesk.domain.package import Content, Finding, PackageKind
from hrdesk.domain.record import AgencyId, Record
from hrdesk.domain.rulebook import ONE_NAME, Contact, DueDay, Notice, RuleFile, RuleRole
from hrdesk.domain.staff import Agency
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.domain.values import Changes, Key
from hrdesk.errors import Fault, InputError
from hrdesk.exchange import rule_texts
from hrdesk.exchange.rule_files import member_of, rule_file
from hrdesk.services.agency import memberships
from hrdesk.services.agency.agencies import above, agency_id
from hrdesk.services.agency.snapshot import by_kind
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening.office_days import imported_days
from hrdesk.services.packages import certificates
from hrdesk.services.packages.merging import Merge, Refusal
from hrdesk.services.packages.sealing import Draft
from hrdesk.services.regulation import rulebook
from hrdesk.services.regulation.packs import held_files

TOLD = (Stage.ARRIVED, Stage.NOMINATED)  # what an agency sees to (陸三(一)); the other stages are the collector's own


def draft(desk: Desk, year: int, agency: Agency) -> Draft:
    """Return the 規則包 of a 民國 year for an agency below: packs, office days, days set, whom to ask, every agency known here, and the courses offered.

    Raises InputError INVALID where nobody is named to be asked: the department has not said, or what it said has not come.
    """
    files = dict(_files(desk, year))
    records = by_kind((*files, *desk.store.all(Agency), *courses_offered(desk, year)))
    return Draft(PackageKind.RULES, year, agency, records, rules={member_of(one): data for one, data in files.items()})


def _files(desk: Desk, year: int) -> Iterator[tuple[RuleFile, bytes]]:
    """Yield the files with their bytes."""
    if not rulebook.contact(desk).known:
        department = desk.workspace.kind is WorkspaceKind.DEPARTMENT
        raise InputError(Fault.INVALID, what="規則包", reason="請先填寫諮詢窗口" if department else "請先收下彙整機關的規則包")
    for name, data in rulebook.packs_in_use(desk).items():
        yield rule_file(RuleRole.PACK, name, data), data
    days = imported_days(desk.store)
    told = [(RuleRole.NOTICE, rule_texts.notice_text(notice_for(desk, year))), *([(RuleRole.CALENDAR, rule_texts.days_text(days))] if days else [])]
    for role, data in told:
        yield rule_file(role, ONE_NAME[role], data), data


def courses_offered(desk: Desk, year: int) -> tuple[Course, ...]:
    """Return the courses of a 民國 year that those below may send people to: the own ones, and those offered from above."""
    whose = (desk.workspace.agency, *above(desk.store.all(Agency), desk.workspace.agency))
    return tuple(one for one in desk.store.all(Course, agency=whose) if roc_year(one.start) == year)


def notice_for(desk: Desk, year: int) -> Notice:
    """Return what a collector tells those below of a 民國 year and the one before: its own days, else those it was told itself, and whom to ask."""
    held, years = rulebook.notice(desk), (year - 1, year)  # the year that is judged and the one that runs
    above = {(one.year, one.stage): one for one in (held.dues if held else ())}
    own = {(one.year, one.stage): DueDay(year=one.year, stage=one.stage, day=one.day, document=one.document) for one in desk.store.all(StageDue, year=years)}
    days = {**above, **own}
    return Notice(contact=rulebook.contact(desk), dues=tuple(days[key] for key in product(years, TOLD) if key in days))


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a rules package of a 民國 year would hold, as labels and values; whom to ask, and whether that is said here (else it is passed on)."""

    year: int
    holds: tuple[tuple[str, str], ...]
    contact: Contact
    speaks: bool


def outlook(desk: Desk, year: int) -> Outlook:
    """Return what a rules package of a 民國 year would hold if it were sealed now; changes nothing."""
    days = imported_days(desk.store)
    dues = [f"{one.year} 年度 {words.label(one.stage)} {roc_short(one.day)}" for one in notice_for(desk, year).dues]
    holds = (
        ("規則包", "、".join(f"{pack.id}（{roc_short(pack.amended)} 修正）" for pack in rulebook.packs(desk))),
        ("辦公日曆", f"匯入的 {len(days)} 天" if days else "沒有匯入過，不附"),
        ("機關", f"{desk.store.count(Agency)} 個"),
        ("課程", f"{len(courses_offered(desk, year))} 個班期"),
        ("期限", "、".join(dues) or "沒有訂（在「進度」設定各階段期限）"),
    )
    return Outlook(year, holds, rulebook.contact(desk), desk.workspace.kind is WorkspaceKind.DEPARTMENT)


def plan(desk: Desk, content: Content) -> Merge:
    """Return what taking a 規則包 in would write: its files in the place of those held, its agencies over those known; or why it may not be.

    An agency that stands under another parent keeps the time before: it moved on the day on which the package was made, since none tells when.
    """
    refusals = tuple(_refusals(desk, content))
    if refusals:
        return Merge(refusals=refusals)
    fresh = {(type(one), one.id): one for group in content.records.values() for one in group}
    held: dict[tuple[type[Record], str], Record] = {(type(one), one.id): one for kind in (RuleFile, Agency, Course) for one in desk.store.all(kind)}
    spans, over = _moves(desk, held, fresh.values(), made_on(content))
    puts = (*(one for key, one in fresh.items() if held.get(key) != one), *spans)
    gone = (*(one for key, one in held.items() if key not in fresh and (isinstance(one, RuleFile) or _no_longer_offered(desk, one, content))), *over)
    known = {*held, *((Membership, one.id) for one in desk.store.all(Membership))}
    added = tuple(_key(one) for one in puts if (type(one), one.id) not in known)
    changed = tuple(_key(one) for one in puts if (type(one), one.id) in known)
    return Merge(puts=puts, deletes=gone, changes=Changes(act="receive", added=added, changed=changed, removed=tuple(map(_key, gone))))


def made_on(content: Content) -> date:
    """Return the day on which a package was made."""
    return content.header.created.astimezone(TAIPEI).date()


def _moves(desk: Desk, held: Mapping[tuple[type[Record], str], Record], fresh: Iterable[Record], day: date) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """Return the spans to put and to delete for the agencies known here that stand under another parent from now on."""
    puts: list[Record] = []
    gone: list[Record] = []
    for one in fresh:
        before = held.get((Agency, one.id))
        if isinstance(one, Agency) and isinstance(before, Agency):
            spans, over = memberships.told(desk.store, before, one, day)
            puts += spans
            gone += over
    return tuple(puts), tuple(gone)


def _refusals(desk: Desk, content: Content) -> Iterator[Refusal]:
    """Yield why a package may not be taken in: not from the own collector, behind what rules here, a pack that lacks something, another's agency or course."""
    header = content.header
    if agency_id(header.agency) != _collector(desk):
        yield Refusal(Finding.WRONG_AGENCY, {"why": "not collector"})
    newer = max((one.year for one in _taken(desk) if one.year > header.period), default=0)
    if newer:
        yield Refusal(Finding.OUT_OF_ORDER, {"what": f"已經收下 {newer} 年度的規則包，這一份是 {header.period} 年度的"})
    for name in _older(desk, content):
        yield Refusal(Finding.OUT_OF_ORDER, {"what": f"其中的規則 {name} 修正日期比現有的早"})
    for file in files_of(content, RuleRole.PACK):
        for why in rulebook.unfit(rule_texts.pack_in(content.rules[member_of(file)])):
            yield Refusal(Finding.BAD_RULES, {"name": file.name, "why": why})
    yield from _wrong_agencies(desk, content)
    yield from _foreign(desk, content)


def _wrong_agencies(desk: Desk, content: Content) -> Iterator[Refusal]:
    """Yield a refusal for each agency under another's id, each that would stand above itself, and each that would move under one that nobody knows."""
    held = {one.id: one for one in desk.store.all(Agency)}
    fresh = [one for one in content.records.get(Agency.__name__, ()) if isinstance(one, Agency)]
    parents = {one.id: one.parent for one in (*held.values(), *fresh)}
    for line, one in enumerate(fresh, start=1):
        if one.id != agency_id(one.code):
            yield Refusal(Finding.BAD_RECORD, {"table": Agency.__name__, "line": line})
        elif _in_ring(parents, one.id):
            yield Refusal(Finding.CONFLICT, {"what": f"{one.code} 的上級機關循環"})
        elif one.id in held and one.parent not in (None, held[one.id].parent, *parents):
            yield Refusal(Finding.BAD_REFERENCE, {"table": Agency.__name__})


def _in_ring(parents: Mapping[AgencyId, AgencyId | None], one: AgencyId) -> bool:
    """Tell whether the way up from an agency never ends."""
    seen: set[AgencyId] = set()
    at: AgencyId | None = one
    while at is not None and at not in seen:
        seen.add(at)
        at = parents.get(at)
    return at is not None


def _foreign(desk: Desk, content: Content) -> Iterator[Refusal]:
    """Yield a refusal for each course that is not one of this year of somebody above, or would take the place of one that is not."""
    agencies = {one.id: one for one in (*desk.store.all(Agency), *(one for one in content.records.get(Agency.__name__, ()) if isinstance(one, Agency)))}
    offered = above(agencies.values(), desk.workspace.agency)
    for line, one in enumerate(content.records.get(Course.__name__, ()), start=1):
        held = desk.store.get(Course, one.id)
        if not isinstance(one, Course) or one.agency not in offered or roc_year(one.start) != content.header.period:
            yield Refusal(Finding.BAD_RECORD, {"table": Course.__name__, "line": line})
        elif held is not None and held.agency not in offered:
            yield Refusal(Finding.CONFLICT, {"what": f"課程 {held.name} 是本機關的"})


def _no_longer_offered(desk: Desk, one: Record, content: Content) -> bool:
    """Tell whether a held record is a course of the package's year that those above no longer offer and nobody here is in."""
    if not isinstance(one, Course) or roc_year(one.start) != content.header.period:
        return False
    return one.agency in above(desk.store.all(Agency), desk.workspace.agency) and not desk.store.count(TrainingRecord, course=one.id)


def _collector(desk: Desk) -> str:
    root = certificates.pinned_root(desk)
    return root.agency if root is not None and desk.workspace.kind is not WorkspaceKind.DEPARTMENT else ""


def _taken(desk: Desk) -> Iterable[Parcel]:
    return desk.store.all(Parcel, direction=Direction.RECEIVED, kind=PackageKind.RULES.value)


def _older(desk: Desk, content: Content) -> Iterator[str]:
    """Yield the packs of a package that were amended before the one of the same name that rules here."""
    held = {one.name: _amended(desk.store.blob(one.digest)) for one in held_files(desk.store, RuleRole.PACK)}
    for one in files_of(content, RuleRole.PACK):
        if one.name in held and _amended(content.rules[member_of(one)]) < held[one.name]:
            yield one.name


def files_of(content: Content, role: RuleRole) -> tuple[RuleFile, ...]:
    """Return the files of a role that a package carries."""
    return tuple(one for one in content.records.get(RuleFile.__name__, ()) if isinstance(one, RuleFile) and one.role is role)


def _amended(data: bytes) -> date:
    return rule_texts.pack_in(data).amended


def _key(record: Record) -> Key:
    return Key(type(record).__name__, record.id)
