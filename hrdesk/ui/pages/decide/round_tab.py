"""專案與跨機關敘獎: the rounds at the left, the people of the one chosen at the right."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.values import Key
from hrdesk.services.awards import rounds
from hrdesk.services.awards.round_board import Line, Rounds
from hrdesk.services.awards.rounds import Proposed
from hrdesk.services.core import words
from hrdesk.services.core.name_tables import stroke_key
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.blank import OrBlank
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.table_model import Chip, Column, Tone, rows_of
from hrdesk.ui.pages.decide.round_editors import LineEditor, NewRound
from hrdesk.ui.pages.decide.ruling import SpecialRuling

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

BESIDE = 380  # pixels of the rounds
NONE = "本年度沒有專案或跨機關敘獎。隨時可以開辦，不受每年一次的限制（陸三(六)）。"


def decided_chip(line: Line) -> Chip | None:
    """Return how many are ruled on."""
    if not line.people:
        return None
    return Chip(f"{line.decided}/{len(line.people)} 人", Tone.GOOD if line.decided == len(line.people) else Tone.WARN)


def look_chip(one: Proposed) -> Chip:
    """Return whether something needs a look."""
    return Chip(f"請確認 {len(one.problems)}", Tone.WARN) if one.problems else Chip("無重複", Tone.GOOD)


def look_text(one: Proposed) -> str:
    """Return what needs a look, in words."""
    return "\n".join(words.of_problem(problem) for problem in one.problems)


def ruling_chip(one: Proposed) -> Chip:
    """Return the ruling."""
    held = one.decision
    if held is None:
        return Chip("未決定", Tone.QUIET)
    return Chip(f"{words.label(held.ruling)}{f' {held.times} 次' if held.times else ''}", Tone.GOOD if held.times else Tone.BAD)


ROUNDS: tuple[Column[Line], ...] = (
    Column("title", "名稱", lambda line: line.held.title, 120, stretch=True, tip=lambda line: f"{line.held.title}　{line.held.document}"),
    Column("kind", "種類", lambda line: words.label(line.held.round), 116),
    Column("day", "開辦", lambda line: roc_short(line.held.day), 84, sort=lambda line: line.held.day, hidden=True),
    Column("decided", "已決定", lambda line: chip.text if (chip := decided_chip(line)) else "", 92, chip=decided_chip),
)
PEOPLE: tuple[Column[Proposed], ...] = (
    Column("name", "姓名", lambda one: one.officer.name, 84, sort=lambda one: stroke_key(one.officer.name)),
    Column("times", "嘉獎", lambda one: str(one.nominee.times), 56, figure=True),
    Column("article", "依據條款", lambda one: one.nominee.article, 88),
    Column("deed", "具體事蹟", lambda one: one.nominee.deed, 140, stretch=True, tip=lambda one: one.nominee.deed),
    Column("look", "重複敘獎", lambda one: look_chip(one).text, 104, chip=look_chip, tip=look_text),
    Column("ruling", "決定", lambda one: ruling_chip(one).text, 104, chip=ruling_chip),
)


class RoundTab(QWidget):
    """The rounds of a year and their lists."""

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        self.bench = bench
        self.data: Rounds | None = None
        self.grid: Grid[Line] = Grid("special-rounds", "專案與跨機關敘獎", ROUNDS, bench.preferences)
        self.grid.setFixedWidth(BESIDE)
        self.grid.chosen.connect(self._show_people)
        self.people: Grid[Proposed] = Grid("special-people", "提報人員", PEOPLE, bench.preferences)
        self.people.opened.connect(lambda _: self.decide())
        self.heading = looks.section("")
        right = QWidget()
        column = looks.column(right, spacing=theme.STEP * 2)
        column.addWidget(self.heading)
        column.addWidget(self.people, 1)
        lists = QWidget()
        halves = looks.row(self.grid, right, spacing=theme.GAP)
        halves.setStretch(1, 1)
        lists.setLayout(halves)
        self.lists = OrBlank(lists, "award", NONE, "開辦第一個…", self.open_round)
        looks.column(self).addWidget(self.lists)

    def show_rounds(self, data: Rounds) -> None:
        """Show the rounds of a year; the one looked at stays."""
        self.data = data
        chosen = self.grid.current()
        self.lists.show_blank(blank=not data.lines)
        if self.lists.first is not None:
            self.lists.first.setEnabled(self.bench.writable)
        self.grid.set_rows(rows_of(ROUNDS, data.lines))
        if chosen is None and data.lines:
            newest = data.lines[-1]
            self.grid.select(lambda line: line.id == newest.id)
        self._show_people()

    def reveal(self, key: Key) -> bool:
        """Look at a round; tell whether there is such a one."""
        return self.grid.select(lambda line: line.id == key.id)

    def resuming(self, editor: str, key: str) -> Callable[[], None] | None:
        """Return what opens an editor of this tab again, or None for one of another tab or about somebody who is gone."""
        if editor == "special-round":
            return self.open_round
        for line in self.data.lines if self.data is not None else ():
            held = {LineEditor.name: f"{line.held.id} ", SpecialRuling.name: ""}.get(editor)
            if held == key:
                self.reveal(Key("SpecialRound", line.id))
                return self.add
            for one in line.people:
                if key == {LineEditor.name: f"{line.held.id} {one.officer.id}", SpecialRuling.name: one.nominee.id}.get(editor):
                    self.reveal(Key("SpecialRound", line.id))
                    self.people.select(lambda found, wanted=one.id: found.id == wanted)  # type: ignore[misc]
                    return self.edit if editor == LineEditor.name else self.decide
        return None

    def open_round(self) -> None:
        """Open a round."""
        NewRound(self, self.bench).open()

    def add(self) -> None:
        """Put a person on the list of the round chosen."""
        line = self.grid.current()
        if line is None or self.data is None:
            self.bench.tell("請先開辦或選取一個專案或跨機關敘獎")
        elif not self.data.choices[line.held.round]:
            self.bench.tell("本年度沒有經本人同意的跨機關領域種籽教師，不能列入（陸三(三)）")
        else:
            LineEditor(self, self.bench, line.held, self.data).open()

    def edit(self) -> None:
        """Change the line chosen, until it is decided."""
        line, one = self.grid.current(), self.people.current()
        if line is not None and one is not None and self.data is not None and self.bench.writable:
            LineEditor(self, self.bench, line.held, self.data, one).open()

    def withdraw(self) -> None:
        """Take the person chosen off the list."""
        one = self.people.current()
        if one is not None:
            nominee = one.nominee
            self.bench.write(lambda desk: rounds.withdraw(desk, nominee), f"已將{one.officer.name}自名單移除")

    def decide(self) -> None:
        """Rule on the person chosen."""
        one = self.people.current()
        if one is not None and self.bench.writable:
            SpecialRuling(self, self.bench, one).open()

    def _show_people(self) -> None:
        line = self.grid.current()
        self.heading.setText(f"{line.held.title}　{len(line.people)} 人{f'　{line.held.document}' if line.held.document else ''}" if line else "")
        self.people.set_rows(rows_of(PEOPLE, line.people if line else ()))
