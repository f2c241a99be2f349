"""The last pages of the first start, once the workspace is there: the roster, and what to do next."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.plan import ImportPlan, RowState
from hrdesk.services.core import words
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import choose_open
from hrdesk.ui.kit.icons import pixmap
from hrdesk.ui.opening.first_pages import StartPage

SHEETS = "試算表 (*.xlsx *.xls *.ods *.csv)"
NEXT_BACKUP = "在「設定」的備份與還原做第一次備份，並把備份檔複製到另一個地方。"
NEXT_HELP = "按 F1 隨時可以看這一頁的使用說明。"
NEXT = (
    ("people", "在「人員名冊」核對身分、職等與承辦業務，必修課程由此判斷。"),
    ("teacher", "在「種籽教師」登錄指派與異動通知（肆四、伍五）。"),
    ("key", "在「資料包」登錄本機關的簽章金鑰，年底才能送件。"),
    ("backup", NEXT_BACKUP),
    ("help", NEXT_HELP),
)


OF_DEPARTMENT = (
    ("key", "在「機關登錄」建立根憑證，根憑證檔另外收好。"),
    ("people", "匯入機關清單，再逐一登錄各機關寄來的登錄檔，寄回核發檔。"),
    ("courses", "年初設定各階段期限，送出規則包；本處辦理的班期登錄在「課程與班期」。"),
    ("backup", NEXT_BACKUP),
    ("help", NEXT_HELP),
)


class RosterPage(StartPage):
    """Step 4: a roster may be read in; one may also go on without."""

    step = 4
    title = "匯入名冊"
    say = "工作區已經建立。可以現在匯入 WebHR 或自己的人員名冊，也可以直接按「下一步」，之後再匯入。"

    def __init__(self, plan: Callable[[Path], object], put: Callable[[ImportPlan], object]) -> None:
        super().__init__()
        self._put, self.plan = put, None
        self.choose = looks.button("選擇名冊檔…", lambda: choose_open(self, "選擇名冊檔", SHEETS, plan), sign="import")
        self.body.addLayout(looks.row(self.choose, None))
        self.found = looks.text("", "section")
        self.body.addWidget(self.found)
        self.doubts = looks.text("", "hint")
        self.body.addWidget(self.doubts)
        self.take = looks.button("匯入這些人員", self._take, kind="primary", sign="check")
        self.body.addLayout(looks.row(self.take, None))
        self.body.addStretch(1)
        self.take.setVisible(False)

    plan: ImportPlan | None

    @property
    def waiting(self) -> bool:
        """Tell whether people were found and not yet taken."""
        return self.plan is not None and not self.take.isHidden()

    def show_plan(self, plan: ImportPlan) -> None:
        """Say what the file would do."""
        self.plan = plan
        counts = ((RowState.NEW, "新增"), (RowState.CHANGED, "變更"), (RowState.CONFLICT, "有衝突不匯入"), (RowState.UNREADABLE, "無法讀取不匯入"))
        told = [f"{word} {plan.count(state)} 人" for state, word in counts if plan.count(state)]
        self.found.setText(f"「{plan.file}」：{'、'.join(told) or '沒有可以匯入的人員'}")
        self.doubts.setText("\n".join(words.of_problem(problem) for problem in plan.problems))
        self.take.setVisible(bool(plan.count(RowState.NEW) + plan.count(RowState.CHANGED)))

    def show_done(self, people: int) -> None:
        """Say that the people are in the book."""
        self.plan = None
        self.take.setVisible(False)
        self.doubts.setText("")
        self.found.setText(f"已匯入 {people} 筆名冊資料。")

    def complain(self, sentence: str) -> None:
        """Say why the file cannot be read; another may be chosen."""
        self.plan = None
        self.take.setVisible(False)
        self.found.setText("")
        self.doubts.setText(sentence)

    def _take(self) -> None:
        if self.plan is not None:
            self._put(self.plan)


class DonePage(StartPage):
    """Step 5: all is there; what to do next."""

    step = 5
    title = "完成"
    say = "工作區可以用了。接下來建議依序："

    def __init__(self) -> None:
        super().__init__()
        self._steps = QVBoxLayout()
        self.body.addLayout(self._steps)
        self.body.addStretch(1)

    def lead(self, kind: WorkspaceKind) -> None:
        """Say what to do next in a workspace of this kind, once."""
        if self._steps.isEmpty():
            for sign, sentence in OF_DEPARTMENT if kind is WorkspaceKind.DEPARTMENT else NEXT:
                line = looks.row(_sign(sign), looks.text(sentence))
                line.setStretch(1, 1)
                self._steps.addLayout(line)


def _sign(name: str) -> QWidget:
    made = QLabel()
    made.setPixmap(pixmap(name, 20, theme.colours().accent, made.devicePixelRatioF()))
    made.setFixedWidth(28)
    return made
