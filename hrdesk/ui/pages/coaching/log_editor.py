"""Adding and changing an entry of the backup or transmission log."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from hrdesk.domain.record import LogId, OfficerId
from hrdesk.domain.seeds import LogKind, Outcome, SystemLog
from hrdesk.domain.values import Changes, Problem
from hrdesk.errors import HrdeskError
from hrdesk.services.core import words
from hrdesk.services.opening import editing
from hrdesk.services.teachers import coaching
from hrdesk.services.teachers.log_year import LogYear
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.day import DayEdit
from hrdesk.ui.kit.editor import Editor, beside
from hrdesk.ui.kit.fields import ChoiceField, DayField, LineField, NoteField, TicksField
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.pages.coaching.keys import KnownLine

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench


class LogStrip(QFrame):
    """One line that adds an entry: kind, day, system, result, verified, what happened; Enter keeps it and begins the next."""

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        self.bench = bench
        self.setProperty("role", "card")
        self.kind, self.result = _numbered("種類", LogKind), _numbered("結果", Outcome)
        self.day, self.system, self.detail = DayEdit(), KnownLine("系統別"), KnownLine("說明")
        self.day.setAccessibleName("日期")
        self.verified = QCheckBox("已驗證可還原")
        self.saver = looks.button("登錄", self.save, kind="primary", sign="add")
        self.wrong = looks.text("", "error")
        self.wrong.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.INNER, theme.STEP * 2, theme.INNER, theme.INNER)
        column.addLayout(self._line())
        column.addWidget(self.wrong)
        bench.writable_changed.connect(self._enable)
        self._enable(bench.writable)

    def offer(self, found: LogYear) -> None:
        """Offer the systems known; the day is today where none stands there."""
        if self.day.day() is None:
            self.day.set_day(found.today)
        self.system.offer(found.systems)

    def save(self) -> None:
        """Keep the entry, or say what is wrong."""
        day = self.day.day()
        if day is None:
            self._complain(self.day.fault() or "請填寫日期")
            return
        if not self.saver.isEnabled():
            return
        make = self._maker(day)
        self.saver.setEnabled(False)
        self.bench.write(lambda desk: coaching.log(desk, make(desk)), f"已新增{words.label(self.kind.currentData())}紀錄", self._saved, self._refused)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Enter from every input."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        else:
            super().keyPressEvent(event)

    def _enable(self, writable: object) -> None:
        self.saver.setEnabled(bool(writable))

    def _maker(self, day: date) -> "Callable[[Desk], SystemLog]":
        kind, result = self.kind.currentData(), self.result.currentData()
        system, detail, verified, who = self.system.value, self.detail.value, self.verified.isChecked(), self.bench.signed.officer

        def make(desk: "Desk") -> SystemLog:
            return SystemLog(
                id=LogId(desk.new_id()),
                agency=desk.workspace.agency,
                kind=kind,
                day=day,
                system=system,
                outcome=result,
                officer=who,
                verified=verified,
                detail=detail,
            )

        return make

    def _saved(self, changes: Changes) -> None:
        del changes
        self.saver.setEnabled(self.bench.writable)
        self.wrong.setVisible(False)
        self.detail.clear()
        self.result.setCurrentIndex(0)
        self.system.setFocus()

    def _refused(self, error: HrdeskError) -> None:
        self.saver.setEnabled(self.bench.writable)
        self._complain(words.in_window(error))

    def _complain(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(True)

    def _line(self) -> Flow:
        cells: tuple[tuple[str, QWidget, int], ...] = (
            ("種類", self.kind, 0),
            ("日期", self.day, 0),
            ("系統別", self.system, 2),
            ("結果", self.result, 0),
            ("說明", self.detail, 3),
            ("", self.verified, 0),
            ("", self.saver, 0),
        )
        return looks.captioned(cells)


class LogEditor(Editor):
    """The editor of one entry with everything it holds."""

    name = "coaching-log"

    def __init__(self, parent: QWidget, bench: "Workbench", found: LogYear, record: SystemLog) -> None:
        self.record = record
        self.kind: ChoiceField[LogKind] = ChoiceField("kind", "種類", [(one, words.label(one)) for one in LogKind])
        self.day = DayField("day", "日期", required=True)
        self.system = LineField("system", "系統別", required=True, known=found.systems)
        self.outcome: ChoiceField[Outcome] = ChoiceField("outcome", "結果", [(one, words.label(one)) for one in Outcome])
        self.officer: ChoiceField[OfficerId] = ChoiceField("officer", "辦理人", found.people, none="未登錄")
        self.verified: TicksField[bool] = TicksField("verified", "驗證", [(True, "已驗證可還原")])
        self.detail, self.remedy = NoteField("detail", "說明"), NoteField("remedy", "改善措施")
        fields = (self.kind, self.day, self.system, self.outcome, self.officer, self.verified, self.detail, self.remedy)
        super().__init__(parent, bench, "修改備份或傳輸紀錄", fields, key=record.id)
        self.told = "已修改紀錄"
        self._show(record)
        self.judge()

    def arrange(self, column: Any) -> None:
        """Put short fields side by side."""
        for widget in (beside(self.kind, self.day), self.system, beside(self.outcome, self.officer), self.verified, self.detail, self.remedy):
            column.addWidget(widget)

    def subject(self) -> "editing.Subject | None":
        """Return the entry that is changed here."""
        return editing.of(self.record)

    def rebase(self, held: object) -> None:
        """Go on from the entry as somebody else saved it."""
        assert isinstance(held, SystemLog)
        self.record = held

    def showing(self, held: object) -> Mapping[str, str]:
        """Return how the fields would stand for an entry."""
        assert isinstance(held, SystemLog)
        return {**super().showing(held), "verified": self.verified.text_of((True,) if held.verified else ())}

    def work(self) -> "Callable[[Desk], Changes]":
        """Return the service call."""
        entry = self._entry()
        return lambda desk: coaching.log(desk, entry)

    def checks(self) -> "Callable[[Desk], Sequence[Problem]] | None":
        """Return the service's own judgement."""
        entry = self._entry()
        return lambda desk: coaching.log_problems(desk, entry)

    def _entry(self) -> SystemLog:
        return replace(
            self.record,
            kind=self.kind.value or self.record.kind,
            day=self.day.value or self.record.day,
            system=self.system.value,
            outcome=self.outcome.value or self.record.outcome,
            officer=self.officer.value,
            verified=bool(self.verified.value),
            detail=self.detail.value,
            remedy=self.remedy.value,
        )

    def _show(self, record: SystemLog) -> None:
        self.kind.set_value(record.kind)
        self.day.set_value(record.day)
        self.system.set_text(record.system)
        self.outcome.set_value(record.outcome)
        self.officer.set_value(record.officer)
        self.verified.set_value([True] if record.verified else [])
        self.detail.set_text(record.detail)
        self.remedy.set_text(record.remedy)


def _numbered(name: str, kind: type[LogKind] | type[Outcome]) -> QComboBox:
    made = looks.Box()
    made.setAccessibleName(name)
    for n, one in enumerate(kind, 1):
        made.addItem(f"{n} {words.label(one)}", one)
    return made
