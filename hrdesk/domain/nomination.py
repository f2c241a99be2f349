"""The gate of a nomination (敘獎名單): everything missing, each with its article, before it may be sealed and again when received (陸三(五))."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from hrdesk.domain.awards import Nominee, QuotaApproval
from hrdesk.domain.merit import special_merit
from hrdesk.domain.minguo import roc_year, year_end, year_start
from hrdesk.domain.pack import RulePack
from hrdesk.domain.quota_check import quota_problems
from hrdesk.domain.record import AgencyId, OfficerId
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Appointment, CheckState, Coaching, Evidence, MeritClaim, SelfCheck
from hrdesk.domain.training import TrainingRecord
from hrdesk.domain.values import Key, Problem, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What stands behind a nomination: the list, its approved quota, and the records of the year of a first-tier agency with its 所屬.

    `agencies` are that agency and its 所屬. `approval` None = none was given yet.
    """

    year: int
    approval: QuotaApproval | None
    nominees: tuple[Nominee, ...]
    agencies: Collection[AgencyId]
    appointments: tuple[Appointment, ...] = ()
    trainings: tuple[TrainingRecord, ...] = ()
    coachings: tuple[Coaching, ...] = ()
    self_checks: tuple[SelfCheck, ...] = ()
    merits: tuple[MeritClaim, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def nomination_gate(pack: RulePack, dossier: Dossier) -> tuple[Problem, ...]:
    """Return every problem of a nomination: errors stop it, warnings ask for a look, notes only tell (陸三(一)(二)(三)(五))."""
    return (
        *_list_problems(pack, dossier),
        *_approval_problems(pack, dossier),
        *(problem for nominee in dossier.nominees for problem in _nominee_problems(pack, dossier, nominee)),
        *_merit_problems(pack, dossier),
    )


def ruling_problems(pack: RulePack, dossier: Dossier, nominee: Nominee, given: Mapping[str, int]) -> tuple[Problem, ...]:
    """Return the errors that stand against awarding one nominee, where `given` are the times decided by nominee id, this ruling's included.

    The gate's errors of this person that fewer times do not mend, and what all awards together are against the approved quota (陸三(一)(二)).
    """
    key = Key("Nominee", nominee.id)
    awarded = tuple(replace(one, times=min(one.times, given[one.id])) for one in dossier.nominees if given.get(one.id, 0))
    found = (
        *(problem for problem in _list_problems(pack, dossier) if problem.record == key),
        *_plain_problems(pack, nominee),
        *_annex2_problems(pack, dossier, nominee),
        *_annex_problems(pack, dossier, nominee),
        *_approval_problems(pack, replace(dossier, nominees=awarded)),
    )
    return tuple(problem for problem in found if problem.severity is Severity.ERROR)


def active_seeds(appointments: Iterable[Appointment], year: int) -> tuple[OfficerId, ...]:
    """Return who served as a seed teacher on any day of a 民國 year, cross-agency ones (陸三(三)) left out, each once."""
    served = (one for one in appointments if not one.domain and overlaps(one.start, one.end, year_start(year), year_end(year)))
    return tuple(dict.fromkeys(one.officer for one in served))


def _list_problems(pack: RulePack, dossier: Dossier) -> Iterator[Problem]:
    article = pack.attachments[0].article
    if not dossier.nominees:
        yield Problem("nomination_empty", Severity.ERROR, "nominees", article)
    times = Counter(one.officer for one in dossier.nominees)
    deeds = Counter(one.deed.strip() for one in dossier.nominees if one.deed.strip())
    for one in dossier.nominees:
        key = Key("Nominee", one.id)
        if times[one.officer] > 1:
            yield Problem("nominee_twice", Severity.ERROR, "officer", article, key)
        if one.agency not in dossier.agencies:
            yield Problem("nominee_elsewhere", Severity.ERROR, "agency", article, key)
        if deeds[one.deed.strip()] > 1:
            yield Problem("same_deed", Severity.WARNING, "deed", article, key)


def _approval_problems(pack: RulePack, dossier: Dossier) -> tuple[Problem, ...]:
    if dossier.approval is None:
        return (Problem("no_approval", Severity.ERROR, "approval", pack.parameter("evaluation_due").article),)
    granted = dossier.approval.groups
    dedicated = {one.officer for one in _served(dossier) if one.dedicated in granted}
    seeds = [officer for officer in active_seeds(dossier.appointments, dossier.year) if officer not in dedicated]
    return quota_problems(pack, dossier.approval, dossier.nominees, len(seeds))


def _served(dossier: Dossier) -> tuple[Appointment, ...]:
    first, last = year_start(dossier.year), year_end(dossier.year)
    return tuple(one for one in dossier.appointments if overlaps(one.start, one.end, first, last))


def _nominee_problems(pack: RulePack, dossier: Dossier, nominee: Nominee) -> Iterator[Problem]:
    yield from _plain_problems(pack, nominee)
    yield from _annex2_problems(pack, dossier, nominee)
    yield from _annex_problems(pack, dossier, nominee)
    yield from _raise_problems(pack, dossier, nominee)


def _plain_problems(pack: RulePack, nominee: Nominee) -> Iterator[Problem]:
    key, article, most = Key("Nominee", nominee.id), pack.attachments[0].article, pack.number("deed_max")
    if nominee.times < 1 or nominee.raised < 0:
        yield Problem("times_missing", Severity.ERROR, "times", pack.parameter("quota_small_max").article, key)
    if not nominee.deed.strip():
        yield Problem("deed_missing", Severity.ERROR, "deed", article, key)
    if len(nominee.deed) > most:
        yield Problem("deed_too_long", Severity.ERROR, "deed", pack.parameter("deed_max").article, key, {"length": len(nominee.deed), "most": most})


def _annex2_problems(pack: RulePack, dossier: Dossier, nominee: Nominee) -> Iterator[Problem]:
    """Yield what 附表2 says against the nominee: not in it, not 專責 for the group, or a cross-agency teacher of the other pool."""
    key, article = Key("Nominee", nominee.id), pack.addressees[0].article
    mine = [one for one in _served(dossier) if one.officer == nominee.officer]
    home = [one for one in mine if not one.domain]
    if not home:
        yield Problem("not_in_annex2", Severity.ERROR, "officer", article, key)
    if nominee.dedicated and not any(one.dedicated == nominee.dedicated for one in home):
        yield Problem("not_dedicated", Severity.ERROR, "dedicated", pack.same_nature[0].article, key, {"group": nominee.dedicated})
    if any(one.domain and one.consent is not None for one in mine):
        yield Problem("also_domain_seed", Severity.WARNING, "officer", pack.parameter("domain_pool").article, key)


def _annex_problems(pack: RulePack, dossier: Dossier, nominee: Nominee) -> Iterator[Problem]:
    """Yield which of the mandatory attachments have nothing on the nominee."""
    key, article = Key("Nominee", nominee.id), pack.attachments[0].article
    if not any(one.officer == nominee.officer for one in dossier.trainings):
        yield Problem("annex1_empty", Severity.WARNING, "annex1", article, key)
    if not any(one.officer == nominee.officer and roc_year(one.day) == dossier.year for one in dossier.coachings):
        severity = Severity.WARNING if nominee.waiver.strip() else Severity.ERROR
        yield Problem("annex3_empty", severity, "annex3", article, key)
    checks = [one for one in dossier.self_checks if one.officer == nominee.officer and one.year == dossier.year]
    if not checks:
        yield Problem("annex5_missing", Severity.ERROR, "annex5", article, key)
    elif not any(one.state is CheckState.APPROVED for one in checks):
        yield Problem("annex5_not_approved", Severity.ERROR, "annex5", article, key)


def _raise_problems(pack: RulePack, dossier: Dossier, nominee: Nominee) -> Iterator[Problem]:
    claims = [one for one in dossier.merits if one.officer == nominee.officer and one.year == dossier.year]
    for problem in special_merit(pack, times=max(nominee.times, 0), raised=max(nominee.raised, 0), claims=claims).problems:
        yield Problem(problem.code, problem.severity, problem.where, problem.article, problem.record or Key("Nominee", nominee.id), problem.facts)


def _merit_problems(pack: RulePack, dossier: Dossier) -> Iterator[Problem]:
    """Yield claims for people who are not on the list, and evidence that is an empty file or missing."""
    article = pack.merit_sections[0].article
    listed = {one.officer for one in dossier.nominees}
    held = {one.id: one for one in dossier.evidence}
    for claim in dossier.merits:
        key = Key("MeritClaim", claim.id)
        if claim.officer not in listed:
            yield Problem("merit_not_nominated", Severity.WARNING, "officer", article, key)
        for one in claim.evidence:
            if one not in held:
                yield Problem("evidence_missing", Severity.ERROR, "evidence", article, key)
            elif not held[one].size:
                yield Problem("evidence_empty", Severity.ERROR, "evidence", article, Key("Evidence", one))
