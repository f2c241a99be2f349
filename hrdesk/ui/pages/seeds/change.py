"""A seed teacher changes: end and successor, three notices, handover, and whether item 7 is met; each step is kept, and undone, by itself (伍五)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from hrdesk.domain.evaluation import ItemFacts
from hrdesk.domain.record import AppointmentId
from hrdesk.domain.seeds import Addressee, Appointment, ChangeKind, Evidence
from hrdesk.domain.values import Changes
from hrdesk.services.papers.forms import About
from hrdesk.services.people import evidence
from hrdesk.services.teachers import seeds
from hrdesk.services.teachers.seed_card import change_item
from hrdesk.ui.form_window import show_form
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Dialog, put_texts, texts_of
from hrdesk.ui.kit.draft import DraftKey
from hrdesk.ui.kit.fields import Field
from hrdesk.ui.pages.seeds.loading import Choices
from hrdesk.ui.pages.seeds.steps import EndStep, HandoverStep, NoticesStep, Step, SummaryStep

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

WIDTH, HEIGHT = 620, 470


@dataclass(frozen=True)
class Standing:
    """How a change stands: the appointment, that of the successor, item 7, and the files of the handover."""

    held: Appointment
    after: Appointment | None
    item: ItemFacts
    files: tuple[Evidence, ...]


def read_standing(desk: "Desk", key: AppointmentId, year: int) -> Standing:
    """Read how the change of an appointment stands."""
    held = seeds.appointment(desk, key)
    theirs = desk.store.all(Appointment, officer=held.successor) if held.successor else ()
    later = sorted((one for one in theirs if one.domain == held.domain and one.start >= held.start), key=lambda one: one.start)
    return Standing(held, later[0] if later else None, change_item(desk, held.officer, year), evidence.held(desk, held.handover))


class ChangeWizard(Dialog):
    """Four steps, begun where the change stands; 稍後再做 leaves what was kept."""

    def __init__(self, parent: QWidget, bench: "Workbench", standing: Standing, name: str, choices: Choices, today: date) -> None:
        super().__init__(parent, f"種籽教師異動：{name}", "解除指派", width=WIDTH, cancel="稍後再做")
        self.bench, self.choices, self.today, self.name = bench, choices, today, name
        self.standing = standing
        self.heading = looks.section("")
        self.stack = QStackedWidget()
        self.body.addWidget(self.heading)
        self.body.addWidget(self.stack, 1)
        self.back = looks.button("上一步", self.step_back)
        self.buttons.addButton(self.back, self.buttons.ButtonRole.ActionRole)
        self.steps: tuple[Step, ...] = ()
        self.resize(WIDTH, HEIGHT)
        if standing.held.end is None:
            self.keeps(DraftKey(bench, "change", standing.held.id), self._texts, self._bring)
        self._build(0 if standing.held.end is None else 1)

    @property
    def at(self) -> int:
        """Return the step shown, from 0."""
        return self.stack.currentIndex()

    def finish(self) -> None:
        """Keep what the step says and go on; the last one closes."""
        faults = [(field, field.fault()) for field in self._fields()]
        for field, fault in faults:
            field.show_problem(fault)
        if any(fault for _, fault in faults):
            return
        self.complain("")
        step = self.steps[self.at]
        if isinstance(step, EndStep):
            self._end(step)
        elif isinstance(step, NoticesStep):
            self._tell(step)
        elif isinstance(step, HandoverStep):
            self._hand_over(step)
        else:
            self.accept()

    def step_back(self) -> None:
        """Go to the step before; an end that was kept is taken back with undo, not here."""
        self._go(max(self.at - 1, 1))

    def letter(self, held: Appointment, change: ChangeKind, addressee: Addressee) -> None:
        """Show a letter as it will print."""
        show_form(self, self.bench, "change-notice", self.bench.year, About(appointment=held.id, change=change, addressee=addressee))

    def handover_list(self) -> None:
        """Show the handover list as it will print."""
        show_form(self, self.bench, "handover-list", self.bench.year, About(appointment=self.standing.held.id))

    def _end(self, step: EndStep) -> None:
        key, day, reason, successor, document = self.standing.held.id, step.day.value, step.reason.value, step.successor.value, step.document.value
        assert day is not None
        last = day  # narrowed
        if successor is not None and step.appoint.isChecked():
            who = successor
            work, told = lambda desk: seeds.hand_on(desk, key, last, reason, who, document=document), "已解除指派，並指派接任的種籽教師"
        else:
            work, told = lambda desk: seeds.end(desk, key, last, reason, successor=successor), "已解除種籽教師指派"
        self._write(work, told, lambda: self._reread(1))

    def _tell(self, step: NoticesStep) -> None:
        """Keep the notices that were changed, of both changes at once."""
        held = (self.standing.held, self.standing.after)
        told = [(one.id, field.change, field.value) for one, field in zip(held, step.fields, strict=False) if one is not None and field.changed]
        if told:
            self._write(lambda desk: seeds.tell_all(desk, told), "已登錄異動通知", lambda: self._reread(2))
        else:
            self._reread(2)

    def _hand_over(self, step: HandoverStep) -> None:
        key, day, files = self.standing.held.id, step.day.value, step.evidence.value
        same = (day, files) == (self.standing.held.handed_over, self.standing.held.handover)
        if same:
            self._reread(3)
        else:
            self._write(lambda desk: seeds.save_handover(desk, key, day, files), "已登錄交接", lambda: self._reread(3))

    def _write(self, work: "Callable[[Desk], Changes]", told: str, then: Callable[[], None]) -> None:
        self.accept_button.setEnabled(False)
        self.bench.write(work, told, lambda _: then(), self.refuse)

    def _reread(self, step: int) -> None:
        """Read how the change stands now, and show a step of it."""
        key, year = self.standing.held.id, self.bench.year

        def done(standing: Standing) -> None:
            self.standing = standing
            self._build(step)

        self.bench.read(lambda desk: read_standing(desk, key, year), done, self.refuse)

    def _build(self, step: int) -> None:
        while (gone := self.stack.widget(0)) is not None:
            self.stack.removeWidget(gone)
            gone.deleteLater()
        held = self.standing.held
        if held.end is None:
            self.steps = (EndStep(held, self.choices, self.today),)
        else:
            self.steps = (
                Step("解除指派", ""),
                NoticesStep(self, held, self.standing.after, self.today),
                HandoverStep(self, held, self.standing.files),
                SummaryStep(self, held, self.standing.after, self.standing.item),
            )
        for one in self.steps:
            self.stack.addWidget(one)
        self._watch()
        self._go(min(step, len(self.steps) - 1))

    def _watch(self) -> None:
        """Keep what is typed while the end is being written; what follows is ticked and picked."""
        if self.unsaved is not None and isinstance(self.steps[0], EndStep):
            for field in self.steps[0].asked:
                field.edited.connect(self.unsaved.touched)
        elif self.unsaved is not None:
            self.unsaved.forget()

    def _texts(self) -> dict[str, str]:
        return texts_of(self.steps[0].asked)

    def _bring(self, texts: Mapping[str, str]) -> None:
        put_texts(self.steps[0].asked, texts)

    def _go(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        shown = self.steps[step]
        self.heading.setText(f"第 {step + 1} 步，共 4 步：{shown.title}")
        self.accept_button.setText(shown.verb)
        self.accept_button.setEnabled(True)
        self.back.setVisible(step > 1)
        self.cancel_button.setVisible(not isinstance(shown, SummaryStep))
        shown.setFocus()

    def _fields(self) -> tuple[Field, ...]:
        return self.steps[self.at].asked
