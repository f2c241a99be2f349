"""敘獎提報."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.record import OfficerId
from hrdesk.domain.values import Changes, Key, Problem, Severity
from hrdesk.services.awards import nomination
from hrdesk.services.awards.nomination_board import Board, Listed, board
from hrdesk.services.people import looking
from hrdesk.ui.findings import Gate
from hrdesk.ui.form_window import show_form
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.blank import OrBlank
from hrdesk.ui.kit.dialogs import ask_line, confirm
from hrdesk.ui.kit.draft import DraftKey
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.page import Page
from hrdesk.ui.kit.table_model import rows_of
from hrdesk.ui.pages.awards.budget import Meter
from hrdesk.ui.pages.awards.columns import NOMINEES, decision_text, gate_lines
from hrdesk.ui.pages.awards.editor import NomineeEditor, line_of, nobody_left
from hrdesk.ui.pages.awards.elsewhere import Elsewhere
from hrdesk.ui.pages.awards.places import place
from hrdesk.ui.pages.awards.quota_card import QuotaCard

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.kit.tasks import Task
    from hrdesk.ui.workbench import Workbench

NOTHING = "名單與必備附件都齊備，可以簽章提報（陸三(五)）。"
BEFORE = "收到核定額度後開始檢核。"
LIST_ACTIONS = ("seal", "print", "add", "document", "edit", "withdraw", "decision")


class AwardsPage(Page[Board]):
    """The list of the year within its quota; for an office that makes none, what happens instead."""

    name = "awards"
    title = "敘獎提報"
    kinds = frozenset(
        {
            *("Agency", "Staffing", "Officer", "Appointment", "Course", "TrainingRecord", "Coaching", "SelfCheck", "MeritClaim", "Evidence"),
            *("QuotaApproval", "Nomination", "Nominee", "Decision", "Parcel"),
        }
    )

    def content(self) -> QWidget:
        """Return the quota above, beneath it the list and its gate."""
        self.board: Board | None = None
        self._make_actions()
        self.quota, self.meter, self.elsewhere = QuotaCard(self.bench), Meter(), Elsewhere(self.bench)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._list())
        self.stack.addWidget(self.elsewhere)
        whole = QWidget()
        column = looks.column(whole, spacing=theme.INNER)
        column.addWidget(self.quota)
        column.addWidget(self.stack, 1)
        return whole

    def load(self, desk: "Desk", year: int) -> Board:
        """Read the year's quota, list, gate and decisions."""
        looking.note(desk, "nominees")
        return board(desk, year)

    def show_data(self, data: Board) -> None:
        """Show them."""
        self.board = data
        self.quota.show_board(data)
        self.quota.setVisible(data.nominates)
        self.stack.setCurrentIndex(0 if data.nominates else 1)
        self.elsewhere.show_board(data)
        self.meter.show_budget(data.budget)
        self.list.set_rows(rows_of(NOMINEES, data.listed))
        self.gate.show_lines(gate_lines(data), NOTHING if data.approval else BEFORE)
        self._tell(data)
        self._allow()

    def reveal(self, key: Key) -> None:
        """Select the line of a nominee, or of the nominee that a decision is about."""
        self.list.select(lambda line: key.id in (line.id, line.nominee.officer, line.decision.id if line.decision else ""))

    def resume(self, editor: str, key: str, values: Mapping[str, str]) -> bool:
        """Go on with a person on the list, or the letter that asks for it."""
        new = editor == NomineeEditor.name and not key
        if editor == "award-document" and key == str(self.bench.year):
            does = self.tell_document
        elif new or (editor == NomineeEditor.name and self.list.select(lambda line: line.nominee.officer == key)):
            does = self.add if new else self.edit
        else:
            return False
        self.bench.hold(editor, key, values)
        does()
        return True

    def add(self) -> None:
        """Pick a person."""
        held = self.board
        if held is None:
            return
        why = nobody_left(held)
        if why:
            self.bench.tell(why)
        else:
            NomineeEditor(self, self.bench, held).open()

    def edit(self) -> None:
        """Change the line chosen."""
        line = self.list.current()
        if line is not None and self.board is not None and self.bench.writable:
            NomineeEditor(self, self.bench, self.board, line).open()

    def withdraw(self) -> None:
        """Take the people chosen off the list."""
        lines, year = self.list.selection(), self.bench.year
        people = tuple(one.nominee.officer for one in lines)
        if len(lines) == 1:
            self.bench.write(lambda desk: nomination.withdraw(desk, year, *people), f"已將{lines[0].who.name}自名單移除")
        elif lines:
            question = f"將 {len(lines)} 人自敘獎名單移除？可以復原。"
            confirm(self, "移除提報人員", question, f"移除 {len(lines)} 人", lambda: self._withdraw(people, year))

    def tell_document(self) -> None:
        """Ask by which letter the list is asked for."""
        year = self.bench.year
        held = self.board.document if self.board else ""
        say = f"名單上會印出依據的函文。{f'目前是：{held}' if held else ''}"
        ask_line(
            self, "依據函文", "函文文號", "儲存", lambda text: self._keep_document(year, text), say=say, place=DraftKey(self.bench, "award-document", str(year))
        )

    def preview(self) -> None:
        """Show the list as it will print, ID numbers masked."""
        show_form(self, self.bench, "award-list", self.bench.year)

    def seal(self) -> None:
        """Go to where the list is sealed."""
        self.bench.go("packages", Key("Nomination", ""))

    def show_decision(self) -> None:
        """Show the decision on the person chosen, aside."""
        line = self.list.current()
        if line is None:
            return
        made = QWidget()
        column = looks.column(made)
        column.addWidget(looks.text(decision_text(line) or "尚未收到人事處的決定。", "section"))
        if line.decision is not None:
            by = line.decision.decided_by
            column.addWidget(looks.text(f"依據 {line.decision.article}\n理由 {line.decision.reason}"))
            column.addWidget(looks.dim(f"決定 {roc_short(line.decision.decided)}{f'　{by}' if by else ''}"))
        column.addWidget(looks.dim(f"提報：嘉獎 {line.nominee.times} 次，建議提高 {line.nominee.raised} 次。{line.nominee.deed}"))
        column.addStretch(1)
        self.bench.show_aside(f"{line.who.name}的決定", made)

    def _make_actions(self) -> None:
        self.action("document", "依據函文…", self.tell_document, sign="mail", edits=True, button=False)
        self.action("print", "預覽名單…", self.preview, sign="print", shortcut="Ctrl+P")
        self.action("seal", "簽章提報…", self.seal, sign="seal", shortcut="Ctrl+Shift+S")
        self.action("add", "加入人員…", self.add, sign="add", shortcut="Ctrl+N", edits=True, main=True)
        self.action("edit", "修改…", self.edit, sign="edit", shortcut="F2", edits=True, button=False)
        self.action("withdraw", "移除", self.withdraw, sign="delete", shortcut="Del", edits=True, button=False)
        self.action("decision", "看決定", self.show_decision, sign="award", button=False)

    def _list(self) -> QWidget:
        self.list: Grid[Listed] = Grid("nominees", "敘獎名單", NOMINEES, self.bench.preferences)
        for key in ("edit", "withdraw", "decision"):
            self.list.add_row_action(self.actions_by_key[key])
        self.list.opened.connect(lambda _: self.edit() if self.bench.writable else self.show_decision())
        self.gate = Gate()
        self.gate.chosen.connect(self.mend)
        self._list_heading, self._gate_heading = looks.section("敘獎名單"), looks.section("檢核")
        left = _under(self._list_heading, self._or_empty())
        halves = looks.row(left, _under(self._gate_heading, self.gate), spacing=theme.GAP)
        halves.setStretch(0, 2)
        halves.setStretch(1, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.STEP * 2)
        column.addWidget(self.meter)
        column.addLayout(halves, 1)
        return whole

    def _or_empty(self) -> QWidget:
        """Return the list, or what to do first where nobody is on it."""
        self._rows = OrBlank(self.list, "award", "", "加入第一位…", self.add)
        return self._rows

    def mend(self, problem: Problem) -> None:
        """Go to where a finding is mended."""
        held = self.board
        if held is None:
            return
        page, key = place(problem, {line.id: line for line in held.listed})
        if page != self.name:
            self.bench.go(page, key)
        elif key is not None and line_of(held, key.id) is not None:
            self.reveal(key)
            self.edit()

    def _withdraw(self, people: tuple[OfficerId, ...], year: int) -> None:
        def work(desk: "Desk") -> Changes:
            return nomination.withdraw(desk, year, *people)

        self.bench.write(work, f"已將 {len(people)} 人自名單移除")

    def _keep_document(self, year: int, text: str) -> "Task":
        return self.bench.write(lambda desk: nomination.tell_document(desk, year, text), "已記下依據函文")

    def _tell(self, data: Board) -> None:
        errors = sum(one.severity is Severity.ERROR for one in data.gate)
        self._gate_heading.setText(f"檢核　須補正 {errors} 項，請確認 {len(data.gate) - errors} 項" if data.gate else "檢核")
        self._list_heading.setText(f"敘獎名單　{len(data.listed)} 人" + (f"　函文 {data.document}" if data.document else ""))
        first = "從附表2 的種籽教師中選人加入。" if data.approval else "收到核定額度通知後，才能從附表2 的種籽教師中選人提報（陸三(一)）。"
        self._rows.said.setText(f"名單還沒有人。{first}")
        self._rows.show_blank(blank=not data.listed)
        self.say_count(f"{len(data.listed)} 人" if data.nominates else "")

    def _allow(self) -> None:
        """Let be done what may be done: nothing of the list elsewhere, no pick before the quota came."""
        held = self.board
        nominates = held is not None and held.nominates
        approved = nominates and held is not None and held.approval is not None
        for key in LIST_ACTIONS:
            action = self.actions_by_key[key]
            action.setVisible(nominates)
            if action.property("edits"):
                action.setEnabled(approved and self.bench.writable)
        self.actions_by_key["seal"].setEnabled(approved)
        if self._rows.first is not None:
            self._rows.first.setVisible(approved)  # before, the card above leads to the notice that is waited for
            self._rows.first.setEnabled(self.bench.writable)

    def _enable(self) -> None:
        super()._enable()
        if hasattr(self, "board"):
            self._allow()


def _under(heading: QWidget, grid: QWidget) -> QWidget:
    made = QWidget()
    column = looks.column(made, spacing=theme.STEP * 2)
    column.addWidget(heading)
    column.addWidget(grid, 1)
    return made


def page(bench: "Workbench") -> AwardsPage:
    """Make the page."""
    return AwardsPage(bench)
