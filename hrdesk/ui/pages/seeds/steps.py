"""The steps of a change: what each asks, and what the last one tells."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hrdesk.domain.evaluation import ItemFacts
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.record import OfficerId
from hrdesk.domain.seeds import Addressee, Appointment, ChangeKind, Evidence
from hrdesk.services.core import words
from hrdesk.services.teachers.seeds import untold
from hrdesk.ui.evidence import EvidenceField
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.fields import DayField, Field, LineField, NoteField
from hrdesk.ui.kit.icons import pixmap
from hrdesk.ui.kit.pick import PickField
from hrdesk.ui.pages.seeds.loading import Choices, officer_choices
from hrdesk.ui.pages.seeds.notices import NoticesField

if TYPE_CHECKING:
    from hrdesk.ui.pages.seeds.change import ChangeWizard


class Step(QWidget):
    """One step: its title, the verb of the button that keeps it, and the fields it asks."""

    def __init__(self, title: str, verb: str) -> None:
        super().__init__()
        self.title, self.verb = title, verb
        self.asked: tuple[Field, ...] = ()
        self.column: QVBoxLayout = looks.column(self)

    def ask(self, *fields: Field) -> None:
        """Put fields under each other; the first one takes the keyboard."""
        self.asked = (*self.asked, *fields)
        for field in fields:
            self.column.addWidget(field)
        self.setFocusProxy(self.asked[0])


class EndStep(Step):
    """The last day, why, who follows, and whether they are appointed from the next day on."""

    def __init__(self, held: Appointment, choices: Choices, today: date) -> None:
        super().__init__("解除指派與接任", "解除指派")
        self.day = DayField("day", "最後一日", required=True, hint=f"自 {roc_short(held.start)} 指派；當日仍為種籽教師。")
        self.day.set_value(max(today, held.start))
        self.reason = NoteField("reason", "解除原因", required=True, lines=2)
        self.successor: PickField[OfficerId] = PickField("successor", "接任人員", officer_choices(choices, held.agency, held.officer), hint="尚未決定可留空。")
        self.appoint = QCheckBox("同時自次日起指派接任人員（輔導系統、範圍、專責類別照舊）")
        self.appoint.setChecked(True)
        self.document = LineField("document", "接任的指派文號")
        self.ask(self.day, self.reason, self.successor)
        self.column.addWidget(self.appoint)
        self.ask(self.document)
        self.column.addStretch(1)
        self.successor.edited.connect(self._look)
        self.appoint.toggled.connect(lambda _: self._look())
        self._look()

    def _look(self) -> None:
        known = self.successor.value is not None
        self.appoint.setEnabled(known)
        self.document.setEnabled(known and self.appoint.isChecked())


class NoticesStep(Step):
    """The three notices of the end, and where the successor is appointed, of that too."""

    def __init__(self, wizard: "ChangeWizard", held: Appointment, after: Appointment | None, today: date) -> None:
        super().__init__("通知三方（伍五）", "儲存通知")
        self.fields = [NoticesField(held, ChangeKind.ENDED, today, partial(wizard.letter, held, ChangeKind.ENDED))]
        if after is not None:
            self.fields.append(NoticesField(after, ChangeKind.APPOINTED, today, partial(wizard.letter, after, ChangeKind.APPOINTED)))
        self.column.addWidget(looks.dim("勾選已通知的對象並填通知日期；研習計畫未定期限，只列出經過日數。三方都通知，檢核項目 7 才算符合。"))
        self.ask(*self.fields)
        self.column.addStretch(1)


class HandoverStep(Step):
    """The handover list, the day of the handover and its evidence."""

    def __init__(self, wizard: "ChangeWizard", held: Appointment, files: tuple[Evidence, ...]) -> None:
        super().__init__("工作交接", "儲存交接")
        self.column.addWidget(looks.dim("交接清單由輔導系統、未結案件、紀錄與佐證彙整而成；列印、點交後填交接日期。"))
        self.column.addLayout(looks.row(looks.button("交接清單…", wizard.handover_list, sign="print"), None))
        self.day = DayField("handed_over", "交接日期", hint="尚未交接可留空。")
        self.day.set_value(held.handed_over)
        self.evidence = EvidenceField(wizard.bench, "handover", "交接佐證", agency=held.agency)
        self.evidence.set_items(files)
        self.ask(self.day, self.evidence)
        self.column.addStretch(1)


class SummaryStep(Step):
    """What is done and what is not, and whether item 7 is met."""

    def __init__(self, wizard: "ChangeWizard", held: Appointment, after: Appointment | None, item: ItemFacts) -> None:
        super().__init__("完成情形", "完成")
        self.lines: list[tuple[str, bool]] = [("解除指派", True)]
        self._notices("解除通知", held, ChangeKind.ENDED)
        if after is not None:
            self._notices("指派接任通知", after, ChangeKind.APPOINTED)
        day = held.handed_over
        self.lines.append(("尚未交接" if day is None else f"已於 {roc_short(day)} 交接", day is not None))
        for said, done in self.lines:
            self.column.addLayout(_line(wizard, said, done=done))
        self.column.addWidget(looks.line())
        self.result = looks.text(f"檢核項目 7（{item.citation.article}）：{words.label(item.suggestion)}", "section")
        self.column.addWidget(self.result)
        self.column.addWidget(looks.dim(item.step))
        self.column.addStretch(1)

    def _notices(self, what: str, held: Appointment, change: ChangeKind) -> None:
        missing = untold(held, change)
        names = "、".join(words.label(one) for one in missing)
        self.lines.append((f"{what}：尚未通知{names}" if missing else f"{what}：{len(Addressee)} 方均已通知", not missing))


def _line(wizard: "ChangeWizard", said: str, *, done: bool) -> QHBoxLayout:
    c = theme.colours()
    sign = QLabel()
    sign.setPixmap(pixmap("ok" if done else "warning", 18, c.good if done else c.warn, wizard.devicePixelRatioF()))
    return looks.row(sign, looks.text(said, wrap=False), None)
