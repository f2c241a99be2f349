"""Appointing a seed teacher and changing what stands on an appointment (附表2); reviewing fitness; dating the notices."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from hrdesk.domain.noted import Fitness
from hrdesk.domain.record import AppointmentId, OfficerId
from hrdesk.domain.seeds import Addressee, Appointment, ChangeKind
from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Changes, Problem
from hrdesk.services.opening import editing
from hrdesk.services.papers.forms import About
from hrdesk.services.teachers import fitness, seeds
from hrdesk.ui.form_window import show_form
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.editor import Editor, beside
from hrdesk.ui.kit.fields import ChoiceField, DayField, LineField, NoteField, choices_of
from hrdesk.ui.kit.pick import PickField
from hrdesk.ui.pages.seeds.loading import Choices, officer_choices
from hrdesk.ui.pages.seeds.notices import NoticesField
from hrdesk.ui.pages.seeds.topics import TopicsField

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench


class AppointmentEditor(Editor):
    """An appointment, new or held; the person of a held one stays."""

    name = "appointment"

    def __init__(
        self, parent: QWidget, bench: "Workbench", choices: Choices, held: Appointment | None, *, today: date, reason: str = "", who: OfficerId | None = None
    ) -> None:
        self.held = held
        self.people: dict[OfficerId, Officer] = {one.id: one for one, _ in choices.people}
        self.officer: PickField[OfficerId] = PickField("officer", "人員", officer_choices(choices), required=True)
        self.start = DayField("start", "指派日期", required=True)
        self.document = LineField("document", "指派文號")
        self.systems = TopicsField("systems", "輔導系統", choices.topics)
        self.scope = LineField("scope", "輔導範圍", hint="例如：本局及所屬。")
        groups = list(choices.groups)
        if held is not None and held.dedicated and held.dedicated not in groups:
            groups.append(held.dedicated)
        self.dedicated: ChoiceField[str] = ChoiceField("dedicated", "專責類別（陸三(二)）", [(one, one) for one in groups], none="無")
        self.domain = LineField("domain", "跨機關業務領域（陸三(三)）", hint="須先取得本人同意，才算生效。")
        self.consent = DayField("consent", "本人同意日期")
        self.phone = LineField("phone", "電話", hint="留空則用名冊上的。")
        self.email = LineField("email", "電子郵件", hint="留空則用名冊上的。")
        self.focus = TopicsField("focus", "重點加強的子系統（肆四(十)4）", choices.topics)
        self.focus_reason = NoteField("focus_reason", "選定重點加強的理由", lines=2)
        self._fill(held, today, reason, who)
        fields = (
            *(self.officer, self.start, self.document, self.systems, self.scope, self.dedicated, self.domain, self.consent),
            *(self.phone, self.email, self.focus, self.focus_reason),
        )
        title = "指派種籽教師" if held is None else f"修改指派：{self.people[held.officer].name if held.officer in self.people else ''}"
        super().__init__(parent, bench, title, fields, verb="指派" if held is None else "儲存", key="" if held is None else held.id)
        self.told = "已指派種籽教師" if held is None else "已修改種籽教師指派"
        self.judge()

    def arrange(self, column: Any) -> None:
        """Group the fields: the appointment, what is coached, what sets it apart, contact, reinforcement."""
        column.addWidget(self.officer)
        column.addWidget(beside(self.start, self.document))
        groups = (
            ("輔導", (self.systems, self.scope)),
            ("專責與跨機關", (self.dedicated, beside(self.domain, self.consent))),
            ("聯絡方式", (beside(self.phone, self.email),)),
            ("重點加強", (self.focus, self.focus_reason)),
        )
        for title, fields in groups:
            column.addSpacing(theme.STEP)
            column.addWidget(looks.section(title))
            for field in fields:
                column.addWidget(field)

    def draft(self) -> Appointment | None:
        """Return the appointment as it stands in the fields, None without a person or a day."""
        who, start = self.officer.value, self.start.value
        if who is None or start is None:
            return None
        person = self.people[who]
        base = self.held or Appointment(id=AppointmentId(""), agency=person.agency, officer=who, start=start)
        return replace(
            base,
            start=start,
            document=self.document.value,
            systems=self.systems.value,
            scope=self.scope.value,
            dedicated=self.dedicated.value or "",
            domain=self.domain.value,
            consent=self.consent.value,
            phone=self.phone.value or person.phone,
            email=self.email.value or person.email,
            focus=self.focus.value,
        )

    def subject(self) -> "editing.Subject | None":
        """Return the appointment that is changed here."""
        return None if self.held is None else editing.of(self.held)

    def rebase(self, held: object) -> None:
        """Go on from the appointment as somebody else saved it."""
        assert isinstance(held, Appointment)
        self.held = held

    def work(self) -> "Callable[[Desk], Changes]":
        """Return the call that keeps the appointment."""
        draft, reason = self.draft(), self.focus_reason.value
        assert draft is not None
        return lambda desk: seeds.save(desk, draft if draft.id else replace(draft, id=AppointmentId(desk.new_id())), focus_reason=reason)

    def checks(self) -> "Callable[[Desk], Sequence[Problem]] | None":
        """Return what judges the appointment with the others of the person."""
        draft = self.draft()
        return None if draft is None else lambda desk: seeds.appointment_problems(desk, draft)

    def _fill(self, held: Appointment | None, today: date, reason: str, who: OfficerId | None) -> None:
        self.officer.set_value(who)
        self.start.set_value(today)
        if held is None:
            return
        self.officer.set_value(held.officer)
        self.officer.setEnabled(False)
        self.start.set_value(held.start)
        self.document.set_text(held.document)
        self.systems.set_value(held.systems)
        self.scope.set_text(held.scope)
        self.dedicated.set_value(held.dedicated or None)
        self.domain.set_text(held.domain)
        self.consent.set_value(held.consent)
        self.phone.set_text(held.phone)
        self.email.set_text(held.email)
        self.focus.set_value(held.focus)
        self.focus_reason.set_text(reason)


class NoticesEditor(Editor):
    """The three notices of one change of an appointment."""

    def __init__(self, parent: QWidget, bench: "Workbench", held: Appointment, change: ChangeKind, name: str, today: date) -> None:
        self.held, self.change = held, change
        self.notices = NoticesField(held, change, today, self._letter)
        super().__init__(parent, bench, f"異動通知：{name}", (self.notices,), verb="儲存通知")
        self.told = "已登錄異動通知"

    def subject(self) -> "editing.Subject | None":
        """Return the appointment that is changed here."""
        return editing.of(self.held)

    def work(self) -> "Callable[[Desk], Changes]":
        """Return the call that keeps the days."""
        key, change, sent = self.held.id, self.change, self.notices.value
        return lambda desk: seeds.tell(desk, key, change, sent)

    def _letter(self, addressee: Addressee) -> None:
        about = About(appointment=self.held.id, change=self.change, addressee=addressee)
        show_form(self, self.bench, "change-notice", self.bench.year, about)


class FitnessEditor(Editor):
    """不適任檢討 of one appointment: the day, the reason, the outcome, who reviewed."""

    name = "fitness"

    def __init__(self, parent: QWidget, bench: "Workbench", held: Appointment, name: str, today: date) -> None:
        self.held = held
        self.day = DayField("day", "檢討日期", required=True)
        self.day.set_value(today)
        self.reason = NoteField("reason", "檢討事由", required=True)
        outcomes = choices_of(Fitness)
        self.outcome: ChoiceField[Fitness] = ChoiceField("outcome", "檢討結果", outcomes, hint="檢討調整者，另以「異動…」解除並指派接任人員。")  # type: ignore[arg-type]
        self.by = LineField("by", "檢討人")
        super().__init__(parent, bench, f"不適任檢討：{name}", (self.day, self.reason, self.outcome, self.by), verb="儲存檢討", key=held.id)
        self.told = "已登錄不適任檢討"

    def work(self) -> "Callable[[Desk], Changes]":
        """Return the call that keeps the review."""
        key, day, reason, outcome, by = self.held.id, self.day.value, self.reason.value, self.outcome.value, self.by.value
        assert day is not None
        assert outcome is not None
        return lambda desk: fitness.review(desk, key, day, reason, outcome, by=by)
