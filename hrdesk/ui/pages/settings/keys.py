"""金鑰: the certificates of this office and until when they hold; enrolment is on the page of the packages."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.offices import Office
from hrdesk.services import words
from hrdesk.services.agencies import own_part
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.table_model import Chip, Column, Rows, Tone, rows_of
from hrdesk.ui.pages.settings.section import Section

if TYPE_CHECKING:
    from hrdesk.services.desk import Desk

SOON = 90  # days before its end from which a certificate may be renewed


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A certificate this workspace knows: whose, whether its own, and the days left."""

    office: Office
    agency: str
    today: date

    @property
    def id(self) -> str:
        """Return what the row is known by."""
        return self.office.id

    @property
    def left(self) -> int:
        """Return the days until it ends."""
        return (self.office.expires - self.today).days


def state(row: KeyRow) -> Chip:
    """Return whether a certificate may still sign."""
    if row.office.revoked is not None:
        return Chip(f"已廢止 {roc_short(row.office.revoked)}", Tone.BAD)
    if row.left < 0:
        return Chip("已過期", Tone.BAD)
    return Chip(f"剩 {row.left} 天", Tone.WARN if row.left <= SOON else Tone.GOOD)


COLUMNS: tuple[Column[KeyRow], ...] = (
    Column("own", "", lambda row: "自己的" if row.office.own else "對方的", 72),
    Column("agency", "機關", lambda row: row.agency, 200, stretch=True),
    Column("role", "用途", lambda row: words.label(row.office.role), 120),
    Column("issued", "核發日", lambda row: roc_short(row.office.issued), 100, sort=lambda row: row.office.issued, figure=True),
    Column("expires", "到期日", lambda row: roc_short(row.office.expires), 100, sort=lambda row: row.office.expires, figure=True),
    Column("state", "狀態", lambda row: state(row).text, 150, sort=lambda row: row.left, chip=state),
    Column("digest", "憑證指紋", lambda row: row.office.digest[:16], 160, tip=lambda row: row.office.digest),
)


class KeysSection(Section[Rows[KeyRow]]):
    """The certificates, and the way to where they are made and renewed."""

    title = "金鑰"
    sign = "key"
    say = "年度資料與敘獎提報以本機關的金鑰簽章，金鑰存放在加密的工作區裡。登錄、核發、更新與廢止在「資料包」辦理。"
    kinds = frozenset({"Office"})

    def build(self) -> None:
        """Build the table and the way to the packages."""
        self.button("前往資料包登錄或更新", lambda: self.bench.go("packages"), sign="package", manages=False)
        self.grid: Grid[KeyRow] = Grid("settings-keys", "憑證", COLUMNS, self.bench.preferences)
        self.none = looks.text("還沒有金鑰。請先在「資料包」登錄本機關，再由彙整機關核發。", "dim")
        self.column.addWidget(self.none)
        self.column.addWidget(self.grid, 1)
        self.column.addStretch(0)

    def load(self, desk: "Desk") -> Rows[KeyRow]:
        """Read the certificates, the own ones first."""
        names = {one.id: one.name for one in own_part(desk)}
        offices = sorted(desk.store.all(Office), key=lambda one: (not one.own, one.expires))
        return rows_of(COLUMNS, (KeyRow(one, names.get(one.agency, "彙整機關"), desk.today) for one in offices))

    def show_data(self, data: Rows[KeyRow]) -> None:
        """Show the certificates."""
        self.grid.set_rows(data)
        self.none.setVisible(not len(data))
        self.grid.setVisible(bool(len(data)))
