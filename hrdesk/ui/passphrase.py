"""Changing one's own passphrase, and showing a new recovery code: nothing of either is ever kept as a draft."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from hrdesk.services import access, members
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Ask, Dialog
from hrdesk.ui.kit.fields import Field, LineField
from hrdesk.ui.opening.parts import new_passphrase
from hrdesk.ui.opening.slip import halves, print_slip

if TYPE_CHECKING:
    from hrdesk.services.desk import Desk
    from hrdesk.ui.workbench import Workbench

LOST = "之前做的備份檔，仍用備份當時的密碼開啟。"


def own_secret(label: str = "我的密碼") -> LineField:
    """Return the field for the passphrase of whoever is at the desk."""
    return LineField("own", label, required=True, secret=True, hint="確認是本人；連續錯五次要等 15 分鐘。")


class AskSecret(Ask):
    """Fields with passphrases; what they ask for is done on the desk's thread, and refused here, with everything still typed but saved nowhere."""

    def __init__(
        self,
        parent: QWidget,
        bench: "Workbench",
        title: str,
        verb: str,
        fields: tuple[Field, ...],
        work: "Callable[[], Callable[[Desk], object]]",
        done: Callable[[object], object],
        *,
        say: str = "",
    ) -> None:
        super().__init__(parent, title, verb, fields, say=say)
        self._bench, self._work, self._done = bench, work, done
        self.done_with = self._run

    def _run(self) -> None:
        self.accept_button.setEnabled(False)
        self._bench.read(self._work(), self._finished, self.refuse)

    def _finished(self, result: object) -> None:
        self.accept()
        self._done(result)


def change_passphrase(parent: QWidget, bench: "Workbench") -> AskSecret:
    """Ask for the old passphrase and a new one."""
    old = own_secret("目前的密碼")
    new, again = new_passphrase()

    def work() -> "Callable[[Desk], object]":
        given, fresh = old.text(), new.text()
        return lambda desk: members.change_own_passphrase(desk, given, fresh)

    dialog = AskSecret(parent, bench, "變更密碼", "變更密碼", (old, new, again), work, lambda _: bench.tell("密碼已變更，下次登入用新密碼"), say=LOST)
    dialog.open()
    return dialog


def new_code(parent: QWidget, bench: "Workbench", done: Callable[[], object]) -> AskSecret:
    """Ask for the passphrase, then show a new recovery code to be written down."""
    own = own_secret()

    def work() -> "Callable[[Desk], object]":
        given = own.text()
        return lambda desk: members.new_recovery_code(desk, passphrase=given)

    def show(code: object) -> None:
        CodeShown(parent, bench.signed.agency_name, str(code)).open()
        done()

    say = "舊的復原碼立刻失效。請準備好列印或抄寫，新的復原碼只顯示這一次。"
    dialog = AskSecret(parent, bench, "換發復原碼", "換發", (own,), work, show, say=say)
    dialog.open()
    return dialog


class CodeShown(Dialog):
    """A new recovery code; it can be closed once it was typed back."""

    def __init__(self, parent: QWidget, agency: str, code: str) -> None:
        super().__init__(parent, "新的復原碼", "已抄下並核對", cancel="")
        self.code = code
        self.body.addWidget(looks.text("請列印或抄下，與電腦分開、上鎖保管，再輸入一次。關閉後不會再顯示。"))
        frame, inside = looks.card()
        for half in halves(code):
            line = looks.text(half, "figure", wrap=False)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inside.addWidget(line)
        self.body.addWidget(frame)
        paper = looks.button("列印…", lambda: print_slip(self, agency, code), sign="print")
        copy = looks.button("複製", lambda: QApplication.clipboard().setText(code), sign="copy")
        self.body.addLayout(looks.row(paper, copy, None))
        self.typed = LineField("typed", "請輸入一次復原碼", required=True)
        self.typed.edited.connect(self._compare)
        self.body.addWidget(self.typed)
        self.accept_button.setEnabled(False)
        self.typed.setFocus()

    def _compare(self) -> None:
        group = access.wrong_group(self.code, self.typed.value)
        self.typed.show_problem("" if group is None else f"第 {group} 組不相符")
        self.accept_button.setEnabled(group is None)
