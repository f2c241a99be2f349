"""異動替代 and 取消報名 (伍四): somebody else goes instead, or nobody."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.record import OfficerId
from hrdesk.domain.training import Course
from hrdesk.domain.values import Changes
from hrdesk.services.study import class_list, selection, training
from hrdesk.services.study.class_list import Attendee
from hrdesk.services.study.selection import Candidate
from hrdesk.ui.kit.dialogs import Ask, Confirm, confirm
from hrdesk.ui.kit.fields import DayField
from hrdesk.ui.kit.pick import PickField
from hrdesk.ui.pages.courses.columns import title

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

SAY = "核准日在 {day} 以前（開課前），{name} 就不列未到課；當日以後才核准的，仍須填報附表4（陸二(一)）。"


class SubstituteDialog(Ask):
    """Who goes instead of one person, approved on which day; people stand by rank, those in the course are not offered."""

    def __init__(self, parent: QWidget, bench: "Workbench", course: Course, one: Attendee) -> None:
        self.bench, self.course, self.one = bench, course, one
        self.by: PickField[OfficerId] = PickField("by", "替代人員", required=True)
        self.day = DayField("day", "核准日期", required=True)
        super().__init__(
            parent, f"由他人替代　{one.officer.name}", "替代", [self.by, self.day], say=SAY.format(day=roc_short(course.start), name=one.officer.name)
        )
        self.done_with = self._write
        bench.read(lambda desk: (selection.candidates(desk, course), desk.today), lambda found: self._offer(*found), self.refuse)

    def _offer(self, ranked: tuple[Candidate, ...], today: date) -> None:
        free = (one for one in ranked if not one.barred)
        self.by.offer((one.officer.id, f"{one.officer.name}　{one.where}".strip()) for one in free)
        self.day.set_value(today)

    def _write(self) -> None:
        by, day, key = self.by.value, self.day.value, self.one.id
        if by is None or day is None:
            return
        told = f"{self.one.officer.name} 已由他人替代"
        self.bench.write(lambda desk: training.substitute(desk, key, by, day), told, self._saved, self.refuse)

    def _saved(self, _: Changes) -> None:
        self.accept()


def withdraw(parent: QWidget, bench: "Workbench", course: Course, one: Attendee) -> Confirm:
    """Ask, and take an enrolment back."""
    said = f"取消 {one.officer.name} 在「{title(course)}」的報名？"
    return confirm(
        parent, "取消報名？", said, "取消報名", lambda: bench.write(lambda desk: class_list.withdraw(desk, one.id), f"已取消 {one.officer.name} 的報名")
    )
