"""A collector's part of enrolment: its own root, certificates for the offices below, and taking them back."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QLineEdit, QWidget

from hrdesk.domain.acts import Act
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.record import AgencyId
from hrdesk.domain.staff import Agency
from hrdesk.domain.values import Changes, Key
from hrdesk.errors import HrdeskError
from hrdesk.services.agency import agencies
from hrdesk.services.core import words
from hrdesk.services.packages import offices
from hrdesk.services.post import renewal
from hrdesk.services.post.standing import Standing
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import Ask, choose_open, choose_save
from hrdesk.ui.kit.digits import Digits, DigitsField
from hrdesk.ui.kit.draft import DraftKey
from hrdesk.ui.kit.fields import ChoiceField, Field, LineField, NoteField

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

T = TypeVar("T")
ROOTS = "根憑證檔 (*.hrdroot);;所有檔案 (*)"
FILES = "登錄或更新申請檔 (*.hrdreg *.hrdpkg);;所有檔案 (*)"
ENROLMENTS = "登錄核發檔 (*.hrdpkg)"
KEPT_APART = "根憑證檔存在隨身碟，平時鎖入保險箱；只在核發與廢止時使用。密碼遺失無法補發。"
RECOVERY = "檔內另有備援金鑰：每個寄來的資料包都同時加密給它，工作區毀損時可用它解開各機關寄來的資料。請另存一份副本，與工作區的備份分開保管。"
TRUST = Changes(act=Act.REGISTER_OFFICE.value, changed=(Key("Office", ""),))


class FileField(Field):
    """A file that is chosen: to be opened, or with a `name` given, to be written."""

    def __init__(self, key: str, label: str, kinds: str, *, name: str = "", hint: str = "") -> None:
        super().__init__(key, label, hint=hint, required=True)
        self.kinds, self.name = kinds, name
        self.line = QLineEdit()
        self.line.setReadOnly(True)
        self.put(self.line)
        button = looks.button("選擇…", self.choose)
        button.setAccessibleName(f"選擇{label}")
        self.place.addWidget(button)

    def choose(self) -> None:
        """Let the file be chosen."""
        if self.name:
            choose_save(self, self.label, self.name, self.kinds, lambda path: self.set_text(str(path)))
        else:
            choose_open(self, self.label, self.kinds, lambda path: self.set_text(str(path)))

    def text(self) -> str:
        """Return the file's path."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Show a path."""
        self.line.setText(text)
        self.edited.emit()

    @property
    def path(self) -> Path:
        """Return where the file lies."""
        return Path(self.text())


class RootAsk(Ask):
    """Asks for the root file and its passphrase with other fields, and does something with them; what is refused is said here."""

    def __init__(self, parent: QWidget, bench: "Workbench", title: str, verb: str, fields: list[Field], *, say: str = "", name: str = "") -> None:
        self.bench = bench
        self.root = FileField("root", "根憑證檔", ROOTS)
        self.secret = LineField("passphrase", "根憑證檔的密碼", required=True, secret=True)
        super().__init__(parent, title, verb, [*fields, self.root, self.secret], say=say, place=DraftKey(bench, name) if name else None)

    def do(self, work: "Callable[[Desk], T]", told: Callable[[T], str]) -> None:
        """Do the work off the window's thread and close."""

        def done(found: T) -> None:
            self.accept()
            self.bench.note(TRUST, told(found))

        self.accept_button.setEnabled(False)
        self.bench.read(work, done, self.refuse)


class NewRoot(Ask):
    """Asks where the new root goes and for its passphrase, twice."""

    def __init__(self, parent: QWidget, bench: "Workbench") -> None:
        self.bench = bench
        self.target = FileField("root", "根憑證檔", ROOTS, name="根憑證.hrdroot")
        self.secret = LineField("passphrase", "密碼", required=True, secret=True)
        self.again = LineField("again", "再輸入一次密碼", required=True, secret=True)
        super().__init__(parent, "建立根憑證", "建立", [self.target, self.secret, self.again], say=f"{KEPT_APART}\n{RECOVERY}")
        self.done_with = self._make

    def _make(self) -> None:
        path, secret = self.target.path, self.secret.text()
        if secret != self.again.text():
            self.again.show_problem("兩次輸入的密碼不同")
            return

        def done(_: str) -> None:
            self.accept()
            self.bench.note(TRUST, "根憑證已建立；請把畫面上的 40 位數字印在給各機關的公文上")

        self.accept_button.setEnabled(False)
        self.bench.read(lambda desk: offices.create_root(desk, path, secret), done, self.refuse)


class Grant(RootAsk):
    """Issues a certificate for a registration, its digits typed as they were read out, or for a renewal, whose signature stands for them."""

    def __init__(self, parent: QWidget, bench: "Workbench") -> None:
        self.kind: ChoiceField[bool] = ChoiceField("kind", "申請種類", [(False, "登錄（電話核對數字）"), (True, "更新（以現有憑證簽章）")])
        self.file = FileField("file", "申請檔", FILES)
        self.digits = DigitsField("digits", "電話中對方唸出的 40 位數字")
        self.target = FileField("target", "核發檔存到", ENROLMENTS, name=issued_name(""))
        say = "請查公務電話簿（或機關網站）上對方的電話打過去，由對方唸出數字；本程式沒有各機關的電話，也不要用申請檔或郵件裡的電話。"
        super().__init__(parent, bench, "核發憑證", "核發", [self.kind, self.file, self.digits, self.target], say=say)
        self.kind.edited.connect(self._choose_kind)
        self.file.edited.connect(self._look_into)
        self.done_with = self._issue

    def _choose_kind(self) -> None:
        renewing = bool(self.kind.value)
        self.digits.setVisible(not renewing)
        self.digits.needed = not renewing
        self._look_into()
        self._look()

    def _look_into(self) -> None:
        """Say who asks in the file, and compare the digits with it group by group as they are typed."""
        self.digits.expect("")
        self.file.say("")
        file = self.file.path
        if self.file.text() and self.kind.value:
            self.bench.read(lambda desk: renewal.asking(desk, file), self._tell_renewing, self._tell_none)
        elif self.file.text():
            self.bench.read(lambda desk: offices.asked(desk, file), self._tell_asked, self._tell_none)

    def _tell_none(self, error: HrdeskError) -> None:
        self.file.show_problem(words.in_window(error))
        self.fit()

    def _tell_asked(self, asked: offices.Asked) -> None:
        held = "；原有的憑證會同時廢止" if asked.holds else ""
        self.digits.expect(asked.digits)
        self._name(asked.listed, f"申請機關：{asked.listed or '不在名冊'}（{asked.code}）{held}")
        self.file.show_problem("" if asked.listed else f"申請的機關代碼 {asked.code} 不在本機關的名冊，請先加入機關登錄")
        self.fit()

    def _tell_renewing(self, agency: Agency) -> None:
        self._name(agency.name, f"申請機關：{agency.name}（{agency.code}）")
        self.file.show_problem("")
        self.fit()

    def _name(self, agency: str, told: str) -> None:
        """Say who asks, and offer a name that tells the file from those issued to others."""
        self.file.say(told)
        self.target.name = issued_name(agency)

    def _issue(self) -> None:
        renewing, file, digits = bool(self.kind.value), self.file.path, self.digits.text()
        root, secret, target = self.root.path, self.secret.text(), self.target.path

        def work(desk: "Desk") -> Agency:
            if renewing:
                return renewal.enrol_renewal(desk, file, root, secret, target)
            return offices.enrol_office(desk, file, digits, root, secret, target)

        self.do(work, lambda agency: f"已核發{agency.name}的憑證，請把「{target.name}」寄給對方")


class Revoke(RootAsk):
    """Takes every certificate of an office back at once."""

    def __init__(self, parent: QWidget, bench: "Workbench", known: tuple[Agency, ...], chosen: AgencyId | None = None) -> None:
        self.agency: ChoiceField[AgencyId] = ChoiceField("agency", "機關", [(one.id, f"{one.name}（{one.code}）") for one in known])
        say = "承辦人異動、金鑰遺失或外洩時使用。廢止後該機關寄來的資料包一律不收，須重新登錄；不能復原。"
        self.reason = NoteField("reason", "理由", required=True, lines=2)
        super().__init__(parent, bench, "廢止憑證", "廢止", [self.agency, self.reason], say=say, name="revoke")
        if chosen is not None:
            self.agency.set_value(chosen)
        self.accept_button.setProperty("kind", "danger")
        self.done_with = self._revoke

    def _revoke(self) -> None:
        key, root, secret, reason = self.agency.value, self.root.path, self.secret.text(), self.reason.value
        if key is not None:
            chosen = key
            self.do(
                lambda desk: offices.revoke(desk, agencies.agency(desk, chosen), root, secret, reason),
                lambda count: f"已廢止 {count} 張憑證；清冊隨之後的回件送出",
            )


class Issuing(QWidget):
    """The root's digits, and what is done with the root."""

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        self.bench = bench
        column = looks.column(self, spacing=theme.STEP * 2)
        self.title = looks.section("本機關的根憑證：印在給所屬的公文上的 40 位數字")
        column.addWidget(self.title)
        self._digits = looks.column()
        column.addLayout(self._digits)
        self.say = looks.dim(KEPT_APART)
        column.addWidget(self.say)
        self.create_button = looks.button("建立根憑證…", self.create_root, sign="key")
        self.others = QWidget()
        refresh = looks.button("重新編號廢止清冊…", self.refresh, sign="refresh")
        refresh.setToolTip("每年一次；清冊逾 400 天對方不收")
        grant = looks.button("核發憑證…", self.grant, sign="seal")
        self.others.setLayout(looks.row(grant, looks.button("廢止憑證…", self.revoke, sign="delete"), refresh))
        column.addLayout(looks.row(self.create_button, self.others, None))

    def show_standing(self, standing: Standing) -> None:
        """Show the digits of the root, or that there is none yet."""
        self.setVisible(self.bench.signed.kind is not WorkspaceKind.AGENCY)
        made = bool(standing.root_digits)
        while (item := self._digits.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if made:
            self._digits.addWidget(Digits("根憑證的 40 位數字", standing.root_digits))
        self.title.setText("本機關的根憑證：印在給所屬的公文上的 40 位數字" if made else "有所屬要彙整時，先建立本機關的根憑證")
        self.create_button.setVisible(not made)
        self.others.setVisible(made)

    def create_root(self) -> None:
        """Make the own root."""
        NewRoot(self, self.bench).open()

    def grant(self) -> None:
        """Issue a certificate."""
        Grant(self, self.bench).open()

    def revoke(self) -> None:
        """Take an office's certificates back."""
        self.bench.read(agencies.own_part, lambda known: Revoke(self, self.bench, known[1:]).open())

    def refresh(self) -> None:
        """Number the list of revoked certificates anew."""
        refresh_list(self, self.bench)


def issued_name(agency: str) -> str:
    """Return the usual name of the file that is issued to an agency."""
    return f"登錄核發-{agency}.hrdpkg" if agency else "登錄核發.hrdpkg"


def refresh_list(parent: QWidget, bench: "Workbench") -> RootAsk:
    """Ask for the root and number the list of revoked certificates anew."""
    asked = RootAsk(parent, bench, "重新編號廢止清冊", "重新編號", [], say="收件機關不收逾 400 天的清冊，請每年做一次。")

    def work() -> None:
        root, secret = asked.root.path, asked.secret.text()
        asked.do(lambda desk: offices.refresh_list(desk, root, secret), lambda _: "廢止清冊已重新編號，會隨之後的回件送出")

    asked.done_with = work
    asked.open()
    return asked
