"""Ruling on a case with both accounts side by side, and reviewing absences again; each with a reason that is kept."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from hrdesk.domain.collected import Side
from hrdesk.domain.training import Verdict
from hrdesk.domain.values import Changes
from hrdesk.services.collecting import sign_in_cases
from hrdesk.services.collecting.sign_in_cases import Case
from hrdesk.services.core import words
from hrdesk.services.study import absence
from hrdesk.services.study.second_reviews import Review
from hrdesk.ui.evidence import EvidenceList
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import Ask
from hrdesk.ui.kit.draft import DraftKey
from hrdesk.ui.kit.fields import ChoiceField, NoteField
from hrdesk.ui.pages.reconcile.columns import leave_text, report_text

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

WIDTH = 560
VERDICTS = [(one, words.label(one)) for one in Verdict]


class RuleDialog(Ask):
    """Which account of an enrolment, or of several alike, is right, and why; nothing is chosen beforehand."""

    def __init__(self, parent: QWidget, bench: "Workbench", cases: Sequence[Case]) -> None:
        self.bench, self.cases = bench, tuple(cases)
        claimed = all(case.claimed is not None for case in self.cases)
        offered = [one for one in Side if one is Side.DEPARTMENT or claimed]
        self.side: ChoiceField[Side] = ChoiceField("side", "認定", [(one, words.label(one)) for one in offered], none="請選擇", required=True)
        self.reason = NoteField("reason", "理由", required=True, lines=3, hint="例如：調閱簽到表正本、電話洽訓練承辦人")
        count = len(self.cases)
        one = self.cases[0] if count == 1 else None
        say = "" if one else f"對選取的 {count} 件作相同的認定，可以復原。" + ("" if claimed else "其中有機關沒有填報的，只能以本處簽到為準。")
        title = f"認定到課情形：{one.officer}" if one else f"認定到課情形：{count} 件"
        place = DraftKey(bench, "presence-ruling", one.id if one else "")
        super().__init__(parent, title, "認定" if one else f"認定 {count} 件", [self.side, self.reason], say=say, place=place)
        self.setMinimumWidth(WIDTH)
        if one is not None:
            self.body.insertWidget(0, _beside(one))
        if one is not None and one.ruling is not None:
            self.side.set_value(one.ruling.side if one.ruling.side in offered else None)
            self.reason.set_text(one.ruling.reason)
        self._look()
        self.done_with = self._rule

    def _rule(self) -> None:
        cases, side, reason = self.cases, self.side.value, self.reason.value
        if side is None:
            return
        chosen = side

        def work(desk: "Desk") -> Changes:
            return sign_in_cases.rule_all(desk, cases, chosen, reason)

        told = f"已認定{cases[0].officer}的到課情形" if len(cases) == 1 else f"已認定 {len(cases)} 件到課情形"
        self.accept_button.setEnabled(False)
        self.bench.write(work, told, lambda _: self.accept(), self.refuse)


class ReviewDialog(Ask):
    """The department's verdict on one report or several alike; it counts for the first-tier agency's mark only."""

    def __init__(self, parent: QWidget, bench: "Workbench", reviews: Sequence[Review]) -> None:
        self.bench = bench
        self.keys = tuple(one.report.id for one in reviews if one.report is not None)
        self.verdict: ChoiceField[Verdict] = ChoiceField("verdict", "複審", VERDICTS, none="請選擇", required=True)
        self.reason = NoteField("reason", "理由", lines=3, hint="未充分合理時必填")
        one = reviews[0] if len(reviews) == 1 else None
        title = f"複審：{one.name}" if one else f"複審 {len(self.keys)} 件"
        say = "" if one else f"對選取的 {len(self.keys)} 件作相同的複審；只影響一級機關的平時考核（陸二(一)），可以復原。"
        place = DraftKey(bench, "second-review", self.keys[0] if one and self.keys else "")
        super().__init__(parent, title, "登錄複審", [self.verdict, self.reason], say=say, place=place)
        self.setMinimumWidth(WIDTH)
        if one is not None:
            self.body.insertWidget(0, _report(bench, one))
            self.verdict.set_value(one.report.department_verdict if one.report else None)
            self.reason.set_text(one.report.department_reason if one.report else "")
        self._look()
        self.done_with = self._review

    def _review(self) -> None:
        keys, verdict, reason = self.keys, self.verdict.value, self.reason.value
        if verdict is None:
            return
        chosen = verdict

        def work(desk: "Desk") -> Changes:
            return absence.review_many(desk, keys, chosen, reason, by_department=True)

        self.accept_button.setEnabled(False)
        self.bench.write(work, f"已複審 {len(keys)} 件", lambda _: self.accept(), self.refuse)


def _beside(case: Case) -> QWidget:
    """Return both accounts side by side."""
    made = QWidget()
    cells = QGridLayout(made)
    cells.setContentsMargins(0, 0, 0, 0)
    cells.setHorizontalSpacing(theme.MARGIN)
    cells.addWidget(looks.text(f"{case.agency}　{case.course}", "dim"), 0, 0, 1, 2)
    for column, (title, said) in enumerate((("本處簽到", case.says_department), ("機關附表1", case.says_agency))):
        cells.addWidget(looks.section(title), 1, column)
        cells.addWidget(looks.text(said), 2, column)
        cells.setColumnStretch(column, 1)
    cells.addWidget(looks.dim(f"機關附表4：{report_text(case)}"), 3, 0, 1, 2)
    return made


def _report(bench: "Workbench", one: Review) -> QWidget:
    """Return what was reported, with its files and the head's verdict."""
    made = QWidget()
    column = looks.column(made, spacing=theme.STEP * 2)
    column.addWidget(looks.text(f"{one.agency}　{one.course}", "dim"))
    held = one.report
    if held is not None:
        column.addWidget(looks.text(f"{leave_text(one)}：{held.reason}"))
        column.addWidget(EvidenceList(bench, one.files))
        first = words.label(held.verdict) if held.verdict else "尚未初審"
        column.addWidget(looks.dim(f"機關初審：{first}{f'（{held.verdict_reason}）' if held.verdict_reason else ''}"))
    return made
