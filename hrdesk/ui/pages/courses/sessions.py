"""場次: the days and times on which a course meets, a line each."""

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from hrdesk.domain.minguo import clock_text, hours_text, parse_minutes, roc_short
from hrdesk.domain.training import Session
from hrdesk.errors import HrdeskError
from hrdesk.services.core import words
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.day import DayEdit
from hrdesk.ui.kit.fields import AFTER_MIDNIGHT, DAY, Field
from hrdesk.ui.kit.icons import icon

CLOCK = 72  # pixels of a time of day
NINE, FOUR = 9 * 60, 16 * 60  # what a first session is offered


def clock_of(text: str) -> int:
    """Return minutes after midnight of 9:30 or 0930; raise InputError INVALID."""
    tidy = text.strip()
    return parse_minutes(f"{tidy[:-2]}:{tidy[-2:]}" if tidy.isdecimal() and len(tidy) in (len("930"), len("0930")) else tidy)


class SessionLine(QWidget):
    """One session: a day, from, to, and the button that takes it away."""

    edited = Signal()
    removed = Signal(object)

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = QLabel()
        self.number.setMinimumWidth(theme.STEP * 6)
        self.day = DayEdit()
        self.start, self.end = QLineEdit(), QLineEdit()
        self.length = looks.dim("")
        self.remover = QToolButton()
        self.remover.setIcon(icon("delete"))
        self.remover.clicked.connect(lambda: self.removed.emit(self))
        for line in (self.start, self.end):
            line.setFixedWidth(CLOCK)
            line.setPlaceholderText("09:00")
            line.textChanged.connect(lambda _: self._changed())
            line.editingFinished.connect(lambda line=line: _spell(line))
        self.day.edited.connect(self._changed)
        row = looks.row(self.number, self.day, self.start, QLabel("至"), self.end, self.length, None, self.remover)
        self.setLayout(row)
        self.renumber(number)

    def renumber(self, number: int) -> None:
        """Show which session it is."""
        self.number.setText(str(number))
        for widget, name in ((self.day, "日期"), (self.start, "開始時間"), (self.end, "結束時間"), (self.remover, "刪除")):
            widget.setAccessibleName(f"第{number}場{name}")
        self.remover.setToolTip(f"刪除第 {number} 場")

    def fill(self, session: Session) -> None:
        """Show a session."""
        self.day.set_day(session.day)
        self.start.setText(clock_text(session.start))
        self.end.setText(clock_text(session.end))

    def session(self) -> Session | None:
        """Return the session, None where something of it is missing or wrong."""
        return None if self.fault() else Session(self._day(), clock_of(self.start.text()), clock_of(self.end.text()), timed=True)

    def fault(self) -> str:
        """Return what is wrong with it, or nothing."""
        if not (self.day.text().strip() and self.start.text().strip() and self.end.text().strip()):
            return "請填日期、開始與結束時間，或刪除這一場"
        if self.day.fault():
            return self.day.fault()
        try:
            first, last = clock_of(self.start.text()), clock_of(self.end.text())
        except HrdeskError as error:
            return words.in_window(error)
        if max(first, last) >= DAY:
            return AFTER_MIDNIGHT
        return "" if first < last else "結束時間須晚於開始時間"

    def text(self) -> str:
        """Return the session as it is kept while somebody types."""
        return " ".join((self.day.text().strip() or "-", self.start.text().strip() or "-", self.end.text().strip() or "-"))

    def set_text(self, text: str) -> None:
        """Bring back what was kept."""
        parts = ["" if part == "-" else part for part in text.split(" ")]
        for widget, part in zip((self.day, self.start, self.end), parts, strict=False):
            widget.setText(part)

    def _day(self) -> date:
        day = self.day.day()
        assert day is not None
        return day

    def _changed(self) -> None:
        session = self.session()
        self.length.setText(f"{hours_text(session.minutes)} 小時" if session else "")
        self.edited.emit()


class SessionsField(Field):
    """The sessions of a course; none at all lets the hours be spread over the days."""

    def __init__(self, key: str, label: str, *, hint: str = "") -> None:
        super().__init__(key, label, hint=hint)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.STEP)
        self.lines: list[SessionLine] = []
        self.adder = looks.button("加入一場", self.add, kind="link", sign="add")
        self._column.addWidget(self.adder)
        self.put(inside)
        self.setFocusProxy(self.adder)
        self.first_day: date | None = None  # what the first session is offered

    def add(self) -> None:
        """Add a session: the day after the last one at its times, else the course's first day from nine to four."""
        last = next((one for line in reversed(self.lines) if (one := line.session()) is not None), None)
        line = self._line()
        if last is not None:
            line.fill(Session(last.day + timedelta(days=1), last.start, last.end))
        elif self.first_day is not None:
            line.fill(Session(self.first_day, NINE, FOUR))
        line.day.setFocus()
        self.edited.emit()

    def remove(self, line: SessionLine) -> None:
        """Take a session away."""
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        for n, one in enumerate(self.lines, 1):
            one.renumber(n)
        self.adder.setFocus()
        self.edited.emit()

    def fault(self) -> str:
        """Return what is wrong with the first session that is wrong."""
        for n, line in enumerate(self.lines, 1):
            if line.fault():
                return f"第 {n} 場：{line.fault()}"
        return ""

    def text(self) -> str:
        """Return the sessions as they are kept while somebody types."""
        return "\n".join(line.text() for line in self.lines)

    def text_of(self, value: object) -> str:
        """Return sessions as they would be kept."""
        sessions = value if isinstance(value, tuple) else ()
        return "\n".join(f"{roc_short(one.day)} {clock_text(one.start)} {clock_text(one.end)}" for one in sessions)

    def set_text(self, text: str) -> None:
        """Bring back what was kept."""
        self._clear()
        for part in text.splitlines():
            self._line().set_text(part)

    @property
    def value(self) -> tuple[Session, ...]:
        """Return the sessions that are whole."""
        return tuple(one for line in self.lines if (one := line.session()) is not None)

    def set_value(self, sessions: Iterable[Session]) -> None:
        """Show these sessions."""
        self._clear()
        for one in sessions:
            self._line().fill(one)

    def _line(self) -> SessionLine:
        line = SessionLine(len(self.lines) + 1)
        line.edited.connect(self.edited)
        line.removed.connect(self.remove)
        self._column.insertWidget(len(self.lines), line)
        self.lines.append(line)
        return line

    def _clear(self) -> None:
        for line in tuple(self.lines):
            self.remove(line)


def said(session: Session, *, clock: bool = True) -> str:
    """Return a session as a person reads it."""
    times = f" {clock_text(session.start)}–{clock_text(session.end)}" if clock else ""
    return f"{roc_short(session.day)}{times}"


def _spell(line: QLineEdit) -> None:
    try:
        line.setText(clock_text(clock_of(line.text())))
    except HrdeskError:
        return  # told beneath the field
