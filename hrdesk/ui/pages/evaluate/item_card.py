"""One of the seven items: its words and article, what the records suggest and why, the five results, and a remark."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QRadioButton, QVBoxLayout, QWidget

from hrdesk.domain.awards import ItemResult
from hrdesk.services.core import words
from hrdesk.services.review.evaluation_board import SET_HERE, Judged, Told
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.fields import NoteField
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.kit.icons import icon
from hrdesk.ui.kit.shortened import ShortLink
from hrdesk.ui.pages.evaluate.writing import Writing

if TYPE_CHECKING:
    from hrdesk.services.opening.editing import Subject
    from hrdesk.ui.workbench import Workbench

ACROSS, SHOWN = 2, 10  # facts side by side, and at once; the rest stands in the table beside the page
RESULTS = tuple(ItemResult)


class ItemCard(QFrame):
    """The card of the item chosen. `judged` brings a result with the remark as it stands, `asked` a fact whose records are to be shown,
    `mend` that something about the item has to be mended.
    """

    judged = Signal(object, str)  # ItemResult, remark
    asked = Signal(object)  # Told, None = every record of the item
    mend = Signal()

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        self.bench, self.line = bench, None
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.INNER, theme.GAP, theme.INNER)
        column.setSpacing(theme.STEP * 2)
        self.heading, self.weight = looks.text("", "section", wrap=False), looks.dim("")
        self.why = looks.button("為什麼？", self.explain, kind="link", sign="why")
        self.whole = looks.button("全部紀錄", lambda: self.asked.emit(None), kind="link", sign="table")
        self.returns = looks.button("退補件…", self.mend.emit, kind="link", sign="mail")
        column.addLayout(Flow(self.heading, self.weight, None, self.returns, self.whole, self.why))
        self.words, self.step = looks.text(""), looks.text("", "secondary")
        column.addWidget(self.words)
        column.addWidget(self.step)
        self._facts = QGridLayout()
        for across in range(ACROSS):
            self._facts.setColumnStretch(across, 1)
        self._facts.setSpacing(theme.STEP)
        column.addLayout(self._facts)
        self.keep = looks.button("儲存結果與說明", self.keep_remark, sign="save")
        self._lay_out_results(column)
        self.remark = NoteField("remark", "說明", lines=2, hint="結果與建議不同、部分符合、未符合或無資料時必填；Ctrl+Enter 儲存")
        self.writing = Writing(bench, self.remark)
        self.writing.settled.connect(self._settled)
        column.addWidget(self.writing.line)
        column.addWidget(self.remark)
        QWidget.setTabOrder(self.remark.note, self.keep)
        self.told = looks.text("", "error")
        self.told.setVisible(False)
        column.addWidget(self.told)
        column.addStretch(1)
        QShortcut(QKeySequence("Ctrl+Return"), self.remark, self.keep_remark)

    line: Judged | None

    def show_line(self, line: Judged, place: str, subject: "Subject", *, writable: bool) -> None:
        """Show an item, which `place` names; what is being typed about it stays, also where somebody else judged it meanwhile."""
        gone_to = self.writing.place != place
        fresh = self.writing.show(place, subject)
        self.line = line
        self.heading.setText(f"第 {line.number} 項　{line.item.article}{'（反向）' if line.item.negative else ''}")
        self.weight.setText(f"配分 {line.weight}（{SET_HERE}）" if line.weight else "")
        self.words.setText(line.item.text)
        self.step.setText(f"依紀錄建議「{words.label(line.facts.suggestion)}」：{line.facts.step}")
        self._show_facts(line.told)
        if fresh or gone_to:
            self._show_result(line.judgement.result if line.judgement else None)
            self.complain("")
        for widget in (*self.results.values(), self.remark.note, self.keep, self.returns):
            widget.setEnabled(writable)

    def choose(self, result: ItemResult) -> None:
        """Choose a result, as by its key."""
        if self.results[result].isEnabled():
            self._show_result(result)
            self.judged.emit(result, self.remark.value)

    def keep_remark(self) -> None:
        """Keep the result chosen with the remark; without one say so."""
        chosen = self.chosen
        if chosen is None:
            self.complain("請先選擇結果")
        else:
            self.judged.emit(chosen, self.remark.value)

    @property
    def chosen(self) -> ItemResult | None:
        """Return the result that stands on screen."""
        return next((result for result, button in self.results.items() if button.isChecked()), None)

    def complain(self, sentence: str) -> None:
        """Say what is missing, and let the remark be typed."""
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))
        if sentence:
            self.remark.note.setFocus()

    def explain(self) -> None:
        """Answer why this is suggested."""
        if self.line is not None:
            self.bench.explain(self.line.item.article, words.label(self.line.facts.suggestion), self.line.why)

    def _settled(self, result: ItemResult | None, remark: str) -> None:
        """Save what was chosen of two versions; with None the other's stands already."""
        if result is not None:
            self._show_result(result)
            self.remark.set_text(remark)
            self.judged.emit(result, remark)
        elif self.writing.read is not None:
            self._show_result(self.writing.read.result)

    def _lay_out_results(self, column: QVBoxLayout) -> None:
        self._group = QButtonGroup(self)
        self.results = {result: QRadioButton(f"{n} {words.label(result)}") for n, result in enumerate(RESULTS, start=1)}
        for result, button in self.results.items():
            self._group.addButton(button)
            button.clicked.connect(partial(self._clicked, result))
        column.addLayout(Flow(looks.text("結果", "secondary", wrap=False), *self.results.values(), None, self.keep, spacing=theme.INNER))

    def _clicked(self, result: ItemResult, _: bool = False) -> None:
        self.choose(result)

    def _show_result(self, result: ItemResult | None) -> None:
        self._group.setExclusive(False)
        for value, button in self.results.items():
            button.setChecked(value is result)
        self._group.setExclusive(True)

    def _show_facts(self, told: tuple[Told, ...]) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for n, one in enumerate(told[:SHOWN]):
            self._facts.addWidget(self._link(one), n // ACROSS, n % ACROSS)
        rest = len(told) - SHOWN
        if rest > 0:
            more = looks.button(f"另有 {rest} 項…", lambda: self.asked.emit(None), kind="link")
            self._facts.addWidget(more, SHOWN // ACROSS, 0)

    def _link(self, one: Told) -> QWidget:
        made = ShortLink(one.text)
        made.setIcon(icon("search"))
        made.setToolTip(f"看紀錄：{one.text}")
        made.clicked.connect(lambda: self.asked.emit(one))
        return made
