"""One coaching with all its fields: whom it served, what was done, how it was settled or passed on (MP-09), who confirms it, and its evidence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from hrdesk.domain.record import OfficerId
from hrdesk.domain.seeds import Channel, Coaching, Settlement
from hrdesk.domain.values import Changes, Problem
from hrdesk.services.core import words
from hrdesk.services.opening import editing
from hrdesk.services.teachers import coaching
from hrdesk.services.teachers.coaching_entry import system_code
from hrdesk.services.teachers.coaching_year import CoachingLine, CoachingYear
from hrdesk.ui.evidence import EvidenceField
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.editor import Editor, beside
from hrdesk.ui.kit.fields import ChoiceField, ClockField, DayField, LineField, NoteField, TicksField

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench


class CoachingEditor(Editor):
    """The editor of one record; without a `line` a new one, with `copy` a new one like it."""

    name = "coaching"

    def __init__(self, parent: QWidget, bench: "Workbench", found: CoachingYear, line: CoachingLine | None = None, *, copy: bool = False) -> None:
        self.record = None if copy or line is None else line.record
        teachers = dict(found.teachers) | ({line.record.officer: line.teacher} if line else {})
        self._make_fields(bench, found, tuple(teachers.items()))
        title = "修改輔導紀錄" if self.record else "新增輔導紀錄"
        super().__init__(parent, bench, title, self._all, key=self.record.id if self.record else "")
        self.told = "已修改輔導紀錄" if self.record else "已新增輔導紀錄"
        if line is None:
            self.day.set_value(found.today)
        else:
            self._show(line.record, line.system)
        self.judge()

    def arrange(self, column: Any) -> None:
        """Group the fields by what they tell."""
        groups: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            ("何時、由誰", (beside(self.day, self.start, self.end), self.officer)),
            ("受輔導對象", (self.agency, beside(self.person, self.phone))),
            ("輔導內容", (self.channels, beside(self.system, self.item), self.problem, self.handling)),
            ("結案與轉報", (beside(self.settlement, self.escalated), beside(self.escalated_to, self.ticket))),
            ("確認與佐證", (self.confirmed, self.evidence)),
        )
        for heading, widgets in groups:
            column.addWidget(looks.section(heading))
            for widget in widgets:
                column.addWidget(widget)

    def subject(self) -> "editing.Subject | None":
        """Return the record that is changed here."""
        return None if self.record is None else editing.of(self.record)

    def rebase(self, held: object) -> None:
        """Go on from the record as somebody else saved it."""
        assert isinstance(held, Coaching)
        self.record = held

    def showing(self, held: object) -> Mapping[str, str]:
        """Return how the fields would stand for a record; a system that stayed is called as it is on screen."""
        texts = dict(super().showing(held))
        same = self.record is not None and getattr(held, "system", "") == self.record.system
        return texts | ({"system": self.began["system"]} if same else {})

    def work(self) -> "Callable[[Desk], Changes]":
        """Return the service call."""
        make = self._maker()
        return lambda desk: coaching.coach(desk, make(desk))

    def checks(self) -> "Callable[[Desk], Sequence[Problem]] | None":
        """Return the service's own judgement."""
        make = self._maker()
        return lambda desk: coaching.coaching_problems(desk, make(desk))

    def _maker(self) -> "Callable[[Desk], Coaching]":
        """Return what makes the record on the desk's thread from the values as they stand now."""
        held, who, day = self.record, self.officer.value, self.day.value
        start, end = self.start.minutes, self.end.minutes
        if who is None or day is None or start is None or end is None:
            raise AssertionError("judged before")  # fields that lack a value hold the button off
        system = self.system.value
        values: dict[str, Any] = {
            "officer": who,
            "day": day,
            "start": start,
            "end": end,
            "served_agency": self.agency.value,
            "served_person": self.person.value,
            "served_phone": self.phone.value,
            "channels": self.channels.value,
            "item": self.item.value,
            "problem": self.problem.value,
            "handling": self.handling.value,
            "settlement": self.settlement.value or Settlement.OPEN,
            "escalated_to": self.escalated_to.value,
            "escalated": self.escalated.value,
            "ticket": self.ticket.value,
            "confirmed_by": self.confirmed.value,
            "evidence": self.evidence.value,
        }

        def make(desk: "Desk") -> Coaching:
            base = held or coaching.new_coaching(desk, who, day, start, end, "")
            return replace(base, **values, system=system_code(desk.rules(day), system))

        return make

    def _make_fields(self, bench: "Workbench", found: CoachingYear, teachers: Sequence[tuple[OfficerId, str]]) -> None:
        known = found.known
        items = [(one.number, f"{one.number} {one.name}") for one in found.items if one.number]
        self.day, self.start, self.end = (
            DayField("day", "日期", required=True),
            ClockField("start", "開始", required=True, of_day=True),
            ClockField("end", "結束", required=True, of_day=True),
        )
        self.officer: ChoiceField[OfficerId] = ChoiceField("officer", "種籽教師", teachers, required=True)
        self.agency = LineField("served_agency", "受輔導機關", required=True, known=known.agencies)
        self.person = LineField("served_person", "受輔導人員", known=(person for _, person, _ in known.people))
        self.phone = LineField("served_phone", "聯絡電話", known=(phone for _, _, phone in known.people if phone))
        self.channels: TicksField[Channel] = TicksField("channels", "輔導方式", [(one, words.label(one)) for one in Channel])
        self.system = LineField("system", "系統別", known=known.systems)
        self.item: ChoiceField[int | None] = ChoiceField("item", "檢核項目", items, none="未分類")
        self.problem, self.handling = NoteField("problem", "問題", lines=2), NoteField("handling", "處理情形", lines=2)
        self.settlement: ChoiceField[Settlement] = ChoiceField("settlement", "結案情形", [(one, words.label(one)) for one in Settlement])
        self.escalated = DayField("escalated", "轉報日期")
        self.escalated_to = LineField("escalated_to", "轉報對象", hint="例如 8585 或本處資訊室", known=known.addressees)
        self.ticket = LineField("ticket", "案號")
        self.confirmed = LineField("confirmed_by", "受輔導人確認", hint="由受輔導人確認後登錄其姓名")
        self.evidence = EvidenceField(bench)
        self._all = (
            *(self.day, self.start, self.end, self.officer, self.agency, self.person, self.phone, self.channels, self.system, self.item),
            *(self.problem, self.handling, self.settlement, self.escalated, self.escalated_to, self.ticket, self.confirmed, self.evidence),
        )

    def _show(self, record: Coaching, system: str) -> None:
        self.day.set_value(record.day)
        self.start.set_minutes(record.start)
        self.end.set_minutes(record.end)
        self.officer.set_value(record.officer)
        self.agency.set_text(record.served_agency)
        self.person.set_text(record.served_person)
        self.phone.set_text(record.served_phone)
        self.channels.set_value(record.channels)
        self.system.set_text(system)
        self.item.set_value(record.item)
        self.problem.set_text(record.problem)
        self.handling.set_text(record.handling)
        self.settlement.set_value(record.settlement)
        if self.record is not None:
            self._show_end(record)

    def _show_end(self, record: Coaching) -> None:
        """Show what a copy does not take over: where the case went, who confirmed it, its files."""
        self.escalated.set_value(record.escalated)
        self.escalated_to.set_text(record.escalated_to)
        self.ticket.set_text(record.ticket)
        self.confirmed.set_text(record.confirmed_by)
        self.evidence.set_value(record.evidence)
