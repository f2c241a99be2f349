"""Editing one record: a draft in fields, judged while it is typed, kept every few seconds, saved by one service call."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from hrdesk.domain.values import Changes, Problem, Severity
from hrdesk.errors import HrdeskError
from hrdesk.services.core import words
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import Dialog, confirm, put_texts, texts_of
from hrdesk.ui.kit.draft import DraftKey
from hrdesk.ui.kit.fields import Field
from hrdesk.ui.kit.sharing import Sharing

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.services.opening.editing import Subject
    from hrdesk.ui.workbench import Workbench

JUDGE_AFTER = 150  # milliseconds without a key
WIDE = 560
LACKING = "還要填好："


class Editor(Dialog):
    """A dialog over one draft. Subclasses give the fields, `problems(desk)` over the values on screen, and `save(desk)`.

    `name` and `key` are what the draft is kept under while it is typed ("" = a new record). `facts` stand at the right. One that changes what is
    in the book already gives its `subject` and, where it keeps the record, `rebase`: then nothing that others save meanwhile is overwritten.
    """

    name = ""

    def __init__(
        self, parent: QWidget, bench: "Workbench", title: str, fields: Sequence[Field], *, verb: str = "儲存", key: str = "", facts: QWidget | None = None
    ) -> None:
        super().__init__(parent, title, verb, width=WIDE)
        self.bench, self.key = bench, key
        self.fields = tuple(fields)
        self.by_key = {field.key: field for field in fields}
        self.after: Callable[[Changes], None] | None = None
        self.told = ""
        self._lacking = self._opened = self._saving = False
        self._touched: set[str] = set()
        self.typed = False  # by this person, since the editor was opened
        self.began: Mapping[str, str] = {}  # the fields as they were opened
        self._lay_out(facts)
        self.sharing = Sharing(self)
        self._judging = QTimer(self)
        self._judging.setInterval(JUDGE_AFTER)
        self._judging.setSingleShot(True)
        self._judging.timeout.connect(self.judge)
        if self.name:
            self.keeps(DraftKey(bench, self.name, key), self.values, self.set_values)
        for field in self.fields:
            field.edited.connect(lambda field=field: self._edited(field))
        if self.fields:
            self.fields[0].setFocus()

    def work(self) -> "Callable[[Desk], Changes]":
        """Return the service call that saves what stands in the fields; called on the window's thread, run on the desk's."""
        raise NotImplementedError

    def checks(self) -> "Callable[[Desk], Sequence[Problem]] | None":
        """Return what judges the fields with the book at hand, or None where the fields by themselves are enough."""
        return None

    def subject(self) -> "Subject | None":
        """Return what in the book is changed here, None for something new; asked once, when the editor is shown."""
        return None

    def showing(self, held: object) -> Mapping[str, str]:
        """Return how the fields would stand for a record, by key; those that it has nothing for are left out."""
        values = [(field, getattr(held, field.key)) for field in self.fields if hasattr(held, field.key)]
        return {field.key: field.text_of(value) for field, value in values if field.can_show(value)}

    def rebase(self, held: object) -> None:
        """Go on from the record as somebody else saved it: what `work` changes is changed in that one."""

    def values(self) -> dict[str, str]:
        """Return every field as it stands."""
        return texts_of(self.fields)

    def set_values(self, values: Mapping[str, str]) -> None:
        """Bring back fields as they were kept."""
        put_texts(self.fields, values)
        self.typed = True
        self.judge()

    def put(self, values: Mapping[str, str]) -> None:
        """Take over what somebody else saved, where it differs."""
        self.set_values({key: text for key, text in values.items() if key in self.by_key and self.by_key[key].text() != text})

    def renew(self, values: Mapping[str, str]) -> None:
        """Show what somebody else saved in an editor into which nothing was typed."""
        self.put(values)
        self.began = self.values()
        self._judging.stop()
        self._touched.clear()
        self.typed = False
        if self.unsaved is not None:
            self.unsaved.begin_anew()

    def others_touched(self, than: Mapping[str, str]) -> bool:
        """Tell whether a field was changed that is none of these."""
        return any(text != self.began.get(key, "") for key, text in self.values().items() if key not in than)

    def restrain(self, *, restrained: bool) -> None:
        """Let the fields only be looked at, or be typed into again."""
        self.inside.setEnabled(not restrained)
        self.allow(not restrained and not self._lacking)

    def allow(self, yes: bool = True) -> None:
        """Let it be saved, unless it is being saved already or somebody else is at the record."""
        self.accept_button.setEnabled(yes and not self._saving and not self.sharing.waiting)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Go on with what was kept of this editor, where the person asked for that; what is still wrong or missing keeps the button off."""
        if not self._opened:
            self._opened, self.began, self.typed = True, self.values(), False
            self.sharing.begin()
            if self.unsaved is not None:  # of a record that is in the book only what was changed, so that going on later takes nothing of the others back
                self.unsaved.whole = self.sharing.subject is None
        super().showEvent(event)
        self._find_faults()
        if self._lacking:
            self.accept_button.setEnabled(False)

    def judge(self) -> None:
        """Judge the fields, and where they are whole in themselves, the draft with the book."""
        faults = self._find_faults()
        for field in self.fields:
            if field.key in self._touched:
                field.show_problem(faults[field.key])
        self.allow(not self._lacking)
        checks = None if self._lacking else self.checks()
        if checks is not None:
            self.bench.read(checks, self._judged, self._unjudged)

    def _find_faults(self) -> Mapping[str, str]:
        """Return what is wrong with each field by itself; the button that is off for it says which, also where they are scrolled away."""
        faults = {field.key: field.fault() for field in self.fields}
        labels = "、".join(field.label for field in self.fields if faults[field.key])
        self._lacking = bool(labels)
        self.accept_button.setToolTip(f"{LACKING}{labels}" if labels else "")
        return faults

    def finish(self) -> None:
        """Save, and close once it is saved; what a service refuses is said here and nothing is lost."""
        self._touched.update(self.by_key)
        self.judge()
        if not self.accept_button.isEnabled():
            return
        self._saving = True
        self.accept_button.setEnabled(False)
        self.bench.write(self.sharing.guarded(self.work()), self.told, self._saved, self._not_saved)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc, after a question where words would be lost."""
        if event.key() == Qt.Key.Key_Escape and self._would_lose():
            self._ask_to_leave()
        else:
            super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Close with the window's own button, after a question where words would be lost."""
        if self.isVisible() and self._would_lose():
            event.ignore()
            self._ask_to_leave()
        else:
            super().closeEvent(event)

    def _would_lose(self) -> bool:
        return self.typed and not self._saving and self.values() != self.began

    def _ask_to_leave(self) -> None:
        confirm(self, "放棄輸入？", "這裡打好的內容還沒有儲存。", "放棄", self.reject, danger=True)

    @override
    def done(self, result: int) -> None:
        """Close, and let the record go."""
        self.sharing.end()
        super().done(result)

    @override
    def refuse(self, error: HrdeskError) -> None:
        """Say why a service refused, and let the person mend it."""
        super().refuse(error)
        self.allow()

    @override
    def put_away(self) -> None:
        """Keep the draft as it stands, and let the record go."""
        super().put_away()
        self.sharing.end()

    def _saved(self, changes: Changes) -> None:
        self.accept()
        if self.after is not None:
            self.after(changes)

    def _not_saved(self, error: HrdeskError) -> None:
        self._saving = False
        if not self.sharing.met(error):
            self.refuse(error)

    def _judged(self, problems: Sequence[Problem]) -> None:
        self.complain("")
        seen: set[str] = set()
        for problem in sorted(problems, key=lambda one: one.severity is not Severity.ERROR):
            field = self.by_key.get(problem.where)
            if field is None:
                self.complain(words.of_problem(problem))
            elif field.key not in seen and (field.key in self._touched or problem.severity is not Severity.ERROR):
                field.show_problem(words.of_problem(problem), warning=problem.severity is not Severity.ERROR)
                seen.add(field.key)
        self.allow(not any(problem.severity is Severity.ERROR for problem in problems))

    def _unjudged(self, error: HrdeskError) -> None:
        self.complain(words.in_window(error))

    def _edited(self, field: Field) -> None:
        self.typed = self.typed or field.text() != self.began.get(field.key, "")
        self._touched.add(field.key)
        if self._lacking and not any(one.fault() for one in self.fields):
            self.judge()  # at once, for whoever types the last word and presses Enter
        self._judging.start()
        if self.unsaved is not None:
            self.unsaved.touched()

    def _lay_out(self, facts: QWidget | None) -> None:
        inside = self.inside = QWidget()
        column = looks.column(inside, spacing=theme.STEP * 2)  # beneath each field stands the line that it holds
        column.setContentsMargins(0, 0, theme.INNER, 0)
        self.arrange(column)
        column.addStretch(1)
        beside = QHBoxLayout()
        beside.setSpacing(theme.GAP)
        beside.addWidget(looks.scrolled(inside), 3)
        if facts is not None:
            beside.addWidget(facts, 2)
        self.body.addLayout(beside)
        self.resize(WIDE if facts is None else WIDE + theme.PANE, min(inside.sizeHint().height() + 130, 540))

    def arrange(self, column: Any) -> None:
        """Put the fields into the column, one under the other; subclasses may group them."""
        for field in self.fields:
            column.addWidget(field)


def beside(*fields: Field) -> QWidget:
    """Return short fields side by side, for `arrange`."""
    made = QWidget()
    line = looks.row(*fields, spacing=theme.INNER)
    line.setContentsMargins(0, 0, 0, 0)
    for field in fields:
        line.setAlignment(field, Qt.AlignmentFlag.AlignTop)  # a hint under one of them leaves the others in line
    made.setLayout(line)
    return made
