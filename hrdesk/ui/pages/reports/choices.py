"""What can be put out, grouped as people look for it, and the list to choose from."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from hrdesk.services.papers.forms import FORMS
from hrdesk.services.papers.handing_out import TITLES
from hrdesk.services.papers.lists import LISTS
from hrdesk.ui.kit import theme

WIDTH = 204
ENTRY = Qt.ItemDataRole.UserRole


class Kind(Enum):
    """A printed form, a list as a spreadsheet, or a file for another system."""

    FORM = "form"
    LIST = "list"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list."""

    kind: Kind
    name: str
    title: str


def _forms(*names: str) -> tuple[Entry, ...]:
    return tuple(Entry(Kind.FORM, name, FORMS[name]) for name in names)


NAMED: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    ("附表", _forms("annex1", "annex2", "annex3", "annex4", "annex5", "self-check-sheet")),
    ("班期", _forms("timetable", "sign-in-sheet", "course-notice")),
    ("種籽教師", _forms("change-notice", "handover-list")),
    ("敘獎", _forms("award-list", "merit-statement", "evaluation-sheet")),
    ("年度", _forms("year-report", "personal-summary")),
    ("清單（試算表）", tuple(Entry(Kind.LIST, name, title) for name, (title, _, _) in LISTS.items())),
    ("給其他系統的檔案", tuple(Entry(Kind.EXPORT, name, title) for name, title in TITLES.items())),
)
_REST = tuple(name for name in FORMS if not any(name == entry.name for _, entries in NAMED for entry in entries))
GROUPS = (*NAMED[:-2], *((("其他", _forms(*_REST)),) if _REST else ()), *NAMED[-2:])  # a form of no group is offered all the same
ENTRIES = {entry.name: entry for _, entries in GROUPS for entry in entries}


class Choices(QListWidget):
    """The list; `picked` tells which entry is chosen. Headings cannot be chosen."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("報表清單")
        self.setFixedWidth(WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for heading, entries in GROUPS:
            self._add_heading(heading)
            for entry in entries:
                item = QListWidgetItem(entry.title, self)
                item.setData(ENTRY, entry)
                item.setToolTip(entry.title)
        self.currentItemChanged.connect(self._tell)

    def choose(self, name: str) -> None:
        """Choose an entry by its name."""
        for row in range(self.count()):
            entry = self.item(row).data(ENTRY)
            if entry is not None and entry.name == name:
                self.setCurrentRow(row)

    def entry(self) -> Entry | None:
        """Return the entry chosen, or None."""
        item = self.currentItem()
        found = None if item is None else item.data(ENTRY)
        return found if isinstance(found, Entry) else None

    def _add_heading(self, words: str) -> None:
        item = QListWidgetItem(words, self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(theme.font("secondary", bold=True))

    def _tell(self) -> None:
        entry = self.entry()
        if entry is not None:
            self.picked.emit(entry)
