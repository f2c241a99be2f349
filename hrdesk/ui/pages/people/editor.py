"""Editing one officer."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from hrdesk.domain.staff import Officer, StaffKind
from hrdesk.domain.values import Changes, Problem
from hrdesk.services.core import words
from hrdesk.services.opening import editing
from hrdesk.services.people import staff_changes
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import ask_reason
from hrdesk.ui.kit.editor import Editor, beside
from hrdesk.ui.kit.fields import ChoiceField, DayField, Field, LineField
from hrdesk.ui.pages.people.identity import IdField

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.services.people.roster import Known
    from hrdesk.ui.kit.tasks import Task
    from hrdesk.ui.workbench import Workbench

JOINTS = "、,，;；"  # what parts former names


class OfficerEditor(Editor):
    """Every field of an officer, in groups; `fresh` = not on the roster yet."""

    name = "officer"

    def __init__(self, parent: QWidget, bench: "Workbench", held: Officer, known: "Known", *, fresh: bool, agency: str = "") -> None:
        self.held, self.fresh = held, fresh
        self.person = LineField("name", "姓名", required=True, hint="照戶籍的字，罕用字不必換字")
        self.number = LineField("employee_no", "員工代號")
        self.unit = LineField("unit", "單位", known=known.units)
        self.title = LineField("title", "職稱", known=known.titles)
        self.grade = LineField("grade", "官職等", known=known.grades, hint="如 薦任第八職等")
        self.kind = ChoiceField("kind", "專兼任", [(kind, words.label(kind)) for kind in StaffKind])
        self.identity = IdField(held.national_id, self._ask_identity)
        self.birth = DayField("birth", "出生日期")
        self.first = DayField("first_service", "初任公職日", hint="新進的期間由此起算（肆二）")
        self.arrived = DayField("arrived", "本機關到職日")
        self.left = DayField("left", "離職日", hint="最後在職的一天")
        self.reason = LineField("left_reason", "離職原因", known=known.reasons)
        self.phone = LineField("phone", "電話")
        self.email = LineField("email", "電子郵件")
        self.former = LineField("former_names", "曾用姓名", hint="兩個以上以、分開；改姓名時，舊名會自動留在這裡")
        fields: list[Field] = [self.person, self.number, self.unit, self.title, self.grade, self.kind, self.first, self.arrived, self.left, self.reason]
        fields += [self.phone, self.email, self.former, self.identity, self.birth]
        title = ("新增人員" if fresh else f"修改人員　{held.name}") + (f"（{agency}）" if agency else "")
        super().__init__(parent, bench, title, fields, verb="新增" if fresh else "儲存", key="" if fresh else held.id)
        self.told = "已新增人員" if fresh else "已儲存人員資料"
        self._show()

    @override
    def arrange(self, column: QVBoxLayout) -> None:
        """Group the fields: post, service, contact, what is personal."""
        groups = (
            ("", ((self.person, self.number), (self.unit, self.title), (self.grade, self.kind))),
            ("服務期間", ((self.first, self.arrived), (self.left, self.reason))),
            ("聯絡方式", ((self.phone, self.email),)),
            ("個人資料", ((self.former, self.birth), (self.identity,))),
        )
        for title, lines in groups:
            if title:
                column.addWidget(looks.section(title))
            for line in lines:
                column.addWidget(line[0] if len(line) == 1 else beside(*line))

    def draft(self) -> Officer:
        """Return the officer as it stands in the fields."""
        return replace(
            self.held,
            name=self.person.value,
            employee_no=self.number.value,
            unit=self.unit.value,
            title=self.title.value,
            grade=self.grade.value,
            kind=self.kind.value or StaffKind.FULL_TIME,
            national_id=self.identity.number,
            birth=self.birth.value,
            first_service=self.first.value,
            arrived=self.arrived.value,
            left=self.left.value,
            left_reason=self.reason.value,
            phone=self.phone.value,
            email=self.email.value,
            former_names=parted(self.former.value),
        )

    @override
    def subject(self) -> "editing.Subject | None":
        """Return the person that is changed here."""
        return None if self.fresh else editing.of(self.held)

    @override
    def rebase(self, held: object) -> None:
        """Go on from the person as somebody else saved it."""
        assert isinstance(held, Officer)
        self.held = held
        self.identity.hold(held.national_id)

    @override
    def work(self) -> "Callable[[Desk], Changes]":
        """Save the draft."""
        draft = self.draft()
        return lambda desk: staff_changes.save_draft(desk, draft)

    @override
    def checks(self) -> "Callable[[Desk], Sequence[Problem]]":
        """Judge the draft with the book."""
        draft = self.draft()
        return lambda desk: staff_changes.draft_problems(desk, draft)

    def _show(self) -> None:
        held = self.held
        lines = [(self.person, held.name), (self.number, held.employee_no), (self.unit, held.unit), (self.title, held.title), (self.grade, held.grade)]
        lines += [(self.reason, held.left_reason), (self.phone, held.phone), (self.email, held.email), (self.former, "、".join(held.former_names))]
        for field, text in lines:
            field.line.setText(text)
        self.kind.set_value(held.kind)
        for day, value in ((self.birth, held.birth), (self.first, held.first_service), (self.arrived, held.arrived), (self.left, held.left)):
            day.set_value(value)
        self._touched.clear()
        self._judging.stop()
        self.person.setFocus()

    def _ask_identity(self) -> None:
        say = "身分證統一編號平時遮蔽。檢視的理由會留在操作紀錄裡。"
        ask_reason(self, "顯示身分證統一編號", say, "顯示", self._open_identity)

    def _open_identity(self, reason: str) -> "Task":
        who = self.held.id
        return self.bench.read(lambda desk: staff_changes.id_number(desk, who, reason), self.identity.open_up)


def parted(text: str) -> tuple[str, ...]:
    """Return the names that a text lists."""
    for sign in JOINTS[1:]:
        text = text.replace(sign, JOINTS[0])
    return tuple(name.strip() for name in text.split(JOINTS[0]) if name.strip())
