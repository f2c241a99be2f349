"""What was being typed when the program ended: which editor it belongs to, and its words to copy where no editor can take them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.minguo import roc_short
from hrdesk.services import words
from hrdesk.services.unsaved import Unsaved
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Dialog

HIDDEN = "national_id"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an editor stands: its page, what it edits in words, and the kind of record, whose fields it names."""

    page: str
    what: str
    kind: str


EDITORS: Mapping[str, Place] = {
    "officer": Place("people", "人員", "Officer"),
    "coaching": Place("coaching", "輔導紀錄", "Coaching"),
    "coaching-quick": Place("coaching", "輔導快速登錄", "Coaching"),
    "coaching-log": Place("coaching", "備份或傳輸紀錄", "SystemLog"),
    "mentoring": Place("coaching", "小老師紀錄", "Mentoring"),
    "course": Place("courses", "班期", "Course"),
    "training": Place("training", "研習紀錄", "TrainingRecord"),
    "absence": Place("absences", "未到課填報", "AbsenceReport"),
    "appointment": Place("seeds", "種籽教師指派", "Appointment"),
    "nominee": Place("awards", "提報人員", "Nominee"),
    "agency": Place("settings", "機關", "Agency"),
    "staffing": Place("settings", "員額", "Staffing"),
    "stage-dues": Place("board", "各階段期限", "StageDue"),
    "lateness": Place("board", "准予逾期", "Lateness"),
    "membership": Place("offices", "改隸", "Membership"),
    "quota": Place("decide", "核定額度", "QuotaApproval"),
    "ruling": Place("decide", "敘獎決定", "Decision"),
    "special-line": Place("decide", "專案或跨機關提報人員", "Nominee"),
    "judgement": Place("evaluate", "評估說明", "Judgement"),
    "remark": Place("evaluate", "退補件", "Remark"),
    "claim": Place("decide", "事蹟查證", "MeritClaim"),
}
ELSEWHERE = Place("home", "資料", "")
HEIGHT, PART, LINE = 220, 40, 120  # pixels; characters


def page_of(unsaved: Unsaved) -> str:
    """Return the page on which an editor's typing goes on; the start page for one that has none."""
    return EDITORS.get(unsaved.editor, ELSEWHERE).page


def title_of(unsaved: Unsaved) -> str:
    """Return what was being typed, and since when it lies there: 新增人員（115/11/20 09:15）."""
    what = EDITORS.get(unsaved.editor, ELSEWHERE).what
    return f"{'修改' if unsaved.key else '新增'}{what}（{moment(unsaved.at)}）"


def moment(at: datetime) -> str:
    """Return a moment as a person here reads it."""
    here = at.astimezone(TAIPEI)
    return f"{roc_short(here.date())} {here:%H:%M}"


def preview(unsaved: Unsaved) -> str:
    """Return the first words of what was typed, on one line."""
    shown = (text for key, text in unsaved.texts.items() if text.strip() and key != HIDDEN)
    return "、".join(" ".join(text.split())[:PART] for text in shown)[:LINE]


def _label(unsaved: Unsaved, key: str) -> str:
    labels = words.table("fields")
    return labels.get(f"{EDITORS.get(unsaved.editor, ELSEWHERE).kind}.{key}", labels.get(key, key))


class KeptWords(Dialog):
    """What was typed, field by field, to be read and copied."""

    def __init__(self, parent: QWidget, unsaved: Unsaved) -> None:
        super().__init__(parent, title_of(unsaved), "關閉", cancel="")
        self.body.addWidget(looks.text("這份輸入沒有可以接續的編輯畫面。內容在這裡，可以選取複製到需要的地方。"))
        self.note = QPlainTextEdit()
        self.note.setReadOnly(True)
        self.note.setAccessibleName("沒有存好的輸入")
        self.note.setFixedHeight(HEIGHT)
        self.note.setPlainText("\n".join(f"{_label(unsaved, key)}：{text}" for key, text in unsaved.texts.items() if text.strip() and key != HIDDEN))
        self.body.addWidget(self.note)
