"""The three notices of a change (伍五): who was told on which day, and the letter to each."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.seeds import Addressee, Appointment, ChangeKind
from hrdesk.services.core import words
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.day import DayEdit
from hrdesk.ui.kit.fields import Field


class NoticesField(Field):
    """A line for each addressee: told or not, on which day, and `letter` to see what is sent. Ticking one puts in `today`."""

    def __init__(self, held: Appointment, change: ChangeKind, today: date, letter: Callable[[Addressee], object]) -> None:
        super().__init__("notices", f"{words.label(change)}種籽教師的三方通知")
        self.change, self.today = change, today
        self.rows: dict[Addressee, tuple[QCheckBox, DayEdit, QLabel]] = {}
        inside = QWidget()
        self._cells = QGridLayout(inside)
        self._cells.setContentsMargins(0, 0, 0, 0)
        self._cells.setHorizontalSpacing(theme.INNER)
        self._cells.setVerticalSpacing(theme.STEP * 2)
        self._told = {one.addressee: one.sent for one in held.notices if one.change is change}
        self.since = held.end if change is ChangeKind.ENDED and held.end is not None else held.start
        for n, addressee in enumerate(Addressee):
            self._add(n, addressee, self._told.get(addressee), letter)
        self._cells.setColumnStretch(2, 1)
        self.put(inside)
        self.setFocusProxy(self.rows[Addressee.OFFICE][0])

    @property
    def value(self) -> Mapping[Addressee, date | None]:
        """Return the day on which each addressee was told, None for not told."""
        return {addressee: day.day() if box.isChecked() else None for addressee, (box, day, _) in self.rows.items()}

    @property
    def changed(self) -> bool:
        """Tell whether the days differ from those kept."""
        return any(day != self._told.get(addressee) for addressee, day in self.value.items())

    def text(self) -> str:
        """Return the days, as they are kept with a draft."""
        return " ".join(f"{addressee.value}={day.text()}" for addressee, (box, day, _) in self.rows.items() if box.isChecked())

    def text_of(self, value: object) -> str:
        """Return the notices of an appointment as they would be kept."""
        told = {one.addressee: one.sent for one in value if one.change is self.change} if isinstance(value, tuple) else {}
        return " ".join(f"{addressee.value}={roc_short(told[addressee])}" for addressee in self.rows if told.get(addressee) is not None)

    def in_words(self, text: str) -> str:
        """Return who was told on which day."""
        days = dict(part.split("=", 1) for part in text.split() if "=" in part)
        return "、".join(f"{words.label(addressee)} {days[addressee.value]}" for addressee in self.rows if addressee.value in days)

    def set_text(self, text: str) -> None:
        """Bring back the days of a draft."""
        days = dict(part.split("=", 1) for part in text.split() if "=" in part)
        for addressee, (box, day, _) in self.rows.items():
            box.setChecked(addressee.value in days)
            day.setText(days.get(addressee.value, ""))

    def fault(self) -> str:
        """Return which notice has no day."""
        for addressee, (box, day, _) in self.rows.items():
            if box.isChecked() and (day.fault() or day.day() is None):
                return f"{words.label(addressee)}：{day.fault() or '請填通知日期，或取消勾選'}"
        return ""

    def _add(self, row: int, addressee: Addressee, sent: date | None, letter: Callable[[Addressee], object]) -> None:
        name = words.label(addressee)
        box, day, after = QCheckBox(name), DayEdit(), looks.text("", "secondary", wrap=False)
        box.setChecked(sent is not None)
        box.setAccessibleName(f"已通知{name}")
        day.set_day(sent)
        day.setAccessibleName(f"通知{name}的日期")
        day.setEnabled(sent is not None)
        show = looks.button("通知函…", partial(letter, addressee), kind="link", sign="mail")
        show.setAccessibleName(f"給{name}的通知函")
        self.rows[addressee] = (box, day, after)
        for column, widget in enumerate((box, day, after, show)):
            self._cells.addWidget(widget, row, column)
        box.toggled.connect(partial(self._ticked, addressee))
        day.edited.connect(partial(self._dated, addressee))
        self._dated(addressee, quiet=True)

    def _ticked(self, addressee: Addressee, on: bool) -> None:  # as Qt tells it
        _, day, _ = self.rows[addressee]
        day.setEnabled(on)
        if on and not day.text():
            day.set_day(self.today)
        self.edited.emit()
        self._dated(addressee, quiet=True)

    def _dated(self, addressee: Addressee, *, quiet: bool = False) -> None:
        """Say how long after the change somebody was told; the plan sets no limit, so nothing is late."""
        box, day, after = self.rows[addressee]
        sent = day.day() if box.isChecked() else None
        after.setText("" if sent is None else _elapsed((sent - self.since).days))
        if not quiet:
            self.edited.emit()


def _elapsed(days: int) -> str:
    if days == 0:
        return "異動當日"
    return f"異動後 {days} 日" if days > 0 else f"異動前 {-days} 日"
