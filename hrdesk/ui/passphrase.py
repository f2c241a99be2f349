"""Changing one's own passphrase, and showing a new recovery code: nothing of either is ever kept as a draft."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from hrdesk.services.opening import access, members
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Ask
from hrdesk.ui.kit.fields import Field, LineField
from hrdesk.ui.opening.parts import new_passphrase
from hrdesk.ui.opening.slip import halves, print_slip

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
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


def new_code(parent: QWidget, bench: "Workbench", done: Callable[[], object]) -> "NewCode":
    """Show a new recovery code, which counts once it was written down, typed back and confirmed with the passphrase."""
    dialog = NewCode(parent, bench, done)
    dialog.open()
    return dialog


class NewCode(AskSecret):
    """A new recovery code. Until it is typed back the old one counts, so that a lock, a slip or a power cut on the way leaves nobody without."""

    def __init__(self, parent: QWidget, bench: "Workbench", done: Callable[[], object]) -> None:
        code = self.code = access.new_code()
        self.typed, self.own = LineField("typed", "請輸入一次復原碼", required=True), own_secret()
        self.typed.secret = True  # never kept with what is being typed
        say = "請列印或抄下，與電腦分開、上鎖保管，再輸入一次。按下「換發」才生效，舊的復原碼同時失效；在那之前仍用舊的。關閉後不會再顯示。"
        super().__init__(parent, bench, "換發復原碼", "換發", (self.typed, self.own), self._issue, lambda _: self._issued(done), say=say)
        frame, inside = looks.card()
        for half in halves(code):
            line = looks.text(half, "figure", wrap=False)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inside.addWidget(line)
        self.body.insertWidget(1, frame)
        paper = looks.button("列印…", lambda: print_slip(self, bench.signed.agency_name, code), sign="print")
        copy = looks.button("複製", lambda: QApplication.clipboard().setText(code), sign="copy")
        self.body.insertLayout(2, looks.row(paper, copy, None))
        self.typed.edited.connect(self._compare)

    def _look(self) -> None:
        super()._look()
        self.accept_button.setEnabled(self.accept_button.isEnabled() and access.wrong_group(self.code, self.typed.value) is None)

    def _compare(self) -> None:
        group = access.wrong_group(self.code, self.typed.value)
        self.typed.show_problem("" if group is None else f"第 {group} 組不相符")

    def _issue(self) -> "Callable[[Desk], object]":
        given, shown = self.own.text(), self.typed.value
        return lambda desk: members.new_recovery_code(desk, passphrase=given, shown=shown)

    def _issued(self, done: Callable[[], object]) -> None:
        self._bench.tell("復原碼已換發，舊的已失效")
        done()
