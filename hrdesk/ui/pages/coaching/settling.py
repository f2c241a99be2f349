"""Settling a case, passing it on, and having it confirmed: one small question each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.domain.seeds import Coaching, Settlement
from hrdesk.services.teachers import coaching
from hrdesk.ui.kit.dialogs import Ask, ask_line, confirm
from hrdesk.ui.kit.draft import DraftKey
from hrdesk.ui.kit.fields import DayField, LineField

if TYPE_CHECKING:
    from hrdesk.ui.kit.tasks import Task
    from hrdesk.ui.workbench import Workbench


def solve(parent: QWidget, bench: "Workbench", records: Sequence[Coaching]) -> None:
    """Settle cases as solved; several of them only after saying how many."""
    items = [one for one in records if one.settlement is not Settlement.SOLVED]

    def settle() -> None:
        bench.write(lambda desk: coaching.settle_all(desk, items, Settlement.SOLVED), f"已結案 {len(items)} 件")

    if not items:
        bench.tell("選取的案件都已解決")
    elif len(items) == 1:
        settle()
    else:
        confirm(parent, "結案", f"將 {len(items)} 件登錄為「已解決」。", f"結案 {len(items)} 件", settle)


def escalate(parent: QWidget, bench: "Workbench", record: Coaching, today: date, known: Sequence[str]) -> Ask:
    """Pass a case on to 8585, the department or the technical group, with the day and the ticket's number (MP-09)."""
    to = LineField("escalated_to", "轉報對象", required=True, known=known, hint="例如 8585 或本處資訊室")
    day, ticket = DayField("escalated", "轉報日期", required=True), LineField("ticket", "案號")
    to.set_text(record.escalated_to)
    day.set_value(record.escalated or today)
    ticket.set_text(record.ticket)
    say = "本機關不能解決的案件轉報上一線。轉報後仍列在附表3，結案情形為「轉報」。"
    dialog = Ask(parent, "轉報案件", "轉報", [to, day, ticket], say=say, place=DraftKey(bench, "escalation", record.id, whole=True))

    def save() -> "Task":
        given, when, number = to.value, day.value, ticket.value
        return bench.write(
            lambda desk: coaching.settle(desk, record, Settlement.ESCALATED, escalated_to=given, escalated=when, ticket=number), f"已轉報「{given}」"
        )

    dialog.done_with = lambda: dialog.follow(save())
    dialog.open()
    return dialog


def confirm_served(parent: QWidget, bench: "Workbench", record: Coaching) -> None:
    """Note who of the served confirmed the coaching."""

    def save(name: str) -> "Task":
        return bench.write(lambda desk: coaching.coach(desk, replace(record, confirmed_by=name)), f"已登錄 {name} 的確認")

    dialog = ask_line(parent, "受輔導人確認", "確認人", "登錄確認", save, say="由受輔導機關的人確認這次輔導確有其事，登錄其姓名。")
    dialog.fields[0].set_text(record.confirmed_by or record.served_person)


def remove(parent: QWidget, bench: "Workbench", records: Sequence[Coaching]) -> None:
    """Delete records, after saying how many."""

    def delete() -> None:
        bench.write(lambda desk: coaching.remove(desk, records), f"已刪除 {len(records)} 筆輔導紀錄")

    confirm(parent, "刪除輔導紀錄", f"將刪除 {len(records)} 筆輔導紀錄，可以用「復原」取回。", f"刪除 {len(records)} 筆", delete, danger=True)
