"""What a package may not do to what is held: a second one, another file behind a finding, taking away what others rest on."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hrdesk.domain.awards import Decision, Nomination, Nominee
from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import Finding, PackageKind
from hrdesk.domain.record import AgencyId, MeritId, Record, SelfCheckId
from hrdesk.domain.seeds import Appointment, Coaching, Evidence, MeritClaim, SelfCheck, Verification
from hrdesk.domain.staff import Duty, Officer, RoleSpan
from hrdesk.domain.training import AbsenceReport, Course, Presence, TrainingRecord, Verdict
from hrdesk.services.agency.guards import touches
from hrdesk.services.agency.snapshot import Given, by_kind
from hrdesk.services.packages.merging import Merge, merge
from tests.factory import record_id, sample

MINE, OTHER = AgencyId(record_id("mine")), AgencyId(record_id("other"))
YEAR = 115
DAY = date(2026, 3, 2)
OFFICER = sample(Officer, agency=MINE)
PAPER = sample(Evidence, agency=MINE)
CLAIM = sample(MeritClaim, agency=MINE, year=YEAR, evidence=(PAPER.id,), verification=Verification.CONFIRMED, verified_by="範例審核員")
LIST = sample(Nomination, agency=MINE, year=YEAR)
LINE = sample(Nominee, agency=MINE)


def merged(kind: PackageKind, fresh: tuple[Record, ...], held: tuple[Record, ...] = ()) -> Merge:
    return merge(Given(by_kind(held)), kind, YEAR, by_kind(fresh), (MINE, OTHER), DAY)


def conflicts(kind: PackageKind, fresh: tuple[Record, ...], held: tuple[Record, ...] = ()) -> list[str]:
    refusals = merged(kind, fresh, held).refusals
    assert all(one.finding is Finding.CONFLICT for one in refusals)
    return [str(one.facts["what"]) for one in refusals]


def test_a_second_self_check_beside_a_held_one_is_refused_and_a_replaced_one_is_not() -> None:
    held = sample(SelfCheck, agency=MINE, year=YEAR)
    second = replace(held, id=SelfCheckId(record_id("second")))
    assert conflicts(PackageKind.NOMINATION, (OFFICER, second), (OFFICER, held)) == ["同一人同一年度有兩份自我檢核表"]
    assert conflicts(PackageKind.SUBMISSION, (OFFICER, second), (OFFICER, held)) == []


def test_a_list_is_its_senders_and_its_lines_name_people_where_they_are() -> None:
    assert conflicts(PackageKind.NOMINATION, (OFFICER, LIST, LINE)) == []
    assert conflicts(PackageKind.NOMINATION, (OFFICER, replace(LIST, agency=OTHER), LINE)) == ["敘獎名單不是寄件機關的"]
    assert conflicts(PackageKind.NOMINATION, (OFFICER, LIST, replace(LINE, agency=OTHER))) == ["提報人員不是所列機關的人員"]
    assert conflicts(PackageKind.NOMINATION, (LIST, LINE)) == ["提報人員不是所列機關的人員"]


@pytest.mark.parametrize("values", [{"section": "other"}, {"text": "改過"}, {"evidence": ()}])
def test_a_finding_stays_only_with_what_was_judged(values: dict[str, Any]) -> None:
    changed = replace(CLAIM, **values)
    package = (OFFICER, *((PAPER,) if changed.evidence else ()), changed)
    put = next(one for one in merged(PackageKind.SUBMISSION, package, (OFFICER, PAPER, CLAIM)).puts if isinstance(one, MeritClaim))
    assert (put.verification, put.verified_by) == (Verification.OPEN, "")


def absence(**values: object) -> tuple[Record, ...]:
    report = sample(AbsenceReport, agency=MINE, presence=Presence.ABSENT, evidence=(PAPER.id,), **values)
    course = sample(Course, agency=MINE, start=DAY, end=DAY)
    return OFFICER, PAPER, course, sample(TrainingRecord, agency=MINE), report


def verdicts(plan: Merge) -> list[Verdict | None]:
    return [one.department_verdict for one in plan.puts if isinstance(one, AbsenceReport)]


def test_a_review_of_an_absence_stays_only_with_what_was_judged() -> None:
    held = absence(department_verdict=Verdict.SUFFICIENT)
    assert verdicts(merged(PackageKind.SUBMISSION, absence(), held)) == []
    assert verdicts(merged(PackageKind.SUBMISSION, absence(reason="改過"), held)) == [None]


def test_another_file_behind_the_same_evidence_voids_every_finding_on_it() -> None:
    held = (*absence(department_verdict=Verdict.SUFFICIENT), CLAIM)
    other = replace(PAPER, digest="f" * 64)
    again = tuple(other if one == PAPER else one for one in (*absence(), replace(CLAIM, verification=Verification.OPEN)))
    assert verdicts(merged(PackageKind.SUBMISSION, again, held)) == [None]
    plan = merged(PackageKind.CHANGE, (other,), held)
    assert verdicts(plan) == [None]
    assert [one.verification for one in plan.puts if isinstance(one, MeritClaim)] == [Verification.OPEN]
    assert {key.kind for key in plan.changes.changed} == {"Evidence", "AbsenceReport", "MeritClaim"}
    coaching = sample(Coaching, agency=MINE, day=DAY, evidence=(PAPER.id,))
    assert coaching in merged(PackageKind.SUBMISSION, (OFFICER, other, coaching), (OFFICER, PAPER)).puts
    unrelated = replace(CLAIM, id=MeritId(record_id("unrelated")), evidence=())
    assert unrelated not in merged(PackageKind.CHANGE, (other,), (*held, unrelated)).puts


def sent(year: int) -> Parcel:
    return sample(Parcel, agency=MINE, kind=PackageKind.SUBMISSION.value, direction=Direction.RECEIVED, year=year)


def test_a_year_deletes_nothing_that_another_received_year_has_too() -> None:
    span = sample(Appointment, agency=MINE, start=date(2025, 2, 1))
    assert merged(PackageKind.SUBMISSION, (), (OFFICER, span, sent(114))).deletes == ()
    assert merged(PackageKind.SUBMISSION, (), (OFFICER, span, sent(YEAR))).deletes == (OFFICER, span)
    assert merged(PackageKind.SUBMISSION, (), (OFFICER, replace(span, start=DAY), sent(114))).deletes == (replace(span, start=DAY),)


def test_what_runs_over_days_touches_the_years_it_runs_in() -> None:
    served = replace(OFFICER, arrived=date(2025, 1, 1), left=date(2025, 12, 31))
    assert [touches(served, (year,)) for year in (113, 114, 115)] == [False, True, False]
    assert all(touches(sample(kind, start=DAY), (115, 116)) for kind in (RoleSpan, Duty, Appointment))
    assert not touches(sample(Coaching), (115,))


@pytest.mark.parametrize("kind", [Appointment, SelfCheck, MeritClaim, Coaching])
def test_what_a_decision_was_made_from_is_not_taken_away(kind: type[Record]) -> None:
    values = {"year": YEAR} if kind in (SelfCheck, MeritClaim) else {"day": DAY} if kind is Coaching else {}
    held = (OFFICER, LIST, LINE, sample(kind, agency=MINE, **values))
    decision = sample(Decision, agency=MINE, year=YEAR)
    assert conflicts(PackageKind.SUBMISSION, (OFFICER,), (*held, decision)) == ["少了已作成決定的提報人員所依據的資料"]
    kept = [] if kind is not Appointment else ["少了提報人員的指派（附表2）"]
    assert conflicts(PackageKind.SUBMISSION, (OFFICER,), (*held, replace(decision, times=0))) == kept
