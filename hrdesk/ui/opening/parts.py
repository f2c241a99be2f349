"""What the windows before a workspace is open have in common: folders, files, new passphrases, recovery codes, steps."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from hrdesk.errors import HrdeskError
from hrdesk.services.core import words
from hrdesk.services.opening import access, founding
from hrdesk.services.opening.passphrase import SHORTEST
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import choose_folder, choose_open
from hrdesk.ui.kit.fields import Field, LineField

HOME = "人事機構桌面作業"  # the folder proposed inside the person's documents
WIDTH, HEIGHT = 520, 560


def proposed(name: str = "") -> Path:
    """Return the folder that is proposed for a new workspace: inside the person's documents, under a name nothing has yet."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    wanted = documents / HOME / (name or "工作區")
    n, free = 2, wanted
    while free.exists():
        free, n = wanted.with_name(f"{wanted.name}-{n}"), n + 1
    return free


class PathField(Field):
    """A path, typed or chosen; `browse` opens the dialog and is given what takes the path."""

    def __init__(self, key: str, label: str, browse: Callable[[QWidget, Callable[[Path], object]], object], *, hint: str = "") -> None:
        super().__init__(key, label, hint=hint, required=True)
        self.line = QLineEdit()
        self.put(self.line)
        choose = looks.button("瀏覽…", lambda: browse(self, lambda path: self.line.setText(str(path))), sign="open-folder")
        choose.setAccessibleName(f"瀏覽{label}")
        self.place.addWidget(choose)
        self.line.textChanged.connect(lambda _: self.edited.emit())

    def text(self) -> str:
        """Return the path as typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Show a path."""
        self.line.setText(text)

    @property
    def value(self) -> Path:
        """Return the path."""
        return Path(self.line.text().strip())


class NewFolderField(PathField):
    """The folder of a new workspace: not on the network, not in a cloud, and none that holds one already unless `taken` is allowed."""

    def __init__(self, key: str, label: str, *, hint: str = "") -> None:
        super().__init__(key, label, lambda parent, take: choose_folder(parent, label, take), hint=hint)
        self.taken = False

    @override
    def fault(self) -> str:
        """Return why the folder cannot be used, or nothing."""
        if not self.text().strip() or not self.value.is_absolute():
            return "請選擇資料夾"
        try:
            founding.check_folder(self.value, taken=self.taken)
        except HrdeskError as error:
            return words.in_window(error)
        return ""


class BackupFileField(PathField):
    """A backup to bring back."""

    def __init__(self, key: str, label: str) -> None:
        super().__init__(key, label, lambda parent, take: choose_open(parent, label, "備份檔 (*.hrdbak)", take))

    @override
    def fault(self) -> str:
        """Return that the file is not there, or nothing."""
        return "" if self.text().strip() and self.value.is_file() else "請選擇備份檔（.hrdbak）"


class SecretField(LineField):
    """A new passphrase, long enough, which is said before it is typed; or, with `same`, the one typed once more."""

    def __init__(self, key: str, label: str, *, same: "SecretField | None" = None, hint: str = "") -> None:
        rule = "" if same is not None else f"至少 {SHORTEST} 個字元；一句自己記得的話最好。"
        super().__init__(key, label, hint=rule + hint, required=True, secret=True)
        self.same = same
        if same is not None:
            same.edited.connect(self._compare)

    @override
    def fault(self) -> str:
        """Return what is wrong with the passphrase, or nothing."""
        if self.same is not None:
            return "" if self.text() == self.same.text() else "兩次輸入的密碼不同"
        return "" if len(self.text().strip()) >= SHORTEST else f"至少 {SHORTEST} 個字元，目前有 {len(self.text().strip())} 個"

    def _compare(self) -> None:
        """Judge anew what was typed once more, once something was."""
        if self.text():
            self.edited.emit()


def new_passphrase(label: str = "新密碼") -> tuple[SecretField, SecretField]:
    """Return the two fields of a new passphrase."""
    first = SecretField("passphrase", label, hint="忘記密碼時只有復原碼能開啟，沒有別的辦法。")
    return first, SecretField("again", "再輸入一次", same=first)


class CodeField(LineField):
    """A recovery code as it is typed: eight groups, each with a check character of its own."""

    @override
    def fault(self) -> str:
        """Return in which group there is a slip, or nothing."""
        if not self.value:
            return "請輸入復原碼"
        group = access.misspelt_group(self.value)
        return "" if group is None else f"第 {group} 組不正確，請逐字核對（I、L 與 1、O 與 0 可互換）"


class OpeningWindow(QWidget):
    """One window before a workspace is open: a title, fields, a line for what is wrong, and two buttons; `left` is called when it is given up."""

    def __init__(self, title: str, say: str, verb: str, left: Callable[[], object]) -> None:
        super().__init__()
        self.setWindowTitle(f"{title} — hrdesk")
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._left, self._finished = left, False
        self.fields: tuple[Field, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.GAP)
        column.setSpacing(theme.INNER)
        column.addWidget(looks.text(title, "title", wrap=False))
        column.addWidget(looks.dim(say))
        self.body = looks.column()
        column.addWidget(scrolled(self.body), 1)
        self.wrong = looks.text("", "error")
        column.addWidget(self.wrong)
        self.busy = QProgressBar()
        self.busy.setAccessibleName("處理中")
        self.busy.setRange(0, 0)
        self.busy.setVisible(False)
        column.addWidget(self.busy)
        self.go = looks.button(verb, self._try, kind="primary")
        self.cancel = looks.button("取消", self.close)
        column.addLayout(looks.row(None, self.cancel, self.go))
        self.setTabOrder(self.go, self.cancel)
        keys(self, self.go)
        theme.dress(self)
        self.resize(WIDTH, HEIGHT)

    def ask(self, fields: Iterable[Field]) -> None:
        """Show these fields; the button is off while one is wrong."""
        self.fields = tuple(fields)
        for field in self.fields:
            self.body.addWidget(field)
            field.edited.connect(lambda field=field: self._edited(field))
        self.body.addStretch(1)
        self._judge()

    def proceed(self) -> None:
        """Do what the verb says; called with every field right."""
        raise NotImplementedError

    def wait(self, *, waiting: bool) -> None:
        """Show that work is under way, or that it is not any more."""
        self.busy.setVisible(waiting)
        for one in (*self.fields, self.go, self.cancel):
            one.setEnabled(not waiting)
        if not waiting:
            self._judge()

    def complain(self, sentence: str) -> None:
        """Say what went wrong and let the person try again."""
        self.wait(waiting=False)
        self.wrong.setText(sentence)

    def finish(self) -> None:
        """Close, because what comes next has begun."""
        self._finished = True
        self.close()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Go back to where the person came from, unless work is under way or all is done."""
        if not self._finished and not self.cancel.isEnabled():
            event.ignore()
            return
        if not self._finished:
            self._finished = True
            self._left()
        super().closeEvent(event)

    def _edited(self, field: Field) -> None:
        field.show_problem(field.fault())
        self.wrong.setText("")
        self._judge()

    def _judge(self) -> None:
        self.go.setEnabled(not any(field.fault() for field in self.fields if field.isVisibleTo(self)))

    def _try(self) -> None:
        self.wrong.setText("")
        self.wait(waiting=True)
        self.proceed()


def keys(window: QWidget, primary: QPushButton) -> None:
    """Let Enter press the primary button of a window, and Esc close it."""
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QShortcut(QKeySequence(key), window, primary.click)
    QShortcut(QKeySequence(Qt.Key.Key_Escape), window, window.close)


def scrolled(body: QVBoxLayout) -> QScrollArea:
    """Return a column that scrolls where the window is too low for it."""
    inside = QWidget()
    inside.setLayout(body)
    body.setContentsMargins(0, 0, theme.INNER, 0)
    area = looks.scrolled(inside)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields come into view as one goes through them
    return area
