"""One line of 附表5: the item word for word, the answer, what was done, its evidence, the head's 複核, and the facts beside it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QIntValidator
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLayout, QLineEdit, QPlainTextEdit, QRadioButton, QWidget

from hrdesk.domain.record import EvidenceId
from hrdesk.domain.seeds import Answer, CheckAnswer, Evidence
from hrdesk.services.core import words
from hrdesk.services.teachers.self_check_form import CheckLine
from hrdesk.ui.evidence import EvidenceField, EvidenceLine
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.kit.table_model import Chip
from hrdesk.ui.pages.self_check.facts import ChipLabel, FactList
from hrdesk.ui.tones import RESULTS

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

BESIDE = 250  # pixels of the facts
MOST = 9999  # of a count
NEGATIVE = {Answer.YES: "有發生", Answer.NO: "未發生", Answer.NOT_APPLICABLE: "不適用"}
REVIEWS = {True: "符合", False: "未符合"}


class LineCard(QFrame):
    """The card of one line. `answered` brings what stands in it now, `reviewed` the head's judgement."""

    answered = Signal(object)  # CheckAnswer
    reviewed = Signal(bool)

    def __init__(self, bench: "Workbench", number: int, line: CheckLine) -> None:
        super().__init__()
        self.bench, self.line, self.code = bench, line, line.item.code
        self.setProperty("role", "card")
        self._showing = False
        self.wrong = looks.text("", "error")
        self.wrong.setVisible(False)
        self._make_inputs(number)
        self._lay_out(number)
        self._follow()

    def show_line(self, line: CheckLine, files: Mapping[EvidenceId, Evidence]) -> None:
        """Show the facts, and the answer where it is another than on screen."""
        self.line = line
        self.facts.show_facts(line.facts)
        if line.suggestion is not None:
            self.suggestion.show_chip(Chip(f"建議：{words.label(line.suggestion)}", RESULTS[line.suggestion]))
        if replace(line.answer, met=None) != self.value:
            self.put(line.answer, files)
        self._show_review(line.answer.met)

    def open_for(self, *, answers: bool, review: bool) -> None:
        """Let the answer be changed, and the 複核 be given."""
        for widget in (*self.choices.values(), self.count):
            widget.setEnabled(answers)
        lock(self.evidence, locked=not answers)
        self.detail.setReadOnly(not answers)
        self.detail.setPlaceholderText("具體辦理情形" if answers else "未填列")
        if not answers:
            self._fold(shown=bool(self.evidence.value))
        self.adder.setVisible(answers or bool(self.evidence.value))
        for button in self.reviews.values():
            button.setEnabled(review)
        self._review_row.setVisible(review or (not answers and self.line.answer.met is not None))

    @property
    def value(self) -> CheckAnswer:
        """Return what stands on screen."""
        chosen = next((answer for answer, button in self.choices.items() if button.isChecked()), None)
        counts = self.line.item.negative and chosen is Answer.YES and self.count.text().isdecimal()
        return CheckAnswer(self.code, chosen, int(self.count.text()) if counts else None, self.detail.toPlainText().strip(), self.evidence.value)

    def put(self, answer: CheckAnswer, files: Mapping[EvidenceId, Evidence]) -> None:
        """Show an answer."""
        self._showing = True
        self._group.setExclusive(False)
        for value, button in self.choices.items():
            button.setChecked(value is answer.answer)
        self._group.setExclusive(True)
        self.count.setText("" if answer.count is None else str(answer.count))
        if self.detail.toPlainText().strip() != answer.detail:
            self.detail.setPlainText(answer.detail)
        if self.evidence.value != answer.evidence:
            self.evidence.set_items(files[key] for key in answer.evidence if key in files)
        self._fold(shown=bool(answer.evidence) or not self.evidence.isHidden())
        self._showing = False
        self._follow()

    def begin(self) -> None:
        """Put the cursor where the line wants it: at the count where something occurred, else at the answers."""
        wanted = self.count if self.value.answer is Answer.YES and not self._count_row.isHidden() else next(iter(self.choices.values()))
        wanted.setFocus()

    def complain(self, sentence: str) -> None:
        """Say what is wrong with the line; nothing takes it away."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def _show_review(self, met: bool | None) -> None:
        self._review_group.setExclusive(False)
        for value, button in self.reviews.items():
            button.setChecked(value is met)
        self._review_group.setExclusive(True)

    def _typed(self) -> None:
        self._follow()
        if not self._showing and not self.evidence.fault() and self.value != replace(self.line.answer, met=None):
            self.complain("")
            self.answered.emit(self.value)

    def _follow(self) -> None:
        """Ask for a count only where something occurred; say how many files there are."""
        self._count_row.setVisible(self.line.item.negative and self.choices[Answer.YES].isChecked())
        self.adder.setText(f"佐證（{len(self.evidence.value)}）")

    def _fold(self, *, shown: bool) -> None:
        self.evidence.setVisible(shown)

    def _explain(self) -> None:
        if self.line.why is not None and self.line.suggestion is not None:
            self.bench.explain(self.line.item.article, words.label(self.line.suggestion), self.line.why)

    def _make_inputs(self, number: int) -> None:
        item = self.line.item
        self.texts = NEGATIVE if item.negative else {answer: words.label(answer) for answer in Answer}
        self._group, self._review_group = QButtonGroup(self), QButtonGroup(self)
        self.choices = {answer: QRadioButton(text) for answer, text in self.texts.items()}
        self.reviews = {met: QRadioButton(text) for met, text in REVIEWS.items()}
        for button in self.choices.values():
            button.setAccessibleName(f"{number} {button.text()}")
            self._group.addButton(button)
            button.clicked.connect(lambda _=False: self._typed())
        for met, button in self.reviews.items():
            button.setAccessibleName(f"{number} 複核{button.text()}")
            self._review_group.addButton(button)
            button.clicked.connect(lambda _=False, met=met: self.reviewed.emit(met))
        self.count = QLineEdit()
        self.count.setValidator(QIntValidator(0, MOST, self))
        theme.measure(self.count, wide=64)
        self.count.setAccessibleName(f"{number} 發生次數")
        self.count.textEdited.connect(lambda _: self._typed())
        self.detail = QPlainTextEdit()
        self.detail.setPlaceholderText("具體辦理情形")
        self.detail.setAccessibleName(f"{number} 具體辦理情形")
        self.detail.setTabChangesFocus(True)
        self.detail.setFixedHeight(QFontMetrics(self.detail.font()).lineSpacing() * 2 + 16)
        self.detail.textChanged.connect(self._typed)
        self.evidence = EvidenceField(self.bench, label=f"{number} 佐證", hint="")
        self.evidence.caption.setVisible(False)
        self.evidence.edited.connect(self._typed)
        self.evidence.setVisible(False)
        self.adder = looks.button("佐證（0）", lambda: self._fold(shown=self.evidence.isHidden()), kind="link", sign="attachment")
        self.adder.setAccessibleName(f"{number} 佐證")
        self.facts = FactList(self.bench)
        self.suggestion = ChipLabel()

    def _lay_out(self, number: int) -> None:
        counted = looks.row(looks.text("發生次數", wrap=False), self.count, looks.text("次", wrap=False), None)
        self._count_row = _wrapped(counted)
        self._review_row = _wrapped(Flow(looks.text("複核", "secondary", wrap=False), *self.reviews.values(), spacing=theme.INNER))
        left = looks.column(spacing=theme.STEP * 2)
        left.addLayout(looks.row(looks.text(f"{number}", "section", wrap=False), looks.text(self.line.item.article, "secondary", wrap=False), None))
        left.addWidget(looks.text(self.line.item.text))
        left.addLayout(Flow(*self.choices.values(), self._count_row, spacing=theme.GAP))
        left.addWidget(self.detail)
        left.addLayout(looks.row(self.adder, None))
        left.addWidget(self.evidence)
        left.addWidget(self._review_row)
        left.addWidget(self.wrong)
        left.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.GAP, theme.INNER, theme.GAP, theme.INNER)
        line.setSpacing(theme.GAP)
        line.addLayout(left, 1)
        line.addWidget(self._beside())

    def _beside(self) -> QWidget:
        made = QWidget()
        made.setFixedWidth(BESIDE)
        column = looks.column(made, spacing=theme.STEP)
        if self.line.suggestion is None:
            column.addWidget(looks.text("手上的紀錄", "secondary", wrap=False))
        else:
            why = looks.button("為什麼？", self._explain, kind="link", sign="why")
            column.addLayout(Flow(self.suggestion, None, why))
        column.addWidget(self.facts)
        column.addStretch(1)
        return made


def lock(field: EvidenceField, *, locked: bool) -> None:
    """Let files only be looked at, or also be added and removed."""
    field.setAcceptDrops(not locked)
    field.adder.setVisible(not locked)
    for line in field.findChildren(EvidenceLine):
        if line.remover is not None:
            line.remover.setVisible(not locked)


def _wrapped(line: QLayout) -> QWidget:
    made = QWidget()
    line.setContentsMargins(0, 0, 0, 0)
    made.setLayout(line)
    return made
