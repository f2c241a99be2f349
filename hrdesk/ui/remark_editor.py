"""One matter to be mended (退補件): what, on which article, by when, at which record."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hrdesk.domain.staff import Agency
from hrdesk.domain.values import Changes, Key
from hrdesk.services.awards import decisions
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.editor import Editor, beside
from hrdesk.ui.kit.fields import DayField, LineField, NoteField

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench


class RemarkEditor(Editor):
    """One matter to be mended, about one record or the whole of what an agency sent; on the same editor the next is written."""

    name = "remark"

    def __init__(self, parent: QWidget, bench: "Workbench", agency: Agency, article: str = "", about: Key | None = None, words: str = "") -> None:
        self.agency, self.year = agency, bench.year
        self.about = about
        self.text = NoteField("text", "應補正事項", required=True, lines=4)
        self.article = LineField("article", "條文", hint="例如 陸三(四)4")
        self.due = DayField("due", "補正期限", hint="不填表示未定期限")
        key = f"{agency.id} {about.id if about else ''}"
        super().__init__(parent, bench, f"退補件：{agency.name}", (self.text, self.article, self.due), verb="登錄", key=key)
        self.article.set_text(article)
        self.body.insertWidget(0, looks.dim(f"關於：{words or '整份資料；要就單一筆紀錄退補，請先選取那筆紀錄。'}"))
        self.told = f"已登錄{agency.name}的退補件，送出前對方不會收到"

    def arrange(self, column: QVBoxLayout) -> None:
        """Put the article and the day side by side."""
        for widget in (self.text, beside(self.article, self.due)):
            column.addWidget(widget)

    def work(self) -> "Callable[[Desk], Changes]":
        """Record the matter."""
        agency, year, text, article, about, due = self.agency.id, self.year, self.text.value, self.article.value, self.about, self.due.value
        return lambda desk: decisions.remark(desk, agency, year, text, article=article, about=about, due=due)
