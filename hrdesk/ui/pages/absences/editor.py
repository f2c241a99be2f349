"""Reporting a case of 未到課, reviewing reports, and setting the day for them."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QWidget

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.noted import ReportDue, report_due_id
from hrdesk.domain.seeds import Evidence
from hrdesk.domain.training import AbsenceReport, Presence, Verdict
from hrdesk.domain.values import Changes, Key, Problem
from hrdesk.services.core import words
from hrdesk.services.opening import editing
from hrdesk.services.study import absence
from hrdesk.ui.evidence import EvidenceField
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.editor import Editor
from hrdesk.ui.kit.fields import ChoiceField, DayField, LineField, NoteField, choices_of
from hrdesk.ui.pages.absences.columns import CaseRow

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench


class ReportEditor(Editor):
    """附表4 of one case: the reason, the kind of leave, and the evidence."""

    name = "absence"

    def __init__(self, parent: QWidget, bench: "Workbench", row: CaseRow, files: Sequence[Evidence] = ()) -> None:
        self.row = row
        report = row.case.report
        self.reason = NoteField("reason", "未到課的具體事由", required=True, lines=4)
        kinds = list(words.table("leave").values())
        held = report.leave_kind if report else ""
        known = [*kinds, held] if held and held not in kinds else kinds
        self.leave_kind: ChoiceField[str] = ChoiceField("leave_kind", "假別", [(one, one) for one in known], none="未填")
        self.evidence = EvidenceField(bench, agency=row.case.agency)
        self.reason.set_text(row.reason)
        self.leave_kind.set_value(held or None)
        self.evidence.set_items(files)
        super().__init__(
            parent,
            bench,
            f"填報未到課：{row.officer.name}",
            (self.reason, self.leave_kind, self.evidence),
            key=row.id,
            facts=_facts(row, reported=False),
            verb="儲存填報",
        )
        self.leave_kind.setVisible(row.case.presence is Presence.LEAVE)
        self.told = f"已填報 {row.officer.name} 的未到課"
        self.judge()

    def subject(self) -> "editing.Subject | None":
        """Return the report that is changed here."""
        return editing.Subject(self._key(), self.row.case.report, self._now())

    def _key(self) -> Key:
        report = self.row.case.report
        return Key("TrainingRecord", self.row.case.training) if report is None else Key("AbsenceReport", report.id)

    def _now(self) -> "Callable[[Desk], object]":
        training = self.row.case.training
        return lambda desk: next(iter(desk.store.all(AbsenceReport, training=training)), None)

    def work(self) -> "Callable[[Desk], Changes]":
        """Return the call that keeps the report."""
        training, reason, kind, files = self.row.case.training, self.reason.value, self.leave_kind.value or "", self.evidence.value
        return lambda desk: absence.save_report(desk, training, reason=reason, leave_kind=kind, evidence=files)

    def checks(self) -> "Callable[[Desk], Sequence[Problem]]":
        """Return what tells what the report still wants."""
        training, kind, files = self.row.case.training, self.leave_kind.value or "", self.evidence.value
        return lambda desk: absence.draft_problems(desk, training, leave_kind=kind, evidence=files)


class ReviewEditor(Editor):
    """The head's first review of one or several reports: 充分合理 or 未充分合理, the latter with its reason."""

    name = "absence-review"

    def __init__(self, parent: QWidget, bench: "Workbench", rows: Sequence[CaseRow]) -> None:
        self.reports = tuple(row.case.report for row in rows if row.case.report is not None)
        self.keys = tuple(report.id for report in self.reports)
        self.verdict: ChoiceField[Verdict] = ChoiceField("verdict", "審認", choices_of(Verdict), none="請選擇", required=True)  # type: ignore[arg-type]
        self.reason = NoteField("verdict_reason", "審認理由", hint="審認為未充分合理時必填。")
        single = rows[0].case.report if len(rows) == 1 else None
        if single is not None:
            self.verdict.set_value(single.verdict)
            self.reason.set_text(single.verdict_reason)
        title = f"初審：{rows[0].officer.name}" if len(rows) == 1 else f"整批初審 {len(self.keys)} 件"
        facts = _facts(rows[0], reported=True) if len(rows) == 1 else _several(rows)
        verb = "審認" if len(rows) == 1 else f"審認這 {len(self.keys)} 件"
        super().__init__(parent, bench, title, (self.verdict, self.reason), facts=facts, verb=verb, key=rows[0].id if len(rows) == 1 else "")
        self.told = f"已審認 {len(self.keys)} 件未到課"
        self.judge()

    def subject(self) -> "editing.Subject | None":
        """Return the reports that is changed here."""
        return editing.several([editing.of(report) for report in self.reports]) if self.reports else None

    def showing(self, held: object) -> Mapping[str, str]:
        """Return how the fields would stand for one report; several are not shown in them."""
        assert isinstance(held, tuple)
        return super().showing(held[0]) if len(held) == 1 and held[0] is not None else {}

    def work(self) -> "Callable[[Desk], Changes]":
        """Return the call that keeps the verdict."""
        keys, verdict, reason = self.keys, self.verdict.value, self.reason.value
        assert verdict is not None
        return lambda desk: absence.review_many(desk, keys, verdict, reason)

    def judge(self) -> None:
        """Ask for a reason where the verdict needs one."""
        self.reason.required = self.verdict.value is Verdict.INSUFFICIENT
        super().judge()


class DueEditor(Editor):
    """The day by which the department wants the reports of a year."""

    name = "report-due"

    def __init__(self, parent: QWidget, bench: "Workbench", year: int, due: ReportDue | None) -> None:
        self.year, self.due = year, due
        self.day = DayField("day", "填報期限", hint="研習計畫未定期限。留空表示未設；設定後逾期未填或無佐證者列缺點。")
        self.document = LineField("document", "來文字號")
        if due is not None:
            self.day.set_value(due.day)
            self.document.set_text(due.document)
        super().__init__(parent, bench, f"{year}年度附表4填報期限", (self.day, self.document), verb="設定期限", key=str(year))
        self.told = "已設定填報期限"

    def subject(self) -> "editing.Subject | None":
        """Return the day that is changed here."""
        return editing.at(ReportDue, report_due_id(self.year), self.due)

    def work(self) -> "Callable[[Desk], Changes]":
        """Return the call that keeps the day."""
        year, day, document = self.year, self.day.value, self.document.value
        return lambda desk: absence.set_due(desk, year, day, document)


def _facts(row: CaseRow, *, reported: bool) -> QWidget:
    """Return what the book knows of a case, what was `reported` of it only where that is not being edited."""
    frame, column = looks.card()
    column.addWidget(looks.section("已知的事實"))
    sessions = [_session(row, n) for n in row.case.sessions]
    report = row.case.report
    said = (("事由", row.reason), ("佐證", f"{row.files} 件")) if reported else ()
    lines = (
        ("課程", row.title),
        ("未到課", "\n".join(sessions)),
        ("類別", row.leave),
        *said,
        ("初審", words.label(report.verdict) if report and report.verdict else "未初審"),
        ("依據", row.person_why.citation.article),
    )
    for label, text in lines:
        column.addWidget(looks.dim(label))
        column.addWidget(looks.text(text))
    column.addStretch(1)
    return frame


def _session(row: CaseRow, number: int) -> str:
    if number >= len(row.course.sessions):
        return f"第 {number + 1} 場"
    return f"{roc_short(row.course.sessions[number].day)} 第 {number + 1} 場"


def _several(rows: Sequence[CaseRow]) -> QWidget:
    """Return whom a review of several reports is about."""
    frame, outer = looks.card()
    outer.addWidget(looks.section(f"會改變 {len(rows)} 件"))
    inside = QWidget()
    column = looks.column(inside, spacing=theme.STEP)
    for row in rows:
        column.addWidget(looks.text(f"{row.officer.name}　{row.title}"))
        column.addWidget(looks.dim(f"{row.reason or '未填事由'}・佐證 {row.files} 件"))
    column.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setWidget(inside)
    outer.addWidget(scroll, 1)
    return frame
