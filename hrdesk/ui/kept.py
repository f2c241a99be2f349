"""What was being typed when the program ended: which editor it belongs to, and its words to copy where no editor can take them."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.minguo import roc_short
from hrdesk.services import words
from hrdesk.services.unsaved import Unsaved
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Dialog

EDITORS: Mapping[str, tuple[str, str]] = {  # an editor's name -> its page, and what it edits
    "person": ("people", "人員"),
    "coaching": ("coaching", "輔導紀錄"),
    "course": ("courses", "班期"),
}
HEIGHT = 220


def page_of(unsaved: Unsaved) -> str:
    """Return the page on which an editor's typing goes on; the start page for one that has none."""
    return EDITORS.get(unsaved.editor, ("home", ""))[0]


def title_of(unsaved: Unsaved) -> str:
    """Return what was being typed, and since when it lies there: 新增人員（115/11/20 09:15）."""
    what = EDITORS.get(unsaved.editor, ("", "資料"))[1]
    return f"{'修改' if unsaved.key else '新增'}{what}（{moment(unsaved.at)}）"


def moment(at: datetime) -> str:
    """Return a moment as a person here reads it."""
    here = at.astimezone(TAIPEI)
    return f"{roc_short(here.date())} {here:%H:%M}"


def preview(unsaved: Unsaved) -> str:
    """Return the first words of what was typed, on one line."""
    return "、".join(" ".join(text.split())[:40] for text in unsaved.texts.values() if text.strip())[:120]


class KeptWords(Dialog):
    """What was typed, field by field, to be read and copied."""

    def __init__(self, parent: QWidget, unsaved: Unsaved) -> None:
        super().__init__(parent, title_of(unsaved), "關閉", cancel="")
        labels = words.table("fields")
        self.body.addWidget(looks.text("這份輸入沒有可以接續的編輯畫面。內容在這裡，可以選取複製到需要的地方。"))
        self.note = QPlainTextEdit()
        self.note.setReadOnly(True)
        self.note.setAccessibleName("沒有存好的輸入")
        self.note.setFixedHeight(HEIGHT)
        self.note.setPlainText("\n".join(f"{labels.get(key, key)}：{text}" for key, text in unsaved.texts.items() if text.strip()))
        self.body.addWidget(self.note)
