"""Fields of a form: the label above, the input, and beneath it what is wrong and how to mend it."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QStackedLayout, QVBoxLayout, QWidget

from hrdesk.domain.minguo import clock_text, parse_minutes, roc_short
from hrdesk.errors import Fault, HrdeskError, InputError
from hrdesk.services.core import words
from hrdesk.ui.kit import theme
from hrdesk.ui.kit.day import DayEdit
from hrdesk.ui.kit.looks import Box, dim, mark, mark_wrong, text

T = TypeVar("T")
LONGEST = 300  # characters of one line
LINES = 3  # of a note, unless told otherwise
DAY = 24 * 60  # minutes
WHOLE_HOURS, BARE_CLOCK = (1, 2), (3, 4)  # digits of 6 and 0930
AFTER_MIDNIGHT = "時間須在 00:00 到 23:59 之間"


class Field(QWidget):
    """A labelled input. `key` is the name of the record's field; `edited` tells that the person changed it.

    Beneath the input a line is held: what is wrong stands in the place of the hint, so that nothing moves while somebody types.

    Subclasses put their input into `place` and give `text`/`set_text` (what is kept while somebody types) and `value`.
    """

    edited = Signal()
    secret = False  # is never kept

    def __init__(self, key: str, label: str, *, hint: str = "", required: bool = False) -> None:
        super().__init__()
        self.key, self.label, self.required = key, label, required
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.STEP // 2)
        self.caption = QLabel(f"{label}　＊" if required else label)
        self.caption.setContentsMargins(0, 0, 0, theme.STEP // 2)
        column.addWidget(self.caption)
        self.place = QHBoxLayout()
        self.place.setSpacing(theme.STEP * 2)
        column.addLayout(self.place)
        self._under = QStackedLayout()
        column.addLayout(self._under)  # before it holds anything: shown without a parent, a label would be a window of its own
        self.hint, self.problem = dim(hint), text("", "error")
        for one in (self.hint, self.problem, text("字09，", "secondary")):  # the last is never shown: it holds the line, of Latin and Chinese alike
            self._under.addWidget(one)

    def put(self, widget: QWidget, *, stretch: int = 1) -> None:
        """Put the input below the label and give it its name."""
        widget.setAccessibleName(self.label)
        widget.setAccessibleDescription(self.hint.text())
        self.caption.setBuddy(widget)
        self.place.addWidget(widget, stretch)
        self.setFocusProxy(widget)

    def say(self, hint: str) -> None:
        """Show another hint beneath the input, or none; its line is held for it."""
        self.hint.setText(hint)

    def text(self) -> str:
        """Return the input as it is kept while somebody types."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Show an input as it was kept."""
        raise NotImplementedError

    def text_of(self, value: object) -> str:
        """Return how a value of a record would stand in the field, as `text` would give it."""
        if isinstance(value, date):
            return roc_short(value)
        if isinstance(value, tuple):
            return "、".join(str(one) for one in value)
        return "" if value is None else str(value)

    def can_show(self, value: object) -> bool:
        """Tell whether a value of a record can stand in the field at all."""
        del value
        return True

    def in_words(self, text: str) -> str:
        """Return what `text` gave, as a person reads it."""
        return text

    def fault(self) -> str:
        """Return what is wrong with the input by itself (no date, an empty required field), or nothing."""
        return "請填寫" if self.required and not self.text().strip() else ""

    def show_problem(self, sentence: str, *, warning: bool = False) -> None:
        """Show a sentence beneath the input, or none."""
        mark(self.problem, "role", "hint" if warning else "error")
        self.problem.setText(sentence)
        self._under.setCurrentWidget(self.problem if sentence else self.hint)
        if (widget := self.focusProxy()) is not None:
            mark_wrong(widget, wrong=bool(sentence) and not warning)
            widget.setAccessibleDescription(sentence or self.hint.text())


class LineField(Field):
    """One line of text; completed from `known` as one types."""

    def __init__(self, key: str, label: str, *, hint: str = "", required: bool = False, known: Iterable[str] = (), secret: bool = False) -> None:
        super().__init__(key, label, hint=hint, required=required)
        self.line = QLineEdit()
        self.secret = secret
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.put(self.line)
        self.offer(known)
        self.line.textChanged.connect(lambda _: self.edited.emit())

    def offer(self, known: Iterable[str]) -> None:
        """Complete what is typed from these texts."""
        from hrdesk.ui.kit.pick import completer

        texts = tuple(dict.fromkeys(known))
        if texts:
            self.line.setCompleter(completer(texts, self.line))

    def text(self) -> str:
        """Return the text."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Show a text."""
        self.line.setText(text)

    def fault(self) -> str:
        """Return what is wrong with the line: a whole document pasted into it."""
        length = len(self.text())
        return f"這一欄最多 {LONGEST} 字，目前有 {length} 字。" if length > LONGEST and not self.secret else super().fault()

    @property
    def value(self) -> str:
        """Return the text without spaces around it."""
        return self.line.text().strip()


class NumberField(LineField):
    """A whole number of 0 or more, or nothing; full-width digits count."""

    def __init__(self, key: str, label: str, *, unit: str = "", hint: str = "", required: bool = False) -> None:
        super().__init__(key, label, hint=hint, required=required)
        self.line.setMaximumWidth(QFontMetrics(self.line.font()).averageCharWidth() * 16)
        self.place.addWidget(QLabel(unit))
        self.place.addStretch(1)

    def fault(self) -> str:
        """Return what is wrong with the number."""
        if self.value and not (self.value.isdecimal() and len(self.value) <= len("999999")):
            return words.in_window(InputError(Fault.NOT_A_NUMBER, text=self.value, wanted=" 0 以上的整數"))
        return super().fault()

    @property
    def number(self) -> int | None:
        """Return the number, None for an empty field."""
        return int(self.value) if self.value and not self.fault() else None


class NoteField(Field):
    """Several lines of text; `limit` counts characters, not code units, and only tells."""

    def __init__(self, key: str, label: str, *, hint: str = "", required: bool = False, lines: int = LINES, limit: int = 0) -> None:
        super().__init__(key, label, hint=hint, required=required)
        self.limit = limit
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(QFontMetrics(self.note.font()).lineSpacing() * lines + 16)
        self.put(self.note)
        self.note.textChanged.connect(self._changed)

    def text(self) -> str:
        """Return the text."""
        return self.note.toPlainText()

    def set_text(self, text: str) -> None:
        """Show a text."""
        self.note.setPlainText(text)

    @property
    def value(self) -> str:
        """Return the text without blank space around it."""
        return self.text().strip()

    def _changed(self) -> None:
        if self.limit:
            self.say(f"{len(self.text())} / {self.limit} 字")
        self.edited.emit()


class DayField(Field):
    """A 民國 date, typed in any spelling of the field or picked from a calendar."""

    def __init__(self, key: str, label: str, *, hint: str = "", required: bool = False) -> None:
        super().__init__(key, label, hint=hint, required=required)
        self.edit = DayEdit()
        self.put(self.edit, stretch=0)
        self.place.addStretch(1)
        self.edit.edited.connect(self.edited)

    def text(self) -> str:
        """Return the date as typed."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Show a date as typed."""
        self.edit.set_text(text)

    def fault(self) -> str:
        """Return what is wrong with the date."""
        return self.edit.fault() or super().fault()

    @property
    def value(self) -> date | None:
        """Return the day, None for an empty field or one that holds no date."""
        return self.edit.day()

    def set_value(self, day: date | None) -> None:
        """Show a day, or none."""
        self.edit.set_day(day)


class ClockField(LineField):
    """A duration as H:MM, or with `of_day` a time of day, before 24:00; four digits will do (0930)."""

    def __init__(self, key: str, label: str, *, hint: str = "", required: bool = False, of_day: bool = False) -> None:
        super().__init__(key, label, hint=hint, required=required)
        self._of_day = of_day
        self.line.setMaximumWidth(QFontMetrics(self.line.font()).averageCharWidth() * 14)
        self.line.setPlaceholderText("09:30" if of_day else "6:00")
        self.place.addStretch(1)
        self.line.editingFinished.connect(self._spell)

    def fault(self) -> str:
        """Return what is wrong with the time."""
        if self.value:
            try:
                minutes = parse_minutes(self._spelt())
                if self._of_day and minutes >= DAY:
                    return AFTER_MIDNIGHT
            except HrdeskError as error:
                return words.in_window(error)
        return super().fault()

    @property
    def minutes(self) -> int | None:
        """Return the minutes, None for an empty field or no time."""
        return parse_minutes(self._spelt()) if self.value and not self.fault() else None

    def text_of(self, value: object) -> str:
        """Return minutes as they would stand here."""
        return clock_text(value) if isinstance(value, int) else ""

    def set_minutes(self, minutes: int | None) -> None:
        """Show minutes after midnight, or nothing."""
        self.set_text("" if minutes is None else clock_text(minutes))

    def _spelt(self) -> str:
        """Return what was typed with its colon: 0930 is 09:30, and one or two digits are whole hours."""
        text = self.value
        if text.isdecimal() and len(text) in WHOLE_HOURS:
            return f"{text}:00"
        return f"{text[:-2]}:{text[-2:]}" if text.isdecimal() and len(text) in BARE_CLOCK else text

    def _spell(self) -> None:
        if (minutes := self.minutes) is not None and self.line.text() != clock_text(minutes):
            self.line.setText(clock_text(minutes))


class ChoiceField(Field, Generic[T]):
    """One of a few values, each with its label; `none` is the label of no choice ("" = a choice is needed)."""

    def __init__(self, key: str, label: str, choices: Sequence[tuple[T, str]], *, none: str = "", hint: str = "", required: bool = False) -> None:
        super().__init__(key, label, hint=hint, required=required)
        self.box = Box()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(10)
        self.put(self.box)
        self._values: list[T | None] = []
        self._none = none
        self.offer(choices)
        self.box.currentIndexChanged.connect(lambda _: self.edited.emit())

    def offer(self, choices: Sequence[tuple[T, str]]) -> None:
        """Offer other values; the one chosen stays where it is among them."""
        held = self.value if self._values else None
        self.box.blockSignals(True)
        self.box.clear()
        self._values = [None] if self._none else []
        if self._none:
            self.box.addItem(self._none)
        for value, label in choices:
            self._values.append(value)
            self.box.addItem(label)
        self.set_value(held)
        self.box.blockSignals(False)

    def text(self) -> str:
        """Return the label chosen."""
        return "" if self.value is None else self.box.currentText()

    def can_show(self, value: object) -> bool:
        """Tell whether a value is offered, or no choice where that is one."""
        return value in self._values or (not value and None in self._values)

    def text_of(self, value: object) -> str:
        """Return the label of a value, nothing for one that is not offered."""
        return next((self.box.itemText(n) for n, one in enumerate(self._values) if one is not None and one == value), "")

    def set_text(self, text: str) -> None:
        """Choose by label."""
        self.box.setCurrentIndex(max(self.box.findText(text), 0))

    @property
    def value(self) -> T | None:
        """Return the value chosen, None for none."""
        at = self.box.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else None

    def set_value(self, value: T | None) -> None:
        """Choose a value."""
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else 0)


class TicksField(Field, Generic[T]):
    """Any of a few values, each a box to tick, in rows of `across`."""

    def __init__(self, key: str, label: str, choices: Sequence[tuple[T, str]], *, hint: str = "", required: bool = False, across: int = 4) -> None:
        from PySide6.QtWidgets import QGridLayout

        super().__init__(key, label, hint=hint, required=required)
        self.boxes: list[tuple[T, QCheckBox]] = []
        inside = QWidget()
        cells = QGridLayout(inside)
        cells.setContentsMargins(0, 0, 0, 0)
        for n, (value, called) in enumerate(choices):
            box = QCheckBox(called)
            box.setAccessibleName(f"{label} {called}")
            box.toggled.connect(lambda _: self.edited.emit())
            cells.addWidget(box, n // across, n % across, Qt.AlignmentFlag.AlignLeft)
            self.boxes.append((value, box))
        cells.setColumnStretch(across, 1)
        self.put(inside)
        if self.boxes:
            self.setFocusProxy(self.boxes[0][1])

    def text(self) -> str:
        """Return the ticked labels."""
        return "、".join(box.text() for _, box in self.boxes if box.isChecked())

    def text_of(self, value: object) -> str:
        """Return the labels of values."""
        ticked = value if isinstance(value, (tuple, list)) else ()
        return "、".join(box.text() for one, box in self.boxes if one in ticked)

    def set_text(self, text: str) -> None:
        """Tick by labels."""
        ticked = text.split("、")
        for _, box in self.boxes:
            box.setChecked(box.text() in ticked)

    @property
    def value(self) -> tuple[T, ...]:
        """Return the values ticked, in their order."""
        return tuple(value for value, box in self.boxes if box.isChecked())

    def set_value(self, values: Iterable[T]) -> None:
        """Tick these values."""
        ticked = list(values)
        for value, box in self.boxes:
            box.setChecked(value in ticked)


def choices_of(kind: type[Enum]) -> list[tuple[Enum, str]]:
    """Return the values of an enum with their Chinese labels."""
    return [(value, words.label(value)) for value in kind]
