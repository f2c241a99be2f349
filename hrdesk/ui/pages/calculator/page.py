"""規則試算."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QScrollArea, QStackedWidget, QWidget

from hrdesk.domain.values import Key
from hrdesk.errors import HrdeskError
from hrdesk.services.agency.agencies import own_agency
from hrdesk.services.core import words
from hrdesk.services.regulation import asking
from hrdesk.services.review import quota
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.page import Page
from hrdesk.ui.kit.tasks import Task
from hrdesk.ui.kit.why import WhyPanel
from hrdesk.ui.pages.calculator.questions import QUESTIONS, Question, QuotaQuestion, Told
from hrdesk.ui.records import page_of

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

LIST_WIDTH, FORM_WIDTH = 184, 328
SETTLE = 150  # milliseconds without a key
WAITING = "輸入左邊的數字，結果、條文與計算過程會立刻出現在這裡。"
Topics = tuple[tuple[str, str], ...]


class CalculatorPage(Page[Topics]):
    """The rules asked with figures typed in."""

    name = "calculator"
    title = "規則試算"
    by_year = False

    def content(self) -> QWidget:
        """Return the list of questions, the fields of the one chosen, and its answer."""
        self.list = QListWidget()
        self.list.setAccessibleName("試算項目")
        self.list.setFixedWidth(LIST_WIDTH)
        self.forms = QStackedWidget()
        self._made: dict[int, Question] = {}
        self._forms: dict[Question, QScrollArea] = {}
        self._topics: Topics = ()
        self._asking: Task | None = None
        self._answer: Told | None = None
        self._copied = self.action("copy", "複製結果", self.copy, sign="copy", shortcut="Ctrl+Shift+C")
        self._copied.setEnabled(False)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._settle.timeout.connect(self.ask)
        self.list.currentRowChanged.connect(lambda _: self._turn())
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GAP)
        line.addWidget(self.list)
        self.forms.setFixedWidth(FORM_WIDTH)
        line.addWidget(self.forms)
        card, column = looks.card()
        self.answer = QScrollArea()
        self.answer.setWidgetResizable(True)
        self.answer.setAccessibleName("試算結果")
        column.addWidget(self.answer)
        line.addWidget(card, 1)
        return whole

    def load(self, desk: "Desk", year: int) -> Topics:
        """Read the catalogue of the rules in force today."""
        del year
        return tuple((topic.code, topic.name) for topic in desk.rules(desk.today).topics)

    def show_data(self, data: Topics) -> None:
        """Name the questions, once; each is made when it is first asked."""
        if not self.list.count():
            self._topics = data
            self.list.addItems([question.title for question in QUESTIONS])
            self.list.setCurrentRow(0)

    def reveal(self, key: Key) -> None:
        """Turn to a question by its name."""
        self.choose(key.id)

    def choose(self, name: str) -> None:
        """Turn to a question by its name."""
        names = [question.name for question in QUESTIONS]
        if name in names:
            self.list.setCurrentRow(names.index(name))

    @property
    def question(self) -> Question:
        """Return the question that is asked."""
        row = self.list.currentRow()
        if row not in self._made:
            self._made[row] = self._make(QUESTIONS[row])
        return self._made[row]

    def ask(self) -> None:
        """Ask with the figures as they stand; an earlier answer that is still under way is dropped."""
        if self._asking is not None:
            self._asking.cancel()
        faulty = self.question.faulty()
        if faulty or self.question.lacking():
            self._show(None)
        else:
            self._asking = self.bench.read(self.question.ask(), self._show, self._refused)

    def copy(self) -> None:
        """Copy the answer with its article and working, for a memo."""
        if self._answer is not None:
            told = asking.told(self._answer.why) if self._answer.why is not None else ()
            QGuiApplication.clipboard().setText("\n".join((self._answer.value, *self._answer.notes, *told)))
            self.bench.tell("已複製結果")

    def _fill(self, question: QuotaQuestion) -> None:
        year = self.bench.year
        self.bench.read(lambda desk: quota.proposal(desk, own_agency(desk), year), question.show_own)

    def _make(self, kind: type[Question]) -> Question:
        question = kind(self._topics)
        question.edited.connect(self._settle.start)
        if isinstance(question, QuotaQuestion):
            question.wanted.connect(lambda: self._fill(question))
        question.more.addStretch(1)
        self._forms[question] = looks.scrolled(question)
        self.forms.addWidget(self._forms[question])
        return question

    def _turn(self) -> None:
        self.forms.setCurrentWidget(self._forms[self.question])
        self.ask()

    def _show(self, told: Told | None) -> None:
        self._answer = told
        self._copied.setEnabled(told is not None)
        inside = QWidget()
        column = looks.column(inside)
        if told is None:
            column.addWidget(looks.text(WAITING, "dim"))
        else:
            column.addWidget(looks.text(told.value, "figure"))
            for note in told.notes:
                column.addWidget(looks.text(note))
            if told.why is not None:
                column.addWidget(WhyPanel(told.why, "", lambda key: self.bench.go(page_of(key), key)))
        column.addStretch(1)
        self.answer.setWidget(inside)

    def _refused(self, error: HrdeskError) -> None:
        self._show(None)
        inside = QWidget()
        column = looks.column(inside)
        column.addWidget(looks.text(words.in_window(error), "error"))
        column.addStretch(1)
        self.answer.setWidget(inside)


def page(bench: "Workbench") -> CalculatorPage:
    """Make the page."""
    return CalculatorPage(bench)
