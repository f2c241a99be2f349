"""決定 as its page shows it: every nomination received, what the gate finds on each person, the claims to verify, and the rulings so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hrdesk.domain.awards import Decision, Nomination, Nominee, QuotaApproval, Ruling
from hrdesk.domain.collected import Membership, SpecialRound
from hrdesk.domain.merit import Raise, special_merit
from hrdesk.domain.minguo import year_end
from hrdesk.domain.offices import Parcel
from hrdesk.domain.package import PackageKind
from hrdesk.domain.record import Record
from hrdesk.domain.seeds import Appointment, Evidence, Mentoring, MeritClaim, Verification
from hrdesk.domain.staff import Agency, Officer, RoleSpan, Staffing
from hrdesk.domain.training import AbsenceReport
from hrdesk.domain.values import Changes, Explanation, Key, Problem, Severity
from hrdesk.errors import Fault, HrdeskError, InputError
from hrdesk.services.agency import ledger
from hrdesk.services.agency.agencies import first_tier, need_department
from hrdesk.services.awards import decisions, nomination
from hrdesk.services.awards.decisions import Verdict
from hrdesk.services.awards.nomination_board import Budget, budget
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.packages import drafts, sealing
from hrdesk.services.people import evidence
from hrdesk.services.review import quota

# read once for all agencies; the long tables of a year (trainings, courses, coaching, logs) only for an agency that sent a list
FEW: tuple[type[Record], ...] = (
    *(Agency, Membership, Parcel, QuotaApproval, Nomination, Nominee, Decision, SpecialRound, MeritClaim),
    *(Officer, RoleSpan, Appointment, Mentoring, Staffing, AbsenceReport),
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One special merit: the section's name, the claim, and its files."""

    section: str
    claim: MeritClaim
    files: tuple[Evidence, ...]

    @property
    def id(self) -> str:
        """Return what it is known by."""
        return self.claim.id

    @property
    def open(self) -> bool:
        """Tell whether nobody verified it yet."""
        return self.claim.verification is Verification.OPEN


@dataclass(frozen=True, slots=True)
class Person:
    """One nominee: who, what the gate and other rounds say, the claims, how far a raise may go, and the ruling so far."""

    nominee: Nominee
    name: str
    title: str
    agency: str
    problems: tuple[Problem, ...]
    claims: tuple[Claim, ...]
    raising: Explanation[Raise]
    decision: Decision | None

    @property
    def id(self) -> str:
        """Return what the line is known by."""
        return self.nominee.id

    @property
    def errors(self) -> int:
        """Return how many findings stand against an award."""
        return sum(one.severity is Severity.ERROR for one in self.problems)

    @property
    def clean(self) -> bool:
        """Tell whether nothing needs a look: no finding but notes, and everything asked for may be given."""
        asked = self.nominee.times + self.nominee.raised
        return all(one.severity is Severity.NOTE for one in self.problems) and asked <= self.raising.value.ceiling


@dataclass(frozen=True, slots=True)
class Nominated:
    """One first-tier agency: its quota, its list, what is wrong with the list as a whole, and how the letter stands."""

    agency: Agency
    approval: QuotaApproval | None
    revision: int  # of the newest list received, 0 = none
    document: str
    people: tuple[Person, ...]
    general: tuple[Problem, ...]
    budget: Budget
    told: int  # revision of the newest decision sealed, 0 = none
    current: bool  # that one says what is decided now

    @property
    def id(self) -> str:
        """Return what the line is known by."""
        return self.agency.id

    @property
    def decided(self) -> int:
        """Return how many of the list are ruled on."""
        return sum(one.decision is not None for one in self.people)

    @property
    def waiting(self) -> int:
        """Return how many claims nobody verified yet."""
        return sum(claim.open for one in self.people for claim in one.claims)


def lists(desk: Desk, year: int) -> tuple[Nominated, ...]:
    """Return every first-tier agency with its nomination of a 民國 year, by code."""
    need_department(desk)
    with desk.store.at_once(*FEW):
        names: Mapping[str, str] = {one.id: one.name for one in desk.store.all(Agency)}
        return tuple(_nominated(desk, agency, year, names) for agency in first_tier(desk, year))


def grantable(found: Sequence[Nominated]) -> tuple[Person, ...]:
    """Return those whom nothing stands against, on lists that nothing stands against, and whom nobody ruled on yet: they may be granted together."""
    sound = (line for line in found if not any(one.severity is Severity.ERROR for one in line.general))
    return tuple(one for line in sound for one in line.people if one.clean and one.decision is None)


@in_turn
def grant_clean(desk: Desk, year: int, reason: str) -> Changes:
    """Grant everyone of a year whom nothing stands against as asked, each on the article of the own line, in one transaction.

    Raises InputError NOT_FOUND where there is nobody, NEEDS_REASON without a reason, and as `decisions.decide` does.
    """
    people = grantable(lists(desk, year))
    if not people:
        raise InputError(Fault.NOT_FOUND, what="檢核齊備而未決定的人員", text=str(year))
    return decisions.decide_many(desk, {one.id: Verdict(ruling=Ruling.GRANTED, article=one.nominee.article, reason=reason) for one in people})


def problems(desk: Desk, nominee: str, verdict: Verdict) -> tuple[Problem, ...]:
    """Return why a ruling would be refused as it is typed."""
    try:
        decisions.drafted(desk, nominee, verdict)
    except HrdeskError as error:
        return (Problem("pick_refused", where="times", facts={"why": words.in_window(error)}),)
    return ()


def _nominated(desk: Desk, agency: Agency, year: int, names: Mapping[str, str]) -> Nominated:
    approved, nominees = quota.approval(desk.store, agency.id, year), nomination.listed(desk.store, agency.id, year)
    gate = nomination.gate(desk, agency.id, year) if nominees else ()
    held = desk.store.all(Nomination, agency=agency.id, year=year)
    arrived = ledger.received(desk.store, PackageKind.NOMINATION, year, agency.id)
    told = ledger.sent(desk.store, PackageKind.DECISION, year, agency.id)
    people = tuple(_person(desk, year, one, gate, names) for one in nominees)
    decided = any(one.decision is not None for one in people)
    return Nominated(
        agency=agency,
        approval=approved,
        revision=arrived[-1].revision if arrived else 0,
        document=held[0].document if held else "",
        people=tuple(sorted(people, key=lambda one: (-one.nominee.times - one.nominee.raised, one.agency, one.name))),
        general=tuple(one for one in gate if one.record is None or one.record.kind not in ("Nominee", "MeritClaim", "Evidence")),
        budget=budget(approved, nominees),
        told=told[-1].revision if told else 0,
        current=bool(told) and decided and sealing.data_digest(drafts.decision(desk, year, agency)) == told[-1].data,
    )


def _person(desk: Desk, year: int, nominee: Nominee, gate: Sequence[Problem], names: Mapping[str, str]) -> Person:
    pack = desk.rules(year_end(year))
    sections = {one.code: one.name for one in pack.merit_sections}
    made = desk.store.all(MeritClaim, officer=nominee.officer, year=year)
    claims = tuple(Claim(sections.get(one.section, one.section), one, evidence.held(desk, one.evidence)) for one in made)
    keys = {Key("Nominee", nominee.id), *(Key("MeritClaim", one.id) for one in made), *(Key("Evidence", key) for one in made for key in one.evidence)}
    person = desk.store.get(Officer, nominee.officer)
    decision = next(iter(desk.store.all(Decision, nominee=nominee.id)), None)
    return Person(
        nominee,
        name=person.name if person else "",
        title=person.title if person else "",
        agency=names.get(nominee.agency, ""),
        problems=tuple(one for one in gate if one.record in keys),
        claims=claims,
        raising=special_merit(pack, times=nominee.times, raised=nominee.raised, claims=made),
        decision=decision,
    )
