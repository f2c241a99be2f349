"""The columns of the cases of 未到課, and what one of their rows is made of."""

from dataclasses import dataclass
from datetime import date

from hrdesk.domain.absence import AbsenceCase, CaseState, Consequence
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import Course, Presence, Verdict
from hrdesk.domain.values import Explanation
from hrdesk.services.core import words
from hrdesk.services.core.name_tables import stroke_key
from hrdesk.ui.kit.table_model import Chip, Column, Tone

TONES = {
    CaseState.NOT_REPORTED: Tone.BAD,
    CaseState.NO_EVIDENCE: Tone.WARN,
    CaseState.WAITING: Tone.WARN,
    CaseState.SUFFICIENT: Tone.GOOD,
    CaseState.INSUFFICIENT: Tone.BAD,
}
FOLLOWS = {
    Consequence.NONE: Chip("不列缺點", Tone.GOOD),
    Consequence.FAULT: Chip("列缺點", Tone.BAD),
    Consequence.PENDING: Chip("待認定", Tone.QUIET),
}
ORDER = list(CaseState)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case with its person, agency and course, and why each consequence follows."""

    case: AbsenceCase
    officer: Officer
    agency: str
    course: Course
    person_why: Explanation[Consequence]
    agency_why: Explanation[Consequence]

    @property
    def id(self) -> str:
        """Return what the row is known by: its training record."""
        return self.case.training

    @property
    def title(self) -> str:
        """Return the course with its term."""
        return f"{self.course.name}（{self.course.term}）" if self.course.term else self.course.name

    @property
    def days(self) -> tuple[date, ...]:
        """Return the days missed, each once; of a course whose sessions are not known, its first."""
        known = [self.course.sessions[n].day for n in self.case.sessions if n < len(self.course.sessions)]
        return tuple(dict.fromkeys(known)) or (self.course.start,)

    @property
    def leave(self) -> str:
        """Return 請假 with its kind, or 缺席."""
        report = self.case.report
        kind = report.leave_kind if report is not None else ""
        label = words.label(self.case.presence)
        return f"{label}（{kind}）" if kind and self.case.presence is Presence.LEAVE else label

    @property
    def reason(self) -> str:
        """Return the reason reported."""
        return self.case.report.reason if self.case.report else ""

    @property
    def files(self) -> int:
        """Return how many files prove it."""
        return len(self.case.report.evidence) if self.case.report else 0


def state(row: CaseRow) -> Chip:
    """Return how far a case is."""
    return Chip(words.label(row.case.state), TONES[row.case.state])


def verdict_chip(verdict: Verdict | None, none: str) -> Chip:
    """Return a verdict as a chip."""
    if verdict is None:
        return Chip(none, Tone.QUIET)
    return Chip(words.label(verdict), Tone.GOOD if verdict is Verdict.SUFFICIENT else Tone.BAD)


def first_review(row: CaseRow) -> Chip:
    """Return the head's verdict."""
    return verdict_chip(row.case.report.verdict if row.case.report else None, "未初審")


def second_review(row: CaseRow) -> Chip:
    """Return the department's verdict."""
    return verdict_chip(row.case.report.department_verdict if row.case.report else None, "未收到")


def days(row: CaseRow) -> str:
    """Return the days missed, the first with how many more."""
    more = len(row.days) - 1
    return roc_short(row.days[0]) + (f" 等{more + 1}日" if more else "")


COLUMNS: tuple[Column[CaseRow], ...] = (
    Column("state", "狀態", lambda row: words.label(row.case.state), 116, sort=lambda row: ORDER.index(row.case.state), chip=state),
    Column("name", "姓名", lambda row: row.officer.name, 92, sort=lambda row: stroke_key(row.officer.name)),
    Column("agency", "機關", lambda row: row.agency, 130, hidden=True),
    Column("course", "課程", lambda row: row.title, 164, stretch=True),
    Column("days", "缺課日期", days, 124, sort=lambda row: row.days, tip=lambda row: "、".join(map(roc_short, row.days))),
    Column("leave", "類別", lambda row: row.leave, 92),
    Column("reason", "事由", lambda row: row.reason, 120),
    Column("files", "佐證", lambda row: f"{row.files}", 52, sort=lambda row: row.files, figure=True),
    Column("review", "初審", lambda row: first_review(row).text, 124, chip=first_review),
    Column(
        "person",
        "對個人",
        lambda row: words.label(row.case.individual),
        112,
        chip=lambda row: FOLLOWS[row.case.individual],
        tip=lambda row: f"{row.person_why.citation.text}（{row.person_why.citation.article}）：{words.label(row.case.individual)}",
    ),
    Column(
        "first_tier",
        "對一級機關",
        lambda row: words.label(row.case.first_tier),
        112,
        chip=lambda row: FOLLOWS[row.case.first_tier],
        tip=lambda row: f"{row.agency_why.citation.text}（{row.agency_why.citation.article}）：{words.label(row.case.first_tier)}",
    ),
    Column("second", "人事處複審", lambda row: second_review(row).text, 124, chip=second_review, hidden=True),
)
