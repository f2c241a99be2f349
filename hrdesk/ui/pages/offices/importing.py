"""A list of agencies (行政院人事行政總處機關代碼) taken over: chosen rows, a preview, one step that undo takes back."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QWidget

from hrdesk.services.imports import import_agencies
from hrdesk.services.imports.import_agencies import AgencyPlan, AgencyRow
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Dialog
from hrdesk.ui.kit.facets import Facets
from hrdesk.ui.kit.fields import LineField
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.table_model import rows_of
from hrdesk.ui.pages.offices.columns import PLANNED, Fate, Planned, planned

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

LISTS = "機關清單 (*.csv *.xlsx *.xls *.ods);;所有檔案 (*)"
WIDE, HIGH = 860, 540
AFTER = 250  # milliseconds without a key before the list is compared anew


class ImportAgencies(Dialog):
    """What a list would do, narrowed by the beginning of the code and by the agency above; nothing is written before its verb is pressed."""

    def __init__(self, parent: QWidget, bench: "Workbench", file: Path, rows: Sequence[AgencyRow]) -> None:
        super().__init__(parent, f"匯入機關清單　{file.name}", "匯入", width=WIDE)
        self.bench, self.rows = bench, tuple(rows)
        self.plan: AgencyPlan | None = None
        self.prefix = LineField("prefix", "機關代碼開頭", hint="例如 379；留空是全部。")
        self.above = LineField("parent", "只取這個機關及其所屬", hint="機關代碼或名稱；留空是全部。", known=[row.name for row in rows])
        line = looks.row(self.prefix, self.above)
        self.body.addLayout(line)
        self.counted = looks.text("", "section")
        self.body.addWidget(self.counted)
        self.facets: Facets[Fate] = Facets([(fate, fate.value) for fate in Fate])
        self.facets.picked.connect(self._narrow)
        self.body.addWidget(self.facets)
        self.grid: Grid[Planned] = Grid("import-agencies", "機關清單的差異", PLANNED, bench.preferences)
        self.body.addWidget(self.grid, 1)
        self.gone = QCheckBox("清單沒有的機關登錄為今日裁撤")
        self.gone.toggled.connect(lambda _: self._tell())
        self.body.addWidget(self.gone)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER)
        self._soon.timeout.connect(self.compare)
        for field in (self.prefix, self.above):
            field.edited.connect(self._soon.start)
        self.accept_button.setEnabled(False)
        self.prefix.line.setFocus()  # not the button, which is off while the list is compared: Enter would be 取消 afterwards
        self.resize(WIDE, HIGH)
        self.compare()

    def compare(self) -> None:
        """Compare the chosen rows with the agencies known."""
        rows, prefix, above = self.rows, self.prefix.value.upper(), self.above.value
        self.accept_button.setEnabled(False)

        def work(desk: "Desk") -> AgencyPlan:
            chosen = import_agencies.choose(rows, prefix=prefix, parent=above)
            return import_agencies.plan(desk, chosen, rows, prefix=prefix)

        self.bench.read(work, self._show, self.refuse)

    def finish(self) -> None:
        """Take the list over."""
        plan, gone = self.plan, self.gone.isChecked()
        if plan is None or not self._count():
            return
        self.accept_button.setEnabled(False)
        self.bench.write(lambda desk: import_agencies.apply(desk, plan, gone=gone), f"已匯入 {self._count()} 個機關", lambda _: self.accept(), self.refuse)

    def _show(self, plan: AgencyPlan) -> None:
        self.plan = plan
        lines = planned(plan)
        self.grid.set_rows(rows_of(PLANNED, lines))
        self.facets.show_counts(len(lines), Counter(one.fate for one in lines))
        self.gone.setVisible(bool(plan.gone))
        self.complain("")
        self._narrow()
        self._tell()

    def _narrow(self) -> None:
        fate = self.facets.value
        self.grid.set_filter("", (lambda one: one.fate is fate) if fate is not None else None)

    def _count(self) -> int:
        plan = self.plan
        return 0 if plan is None else len(plan.new) + len(plan.changed) + (len(plan.gone) if self.gone.isChecked() else 0)

    def _tell(self) -> None:
        if self.plan is not None:
            count = self._count()
            past = f"，早已裁撤而不列入 {self.plan.past} 個" if self.plan.past else ""
            self.counted.setText(f"清單有 {len(self.rows)} 個機關；相同 {self.plan.same} 個{past}，將寫入 {count} 個。匯入前會先備份，並可一次復原。")
            self.accept_button.setText(f"匯入 {count} 個機關")
            self.accept_button.setEnabled(bool(count))
