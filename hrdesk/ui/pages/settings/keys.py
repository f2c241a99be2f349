"""金鑰: the certificates of this office and until when they hold, and what lets packages be verified elsewhere; enrolment is on the page of the packages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.offices import Office
from hrdesk.services.agency.agencies import own_part
from hrdesk.services.core import words
from hrdesk.services.packages import key_export
from hrdesk.services.packages.offices import grouped
from hrdesk.ui.issuing import FileField
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import choose_save
from hrdesk.ui.kit.fields import NoteField
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.table_model import Chip, Column, Rows, Tone, rows_of
from hrdesk.ui.opening.parts import SecretField
from hrdesk.ui.pages.settings.section import Section
from hrdesk.ui.passphrase import AskSecret, own_secret

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk

KEY_SAY = "這把金鑰能解開寄給本機關的所有資料包。只在不用本程式查驗時才需要；檔案另以密碼加密，匯出會留下紀錄。"
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
        self.button("匯出根憑證…", self.export_root, sign="export", manages=False)
        self.button("匯出解密金鑰…", self.export_identity, sign="key")
        self.grid: Grid[KeyRow] = Grid("settings-keys", "憑證", COLUMNS, self.bench.preferences)
        self.none = looks.text("還沒有金鑰。請先在「資料包」登錄本機關，再由彙整機關核發。", "dim")
        self.column.addWidget(self.none)
        self.column.addWidget(self.grid, 1)
        self.column.addStretch(0)

    def export_root(self) -> None:
        """Write the certificate that vouches for what is received, for somebody who verifies without this program."""
        choose_save(self, "匯出根憑證", "root.pem", "憑證檔 (*.pem)", self.write_root)

    def write_root(self, target: Path) -> None:
        """Write the certificate and tell its digits."""
        self.bench.read(lambda desk: key_export.save_root(desk, target), lambda digits: self._root_written(target, digits))

    def export_identity(self) -> None:
        """Ask for the own passphrase, one for the file, and why; then where the key goes."""
        own = own_secret()
        new = SecretField("passphrase", "金鑰檔的密碼", hint="只用來開啟這個檔案；遺失時重新匯出即可。")
        again = SecretField("again", "再輸入一次", same=new)
        reason = NoteField("reason", "理由", required=True, lines=2, hint="會記入操作紀錄")
        target = FileField("file", "金鑰檔", "age 金鑰檔 (*.age)", name=f"{self.bench.signed.agency_code}-key.age")

        def work() -> "Callable[[Desk], object]":
            proof, fresh, why, file = own.text(), new.text(), reason.value, Path(target.text())
            return lambda desk: key_export.save_identity(desk, file, proof=proof, passphrase=fresh, reason=why)

        def done(_: object) -> None:
            self.bench.tell(f"已匯出解密金鑰「{Path(target.text()).name}」，請與資料包分開保管")

        AskSecret(self, self.bench, "匯出解密金鑰", "匯出", (own, new, again, reason, target), work, done, say=KEY_SAY).open()

    def _root_written(self, target: Path, digits: str) -> None:
        self.bench.tell(f"已匯出「{target.name}」，請與公文上的 40 位數字核對：{grouped(digits)}")

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
