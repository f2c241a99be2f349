"""What this office sends upwards, before it is sealed: what it will hold, what still speaks against it, and how it stands in its series."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from hrdesk.domain.evaluation import changes_in
from hrdesk.domain.offices import Parcel, WorkspaceKind
from hrdesk.domain.package import PackageKind
from hrdesk.domain.record import AppointmentId
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Addressee, Appointment, ChangeKind
from hrdesk.domain.staff import Officer, Role, RoleSpan, Tier
from hrdesk.domain.values import Problem
from hrdesk.errors import Fault, HrdeskError, InputError
from hrdesk.services.agency import ledger
from hrdesk.services.agency.agencies import own_agency
from hrdesk.services.agency.snapshot import annual
from hrdesk.services.awards import nomination
from hrdesk.services.awards.bars import Bar, bars
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.difference import Difference
from hrdesk.services.packages import certificates, drafts, keys, package_words, sealing
from hrdesk.services.packages.package_words import Holding
from hrdesk.services.packages.sealing import Draft, SealedFile
from hrdesk.services.post import inspection
from hrdesk.services.teachers import seeds
from hrdesk.services.teachers.dues import Due, office_dues, part_at

ANY_REASON = "—"  # lets a draft be looked at although something needs a reason; sealing asks for the real one


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """One kind of package of a 民國 year as it would be sealed now.

    `obstacle` is the sentence of what makes sealing impossible, "" where nothing does; `gate` everything that a nomination lacks. `waiting` are the
    所屬 that have not sent, `nil` the forms declared as 零申報, `unfinished` the forms of the year that are not complete, `due` what the offices
    themselves want (肆四): each wants a look, none stops. `heads` are the 人事主管 on the roster, one of whom stands for what is declared. `untold`
    are the changes of seed teachers that sending this would tell 本處資訊室 (伍五). `newest` is the last revision sealed, `unchanged` tells that sealing
    again would give the same.
    """

    kind: PackageKind
    year: int
    recipient: str = ""
    holdings: tuple[Holding, ...] = ()
    nil: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    untold: tuple[tuple[AppointmentId, ChangeKind], ...] = ()
    nothing: bool = False
    waiting: tuple[str, ...] = ()
    unfinished: Mapping[str, Bar] = field(default_factory=dict)  # by form
    due: tuple[Due, ...] = ()
    gate: tuple[Problem, ...] = ()
    obstacle: str = ""
    lacks_key: bool = False  # the obstacle is the certificate or a key: it is mended where the office is registered
    newest: Parcel | None = None
    unchanged: bool = False
    since: tuple[Difference, ...] = ()  # what changed after the newest revision, by person and form

    @property
    def contested(self) -> tuple[str, ...]:
        """Return the forms declared as 零申報 on which something is due all the same."""
        return tuple(form for form in self.nil if form in self.unfinished)

    @property
    def needs_reason(self) -> bool:
        """Tell whether sealing it needs a reason: a 所屬 is missing, or there is nothing at all to send."""
        return bool(self.waiting) or self.nothing


def kinds(desk: Desk) -> tuple[PackageKind, ...]:
    """Return what this office sends upwards: the year's data, enrolments and changes, and from a first-tier agency the nomination; the department nothing."""
    if desk.workspace.kind is WorkspaceKind.DEPARTMENT:
        return ()
    nominates = own_agency(desk).tier is Tier.FIRST
    return (PackageKind.SUBMISSION, *((PackageKind.NOMINATION,) if nominates else ()), PackageKind.ROLL, PackageKind.CHANGE)


def draft(desk: Desk, kind: PackageKind, year: int, reason: str = "", head: str = "") -> Draft:
    """Return what a kind of package of a 民國 year would carry; raise InputError NOT_FOUND for a kind that is not sent upwards, and as each kind does."""
    if kind is PackageKind.SUBMISSION:
        return drafts.submission(desk, year, reason, head)
    if kind is PackageKind.NOMINATION:
        return nomination.draft(desk, year)
    if kind is PackageKind.ROLL:
        return drafts.roll(desk, year)
    if kind is PackageKind.CHANGE:
        return drafts.change(desk, year)
    raise InputError(Fault.NOT_FOUND, what="上行資料包", text=words.label(kind))


def outlook(desk: Desk, kind: PackageKind, year: int) -> Outlook:
    """Return how a kind of package of a 民國 year would look if it were sealed now; changes nothing."""
    plain = _year_before(desk, year) if kind is PackageKind.SUBMISSION else Outlook(kind=kind, year=year)
    if kind is PackageKind.NOMINATION:
        plain = replace(plain, gate=nomination.gate(desk, desk.workspace.agency, year))
    try:
        found = draft(desk, kind, year, ANY_REASON)
        keys.signer(desk, kind)
        sealing.check_clock(desk)
    except HrdeskError as error:
        lacking = error.fault is Fault.NO_KEY
        return replace(plain, obstacle=words.in_window(error), lacks_key=lacking, newest=_newest(desk, kind, year), holdings=_held(desk, kind, year))
    newest = _newest(desk, kind, year)
    unchanged = newest is not None and newest.data == sealing.data_digest(found)
    counts = tuple((name, len(group)) for name, group in found.records.items())
    nil = tuple(found.facts.get(package_words.NIL, "").split())
    return replace(
        plain,
        recipient=found.recipient.name,
        holdings=package_words.holdings((one for one in counts if one[0] != "Agency"), kind),
        nil=nil,
        heads=_heads(desk) if nil else (),
        untold=_untold(desk, year) if kind is PackageKind.CHANGE and found.recipient.tier is Tier.DEPARTMENT else (),
        nothing=bool(nil) and {name for name, _ in counts} <= {"Agency"},
        newest=newest,
        unchanged=unchanged,
        since=inspection.since(desk, newest, found.records) if newest is not None and not unchanged else (),
    )


def _year_before(desk: Desk, year: int) -> Outlook:
    """Return what wants a look before a 民國 year's data are sealed."""
    part = part_at(desk)
    lines = dict(zip(package_words.YEARLY, bars(desk, part, year), strict=False))  # behind the annexes stands the nomination, a package of its own
    return Outlook(
        kind=PackageKind.SUBMISSION,
        year=year,
        waiting=_waiting(desk, year),
        unfinished={form: bar for form, bar in lines.items() if bar.done < bar.total},
        due=tuple(office_dues(desk, part, year)),
    )


def _heads(desk: Desk) -> tuple[str, ...]:
    """Return the names of the own agency's 人事主管 today, as the roster has them."""
    own = desk.workspace.agency
    spans = [one for one in desk.store.all(RoleSpan, agency=own, role=Role.HEAD) if overlaps(one.start, one.end, desk.today, desk.today)]
    return tuple(one.name for one in desk.store.all(Officer, agency=own, id=[span.officer for span in spans]))


def _untold(desk: Desk, year: int) -> tuple[tuple[AppointmentId, ChangeKind], ...]:
    """Return the changes of a 民國 year of which 本處資訊室 has not been told."""
    changes = changes_in(desk.store.all(Appointment, agency=drafts.own_agencies(desk, year)), year)
    return tuple((one.appointment.id, one.kind) for one in changes if Addressee.DEPARTMENT not in one.told)


def _held(desk: Desk, kind: PackageKind, year: int) -> tuple[Holding, ...]:
    """Return what the year's data will hold, for an office that cannot seal them yet; of the other kinds nothing is known before their time."""
    if kind is not PackageKind.SUBMISSION:
        return ()
    records = annual(desk.store, drafts.own_agencies(desk, year), year)
    return package_words.holdings(((name, len(group)) for name, group in records.items()), kind)


def _waiting(desk: Desk, year: int) -> tuple[str, ...]:
    """Return the names of the 所屬 that have not sent their year."""
    collects = desk.workspace.kind is WorkspaceKind.FIRST_TIER
    return tuple(agency.name for agency in drafts.waiting(desk, year)) if collects else ()


def _newest(desk: Desk, kind: PackageKind, year: int) -> Parcel | None:
    root = certificates.pinned_root(desk)
    series = ledger.sent(desk.store, kind, year, root.agency) if root else ()
    return series[-1] if series else None


def seal(desk: Desk, kind: PackageKind, year: int, reason: str = "", head: str = "", *, telling: Sequence[tuple[AppointmentId, ChangeKind]] = ()) -> SealedFile:
    """Seal the next revision into the ledger, to be saved afterwards as often as needed; raise as `sealing.seal` and each kind's draft do.

    The package is the notice of the changes `telling` to 本處資訊室 (伍五), which is kept with today's day before it is sealed, so that it travels along.
    It may be stopped while the forms are printed, which leaves everything as it was.
    """
    made = draft(desk, kind, year, reason, head)
    if telling:
        keys.signer(desk, kind)
        sealing.check_clock(desk)
        seeds.tell_all(desk, [(key, change, {Addressee.DEPARTMENT: desk.today}) for key, change in telling])
        made = draft(desk, kind, year, reason, head)
    sealed = sealing.seal(desk, made, desk.scratch)
    sealed.file.unlink()
    return sealed


def save(desk: Desk, parcel: Parcel, folder: Path) -> Path:
    """Write a sealed package under its usual name into a folder, which may be a USB stick; raise PackageError TARGET_EXISTS, StoreError WRITE_FAILED."""
    return sealing.publish(desk, parcel, folder)
