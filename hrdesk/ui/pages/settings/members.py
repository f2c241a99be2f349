"""使用者: who may sign in, what each may do, passphrases and the recovery code."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.domain.members import Access, Member
from hrdesk.domain.record import OfficerId
from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Key
from hrdesk.services.core import words
from hrdesk.services.core.name_tables import stroke_key
from hrdesk.services.opening import members
from hrdesk.services.people import staff
from hrdesk.ui import passphrase
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.fields import ChoiceField, LineField
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.pick import PickField
from hrdesk.ui.kit.table_model import Chip, Column, Rows, Tone, rows_of
from hrdesk.ui.opening.parts import new_passphrase
from hrdesk.ui.pages.settings.section import Section

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

MEANING = {
    Access.CLERK: "登錄與送件，並可設定使用者",
    Access.HEAD: "審認與核章，並可設定使用者",
    Access.TEACHER: "只處理自己的輔導紀錄（附表3）與自我檢核（附表5）",
    Access.READER: "只能查看與列印",
}


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A person who may sign in, the name on the roster, and whether that is who is at the desk."""

    member: Member
    officer: str
    me: bool

    @property
    def id(self) -> str:
        """Return what the row is known by."""
        return self.member.id


@dataclass(frozen=True, slots=True)
class People:
    """What the section shows: the members as rows, and who is on the roster to be chosen from."""

    rows: Rows[MemberRow]
    officers: tuple[tuple[OfficerId, str], ...]


COLUMNS: tuple[Column[MemberRow], ...] = (
    Column("name", "登入名稱", lambda row: row.member.name, 160, sort=lambda row: stroke_key(row.member.name)),
    Column("me", "", lambda row: "登入中" if row.me else "", 90, chip=lambda row: Chip("登入中", Tone.GOOD) if row.me else None),
    Column("access", "權限", lambda row: words.label(row.member.access), 110),
    Column("officer", "名冊上的人員", lambda row: row.officer, 140),
    Column("meaning", "可以做什麼", lambda row: MEANING[row.member.access], 320, stretch=True),
)


class MembersSection(Section[People]):
    """Who may sign in; changed while the workspace is open, each change with the passphrase of whoever makes it."""

    title = "使用者"
    sign = "user"
    say = "每個人用自己的密碼登入，操作紀錄留下是誰。權限是提醒與留痕；能開啟這台電腦上檔案的人，應視為看得到全部資料。"
    kinds = frozenset({"Member"})

    def build(self) -> None:
        """Build the table and its buttons."""
        self.data: People | None = None
        self.grid: Grid[MemberRow] = Grid("settings-members", "使用者", COLUMNS, self.bench.preferences)
        self.button("變更我的密碼…", lambda: passphrase.change_passphrase(self, self.bench), sign="key", manages=False)
        self.button("換發復原碼…", lambda: passphrase.new_code(self, self.bench, self.again), sign="refresh")
        chosen = looks.row()
        self.change_button = self.button("變更權限…", self.change, sign="edit", line=chosen)
        self.dismiss_button = self.button("取消使用者…", self.dismiss, sign="delete", line=chosen)
        chosen.addStretch(1)
        self.button("新增使用者…", self.admit, sign="add", kind="primary")
        self.grid.chosen.connect(self._enable)
        self.grid.opened.connect(lambda _: self.change())
        self.column.addWidget(self.grid, 1)
        self.column.addLayout(chosen)
        self._enable()

    def load(self, desk: "Desk") -> People:
        """Read who may sign in, and the roster's people still serving."""
        me = members.signed_in(desk)
        everyone = {one.id: one for one in staff.by_post(desk.store.all(Officer))}
        named = {key: one.name for key, one in everyone.items()}
        known = {one.id: one for one in (*members.members(desk), me)}.values()
        rows = (MemberRow(one, named.get(one.officer, "") if one.officer else "", one.id == me.id) for one in known)
        serving = [(key, f"{one.name}（{one.title or one.unit}）") for key, one in everyone.items() if one.left is None]
        return People(rows_of(COLUMNS, rows), tuple(serving))

    def show_data(self, data: People) -> None:
        """Show who may sign in."""
        self.data = data
        self.grid.set_rows(data.rows)
        self._enable()

    def reveal(self, key: Key) -> None:
        """Select a person."""
        self.grid.select(lambda row: row.id == key.id)

    def admit(self) -> None:
        """Let one more person sign in."""
        if self.data is not None:
            AdmitDialog(self, self.bench, self.data.officers, self._done).open()

    def change(self) -> None:
        """Change what a person may do."""
        row = self.grid.current()
        if row is None or row.me or self.data is None or not self.manages:
            return
        member, fields = row.member, AccessFields(self.data.officers)
        fields.access.set_value(member.access)
        fields.officer.set_value(member.officer)
        own = passphrase.own_secret()

        def work() -> "Callable[[Desk], object]":
            given, officer, secret = fields.access.value or Access.READER, fields.officer.value, own.text()
            return lambda desk: members.change_member(desk, member.name, given, passphrase=secret, officer=officer)

        title = f"變更「{member.name}」的權限"
        passphrase.AskSecret(self, self.bench, title, "變更權限", (fields.access, fields.officer, own), work, self._done, say=FINAL).open()

    def dismiss(self) -> None:
        """Take a person's passphrase away."""
        row = self.grid.current()
        if row is None:
            return
        name, own = row.member.name, passphrase.own_secret()

        def work() -> "Callable[[Desk], object]":
            secret = own.text()
            return lambda desk: members.dismiss_member(desk, name, passphrase=secret)

        say = f"「{name}」的密碼立刻失效，留下的紀錄不變。若他留有舊的檔案或備份，仍能用舊密碼開啟那些檔案。{FINAL}"
        passphrase.AskSecret(self, self.bench, "取消使用者", "取消使用者", (own,), work, self._done, say=say).open()

    def _done(self, _: object) -> None:
        self.bench.look_again()  # undo ends at a change of who may sign in
        self.bench.tell("使用者已更新")
        self.again()

    def _enable(self) -> None:
        row = self.grid.current()
        other = self.manages and row is not None and not row.me
        self.change_button.setEnabled(other)
        self.dismiss_button.setEnabled(other)


FINAL = "這個動作不能復原，而且之前的變更也不能再復原。"


class OfficerField(PickField[OfficerId]):
    """Who a person is on the roster; a seed teacher has to be somebody there."""

    def __init__(self, officers: tuple[tuple[OfficerId, str], ...], access: "ChoiceField[Access]") -> None:
        super().__init__("officer", "名冊上的哪一位", officers, hint="種籽教師必填；其他人可以不填。")
        self._access = access
        access.edited.connect(self.edited)

    def fault(self) -> str:
        """Return that a seed teacher needs one, or what is wrong with the name."""
        if self._access.value is Access.TEACHER and not self.text().strip():
            return "種籽教師須指定是名冊上的哪一位"
        return super().fault()


class AccessFields:
    """What a person may do, and who that is on the roster."""

    def __init__(self, officers: tuple[tuple[OfficerId, str], ...]) -> None:
        self.access: ChoiceField[Access] = ChoiceField("access", "權限", [(one, f"{words.label(one)}：{MEANING[one]}") for one in Access])
        self.officer = OfficerField(officers, self.access)


class AdmitDialog(passphrase.AskSecret):
    """A new person with a passphrase of their own, typed by them."""

    def __init__(self, parent: QWidget, bench: "Workbench", officers: tuple[tuple[OfficerId, str], ...], done: Callable[[object], object]) -> None:
        self.who = LineField("name", "登入名稱", required=True, hint="操作紀錄會留下這個名稱，建議用姓名。")
        self.given = AccessFields(officers)
        self.new, self.again = new_passphrase("新使用者的密碼（請本人輸入）")
        self.own = passphrase.own_secret()
        fields = (self.who, self.given.access, self.given.officer, self.new, self.again, self.own)
        super().__init__(parent, bench, "新增使用者", "新增使用者", fields, self._admitting, done, say=FINAL)

    def _admitting(self) -> "Callable[[Desk], object]":
        name, access, officer = self.who.value, self.given.access.value or Access.READER, self.given.officer.value
        new, own = self.new.text(), self.own.text()
        return lambda desk: members.admit_member(desk, name, access, new, passphrase=own, officer=officer)
