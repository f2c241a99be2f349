"""A backup brought back: which file, where to, with the passphrase or the recovery code; what is there already is only moved aside."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox

from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.core import words
from hrdesk.services.safekeeping import keeping
from hrdesk.ui.kit.fields import ChoiceField, LineField
from hrdesk.ui.opening.parts import BackupFileField, CodeField, NewFolderField, OpeningWindow, proposed
from hrdesk.ui.program import Program

SAY = "換電腦或檔案損壞時，備份檔與密碼（或復原碼）就足以還原全部資料。備份檔本身不會變動。"
NO_LIMIT = "密碼不正確。備份檔不限次數，請查對是備份當時的密碼後再試。"


class Restoring(OpeningWindow):
    """Asks for a backup, a folder and what opens it; then the restored workspace is opened."""

    def __init__(self, program: Program) -> None:
        super().__init__("從備份還原", SAY, "還原並開啟", program.back)
        self.program = program
        self.file = BackupFileField("file", "備份檔")
        self.folder = NewFolderField("folder", "還原到資料夾", hint="請用本機的資料夾，不要用網路磁碟或雲端同步資料夾。")
        self.folder.set_text(str(proposed("還原")))
        self.aside = QCheckBox("資料夾裡已有工作區時，先把它移到旁邊（不會刪除）")
        self.way = ChoiceField("way", "用什麼開啟", ((False, "密碼"), (True, "復原碼")))
        self.passphrase = LineField("passphrase", "備份當時的密碼", required=True, secret=True)
        self.code = CodeField("recovery", "復原碼（八組）", required=True)
        self.code.setVisible(False)
        self.aside.toggled.connect(self._aside)
        self.way.edited.connect(self._switch)
        self.ask((self.file, self.folder, self.way, self.passphrase, self.code))
        self.body.insertWidget(2, self.aside)

    def proceed(self) -> None:
        """Restore, then open what was restored."""
        source, target, replace = self.file.value, self.folder.value, self.aside.isChecked()
        passphrase, recovery = (None, self.code.value) if self.way.value else (self.passphrase.text(), None)
        self.program.work(
            lambda: keeping.restore(source, target, passphrase=passphrase, recovery=recovery, replace=replace),
            lambda _: self._restored(target),
            self._refused,
        )

    def _restored(self, folder: Path) -> None:
        from hrdesk.ui.opening import recovering

        self.finish()
        self.program.back()
        if self.way.value:
            again = recovering.begin(self.program, folder)
            again.code.set_text(self.code.value)
        else:
            self.program.sign_in(folder, passphrase=self.passphrase.text())

    def _refused(self, error: HrdeskError) -> None:
        self.complain(NO_LIMIT if error.fault is Fault.WRONG_PASSPHRASE else words.in_window(error))

    def _aside(self, on: bool) -> None:  # Qt's signal gives it by position
        self.folder.taken = on
        self.folder.show_problem(self.folder.fault())
        self._judge()

    def _switch(self) -> None:
        self.passphrase.setVisible(not self.way.value)
        self.code.setVisible(bool(self.way.value))
        self._judge()


def begin(program: Program) -> Restoring:
    """Show the window in the place of the sign-in window."""
    made = Restoring(program)
    program.hold(made)
    made.file.setFocus()
    return made
