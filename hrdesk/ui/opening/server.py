"""A workspace on a PostgreSQL server: joined from this PC, made anew in an empty database, or moved there from a backup."""

from enum import Enum
from functools import partial

from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.core import words
from hrdesk.services.opening import servers
from hrdesk.services.opening.workspace import join_workspace
from hrdesk.services.safekeeping import keeping
from hrdesk.ui.kit.fields import ChoiceField, LineField
from hrdesk.ui.opening.first_start import FirstStart
from hrdesk.ui.opening.parts import BackupFileField, NewFolderField, OpeningWindow, proposed
from hrdesk.ui.program import Program

SAY = (
    "幾位審核員共用一個工作區時，資料放在機關自己的 PostgreSQL 資料庫；這台電腦的資料夾只記住位址。"
    "伺服器上的資料沒有由本程式加密（簽章金鑰除外），請用機關管制的伺服器。"
)
KEPT = "資料庫帳號的密碼，不是工作區密碼。會留在下面的資料夾裡，只有您的電腦帳號可讀，但沒有加密；不想留下，請留空並由資訊人員設定憑證或密碼檔。"


class Way(Enum):
    """What is to be done with the database."""

    JOIN = "加入已有的工作區"
    MAKE = "在空的資料庫建立新的工作區"
    MOVE = "把原有的工作區（備份檔）移到空的資料庫"


TOLD = {
    Fault.STORE_EXISTS: "這個資料庫已經有工作區，沒有變更任何東西。要使用它，請改選「加入已有的工作區」。",
    Fault.STORE_MISSING: "這個資料庫裡還沒有工作區。請確認位址；要新建，請改選「在空的資料庫建立新的工作區」。",
    Fault.SERVER_PASSWORD: "資料庫帳號或密碼不正確，或沒有提供。這是資料庫帳號的密碼，不是工作區密碼。",
    Fault.SERVER_GONE: "連不上這個伺服器。請確認位址、連接埠與網路，或洽管理伺服器的人。",
    Fault.WRONG_PASSPHRASE: "備份當時的工作區密碼不正確，沒有變更任何東西。",
}


class ServerWindow(OpeningWindow):
    """Asks which database, by which account, and what to do with it."""

    def __init__(self, program: Program, address: str = "") -> None:
        super().__init__("伺服器上的工作區", SAY, "加入", program.back)
        self.program = program
        self.way = ChoiceField("way", "要做什麼", [(way, way.value) for way in Way])
        self.address = AddressField(
            "address", "資料庫位址", required=True, hint="由管理伺服器的人提供，例如 postgresql://db.example/hrdesk?sslmode=verify-full"
        )
        self.account = LineField("account", "資料庫帳號", hint="位址裡已有帳號就留空。")
        self.password = LineField("password", "資料庫密碼", secret=True, hint=KEPT)
        self.folder = NewFolderField("folder", "這台電腦的資料夾", hint="記住位址用；不要用網路磁碟或雲端同步資料夾。")
        self.folder.set_text(str(proposed("伺服器工作區")))
        self.file = BackupFileField("file", "原有工作區的備份檔")
        self.passphrase = LineField("passphrase", "備份當時的工作區密碼", required=True, secret=True)
        if address:
            self.address.set_text(servers.without_password(address))
            self.password.set_text(servers.password_in(address))
        self.ask((self.way, self.address, self.account, self.password, self.folder, self.file, self.passphrase))
        self.way.edited.connect(self._switch)
        self._switch()

    def proceed(self) -> None:
        """Reach the database, and do what was chosen."""
        server, folder, way = self._server(), self.folder.value, self.way.value
        if way is Way.JOIN:
            self.program.work(lambda: join_workspace(folder, server), lambda _: self._joined(), self._refused)
        elif way is Way.MAKE:
            self.program.work(lambda: servers.require_unused(server), lambda _: self._found(server), self._refused)
        else:
            file, passphrase = self.file.value, self.passphrase.text()
            moving = partial(keeping.restore_to_server, file, folder, server, passphrase=passphrase)
            self.program.work(moving, lambda _: self._moved(passphrase), self._refused)

    def _server(self) -> str:
        address = servers.with_account(self.address.value, self.account.value)
        return servers.with_password(address, self.password.text()) if self.password.text() else address

    def _joined(self) -> None:
        """Go back to the sign-in window, where everyone gives the own passphrase."""
        self.finish()
        self.program.offer(self.folder.value)

    def _found(self, server: str) -> None:
        FirstStart.begin(self.program, server, self.folder.value)
        self.finish()

    def _moved(self, passphrase: str) -> None:
        self.finish()
        self.program.back()
        self.program.sign_in(self.folder.value, passphrase=passphrase)

    def _refused(self, error: HrdeskError) -> None:
        self.complain(TOLD.get(error.fault) or words.in_window(error))

    def _switch(self) -> None:
        move = self.way.value is Way.MOVE
        self.file.setVisible(move)
        self.passphrase.setVisible(move)
        verbs = {Way.JOIN: "加入", Way.MAKE: "下一步", Way.MOVE: "移到伺服器並開啟"}
        self.go.setText(verbs[self.way.value or Way.JOIN])
        self.go.setAccessibleName(self.go.text())
        self._judge()


class AddressField(LineField):
    """The address of a database."""

    def fault(self) -> str:
        """Return that it names no database, or nothing."""
        if not self.value:
            return "請輸入資料庫位址"
        try:
            servers.without_password(self.value)
        except HrdeskError as error:
            return words.in_window(error)
        return ""


def begin(program: Program, address: str = "") -> ServerWindow:
    """Show the window in the place of the sign-in window."""
    made = ServerWindow(program, address)
    program.hold(made)
    (made.password if address else made.address).setFocus()
    return made
