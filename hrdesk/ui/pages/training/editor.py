"""One training record on screen: the outcome in a word or session by session elsewhere, and what stands beside it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from hrdesk.domain.minguo import hours_text
from hrdesk.domain.training import Mode, Presence, TrainingRecord
from hrdesk.domain.values import Changes
from hrdesk.services.opening import editing
from hrdesk.services.study import attendance, studies
from hrdesk.services.study.studies import Amended, Study
from hrdesk.ui.evidence import EvidenceField
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.editor import Editor, beside
from hrdesk.ui.kit.fields import ChoiceField, ClockField, DayField, LineField, NoteField
from hrdesk.ui.pages.training.columns import course_name, dates

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

OUTCOMES = ((attendance.FULL, "全程到課"), (attendance.PARTIAL, "部分時數"), (attendance.LEAVE, "請假"), (attendance.ABSENT, "缺席"), ("", "尚未登錄"))
LEAVES = ("公假", "事假", "病假", "休假")


class StudyEditor(Editor):
    """Mends a record. The outcome stays as it is, session by session, unless another word is chosen for it."""

    name = "training"

    def __init__(self, parent: QWidget, bench: "Workbench", study: Study) -> None:
        self.study = study
        record, course = study.record, study.course
        self._first = _outcome(study)
        self.outcome = ChoiceField[str]("outcome", "到課情形", OUTCOMES, none="各場次不同（照原登錄）" if self._first is None else "")
        self.minutes = ClockField("minutes", "實際時數", hint="部分時數才填，時:分")
        self.leave = LineField("leave_kind", "假別", known=LEAVES)
        self.enrolled = DayField("enrolled", "報名日期", hint="空白＝未報名而到課，不計入到課出席率的分母")
        self.completed = DayField("completed", "完成日期", hint="數位、混成課程")
        self.category = LineField("category", "人員類別", hint="空白＝依當日身分")
        self.note = NoteField("note", "備註")
        self.proof = EvidenceField(bench, "proof", "證明")
        fields = [self.outcome, self.minutes, self.leave, self.enrolled, self.completed, self.category, self.note, self.proof]
        super().__init__(parent, bench, f"修改研習紀錄　{study.officer.name}", fields, key=study.id)
        self.told = f"已修改{study.officer.name}的研習紀錄"
        self.outcome.set_value(self._first)
        self.minutes.set_minutes(study.attended if self._first == attendance.PARTIAL else None)
        self.leave.set_text(next((one.leave_kind for one in record.attendance if one.leave_kind), ""))
        self.enrolled.set_value(record.enrolled)
        self.completed.set_value(record.completed)
        self.category.set_text(record.category)
        self.note.set_text(record.note)
        self.proof.set_value(record.proof)
        for field in (self.outcome, self.minutes, self.leave):
            field.setVisible(course.mode is not Mode.DIGITAL and bool(course.sessions))
        self.completed.setVisible(course.mode is not Mode.PHYSICAL)
        self.outcome.edited.connect(self._offer)
        self._offer()
        self.judge()

    def arrange(self, column: Any) -> None:
        """Put the course above the fields."""
        column.addWidget(looks.text(course_name(self.study), "section"))
        column.addWidget(looks.dim(f"{dates(self.study)}　{hours_text(self.study.course.minutes)} 小時　{self.study.officer.unit}"))
        column.addWidget(beside(self.outcome, self.minutes, self.leave))
        column.addWidget(beside(self.enrolled, self.completed, self.category))
        column.addWidget(self.note)
        column.addWidget(self.proof)

    def subject(self) -> "editing.Subject | None":
        """Return the record that is changed here."""
        return editing.of(self.study.record)

    def rebase(self, held: object) -> None:
        """Go on from the record as somebody else saved it."""
        assert isinstance(held, TrainingRecord)
        self.study = studies.over(self.study, held)
        self._first = _outcome(self.study)

    def showing(self, held: object) -> Mapping[str, str]:
        """Return how the fields would stand for a record; the outcome is the word that its attendance amounts to."""
        assert isinstance(held, TrainingRecord)
        word = _outcome(studies.over(self.study, held))
        minutes = studies.minutes_attended(held) if word == attendance.PARTIAL else None
        leave = next((one.leave_kind for one in held.attendance if one.leave_kind), "")
        outcome = {"outcome": self.outcome.text_of(word), "minutes": self.minutes.text_of(minutes), "leave_kind": leave}
        return {**super().showing(held), **outcome}

    def work(self) -> "Callable[[Desk], Changes]":
        """Save the record."""
        key, word = self.study.id, self.outcome.value
        course, minutes, kind = self.study.course, self.minutes.minutes, self.leave.value
        kept = word is None or (word == self._first and not self._retyped())
        enrolled, completed, category = self.enrolled.value, self.completed.value, self.category.value
        note, proof = self.note.value, self.proof.value

        def save(desk: "Desk") -> Changes:
            marks = None if kept else attendance.outcome(course, word, minutes, kind) if word else ()
            return studies.amend(desk, key, Amended(enrolled, completed, category, note, proof, marks))

        return save

    def _retyped(self) -> bool:
        changed = self.minutes.minutes != self.study.attended if self._first == attendance.PARTIAL else False
        return changed or (self._first == attendance.LEAVE and self.leave.value != next((one.leave_kind for one in self.study.record.attendance), ""))

    def _offer(self) -> None:
        self.minutes.setEnabled(self.outcome.value == attendance.PARTIAL)
        self.leave.setEnabled(self.outcome.value == attendance.LEAVE)


def _outcome(study: Study) -> str | None:
    """Return the word that a record's attendance amounts to, "" for none yet, None where the sessions differ in a way no word says."""
    marks = study.record.attendance
    for word, presence in attendance.PRESENCES.items():
        kind = marks[0].leave_kind if marks else ""
        if marks and tuple(marks) == attendance.outcome(study.course, word, leave_kind=kind if presence is Presence.LEAVE else ""):
            return word
    if not marks:
        return ""
    return attendance.PARTIAL if tuple(marks) == attendance.outcome(study.course, attendance.PARTIAL, study.attended) else None
