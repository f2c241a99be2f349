"""附表4: who was enrolled and did not come, and why."""

from collections.abc import Mapping, Sequence

from hrdesk.domain.absence import AbsenceCase
from hrdesk.domain.forms import FormContent
from hrdesk.domain.minguo import clock_text, roc_short
from hrdesk.domain.record import EvidenceId
from hrdesk.domain.seeds import Evidence
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.training import AbsenceReport, Course, Presence
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask, Row, head, joined, numbered, span_text
from hrdesk.services.people.staff import by_post, officer
from hrdesk.services.study import absence
from hrdesk.services.study.form_training import course_title
from hrdesk.services.study.training import clock_known


def annex4(desk: Desk, agencies: Sequence[Agency], year: int, mask: Mask, course: Course | None = None) -> FormContent:
    """Return 附表4 of one course, or of every course of a 民國 year with the course's name in each line."""
    cases = [case for case in absence.cases(desk, year, [one.id for one in agencies]) if course is None or case.course == course.id]
    named = {case.course for case in cases}
    courses = {one.id: one for one in desk.store.all(Course) if one.id in named}  # the collector's too: they come with its results
    places = {one.id: (n, one) for n, one in enumerate(agencies)}
    people = by_post({case.officer: officer(desk, case.officer) for case in cases}.values())
    order = {one.id: n for n, one in enumerate(people)}
    cases.sort(key=lambda case: (courses[case.course].start, case.course, places[case.agency][0], order[case.officer], case.training))
    rows = [_row(desk, places[case.agency][1], people[order[case.officer]], case, courses[case.course], mask, titled=course is None) for case in cases]
    return FormContent(form="annex4", facts={**head(desk, agencies[0], year), **_course_facts(year, course)}, tables={"rows": numbered(rows)})


def evidence_text(desk: Desk, keys: Sequence[EvidenceId]) -> str:
    """Return the display names of evidence, one a line; a file that is no longer in the book stands as missing."""
    found = [desk.store.get(Evidence, key) for key in keys]
    return joined(*(one.name if one is not None else "（檔案不在）" for one in found))


def _course_facts(year: int, course: Course | None) -> Mapping[str, str]:
    if course is None:
        return {"course": f"{year}年度各班期", "course_dates": "詳各列", "organiser": "詳各班期"}
    dates = span_text(course.start, course.end).replace("\n", "")
    return {"course": course_title(course), "course_dates": dates, "organiser": course.organiser or "—"}


def _row(desk: Desk, agency: Agency, person: Officer, case: AbsenceCase, course: Course, mask: Mask, *, titled: bool) -> Row:
    report = case.report
    verdict = report.verdict if report is not None else None
    return {
        "agency": agency.name,
        "title": person.title,
        "name": mask.name(person.name),
        "when": joined(course_title(course) if titled else "", *(_session_text(course, n) for n in case.sessions)),
        "kind": _kind_text(case, report),
        "reason": report.reason if report is not None else "",
        "evidence": evidence_text(desk, report.evidence) if report is not None else "",
        "verdict": words.label(verdict) if verdict is not None else "",
    }


def _session_text(course: Course, number: int) -> str:
    if number >= len(course.sessions):
        return span_text(course.start, course.end)
    session = course.sessions[number]
    clock = f"{clock_text(session.start)}-{clock_text(session.end)}" if clock_known(course) else ""
    return joined(roc_short(session.day), clock)


def _kind_text(case: AbsenceCase, report: AbsenceReport | None) -> str:
    kind = report.leave_kind if report is not None else ""
    if case.presence is Presence.LEAVE:
        return f"■請假（{kind or '假別：　　　'}）\n□缺席"
    return "□請假（假別：　　　）\n■缺席"
