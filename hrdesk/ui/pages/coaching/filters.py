"""The filters above 附表3: month, teacher, item, state, and a day picked from the month."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.record import OfficerId
from hrdesk.domain.seeds import Settlement
from hrdesk.services.core import words
from hrdesk.services.teachers.coaching_year import ItemName
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.pages.coaching.columns import Filters

MONTHS = range(1, 13)


class FilterBar(QWidget):
    """Four boxes, and a button that takes a picked day or everything back. `changed` tells that other rows are meant."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._day: date | None = None
        self.month, self.teacher, self.item, self.settlement = (
            looks.box("月份", 9),
            looks.box("種籽教師", 9),
            looks.box("檢核項目", 9),
            looks.box("結案情形", 9),
        )
        self.clearer = looks.button("清除篩選", self.clear, kind="link")
        self.setLayout(Flow(self.clearer, self.month, self.teacher, self.item, self.settlement))
        _fill(self.month, "全年", [(month, f"{month}月") for month in MONTHS])
        _fill(self.settlement, "全部情形", [(one, words.label(one)) for one in Settlement])
        _fill(self.teacher, "全部教師", [])
        _fill(self.item, "全部項目", [])
        for box in (self.month, self.teacher, self.item, self.settlement):
            box.currentIndexChanged.connect(lambda _: self._chosen())
        self._tell()

    @property
    def filters(self) -> Filters:
        """Return what is listed."""
        return Filters(self.month.currentData(), self._day, self.teacher.currentData(), self.item.currentData(), self.settlement.currentData())

    def offer(self, teachers: Sequence[tuple[OfficerId, str]], items: Sequence[ItemName]) -> None:
        """Offer the teachers and items of a year; the choice stays where it can."""
        _fill(self.teacher, "全部教師", list(teachers))
        _fill(self.item, "全部項目", [(one.number or 0, f"{one.number or '—'} {one.name}") for one in items])
        self.teacher.setVisible(len(teachers) > 1)

    def pick_day(self, day: date | None) -> None:
        """List one day, or every day again."""
        self._day = day
        self._say()

    def pick_item(self, number: int | None) -> None:
        """List one item (0 = 未分類), or all."""
        self.item.setCurrentIndex(max(self.item.findData(number), 0))

    def clear(self) -> None:
        """List everything of the year."""
        self._day = None
        for box in (self.month, self.teacher, self.item, self.settlement):
            box.blockSignals(True)  # one change, not four
            box.setCurrentIndex(0)
            box.blockSignals(False)
        self._say()

    def _chosen(self) -> None:
        month = self.month.currentData()
        if self._day is not None and month not in (None, self._day.month):
            self._day = None
        self._say()

    def _say(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        self.clearer.setText(f"只看 {roc_short(self._day)}　✕" if self._day else "清除篩選")
        self.clearer.setAccessibleName(f"清除篩選 {roc_short(self._day)}" if self._day else "清除篩選")
        self.clearer.setVisible(self.filters != Filters())


def _fill(box: QComboBox, every: str, choices: Sequence[tuple[object, str]]) -> None:
    held = box.currentData()
    box.blockSignals(True)
    box.clear()
    box.addItem(every, None)
    for value, label in choices:
        box.addItem(label, value)
    box.setCurrentIndex(max(box.findData(held), 0))
    box.blockSignals(False)
