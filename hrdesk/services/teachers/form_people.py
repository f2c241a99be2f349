"""Papers about one officer and year: the statement of special merits (陸三(五)), and the summary for the regular appraisal (陸一)."""

from collections.abc import Mapping

from hrdesk.domain.absence import AbsenceCase
from hrdesk.domain.attendance import certified_total
from hrdesk.domain.forms import FormContent
from hrdesk.domain.minguo import hours_text, roc_short, year_end, year_start
from hrdesk.domain.participation import TAKEN
from hrdesk.domain.record import EvidenceId
from hrdesk.domain.requirements import RequirementState
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Coaching, Evidence, Mentoring, MeritClaim, Verification
from hrdesk.domain.staff import Agency, Duty, Officer
from hrdesk.domain.training import Course, TrainingRecord, Verdict
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask, Row, head, joined, numbered, span_text
from hrdesk.services.people.compliance import required_for
from hrdesk.services.people.staff import roles_in
from hrdesk.services.study import absence
from hrdesk.services.study.form_training import course_title, studies_of
from hrdesk.services.teachers.coaching import coaching_minutes
from hrdesk.services.teachers.form_seeds import coaching_counts, topics_text
from hrdesk.services.teachers.form_self_check import term_text

KILO = 1024
NOT_TOLD = "（未填列）"


def merit_statement(desk: Desk, agency: Agency, person: Officer, year: int, mask: Mask) -> FormContent:
    """Return 具體輔導事蹟說明: every section of the rule pack with what was claimed, and the index of the evidence they name."""
    sections = desk.rules(year_end(year)).merit_sections
    claims = {one.section: one for one in desk.store.all(MeritClaim, officer=person.id, year=year)}
    told = [claims[line.code] for line in sections if line.code in claims]
    index = {key: f"佐證{number}" for number, key in enumerate(dict.fromkeys(key for one in told for key in one.evidence), 1)}
    rows = [{"section": line.name, **_claim_texts(claims.get(line.code), index)} for line in sections]
    facts = {**head(desk, agency, year), "title": person.title or "—", "name": mask.name(person.name), "term": term_text(desk, person, year)}
    tables = {"sections": numbered(rows), "evidence": tuple(_evidence_row(desk, key, name) for key, name in index.items())}
    return FormContent("merit-statement", facts, tables, (_facts_line(desk, person, year),), draft=False)


def personal_summary(desk: Desk, agency: Agency, person: Officer, year: int, mask: Mask) -> FormContent:
    """Return 個人研習及業務應用摘要: facts for the regular appraisal and deliberately no score, because 陸一 gives none."""
    records = desk.store.all(TrainingRecord, officer=person.id)
    certified = certified_total(desk.rules(year_end(year)), desk.store.all(Course), records, year)
    roles = "、".join(words.label(role) for role in roles_in(desk, person, year))
    facts = {
        **head(desk, agency, year),
        "title": person.title or "—",
        "name": mask.name(person.name),
        "roles": roles or "—",
        "certified": hours_text(certified.value),
    }
    tables = {
        "courses": numbered(_course_rows(desk, person, year)),
        "absences": numbered(_absence_rows(desk, agency, person, year)),
        "duties": numbered(_duty_rows(desk, person, year)),
        "coaching": coaching_counts(desk, desk.store.all(Coaching, officer=person.id), year),
    }
    return FormContent("personal-summary", facts, tables, (f"認證時數合計：{facts['certified']}小時。", _required_line(desk, person, year)), draft=False)


def _claim_texts(claim: MeritClaim | None, index: Mapping[EvidenceId, str]) -> Row:
    if claim is None:
        return {"text": NOT_TOLD, "evidence": "", "verification": ""}
    verified = "" if claim.verification is Verification.OPEN else words.label(claim.verification)
    return {"text": claim.text, "evidence": joined(*(index[key] for key in claim.evidence)), "verification": verified}


def _evidence_row(desk: Desk, key: EvidenceId, name: str) -> Row:
    found = desk.store.get(Evidence, key)
    if found is None:
        return {"no": name, "name": "（檔案不在）", "size": "", "day": "", "digest": ""}
    size = f"{(found.size + KILO - 1) // KILO} KB"
    return {"no": name, "name": found.name, "size": size, "day": roc_short(found.day), "digest": found.digest[:16]}


def _facts_line(desk: Desk, person: Officer, year: int) -> str:
    """Return what the book itself knows of the year beside the claims."""
    first, last = year_start(year), year_end(year)
    coached = [one for one in desk.store.all(Coaching, officer=person.id) if first <= one.day <= last]
    pairs = [one for one in desk.store.all(Mentoring, mentor=person.id) if overlaps(one.start, one.end, first, last)]
    hours = hours_text(sum(map(coaching_minutes, coached)))
    return f"本年度紀錄所載：輔導{len(coached)}件、{hours}小時；小老師學習{len(pairs)}人次。"


def _course_rows(desk: Desk, person: Officer, year: int) -> list[Row]:
    return [
        {
            "course": course_title(one.course),
            "dates": span_text(one.course.start, one.course.end),
            "mode": words.label(one.course.mode),
            "participation": TAKEN[one.participation],
            "hours": hours_text(one.minutes),
        }
        for one in studies_of(desk, person, year)
    ]


def _absence_rows(desk: Desk, agency: Agency, person: Officer, year: int) -> list[Row]:
    courses = {one.id: one for one in desk.store.all(Course)}
    enrolling = {one.agency for one in desk.store.all(TrainingRecord, officer=person.id)}  # an officer may have come from another agency
    cases = [case for case in absence.cases(desk, year, (*enrolling, agency.id)) if case.officer == person.id]
    cases.sort(key=lambda case: (courses[case.course].start, case.training))
    return [_absence_row(courses[case.course], case) for case in cases]


def _absence_row(course: Course, case: AbsenceCase) -> Row:
    report = case.report
    return {
        "course": course_title(course),
        "kind": joined(words.label(case.presence), report.leave_kind if report else ""),
        "reason": report.reason if report else "",
        "state": joined(words.label(case.state), words.label(case.individual)),
        "department": _verdict_text(report.department_verdict if report else None),
    }


def _verdict_text(verdict: Verdict | None) -> str:
    return "" if verdict is None else words.label(verdict)


def _duty_rows(desk: Desk, person: Officer, year: int) -> list[Row]:
    held = [one for one in desk.store.all(Duty, officer=person.id) if overlaps(one.start, one.end, year_start(year), year_end(year))]
    held.sort(key=lambda one: (one.start, one.topic))
    return [{"duty": topics_text(desk.rules(year_end(year)), (one.topic,)), "span": span_text(one.start, one.end).replace("\n", "")} for one in held]


def _required_line(desk: Desk, person: Officer, year: int) -> str:
    states = [one.state for one in required_for(desk, person.id, year).value]
    counted = "、".join(f"{words.label(state)}{states.count(state)}項" for state in RequirementState if state in states)
    return f"需參與課程（肆）：{counted or '無'}。"
