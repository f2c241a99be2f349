"""The strip that says that the disk takes nothing now: what can still be done, what waits, and a button to try again."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from hrdesk.errors import Fault
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.page import banner
from hrdesk.ui.kit.tasks import DiskState

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

WHY = {
    Fault.STORE_FULL: "磁碟已滿",
    Fault.STORE_GONE: "工作區檔案不在原來的位置了（隨身碟可能已拔除）",
    Fault.WRITE_FAILED: "磁碟目前不能寫入",
}
VIEWED = (
    "唯讀：工作區放在只能讀取的位置（光碟、防寫的隨身碟或無權寫入的資料夾）。可以查看、列印、匯出與備份到別處，看過、印過什麼不會留下紀錄；"
    "要編輯，請把整個資料夾複製到可以寫入的本機磁碟，開啟複本。"
)
CAN = "可以查看、列印、匯出與備份到別處，變更不能儲存；先前存好的資料都還在。"


class DiskStrip:
    """Shows itself while the disk takes nothing; `frame` stands above the page."""

    frame: QFrame

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench
        self._again = looks.button("再試一次", self.try_again, sign="refresh")
        self.frame, self._say = banner("bad", "", [self._again])
        bench.tasks.disk.connect(self.show_state)

    def show_state(self, state: DiskState) -> None:
        """Say how the disk stands."""
        self.frame.setVisible(state.fault is not None)
        self._again.setVisible(state.fault is not Fault.STORE_VIEWED)  # that place takes nothing, however often it is tried
        if state.fault is Fault.STORE_VIEWED:
            self._say.setText(VIEWED)
        elif state.fault is not None:
            waits = f"這段期間有 {state.owed} 筆查看與列印的紀錄暫記著，能寫入時會補記；在那之前關閉程式就不會留下。" if state.owed else ""
            self._say.setText(f"唯讀：{WHY[state.fault]}。{CAN}{waits}")

    def try_again(self) -> None:
        """Write what waits, where the disk takes it now."""
        from hrdesk.services.safekeeping import keeping

        self._bench.read(keeping.try_again, lambda _: self._bench.tell("磁碟可以寫入了"), self._bench.refused.emit)
