"""Looking into a package: its report, and what differs from the revision before, in words by person and form. Nothing is written to the book."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import Content, Header, PackageKind, Report
from hrdesk.domain.record import Record
from hrdesk.domain.seeds import Evidence
from hrdesk.domain.staff import Agency, Officer, Staffing
from hrdesk.domain.training import Course
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, InputError
from hrdesk.exchange.keys import digits, grouped
from hrdesk.services.agency import ledger
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.agency.snapshot import Records, flat, officers_of
from hrdesk.services.core import log_since, value_words, words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.difference import Difference
from hrdesk.services.packages import inside, keys, package_words
from hrdesk.services.packages.inside import Inside
from hrdesk.services.packages.merging import ALLOWED
from hrdesk.services.people import looking
from hrdesk.services.post import receiving, rules_told

DAYS = ("day", "start", "base_date", "enrolled")  # by which a person tells records of a kind apart
ADDED, CHANGED, REMOVED = "新增", "變更", "刪除"


@dataclass(frozen=True, slots=True)
class Inspected:
    """A package looked into: its report; where it could be read, what differs from revision `earlier` (0 = there is none before it here)."""

    report: Report
    names: Mapping[str, str] = field(default_factory=dict)  # of agencies, by code
    read: bool = False
    earlier: int = 0
    differences: tuple[Difference, ...] = ()
    against: str = ""  # what it is compared with where that is not a revision
    inside: tuple[Inside, ...] = ()  # how the part of each 所屬 stands beside what it signed
    inside_root: str = ""  # the 40 digits of the root that issued their certificates, to be compared with the collector's letter


def inspect(desk: Desk, file: Path) -> Inspected:
    """Return everything known about a file; raise PackageError NO_KEY before the first key was made. The look is noted in the audit log."""
    report, content = receiving.examine(desk, file)
    return _inspected(desk, report, content)


def inspect_parcel(desk: Desk, parcel: Parcel) -> Inspected:
    """Return everything known about a package received earlier, judged as of when it came; raise InputError WRONG_STATE for one that was sent."""
    if parcel.direction is not Direction.RECEIVED:
        raise InputError(Fault.WRONG_STATE, what="開啟", reason="寄出的資料包只有收件機關的金鑰能解密")
    report, content = _reopened(desk, parcel)
    return _inspected(desk, report, content)


def carried(desk: Desk, parcel: Parcel) -> Records:
    """Return the records that a package received earlier brought, whatever became of them here."""
    return _as_received(desk, parcel)[1]


def header_of(desk: Desk, parcel: Parcel) -> Header | None:
    """Return the header of a package received earlier, None where it cannot be read."""
    return _as_received(desk, parcel)[0].header


def _inspected(desk: Desk, report: Report, content: Content | None) -> Inspected:
    names = {one.code: one.name for one in desk.store.all(Agency)}
    looking.note(desk, "package")
    within = inside.compared(desk, report, content, lambda before, after: tuple(one.line for one in differences(desk, before, after)))
    root = grouped(digits(content.inner_root)) if content and content.inner else ""
    records = content.records if content else {}
    if report.header is None or not records:
        return Inspected(report, names, inside=within, inside_root=root)
    if content is not None and report.header.kind is PackageKind.RULES:
        return Inspected(report, names, read=True, differences=rules_told.differences(desk, content), against="目前適用的規則")
    before = _before(desk, report.header)
    earlier = _as_received(desk, before)[1] if before else {}
    return Inspected(
        report,
        names,
        read=True,
        earlier=before.revision if before else 0,
        differences=tuple(differences(desk, earlier, records)),
        inside=within,
        inside_root=root,
    )


def _before(desk: Desk, header: Header) -> Parcel | None:
    """Return the newest revision held before a package; receipts answer one package each and have none."""
    if header.kind is PackageKind.RECEIPT:
        return None
    series = ledger.received(desk.store, header.kind, header.period, agency_id(header.agency))
    return next((one for one in reversed(series) if one.revision < header.revision), None)


def _as_received(desk: Desk, parcel: Parcel) -> tuple[Report, Records]:
    """Return the report on a kept package and its records."""
    report, content = _reopened(desk, parcel)
    return report, content.records if content else {}


def _reopened(desk: Desk, parcel: Parcel) -> tuple[Report, Content | None]:
    """Open a kept package as it was judged when it came: at that time, with the list of revoked certificates that it brought."""
    from hrdesk.exchange.opening import open_package

    trust = replace(keys.trust(desk), held=(), open_periods=None, crls=())
    file = desk.scratch / f"{desk.new_id()}.hrdpkg"
    try:
        file.write_bytes(desk.store.blob(parcel.blob))
        with open_package(file, trust, keys.identities(desk), parcel.at, desk.scratch) as opened:
            report, content = opened.report, opened.content
    finally:
        file.unlink(missing_ok=True)
    return replace(report, file=""), content


def differences(desk: Desk, before: Records, after: Records) -> Iterator[Difference]:
    """Yield by person and form what differs between two revisions; what belongs to nobody comes first."""
    old, new = ({(type(one), one.id): one for one in flat(records) if not isinstance(one, Agency)} for records in (before, after))
    names = _Names(desk, before, after)
    groups: dict[tuple[str, str], list[tuple[Record | None, Record | None]]] = {}
    for key in dict.fromkeys((*old, *new)):
        pair = (old.get(key), new.get(key))
        if pair[0] != pair[1]:
            one = new[key] if key in new else old[key]
            groups.setdefault((names.person(one), package_words.form_title(type(one).__name__)), []).append(pair)
    for (person, form), pairs in sorted(groups.items()):
        yield _difference(names, person, form, pairs)


def _difference(names: "_Names", person: str, form: str, pairs: list[tuple[Record | None, Record | None]]) -> Difference:
    added = sum(old is None for old, _ in pairs)
    removed = sum(new is None for _, new in pairs)
    details = tuple(sorted(names.detail(old, new) for old, new in pairs))
    return Difference(person, form, added, len(pairs) - added - removed, removed, details)


def since(desk: Desk, parcel: Parcel, records: Records) -> tuple[Difference, ...]:
    """Return by person and form what became of `records` since a revision was sealed, told from the log, for a package that only its addressee opens.

    Whom a deleted record was about is not known any more.
    """
    held = {Key(type(one).__name__, one.id): one for one in flat(records)}
    carried = {kind.__name__ for kind in ALLOWED[PackageKind(parcel.kind)]}
    names = _Names(desk, {}, records)
    groups: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for key, verb in _touched(desk, parcel).items():
        record = held.get(key)
        if record is not None and key.kind in carried:
            groups.setdefault((names.person(record), package_words.form_title(key.kind)), []).append((verb, names.title(record)))
        elif verb == REMOVED and key.kind in carried:
            groups.setdefault(("", package_words.form_title(key.kind)), []).append((verb, words.kind_label(key.kind)))
    return tuple(_told(person, form, lines) for (person, form), lines in sorted(groups.items()))


def _told(person: str, form: str, lines: list[tuple[str, str]]) -> Difference:
    counts = Counter(verb for verb, _ in lines)
    return Difference(person, form, counts[ADDED], counts[CHANGED], counts[REMOVED], tuple(sorted(f"{verb}　{title}" for verb, title in lines)))


def _touched(desk: Desk, parcel: Parcel) -> dict[Key, str]:
    """Return what became in the end of every record that was touched since a package was sealed; one added and deleted again is left out."""
    net: dict[Key, str] = {}
    for entry in reversed(tuple(log_since.since(desk, parcel))):
        for key in entry.changes.added:
            net[key] = CHANGED if net.get(key) == REMOVED else ADDED
        for key in entry.changes.changed:
            net.setdefault(key, CHANGED)
        for key in entry.changes.removed:
            if net.pop(key, "") != ADDED:
                net[key] = REMOVED
    return net


class _Names:
    """The names of people, courses and files in two revisions, or in the book."""

    def __init__(self, desk: Desk, before: Records, after: Records) -> None:
        self._desk = desk
        given = [one for records in (before, after) for one in flat(records)]
        self._people: dict[str, str] = {one.id: one.name for one in given if isinstance(one, Officer)}
        self._files: dict[str, str] = {one.id: one.name for one in given if isinstance(one, Evidence)}
        self._courses: dict[str, str] = {one.id: one.name for one in given if isinstance(one, Course)}

    def person(self, record: Record) -> str:
        """Return whose record it is, "" for nobody's."""
        if isinstance(record, Officer):
            return record.name
        key = next(officers_of(record), "")
        known = self._people.get(key) or getattr(self._desk.store.get(Officer, key), "name", "")
        return known or ("不在名冊的人員" if key else "")

    def detail(self, old: Record | None, new: Record | None) -> str:
        """Return which record it is and what became of it, with what each field that changed held and holds."""
        if old is None:
            return f"新增　{self.title(new)}"
        if new is None:
            return f"刪除　{self.title(old)}"
        return f"變更　{self.title(new)}：{value_words.changed(old, new, self.named)}"

    def named(self, key: str) -> str:
        """Return the name behind an id that a field holds."""
        known = self._people.get(key) or self._courses.get(key) or self._files.get(key)
        return known or str(getattr(self._desk.store.get(Officer, key), "name", "其他紀錄"))

    def title(self, record: Record | None) -> str:
        """Return which record it is: its kind, and the course, name or day that a person knows it by."""
        label = words.label(record.kind) if isinstance(record, Staffing) else words.kind_label(type(record).__name__)  # which of the head-counts
        course = getattr(record, "course", "")
        day = next((value for name in DAYS if isinstance(value := getattr(record, name, None), date)), None)
        told = self._courses.get(course, "") or getattr(record, "name", "") or (roc_short(day) if day else "")
        return f"{label}（{told}）" if told else label
