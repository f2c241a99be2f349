"""退補件: what has to be mended at which record, and the list of it that goes back to the agency."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hrdesk.domain.staff import Agency
from hrdesk.domain.values import Changes, Key
from hrdesk.services import decisions, returning
from hrdesk.services.evaluation_board import Proof
from hrdesk.services.returning import Matter, Stand
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Dialog
from hrdesk.ui.kit.editor import Editor, beside
from hrdesk.ui.kit.fields import DayField, LineField, NoteField
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.table_model import rows_of
from hrdesk.ui.pages.evaluate.columns import MATTERS

if TYPE_CHECKING:
    from hrdesk.services.desk import Desk
    from hrdesk.ui.workbench import Workbench

WIDE, HIGH = 820, 420


class RemarkEditor(Editor):
    """One matter to be mended, about one record or the whole of what an agency sent; on the same editor the next is written."""

    name = "remark"

    def __init__(self, parent: QWidget, bench: "Workbench", agency: Agency, article: str = "", proof: Proof | None = None) -> None:
        self.agency, self.year = agency, bench.year
        self.about: Key | None = proof.key if proof else None
        self.text = NoteField("text", "應補正事項", required=True, lines=4)
        self.article = LineField("article", "條文", hint="例如 陸三(四)4")
        self.due = DayField("due", "補正期限", hint="不填表示未定期限")
        key = f"{agency.id} {proof.id if proof else ''}"
        super().__init__(parent, bench, f"退補件：{agency.name}", (self.text, self.article, self.due), verb="登錄", key=key)
        self.article.set_text(article)
        about = f"{proof.agency}　{proof.who}　{proof.text}" if proof else "整份資料；要就單一筆紀錄退補，請先在紀錄表選取。"
        self.body.insertWidget(0, looks.dim(f"關於：{about}"))
        self.told = f"已登錄{agency.name}的退補件，送出前對方不會收到"

    def arrange(self, column: QVBoxLayout) -> None:
        """Put the article and the day side by side."""
        for widget in (self.text, beside(self.article, self.due)):
            column.addWidget(widget)

    def work(self) -> "Callable[[Desk], Changes]":
        """Record the matter."""
        agency, year, text, article, about, due = self.agency.id, self.year, self.text.value, self.article.value, self.about, self.due.value
        return lambda desk: decisions.remark(desk, agency, year, text, article=article, about=about, due=due)


class MattersDialog(Dialog):
    """Everything that one agency has to mend; matters can be struck out, and the whole list sealed."""

    def __init__(self, parent: QWidget, bench: "Workbench", agency: Agency, send: Callable[[], object]) -> None:
        super().__init__(parent, f"{agency.name}的退補件", "簽章送出…", width=WIDE, cancel="關閉")
        self.bench, self.agency, self._send = bench, agency, send
        self.say = looks.text("")
        self.body.addWidget(self.say)
        self.grid: Grid[Matter] = Grid("matters", "退補件", MATTERS, bench.preferences)
        self.body.addWidget(self.grid, 1)
        self.strike = looks.button("刪除這件", self.take_back, sign="delete")
        self.buttons.addButton(self.strike, self.buttons.ButtonRole.ActionRole)
        self.grid.chosen.connect(self._look)
        self.resize(WIDE, HIGH)
        self._read()

    def finish(self) -> None:
        """Seal what is to be mended."""
        self.accept()
        self._send()

    def take_back(self) -> None:
        """Strike the matter chosen out."""
        chosen = self.grid.current()
        if chosen is not None:
            key = chosen.id
            self.bench.write(lambda desk: returning.take_back(desk, key), "已刪除退補件", lambda _: self._read(), self.refuse)

    def _read(self) -> None:
        agency, year = self.agency, self.bench.year
        self.bench.read(lambda desk: returning.matters(desk, agency, year), self._show, self.refuse)

    def _show(self, found: tuple[Matter, ...]) -> None:
        self.grid.set_rows(rows_of(MATTERS, found))
        fresh = sum(one.stand is Stand.OPEN for one in found)
        self.say.setText(f"共 {len(found)} 件，{fresh} 件尚未送出。送出時整份清單一併簽章，對方程式會開啟到該筆紀錄。" if found else "沒有退補件。")
        self.accept_button.setEnabled(bool(found) and self.bench.writable)
        self._look()

    def _look(self) -> None:
        self.strike.setEnabled(self.grid.current() is not None and self.bench.writable)
