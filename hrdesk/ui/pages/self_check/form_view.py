"""One teacher's 附表5 on screen: a head that says how far it has got and what is open, then a card a line, then the special merits."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from hrdesk.domain.members import Access
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.record import EvidenceId
from hrdesk.domain.seeds import CheckAnswer, CheckState
from hrdesk.domain.values import Key
from hrdesk.errors import HrdeskError
from hrdesk.services.core import words
from hrdesk.services.opening.editing import ChangedMeanwhileError, Subject
from hrdesk.services.teachers import merits, self_check, self_check_form
from hrdesk.services.teachers.self_check_form import CheckForm
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.kit.slices import Slices
from hrdesk.ui.pages.self_check.columns import state_chip
from hrdesk.ui.pages.self_check.facts import ChipLabel
from hrdesk.ui.pages.self_check.line_card import LineCard
from hrdesk.ui.pages.self_check.meeting import meet_answers, meet_sections
from hrdesk.ui.pages.self_check.merit_card import MeritCard
from hrdesk.ui.pages.self_check.saving import Edit, Saver

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

ACROSS = 8  # open items in a row
LACKS = {"count_missing": "的發生次數"}  # what an item that is answered still wants, by its problem
JUDGES = frozenset({Access.CLERK, Access.HEAD})  # who reviews and approves


class FormView(QWidget):
    """The form. `taken_back` asks to make it a draft again."""

    taken_back = Signal()

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        self.bench = bench
        self.form: CheckForm | None = None
        self.saver = Saver(bench, self)
        self._slices = Slices(self)
        self.cards: dict[str, LineCard] = {}
        self.merits: dict[str, MeritCard] = {}
        self.links: dict[str, QPushButton] = {}
        self._whose: tuple[object, ...] = ()
        self._asked: set[str] = set()  # lines of which somebody is choosing a version
        self._lay_out()
        self.saver.state.connect(self.saved.setText)
        self.saver.refused.connect(self._refuse)
        self.saver.met.connect(self._meet)

    @property
    def name(self) -> str:
        """Return whose form it is."""
        return self.form.officer.name if self.form else ""

    def show_form(self, form: CheckForm) -> None:
        """Show a form; what is newer on screen than in the book stays."""
        whose = (form.officer.id, form.year, tuple(line.item for line in form.lines))
        if whose != self._whose:
            self.saver.begin()
            self._whose = whose
            self.form = form
            self._build(form)
        else:
            self.form = form
            self._show_again(form)
        self._show_head(form)
        self.enable()

    def enable(self) -> None:
        """Let be changed what the state, the year and the person allow."""
        if self.form is None:
            return
        answers, review = self._rights(self.form)
        for card in self.cards.values():
            card.open_for(answers=answers, review=review)
        for section in self.merits.values():
            section.open_for(writing=answers)
        self.back.setVisible(self.bench.writable and self.form.state is CheckState.SUBMITTED)

    def jump(self, code: str) -> None:
        """Bring a line into view and the cursor into it."""
        self._slices.finish()
        card = self.cards[code]
        self.area.ensureWidgetVisible(card, 0, theme.GAP)
        card.begin()

    def _build(self, form: CheckForm) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.cards, self.merits = {}, {}
        self._list.addStretch(1)
        self.area.verticalScrollBar().setValue(0)
        lines = [partial(self._add_line, place) for place in range(len(form.lines))]
        self._slices.begin([*lines, *(partial(self._add_merit, place) for place in range(len(form.merits)))])

    def _add_line(self, place: int) -> None:
        form = self.form
        assert form is not None
        line = form.lines[place]
        if heading := {0: "一、檢核項目（陸三(四)）", sum(one.suggestion is not None for one in form.lines): "二、專業能力（肆四）"}.get(place):
            self._put(looks.section(heading))
        card = LineCard(self.bench, place + 1, line)
        card.answered.connect(self._answer)
        card.reviewed.connect(partial(self._review, line.item.code))
        card.show_line(line, form.files)
        self.saver.knows(line.item.code, replace(line.answer, met=None))
        answers, review = self._rights(form)
        card.open_for(answers=answers, review=review)
        self._put(card)
        self.cards[line.item.code] = card

    def _add_merit(self, place: int) -> None:
        form = self.form
        assert form is not None
        if not place:
            self._put(looks.section("三、特殊優良事蹟（陸三(五)）"))
        merit = form.merits[place]
        card = MeritCard(self.bench, merit)
        card.written.connect(partial(self._write, merit.line.code))
        card.show_merit(merit, form.files)
        self.saver.knows(merit.line.code, merit.written)
        card.open_for(writing=self._rights(form)[0])
        self._put(card)
        self.merits[merit.line.code] = card

    def _put(self, widget: QWidget) -> None:
        self._list.insertWidget(self._list.count() - 1, widget)  # above the room that is left

    def _show_again(self, form: CheckForm) -> None:
        for line in form.lines:
            if line.item.code in self.cards and not self.saver.holds(line.item.code):
                self.cards[line.item.code].show_line(line, form.files)
                self.saver.knows(line.item.code, replace(line.answer, met=None))
        for merit in form.merits:
            if merit.line.code in self.merits and not self.saver.holds(merit.line.code):
                self.merits[merit.line.code].show_merit(merit, form.files)
                self.saver.knows(merit.line.code, merit.written)

    def _rights(self, form: CheckForm) -> tuple[bool, bool]:
        """Return whether a form's answers may be changed, and whether it may be reviewed."""
        answers = self.bench.writable and form.state in (None, CheckState.DRAFT)
        return answers, self.bench.writable and form.state is CheckState.SUBMITTED and self.bench.signed.access in JUDGES

    def _show_head(self, form: CheckForm) -> None:
        self.who.setText(form.officer.name)
        self.term.setText(f"任期 {form.term}")
        self.chip.show_chip(state_chip(form.state))
        self.progress.setText(f"已填 {form.answered} / {len(form.lines)} 項")
        self.told.setText(_told(form))
        self.told.setVisible(bool(self.told.text()))
        self._show_open(form)

    def _show_open(self, form: CheckForm) -> None:
        while (item := self._open.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.links = {}
        lacking = {str(problem.facts["item"]): LACKS.get(problem.code, "") for problem in form.open}
        codes = list(lacking) if form.state in (None, CheckState.DRAFT) else []
        self._open_frame.setVisible(bool(codes))
        if codes:
            self._open.addWidget(looks.text("還沒填：", "secondary", wrap=False), 0, 0)
        numbers = {line.item.code: number for number, line in enumerate(form.lines, 1)}
        across = ACROSS * ACROSS // theme.grown(ACROSS)
        for n, code in enumerate(codes):
            link = looks.button(f"第 {numbers[code]} 項{lacking[code]}", partial(self.jump, code), kind="link")
            self._open.addWidget(link, n // across, n % across + 1)
            self.links[code] = link
        self._open.setColumnStretch(across + 1, 1)

    def _answer(self, given: CheckAnswer) -> None:
        if self.form is None:
            return
        who, year, item = self.form.officer.id, self.form.year, given.item
        subject = Subject(self._about(self.form), given, lambda desk: self_check_form.line_now(desk, who, year, item))
        self.saver.later(item, Edit(self._whose, given, subject, lambda desk: self_check_form.fill(desk, who, year, given)))

    def _write(self, section: str, text: str, evidence: tuple[EvidenceId, ...]) -> None:
        if self.form is None:
            return
        who, year = self.form.officer.id, self.form.year
        subject = Subject(self._about(self.form, section), (text, evidence), lambda desk: merits.section_now(desk, who, year, section))
        self.saver.later(section, Edit(self._whose, (text, evidence), subject, lambda desk: merits.keep(desk, who, year, section, text, evidence)))

    def _about(self, form: CheckForm, section: str = "") -> Key:
        """Return the record that a line or section is saved in, by which it is found who saved it last."""
        claim = next((one.claim for one in form.merits if one.line.code == section), None)
        if section:
            return Key("MeritClaim", claim.id if claim else "")
        return Key("SelfCheck", form.check.id if form.check else "")

    def _meet(self, code: str, edit: Edit, error: ChangedMeanwhileError) -> None:
        """Show what somebody else saved of a line meanwhile beside what stands on screen; one question for a line at a time."""
        card, merit, form = self.cards.get(code), self.merits.get(code), self.form
        if edit.form != self._whose or form is None:
            self.bench.tell("剛離開的自我檢核表有一項另有人先儲存，您最後輸入的內容沒有存入")
            return
        if code in self._asked:
            return
        read, held = cast("Any", error.read), cast("Any", error.held)
        settle: Callable[[Any], None] = partial(self._settle, code, held)
        dialog = None
        if card is not None:
            dialog = meet_answers(self, error.by, (read, held, lambda: card.value), form.files, card.texts, settle)
        elif merit is not None:
            dialog = meet_sections(self, error.by, (read, held, lambda: merit.value), form.files, settle)
        if dialog is not None:
            self._asked.add(code)
            dialog.finished.connect(lambda _: self._asked.discard(code))

    def _settle(self, code: str, held: object, value: Any) -> None:
        """Go on from what is in the book now, with what is to stand."""
        self.saver.knows(code, held)
        if code in self.cards and self.form is not None:
            self.cards[code].put(value, self.form.files)
            self._answer(value)
        elif code in self.merits:
            self.merits[code].put(value)
            self._write(code, *value)
        self.saver.flush()

    def _review(self, item: str, met: bool) -> None:
        if self.form is not None:
            who, year = self.form.officer.id, self.form.year
            self.bench.write(lambda desk: self_check.review(desk, who, year, item, met=met))

    def _refuse(self, line: str, error: HrdeskError) -> None:
        card = self.cards.get(line) or self.merits.get(line)
        if card is not None:
            card.complain(words.in_window(error))

    def _lay_out(self) -> None:
        self.who, self.term = looks.text("", "section", wrap=False), looks.text("", "secondary", wrap=False)
        self.chip, self.progress, self.saved = ChipLabel(), QLabel(), looks.text("", "secondary", wrap=False)
        self.told = looks.text("")
        self.back = looks.button("取回修改", self.taken_back.emit, sign="undo")
        self._open_frame = QWidget()
        self._open = QGridLayout(self._open_frame)
        self._open.setContentsMargins(0, 0, 0, 0)
        self._open.setHorizontalSpacing(theme.STEP * 2)
        self._open.setVerticalSpacing(0)
        head = looks.column(spacing=theme.STEP)
        head.addLayout(Flow(self.who, self.term, None, self.saved, self.progress, self.chip, self.back, spacing=theme.INNER))
        head.addWidget(self.told)
        head.addWidget(self._open_frame)
        inside = QWidget()
        self._list: QVBoxLayout = looks.column(inside, spacing=theme.INNER)
        self._list.setContentsMargins(0, 0, theme.INNER, theme.GAP)
        self.area = looks.scrolled(inside)
        column = looks.column(self, spacing=theme.STEP * 2)
        column.addLayout(head)
        column.addWidget(self.area, 1)


def _told(form: CheckForm) -> str:
    """Return what happened to a form that is no draft any more."""
    check = form.check
    if check is None or check.state is CheckState.DRAFT:
        return ""
    sent = f"已於 {roc_short(check.submitted)} 送出" if check.submitted else "已送出"
    if check.state is CheckState.SUBMITTED:
        return f"{sent}，等候人事主管核章。要修改請按「取回修改」。"
    approved = f"{roc_short(check.approved)} " if check.approved else ""
    return f"{sent}，{approved}由 {check.approved_by} 核章。"
