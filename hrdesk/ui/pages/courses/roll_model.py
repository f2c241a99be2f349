"""The class as a sheet: a row a person, a column a session, edited cell by cell before it is saved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from typing_extensions import override

from hrdesk.domain.minguo import clock_text, roc_short
from hrdesk.domain.participation import Participation, participation
from hrdesk.domain.record import OfficerId
from hrdesk.domain.training import Attendance, Course, Presence
from hrdesk.services.core import words
from hrdesk.services.study.attendance import Entry
from hrdesk.services.study.class_list import Attendee
from hrdesk.services.study.training import clock_known
from hrdesk.ui.kit.table_model import NOWHERE, Cell, Chip, Index, Tone
from hrdesk.ui.pages.courses.columns import taken

NUMBER, NAME, UNIT = range(3)
FIXED = 3  # columns before the sessions
TONES = {Presence.LEAVE: Tone.WARN, Presence.ABSENT: Tone.BAD}
AGAIN = Chip("補課", Tone.GOOD)
BETWEEN = "　"  # a name and an id, where a draft is kept


@dataclass
class Line:
    """One person's draft."""

    person: Attendee
    marks: dict[int, Attendance] = field(default_factory=dict)
    note: str = ""
    made_up: bool = False

    def entry(self) -> Entry:
        """Return the draft as it is saved."""
        return Entry(tuple(self.marks[n] for n in sorted(self.marks)), self.note, self.made_up)

    def saved(self, session: int) -> None:
        """Take the mark of one session as standing in the book."""
        record = self.person.record
        others = [one for one in record.attendance if one.session != session]
        marks = tuple(sorted((*others, self.marks[session]), key=lambda one: one.session))
        self.person = replace(self.person, record=replace(record, attendance=marks))

    def held(self) -> Entry:
        """Return what was read from the book."""
        return held_of(self.person)

    def dirty(self) -> bool:
        """Tell whether it differs from what is in the book."""
        return self.entry() != self.held()

    def rebase(self, fresh: Attendee) -> list[int]:
        """Take over what somebody else saved wherever the draft says nothing of its own; return the sessions that both marked differently."""
        before, after = ({one.session: one for one in entry.attendance} for entry in (self.held(), held_of(fresh)))
        ours = {n for n in before.keys() | self.marks.keys() if before.get(n) != self.marks.get(n)}
        both = [n for n in sorted(ours) if after.get(n) not in (before.get(n), self.marks.get(n))]
        self.marks = {n: one for n, one in after.items() if n not in ours} | {n: self.marks[n] for n in ours if n in self.marks}
        self.note = fresh.record.note if self.note == self.person.record.note else self.note
        self.made_up = fresh.record.made_up if self.made_up == self.person.record.made_up else self.made_up
        self.person = fresh
        return both


class RollModel(QAbstractTableModel):
    """The draft of a whole class; `tolerance` minutes may be missed at a session (the rule pack's)."""

    def __init__(self, course: Course, people: Iterable[Attendee], tolerance: int) -> None:
        super().__init__()
        self.course, self.tolerance = course, tolerance
        self.lines = [_line(one) for one in people]
        known = clock_known(course)
        self._heads = ["員工代號", "姓名", "單位", *(_head(n, one.day, one.start, known=known) for n, one in enumerate(course.sessions, 1)), "結果", "備註"]

    @property
    def sessions(self) -> int:
        """Return how many sessions the course has."""
        return len(self.course.sessions)

    @property
    def note_column(self) -> int:
        """Return the column of the notes."""
        return FIXED + self.sessions + 1

    def session_of(self, column: int) -> int | None:
        """Return the session that a column stands for, or None."""
        return column - FIXED if 0 <= column - FIXED < self.sessions else None

    def mark(self, cells: Iterable[tuple[int, int]], presence: Presence | None, *, minutes: int | None = None, leave_kind: str = "") -> None:
        """Mark cells (row, session): whole where `minutes` is None, cut to the session's length; None as presence takes the mark away."""
        for row, session in cells:
            marks = self.lines[row].marks
            length = self.course.sessions[session].minutes
            marks.pop(session, None)
            if presence is Presence.ATTENDED:
                marks[session] = Attendance(session, presence, length if minutes is None else min(minutes, length))
            elif presence is not None:
                marks[session] = Attendance(session, presence, 0, leave_kind if presence is Presence.LEAVE else "")
        self._told()

    def mark_all(self) -> None:
        """Mark everyone as present at every session that nothing is said of yet."""
        free = [(row, n) for row, line in enumerate(self.lines) for n in range(self.sessions) if n not in line.marks]
        self.mark(free, Presence.ATTENDED)

    def make_up(self, rows: Iterable[int]) -> bool:
        """Mark 補課 for those who missed something, or take it back; tell whether anybody could be."""
        lines = [self.lines[row] for row in rows]
        able = [line for line in lines if line.made_up or self._taken(line) in (Participation.PARTIAL, Participation.LEAVE, Participation.ABSENT)]
        every = all(line.made_up for line in able)
        for line in able:
            line.made_up = not every
        self._told()
        return bool(able)

    def signed(self, who: OfficerId, session: int) -> int | None:
        """Take over a mark that the scanner has saved already; return the row, None where the person is not in the class."""
        for row, line in enumerate(self.lines):
            if line.person.officer.id == who:
                self.mark([(row, session)], Presence.ATTENDED)
                line.saved(session)
                self._told()
                return row
        return None

    def read(self) -> dict[OfficerId, Entry]:
        """Return what was read of those whose draft differs."""
        return {line.person.officer.id: line.held() for line in self.lines if line.dirty()}

    def rebase(self, people: Iterable[Attendee]) -> list[str]:
        """Go on from the class as it is in the book now; return in words what both marked differently, with the other's mark."""
        fresh, told = {one.officer.id: one for one in people}, []
        for line in self.lines:
            one = fresh.get(line.person.officer.id)
            for session in line.rebase(one) if one is not None else ():
                theirs = next((mark for mark in one.record.attendance if mark.session == session), None) if one is not None else None
                told.append(f"{line.person.officer.name}第 {session + 1} 場（對方：{words.label(theirs.presence) if theirs else '未登錄'}）")
        self._told()
        return told

    def entries(self) -> dict[OfficerId, Entry]:
        """Return what differs from the book."""
        return {line.person.officer.id: line.entry() for line in self.lines if line.dirty()}

    def texts(self) -> dict[str, str]:
        """Return what differs from the book as texts to be kept, by person: 王小明 <id> -> the marks, and the note behind them."""
        return {f"{one.person.officer.name}{BETWEEN}{one.person.officer.id}": _spoken(one) for one in self.lines if one.dirty()}

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Take over what was kept; people who are not in the class any more are left out."""
        held = {key.partition(BETWEEN)[2]: text for key, text in texts.items()}
        for line in self.lines:
            if (text := held.get(line.person.officer.id)) is not None:
                _take_over(line, text, self.sessions)
        self._told()

    def counts(self) -> tuple[int, int]:
        """Return how many have an outcome at every session, and how many there are."""
        return sum(len(line.marks) == self.sessions for line in self.lines), len(self.lines)

    def cell(self, row: int, column: int) -> Cell:
        """Return what a cell looks like."""
        line = self.lines[row]
        return self._text(line, column), self._chip(line, column), False

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many people there are."""
        return 0 if parent.isValid() else len(self.lines)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._heads)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's title."""
        return self._heads[section] if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text or what a screen reader says."""
        line, column = self.lines[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(line, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            chip = self._chip(line, column)
            return f"{line.person.officer.name} {self._heads[column].replace(chr(10), ' ')} {chip.text if chip else self._text(line, column) or '未登錄'}"
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let notes be typed in their place."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsEditable if index.column() == self.note_column else plain

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keep a note."""
        if role != Qt.ItemDataRole.EditRole or index.column() != self.note_column:
            return False
        self.lines[index.row()].note = str(value).strip()
        self._told()
        return True

    def _told(self) -> None:
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(self._heads) - 1))

    def _text(self, line: Line, column: int) -> str:
        officer = line.person.officer
        return {NUMBER: officer.employee_no, NAME: officer.name, UNIT: line.person.where, self.note_column: line.note}.get(column, "")

    def _chip(self, line: Line, column: int) -> Chip | None:
        session = self.session_of(column)
        if session is not None:
            mark = line.marks.get(session)
            return None if mark is None else _mark(mark, self.course.sessions[session].minutes - self.tolerance)
        if column == self.note_column - 1:
            return AGAIN if line.made_up else taken(self._taken(line))
        return None

    def _taken(self, line: Line) -> Participation:
        entry = line.entry()
        return participation(self.course, replace(line.person.record, attendance=entry.attendance, made_up=entry.made_up), self.tolerance)


def _mark(mark: Attendance, full: int) -> Chip:
    if mark.presence is Presence.ATTENDED:
        return Chip("到課", Tone.GOOD) if mark.minutes >= full else Chip(f"部分 {clock_text(mark.minutes)}", Tone.WARN)
    return Chip(mark.leave_kind or words.label(mark.presence), TONES[mark.presence])


def _spoken(line: Line) -> str:
    marks = [f"{n + 1} {words.label(one.presence)} {one.minutes} {one.leave_kind}".strip() for n, one in sorted(line.marks.items())]
    return "\n".join(["；".join(marks), AGAIN.text if line.made_up else "", line.note])


def _take_over(line: Line, text: str, sessions: int) -> None:
    marks, made_up, note = text.split("\n", 2)
    line.marks.clear()
    for mark in filter(None, marks.split("；")):
        number, label, minutes, *leave = mark.split(" ", 3)
        presence = words.labelled(Presence, label)
        if isinstance(presence, Presence) and int(number) <= sessions:
            line.marks[int(number) - 1] = Attendance(int(number) - 1, presence, int(minutes), "".join(leave))
    line.made_up, line.note = bool(made_up), note


def held_of(person: Attendee) -> Entry:
    """Return what the book holds of a person's attendance."""
    return Entry(person.record.attendance, person.record.note, person.record.made_up)


def _line(one: Attendee) -> Line:
    record = one.record
    return Line(one, {mark.session: mark for mark in record.attendance}, record.note, record.made_up)


def _head(number: int, day: Any, start: int, *, known: bool) -> str:
    return f"第{number}場\n{roc_short(day).partition('/')[2]}{f' {clock_text(start)}' if known else ''}"


def cells_of(indexes: Sequence[QModelIndex], model: RollModel) -> list[tuple[int, int]]:
    """Return the (row, session) cells among indexes; a whole row where only the name is selected."""
    found = [(index.row(), session) for index in indexes if (session := model.session_of(index.column())) is not None]
    named = {index.row() for index in indexes} - {row for row, _ in found}
    return sorted({*found, *((row, n) for row in named for n in range(model.sessions))})
