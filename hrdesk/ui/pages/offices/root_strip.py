"""The own root above the tree: its digits for the official letter, until when its list of revoked certificates holds, what is done with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QWidget

from hrdesk.domain.minguo import roc_short
from hrdesk.services.post.root_state import RootState
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.kit.shortened import OneLine

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

NONE = "還沒有根憑證。建立以後才能替下面的機關核發憑證、收件與簽回執。"


class RootStrip(QFrame):
    """`create_wanted`, `letter_wanted` and `refresh_wanted` ask for what their names say."""

    create_wanted = Signal()
    letter_wanted = Signal()
    refresh_wanted = Signal()

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        self.bench = bench
        self.setProperty("role", "card")
        self.told = looks.text(NONE)
        self.maker = looks.button("建立根憑證…", self.create_wanted.emit, kind="primary", sign="key")
        self.digits, self.list = OneLine(role="section"), OneLine(role="secondary")
        self.copy = looks.button("複製", self._copy, kind="link", sign="copy")
        self.refresh = looks.button("重新編號…", self.refresh_wanted.emit, kind="link", sign="refresh")
        self.refresh.setToolTip("收件機關不收逾 400 天的清冊，請每年做一次")
        self.letter = looks.button("全部登錄核發函附件…", self.letter_wanted.emit, sign="print")
        self.made = QWidget()
        column = looks.column(spacing=theme.STEP)
        column.addWidget(looks.dim("根憑證的 40 位數字（印在給各機關的公文上）"))
        column.addLayout(Flow(self.digits, self.copy))
        column.addLayout(Flow(self.list, self.refresh))
        inside = looks.row()
        inside.addLayout(column, 1)
        inside.addWidget(self.letter)
        self.made.setLayout(inside)
        whole = looks.row(self.made)
        whole.setContentsMargins(theme.GAP, theme.INNER, theme.GAP, theme.INNER)
        whole.addWidget(self.told, 1)
        whole.addWidget(self.maker)
        self.setLayout(whole)
        self.show_state(None, may=False)

    def show_state(self, state: RootState | None, *, may: bool) -> None:
        """Show how the root stands, or that there is none; `may` somebody do something with it."""
        self.made.setVisible(state is not None)
        self.told.setVisible(state is None)
        self.maker.setVisible(state is None)
        self.maker.setEnabled(may)
        self.refresh.setEnabled(may)
        if state is not None:
            self.digits.setText(state.digits)
            left = f"還有 {state.days} 天" if state.days >= 0 else f"已過 {-state.days} 天，請先重新編號才能寄出"
            self.list.setText(f"廢止清冊第 {state.number} 號，列 {state.revoked} 張，有效至 {roc_short(state.until)}（{left}）")
            looks.mark(self.list, "role", "error" if state.days < 0 else "hint" if state.due else "secondary")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.digits.text())
        self.bench.tell("已複製根憑證的 40 位數字")
