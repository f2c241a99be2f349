"""A case of 未到課 in the side pane: what was reported, both reviews apart, what follows from each, and its files."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.domain.absence import Consequence
from hrdesk.domain.seeds import Evidence
from hrdesk.domain.training import Verdict
from hrdesk.domain.values import Explanation, Key
from hrdesk.services.core import words
from hrdesk.ui.evidence import EvidenceList
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.kit.shortened import OneLine
from hrdesk.ui.pages.absences.columns import CaseRow, days

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench


class CaseCard(QWidget):
    """One case with links to its person and course."""

    def __init__(self, bench: "Workbench", row: CaseRow, files: tuple[Evidence, ...]) -> None:
        super().__init__()
        self.bench, self.row = bench, row
        self._column = looks.column(self, spacing=theme.STEP * 2)
        self._link(row.officer.name, lambda: bench.go("people", Key("Officer", row.officer.id)))
        self._link(row.title, lambda: bench.go("courses", Key("Course", row.course.id)))
        self._said("未到課", f"{days(row)}　{row.leave}")
        self._said("事由", row.reason or "未填報")
        self._column.addWidget(looks.section("佐證"))
        self._column.addWidget(EvidenceList(bench, files))
        report = row.case.report
        self._level("機關初審與對個人", report.verdict if report else None, report.verdict_reason if report else "", row.person_why, "尚未初審")
        second = report.department_verdict if report else None
        self._level("人事處複審與對一級機關", second, report.department_reason if report else "", row.agency_why, "尚未收到人事處的複審")
        for problem in row.case.problems:
            self._column.addWidget(looks.text(words.of_problem(problem), "hint"))
        self._column.addStretch(1)

    def _level(self, title: str, verdict: Verdict | None, reason: str, why: Explanation[Consequence], none: str) -> None:
        """Show one level's verdict and what follows, with why."""
        self._column.addWidget(looks.line())
        self._column.addWidget(looks.section(title))
        self._column.addWidget(looks.text(none if verdict is None else f"{words.label(verdict)}{f'：{reason}' if reason else ''}"))
        asked = looks.button("為什麼？", lambda: self.bench.explain(title, words.label(why.value), why), kind="link", sign="why")
        asked.setAccessibleName(f"{title}：為什麼？")
        self._column.addLayout(Flow(OneLine(words.label(why.value)), None, asked))

    def _said(self, label: str, text: str) -> None:
        self._column.addWidget(looks.dim(label))
        self._column.addWidget(looks.text(text))

    def _link(self, text: str, do: Callable[[], object]) -> None:
        self._column.addWidget(looks.button(text, do, kind="link", sign="arrow-up-right"))
