"""A forgotten passphrase: the recovery code and a new passphrase, and the workspace opens."""

from pathlib import Path

from hrdesk.errors import HrdeskError
from hrdesk.services.core import words
from hrdesk.services.opening import access
from hrdesk.ui.kit.fields import LineField
from hrdesk.ui.opening.parts import CodeField, OpeningWindow, new_passphrase
from hrdesk.ui.program import Program

SAY = "輸入抄下的復原碼，並設定自己的新密碼。工作區的資料不會變動。"


class Recovering(OpeningWindow):
    """Asks for the recovery code, whose passphrase is to be new, and the new one."""

    def __init__(self, program: Program, folder: Path) -> None:
        super().__init__("使用復原碼", SAY, "設定新密碼並開啟", program.back)
        self.program, self.folder = program, folder
        self.code = CodeField("recovery", "復原碼（八組）", required=True)
        self.who = LineField("who", "登入名稱", required=True, hint="與「設定」中使用者的名稱相同；這個人的舊密碼就此失效。")
        self.new, self.again = new_passphrase()
        self.ask((self.code, self.who, self.new, self.again))

    def proceed(self) -> None:
        """Set the new passphrase and open with it."""
        folder, new, who, code = self.folder, self.new.text(), self.who.value, self.code.value
        self.program.work(lambda: access.change_passphrase(folder, new, who=who, recovery=code), lambda _: self._changed(), self._refused)

    def _changed(self) -> None:
        self.finish()
        self.program.back()
        self.program.sign_in(self.folder, passphrase=self.new.text(), who=self.who.value)

    def _refused(self, error: HrdeskError) -> None:
        self.complain(words.in_window(error))


def begin(program: Program, folder: Path) -> Recovering:
    """Show the window in the place of the sign-in window."""
    made = Recovering(program, folder)
    program.hold(made)
    made.code.setFocus()
    return made
