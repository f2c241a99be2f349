"""A person's card in the side pane: who this is, roles and business over time, courses due and taken, coaching, awards, absences."""

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QWidget

from hrdesk.domain.minguo import hours_text, roc_short
from hrdesk.domain.record import OfficerId
from hrdesk.domain.requirements import RequirementState
from hrdesk.domain.staff import Duty, Role, RoleSpan
from hrdesk.domain.values import Changes, Key
from hrdesk.services.core import words
from hrdesk.services.study.form_training import course_title
from hrdesk.services.teachers import person_card
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.kit.table_model import Chip, Tone
from hrdesk.ui.pages.people import spans
from hrdesk.ui.pages.people.blocks import Block, Do, Tool, span_text
from hrdesk.ui.records import page_of
from hrdesk.ui.tones import TAKEN

if TYPE_CHECKING:
    from hrdesk.domain.requirements import Requirement
    from hrdesk.services.teachers.person_card import PersonCard, YearOfStudy
    from hrdesk.ui.pages.people.page import PeoplePage
    from hrdesk.ui.workbench import Workbench

KINDS = frozenset(
    ("Officer", "RoleSpan", "Duty", "Appointment", "Course", "TrainingRecord", "AbsenceReport", "Coaching", "Mentoring", "SelfCheck", "MeritClaim")
) | {"Nomination", "Nominee", "Decision"}
STATES = {
    RequirementState.DONE: Tone.GOOD,
    RequirementState.PARTLY: Tone.WARN,
    RequirementState.MISSING: Tone.BAD,
    RequirementState.NOT_HELD: Tone.QUIET,
    RequirementState.NOT_COVERED: Tone.QUIET,
}


class PersonPane(QWidget):
    """The card of one person; read again whenever something that stands on it changed, or another year is looked at."""

    def __init__(self, page: "PeoplePage", card: "PersonCard") -> None:
        super().__init__()
        self.page, self.bench = page, page.bench
        self._column = looks.column(self)
        self._inside: QWidget | None = None
        self.card = card
        self.show_card(card)
        self.bench.changed.connect(self.changed)
        self.bench.year_changed.connect(self.read_again)
        self.bench.writable_changed.connect(self.draw_again)

    def show_card(self, card: "PersonCard") -> None:
        """Show a card in the place of the one before."""
        self.card = card
        before, self._inside = self._inside, CardView(self.page, card, self)
        if before is not None:
            self._column.replaceWidget(before, self._inside)
            before.hide()
            before.deleteLater()
        else:
            self._column.addWidget(self._inside)

    def draw_again(self, _: object) -> None:
        """Offer what may be changed, or no longer."""
        self.show_card(self.card)

    def changed(self, changes: Changes) -> None:
        """Read again what a transaction touched."""
        if changes.kinds & KINDS:
            self.read_again()

    def read_again(self, _: object = None) -> None:
        """Read the card again; somebody who is no longer there leaves it as it was."""
        who, year = Key("Officer", self.card.officer.id), self.bench.year
        self.bench.read(lambda desk: person_card.card_of(desk, OfficerId(who.id), year) if person_card.person_of(desk, who) else None, self._read)

    def _read(self, card: "PersonCard | None") -> None:
        if card is not None and shiboken6.isValid(self):
            self.show_card(card)


class CardView(QWidget):
    """One reading of a card, block by block."""

    def __init__(self, page: "PeoplePage", card: "PersonCard", parent: QWidget) -> None:
        super().__init__(parent)
        self.page, self.card = page, card
        self.bench: Workbench = page.bench
        self._column = looks.column(self)
        self._head()
        for block in (self._roles(), self._duties(), self._required(), *self._studied(), self._seed(), self._awards(), self._absences()):
            if block is not None:
                self._column.addWidget(block)
        self._column.addStretch(1)

    def _go(self, key: Key) -> Do:
        return lambda: self.bench.go(page_of(key), key)

    def _edits(self, *tools: Tool) -> tuple[Tool, ...]:
        return tools if self.bench.writable else ()

    def _head(self) -> None:
        one = self.card.officer
        post = "　".join(text for text in (one.unit, one.title, one.grade, words.label(one.kind)) if text)
        days = "　".join(f"{name} {roc_short(day)}" for name, day in (("初任", one.first_service), ("到職", one.arrived), ("離職", one.left)) if day)
        contact = "　".join(text for text in (one.phone, one.email) if text)
        former = f"曾用姓名：{'、'.join(one.former_names)}" if one.former_names else ""
        number = f"身分證統一編號 {one.national_id}" if one.national_id else ""
        for text in (self.card.agency, post, days, contact, former, number):
            if text:
                self._column.addWidget(looks.text(text, "dim"))
        edit = looks.button("修改…", lambda: self.page.edit_person(one.id), sign="edit")
        edit.setEnabled(self.bench.writable)
        print_ = looks.button("列印個人摘要…", lambda: self.page.print_summary(one), sign="print")
        self._column.addLayout(Flow(edit, print_))

    def _roles(self) -> Block:
        add = Tool("add", "新增身分", lambda: spans.RoleEditor(self.page, self.bench, self.card.officer.id, self.card.officer.name).open())
        block = Block("身分", self._edits(add))
        held = "、".join(words.label(role) for role in self.card.roles)
        block.say(f"{self.card.year}年度：{held or '沒有身分'}")
        for span in self.card.spans:
            self._span(block, span, words.label(span.role))
        for one in self.card.appointments:
            block.line(words.label(Role.SEED_TEACHER), self._go(Key("Appointment", one.id)), below=span_text(one.start, one.end))
        return block

    def _duties(self) -> Block:
        block = Block("承辦業務", self._edits(Tool("add", "新增承辦業務", self._add_duty)))
        for line in self.card.duties:
            self._span(block, line.duty, line.name)
        if not self.card.duties:
            block.say("還沒有登錄；沒有承辦業務就無法列出相關業務的應修課程（肆三）。")
        return block

    def _span(self, block: Block, span: RoleSpan | Duty, what: str) -> None:
        def edit() -> None:
            spans.SpanEditor(self.page, self.bench, span, what).open()

        tools = (
            Tool("calendar", f"結束或修改期間：{what}", edit),
            Tool("delete", f"移除：{what}", lambda: spans.remove(self.page, self.bench, span, what)),
        )
        block.line(what, below=span_text(span.start, span.end), tools=self._edits(*tools))

    def _add_duty(self) -> None:
        one = self.card.officer
        self.bench.read(person_card.topics, lambda topics: spans.DutyEditor(self.page, self.bench, one.id, one.name, topics).open())

    def _required(self) -> Block:
        required, year = self.card.required, self.card.year
        due = [one for one in required.value if one.state in (RequirementState.DONE, RequirementState.MISSING, RequirementState.PARTLY)]
        done = sum(one.state is RequirementState.DONE for one in due)
        why = Tool("why", "為什麼？應修課程", lambda: self.bench.explain(f"應修課程　{self.card.officer.name}", f"{done} / {len(due)}", required))
        block = Block(f"{year}年度應修課程　{done} / {len(due)}", (why,))
        for one in required.value:
            block.line(one.name, self._why(one), chip=Chip(words.label(one.state), STATES[one.state]), below=one.citation.article)
        if not required.value:
            block.say("沒有適用的應修課程。")
        for problem in required.problems:
            block.say(words.of_problem(problem))
        return block

    def _why(self, one: "Requirement") -> Do:
        explanation = person_card.requirement_why(self.card.required, one)
        return lambda: self.bench.explain(one.name, words.label(one.state), explanation)

    def _studied(self) -> list[Block]:
        return [self._study(year) for year in self.card.studied] or [self._no_study()]

    @staticmethod
    def _no_study() -> Block:
        block = Block("研習紀錄")
        block.say("還沒有研習紀錄。")
        return block

    def _study(self, year: "YearOfStudy") -> Block:
        tools: tuple[Tool, ...] = ()
        hours = ""
        if (certified := year.certified) is not None:
            hours = f"　認證 {hours_text(certified.value)} 小時"
            title = f"{year.year}年度認證時數"
            tools = (Tool("why", f"為什麼？{title}", lambda: self.bench.explain(title, f"{hours_text(certified.value)} 小時", certified)),)
        block = Block(f"{year.year}年度研習{hours}", tools)
        for one in year.studies:
            days = f"{roc_short(one.course.start)}　{words.label(one.course.mode)}　認證 {hours_text(one.minutes)} 小時"
            chip = Chip(words.label(one.participation), TAKEN[one.participation])
            block.line(course_title(one.course), self._go(Key("TrainingRecord", one.training.id)), chip=chip, below=days)
        return block

    def _seed(self) -> Block | None:
        card = self.card
        if not (card.coached or card.mentored or card.checks or card.claims):
            return None
        block = Block("種籽教師")
        for year in card.coached:
            block.line(f"{year.year}年度輔導 {year.count} 件、{hours_text(year.minutes)} 小時", self._go(year.newest))
        for check in card.checks:
            block.line(f"{check.year}年度自我檢核", self._go(Key("SelfCheck", check.id)), chip=Chip(words.label(check.state), Tone.QUIET))
        for pair in card.mentored:
            what = "擔任小老師" if pair.mentor == card.officer.id else "跟小老師學習"
            block.line(what, self._go(Key("Mentoring", pair.id)), below=span_text(pair.start, pair.end))
        if card.claims:
            block.say(f"{card.year}年度特殊優良事蹟 {card.claims} 項")
        return block

    def _awards(self) -> Block | None:
        if not self.card.awards:
            return None
        block = Block("敘獎")
        for one in self.card.awards:
            block.line(f"{one.year}年度{one.text}", self._go(one.record))
        return block

    def _absences(self) -> Block | None:
        if not self.card.absences:
            return None
        block = Block("未到課")
        for one in self.card.absences:
            days = f"{roc_short(one.course.start)}　{words.label(one.case.presence)}"
            block.line(one.course.name, self._go(one.record), chip=Chip(words.label(one.case.state), Tone.WARN), below=days)
        return block
