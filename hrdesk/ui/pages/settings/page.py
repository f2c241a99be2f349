"""設定."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QWidget

from hrdesk.domain.values import Key
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.icons import icon
from hrdesk.ui.kit.page import Page
from hrdesk.ui.pages.settings.appearance import AppearanceSection
from hrdesk.ui.pages.settings.backups import BackupsSection
from hrdesk.ui.pages.settings.calendar import CalendarSection
from hrdesk.ui.pages.settings.keys import KeysSection
from hrdesk.ui.pages.settings.log import LogSection
from hrdesk.ui.pages.settings.members import MembersSection
from hrdesk.ui.pages.settings.offices import OfficesSection
from hrdesk.ui.pages.settings.rules import RulesSection
from hrdesk.ui.pages.settings.section import AnySection
from hrdesk.ui.pages.settings.years import YearsSection

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

SECTIONS: tuple[type[AnySection], ...] = (
    OfficesSection,
    MembersSection,
    BackupsSection,
    CalendarSection,
    RulesSection,
    KeysSection,
    LogSection,
    AppearanceSection,
    YearsSection,
)
NAMES = 168  # pixels of the list of sections


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one section loaded."""

    section: AnySection
    data: Any


class SettingsPage(Page[Loaded]):
    """The list of sections and the section that is open; each is built when it is first opened, and only the open one is read."""

    name = "settings"
    title = "設定"
    kinds = frozenset(kind for section in SECTIONS for kind in section.kinds)
    by_year = False

    def content(self) -> QWidget:
        """Return the list and the sections."""
        self._made: dict[int, AnySection] = {}
        self.names = QListWidget()
        self.names.setAccessibleName("設定的項目")
        self.names.setFixedWidth(NAMES)
        self.names.setIconSize(QSize(18, 18))
        self.stack = QStackedWidget()
        for section in SECTIONS:
            self.names.addItem(QListWidgetItem(icon(section.sign), section.title))
        self.names.setCurrentRow(0)
        self.stack.setCurrentWidget(self.section)
        self.names.currentRowChanged.connect(lambda _: self._turn())
        self.action("backup", "立即備份", lambda: self.backups.back_up(), button=False, sign="backup")
        self.action("check", "檢查整本資料", lambda: self.backups.check(), button=False, sign="check")
        inside = QWidget()
        line = looks.row(self.names, self.stack, spacing=0)
        line.setStretch(1, 1)
        line.setContentsMargins(0, theme.STEP, 0, 0)
        inside.setLayout(line)
        return inside

    @property
    def section(self) -> AnySection:
        """Return the section that is open."""
        return self._section(self.names.currentRow())

    @property
    def backups(self) -> BackupsSection:
        """Return the section of the backups."""
        found = self._section(SECTIONS.index(BackupsSection))
        assert isinstance(found, BackupsSection)
        return found

    def load(self, desk: "Desk", year: int) -> Loaded:
        """Read the open section."""
        del year
        section = self.section
        return Loaded(section, section.load(desk))

    def show_data(self, data: Loaded) -> None:
        """Show the section."""
        data.section.show_data(data.data)

    def reveal(self, key: Key) -> None:
        """Open the section on which a kind of records stands, and the record there."""
        for row, section in enumerate(SECTIONS):
            if key.kind in section.kinds:
                if self.names.currentRow() != row:
                    self.names.setCurrentRow(row)
                    self.open(key)
                else:
                    self.section.reveal(key)
                return

    def resume(self, editor: str, key: str, values: Mapping[str, str]) -> bool:
        """Go on with an agency or its head-counts, where that section is open as it is at first."""
        section = self.section
        does = section.resuming(editor, key) if isinstance(section, OfficesSection) else None
        if does is None:
            return False
        self.bench.hold(editor, key, values)
        does()
        return True

    def _turn(self) -> None:
        self.stack.setCurrentWidget(self.section)
        self.reload()

    def _section(self, row: int) -> AnySection:
        made = self._made.get(row)
        if made is None:
            made = self._made[row] = SECTIONS[row](self.bench, self.reload)
            self.stack.addWidget(made)
        return made


def page(bench: "Workbench") -> SettingsPage:
    """Make the page."""
    return SettingsPage(bench)
