"""綜合評估."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from hrdesk.domain.awards import ItemResult, Judgement
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.record import AgencyId
from hrdesk.domain.values import Changes, Key
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.core import words
from hrdesk.services.opening import editing
from hrdesk.services.papers.form_contents import About
from hrdesk.services.people import looking
from hrdesk.services.review import evaluation, evaluation_board
from hrdesk.services.review.evaluation_board import Judged, Judging, Line, Proof, Told
from hrdesk.services.review.returning import Stand
from hrdesk.ui.form_window import show_form
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import confirm
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.page import Empty, Page
from hrdesk.ui.kit.table_model import Rows, rows_of
from hrdesk.ui.pages.evaluate.columns import AGENCIES, ITEMS, WEIGHED
from hrdesk.ui.pages.evaluate.item_card import RESULTS, ItemCard
from hrdesk.ui.pages.evaluate.proof_pane import ProofPane
from hrdesk.ui.pages.evaluate.returns import MattersDialog, send_matters, send_waiting
from hrdesk.ui.pages.evaluate.writing import NAME
from hrdesk.ui.remark_editor import RemarkEditor

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

BESIDE, NARROW, LOW, SEVEN = 288, 860, 200, 7  # pixels of the list of agencies, of a page without room for it, of an item at least; items


@dataclass(frozen=True, slots=True)
class Evaluations:
    """How far every first-tier agency is, and the one looked at."""

    lines: Rows[Line]
    whole: int
    judging: Judging | None


class EvaluatePage(Page[Evaluations]):
    """The first-tier agencies at the left, the seven items of one at the right."""

    name = "evaluate"
    title = "綜合評估"
    filters = "篩選機關"
    empty = Empty("evaluate", "還沒有一級機關。到「機關登錄」匯入機關清單。", goes="offices", verb="前往機關登錄")
    kinds = frozenset(
        {"Agency", "Appointment", "Coaching", "Course", "Evaluation", "Officer", "Parcel", "Remark", "SelfCheck", "SystemLog", "TrainingRecord", "Evidence"}
    )

    def content(self) -> QWidget:
        """Return both halves."""
        self.agency: AgencyId | None = None
        self.judging: Judging | None = None
        self._make_actions()
        self.agencies: Grid[Line] = Grid("evaluate-agencies", "一級機關", AGENCIES, self.bench.preferences)
        self.agencies.setFixedWidth(BESIDE)
        self.agencies.chosen.connect(self._choose)
        self.filtered.connect(lambda text: self.agencies.set_filter(text))
        whole = QWidget()
        line = looks.row(self.agencies, self._right(), spacing=theme.GAP)
        line.setStretch(1, 1)
        whole.setLayout(line)
        return whole

    def load(self, desk: "Desk", year: int) -> Evaluations:
        """Read how far everyone is, and the agency looked at with the records behind it."""
        found = evaluation_board.lines(desk, year)
        known = {one.agency.id: one.agency for one in found}
        chosen = known.get(self.agency) if self.agency else None
        agency = chosen or next(iter(known.values()), None)
        judging = evaluation_board.judging(desk, agency, year) if agency is not None else None
        looking.note(desk, "evaluations")
        return Evaluations(rows_of(AGENCIES, found), sum(one.whole for one in found), judging)

    def show_data(self, data: Evaluations) -> None:
        """Show them; the item looked at stays."""
        self.judging = data.judging
        self.agency = data.judging.agency.id if data.judging else None
        self.agencies.set_rows(data.lines)
        self.agencies.select(lambda line: line.id == self.agency)
        self.say_count(f"已評 {data.whole}／{len(data.lines)}")
        if data.judging is not None:
            self._show(data.judging)

    def is_empty(self, data: Evaluations) -> bool:
        """Tell that there is no first-tier agency."""
        return not len(data.lines)

    def reveal(self, key: Key) -> None:
        """Look at the agency of a key: itself, or of its evaluation."""
        self._look_at(AgencyId(key.id))

    def resume(self, editor: str, key: str, values: Mapping[str, str]) -> bool:
        """Go on with the remark on an item, or with a matter about a whole agency."""
        agency, *rest = key.split(" ")
        known = any(line.agency.id == agency for line in self.agencies.table.records())
        if editor == RemarkEditor.name and known and rest == [""]:
            self.bench.hold(editor, key, values)
            self._look_at(AgencyId(agency))
            self.when_loaded(self.ask_mending)
            return True
        if editor != NAME or not known or rest[:1] != [str(self.bench.year)]:
            return False
        self.bench.hold(editor, key, values)
        self._look_at(AgencyId(agency))
        self.when_loaded(lambda: self.items.select(lambda line: line.id == rest[-1]))
        return True

    def judge(self, result: ItemResult, remark: str) -> None:
        """Record a result of the item looked at and go on to the next one; where a remark is wanted, ask for it."""
        line, held = self.items.current(), self.judging
        if line is None or held is None:
            return
        agency, year, code = held.agency, held.year, line.item.code
        writing = self.card.writing
        place, subject = writing.place, writing.expect(Judgement(code, result, remark.strip()))

        def done(_: Changes) -> None:
            writing.saved(place)
            self._go_on(line)

        def failed(error: HrdeskError) -> None:
            writing.unsaved(place, subject)
            if isinstance(error, editing.ChangedMeanwhileError):
                writing.met(error, result, remark)
            else:
                self._not_judged(error)

        told = f"第 {line.number} 項：{words.label(result)}"
        self.bench.write(lambda desk: editing.save(desk, subject, lambda desk: evaluation.judge(desk, agency, year, code, result, remark)), told, done, failed)

    def judge_rest(self) -> None:
        """Record the rest as suggested where nothing has to be explained, after saying how many."""
        held = self.judging
        if held is None:
            return
        rest = [one for one in held.items if one.judgement is None and one.facts.suggestion in evaluation.FREE]
        if not rest:
            self.bench.tell("其餘未評的項目都須說明，不能照建議登錄")
            return
        names = "、".join(f"第 {one.number} 項{words.label(one.facts.suggestion)}" for one in rest)
        agency, year = held.agency, held.year
        question = f"{agency.name}未評的項目中，{len(rest)} 項的建議不需說明：{names}。照建議登錄？可以復原。"
        confirm(
            self, "照建議登錄", question, f"登錄 {len(rest)} 項", lambda: self._write(lambda desk: evaluation.judge_rest(desk, agency, year), "已照建議登錄")
        )

    def second_review(self) -> None:
        """Record that a second person went over the evaluation."""
        held = self.judging
        if held is not None:
            agency, year, subject = held.agency, held.year, evaluation.reviewing(held.evaluation)

            def work(desk: "Desk") -> Changes:
                return editing.save(desk, subject, lambda desk: evaluation.second_review(desk, agency, year))

            self._write(work, f"已複核{agency.name}的評估")

    def ask_mending(self, proof: Proof | None = None) -> None:
        """Write down what has to be mended, at a record or in general."""
        held, line = self.judging, self.items.current()
        if held is not None and self.bench.writable:
            about, said = (proof.key, f"{proof.agency}　{proof.who}　{proof.text}") if proof else (None, "")
            RemarkEditor(self, self.bench, held.agency, line.item.article if line else "", about, said).open()

    def show_matters(self) -> None:
        """Show what this agency has to mend."""
        if self.judging is not None:
            MattersDialog(self, self.bench, self.judging.agency).open()

    def send_matters(self) -> None:
        """Seal what has to be mended into a folder."""
        if self.judging is not None:
            send_matters(self, self.bench, self.judging.agency)

    def send_all_matters(self) -> None:
        """Seal what every agency has to mend and was not told yet, into one folder."""
        send_waiting(self, self.bench)

    def print_sheet(self) -> None:
        """Show the sheet as it will print."""
        held = self.judging
        if held is not None:
            show_form(self, self.bench, "evaluation-sheet", held.year, About(agency=held.agency.id), name=held.agency.name)

    def show_proofs(self, told: Told | None = None) -> None:
        """Show the records behind a fact, or behind the whole item, beside the page."""
        line, held = self.items.current(), self.judging
        if line is None or held is None:
            return
        agency, year, code = held.agency, held.year, line.item.code
        answers = told is not None and told.answers

        def show(found: tuple[Proof, ...]) -> None:
            kept = found if told is None or told.about is None else tuple(one for one in found if told.about.id in (one.key.id, one.officer))
            title = f"第 {line.number} 項　{'附表5' if answers else '紀錄'}　{agency.name}"
            self.bench.show_aside(title, ProofPane(self.bench, kept, self.ask_mending if self.bench.writable else None))

        self.bench.read(lambda desk: evaluation_board.proofs(desk, agency, year, code, answers=answers), show)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the items where the records stand beside the page."""
        super().resizeEvent(event)
        self.agencies.setVisible(event.size().width() >= NARROW)

    def _make_actions(self) -> None:
        self.action("print", "列印評估表…", self.print_sheet, sign="print", shortcut="Ctrl+P", button=False)
        self.action("matters", "退補件清單…", self.show_matters, sign="mail", shortcut="Ctrl+Shift+M", button=False)
        self.action("mend", "退補件…", self.ask_mending, sign="mail", shortcut="Ctrl+N", edits=True, button=False)
        self.action("send-all", "送出全部退補件…", self.send_all_matters, sign="seal", edits=True)
        self.action("rest", "其餘照建議…", self.judge_rest, sign="check", shortcut="Ctrl+Shift+G", edits=True)
        self.action("second", "複核", self.second_review, sign="ok", shortcut="Ctrl+Shift+K", edits=True, main=True)
        self.action("send", "送出退補件…", self.send_matters, sign="seal", shortcut="Ctrl+Shift+S", edits=True, button=False)

    def _right(self) -> QWidget:
        self.heading = looks.text("", "section", wrap=False)
        self.stand = looks.text("", "secondary", wrap=False)
        self.open_matters = looks.button("", self.show_matters, kind="link", sign="mail")
        self.items: Grid[Judged] = Grid("evaluate-items", "評估項目", ITEMS, self.bench.preferences)
        self.weighed: Grid[Judged] | None = None
        self._make_items(self.items)
        self.card = ItemCard(self.bench)
        self.card.judged.connect(self.judge)
        self.card.asked.connect(self.show_proofs)
        self.card.mend.connect(self.ask_mending)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName("評估項目內容")
        scroll.setWidget(self.card)
        theme.measure(scroll, least_high=LOW)
        made = QWidget()
        self._column = looks.column(made, spacing=theme.STEP * 2)
        paper = looks.button("列印評估表", self.print_sheet, kind="link", sign="print")
        self._column.addLayout(Flow(self.heading, self.stand, None, self.open_matters, paper))
        self._column.addWidget(self.items)
        self._column.addWidget(scroll, 1)
        return made

    def _make_items(self, grid: Grid[Judged]) -> None:
        grid.setFixedHeight(theme.ROW * (SEVEN + 1) + 4)
        grid.setSortingEnabled(False)
        grid.chosen.connect(self._show_item)
        grid.opened.connect(lambda _: self.show_proofs())
        for n, result in enumerate(RESULTS, start=1):
            key = QShortcut(QKeySequence(str(n)), grid)
            key.setContext(Qt.ShortcutContext.WidgetShortcut)
            key.activated.connect(lambda result=result: self.card.choose(result))

    def _show(self, held: Judging) -> None:
        self.heading.setText(f"{held.agency.name}（含所屬）")
        done = held.evaluation
        parts = [
            f"評估 {done.reviewer} {roc_short(done.reviewed)}" if done.reviewed else "尚未評估",
            f"複核 {done.second_reviewer}" if done.second_reviewer else "",
        ]
        self.stand.setText("　".join(part for part in parts if part))
        fresh = sum(one.stand is Stand.OPEN for one in held.matters)
        self.open_matters.setText(f"退補件 {len(held.matters)} 件" + (f"（{fresh} 件未送）" if fresh else "") if held.matters else "退補件")
        self.open_matters.setAccessibleName("退補件清單")
        if any(one.weight for one in held.items) and self.weighed is None:
            self._weigh()
        chosen = self.items.current()
        self.items.set_rows(rows_of(self.items.table.columns, held.items))
        if chosen is None or not self.items.select(lambda line: line.id == chosen.id):
            first = next((one for one in held.items if one.judgement is None), held.items[0])
            self.items.select(lambda line: line.id == first.id)
        self._show_item()

    def _weigh(self) -> None:
        """Show the column of the weights, which the department set itself."""
        grid: Grid[Judged] = Grid("evaluate-items-weighed", "評估項目", WEIGHED, self.bench.preferences)
        self._make_items(grid)
        self._column.replaceWidget(self.items, grid)
        self.items.hide()
        self.items.deleteLater()
        self.items = self.weighed = grid

    def _show_item(self) -> None:
        line = self.items.current()
        if line is not None and self.judging is not None:
            agency, year = self.judging.agency, self.judging.year
            subject = evaluation.judging(agency, year, line.id, line.judgement)
            self.card.show_line(line, f"{agency.id} {year} {line.id}", subject, writable=self.bench.writable)

    def _choose(self) -> None:
        line = self.agencies.current()
        if line is not None and line.agency.id != self.agency:
            self._look_at(line.agency.id)

    def _look_at(self, key: AgencyId) -> None:
        self.agency = key
        self.items.clearSelection()
        self.reload()

    def _go_on(self, judged: Judged) -> None:
        """Choose the next item that is open, so that one key an item is enough; the last one stays."""
        held = self.judging
        later = [one for one in held.items if one.judgement is None and one.number > judged.number] if held else []
        target = later[0].id if later else judged.id
        self.items.select(lambda line: line.id == target)

    def _not_judged(self, error: HrdeskError) -> None:
        if error.fault is not Fault.NEEDS_REASON:
            self.bench.refused.emit(error)
        else:
            self.card.complain("這個結果須填說明，填好後按「儲存結果與說明」（Ctrl+Enter）")

    @override
    def _enable(self) -> None:
        super()._enable()
        if hasattr(self, "card"):
            self._show_item()

    def _write(self, work: "Callable[[Desk], Changes]", told: str) -> None:
        self.bench.write(work, told)


def page(bench: "Workbench") -> EvaluatePage:
    """Make the page."""
    return EvaluatePage(bench)
