"""到課登錄: the whole class by keyboard, everyone at once, or by a scanner that types numbers."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QLineEdit, QPushButton, QTableView, QWidget
from typing_extensions import override

from hrdesk.domain.participation import FULL_ATTENDANCE
from hrdesk.domain.record import CourseId
from hrdesk.domain.training import Course, Presence
from hrdesk.domain.values import Changes, Key
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.core import words
from hrdesk.services.opening import editing
from hrdesk.services.study import attendance, class_list, courses
from hrdesk.services.study.attendance import SignedIn
from hrdesk.services.study.class_list import Attendee
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.chips import CellDelegate
from hrdesk.ui.kit.dialogs import Dialog, confirm
from hrdesk.ui.kit.draft import DraftKey
from hrdesk.ui.kit.fields import ClockField
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.kit.page import banner
from hrdesk.ui.pages.courses.columns import dates, title
from hrdesk.ui.pages.courses.roll_model import FIXED, NAME, RollModel, cells_of
from hrdesk.ui.pages.courses.sessions import said

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

WIDE, HIGH = 1000, 580
MINUTES = 76
SESSION, RESULT = 124, 148  # pixels of the column of a session, of what came of it
LEAVES = ("公假", "事假", "病假", "休假", "婚假", "喪假", "娩假", "家庭照顧假")
KEYS = {
    Qt.Key.Key_1: Presence.ATTENDED,
    Qt.Key.Key_2: Presence.LEAVE,
    Qt.Key.Key_3: Presence.ABSENT,
    Qt.Key.Key_Delete: None,
    Qt.Key.Key_Backspace: None,
}
HINT = "方向鍵移動，可選多格：1 到課、2 請假（用右邊的假別）、3 缺席、4 部分時數、Delete 清除、5 補課；備註直接打字。"


@dataclass(frozen=True, slots=True)
class Roll:
    """A class as it stands in the book, and the minutes that may be missed at a session."""

    course: Course
    people: tuple[Attendee, ...]
    tolerance: int


def roll(desk: "Desk", key: CourseId) -> Roll:
    """Return a class; read on the desk's thread."""
    course = courses.course(desk, key)
    return Roll(course, class_list.class_list(desk, key), desk.rules(course.start).number(FULL_ATTENDANCE))


class RollSheet(QTableView):
    """The sheet: one key a state; Enter moves down as in a spreadsheet."""

    partly = Signal()
    made_up = Signal()
    marked = Signal(object)

    @override
    def keyPressEvent(self, event: Any) -> None:
        """Mark the selected cells."""
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or (self.currentIndex().column() == self.model().columnCount() - 1):
            super().keyPressEvent(event)
        elif key in KEYS:
            self.marked.emit(KEYS[key])
        elif key == Qt.Key.Key_4:
            self.partly.emit()
        elif key == Qt.Key.Key_5:
            self.made_up.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            at = self.currentIndex()
            self.setCurrentIndex(at.siblingAtRow(min(at.row() + 1, self.model().rowCount() - 1)))
        else:
            super().keyPressEvent(event)


class RollDialog(Dialog):
    """A class's attendance; saved in one act, the scanner's marks as they come."""

    def __init__(self, parent: QWidget, bench: "Workbench", found: Roll) -> None:
        super().__init__(parent, f"登錄到課　{title(found.course)}", "儲存", width=760)
        self.bench, self.course = bench, found.course
        self.model = RollModel(found.course, found.people, found.tolerance)
        self.sheet = RollSheet()
        self.leave = looks.Box()
        self.minutes = ClockField("minutes", "部分時數")
        self.count = looks.text("", wrap=False)
        self._offered = ""
        self._taken_in: QPushButton = looks.button("登錄為未報名到課", self._take_in)
        self.said: QFrame
        self.said, self._sentence = banner("good", "", [self._taken_in])
        self._lay_out()
        self.model.dataChanged.connect(lambda *_: self._changed())
        self.keeps(DraftKey(bench, "roll", found.course.id, whole=True), lambda: self.model.texts(), lambda texts: self.model.put_texts(texts))
        self._count()
        self.resize(WIDE, HIGH)
        self.free_enter()
        self.sheet.setFocus()

    def mark(self, presence: Presence | None) -> None:
        """Mark the selected cells."""
        self.model.mark(self._cells(), presence, leave_kind=self.leave.currentText().strip())

    def mark_part(self) -> None:
        """Mark the selected cells with the minutes typed, and go back to the sheet."""
        minutes = self.minutes.minutes
        self.minutes.show_problem(self.minutes.fault() or ("" if minutes else "請填實際時數，例如 1:30"))
        if minutes:
            self.model.mark(self._cells(), Presence.ATTENDED, minutes=minutes)
            self.sheet.setFocus()

    def make_up(self) -> None:
        """Mark the selected people as having made up what they missed, as the organiser confirmed."""
        rows = sorted({index.row() for index in self.sheet.selectedIndexes()})
        if rows and not self.model.make_up(rows):
            self.complain("沒有缺課可補，請先登錄到課情形。")
        else:
            self.complain("")

    def scan(self) -> None:
        """Mark the owner of the number typed at the current session, and wait for the next one."""
        number, key, session = self.scanner.text().strip(), self.course.id, self.session.currentIndex()
        self.scanner.clear()
        if number:
            self._sign_in(number, key, session, walk_in=False)

    def finish(self) -> None:
        """Save what was changed."""
        entries, key = self.model.entries(), self.course.id
        if not entries:
            self.accept()
            return
        self.accept_button.setEnabled(False)
        subject = editing.Subject(Key("Course", key), self.model.read(), partial(attendance.entries_of, key=key, people=tuple(entries)))

        def work(desk: "Desk") -> Changes:
            return editing.save(desk, subject, lambda desk: attendance.record_class(desk, key, entries))

        self.bench.write(work, f"已登錄 {len(entries)} 人的到課情形", self._saved, self._not_saved)

    def reject(self) -> None:
        """Close; ask first where something would be lost."""
        lost = len(self.model.entries())
        if lost:
            confirm(self, "放棄登錄？", f"有 {lost} 人的到課情形尚未儲存。", "放棄", super().reject, danger=True)
        else:
            super().reject()

    def _sign_in(self, number: str, key: CourseId, session: int, *, walk_in: bool) -> None:
        def failed(error: HrdeskError) -> None:
            self._shout(words.in_window(error), bad=True, offer=number if error.fault is Fault.WRONG_STATE else "")

        self.bench.read(lambda desk: attendance.sign_in(desk, key, session, number, walk_in=walk_in), lambda found: self._signed(found, session), failed)

    def _signed(self, found: SignedIn, session: int) -> None:
        self.bench.note(found.changes)
        row = self.model.signed(found.officer.id, session)
        if row is None:
            self.bench.read(lambda desk: roll(desk, self.course.id), self._joined)
        else:
            self.sheet.setCurrentIndex(self.model.index(row, FIXED + session))
        self._shout(f"{found.officer.name}　第{session + 1}場{'已經報到過' if found.again else '報到'}", bad=False)

    def _joined(self, found: Roll) -> None:
        """Take somebody who came without enrolment into the sheet; the others' drafts stay."""
        held = {line.person.officer.id: line for line in self.model.lines}
        fresh = RollModel(found.course, found.people, found.tolerance)
        fresh.lines = [held.get(line.person.officer.id, line) for line in fresh.lines]
        self.model = fresh
        self.sheet.setModel(fresh)
        fresh.dataChanged.connect(lambda *_: self._changed())
        self._size()
        self._count()

    def _shout(self, sentence: str, *, bad: bool, offer: str = "") -> None:
        """Say what the scanner did, large; a wrong number sounds as well."""
        self.said.setProperty("state", "bad" if bad else "good")
        self.said.style().polish(self.said)
        self._sentence.setText(sentence)
        self._taken_in.setVisible(bool(offer))
        self._offered = offer
        self.said.setVisible(True)
        if bad:
            QApplication.beep()
        self.scanner.setFocus()

    def _take_in(self) -> None:
        self._sign_in(self._offered, self.course.id, self.session.currentIndex(), walk_in=True)

    def _not_saved(self, error: HrdeskError) -> None:
        """Take in what somebody else saved of the same people meanwhile; whoever was marked by both is named before it is saved."""
        if isinstance(error, editing.ChangedMeanwhileError):
            self.bench.read(lambda desk: roll(desk, self.course.id), self._merged, self.refuse)
        else:
            self.refuse(error)

    def _merged(self, found: Roll) -> None:
        both = self.model.rebase(found.people)
        self.accept_button.setEnabled(True)
        if both:
            self.complain(f"您登錄的時候，別人也登錄了{'、'.join(both)}。畫面上留著您的登錄，其餘已換上對方的；還沒有儲存，請核對後再按儲存。")
        else:
            self.finish()

    def _saved(self, _: Changes) -> None:
        super().accept()

    def _cells(self) -> list[tuple[int, int]]:
        return cells_of(self.sheet.selectedIndexes(), self.model)

    def _changed(self) -> None:
        self._count()
        if self.unsaved is not None:
            self.unsaved.touched()

    def _count(self) -> None:
        done, total = self.model.counts()
        changed = len(self.model.entries())
        self.count.setText(f"{total} 人，{done} 人已登錄完整" + (f"；{changed} 人尚未儲存" if changed else ""))
        self.accept_button.setText(f"儲存 {changed} 人" if changed else "完成")

    def _lay_out(self) -> None:
        self.body.addWidget(looks.dim(f"{dates(self.course)}。{HINT}"))
        self.body.addLayout(self._scanner_line())
        self._sentence.setProperty("role", "title")
        self.body.addWidget(self.said)
        self.sheet.setModel(self.model)
        self.sheet.setAccessibleName("到課登錄表")
        self.sheet.setItemDelegate(CellDelegate(self.sheet, lambda row, column: self.model.cell(row, column)))
        self.sheet.setShowGrid(False)
        self.sheet.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.sheet.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.sheet.setTabKeyNavigation(False)
        self.sheet.verticalHeader().setVisible(False)
        self.sheet.verticalHeader().setDefaultSectionSize(theme.ROW)
        self.sheet.marked.connect(self.mark)
        self.sheet.partly.connect(self._ask_minutes)
        self.sheet.made_up.connect(self.make_up)
        self._size()
        self.body.addWidget(self.sheet, 1)
        self.body.addLayout(self._tools())

    def _scanner_line(self) -> Any:
        self.session = looks.Box()
        self.session.setAccessibleName("報到的場次")
        for n, one in enumerate(self.course.sessions, 1):
            self.session.addItem(f"第{n}場　{said(one)}")
        self.scanner = QLineEdit()
        self.scanner.setAccessibleName("員工代號")
        self.scanner.setPlaceholderText("掃描條碼，或輸入員工代號後按 Enter")
        self.scanner.returnPressed.connect(self.scan)
        every = looks.button("全部到課", lambda: self.model.mark_all(), sign="ok")
        every.setToolTip("還沒有登錄的每一格都標為到課，再改例外的人")
        line = looks.row(looks.text("報到", wrap=False), self.session, self.scanner, every)
        line.setStretchFactor(self.scanner, 1)
        return line

    def _tools(self) -> Any:
        self.leave.setEditable(True)
        self.leave.addItems(LEAVES)
        self.leave.setAccessibleName("假別")
        theme.measure(self.leave, least_wide=120)
        self.minutes.caption.hide()
        theme.measure(self.minutes, wide=MINUTES)
        self.minutes.line.setPlaceholderText("1:30")
        self.minutes.line.setAccessibleName("部分時數")
        self.minutes.line.returnPressed.connect(self.mark_part)
        marks = [looks.button(words.label(one), partial(self.mark, one)) for one in Presence]
        part, again = looks.button("部分", self.mark_part), looks.button("補課", self.make_up)
        self.count.setContentsMargins(0, theme.STEP, 0, 0)
        return Flow(*marks[:2], self.leave, marks[2], part, self.minutes, again, None, self.count, top=True)  # beneath the hours a line is held

    def _ask_minutes(self) -> None:
        self.minutes.line.setFocus()
        self.minutes.line.selectAll()

    def _size(self) -> None:
        head = self.sheet.horizontalHeader()
        head.setHighlightSections(False)
        head.setFixedHeight(theme.TITLE)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(FIXED, self.model.note_column - 1):
            self.sheet.setColumnWidth(column, theme.grown(SESSION))
        self.sheet.setColumnWidth(NAME, theme.grown(100))
        self.sheet.setColumnWidth(self.model.note_column - 1, theme.grown(RESULT))
        head.setSectionResizeMode(self.model.note_column, QHeaderView.ResizeMode.Stretch)
