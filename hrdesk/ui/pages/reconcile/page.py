"""到課核對."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget, QWidget
from typing_extensions import override

from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.package import PackageKind
from hrdesk.domain.values import Key
from hrdesk.services.collecting import sign_in_cases
from hrdesk.services.collecting.sign_in_cases import Case
from hrdesk.services.core import words
from hrdesk.services.people import looking
from hrdesk.services.study import second_reviews
from hrdesk.services.study.second_reviews import Review
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.blank import OrBlank
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.page import Page
from hrdesk.ui.kit.table_model import Rows, rows_of
from hrdesk.ui.pages.reconcile.columns import CASES, REVIEWS
from hrdesk.ui.pages.reconcile.dialogs import ReviewDialog, RuleDialog
from hrdesk.ui.sending import SendDialog

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

CASE, REVIEW = range(2)
NO_CASE = "簽到與各機關報送的附表1 沒有不同，也沒有缺少簽到的到課；收到年度資料後再看一次。"
NO_REVIEW = "沒有未到課的案件。"


@dataclass(frozen=True, slots=True)
class Presences:
    """The cases that differ, and the absences for the second review."""

    cases: Rows[Case]
    open_cases: int
    reviews: Rows[Review]
    open_reviews: int


class ReconcilePage(Page[Presences]):
    """The differing accounts on one tab, the absences on the other; the results go to everyone in one go."""

    name = "reconcile"
    title = "到課核對"
    filters = "篩選機關、姓名、課程"
    kinds = frozenset({"Agency", "AbsenceReport", "Course", "Officer", "Parcel", "PresenceRuling", "ReportDue", "TrainingRecord", "Evidence"})

    def content(self) -> QWidget:
        """Return the tabs; only the department reviews absences again."""
        self.department = self.bench.signed.kind is WorkspaceKind.DEPARTMENT
        self._make_actions()
        self.cases: Grid[Case] = Grid("sign-in-cases", "到課不同的案件", CASES, self.bench.preferences)
        self.reviews: Grid[Review] = Grid("second-reviews", "未到課複審", REVIEWS, self.bench.preferences)
        self.case_list = OrBlank(self.cases, "tick", NO_CASE, "前往收件", lambda: self.bench.go("inbox"))
        self.review_list = OrBlank(self.reviews, "absence", NO_REVIEW, "前往課程與班期", lambda: self.bench.go("courses"))
        self.cases.add_row_action(self.actions_by_key["rule"])
        self.cases.opened.connect(lambda _: self.rule())
        for key in ("review", "why"):
            self.reviews.add_row_action(self.actions_by_key[key])
        self.reviews.opened.connect(lambda _: self.review() if self.bench.writable else self.explain())
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.title)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(_roomy(self.case_list), "簽到與附表1")
        if self.department:
            self.tabs.addTab(_roomy(self.review_list), "未到課複審")
        self.tabs.currentChanged.connect(lambda _: self._offer())
        self.filtered.connect(self._filter)
        self._offer()
        return self.tabs

    def load(self, desk: "Desk", year: int) -> Presences:
        """Compare the sheet with every newest package, and read the absences."""
        cases = sign_in_cases.cases(desk, year)
        reviews = second_reviews.reviews(desk, year) if self.department else ()
        if cases or reviews:
            looking.note(desk, "absences")
        return Presences(rows_of(CASES, cases), sum(not one.settled for one in cases), rows_of(REVIEWS, reviews), sum(one.open for one in reviews))

    def show_data(self, data: Presences) -> None:
        """Show them."""
        self.cases.set_rows(data.cases)
        self.reviews.set_rows(data.reviews)
        self.case_list.show_blank(blank=not len(data.cases))
        self.review_list.show_blank(blank=not len(data.reviews))
        self.tabs.setTabText(CASE, f"簽到與附表1（{data.open_cases}）" if data.open_cases else "簽到與附表1")
        if self.department:
            self.tabs.setTabText(REVIEW, f"未到課複審（{data.open_reviews}）" if data.open_reviews else "未到課複審")
        self.say_count(f"待認定 {data.open_cases} 件" + (f"，待複審 {data.open_reviews} 件" if self.department else ""))

    def reveal(self, key: Key) -> None:
        """Show a training record or an absence report."""
        if not self.cases.select(lambda case: key.id in (case.id, case.ruling.id if case.ruling else "")) and self.department:
            self.tabs.setCurrentIndex(REVIEW)
            self.reviews.select(lambda one: key.id in (one.id, one.report.id if one.report else ""))

    def rule(self) -> None:
        """Rule on the cases chosen."""
        cases = self.cases.selection()
        if cases and self.bench.writable:
            RuleDialog(self, self.bench, cases).open()

    def review(self) -> None:
        """Review the reports chosen again."""
        chosen = tuple(one for one in self.reviews.selection() if one.report is not None)
        if chosen and self.bench.writable:
            ReviewDialog(self, self.bench, chosen).open()
        elif self.reviews.selection():
            self.bench.tell("選取的案件還沒有填報附表4，沒有可以複審的")

    def explain(self) -> None:
        """Answer why the first-tier agency gets a mark or none."""
        one = self.reviews.current()
        if one is not None:
            self.bench.explain(f"{one.name}未到課對一級機關", words.label(one.why.value), one.why)

    def send(self) -> None:
        """Seal the results for everyone."""
        SendDialog(self, self.bench, PackageKind.RESULTS).open()

    def _make_actions(self) -> None:
        self.action("results", "寄發到課結果…", self.send, sign="seal", shortcut="Ctrl+Shift+S", edits=True)
        self.action("rule", "認定…", self.rule, sign="check", shortcut="F2", edits=True, main=True)
        self.action("review", "複審…", self.review, sign="check", shortcut="Ctrl+Shift+K", edits=True, main=True)
        self.action("why", "為什麼？", self.explain, sign="why", shortcut="Ctrl+Shift+W", button=False)

    def _offer(self) -> None:
        """Let the main button be that of the tab shown."""
        self.actions_by_key["rule"].setVisible(self.tabs.currentIndex() == CASE)
        for key in ("review", "why"):
            self.actions_by_key[key].setVisible(self.tabs.currentIndex() == REVIEW)

    def _filter(self, text: str) -> None:
        self.cases.set_filter(text)
        self.reviews.set_filter(text)

    @override
    def _enable(self) -> None:
        super()._enable()
        if hasattr(self, "tabs"):
            self._offer()


def _roomy(content: QWidget) -> QWidget:
    """Return what a tab shows, with room above."""
    made = QWidget()
    column = looks.column(made)
    column.setContentsMargins(0, theme.INNER, 0, 0)
    column.addWidget(content, 1)
    return made


def page(bench: "Workbench") -> ReconcilePage:
    """Make the page."""
    return ReconcilePage(bench)
