"""Two versions of one record side by side, field by field in words, for whoever saves what somebody else saved meanwhile."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import Dialog

WIDE, HIGH, NAMES = 720, 420, 132  # pixels
NOTHING = "（空白）"


@dataclass(frozen=True, slots=True)
class Pair:
    """One field that differs: its label, and in words how it was read, what the other one saved, and what stands on screen."""

    key: str
    label: str
    read: str
    theirs: str
    mine: str

    @property
    def told(self) -> str:
        """Return who changed the field."""
        if self.mine == self.read:
            return "只有對方改過"
        return "只有您改過" if self.theirs == self.read else "兩邊都改過"

    @property
    def ours(self) -> bool:
        """Tell whether the own version is proposed: wherever this person changed the field."""
        return self.mine != self.read


class Comparing(Dialog):
    """Asks for each field which version is to stand. `take` is given the keys of those that stay as they are on screen; closing changes nothing."""

    def __init__(self, parent: QWidget, by: str, pairs: Sequence[Pair], take: Callable[[frozenset[str]], object], *, verb: str = "照選擇儲存") -> None:
        super().__init__(parent, "兩邊都改過這筆資料", verb, width=WIDE, cancel="回去再改")
        self.pairs, self._take = tuple(pairs), take
        self.who = by or "另一位使用者"
        self.body.addWidget(looks.text(f"您修改的時候，{self.who}已經先儲存了。兩邊的內容都在這裡，請逐欄選擇要留下哪一邊；還沒有儲存任何東西。"))
        self.choices: dict[str, tuple[QRadioButton, QRadioButton]] = {}
        inside = QWidget()
        self._lay_out(inside)
        area = looks.scrolled(inside)
        area.setMinimumHeight(min(inside.sizeHint().height() + theme.GAP, HIGH))
        self.body.addWidget(area, 1)
        for text, mine in (("全部用對方的", False), ("全部用我的", True)):
            button = looks.button(text, partial(self.choose_all, mine=mine))
            self.buttons.addButton(button, self.buttons.ButtonRole.ActionRole)

    def choose_all(self, *, mine: bool) -> None:
        """Choose one side for every field."""
        for theirs, ours in self.choices.values():
            (ours if mine else theirs).setChecked(True)

    def finish(self) -> None:
        """Hand over which fields stay as they are on screen."""
        kept = frozenset(key for key, (_, ours) in self.choices.items() if ours.isChecked())
        self.accept()
        self._take(kept)

    def _lay_out(self, inside: QWidget) -> None:
        cells = QGridLayout(inside)
        cells.setContentsMargins(0, 0, theme.INNER, 0)
        cells.setHorizontalSpacing(theme.GAP)
        cells.setVerticalSpacing(theme.STEP)
        cells.setColumnMinimumWidth(0, NAMES)
        cells.setColumnStretch(1, 1)
        cells.setColumnStretch(2, 1)
        for n, pair in enumerate(self.pairs):
            at = n * 3
            cells.addWidget(looks.text(pair.label, "section"), at, 0, Qt.AlignmentFlag.AlignTop)
            cells.addWidget(looks.dim(pair.told), at + 1, 0, Qt.AlignmentFlag.AlignTop)
            cells.setRowMinimumHeight(at + 2, theme.INNER)
            self._choice(cells, at, pair)
        cells.setRowStretch(len(self.pairs) * 3, 1)

    def _choice(self, cells: QGridLayout, at: int, pair: Pair) -> None:
        group = QButtonGroup(cells.parentWidget())
        made = []
        for column, (name, words) in enumerate(((f"{self.who}的", pair.theirs), ("我的", pair.mine)), 1):
            button = QRadioButton(name)
            button.setAccessibleName(f"{pair.label}：{name}　{words or NOTHING}")
            group.addButton(button)
            cells.addWidget(button, at, column)
            shown = looks.text(words or NOTHING, "" if words else "dim")
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            cells.addWidget(shown, at + 1, column, Qt.AlignmentFlag.AlignTop)
            made.append(button)
        theirs, ours = made
        self.choices[pair.key] = (theirs, ours)
        (ours if pair.ours else theirs).setChecked(True)


def pairs_of(
    labels: Mapping[str, str], read: Mapping[str, str], theirs: Mapping[str, str], mine: Mapping[str, str], words: Callable[[str, str], str]
) -> tuple[Pair, ...]:
    """Return the fields in which two versions differ, in the order of `labels`; `words` says a field's text as a person reads it."""
    differing = (key for key in labels if key in theirs and theirs[key].strip() != mine[key].strip())
    return tuple(Pair(key, labels[key], words(key, read.get(key, "")), words(key, theirs[key]), words(key, mine[key])) for key in differing)
