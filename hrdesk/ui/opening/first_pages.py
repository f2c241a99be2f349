"""The pages of the first start: each keeps what was typed for as long as the window is open, and says whether one may go on."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.staff import Headcount, Tier
from hrdesk.services.agency import agencies
from hrdesk.services.core import words
from hrdesk.services.opening import access
from hrdesk.ui.agency_code import AgencyCode
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.editor import beside
from hrdesk.ui.kit.fields import ChoiceField, DayField, Field, LineField, NumberField
from hrdesk.ui.opening.parts import NewFolderField, new_passphrase, proposed, scrolled
from hrdesk.ui.opening.slip import halves, print_slip

SORTS: Sequence[tuple[tuple[WorkspaceKind, Tier], str]] = (
    ((WorkspaceKind.AGENCY, Tier.SECOND), "二級機關（所屬機關）"),
    ((WorkspaceKind.AGENCY, Tier.FIRST), "一級機關，不彙整所屬機關"),
    ((WorkspaceKind.FIRST_TIER, Tier.FIRST), "一級機關，彙整所屬機關"),
    ((WorkspaceKind.DEPARTMENT, Tier.DEPARTMENT), "人事處"),
)


class StartPage(QWidget):
    """One page: a title, a sentence, fields; `edited` tells that something changed. `step` is the step of the five it belongs to."""

    edited = Signal()
    step = 0
    title = ""
    say = ""

    def __init__(self) -> None:
        super().__init__()
        self.fields: tuple[Field, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INNER)
        column.addWidget(looks.text(self.title, "title", wrap=False))
        column.addWidget(looks.dim(self.say))
        self.body = looks.column()
        column.addWidget(scrolled(self.body), 1)

    def ask(self, *rows: Sequence[Field]) -> None:
        """Show these fields, those of a row side by side."""
        self.fields = tuple(field for row in rows for field in row)
        for row in rows:
            self.body.addWidget(row[0] if len(row) == 1 else beside(*row))
        for field in self.fields:
            field.edited.connect(lambda field=field: self._edited(field))

    def ready(self) -> bool:
        """Tell whether every field that is shown is right."""
        return not any(field.fault() for field in self.fields if not field.isHidden())

    def _edited(self, field: Field) -> None:
        field.show_problem(field.fault())
        self.edited.emit()


class AgencyPage(StartPage):
    """Step 1: which agency this is, and where its workspace is to lie."""

    step = 1
    title = "機關"
    say = "這個工作區是哪一個機關的？代碼是行政院所屬及地方各級機關代碼，共十碼，例如 379000000A。"

    def __init__(self, groups: Iterable[str]) -> None:
        super().__init__()
        self.sort = ChoiceField("sort", "機關類別", SORTS)
        self.code = AgencyCode("code", "機關代碼", required=True)
        self.name = LineField("name", "機關名稱", required=True)
        self.parent_code = AgencyCode("parent_code", "所屬一級機關的代碼", required=True)
        self.parent_name = LineField("parent_name", "所屬一級機關的名稱", required=True)
        self.group = LineField("group", "業務屬性相同類別", known=groups, hint="例如地政事務所、戶政事務所；不屬於任何一類就留空（陸三(二)）。")
        self.folder = NewFolderField("folder", "工作區資料夾", hint="資料加密存放在這台電腦；不要用網路磁碟或雲端同步資料夾。")
        self._proposed = str(proposed())
        self.folder.set_text(self._proposed)
        self.ask((self.sort,), (self.code, self.name), (self.parent_code, self.parent_name), (self.group,), (self.folder,))
        self.body.addStretch(1)
        self.sort.edited.connect(self._switch)
        self.name.edited.connect(self._propose)

    def point(self, folder: Path) -> None:
        """Let the data lie on a server and only its address in this folder."""
        self.folder.set_text(str(folder))
        self.folder.say("資料存放在伺服器的資料庫；這台電腦的資料夾只記住位址。")

    @property
    def tier(self) -> Tier:
        """Return the agency's tier."""
        assert self.sort.value is not None
        return self.sort.value[1]

    @property
    def second(self) -> bool:
        """Tell whether the agency has a first-tier agency above it."""
        return self.tier is Tier.SECOND

    def _switch(self) -> None:
        for field in (self.parent_code, self.parent_name, self.group):
            field.setVisible(self.second)
        self.edited.emit()

    def _propose(self) -> None:
        """Propose a folder of the agency's name, as long as the person did not choose one."""
        if self.folder.text() == self._proposed:
            plain = "".join(sign for sign in self.name.value if sign not in '\\/:*?"<>|')
            self._proposed = str(proposed(plain))
            self.folder.set_text(self._proposed)


class CountsPage(StartPage):
    """Step 2: the head-counts on one day; all of it may wait."""

    step = 2
    title = "員額"
    say = "敘獎額度與指派人數由員額計算。現在不清楚的可以留空，之後在「設定」補登。"

    def __init__(self) -> None:
        super().__init__()
        self.counts = {kind: NumberField(kind.value, words.label(kind), unit="人") for kind in Headcount}
        self.day = DayField("base_date", "基準日", hint="員額是哪一天的？例如 115/01/01；不填就是今天。")
        self.source = LineField("source", "資料來源", hint="例如預算員額表、人事資料統計表。")
        shown = tuple(self.counts.values())
        self.ask(shown[:2], shown[2:], (self.day, self.source))
        self.body.addStretch(1)

    def suit(self, tier: Tier) -> None:
        """Ask only for what something follows from at an agency of this tier."""
        asked = agencies.counts_for(tier)
        for kind, field in self.counts.items():
            field.setVisible(kind in asked)

    def numbers(self) -> dict[Headcount, int]:
        """Return the counts that were given, of those that are asked for."""
        return {kind: field.number for kind, field in self.counts.items() if field.number is not None and not field.isHidden()}


class UserPage(StartPage):
    """Step 3, first half: who signs in first, with which passphrase."""

    step = 3
    title = "第一位使用者"
    say = "這個人以承辦人身分登入，之後可以在「設定」再加其他人，各用各的密碼。"

    def __init__(self) -> None:
        super().__init__()
        self.who = LineField("who", "登入名稱", required=True, hint="操作紀錄會留下這個名稱，建議用自己的姓名。")
        self.new, self.again = new_passphrase("密碼")
        self.ask((self.who,), (self.new,), (self.again,))
        self.body.addStretch(1)


class TypedBackField(LineField):
    """A code typed back after it was written down."""

    shown = ""

    @override
    def fault(self) -> str:
        """Return the group that differs, or nothing."""
        group = access.wrong_group(self.shown, self.value)
        if group is None:
            return ""
        return f"第 {group} 組不相符，請看抄下的再輸入" if self.value else "請輸入抄下的復原碼"


class CodePage(StartPage):
    """Step 3, second half: the recovery code, shown this once and typed back before anything is made."""

    step = 3
    title = "復原碼"
    say = "忘記密碼時，只有這組復原碼能再開啟工作區。程式不會保存它，也沒有人能補發。請列印或抄下，與電腦分開、上鎖保管。"

    def __init__(self, agency: Callable[[], str]) -> None:
        super().__init__()
        self.code = access.new_code()
        frame, inside = looks.card()
        for half in halves(self.code):
            line = looks.text(half, "figure", wrap=False)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            line.setAccessibleName("復原碼")
            inside.addWidget(line)
        self.body.addWidget(frame)
        copy = looks.button("複製", self._copy, sign="copy")
        paper = looks.button("列印…", lambda: print_slip(self, agency(), self.code), sign="print")
        self.body.addLayout(looks.row(paper, copy, None))
        self.typed = TypedBackField("typed", "請輸入一次復原碼，確認已經抄對", required=True)
        self.typed.shown = self.code
        self.ask((self.typed,))
        self.body.addStretch(1)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.code)
