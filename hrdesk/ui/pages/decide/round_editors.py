"""Opening a special round, and putting a person on its list (陸三(三)(六))."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.domain.acts import Act
from hrdesk.domain.collected import Round, SpecialRound
from hrdesk.domain.record import OfficerId
from hrdesk.domain.values import Changes, Key
from hrdesk.services.awards import rounds
from hrdesk.services.awards.round_board import Rounds
from hrdesk.services.awards.rounds import Proposed
from hrdesk.services.core import words
from hrdesk.services.opening import editing
from hrdesk.ui.kit.dialogs import Ask
from hrdesk.ui.kit.draft import DraftKey
from hrdesk.ui.kit.editor import Editor
from hrdesk.ui.kit.fields import ChoiceField, LineField, NoteField, NumberField
from hrdesk.ui.kit.pick import PickField

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

KINDS = [(one, words.label(one)) for one in Round if one is not Round.ANNUAL]


class NewRound(Ask):
    """Opens a project or a cross-agency round, on any day."""

    def __init__(self, parent: QWidget, bench: "Workbench") -> None:
        self.bench, self.year = bench, bench.year
        self.kind: ChoiceField[Round] = ChoiceField("kind", "種類", KINDS)
        self.name_field = LineField("title", "名稱", required=True, hint="例如：範例系統上線輔導")
        self.document = LineField("document", "函文文號")
        say = "專案敘獎（陸三(六)）與跨機關領域敘獎（陸三(三)）由本處辦理，不計入各機關額度，也不受每年一次的限制。"
        super().__init__(parent, "開辦專案或跨機關敘獎", "開辦", [self.kind, self.name_field, self.document], say=say, place=DraftKey(bench, "special-round"))
        self.done_with = self._make

    def _make(self) -> None:
        year, kind, title, document = self.year, self.kind.value or Round.PROJECT, self.name_field.value, self.document.value

        def done(found: SpecialRound) -> None:
            self.accept()
            self.bench.note(Changes(act=Act.NOMINATE.value, added=(Key("SpecialRound", found.id),)), f"已開辦「{found.title}」")

        self.accept_button.setEnabled(False)
        self.bench.read(lambda desk: rounds.open_round(desk, year, kind, title, document), done, self.refuse)


class LineEditor(Editor):
    """Puts a person on a round's list, or changes that person's line."""

    name = "special-line"

    def __init__(self, parent: QWidget, bench: "Workbench", held: SpecialRound, board: Rounds, line: Proposed | None = None) -> None:
        self.held, self.line = held, line
        people = board.choices[held.round]
        self.officer: PickField[OfficerId] = PickField("officer", "人員", [(one.officer, one.label) for one in people], required=True)
        self.times = NumberField("times", "嘉獎", unit="次", required=True)
        self.article = LineField("article", "依據條款", hint="不填＝依敘獎種類的條文")
        self.deed = NoteField("deed", "具體事蹟", required=True, lines=4, limit=board.most)
        fields = (self.officer, self.times, self.article, self.deed)
        key = f"{held.id} {line.officer.id if line else ''}"
        super().__init__(parent, bench, f"{held.title}：{line.officer.name if line else '加入人員'}", fields, verb="儲存" if line else "加入名單", key=key)
        self.told = "已修改提報人員" if line else "已加入名單"
        self.times.set_text(str(line.nominee.times) if line else "1")
        if line is not None:
            self.officer.set_value(line.officer.id)
            self.article.set_text(line.nominee.article)
            self.deed.set_text(line.nominee.deed)

    def subject(self) -> "editing.Subject | None":
        """Return the line that is changed here."""
        return None if self.line is None else editing.of(self.line.nominee)

    def work(self) -> "Callable[[Desk], Changes]":
        """Save the line."""
        held, officer, times = self.held, self.officer.value, self.times.number or 0
        deed, article = self.deed.value, self.article.value
        assert officer is not None  # the field is required
        return lambda desk: rounds.propose(desk, held, officer, times=times, deed=deed, article=article)
