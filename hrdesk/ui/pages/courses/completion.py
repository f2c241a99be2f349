"""完成登錄: who finished a digital or blended course, on which day, with what proof (伍一(一))."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.training import Course
from hrdesk.domain.values import Changes
from hrdesk.services.core.name_tables import stroke_key
from hrdesk.services.study import attendance, class_list
from hrdesk.services.study.class_list import Attendee
from hrdesk.ui.evidence import EvidenceField
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Dialog
from hrdesk.ui.kit.fields import DayField
from hrdesk.ui.kit.table_model import Column
from hrdesk.ui.pages.courses.columns import dates, taken, title
from hrdesk.ui.pages.courses.ticking import TickGrid

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

WIDE, HIGH = 760, 560


def _completed(row: Attendee) -> str:
    return roc_short(row.record.completed) if row.record.completed else ""


COLUMNS: tuple[Column[Attendee], ...] = (
    Column("number", "員工代號", lambda row: row.officer.employee_no, 90),
    Column("name", "姓名", lambda row: row.officer.name, 100, sort=lambda row: stroke_key(row.officer.name)),
    Column("unit", "單位", lambda row: row.where, 130, stretch=True),
    Column("taken", "參與情形", lambda _: "", 130, chip=lambda row: taken(row.participation)),
    Column("completed", "完成日期", _completed, 96, figure=True),
    Column("proof", "證明", lambda row: f"{len(row.record.proof)} 件" if row.record.proof else "", 64),
)


class CompletionDialog(Dialog):
    """Everyone of a class; those ticked finished on the day given."""

    def __init__(self, parent: QWidget, bench: "Workbench", course: Course) -> None:
        super().__init__(parent, f"登錄完成　{title(course)}", "登錄完成", width=640)
        self.bench, self.course = bench, course
        self.body.addWidget(looks.dim(f"{dates(course)}。數位及混成課程完成後才認證時數；沒有證明的會列為提醒（伍一(一)）。"))
        self.grid: TickGrid[Attendee] = TickGrid("completion", "報名人員", COLUMNS, bench.preferences)
        self.day = DayField("completed", "完成日期", required=True)
        self.proof = EvidenceField(bench, "proof", "完成證明")
        every = looks.button("全部勾選", self.grid.tick_all)
        self.taker = looks.button("取消完成", self.take_back)
        self.taker.setToolTip("清除所勾選的人的完成日期")
        self.body.addLayout(looks.row(every, self.taker, None))
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(self.day)
        self.body.addWidget(self.proof)
        for signal in (self.grid.ticks_changed, self.day.edited, self.proof.edited):
            signal.connect(self._look)
        self.resize(WIDE, HIGH)
        self.free_enter()
        self.grid.setFocus()
        self._look()
        key = course.id
        bench.read(lambda desk: min(desk.today, course.end), self.day.set_value)
        bench.read(lambda desk: class_list.class_list(desk, key), self.grid.show_records, self.refuse)

    def finish(self) -> None:
        """Record the day for everyone ticked."""
        self._write(take_back=False)

    def take_back(self) -> None:
        """Clear the day of everyone ticked."""
        self._write(take_back=True)

    def _write(self, *, take_back: bool) -> None:
        people = [row.officer.id for row in self.grid.chosen_records()]
        key, proof = self.course.id, () if take_back else self.proof.value
        day = None if take_back else self.day.value
        if not people or (day is None and not take_back):
            return
        self.accept_button.setEnabled(False)
        told = f"已{'取消' if take_back else '登錄'} {len(people)} 人完成"
        self.bench.write(lambda desk: attendance.complete_class(desk, key, people, day, proof=proof), told, self._saved, self.refuse)

    def _saved(self, _: Changes) -> None:
        self.accept()

    def _look(self) -> None:
        count = len(self.grid.ticked)
        self.taker.setEnabled(bool(count))
        self.accept_button.setText(f"登錄 {count} 人完成" if count else "登錄完成")
        self.accept_button.setEnabled(bool(count) and not self.day.fault() and not self.proof.fault())
