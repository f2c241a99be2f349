"""Changing several officers at once, and taking some off the roster; each says first how many that are."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from hrdesk.domain.record import OfficerId
from hrdesk.domain.staff import Officer, StaffKind
from hrdesk.domain.values import Changes, Problem
from hrdesk.services.core import words
from hrdesk.services.people import staff_changes
from hrdesk.services.people.staff import officer_problems
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Dialog, confirm
from hrdesk.ui.kit.editor import Editor, beside
from hrdesk.ui.kit.fields import ChoiceField, DayField, LineField
from hrdesk.ui.records import page_of

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.services.people.roster import Known
    from hrdesk.services.people.staff_changes import Mention
    from hrdesk.ui.workbench import Workbench

SAME = "（不變更）"


class BulkEditor(Editor):
    """A few fields for several officers; what is left empty stays as each of them has it."""

    name = "officers"

    def __init__(self, parent: QWidget, bench: "Workbench", people: Sequence[Officer], known: "Known") -> None:
        self.people = tuple(people)
        self.unit = LineField("unit", "單位", known=known.units)
        self.title = LineField("title", "職稱", known=known.titles)
        self.kind = ChoiceField("kind", "專兼任", [(kind, words.label(kind)) for kind in StaffKind], none=SAME)
        self.left = DayField("left", "離職日", hint="最後在職的一天")
        self.reason = LineField("left_reason", "離職原因", known=known.reasons)
        fields = (self.unit, self.title, self.kind, self.left, self.reason)
        self.sentence = looks.text("")
        super().__init__(parent, bench, f"批次修改 {len(self.people)} 人", fields, verb="修改")
        self.judge()

    @override
    def arrange(self, column: Any) -> None:
        """Say what is meant, then the fields, then how many would change."""
        column.addWidget(looks.dim("只填要一起改的欄位；空白的欄位維持各人原來的內容。"))
        column.addWidget(beside(self.unit, self.title))
        column.addWidget(self.kind)
        column.addWidget(beside(self.left, self.reason))
        column.addWidget(self.sentence)

    def given(self) -> dict[str, object]:
        """Return the fields that were filled in."""
        values = {"unit": self.unit.value, "title": self.title.value, "kind": self.kind.value, "left": self.left.value, "left_reason": self.reason.value}
        return {name: value for name, value in values.items() if value not in ("", None)}

    @override
    def judge(self) -> None:
        """Judge the fields and say how many people would change."""
        super().judge()
        count = len(staff_changes.affected(self.people, self.given()))
        self.sentence.setText(f"將變更 {count} 人，其餘 {len(self.people) - count} 人本來就是如此。" if count else "還沒有任何變更。")
        self.accept_button.setText(f"修改 {count} 人")
        self.told = f"已修改 {count} 人"
        self.accept_button.setEnabled(bool(count) and self.accept_button.isEnabled())

    @override
    def work(self) -> "Callable[[Desk], Changes]":
        """Change them in one act."""
        whose, given = tuple(one.id for one in self.people), self.given()
        return lambda desk: staff_changes.change_officers(desk, whose, given)

    @override
    def checks(self) -> "Callable[[Desk], Sequence[Problem]] | None":
        """Judge everyone as they would be."""
        changed = staff_changes.affected(self.people, self.given())
        if not changed:
            return None
        problems = tuple(problem for after in changed for problem in officer_problems(after) if problem.where in self.by_key)
        return lambda _: problems


class StillNamed(Dialog):
    """Says what speaks of people that were to be deleted; each line leads there."""

    def __init__(self, parent: QWidget, bench: "Workbench", count: int, held: "Sequence[Mention]") -> None:
        super().__init__(parent, "不能刪除", "知道了", cancel="")
        whom = "這個人" if count == 1 else f"這 {count} 人"
        self.body.addWidget(looks.text(f"{whom}還有下列資料，刪除會使它們失去所指的人。離開機關的人請改登離職日；誤建的身分與業務可在人員卡移除。"))
        for one in held:
            self.body.addWidget(looks.button(f"{one.text}　前往", partial(self._go, bench, one), kind="link"))

    def _go(self, bench: "Workbench", one: "Mention") -> None:
        self.accept()
        bench.go(page_of(one.first), one.first)


def delete(parent: QWidget, bench: "Workbench", people: Sequence[Officer]) -> None:
    """Take people off the roster where nothing speaks of them, else say what does."""
    whose = tuple(one.id for one in people)
    bench.read(lambda desk: staff_changes.mentions(desk, whose), lambda held: _ask(parent, bench, whose, held))


def _ask(parent: QWidget, bench: "Workbench", whose: Sequence[OfficerId], held: "Sequence[Mention]") -> None:
    if held:
        StillNamed(parent, bench, len(whose), held).open()
        return
    question = f"刪除 {len(whose)} 人？沒有任何資料提到他們。刪除後可用「復原」取回。"
    confirm(parent, "刪除人員", question, f"刪除 {len(whose)} 人", lambda: _delete(bench, whose), danger=True)


def _delete(bench: "Workbench", whose: Sequence[OfficerId]) -> None:
    bench.write(lambda desk: staff_changes.delete_officers(desk, whose), f"已刪除 {len(whose)} 人")
