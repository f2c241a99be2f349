"""未到課: its cases, the report (附表4), both reviews and both consequences (陸二(一)), and the attendance rate (陸二(二))."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hrdesk.domain.absence import AbsenceCase, absence_cases
from hrdesk.domain.acts import Act
from hrdesk.domain.minguo import year_end, year_start
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.rates import Rate, attendance_rate
from hrdesk.domain.record import AbsenceId, AgencyId, EvidenceId, TrainingId
from hrdesk.domain.training import AbsenceReport, Course, TrainingRecord, Verdict
from hrdesk.domain.values import Changes, Explanation
from hrdesk.errors import Fault, InputError
from hrdesk.services.agencies import own_part
from hrdesk.services.desk import Desk
from hrdesk.services.evidence import check_evidence
from hrdesk.services.training import courses_of_year, training_record


def cases(desk: Desk, year: int, agencies: Sequence[AgencyId] = (), *, due: date | None = None) -> tuple[AbsenceCase, ...]:
    """Return the cases of 未到課 of a 民國 year, reported or not, with what each means for the person and for the agency.

    `agencies` is by default the own part: the agency, for a collector with its 所屬. The courses may stand in any book: the department sends
    its own with the results. `due` is the day set for the reports, after which a missing reason or evidence is a fault; None = not set.
    """
    whose = tuple(agencies) or tuple(item.id for item in own_part(desk))
    courses = courses_of_year(desk, year_start(year), year_end(year))
    trainings = [item for item in desk.store.all(TrainingRecord, agency=whose) if item.course in courses]
    reports = desk.store.all(AbsenceReport, agency=whose)
    return absence_cases(desk.rules(year_end(year)), tuple(courses.values()), trainings, reports, on=desk.today, due=due)


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


def review(desk: Desk, key: AbsenceId, verdict: Verdict, reason: str = "", *, by_department: bool = False) -> Changes:
    """Judge a report: by the agency's head first (初審), by the department for its own mark only (複審); both are kept apart.

    An insufficient verdict needs a reason (InputError NEEDS_REASON). Only the department's workspace takes the second one (WRONG_WORKSPACE).
    """
    if by_department and desk.workspace.kind is not WorkspaceKind.DEPARTMENT:
        raise InputError(Fault.WRONG_WORKSPACE, reason="只有人事處的工作區可以登錄本處複審（陸二(一)）")
    held = desk.store.get(AbsenceReport, key)
    if held is None:
        raise InputError(Fault.NOT_FOUND, what="未到課報告", text=key)
    if verdict is Verdict.INSUFFICIENT and not reason.strip():
        raise InputError(Fault.NEEDS_REASON, what="未充分合理的審認")
    if by_department:
        fresh = replace(held, department_verdict=verdict, department_reason=reason.strip())
    else:
        fresh = replace(held, verdict=verdict, verdict_reason=reason.strip())
    with desk.store.write(Act.REVIEW_ABSENCE) as tx:
        tx.put(fresh)
    return tx.changes


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


def _leave_kind(record: TrainingRecord) -> str:
    return next((item.leave_kind for item in record.attendance if item.leave_kind), "")
