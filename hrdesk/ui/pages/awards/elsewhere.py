"""What happens to awards where the list is made elsewhere: in a 所屬, and in the department."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.domain.offices import WorkspaceKind
from hrdesk.services.awards.nomination_board import Board, Candidate
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.table_model import rows_of
from hrdesk.ui.pages.awards.columns import TEACHERS

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

SENTENCES = {
    WorkspaceKind.AGENCY: (
        "敘獎名單由一級機關統一提報",
        (
            "一、核定的人數及額度以一級機關（含所屬）計算，名單由{above}統一提報（陸三(二)、(五)）。",
            "二、本機關在年底後送出年度資料，附表1、附表3、附表5 就是提報的必備附件。",
            "三、人事處的決定送回{above}；結果由{above}轉知。",
        ),
    ),
    WorkspaceKind.DEPARTMENT: (
        "敘獎名單由各一級機關提報",
        (
            "一、人事處先完成綜合評估並核定各機關的人數及額度，再函請提報（陸三(一)）。",
            "二、收到的名單在彙整評估的頁面審查、查證並作成決定（陸三(二)、(五)）。",
        ),
    ),
}


class Elsewhere(QWidget):
    """Explains where the list is made, and shows the own seed teachers of the year with what they will be judged by."""

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        column = looks.column(self, spacing=theme.GAP)
        frame, inside = looks.card()
        self._title = looks.section("")
        self._steps = looks.text("")
        inside.addWidget(self._title)
        inside.addWidget(self._steps)
        self._send = looks.button("前往送出年度資料", lambda: bench.go("packages"), sign="outbox")
        inside.addLayout(looks.row(self._send, None))
        column.addWidget(frame)
        self.heading = looks.section("本年度種籽教師")
        column.addWidget(self.heading)
        self.grid: Grid[Candidate] = Grid("award-teachers", "本年度種籽教師", TEACHERS, bench.preferences)
        self.grid.opened.connect(lambda _: bench.go("seeds"))
        column.addWidget(self.grid, 1)

    def show_board(self, board: Board) -> None:
        """Show who makes the list, and the teachers."""
        title, steps = SENTENCES.get(board.kind, SENTENCES[WorkspaceKind.AGENCY])
        self._title.setText(title)
        self._steps.setText("\n".join(steps).format(above=board.above or "一級機關"))
        self._send.setVisible(board.kind is not WorkspaceKind.DEPARTMENT)
        self.heading.setText("本年度種籽教師" if board.candidates else "本年度附表2 沒有種籽教師")
        self.grid.setVisible(bool(board.candidates))
        self.grid.set_rows(rows_of(TEACHERS, board.candidates))
