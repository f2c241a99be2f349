"""Setting the days of stages, permitting offices to be late, and reminding those who are."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from hrdesk.domain.collected import Stage
from hrdesk.domain.staff import Agency
from hrdesk.domain.values import Key
from hrdesk.services.collecting import board, reminders, stage_days
from hrdesk.services.collecting.reminders import Owed, Reminder
from hrdesk.services.core import words
from hrdesk.services.opening import editing
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Dialog
from hrdesk.ui.kit.draft import DraftKey
from hrdesk.ui.kit.editor import Editor, beside
from hrdesk.ui.kit.fields import ChoiceField, DayField, LineField, NoteField
from hrdesk.ui.list_window import show_list

if TYPE_CHECKING:
    from hrdesk.domain.values import Changes
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

SET_HERE = "期限由彙整機關自定；評估、核定與函知沒有自定時，以研習計畫的每年 1 月底為準（陸三(一)）。"


class DuesEditor(Editor):
    """The days of all stages of a year in one dialog; an empty one takes the day back."""

    name = "stage-dues"

    def __init__(self, parent: QWidget, bench: "Workbench", year: int, dues: Mapping[Stage, date | None]) -> None:
        self.year = year
        self.days = {stage: DayField(stage.value, words.label(stage)) for stage in dues}
        self.document = LineField("document", "函文字號", hint="例如北市人資字第 1160000001 號；可留空。")
        self._before = dict(dues)
        super().__init__(parent, bench, f"{year}年度各階段期限", (*self.days.values(), self.document), key=str(year))
        self.told = "已設定期限"
        for stage, day in dues.items():
            self.days[stage].set_value(day)
        self.judge()

    def arrange(self, column: Any) -> None:
        """Put the days two by two."""
        column.addWidget(looks.text(SET_HERE, "dim"))
        fields = list(self.days.values())
        for start in range(0, len(fields), 2):
            column.addWidget(beside(*fields[start : start + 2]))
        column.addWidget(self.document)

    def subject(self) -> "editing.Subject | None":
        """Return the days that is changed here."""
        return editing.Subject(Key("StageDue", self.key), self._before, self._now())

    def showing(self, held: object) -> Mapping[str, str]:
        """Return how the days would stand."""
        assert isinstance(held, dict)
        return {stage.value: field.text_of(held[stage]) for stage, field in self.days.items()}

    def rebase(self, held: object) -> None:
        """Go on from the days as somebody else set them."""
        assert isinstance(held, dict)
        self._before = held

    def _now(self) -> "Callable[[Desk], object]":
        year, stages = self.year, tuple(self.days)

        def look(desk: "Desk") -> object:
            dues = stage_days.days_of(desk, year).dues
            return {stage: dues.get(stage) for stage in stages}

        return look

    def work(self) -> "Callable[[Desk], Changes]":
        """Return the setting of the days that are others than before."""
        year, document = self.year, self.document.value
        fresh = {stage: field.value for stage, field in self.days.items() if field.value != self._before[stage]}
        return lambda desk: stage_days.set_dues(desk, year, fresh, document)


class PermitEditor(Editor):
    """Permits offices to be late with a stage: until when, why, and who permits it."""

    name = "lateness"

    def __init__(self, parent: QWidget, bench: "Workbench", year: int, agencies: Sequence[Agency], stages: Sequence[Stage], stage: Stage) -> None:
        self.year, self.agencies = year, tuple(agencies)
        self.stage: ChoiceField[Stage] = ChoiceField("stage", "階段", [(one, words.label(one)) for one in stages])
        self.until = DayField("until", "准至", required=True)
        self.by = LineField("permitted_by", "准許人", required=True, hint="職稱與姓名")
        self.reason = NoteField("reason", "理由", required=True)
        count = len(self.agencies)
        verb = "准予" if count == 1 else f"准予 {count} 個機關"
        title = f"准予{self.agencies[0].name}逾期" if count == 1 else f"准予 {count} 個機關逾期"
        super().__init__(parent, bench, title, (self.stage, self.until, self.by, self.reason), verb=verb, key=self.agencies[0].id if count == 1 else "")
        self.told = f"已准予 {count} 個機關逾期"
        self.stage.set_value(stage)
        self.judge()

    def arrange(self, column: Any) -> None:
        """Say whom it is about above the fields."""
        column.addWidget(looks.text("、".join(one.name for one in self.agencies), "dim"))
        for part in (self.stage, beside(self.until, self.by), self.reason):
            column.addWidget(part)

    def work(self) -> "Callable[[Desk], Changes]":
        """Return the permission."""
        year, agencies, stage, until = self.year, self.agencies, self.stage.value, self.until.value
        reason, by = self.reason.value, self.by.value
        assert stage is not None
        assert until is not None
        return lambda desk: stage_days.permit_all(desk, agencies, year, stage, until=until, reason=reason, permitted_by=by)


class Reminders(Dialog):
    """Who still owes what, as a letter's text to copy, and as a list to print; what a person wrote for a choice stays for as long as the dialog is open."""

    def __init__(self, parent: QWidget, bench: "Workbench", year: int, owed: Sequence[Owed]) -> None:
        super().__init__(parent, f"{year}年度催辦名單", "複製文字", width=640, cancel="關閉")
        self.bench, self.year = bench, year
        self.found: Reminder | None = None
        self._showing = False
        self._written: dict[str, str] = {}  # by the choice it was written for
        self.owed = looks.Box()
        self.owed.setAccessibleName("催辦事項")
        for one in owed:
            self.owed.addItem(words.label(one), one)
        self.late = QCheckBox("只列已逾期的機關")
        self.count = looks.text("", "dim", wrap=False)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("催辦文字")
        self.body.addLayout(looks.row(self.owed, self.late, None, self.count))
        self.body.addWidget(self.text, 1)
        self.anew = looks.button("改回自動產生的文字", self.take_back, kind="link", sign="undo")
        self.anew.setVisible(False)
        self.body.addLayout(looks.row(self.anew, None))
        self.printer = looks.button("列印名單…", self.print, sign="print")
        self.buttons.addButton(self.printer, self.buttons.ButtonRole.ActionRole)
        self.owed.currentIndexChanged.connect(lambda _: self.load())
        self.late.toggled.connect(lambda _: self.load())
        draft = self.keeps(DraftKey(bench, "reminder", str(year), whole=True), lambda: dict(self._written), self._bring)
        self.text.textChanged.connect(self._typed)
        self.text.textChanged.connect(draft.touched)
        self.resize(640, 480)
        self.load()

    def load(self) -> None:
        """Read who owes what is chosen."""
        year, owed, late = self.year, self.owed.currentData(), self.late.isChecked()
        self.bench.read(lambda desk: reminders.reminder(desk, board.board(desk, year), owed, late_only=late), self._show, self.refuse)

    @property
    def choice(self) -> str:
        """Return what is chosen, in words."""
        return self.owed.currentText() + (f"（{self.late.text()}）" if self.late.isChecked() else "")

    def take_back(self) -> None:
        """Give up what was written for this choice and show what the program writes."""
        self._written.pop(self.choice, None)
        self._put()

    def finish(self) -> None:
        """Copy the text as it stands, and keep the window open."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.bench.tell("已複製催辦文字，可貼到公文")

    def print(self) -> None:
        """Print the list of offices."""
        found, year = self.found, self.year
        if found is not None:
            show_list(self, self.bench, words.label(found.owed), lambda desk: reminders.sheet(board.board(desk, year), found))

    def _bring(self, texts: Mapping[str, str]) -> None:
        self._written = {choice: text for choice, text in texts.items() if text}
        self._put()

    def _typed(self) -> None:
        if self.found is not None and not self._showing:
            self._written[self.choice] = self.text.toPlainText()
            self._tell_written()

    def _put(self) -> None:
        """Show what was written for the choice, else what the program writes."""
        self._showing = True
        self.text.setPlainText(self._written.get(self.choice, self.found.text if self.found else ""))
        self._showing = False
        self._tell_written()

    def _tell_written(self) -> None:
        self.anew.setVisible(self.choice in self._written)

    def _show(self, found: Reminder) -> None:
        self.found = found
        self._put()
        self.count.setText(f"{len(found.missing)} 個機關")
        self.printer.setEnabled(bool(found.missing))
