"""Roles and business over time: begin, change the days, take away what was entered by mistake."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from hrdesk.domain.record import OfficerId
from hrdesk.domain.staff import Duty, Role, RoleSpan
from hrdesk.domain.values import Changes
from hrdesk.services.core import words
from hrdesk.services.opening import editing
from hrdesk.services.people import staff, staff_changes
from hrdesk.ui.kit.dialogs import confirm
from hrdesk.ui.kit.editor import Editor, beside
from hrdesk.ui.kit.fields import ChoiceField, DayField
from hrdesk.ui.kit.pick import PickField

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

TO_GIVE = tuple(role for role in Role if role is not Role.SEED_TEACHER)  # which comes by appointment


class _SpanEditor(Editor):
    """The days of a role or a business item; both included, an empty end means that it goes on."""

    def __init__(self, parent: QWidget, bench: "Workbench", title: str, *first: Any, verb: str) -> None:
        self.start = DayField("start", "開始日期", required=True)
        self.end = DayField("end", "結束日期", hint="最後一天；空白是仍在進行")
        super().__init__(parent, bench, title, (*first, self.start, self.end), verb=verb)

    @override
    def arrange(self, column: Any) -> None:
        """Put the days side by side."""
        for field in self.fields[:-2]:
            column.addWidget(field)
        column.addWidget(beside(self.start, self.end))

    @override
    def judge(self) -> None:
        """Judge the fields, and whether the days are in order."""
        super().judge()
        wrong = self.start.value is not None and self.end.value is not None and self.end.value < self.start.value
        if wrong:
            self.end.show_problem("結束日期早於開始日期。請更正。")
            self.accept_button.setEnabled(False)


class RoleEditor(_SpanEditor):
    """Giving a role. 種籽教師 is appointed on its own page, 新進 follows by itself from the first service."""

    def __init__(self, parent: QWidget, bench: "Workbench", who: OfficerId, name: str) -> None:
        self.who = who
        self.role = ChoiceField(
            "role", "身分", [(role, words.label(role)) for role in TO_GIVE], hint="種籽教師請在「種籽教師」頁指派；新進由初任公職日自動認定"
        )
        super().__init__(parent, bench, f"新增身分　{name}", self.role, verb="新增")
        self.role.set_value(Role.ADVANCED)
        self.told = "已新增身分"

    @override
    def work(self) -> "Callable[[Desk], Changes]":
        """Give the role."""
        who, role, start, end = self.who, self.role.value or Role.ADVANCED, self.start.value, self.end.value
        assert start is not None
        return lambda desk: staff.assign_role(desk, who, role, start, end)


class DutyEditor(_SpanEditor):
    """Assigning a business item, found by any part of its name."""

    def __init__(self, parent: QWidget, bench: "Workbench", who: OfficerId, name: str, topics: tuple[tuple[str, str], ...]) -> None:
        self.who = who
        self.topic: PickField[str] = PickField("topic", "業務項目", topics, required=True)
        super().__init__(parent, bench, f"新增承辦業務　{name}", self.topic, verb="新增")
        self.told = "已新增承辦業務"

    @override
    def work(self) -> "Callable[[Desk], Changes]":
        """Assign it."""
        who, topic, start, end = self.who, self.topic.value, self.start.value, self.end.value
        assert start is not None
        assert topic is not None
        return lambda desk: staff.assign_duty(desk, who, topic, start, end)


class SpanEditor(_SpanEditor):
    """The days of what is held: ended, or mended."""

    def __init__(self, parent: QWidget, bench: "Workbench", span: RoleSpan | Duty, what: str) -> None:
        self.span = span
        super().__init__(parent, bench, f"修改期間　{what}", verb="儲存")
        self.start.set_value(span.start)
        self.end.set_value(span.end)
        self.told = f"已修改「{what}」的期間"
        (self.end if span.end is None else self.start).setFocus()

    @override
    def subject(self) -> "editing.Subject | None":
        """Return the period that is changed here."""
        return editing.of(self.span)

    @override
    def rebase(self, held: object) -> None:
        """Go on from the period as somebody else saved it."""
        assert isinstance(held, (RoleSpan, Duty))
        self.span = held

    @override
    def work(self) -> "Callable[[Desk], Changes]":
        """Change the days."""
        span, start, end = self.span, self.start.value, self.end.value
        assert start is not None
        return lambda desk: staff_changes.change_span(desk, span, start, end)


def remove(parent: QWidget, bench: "Workbench", span: RoleSpan | Duty, what: str) -> None:
    """Take a role or business item away after asking; one that merely ended gets an end instead."""
    question = f"移除「{what}」？只用於誤建的資料；已結束的請改登結束日期。移除後可用「復原」取回。"
    confirm(parent, "移除", question, "移除", lambda: bench.write(lambda desk: staff_changes.remove_span(desk, span), f"已移除「{what}」"), danger=True)
