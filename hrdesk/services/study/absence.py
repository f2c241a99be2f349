"""未到課: its cases, the report (附表4), both reviews and both consequences (陸二(一)), and the attendance rate (陸二(二))."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hrdesk.domain.absence import AbsenceCase, Consequence, absence_cases, consequence
from hrdesk.domain.acts import Act
from hrdesk.domain.minguo import year_end, year_start
from hrdesk.domain.noted import ReportDue, report_due_id
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.rates import Rate, attendance_rate
from hrdesk.domain.record import AbsenceId, AgencyId, EvidenceId, TrainingId
from hrdesk.domain.training import AbsenceReport, Course, Presence, TrainingRecord, Verdict
from hrdesk.domain.values import Changes, Explanation, Problem, Severity
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import own_part
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.people.evidence import check_evidence
from hrdesk.services.study.training import courses_of_year, training_record


def cases(desk: Desk, year: int, agencies: Sequence[AgencyId] = (), *, due: date | None = None) -> tuple[AbsenceCase, ...]:
    """Return the cases of 未到課 of a 民國 year, reported or not, with what each means for the person and for the agency.

    `agencies` is by default the own part: the agency, for a collector with its 所屬. The courses may stand in any book: the department sends
    its own with the results. `due` is the day set for the reports, after which a missing reason or evidence is a fault; by default the one kept
    with the year, and without any nobody is late.
    """
    whose = tuple(agencies) or tuple(item.id for item in own_part(desk))
    courses = courses_of_year(desk, year_start(year), year_end(year))
    trainings = [item for item in desk.store.all(TrainingRecord, agency=whose) if item.course in courses]
    reports = desk.store.all(AbsenceReport, agency=whose)
    return absence_cases(desk.rules(year_end(year)), tuple(courses.values()), trainings, reports, on=desk.today, due=due or due_day(desk, year))


def due_day(desk: Desk, year: int) -> date | None:
    """Return the day set for the reports of a 民國 year, or None where none is."""
    held = desk.store.get(ReportDue, report_due_id(year))
    return None if held is None else held.day


@in_turn
def set_due(desk: Desk, year: int, day: date | None, document: str = "") -> Changes:
    """Keep the day by which the department wants the reports of a year, and the letter that says so; None forgets it.

    Raises InputError INVALID for a day before the year.
    """
    if day is not None and day < year_start(year):
        raise InputError(Fault.INVALID, what="填報期限", reason=f"早於 {year} 年度")
    held = desk.store.get(ReportDue, report_due_id(year))
    with desk.store.write(Act.EDIT, what="report_due") as tx:
        if day is not None:
            tx.put(ReportDue(id=report_due_id(year), year=year, day=day, document=document.strip()))
        elif held is not None:
            tx.delete(held)
    return tx.changes


def consequences(desk: Desk, case: AbsenceCase, year: int) -> tuple[Explanation[Consequence], Explanation[Consequence]]:
    """Return why a case of a 民國 year has its two consequences: for the person, and for the first-tier agency."""
    pack, due = desk.rules(year_end(year)), due_day(desk, year)
    return consequence(pack, case, first_tier=False, due=due), consequence(pack, case, first_tier=True, due=due)


def draft_problems(desk: Desk, training: TrainingId, *, leave_kind: str, evidence: Sequence[EvidenceId]) -> tuple[Problem, ...]:
    """Return what a report still wants before it is reviewed: the kind of leave, evidence; and that a change takes back the verdict it has."""
    case = case_of(desk, training_record(desk, training))
    article, found = case.articles[0].article, []
    if case.presence is Presence.LEAVE and not leave_kind.strip():
        found.append(Problem("leave_kind_missing", Severity.WARNING, "leave_kind", article))
    if not evidence:
        found.append(Problem("absence_without_evidence", Severity.WARNING, "evidence", article))
    if case.report is not None and case.report.verdict is not None:
        found.append(Problem("verdict_goes", Severity.WARNING, "reason", article))
    return tuple(found)


@in_turn
def save_report(desk: Desk, training: TrainingId, *, reason: str, leave_kind: str, evidence: Sequence[EvidenceId]) -> Changes:
    """Keep a report exactly as given; one that was reviewed loses its verdict where anything changed.

    Raises InputError NOT_FOUND where the record is no case of 未到課 or a file no evidence, NEEDS_REASON without a reason.
    """
    record = training_record(desk, training)
    if not reason.strip():
        raise InputError(Fault.NEEDS_REASON, what="未到課")
    check_evidence(desk, tuple(evidence))
    case = case_of(desk, record)
    held = case.report or AbsenceReport(id=AbsenceId(desk.new_id()), agency=record.agency, training=training, officer=record.officer, presence=case.presence)
    after = replace(held, presence=case.presence, leave_kind=leave_kind.strip(), reason=reason.strip(), evidence=tuple(dict.fromkeys(evidence)))
    with desk.store.write(Act.REPORT_ABSENCE) as tx:
        if after != case.report:
            tx.put(replace(after, verdict=None, verdict_reason=""))
    return tx.changes


@in_turn
def review_many(desk: Desk, keys: Sequence[AbsenceId], verdict: Verdict, reason: str = "", *, by_department: bool = False) -> Changes:
    """Judge several reports alike in one transaction, as `review` judges one; raise InputError NEEDS_REASON, or NOT_FOUND for one that is not reported."""
    _need_department(desk, by_department=by_department)
    held = [_reported(desk, key) for key in keys]
    _need_reason(verdict, reason)
    with desk.store.write(Act.REVIEW_ABSENCE, count=len(held)) as tx:
        tx.put_all(_judged(one, verdict, reason, by_department=by_department) for one in held)
    return tx.changes


@in_turn
def report(desk: Desk, training: TrainingId, *, reason: str, leave_kind: str = "", evidence: tuple[EvidenceId, ...] = ()) -> Changes:
    """Report why an enrolled officer did not attend; a report of the same case is changed and loses its verdict, evidence adds up.

    Raises InputError NOT_FOUND where the record is no case of 未到課, NEEDS_REASON without a reason.
    """
    record = training_record(desk, training)
    if not reason.strip():
        raise InputError(Fault.NEEDS_REASON, what="未到課")
    check_evidence(desk, evidence)
    case = case_of(desk, record)
    held = case.report or AbsenceReport(id=AbsenceId(desk.new_id()), agency=record.agency, training=training, officer=record.officer, presence=case.presence)
    after = replace(
        held,
        presence=case.presence,
        leave_kind=leave_kind or held.leave_kind or _leave_kind(record),
        reason=reason.strip(),
        evidence=tuple(dict.fromkeys((*held.evidence, *evidence))),
        verdict=None,
        verdict_reason="",
    )
    with desk.store.write(Act.REPORT_ABSENCE) as tx:
        tx.put(after)
    return tx.changes


@in_turn
def review(desk: Desk, key: AbsenceId, verdict: Verdict, reason: str = "", *, by_department: bool = False) -> Changes:
    """Judge a report: by the agency's head first (初審), by the department for its own mark only (複審); both are kept apart.

    An insufficient verdict needs a reason (InputError NEEDS_REASON). Only the department's workspace takes the second one (WRONG_WORKSPACE).
    """
    return review_many(desk, (key,), verdict, reason, by_department=by_department)


def rate(desk: Desk, year: int, agencies: Sequence[AgencyId] = ()) -> Explanation[Rate | None]:
    """Return the 到課出席率 of a 民國 year, 人次 first; None for 無資料. `agencies` is by default the own part."""
    whose = tuple(agencies) or tuple(item.id for item in own_part(desk))
    return attendance_rate(
        desk.rules(year_end(year)),
        courses=desk.store.all(Course),
        trainings=desk.store.all(TrainingRecord, agency=whose),
        year=year,
        agencies=whose,
        reports=desk.store.all(AbsenceReport, agency=whose),
    )


def case_of(desk: Desk, record: TrainingRecord) -> AbsenceCase:
    """Return the case of 未到課 that a training record is; raise InputError NOT_FOUND where it is none."""
    course = desk.store.get(Course, record.course)
    courses = () if course is None else (course,)
    found = absence_cases(desk.rules(desk.today), courses, (record,), desk.store.all(AbsenceReport, training=record.id))
    if not found:
        raise InputError(Fault.NOT_FOUND, what="未到課", text=record.id)
    return found[0]


def _need_department(desk: Desk, *, by_department: bool) -> None:
    if by_department and desk.workspace.kind is not WorkspaceKind.DEPARTMENT:
        raise InputError(Fault.WRONG_WORKSPACE, reason="只有人事處的工作區可以登錄本處複審（陸二(一)）")


def _judged(held: AbsenceReport, verdict: Verdict, reason: str, *, by_department: bool) -> AbsenceReport:
    if by_department:
        return replace(held, department_verdict=verdict, department_reason=reason.strip())
    return replace(held, verdict=verdict, verdict_reason=reason.strip())


def _reported(desk: Desk, key: AbsenceId) -> AbsenceReport:
    held = desk.store.get(AbsenceReport, key)
    if held is None:
        raise InputError(Fault.NOT_FOUND, what="未到課報告", text=key)
    return held


def _need_reason(verdict: Verdict, reason: str) -> None:
    if verdict is Verdict.INSUFFICIENT and not reason.strip():
        raise InputError(Fault.NEEDS_REASON, what="未充分合理的審認")


def _leave_kind(record: TrainingRecord) -> str:
    return next((item.leave_kind for item in record.attendance if item.leave_kind), "")
