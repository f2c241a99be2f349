"""The ceiling of a year: how many commendations the department means to spend on all agencies."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.domain.collected import QuotaCeiling
from hrdesk.domain.values import Changes
from hrdesk.services.awards import quota_board
from hrdesk.ui.kit.dialogs import Ask
from hrdesk.ui.kit.draft import DraftKey
from hrdesk.ui.kit.fields import LineField, NumberField

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

SAY = "研習計畫沒有訂總數上限。這裡設定的是本處自己的預算：超過時只提醒，不會自動刪減。留空是取消上限。"


class CeilingDialog(Ask):
    """Asks for the ceiling and what it rests on; an empty field takes it back."""

    def __init__(self, parent: QWidget, bench: "Workbench", held: QuotaCeiling | None) -> None:
        self.bench, self.year = bench, bench.year
        self.units = NumberField("units", "嘉獎總次數上限", unit="次")
        self.document = LineField("document", "依據", hint="例如簽或函的文號；可留空。")
        super().__init__(
            parent, f"{bench.year}年度嘉獎總次數上限", "設定", [self.units, self.document], say=SAY, place=DraftKey(bench, "quota-ceiling", str(bench.year))
        )
        if held is not None:
            self.units.set_text(str(held.units))
            self.document.set_text(held.document)
        self.done_with = self._set

    def _set(self) -> None:
        year, units, document = self.year, self.units.number, self.document.value

        def work(desk: "Desk") -> Changes:
            return quota_board.set_ceiling(desk, year, units, document)

        told = "已取消嘉獎上限" if units is None else f"已設定嘉獎上限 {units} 次"
        self.accept_button.setEnabled(False)
        self.bench.write(work, told, lambda _: self.accept(), self.refuse)
