"""The strip that is always there: one coaching in two lines, by the keyboard alone; Enter keeps it and begins the next."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.record import OfficerId
from hrdesk.domain.seeds import Channel, Settlement
from hrdesk.domain.values import Problem, Severity
from hrdesk.errors import HrdeskError
from hrdesk.services.core import words
from hrdesk.services.teachers import coaching_entry
from hrdesk.services.teachers.coaching_entry import QuickEntry
from hrdesk.services.teachers.coaching_year import CoachingYear
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.day import DayEdit
from hrdesk.ui.kit.draft import KEEP_EVERY
from hrdesk.ui.pages.coaching.keys import KeyChoice, KnownLine

if TYPE_CHECKING:
    from hrdesk.domain.values import Changes
    from hrdesk.ui.workbench import Workbench

DRAFT = "coaching-quick"  # what the strip is kept under while somebody types
START, FINISH = 64, 84  # pixels
KEPT_ON = ("day", "teacher", "channels")  # what the next entry takes over from the one before


class QuickStrip(QFrame):
    """Two lines of inputs over a `QuickEntry`. `saved` tells that a record was kept."""

    saved = Signal()

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        self.bench = bench
        self.setProperty("role", "card")
        self._today = date.min
        self._dirty = False
        self._doubted: QuickEntry | None = None
        self._known_people: tuple[tuple[str, str, str], ...] = ()
        self._make_inputs()
        self._lay_out()
        self._keeping = QTimer(self)
        self._keeping.setInterval(KEEP_EVERY)
        self._keeping.timeout.connect(self.keep)
        bench.leaving.connect(self.keep)
        bench.writable_changed.connect(self._enable)
        self._enable(bench.writable)

    @property
    def busy(self) -> bool:
        """Tell whether something is being typed here that is not in the book yet."""
        return self._keeping.isActive()

    def offer(self, found: CoachingYear) -> None:
        """Offer what is known; the day is today where it still is the day shown before, or none."""
        if self.day.day() in (None, self._today):
            self.day.set_day(found.today)
        self._today = found.today
        self._offer_teachers(found)
        self._offer_items(found)
        self._known_people = found.known.people
        self.agency.offer(found.known.agencies)
        self.person.offer(person for _, person, _ in found.known.people)
        self.system.offer(found.known.systems)
        self.problem.offer(found.known.problems)
        self.handling.offer(found.known.handlings)

    def begin(self) -> None:
        """Put the cursor where an entry begins."""
        self.start.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def entry(self) -> QuickEntry | None:
        """Return what stands in the inputs; None, and a sentence, where the day or the teacher is missing."""
        day, teacher = self.day.day(), self.teacher.currentData()
        if day is None or teacher is None:
            self._complain(self.day if day is None else self.teacher, self.day.fault() or ("請填寫日期" if day is None else "請選擇種籽教師"))
            return None
        return QuickEntry(
            officer=OfficerId(teacher),
            day=day,
            start=self.start.text(),
            finish=self.finish.text(),
            served_agency=self.agency.value,
            served_person=self.person.value,
            channels=self.channels.value,
            system=self.system.value,
            item=self.item.currentData(),
            problem=self.problem.value,
            handling=self.handling.value,
            settlement=self.settlement.currentData(),
        )

    def save(self) -> None:
        """Keep the entry, or say what is wrong beside the input."""
        self.calm()
        entry = self.entry()
        if entry is not None and self.saver.isEnabled():
            self.saver.setEnabled(False)
            self.bench.read(lambda desk: coaching_entry.entry_problems(desk, entry), lambda found: self._judged(entry, found), self._refused)

    def values(self) -> dict[str, str]:
        """Return every input as it stands, to be kept."""
        texts = {key: line.text() for key, line in self._lines.items()}
        return texts | {"channels": "、".join(words.label(one) for one in self.channels.value)}

    def set_values(self, kept: Mapping[str, str]) -> None:
        """Bring back what was being typed when the program ended."""
        for key, line in self._lines.items():
            line.setText(kept.get(key, ""))
        chosen = kept.get("channels", "").split("、")
        self.channels.set_value(one for one in Channel if words.label(one) in chosen)

    def keep(self) -> None:
        """Keep what is being typed, so that at most five seconds of it are ever lost."""
        if self._dirty:
            from hrdesk.services.opening import unsaved

            values = self.values()
            self._dirty = False
            self.bench.read(lambda desk: unsaved.keep(desk, DRAFT, "", values), _nothing)

    def calm(self) -> None:
        """Take every complaint away."""
        self.wrong.setVisible(False)
        for widget in (*self._lines.values(), self.teacher, self.item):
            looks.mark_wrong(widget, wrong=False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Enter from every input."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        else:
            super().keyPressEvent(event)

    def _judged(self, entry: QuickEntry, problems: Sequence[Problem]) -> None:
        errors = [one for one in problems if one.severity is Severity.ERROR]
        if errors:
            self._enable(self.bench.writable)
            self._complain(self._by_field.get(errors[0].where, self.start), "；".join(words.of_problem(one) for one in errors))
            return
        if problems and entry != self._doubted:  # Enter in the middle of the line is often a slip; a second one means it
            self._doubted = entry
            self._enable(self.bench.writable)
            said = "".join(words.of_problem(one) for one in problems)
            self._complain(self._by_field.get(problems[0].where, self.problem), f"{said}再按一次 Enter 就照樣登錄。")
            return
        said = f"已新增輔導紀錄：{roc_short(entry.day)} {entry.served_agency}"
        self.bench.write(lambda desk: coaching_entry.enter(desk, entry), said, self._saved, self._refused)

    def _saved(self, changes: "Changes") -> None:
        del changes
        self._enable(self.bench.writable)
        self._doubted = None
        self._forget()
        for key, line in self._lines.items():
            if key not in KEPT_ON:
                line.clear()
        self.item.setCurrentIndex(0)
        self._dirty = False
        self.begin()
        self.saved.emit()

    def _refused(self, error: HrdeskError) -> None:
        self._enable(self.bench.writable)
        self._complain(self.start, words.in_window(error))

    def _complain(self, widget: QWidget, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(True)
        looks.mark_wrong(widget, wrong=True)
        widget.setFocus()

    def _forget(self) -> None:
        from hrdesk.services.opening import unsaved

        self._keeping.stop()
        self.bench.read(lambda desk: unsaved.forget(desk, DRAFT, ""), _nothing)

    def _enable(self, writable: object) -> None:
        self.saver.setEnabled(bool(writable))

    def _typed(self) -> None:
        self._dirty = True
        if not self._keeping.isActive():
            self._keeping.start()

    def _fill_in_agency(self) -> None:
        """Take over the agency of a person who is known at just one."""
        agencies = {agency for agency, person, _ in self._known_people if person == self.person.value}
        if not self.agency.value and len(agencies) == 1:
            self.agency.setText(agencies.pop())

    def _offer_teachers(self, found: CoachingYear) -> None:
        held = self.teacher.currentData()
        self.teacher.clear()
        for key, name in found.teachers:
            self.teacher.addItem(name, key)
        self.teacher.setCurrentIndex(max(self.teacher.findData(held), 0) if found.teachers else -1)

    def _offer_items(self, found: CoachingYear) -> None:
        held = self.item.currentIndex()
        self.item.clear()
        self.item.addItem("0 未分類", None)
        for one in found.items:
            if one.number is not None:
                self.item.addItem(f"{one.number} {one.name}", one.number)
        self.item.setCurrentIndex(max(held, 0))

    def _make_inputs(self) -> None:
        self.day: DayEdit = DayEdit()
        self.start, self.finish = _line("開始"), _line("結束或分鐘")
        self.day.setAccessibleName("日期")
        theme.measure(self.day, most_wide=116)
        self.start.setPlaceholderText("9:30")
        self.finish.setPlaceholderText("10:15／30")
        theme.measure(self.start, wide=START)
        theme.measure(self.finish, wide=FINISH)
        self.teacher, self.item, self.settlement = looks.box("種籽教師", 6), looks.box("檢核項目", 6), looks.box("結案情形", 6)
        self.agency: KnownLine = KnownLine("受輔導機關")
        self.person: KnownLine = KnownLine("受輔導人員")
        self.system: KnownLine = KnownLine("系統別")
        self.problem: KnownLine = KnownLine("問題")
        self.handling: KnownLine = KnownLine("處理情形")
        self.channels: KeyChoice[Channel] = KeyChoice("輔導方式", [(one, words.label(one)) for one in Channel])
        for n, one in enumerate(Settlement, 1):
            self.settlement.addItem(f"{n} {words.label(one)}", one)
        self._lines: dict[str, QLineEdit] = {
            "day": self.day,
            "start": self.start,
            "finish": self.finish,
            "served_agency": self.agency,
            "served_person": self.person,
            "system": self.system,
            "problem": self.problem,
            "handling": self.handling,
        }
        self._by_field: dict[str, QWidget] = {**self._lines, "officer": self.teacher, "item": self.item}
        for line in self._lines.values():
            line.textEdited.connect(lambda _: self._typed())
        self.person.editingFinished.connect(self._fill_in_agency)

    def _lay_out(self) -> None:
        self.saver = looks.button("登錄", self.save, kind="primary", sign="add")
        self.saver.setToolTip("登錄這一筆並開始下一筆（在任一欄按 Enter）")
        self.wrong = looks.text("", "error")
        self.wrong.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.INNER, theme.STEP * 2, theme.INNER, theme.INNER)
        column.setSpacing(theme.STEP * 2)
        first: tuple[tuple[str, QWidget, int], ...] = (
            ("日期", self.day, 0),
            ("開始", self.start, 0),
            ("結束／分鐘", self.finish, 0),
            ("種籽教師", self.teacher, 0),
            ("受輔導機關", self.agency, 3),
            ("受輔導人員", self.person, 2),
            ("系統別", self.system, 3),
        )
        second: tuple[tuple[str, QWidget, int], ...] = (
            ("方式（按數字）", self.channels, 0),
            ("檢核項目（按數字）", self.item, 0),
            ("問題", self.problem, 3),
            ("處理情形", self.handling, 3),
            ("結案", self.settlement, 0),
            ("", self.saver, 0),
        )
        column.addLayout(looks.captioned(first))
        column.addLayout(looks.captioned(second))
        column.addWidget(self.wrong)
        order = (*(widget for _, widget, _ in first), *(widget for _, widget, _ in second))
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)


def _line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    return made


def _nothing(_: object) -> None:
    """Take what nobody waits for."""
