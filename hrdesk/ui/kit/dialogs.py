"""Questions: one each, verbs on the buttons, Enter and Esc do what one expects; none of them blocks the program."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QFileDialog, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from hrdesk.errors import HrdeskError
from hrdesk.services.core import words
from hrdesk.ui.kit import file_words, looks, theme
from hrdesk.ui.kit.draft import Bring, Draft, DraftKey, Texts
from hrdesk.ui.kit.fields import Field, LineField, NoteField
from hrdesk.ui.kit.whole import Body

if TYPE_CHECKING:
    from hrdesk.ui.kit.tasks import Task

WIDTH = 460
FOLDER = "folder"  # a property of the program: where a file was chosen last
ENDING = re.compile(r"\*\.(\w+)")
FRAME = 40  # pixels of a window's own frame and title


class Dialog(QDialog):
    """A window-modal dialog: a title, what it holds, a line for what is wrong, and buttons named by verbs."""

    def __init__(self, parent: QWidget, title: str, verb: str, *, width: int = WIDTH, cancel: str = "取消") -> None:
        super().__init__(parent.window())
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(max(width, min(theme.grown(width), self.screen().availableGeometry().width() - FRAME)))
        self._enter_free = False
        self.unsaved: Draft | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.MARGIN, theme.GAP, theme.MARGIN, theme.GAP)
        outer.setSpacing(theme.INNER)
        self._inside = QWidget()
        self.body = looks.column(self._inside)
        self._area = Body(self._inside)
        outer.addWidget(self._area, 1)
        self.wrong = looks.text("", "error")
        self.wrong.setVisible(False)
        outer.addWidget(self.wrong)
        self.buttons = QDialogButtonBox()
        self.accept_button = QPushButton(verb)
        self.accept_button.setProperty("kind", "primary")
        self.buttons.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        if cancel:
            self.cancel_button = QPushButton(cancel)
            self.buttons.addButton(self.cancel_button, QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.finish)
        self.buttons.rejected.connect(self.reject)
        outer.addWidget(self.buttons)
        self.accept_button.setDefault(True)  # only now: before it stands in the dialog, Enter would press whichever button comes first

    def finish(self) -> None:
        """Do what the verb says; subclasses do more before the dialog closes."""
        self.accept()

    def keeps(self, place: DraftKey, texts: Texts, bring: Bring) -> Draft:
        """Keep what is typed here under a name, and offer it when the dialog is opened again."""
        self.unsaved = Draft(self, place, texts, bring)
        self.body.insertWidget(0, self.unsaved.strip)
        return self.unsaved

    def put_away(self) -> None:
        """Keep what is being typed, to be offered when the dialog is opened again, because the program is locked and closes it."""
        draft, self.unsaved = self.unsaved, None
        if draft is not None:
            draft.stop()
            self.hide()  # without the questions that closing may ask

    @override
    def done(self, result: int) -> None:
        """Close; what was kept of the draft goes with it."""
        if self.unsaved is not None:
            self.unsaved.forget()
        super().done(result)

    def fit(self) -> None:
        """Grow to what the dialog holds now: sentences wrap, and their lines count only once the width is known."""
        outer = self.layout()
        if outer is not None:
            outer.activate()
            wanted = outer.totalHeightForWidth(self.width()) if outer.hasHeightForWidth() else outer.totalSizeHint().height()
            wanted += self._area.lacking(self.width() - 2 * theme.MARGIN)
            room = self.screen().availableGeometry().height() - FRAME
            self.resize(self.width(), max(self.height(), min(wanted, room)))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Show the dialog as large as it needs to be, and go on with what was kept of it."""
        super().showEvent(event)
        if self.unsaved is not None and not event.spontaneous():
            self.unsaved.look()
        self.fit()

    def free_enter(self) -> None:
        """Leave Enter to what is typed into (a filter, a scanner, a sheet): it presses a button only where that has the focus."""
        self._enter_free = True
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Accept with Enter and leave with Esc, unless Enter belongs to what is typed into."""
        if self._enter_free and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)

    def complain(self, sentence: str) -> None:
        """Say what is wrong, above the buttons; nothing clears it."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        self.fit()

    def refuse(self, error: HrdeskError) -> None:
        """Say why a service refused, and let the person mend it."""
        self.complain(words.in_window(error))
        self.accept_button.setEnabled(True)


class Confirm(Dialog):
    """A yes-or-no question whose buttons say what they do."""

    def __init__(self, parent: QWidget, title: str, question: str, verb: str, *, danger: bool = False) -> None:
        super().__init__(parent, title, verb)
        self.body.addWidget(looks.text(question))
        if danger:
            looks.mark(self.accept_button, "kind", "danger")
            self.cancel_button.setDefault(True)
            self.cancel_button.setFocus()


class Ask(Dialog):
    """A few fields to fill in before something is done; with a `place` what is typed is kept, but for secrets."""

    def __init__(self, parent: QWidget, title: str, verb: str, fields: Sequence[Field], *, say: str = "", place: DraftKey | None = None) -> None:
        super().__init__(parent, title, verb)
        if say:
            self.body.addWidget(looks.text(say))
        self.fields = tuple(fields)
        for field in fields:
            self.body.addWidget(field)
            field.edited.connect(self._look)
        self.done_with: Callable[[], None] | None = None
        self._task: Task | None = None
        if place is not None:
            draft = self.keeps(place, lambda: texts_of(self.fields), lambda texts: put_texts(self.fields, texts))
            for field in fields:
                field.edited.connect(draft.touched)
        self._look()
        if fields:
            fields[0].setFocus()

    def finish(self) -> None:
        """Hand over, unless a field is wrong; the dialog stays open until `accept` is called where somebody listens."""
        faults = [(field, field.fault()) for field in self.fields]
        for field, fault in faults:
            field.show_problem(fault)
        self.fit()
        if any(fault for _, fault in faults):
            return
        if self.done_with is None:
            self.accept()
        else:
            self.done_with()

    def follow(self, task: "Task | None") -> None:
        """Stay, with everything typed, until what was begun with it is done, and close then; why that was refused is said here. None = it is done."""
        if task is None:
            self.accept()
            return
        self._task = task
        task.failed = self.refuse
        task.ended.connect(self._ended)
        self.accept_button.setEnabled(False)

    def _ended(self) -> None:
        task = self._task
        if task is not None and task.error is None and not task.cancelled:
            self.accept()
        else:
            self._look()

    def _look(self) -> None:
        self.accept_button.setEnabled(not any(field.fault() for field in self.fields))


def texts_of(fields: Sequence[Field]) -> dict[str, str]:
    """Return every field as it stands, but for secrets."""
    return {field.key: field.text() for field in fields if not field.secret}


def put_texts(fields: Sequence[Field], texts: Mapping[str, str]) -> None:
    """Put texts into the fields they were kept of."""
    for field in fields:
        if field.key in texts:
            field.set_text(texts[field.key])


def confirm(parent: QWidget, title: str, question: str, verb: str, do: Callable[[], object], *, danger: bool = False) -> Confirm:
    """Ask, and `do` it where the person says so."""
    dialog = Confirm(parent, title, question, verb, danger=danger)
    dialog.accepted.connect(lambda: do())
    dialog.open()
    return dialog


def ask_reason(parent: QWidget, title: str, say: str, verb: str, do: "Callable[[str], Task | None]", *, place: DraftKey | None = None) -> Ask:
    """Ask for a reason that is kept, `do` it with that, and follow what that begins."""
    reason = NoteField("reason", "理由", required=True)
    dialog = Ask(parent, title, verb, [reason], say=say, place=place)
    dialog.done_with = lambda: dialog.follow(do(reason.value))
    dialog.open()
    return dialog


def ask_line(
    parent: QWidget,
    title: str,
    label: str,
    verb: str,
    do: "Callable[[str], Task | None]",
    *,
    say: str = "",
    secret: bool = False,
    place: DraftKey | None = None,
) -> Ask:
    """Ask for one line, `do` it with that, and follow what that begins."""
    line = LineField("line", label, required=True, secret=secret)
    dialog = Ask(parent, title, verb, [line], say=say, place=place)
    dialog.done_with = lambda: dialog.follow(do(line.text() if secret else line.value))
    dialog.open()
    return dialog


def choose_open(parent: QWidget, title: str, kinds: str, do: Callable[[Path], object]) -> QFileDialog:
    """Let a person choose one file to open; `kinds` as 「試算表 (*.xlsx *.ods)」."""
    dialog = _files(parent, title, kinds, QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: do(Path(name)))
    dialog.open()
    return dialog


def choose_several(parent: QWidget, title: str, kinds: str, do: Callable[[list[Path]], object]) -> QFileDialog:
    """Let a person choose files to open."""
    dialog = _files(parent, title, kinds, QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: do([Path(name) for name in names]))
    dialog.open()
    return dialog


def choose_save(parent: QWidget, title: str, name: str, kinds: str, do: Callable[[Path], object]) -> QFileDialog:
    """Let a person say where to save; asks before it replaces a file. The ending follows the kind that is chosen of several."""
    dialog = _files(parent, title, kinds, QFileDialog.FileMode.AnyFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)
    dialog.filterSelected.connect(lambda kind: _end_as(dialog, kind))
    dialog.fileSelected.connect(lambda chosen: do(Path(chosen)))
    dialog.open()
    return dialog


def _end_as(dialog: QFileDialog, kind: str) -> None:
    """Let the file to be saved end as the kind chosen does, where it ends as another of the kinds offered or does not end at all."""
    wanted = _ending(kind)
    offered = {_ending(one) for one in dialog.nameFilters()}
    if wanted:
        dialog.setDefaultSuffix(wanted)
        chosen = Path(dialog.selectedFiles()[0])
        ending = chosen.suffix.lstrip(".").lower()
        if ending in offered - {wanted}:
            dialog.selectFile(str(chosen.with_suffix(f".{wanted}")))


def _ending(kind: str) -> str:
    """Return the first ending of a kind as 「試算表 (*.xlsx *.ods)」, "" where any will do."""
    found = ENDING.search(kind)
    return found.group(1).lower() if found else ""


def choose_folder(parent: QWidget, title: str, do: Callable[[Path], object]) -> QFileDialog:
    """Let a person choose a folder."""
    dialog = _files(parent, title, "", QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda name: do(Path(name)))
    dialog.open()
    return dialog


def _folder_of(names: Sequence[str]) -> str:
    """Return where what was chosen lies; a path that was typed is elsewhere than the folder the dialog shows."""
    chosen = Path(names[0])
    return str(chosen if chosen.is_dir() else chosen.parent)


def _files(parent: QWidget, title: str, kinds: str, mode: QFileDialog.FileMode) -> QFileDialog:
    dialog = QFileDialog(parent.window(), title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(mode)
    program = QApplication.instance()
    if program is not None:
        dialog.setDirectory(program.property(FOLDER) or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        dialog.filesSelected.connect(lambda names: program.setProperty(FOLDER, _folder_of(names)))
    if kinds:
        dialog.setNameFilter(kinds)
    file_words.say(dialog)
    return dialog
