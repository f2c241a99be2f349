"""One person of the list: who, how many 嘉獎, on which article and for which deeds, with the facts of the year beside."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from hrdesk.domain.record import OfficerId
from hrdesk.domain.values import Changes, Key, Problem
from hrdesk.services.awards import nomination
from hrdesk.services.awards.nomination import Pick
from hrdesk.services.awards.nomination_board import Board, Candidate, Listed, draft_budget, pick_problems
from hrdesk.services.opening import editing
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.editor import Editor, beside
from hrdesk.ui.kit.fields import ChoiceField, Field, LineField, NoteField, NumberField
from hrdesk.ui.pages.awards.budget import Meter
from hrdesk.ui.pages.awards.facts import Facts

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench


class ArticleField(Field):
    """依據條款: one of the plan's articles from a list, or any other legal basis typed."""

    def __init__(self, articles: Sequence[str]) -> None:
        super().__init__("article", "依據條款", hint="可由清單選擇，或輸入其他法令依據")
        self.box = looks.Box()
        self.box.setEditable(True)
        self.box.addItems(list(articles))
        self.put(self.box)
        line = self.box.lineEdit()
        assert line is not None
        line.setAccessibleName(self.label)
        self.box.editTextChanged.connect(lambda _: self.edited.emit())

    def text(self) -> str:
        """Return the article."""
        return self.box.currentText()

    def set_text(self, text: str) -> None:
        """Show an article."""
        self.box.setEditText(text)


class NomineeEditor(Editor):
    """Puts a person on the list, or changes that person's line."""

    name = "nominee"

    def __init__(self, parent: QWidget, bench: "Workbench", board: Board, line: Listed | None = None) -> None:
        self.board, self.line, self.year = board, line, bench.year
        taken = {one.nominee.officer for one in board.listed}
        offered = (line.who,) if line else tuple(one for one in board.candidates if one.officer not in taken)
        self.people = {one.officer: one for one in offered}
        self.officer: ChoiceField[OfficerId] = ChoiceField("officer", "種籽教師（附表2）", [(one.officer, f"{one.name}　{one.agency}") for one in offered])
        self.times = NumberField("times", "嘉獎", unit="次", required=True)
        self.raised = NumberField("raised", "建議提高（特殊優良事蹟）", unit="次", hint="經查證屬實，由人事處決定")
        self.dedicated: ChoiceField[str] = ChoiceField("dedicated", "增列類別（專責人員）", [(one, one) for one in board.groups], none="不屬增列")
        self.article = ArticleField(board.articles)
        self.deed = NoteField("deed", "具體事蹟", required=True, lines=4, limit=board.most)
        self.waiver = NoteField("waiver", "附表3 沒有紀錄的理由", lines=2)
        self.number = LineField("national_id", "身分證統一編號", hint="所屬的年度資料不含證號；敘獎匯入檔需要，只在這裡輸入")
        self.meter, self.facts = Meter(), Facts(bench, self._take, self._go_to_claims)
        fields = (self.officer, self.times, self.raised, self.dedicated, self.article, self.deed, self.waiver, self.number)
        title = f"修改提報：{line.who.name}" if line else "加入提報人員"
        super().__init__(parent, bench, title, fields, verb="儲存" if line else "加入名單", key=line.nominee.officer if line else "", facts=self.facts)
        self.told = "已修改提報人員" if line else "已加入敘獎名單"
        self._show(line)
        self.officer.edited.connect(self._person)
        for field in (self.times, self.officer):
            field.edited.connect(self._count)
        self._person()
        self._count()

    def arrange(self, column: Any) -> None:
        """Group the fields: who and how much, then why."""
        for widget in (self.officer, beside(self.times, self.raised), self.meter, beside(self.dedicated, self.article), self.deed, self.waiver, self.number):
            column.addWidget(widget)
        self.dedicated.setVisible(bool(self.board.groups))

    def subject(self) -> "editing.Subject | None":
        """Return the line that is changed here."""
        return None if self.line is None else editing.of(self.line.nominee)

    def work(self) -> "Callable[[Desk], Changes]":
        """Save the line."""
        pick, year = self.pick(), self.year
        return lambda desk: nomination.nominate(desk, year, pick)

    def checks(self) -> "Callable[[Desk], Sequence[Problem]] | None":
        """Judge the line as the gate will, with the rest of the list."""
        if self.officer.value is None:
            return None
        pick, year = self.pick(), self.year
        return lambda desk: pick_problems(desk, year, pick)

    def pick(self) -> Pick:
        """Return what stands in the fields."""
        officer = self.officer.value
        assert officer is not None
        return Pick(
            officer=officer,
            times=self.times.number or 0,
            raised=self.raised.number or 0,
            deed=self.deed.value,
            dedicated=self.dedicated.value or "",
            article=self.article.text(),
            waiver=self.waiver.value,
            national_id=self.number.value if self.number.isVisible() else "",
        )

    def _show(self, line: Listed | None) -> None:
        if line is None:
            self.times.set_text("1")
            self.raised.set_text("0")
            return
        held = line.nominee
        self.officer.set_value(held.officer)
        self.officer.setEnabled(False)
        self.times.set_text(str(held.times))
        self.raised.set_text(str(held.raised))
        self.dedicated.set_value(held.dedicated or None)
        self.article.set_text(held.article)
        self.deed.set_text(held.deed)
        self.waiver.set_text(held.waiver)

    def _person(self) -> None:
        who = self.people.get(self.officer.value) if self.officer.value else None
        self.waiver.setVisible(who is not None and (not who.coachings or bool(self.waiver.value)))
        self.number.setVisible(who is not None and who.foreign and not who.national_id)
        if who is not None:
            self.facts.show_person(who, self.year)
            self._suggest(who)

    def _suggest(self, who: Candidate) -> None:
        """Choose the group whose extra commendation is this person's, unless somebody chose already."""
        if self.line is None and who.dedicated in self.board.groups and who.dedicated not in {one.nominee.dedicated for one in self.board.listed}:
            self.dedicated.set_value(who.dedicated)

    def _count(self) -> None:
        self.meter.show_budget(draft_budget(self.board.approval, [one.nominee for one in self.board.listed], self.officer.value, self.times.number or 0))

    def _go_to_claims(self, key: Key) -> None:
        """Make way for the page where claims are entered; what is typed here is offered when the editor is opened again."""
        self.put_away()
        self.reject()
        self.bench.go("self_check", key)

    def _take(self, text: str) -> None:
        """Put a drafted sentence behind what stands in the deed."""
        held = self.deed.value
        self.deed.set_text(f"{held}；{text}" if held else text)
        self.deed.setFocus()


def nobody_left(board: Board) -> str:
    """Return why nobody can be added, "" where somebody can."""
    taken = {one.nominee.officer for one in board.listed}
    if not board.candidates:
        return "本年度附表2 沒有種籽教師，請先登錄指派（伍五）。"
    return "" if any(one.officer not in taken for one in board.candidates) else "附表2 的種籽教師都已在名單上。"


def line_of(board: Board, key: str) -> Listed | None:
    """Return a line of the list by its id."""
    return next((one for one in board.listed if one.id == key), None)
