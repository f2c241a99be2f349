"""A seed teacher in the side pane: the appointment, changes and notices, reviews, the seed's courses (肆四(十)) and the nine competencies."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.requirements import Requirement, RequirementState
from hrdesk.domain.seeds import Addressee, Answer, ChangeKind
from hrdesk.domain.values import Key
from hrdesk.services.core import words
from hrdesk.services.teachers.seed_card import Competency, SeedCard
from hrdesk.ui.evidence import EvidenceList
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.kit.icons import pixmap
from hrdesk.ui.pages.seeds.columns import DUE

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

SIGN = 16  # pixels
STATES = {RequirementState.DONE: "ok", RequirementState.PARTLY: "warning", RequirementState.MISSING: "error"}
ANSWERS = {Answer.YES: "ok", Answer.NO: "error"}


class SeedCardView(QWidget):
    """One appointment with everything known of it in the year; `actions` are the page's, by key."""

    def __init__(self, bench: "Workbench", card: SeedCard, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self.bench, self.card = bench, card
        self._column = looks.column(self, spacing=theme.STEP * 2)
        person = looks.button(card.officer.name, lambda: bench.go("people", Key("Officer", card.officer.id)), kind="link", sign="arrow-up-right")
        self._column.addWidget(person)
        self._buttons(actions)
        self._appointment()
        self._changes()
        self._reviews()
        self._courses()
        self._competencies()
        self._column.addStretch(1)

    def _buttons(self, actions: Mapping[str, QAction]) -> None:
        line = Flow()
        for key in ("edit", "change", "fitness"):
            action = actions[key]
            button = looks.button(action.text(), action.trigger)
            button.setEnabled(action.isEnabled())
            line.addWidget(button)
        self._column.addLayout(line)

    def _appointment(self) -> None:
        one = self.card.appointment
        until = "至今" if one.end is None else f"至 {roc_short(one.end)}"
        lines = (
            ("機關", self.card.agency.name),
            ("任期", f"{roc_short(one.start)} {until}"),
            ("指派文號", one.document or "未填"),
            ("輔導系統", "、".join(self.card.systems) or "未填"),
            ("輔導範圍", one.scope or "未填"),
            ("專責類別（陸三(二)）", one.dedicated),
            ("跨機關業務領域（陸三(三)）", f"{one.domain}（{roc_short(one.consent)} 本人同意）" if one.domain and one.consent else one.domain),
            ("聯絡方式", "　".join(part for part in (one.phone or self.card.officer.phone, one.email or self.card.officer.email) if part) or "未填"),
            ("重點加強（肆四(十)4）", "、".join(self.card.focus) + (f"\n理由：{self.card.focus_reason}" if self.card.focus_reason else "")),
        )
        for label, said in lines:
            if said:
                self._said(label, said)

    def _changes(self) -> None:
        one = self.card.appointment
        self._head("異動通知與交接（伍五）")
        for change in (ChangeKind.APPOINTED, *((ChangeKind.ENDED,) if one.end else ())):
            days = {notice.addressee: notice.sent for notice in one.notices if notice.change is change}
            for addressee in Addressee:
                day = days.get(addressee)
                said = "尚未通知" if day is None else roc_short(day)
                self._column.addLayout(self._line("ok" if day else "pending", f"{words.label(change)}→{words.label(addressee)}：{said}"))
        if one.end is not None:
            after = f"，接任 {self.card.successor.name}" if self.card.successor else ""
            self._said("解除原因", f"{one.end_reason}{after}")
            done = one.handed_over
            self._column.addLayout(self._line("ok" if done else "pending", "尚未交接" if done is None else f"{roc_short(done)} 已交接"))
            if self.card.handover:
                self._column.addWidget(EvidenceList(self.bench, self.card.handover))
        item = self.card.change_item
        self._column.addWidget(looks.text(f"檢核項目 7：{words.label(item.suggestion)}"))
        self._column.addWidget(looks.dim(item.step))

    def _reviews(self) -> None:
        if not self.card.reviews:
            return
        self._head("不適任檢討（肆四）")
        for one in self.card.reviews:
            self._said(f"{roc_short(one.day)}　{words.label(one.outcome)}{f'　{one.by}' if one.by else ''}", one.reason)

    def _courses(self) -> None:
        self._head("種籽教師應參加課程（肆四(十)）")
        courses = self.card.courses
        held = [one for one in self.card.due if one.state in DUE]  # a course that was not held is nobody's fault
        done = sum(one.state is RequirementState.DONE for one in held)
        said = f"{done} / {len(held)} 項完成" if held else "任期內未開課"
        asked = looks.button("為什麼？", lambda: self.bench.explain("應參加課程", said, courses), kind="link", sign="why")
        asked.setAccessibleName("種籽教師應參加課程：為什麼？")
        self._column.addLayout(Flow(looks.text(said, wrap=False), None, asked))
        for one in self.card.due:
            self._column.addLayout(self._course(one))

    def _course(self, one: Requirement) -> QHBoxLayout:
        """Return one course due with its state, its article, and a link to the record that makes it so."""
        line = self._line(STATES.get(one.state, "dash"), f"{one.name}：{words.label(one.state)}（{one.citation.article}）")
        record = next((key for key in one.via if key.kind == "TrainingRecord"), None)
        if record is not None:
            link = looks.button("紀錄", lambda: self.bench.go("training", record), kind="link")
            link.setAccessibleName(f"{one.name}的研習紀錄")
            line.addWidget(link)
        return line

    def _competencies(self) -> None:
        self._head("九項能力（肆四(一)～(九)）")
        who = self.card.officer.id
        asked = looks.button("到自我檢核", lambda: self.bench.go("self_check", Key("Officer", who)), kind="link", sign="arrow-up-right")
        self._column.addLayout(Flow(looks.text("依本年度自我檢核表", "secondary", wrap=False), None, asked))
        for one in self.card.competencies:
            self._competency(one)

    def _competency(self, one: Competency) -> None:
        said = "未檢核" if one.answer is None else words.label(one.answer)
        judged = "" if one.met is None else f"，複核{'符合' if one.met else '未符合'}"
        line = self._line(
            ANSWERS.get(one.answer, "pending") if one.answer else "pending", f"{one.item.text.rstrip('。')}（{one.item.article}）：{said}{judged}"
        )
        self._column.addLayout(line)
        if one.detail:
            self._column.addWidget(looks.dim(one.detail))
        if one.evidence:
            self._column.addWidget(EvidenceList(self.bench, one.evidence))

    def _head(self, title: str) -> None:
        self._column.addWidget(looks.line())
        self._column.addWidget(looks.section(title))

    def _said(self, label: str, text: str) -> None:
        self._column.addWidget(looks.dim(label))
        self._column.addWidget(looks.text(text))

    def _line(self, sign: str, said: str) -> QHBoxLayout:
        c = theme.colours()
        picture = QLabel()
        colour = {"ok": c.good, "error": c.bad, "warning": c.warn}.get(sign, c.dim)
        picture.setPixmap(pixmap(sign, SIGN, colour, self.devicePixelRatioF()))
        text = looks.text(said)
        line = looks.row(picture, text)
        line.setStretch(1, 1)
        return line
