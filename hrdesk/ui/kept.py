"""What was being typed when the program ended: which editor it belongs to, and its words to copy where no editor can take them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.minguo import roc_short
from hrdesk.services.core import words
from hrdesk.services.opening.unsaved import Unsaved
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Dialog

HIDDEN = "national_id"


@dataclass(frozen=True, slots=True)
class EditorPlace:
    """Where an editor stands: its page, what it edits in words, and the kind of record, whose fields it names; `plain` = the words say all."""

    page: str
    what: str
    kind: str
    plain: bool = False


EDITORS: Mapping[str, EditorPlace] = {
    "officer": EditorPlace("people", "人員", "Officer"),
    "coaching": EditorPlace("coaching", "輔導紀錄", "Coaching"),
    "coaching-quick": EditorPlace("coaching", "輔導快速登錄", "Coaching"),
    "coaching-log": EditorPlace("coaching", "備份或傳輸紀錄", "SystemLog"),
    "mentoring": EditorPlace("coaching", "小老師紀錄", "Mentoring"),
    "course": EditorPlace("courses", "班期", "Course"),
    "training": EditorPlace("training", "研習紀錄", "TrainingRecord"),
    "absence": EditorPlace("absences", "未到課填報", "AbsenceReport"),
    "appointment": EditorPlace("seeds", "種籽教師指派", "Appointment"),
    "nominee": EditorPlace("awards", "提報人員", "Nominee"),
    "agency": EditorPlace("settings", "機關", "Agency"),
    "staffing": EditorPlace("settings", "員額", "Staffing"),
    "stage-dues": EditorPlace("board", "各階段期限", "StageDue"),
    "lateness": EditorPlace("board", "准予逾期", "Lateness"),
    "membership": EditorPlace("offices", "改隸", "Membership"),
    "quota": EditorPlace("decide", "核定額度", "QuotaApproval"),
    "ruling": EditorPlace("decide", "敘獎決定", "Decision"),
    "special-line": EditorPlace("decide", "專案或跨機關提報人員", "Nominee"),
    "judgement": EditorPlace("evaluate", "評估說明", "Judgement"),
    "remark": EditorPlace("evaluate", "退補件", "Remark"),
    "claim": EditorPlace("decide", "事蹟查證", "MeritClaim"),
    "special-round": EditorPlace("decide", "專案或跨機關敘獎", "SpecialRound", plain=True),
    "grant-many": EditorPlace("decide", "核予齊備者的理由", "Decision", plain=True),
    "quota-many": EditorPlace("decide", "照案核定", "QuotaApproval", plain=True),
    "quota-ceiling": EditorPlace("decide", "嘉獎總次數上限", "QuotaCeiling", plain=True),
    "award-export": EditorPlace("decide", "匯出理由", "", plain=True),
    "presence-ruling": EditorPlace("reconcile", "到課情形的認定", "PresenceRuling", plain=True),
    "second-review": EditorPlace("reconcile", "複審", "AbsenceReport", plain=True),
    "absence-review": EditorPlace("absences", "初審", "AbsenceReport", plain=True),
    "report-due": EditorPlace("absences", "附表4填報期限", "ReportDue", plain=True),
    "fitness": EditorPlace("seeds", "不適任檢討", "FitnessReview", plain=True),
    "change": EditorPlace("seeds", "種籽教師異動", "Appointment", plain=True),
    "officers": EditorPlace("people", "批次修改", "Officer", plain=True),
    "roll": EditorPlace("courses", "到課登錄", "", plain=True),
    "escalation": EditorPlace("coaching", "轉報", "Coaching", plain=True),
    "check-return": EditorPlace("self_check", "退回的理由", "", plain=True),
    "reopening": EditorPlace("settings", "重新開放年度的理由", "", plain=True),
    "sealing": EditorPlace("packages", "簽章的理由", "", plain=True),
    "fork": EditorPlace("packages", "收下沿革不同資料包的理由", "", plain=True),
    "forks": EditorPlace("inbox", "收下沿革不同資料包的理由", "", plain=True),
    "award-document": EditorPlace("awards", "依據函文", "", plain=True),
    "reminder": EditorPlace("board", "催辦文字", "", plain=True),
    "revoke": EditorPlace("offices", "廢止憑證的理由", "", plain=True),
}
ELSEWHERE = EditorPlace("home", "資料", "")
AGAIN = "內容在這裡，可以選取複製。在「{page}」再開啟同一個畫面（{what}），也會問要不要帶入。"
ALONE = "這份輸入之後又打過新的，沒有可以接續的畫面。內容在這裡，可以選取複製到需要的地方。"
HEIGHT, PART, LINE = 220, 40, 120  # pixels; characters


def page_of(unsaved: Unsaved) -> str:
    """Return the page on which an editor's typing goes on; the start page for one that has none."""
    return EDITORS.get(unsaved.editor, ELSEWHERE).page


def title_of(unsaved: Unsaved) -> str:
    """Return what was being typed, and since when it lies there: 新增人員（115/11/20 09:15）."""
    place = EDITORS.get(unsaved.editor, ELSEWHERE)
    verb = "" if place.plain else "修改" if unsaved.key.strip() and not unsaved.key.startswith("\n") else "新增"
    return f"{verb}{place.what}（{moment(unsaved.at)}）"


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

    def __init__(self, parent: QWidget, unsaved: Unsaved, page: str = "") -> None:
        super().__init__(parent, title_of(unsaved), "關閉", cancel="")
        place = EDITORS.get(unsaved.editor, ELSEWHERE)
        again = place is not ELSEWHERE and not unsaved.aside
        self.body.addWidget(looks.text(AGAIN.format(page=page, what=place.what) if again else ALONE))
        self.note = QPlainTextEdit()
        self.note.setReadOnly(True)
        self.note.setAccessibleName("沒有存好的輸入")
        self.note.setFixedHeight(HEIGHT)
        self.note.setPlainText("\n".join(f"{_label(unsaved, key)}：{text}" for key, text in unsaved.texts.items() if text.strip() and key != HIDDEN))
        self.body.addWidget(self.note)
