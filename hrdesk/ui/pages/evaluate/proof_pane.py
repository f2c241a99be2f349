"""The records behind an item, beside the page: a table, the record chosen in full with its files, and a way to ask for its mending."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.domain.seeds import Evidence
from hrdesk.services.people import evidence, looking
from hrdesk.services.people.looking import Shown
from hrdesk.services.review.evaluation_board import Proof
from hrdesk.ui.evidence import EvidenceList
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.table_model import rows_of
from hrdesk.ui.pages.evaluate.columns import PROOFS

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

LEAST, MOST = 120, 320  # pixels of the table


class ProofPane(QWidget):
    """Shows proofs; `mend` is given the one that is to be mended (None = it may not be asked for)."""

    def __init__(self, bench: "Workbench", proofs: Sequence[Proof], mend: Callable[[Proof], object] | None) -> None:
        super().__init__()
        self.bench, self._mend = bench, mend
        column = looks.column(self, spacing=theme.STEP * 2)
        self.grid: Grid[Proof] = Grid("proofs", "紀錄", PROOFS, bench.preferences)
        self.grid.set_rows(rows_of(PROOFS, proofs))
        self.grid.setFixedHeight(min(max(LEAST, theme.ROW * (len(proofs) + 2)), MOST))
        self.grid.chosen.connect(self._read)
        self.grid.setVisible(bool(proofs))
        column.addWidget(looks.dim(f"共 {len(proofs)} 筆；選取一筆看全部內容。" if proofs else "沒有任何紀錄，為無資料，不等於沒有異常。"))
        column.addWidget(self.grid)
        self._details = looks.column(spacing=theme.STEP * 2)
        column.addLayout(self._details)
        column.addStretch(1)

    def _read(self) -> None:
        chosen = self.grid.current()
        if chosen is None:
            return

        def read(desk: "Desk") -> tuple[Shown, tuple[Evidence, ...]]:
            return looking.shown(desk, chosen.key), evidence.held(desk, chosen.evidence)

        self.bench.read(read, lambda found: self._show(chosen, *found))

    def _show(self, chosen: Proof, shown: Shown, files: tuple[Evidence, ...]) -> None:
        if self.grid.current() != chosen:
            return  # another one was chosen meanwhile
        while (item := self._details.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._details.addWidget(looks.section(chosen.who or chosen.agency))
        self._details.addWidget(looks.dim(chosen.agency))
        for label, text in shown.fields[1:]:  # the first is the id, which tells nobody anything
            self._details.addWidget(looks.text(f"{label}　{text}"))
        self._details.addWidget(looks.section("佐證"))
        self._details.addWidget(EvidenceList(self.bench, files))
        if self._mend is not None:
            mend = self._mend
            self._details.addWidget(looks.button("就這筆紀錄退補件…", lambda: mend(chosen), sign="mail"))
