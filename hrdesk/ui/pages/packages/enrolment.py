"""登錄與憑證: the three steps to a certificate, the 40 digits said and typed, and the renewal before it ends."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hrdesk.domain.minguo import roc_short
from hrdesk.services.packages import offices
from hrdesk.services.packages.sealing import SealedFile
from hrdesk.services.post import renewal
from hrdesk.services.post.standing import Standing, Step
from hrdesk.ui.issuing import TRUST, Issuing
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import Ask, Dialog, choose_folder, choose_open, choose_save, confirm
from hrdesk.ui.kit.digits import Digits, DigitsField

if TYPE_CHECKING:
    from hrdesk.domain.staff import Agency
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

REGISTRATIONS = "登錄申請檔 (*.hrdreg);;所有檔案 (*)"
ENROLMENTS = "登錄核發檔 (*.hrdpkg);;所有檔案 (*)"
SPOKEN = "電話核對用的 40 位數字"
TITLES = {
    Step.TOP: ("人事處是最上層的彙整機關", "不需要向其他機關登錄。"),
    Step.UNREGISTERED: ("尚未向彙整機關登錄", "登錄後才能寄出與開啟資料包。依下列三步完成，只需做一次。"),
    Step.REGISTERED: ("登錄申請檔已產生，等候核發", "彙整機關核對 40 位數字後會送來登錄核發檔，收到後做第三步。"),
    Step.ENROLLED: ("已登錄", ""),
    Step.DUE: ("憑證即將到期", "請現在申請更新；以現有憑證簽章，不必再打電話核對。"),
    Step.EXPIRED: ("憑證已過期", "已不能以它簽章。請重新登錄：產生新的登錄申請檔，從第一步做起。資料不受影響。"),
    Step.REVOKED: ("憑證已被彙整機關廢止", "已不能以它簽章。請與彙整機關確認原因，再重新登錄。資料不受影響。"),
}
STATES = {Step.UNREGISTERED: "warn", Step.REGISTERED: "", Step.ENROLLED: "good", Step.DUE: "warn", Step.EXPIRED: "bad", Step.REVOKED: "bad", Step.TOP: ""}


class Enrolment(QWidget):
    """Shows how the office stands with its collector and leads it through the steps."""

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        self.bench = bench
        self.standing: Standing | None = None
        column = looks.column(self, spacing=theme.GAP)
        self.state = QFrame()
        self.state.setProperty("role", "banner")
        lines = QVBoxLayout(self.state)
        lines.setContentsMargins(theme.GAP, theme.INNER, theme.GAP, theme.INNER)
        self.title, self.sentence = looks.section(""), looks.text("")
        self.renew_button = looks.button("申請更新憑證…", self.renew, kind="primary", sign="refresh")
        lines.addWidget(self.title)
        lines.addWidget(self.sentence)
        self.may_renew = QWidget()
        self.anew_button = looks.button("重新登錄…", self.show_steps, kind="link")
        self.anew_button.setToolTip("彙整機關換了根憑證或要求重新登錄時使用；平時不需要")
        self.may_renew.setLayout(looks.row(self.renew_button, self.anew_button, None))
        lines.addWidget(self.may_renew)
        column.addWidget(self.state)
        self.steps = QWidget()
        steps = looks.row(*self._steps(), spacing=theme.INNER)
        self.steps.setLayout(steps)
        column.addWidget(self.steps)
        self.issuing = Issuing(bench)
        column.addWidget(self.issuing)
        column.addStretch(1)

    def show_standing(self, standing: Standing) -> None:
        """Show how the office stands."""
        self.standing = standing
        title, sentence = TITLES[standing.step]
        self.title.setText(title)
        self.sentence.setText("\n".join(part for part in (_until(standing), sentence, _waits(standing)) if part))
        self.sentence.setVisible(bool(self.sentence.text()))
        self.state.setProperty("state", STATES[standing.step])
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)
        enrolled = standing.step in (Step.ENROLLED, Step.DUE)
        self.may_renew.setVisible(enrolled)
        self.renew_button.setEnabled(standing.step is Step.DUE)
        self.renew_button.setToolTip("" if standing.step is Step.DUE else "到期前 90 天起可以申請")
        self.steps.setVisible(standing.step is not Step.TOP and (standing.waits or not enrolled))
        self.anew_button.setVisible(self.steps.isHidden())
        for button in (self.again_button, self.pin_button):
            button.setEnabled(standing.waits)
            button.setToolTip("" if standing.waits else "先產生登錄申請檔")
        self.issuing.show_standing(standing)

    def show_steps(self) -> None:
        """Show the three steps to an office that has a certificate."""
        self.steps.setVisible(True)
        self.anew_button.setVisible(False)

    def register(self) -> None:
        """Make the registration file, told first what it makes void."""
        held = self.standing
        if held is not None and held.waits:
            say = "先前的登錄申請檔會作廢，依它核發的登錄核發檔將無法匯入。"
            confirm(self, "重新產生登錄申請檔", say, "重新產生", self._choose_target, danger=True)
        else:
            self._choose_target()

    def show_again(self) -> None:
        """Show the digits of a registration file that was made before."""

        def show(file: Path) -> None:
            self.bench.read(lambda _: offices.registration_digits(file), lambda digits: self._spoken(digits, file))

        choose_open(self, "選擇登錄申請檔", REGISTRATIONS, show)

    def pin(self) -> None:
        """Take in the enrolment file, the letter's digits typed."""
        choose_open(self, "選擇登錄核發檔", ENROLMENTS, lambda file: Pin(self, self.bench, file).open())

    def renew(self) -> None:
        """Ask for a new certificate with the one that still holds."""

        def write(folder: Path) -> None:
            self.bench.read(lambda desk: renewal.renew(desk, folder), self._renewed)

        choose_folder(self, "更新申請檔要存到哪裡", write)

    def _choose_target(self) -> None:
        def write(target: Path) -> None:
            self.bench.read(lambda desk: offices.make_registration(desk, target), lambda digits: self._registered(digits, target))

        choose_save(self, "登錄申請檔", f"登錄申請-{self.bench.signed.agency_name}.hrdreg", REGISTRATIONS, write)

    def _registered(self, digits: str, target: Path) -> None:
        self.bench.note(TRUST)
        self._spoken(digits, target)

    def _spoken(self, digits: str, file: Path) -> None:
        Spoken(self, digits, file).open()

    def _renewed(self, sealed: SealedFile) -> None:
        self.bench.note(TRUST, f"更新申請檔已存為「{sealed.file.name}」，請寄給彙整機關")

    def _steps(self) -> tuple[QWidget, ...]:
        self.register_button = looks.button("產生登錄申請檔…", self.register, sign="key")
        self.again_button = looks.button("再看一次數字…", self.show_again, kind="link", sign="eye")
        self.pin_button = looks.button("匯入登錄核發檔…", self.pin, sign="import")
        return (
            _card("一、產生登錄申請檔", "產生本機關的簽章與加密金鑰。金鑰只存在這個工作區，不會寫進檔案。", self.register_button),
            _card("二、寄出並電話核對", "把檔案寄給彙整機關；對方以公務電話來電核對時，唸出 40 位數字。", self.again_button),
            _card("三、匯入登錄核發檔", "輸入公文上所印的 40 位數字，確認是真正的彙整機關所核發。", self.pin_button),
        )


class Spoken(Dialog):
    """The digits to read out over the telephone."""

    def __init__(self, parent: QWidget, digits: str, file: Path) -> None:
        super().__init__(parent, "登錄申請檔", "知道了", cancel="")
        self.body.addWidget(looks.text(f"檔案：{file.name}\n請寄給彙整機關；對方來電核對時，一組一組唸出："))
        self.digits = Digits(SPOKEN, digits)
        self.body.addWidget(self.digits)


class Pin(Ask):
    """Asks for the letter's digits and takes the enrolment in with them."""

    def __init__(self, parent: QWidget, bench: "Workbench", file: Path) -> None:
        self.bench, self.file = bench, file
        self.typed = DigitsField("digits", "公文上所印的 40 位數字")
        say = f"檔案：{file.name}\n請照公文逐組輸入，不要從電子郵件複製；可以一次貼上自己打好的整串。"
        super().__init__(parent, "匯入登錄核發檔", "匯入", [self.typed], say=say)
        self.done_with = self._pin

    def _pin(self) -> None:
        file, digits = self.file, self.typed.text()
        self.accept_button.setEnabled(False)

        def work(desk: "Desk") -> "Agency":
            return offices.pin_collector(desk, file, digits)

        self.bench.read(work, self._pinned, self.refuse)

    def _pinned(self, collector: "Agency") -> None:
        self.accept()
        self.bench.note(TRUST, f"已登錄，彙整機關是{collector.name}")


def _card(title: str, say: str, button: QWidget) -> QFrame:
    frame, column = looks.card()
    column.addWidget(looks.section(title))
    column.addWidget(looks.dim(say))
    column.addStretch(1)
    column.addLayout(looks.row(button, None))
    return frame


def _until(standing: Standing) -> str:
    if standing.until is None:
        return ""
    left = f"（還有 {standing.days} 天）" if standing.days >= 0 else f"（已過 {-standing.days} 天）"
    return f"彙整機關：{standing.collector}　憑證有效至 {roc_short(standing.until)}{left}"


def _waits(standing: Standing) -> str:
    return "有一份登錄或更新申請正等候核發；在匯入新的核發檔以前，仍使用現有憑證。" if standing.waits and standing.until else ""
