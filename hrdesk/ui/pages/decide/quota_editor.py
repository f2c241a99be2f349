"""Approving one agency's quota, or many as proposed: the figures, the groups granted, the reason where they deviate, the letter and the day."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hrdesk.domain.awards import QuotaApproval
from hrdesk.domain.quota import READINGS
from hrdesk.domain.record import derived_id
from hrdesk.domain.values import Changes, Problem
from hrdesk.services.awards import quota_board
from hrdesk.services.awards.nomination_board import forms_of, quota_text
from hrdesk.services.awards.quota_board import Line
from hrdesk.services.opening import editing
from hrdesk.services.review import quota
from hrdesk.services.review.quota import Approved, Proposal
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import Ask
from hrdesk.ui.kit.draft import DraftKey
from hrdesk.ui.kit.editor import Editor, beside
from hrdesk.ui.kit.fields import ChoiceField, DayField, LineField, NoteField, NumberField, TicksField
from hrdesk.ui.pages.decide.columns import staff_tip

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

CHOICES = [(one, {"R1": "R1（總次數內分配）", "R2": "R2（1 人 2 次，或每人 1 次）"}[one]) for one in READINGS]


class QuotaEditor(Editor):
    """Fixes one agency's quota; the working of what is chosen stands beside."""

    name = "quota"

    def __init__(self, parent: QWidget, bench: "Workbench", line: Line, reading: str) -> None:
        held = line.approval
        self.line, self.year = line, bench.year
        self.reading: ChoiceField[str] = ChoiceField("reading", "讀法", CHOICES)
        self.groups: TicksField[str] = TicksField(
            "groups",
            "增列業務屬性相同類別（得，由人事處勾選）",
            [(one.name, f"{one.name}（專責 {len(one.dedicated)} 人，{one.days} 日）") for one in line.proposals[0].groups],
            across=1,
        )
        self.units = NumberField("units", "核定嘉獎", unit="次", hint="不填＝照基準")
        self.heads = NumberField("heads", "核定人數", unit="人", hint="不填＝照基準")
        self.reason = NoteField("reason", "理由", lines=2, hint="與基準不同、員額有缺或增列而無專責人員時必填")
        self.document = LineField("document", "函文文號")
        self.due = DayField("due", "提報期限")
        self.facts = QWidget()
        self._facts = looks.column(self.facts, spacing=theme.STEP * 2)
        fields = (self.reading, self.groups, self.units, self.heads, self.reason, self.document, self.due)
        super().__init__(parent, bench, f"核定額度：{line.agency.name}", fields, verb="核定", key=line.id, facts=self.facts)
        self.told = f"已核定{line.agency.name}的額度"
        self.reading.set_value(held.reading if held else reading)
        if held is not None:
            self.groups.set_value(held.groups)
            self.units.set_text(str(held.units))
            self.heads.set_text("" if held.heads is None else str(held.heads))
            self.reason.set_text(held.reason)
            self.document.set_text(held.document)
            self.due.set_value(held.due)
        for field in (self.reading, self.groups):
            field.edited.connect(self._propose)
        self._propose()

    def arrange(self, column: QVBoxLayout) -> None:
        """Group the fields."""
        for widget in (self.reading, self.groups, beside(self.units, self.heads), self.reason, beside(self.document, self.due)):
            column.addWidget(widget)
        self.groups.setVisible(bool(self.groups.boxes))

    def subject(self) -> "editing.Subject | None":
        """Return the approval that is changed here."""
        return approval_of(self.line, self.year)

    def work(self) -> "Callable[[Desk], Changes]":
        """Approve."""
        agency, year, approved = self.line.agency, self.year, self.approved()
        return lambda desk: quota.approve(desk, agency, year, approved)

    def checks(self) -> "Callable[[Desk], Sequence[Problem]]":
        """Judge what stands in the fields as the approval would."""
        agency, year, approved = self.line.agency, self.year, self.approved()
        return lambda desk: quota_board.problems(desk, agency, year, approved)

    def approved(self) -> Approved:
        """Return what stands in the fields."""
        return Approved(
            units=self.units.number,
            heads=self.heads.number,
            groups=self.groups.value,
            reading=self.reading.value or READINGS[0],
            reason=self.reason.value,
            due=self.due.value,
            document=self.document.value,
        )

    def _propose(self) -> None:
        """Show the baseline for the reading and the groups chosen."""
        agency, year, reading, groups = self.line.agency, self.year, self.reading.value or READINGS[0], self.groups.value
        self.bench.read(lambda desk: quota.proposal(desk, agency, year, reading, groups), self._show)

    def _show(self, found: Proposal) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._facts.addWidget(looks.section("基準"))
        baseline = found.baseline
        self._facts.addWidget(looks.text(quota_text(baseline.value) if baseline else "沒有登錄員額，無法計算", "figure"))
        if baseline is not None:
            self._facts.addWidget(looks.text(f"可行分配：{'；或 '.join(forms_of(baseline.value)) or '無'}"))
            for step in baseline.steps:
                self._facts.addWidget(looks.dim(step))
        self._facts.addWidget(looks.dim(staff_tip(self.line)))
        self._facts.addStretch(1)


class BulkApproval(Ask):
    """Approves many agencies as proposed; says how many, and how many cannot be."""

    def __init__(self, parent: QWidget, bench: "Workbench", lines: Sequence[Line], reading: str) -> None:
        self.bench, self.year = bench, bench.year
        self.lines = tuple(line for line in lines if line.proposals[0].staffing is not None)
        self.reading: ChoiceField[str] = ChoiceField("reading", "讀法", CHOICES)
        self.reading.set_value(reading)
        self.document = LineField("document", "函文文號")
        self.due = DayField("due", "提報期限")
        self.reason = NoteField("reason", "理由", lines=2, hint="所屬員額有缺的機關必填")
        left = len(lines) - len(self.lines)
        say = f"照基準核定 {len(self.lines)} 個機關，不增列。" + (f"另有 {left} 個機關沒有登錄員額，不在內。" if left else "") + "可以復原。"
        fields = [self.reading, self.document, self.due, self.reason]
        place = DraftKey(bench, "quota-many", str(self.year))
        super().__init__(parent, "照案核定", f"核定 {len(self.lines)} 個機關", fields, say=say, place=place)
        self.done_with = self._approve
        self.accept_button.setEnabled(bool(self.lines))

    def _approve(self) -> None:
        agencies, year = tuple(line.agency for line in self.lines), self.year
        approved = Approved(reading=self.reading.value or READINGS[0], reason=self.reason.value, due=self.due.value, document=self.document.value)

        subject = editing.several([approval_of(line, year) for line in self.lines])

        def work(desk: "Desk") -> Changes:
            return editing.save(desk, subject, lambda desk: quota.approve_as_proposed(desk, agencies, year, approved))

        self.accept_button.setEnabled(False)
        self.bench.write(work, f"已核定 {len(agencies)} 個機關的額度", lambda _: self.accept(), self.refuse)


def approval_of(line: Line, year: int) -> "editing.Subject":
    """Return the approving of one agency's quota, from what was read of it."""
    return editing.at(QuotaApproval, derived_id("quota", line.agency.id, str(year)), line.approval)
