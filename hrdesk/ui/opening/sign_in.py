"""The sign-in window: which workspace, and its passphrase; or a new one, the sample, a backup, the recovery code."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from hrdesk.ui.kit import looks, theme

WIDTH = 440


class SignInWindow(QWidget):
    """Asks for a workspace and its passphrase.

    `opened` brings the folder and the passphrase, `recovered` the folder alone (the recovery code is asked for next), the others what was chosen
    instead; `closed` tells that the person gave up.
    """

    opened = Signal(Path, str)
    recovered = Signal(Path)
    founded = Signal()
    sampled = Signal()
    restored = Signal()
    served = Signal()
    closed = Signal()

    def __init__(self, workspaces: Sequence[Path]) -> None:
        super().__init__()
        self.setWindowTitle("hrdesk — 登入")
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._finished = False
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN * 2, theme.MARGIN, theme.MARGIN * 2, theme.MARGIN)
        column.setSpacing(theme.INNER)
        column.addWidget(looks.text("人事機構桌面作業", "title", wrap=False))
        column.addWidget(looks.text("研習、種籽教師、輔導與敘獎", "secondary", wrap=False))
        self._sheet = self._signing(workspaces)
        column.addWidget(self._sheet)
        column.addStretch(1)
        self.wrong = looks.text("", "error")
        column.addWidget(self.wrong)
        self.busy = QProgressBar()
        self.busy.setAccessibleName("開啟中")
        self.busy.setRange(0, 0)
        self.busy.setVisible(False)
        column.addWidget(self.busy)
        column.addWidget(looks.line())
        column.addLayout(self._others())
        self.setMinimumWidth(WIDTH)
        theme.dress(self)
        self.adjustSize()

    def wait(self, *, waiting: bool) -> None:
        """Show that the workspace is being opened, or that it is not any more."""
        self.busy.setVisible(waiting)
        self.setEnabled(not waiting)
        if not waiting:
            self.passphrase.setFocus()

    def progress(self, done: int, total: int) -> None:
        """Show how far long work is."""
        self.busy.setRange(0, total)
        self.busy.setValue(done)

    def complain(self, sentence: str) -> None:
        """Say why the workspace could not be opened."""
        self.wait(waiting=False)
        self.wrong.setText(sentence)
        self.passphrase.selectAll()

    def finish(self) -> None:
        """Close, because a workspace is open."""
        self._finished = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's name; no @override, see icons
        """Tell whether the person gave up."""
        super().closeEvent(event)
        if not self._finished:
            self.closed.emit()

    def _signing(self, workspaces: Sequence[Path]) -> QWidget:
        made = QWidget()
        column = looks.column(made, spacing=theme.STEP)
        self.workspace = looks.Box()
        self.workspace.setAccessibleName("工作區")
        for folder in workspaces:
            self.workspace.addItem(folder.name, folder)
            self.workspace.setItemData(self.workspace.count() - 1, str(folder), Qt.ItemDataRole.ToolTipRole)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName("密碼")
        self.passphrase.returnPressed.connect(self._open)
        column.addSpacing(theme.INNER)
        for words, widget in (("工作區", self.workspace), ("密碼", self.passphrase)):
            label = QLabel(words)
            label.setBuddy(widget)
            column.addWidget(label)
            column.addWidget(widget)
            column.addSpacing(theme.STEP)
        self.sign_in = looks.button("登入", self._open, kind="primary", sign="unlock")
        forgot = looks.button("忘記密碼，使用復原碼", lambda: self.recovered.emit(self._folder()), kind="link")
        column.addWidget(self.sign_in)
        column.addWidget(forgot, 0, Qt.AlignmentFlag.AlignLeft)
        made.setVisible(bool(workspaces))
        return made

    def _others(self) -> QHBoxLayout:
        self.found = looks.button("建立新的工作區", self.founded.emit, sign="add", kind="" if self._sheet.isVisibleTo(self) else "primary")
        self.sample = looks.button("試用範例資料", self.sampled.emit, sign="star")
        more = QVBoxLayout()
        more.setSpacing(theme.STEP * 2)
        more.addLayout(looks.row(self.found, self.sample, None))
        self.choose = looks.button("開啟其他資料夾…", self._choose, kind="link")
        self.restore = looks.button("從備份還原…", self.restored.emit, kind="link")
        more.addLayout(looks.row(self.choose, self.restore, None, spacing=theme.GAP))
        self.server = looks.button("伺服器上的工作區…", self.served.emit, kind="link")
        more.addLayout(looks.row(self.server, None))
        line = QHBoxLayout()
        line.addLayout(more)
        return line

    def _choose(self) -> None:
        from hrdesk.ui.kit.dialogs import choose_folder

        choose_folder(self, "選擇工作區資料夾", self.offer)

    def offer(self, folder: Path) -> None:
        """Offer one more workspace and choose it."""
        self.workspace.insertItem(0, folder.name, folder)
        self.workspace.setCurrentIndex(0)
        self._sheet.setVisible(True)
        self.passphrase.setFocus()
        self.adjustSize()

    def _folder(self) -> Path:
        folder = self.workspace.currentData()
        assert isinstance(folder, Path)
        return folder

    def _open(self) -> None:
        self.wrong.setText("")
        self.wait(waiting=True)
        self.opened.emit(self._folder(), self.passphrase.text())
        self.passphrase.clear()
