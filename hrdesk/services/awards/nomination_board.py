"""敘獎提報 as its page shows it: the own quota with its working, who may be picked, the list with its gate, and what was decided."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hrdesk.domain.attendance import certified_lines
from hrdesk.domain.awards import Decision, Nomination, Nominee, QuotaApproval
from hrdesk.domain.minguo import year_end
from hrdesk.domain.national_id import check_id, mask_id
from hrdesk.domain.nomination import Dossier, active_seeds, nomination_gate
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.pack import RulePack
from hrdesk.domain.quota import READINGS, Quota
from hrdesk.domain.record import AgencyId, OfficerId
from hrdesk.domain.seeds import CheckState
from hrdesk.domain.staff import Agency, Officer, Tier
from hrdesk.domain.training import Course
from hrdesk.domain.values import Explanation, Fact, Key, Problem, Severity
from hrdesk.errors import HrdeskError, InputError
from hrdesk.services.agency.agencies import own_agency
from hrdesk.services.awards import nomination
from hrdesk.services.awards.nomination import Pick, dossier
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.review.quota import Proposal, proposal

OWN = frozenset({"times_missing", "deed_too_long"})  # what a line may not be saved with; everything else the gate stops later
STAY = Severity.WARNING


@dataclass(frozen=True, slots=True)
class Candidate:
    """A seed teacher of the year with what the book holds: certified minutes, coaching by item, 附表5, special merits, the group served."""

    officer: OfficerId
    name: str
    title: str
    agency: str
    dedicated: str
    foreign: bool  # of a 所屬, whose submission carries no ID number
    national_id: str  # masked, "" = none is held
    minutes: int
    trainings: int
    coachings: int
    items: tuple[int, ...]  # of the seven items, how many coachings each
    self_check: CheckState | None
    claims: int


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list with who it is, what the gate says of it, and the decision once it came."""

    nominee: Nominee
    who: Candidate
    errors: int
    warnings: int
    decision: Decision | None

    @property
    def id(self) -> str:
        """Return what the line is known by."""
        return self.nominee.id


@dataclass(frozen=True, slots=True)
class Budget:
    """How many commendations and heads the list uses of what was approved; `units` and `heads` None = nothing was approved, or no limit of heads."""

    used: int
    people: int
    raised: int
    units: int | None = None
    heads: int | None = None

    @property
    def over(self) -> bool:
        """Tell whether the list passes what was approved."""
        return (self.units is not None and self.used > self.units) or (self.heads is not None and self.people > self.heads)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The page of a 民國 year; `nominates` is False for a 所屬 and for the department, whose list is made elsewhere."""

    year: int
    kind: WorkspaceKind
    nominates: bool
    above: str
    proposals: tuple[Proposal, ...]  # one a reading, the pack's own first
    approval: QuotaApproval | None
    approved: Explanation[int] | None
    document: str
    articles: tuple[str, ...]
    groups: tuple[str, ...]
    most: int  # characters of a deed
    candidates: tuple[Candidate, ...]
    listed: tuple[Listed, ...]
    gate: tuple[Problem, ...]
    budget: Budget


def board(desk: Desk, year: int) -> Board:
    """Return what the page of a 民國 year shows; changes nothing."""
    own, pack = own_agency(desk), desk.rules(year_end(year))
    found = dossier(desk.store, pack, own.id, year)
    nominates = own.tier is Tier.FIRST and desk.workspace.kind is not WorkspaceKind.DEPARTMENT
    people = _candidates(desk, pack, own, found)
    nominations = desk.store.all(Nomination, agency=own.id, year=year)
    gate = nomination.gate(desk, own.id, year) if nominates and found.approval else ()
    above = desk.store.get(Agency, own.parent or "")
    return Board(
        year=year,
        kind=desk.workspace.kind,
        nominates=nominates,
        above=above.name if above else "",
        proposals=tuple(proposal(desk, own, year, reading) for reading in _readings(pack)),
        approval=found.approval,
        approved=approval_why(pack, found.approval),
        document=nominations[0].document if nominations else "",
        articles=articles(pack),
        groups=found.approval.groups if found.approval else (),
        most=pack.number("deed_max"),
        candidates=tuple(one for one in people.values() if one.officer in active_seeds(found.appointments, year)),
        listed=_listed(desk, found, people, gate),
        gate=gate,
        budget=budget(found.approval, found.nominees),
    )


def _readings(pack: RulePack) -> tuple[str, ...]:
    """Return the readings of 陸三(二), the pack's own first."""
    chosen = pack.word("quota_reading")
    return (chosen, *(one for one in READINGS if one != chosen))


def articles(pack: RulePack) -> tuple[str, ...]:
    """Return the articles that a line of the list may rest on, each once; any other text may be typed as well."""
    found = (pack.parameter("quota_small_max").article, *(one.article for one in pack.same_nature), pack.parameter("raise_max_steps").article)
    sections = (one.article for one in pack.merit_sections)
    return tuple(dict.fromkeys((*found, *sections)))


def budget(approval: QuotaApproval | None, nominees: Iterable[Nominee]) -> Budget:
    """Return how much of what was approved a list uses (陸三(一)(二)); what is asked for special merit comes on top and is not counted."""
    lines = tuple(nominees)
    used, raised = sum(one.times for one in lines), sum(one.raised for one in lines)
    return Budget(used, len(lines), raised, approval.units if approval else None, approval.heads if approval else None)


def draft_budget(approval: QuotaApproval | None, nominees: Iterable[Nominee], officer: OfficerId | None, times: int) -> Budget:
    """Return what a list would use if one person had this many times."""
    before = budget(approval, (one for one in nominees if one.officer != officer))
    return replace(before, used=before.used + times, people=before.people + 1) if officer else before


def quota_text(quota: Quota) -> str:
    """Return a quota in words: 嘉獎 2 次，至多 2 人."""
    return f"嘉獎 {quota.units} 次" + (f"，至多 {quota.heads} 人" if quota.heads is not None else "")


def forms_of(quota: Quota) -> tuple[str, ...]:
    """Return every feasible distribution in words: 1 人 2 次; 2 人各 1 次."""
    return tuple(
        "＋".join(f"{one.count(times)} 人{'各' if one.count(times) > 1 else ''} {times} 次" for times in dict.fromkeys(one)) for one in quota.distributions
    )


def approval_why(pack: RulePack, approval: QuotaApproval | None) -> Explanation[int] | None:
    """Return why the approved quota is what it is, as the notice tells it."""
    if approval is None:
        return None
    key = Key("QuotaApproval", approval.id)
    inputs = (
        Fact("人事人員總員額數", approval.staffing, key),
        Fact("基準", f"嘉獎 {approval.proposed_units} 次"),
        Fact("讀法", approval.reading),
        Fact("增列類別", "、".join(approval.groups) or "無"),
        Fact("核定人數", approval.heads),
        Fact("函文文號", approval.document or "—"),
    )
    same = approval.units == approval.proposed_units
    step = f"基準為嘉獎 {approval.proposed_units} 次，核定 {approval.units} 次" + ("，與基準相同。" if same else "，與基準不同，理由如下。")
    return Explanation(
        value=approval.units,
        unit="嘉獎次數",
        rule="quota-approval",
        citation=pack.parameter("evaluation_due").citation,
        pack=pack.id,
        inputs=inputs,
        steps=(step, "提報以核定的人數及額度為準。"),
        decided_by=approval.approved_by,
        reason=approval.reason,
    )


def _candidates(desk: Desk, pack: RulePack, own: Agency, found: Dossier) -> dict[OfficerId, Candidate]:
    """Return the year's seed teachers and whoever else is on the list, by id."""
    names = {one.id: one.name for one in desk.store.all(Agency)}
    courses = desk.store.all(Course)
    wanted = (*active_seeds(found.appointments, found.year), *(one.officer for one in found.nominees))
    people = ((key, desk.store.get(Officer, key)) for key in dict.fromkeys(wanted))
    return {key: _candidate(pack, found, person, courses, names, own.id) for key, person in people if person is not None}


def _candidate(pack: RulePack, found: Dossier, person: Officer, courses: tuple[Course, ...], names: dict[AgencyId, str], own: AgencyId) -> Candidate:
    mine = [one for one in found.trainings if one.officer == person.id]
    coachings = [one for one in found.coachings if one.officer == person.id]
    checks = [one.state for one in found.self_checks if one.officer == person.id]
    return Candidate(
        officer=person.id,
        name=person.name,
        title=person.title,
        agency=names.get(person.agency, ""),
        dedicated=next((one.dedicated for one in found.appointments if one.officer == person.id and one.dedicated), ""),
        foreign=person.agency != own,
        national_id=mask_id(person.national_id) if person.national_id else "",
        minutes=sum(line.minutes for line in certified_lines(pack, courses, mine, found.year)),
        trainings=len(mine),
        coachings=len(coachings),
        items=tuple(sum(one.item == number for one in coachings) for number in range(1, len(pack.items) + 1)),
        self_check=checks[0] if checks else None,
        claims=sum(one.officer == person.id for one in found.merits),
    )


def _listed(desk: Desk, found: Dossier, people: dict[OfficerId, Candidate], gate: tuple[Problem, ...]) -> tuple[Listed, ...]:
    """Return the lines, who gets most first."""
    decided = {one.nominee: one for one in desk.store.all(Decision, year=found.year)}
    lines = []
    for one in found.nominees:
        mine = [problem.severity for problem in gate if problem.record == Key("Nominee", one.id)]
        if one.officer in people:
            lines.append(Listed(one, people[one.officer], mine.count(Severity.ERROR), mine.count(Severity.WARNING), decided.get(one.id)))
    return tuple(sorted(lines, key=lambda line: (-line.nominee.times - line.nominee.raised, line.who.agency, line.who.name)))


def pick_problems(desk: Desk, year: int, pick: Pick) -> tuple[Problem, ...]:
    """Return what speaks against one line as it is typed: as errors what it cannot be saved with, as warnings what the gate would stop.

    `where` names the field: times, raised, dedicated, deed, waiver, national_id.
    """
    try:
        if pick.national_id:
            check_id(pick.national_id)
        line = nomination.drafted(desk, year, pick)
    except HrdeskError as error:
        return (_refused(error),)
    own, pack = own_agency(desk), desk.rules(year_end(year))
    found = dossier(desk.store, pack, own.id, year)
    whole = replace(found, nominees=(*(one for one in found.nominees if one.id != line.id), line))
    told = (problem for problem in nomination_gate(pack, whole) if problem.record in (None, Key("Nominee", line.id)))
    return tuple(_typed(problem) for problem in told if problem.code != "no_approval")


def _refused(error: HrdeskError) -> Problem:
    where = "national_id" if isinstance(error, InputError) and "reason" in error.facts else "times"
    return Problem("pick_refused", where=where, facts={"why": words.in_window(error)})


def _typed(problem: Problem) -> Problem:
    """Return a problem of the gate as it stands beside a field: only what belongs to the line itself stops saving."""
    where = "waiver" if problem.code == "annex3_empty" else problem.where
    severe = problem.severity if problem.code in OWN else min(problem.severity, STAY, key=_weight)
    return replace(problem, where=where, severity=severe)


def _weight(severity: Severity) -> int:
    return (Severity.NOTE, Severity.WARNING, Severity.ERROR).index(severity)
