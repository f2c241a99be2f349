"""未到課 and its consequences (陸二(一)): who owes a report on 附表4, and what follows for the person and for the first-tier agency."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.pack import RulePack
from hrdesk.domain.participation import is_substituted, missed
from hrdesk.domain.record import AgencyId, CourseId, OfficerId, TrainingId
from hrdesk.domain.training import AbsenceReport, Course, Method, Mode, Presence, TrainingRecord, Verdict
from hrdesk.domain.values import Citation, Explanation, Fact, Key, Problem, Severity


class CaseState(Enum):
    """未填, 已填無佐證, 待審, 充分合理, 未充分合理."""

    NOT_REPORTED = "not_reported"
    NO_EVIDENCE = "no_evidence"
    WAITING = "waiting"
    SUFFICIENT = "sufficient"
    INSUFFICIENT = "insufficient"


class Consequence(Enum):
    """不列缺點, 列入平時考核缺點, 尚待填報或審認."""

    NONE = "none"
    FAULT = "fault"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class AbsenceCase:
    """One enrolment with sessions missed; `individual` and `first_tier` are the two consequences, decided apart.

    `sessions` are indices of the sessions missed; `whole` tells that none was attended. `articles` cite both consequences, in that order.
    """

    training: TrainingId
    course: CourseId
    agency: AgencyId
    officer: OfficerId
    presence: Presence
    sessions: tuple[int, ...]
    whole: bool
    state: CaseState
    individual: Consequence
    first_tier: Consequence
    articles: tuple[Citation, ...]
    report: AbsenceReport | None = None
    problems: tuple[Problem, ...] = ()


def absence_cases(
    pack: RulePack,
    courses: Iterable[Course],
    trainings: Iterable[TrainingRecord],
    reports: Iterable[AbsenceReport],
    *,
    on: date | None = None,
    due: date | None = None,
) -> tuple[AbsenceCase, ...]:
    """Return one case for each enrolment with 請假 or 缺席 at a session of the department's courses (陸二(一)).

    Who was never enrolled, was replaced before the course, or whose course was cancelled owes nothing. `due` is the day the department set for
    the reports: once `on` is after it, a missing reason or evidence is a fault at both levels; before, the consequence is pending.
    """
    known = {course.id: course for course in courses}
    filed = {report.training: report for report in reports}
    late = on is not None and due is not None and on > due
    articles = tuple(line.citation for line in pack.consequences)
    owed = (training for training in trainings if training.course in known and owes_report(known[training.course], training))
    return tuple(_case(articles, training, filed.get(training.id), late) for training in owed)


def consequence(pack: RulePack, case: AbsenceCase, *, first_tier: bool, due: date | None = None) -> Explanation[Consequence]:
    """Return why a case has its consequence for the person, or for the first-tier agency; each level goes by its own verdict (陸二(一))."""
    line = pack.consequences[1 if first_tier else 0]
    verdict = _verdict_of(case, first_tier=first_tier)
    value = case.first_tier if first_tier else case.individual
    return Explanation(
        value=value,
        unit="",
        rule="absence-consequence",
        citation=line.citation,
        pack=pack.id,
        inputs=(
            Fact("未到課", case.presence, Key("TrainingRecord", case.training)),
            Fact("填報情形", case.state, Key("AbsenceReport", case.report.id) if case.report else None),
            Fact("佐證件數", len(case.report.evidence) if case.report else 0),
            Fact("本處複審" if first_tier else "人事主管初審", verdict),
            Fact("填報期限", None if due is None else roc_short(due)),
        ),
        steps=(_step(value, verdict),),
        problems=case.problems,
    )


def owes_report(course: Course, training: TrainingRecord) -> bool:
    """Tell whether an enrolment needs a line on 附表4: enrolled with the department, and not at every session."""
    expected = course.method is Method.DEPARTMENT and course.mode is not Mode.DIGITAL and not course.cancelled
    return expected and training.enrolled is not None and not is_substituted(course, training) and bool(missed(training))


def _case(articles: tuple[Citation, ...], training: TrainingRecord, report: AbsenceReport | None, late: bool) -> AbsenceCase:
    sessions = missed(training)
    state = _state(report)
    absent = any(one.presence is Presence.ABSENT for one in sessions)
    return AbsenceCase(
        training=training.id,
        course=training.course,
        agency=training.agency,
        officer=training.officer,
        presence=Presence.ABSENT if absent else Presence.LEAVE,
        sessions=tuple(one.session for one in sessions),
        whole=len(sessions) == len(training.attendance),
        state=state,
        individual=_consequence(report.verdict if report else None, state, late),
        first_tier=_consequence(report.department_verdict if report else None, state, late),
        articles=articles,
        report=report,
        problems=_problems(articles[0].article, training, report, state, late),
    )


def _state(report: AbsenceReport | None) -> CaseState:
    if report is None or not report.reason.strip():
        return CaseState.NOT_REPORTED
    if report.verdict is not None:
        return CaseState.SUFFICIENT if report.verdict is Verdict.SUFFICIENT else CaseState.INSUFFICIENT
    return CaseState.WAITING if report.evidence else CaseState.NO_EVIDENCE


def _consequence(verdict: Verdict | None, state: CaseState, late: bool) -> Consequence:
    """Return what follows from one level's own verdict; silence past the due day is a fault, nothing else is without a person's verdict."""
    if verdict is not None:
        return Consequence.NONE if verdict is Verdict.SUFFICIENT else Consequence.FAULT
    owing = state in (CaseState.NOT_REPORTED, CaseState.NO_EVIDENCE)
    return Consequence.FAULT if owing and late else Consequence.PENDING


def _verdict_of(case: AbsenceCase, *, first_tier: bool) -> Verdict | None:
    if case.report is None:
        return None
    return case.report.department_verdict if first_tier else case.report.verdict


def _step(value: Consequence, verdict: Verdict | None) -> str:
    """Return the working of a consequence in words."""
    if value is Consequence.PENDING:
        return "還沒有審認，也沒有逾期未填報；不由程式代為認定。"
    if value is Consequence.NONE:
        return "事由經審認為充分合理，不列缺點。"
    return "已逾填報期限而未填事由或未附佐證，列入缺點。" if verdict is None else "事由經審認為未充分合理，列入缺點。"


def _problems(article: str, training: TrainingRecord, report: AbsenceReport | None, state: CaseState, late: bool) -> tuple[Problem, ...]:
    key = Key("TrainingRecord", training.id) if report is None else Key("AbsenceReport", report.id)
    severity = Severity.ERROR if late else Severity.WARNING
    if state is CaseState.NOT_REPORTED:
        return (Problem("absence_not_reported", severity, "reason", article, key),)
    if state is CaseState.NO_EVIDENCE:
        return (Problem("absence_without_evidence", severity, "evidence", article, key),)
    if state is CaseState.SUFFICIENT and report is not None and not report.evidence:
        return (Problem("sufficient_without_evidence", Severity.WARNING, "evidence", article, key),)
    return ()
