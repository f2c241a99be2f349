"""The four steps of a package upwards: what it holds, what to look at, the seal, and the file."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from hrdesk.domain.package import PackageKind
from hrdesk.domain.values import Key, Severity
from hrdesk.services.core import words
from hrdesk.services.post.outgoing import Outlook
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.kit.icons import icon
from hrdesk.ui.kit.shortened import ShortLink
from hrdesk.ui.pages.packages.columns import moment
from hrdesk.ui.pages.packages.seal import short

if TYPE_CHECKING:
    from hrdesk.ui.kit.tasks import Task
    from hrdesk.ui.workbench import Workbench

SHOWN = 4  # warnings; the rest is counted


class Steps(QFrame):
    """Shows an outlook as four steps. `kind_chosen` brings the kind of package wanted, `seal_wanted` and `save_wanted` what is to be done."""

    kind_chosen = Signal(object)
    seal_wanted = Signal()
    save_wanted = Signal()
    since_wanted = Signal()

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        self.bench = bench
        self.outlook: Outlook | None = None
        self._task: Task | None = None
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.INNER, theme.GAP, theme.INNER)
        column.setSpacing(theme.INNER)
        self._kinds = QHBoxLayout()
        self._kinds.setSpacing(theme.STEP * 2)
        self._group = QButtonGroup(self)
        column.addLayout(self._kinds)
        self._columns = Flow(spacing=theme.MARGIN, even=True)
        column.addLayout(self._columns)
        self.holds, self.warns = self._step("1　內容"), self._step("2　檢查", 7)  # its sentences are the longest
        self._seal_step()
        self._save_step()

    def offer(self, kinds: tuple[PackageKind, ...]) -> None:
        """Offer these kinds of packages."""
        if [button.property("kind_of_package") for button in self._group.buttons()] == [kind.value for kind in kinds]:
            return
        _empty(self._kinds)
        for kind in kinds:
            button = QPushButton(words.label(kind))
            button.setCheckable(True)
            button.setProperty("kind_of_package", kind.value)
            button.clicked.connect(lambda _=False, kind=kind: self.kind_chosen.emit(kind))
            self._group.addButton(button)
            self._kinds.addWidget(button)
        self._kinds.addStretch(1)

    def show_outlook(self, outlook: Outlook) -> None:
        """Show how the package would look if it were sealed now."""
        self.outlook = outlook
        for button in self._group.buttons():
            button.setChecked(button.property("kind_of_package") == outlook.kind.value)
        self._show_holdings(outlook)
        self._show_warnings(outlook)
        self._show_seal(outlook)
        self._show_saved(outlook)

    def run(self, task: "Task") -> None:
        """Show sealing under way, with a way to stop it."""
        self._task = task
        self.progress.setRange(0, 0)
        self._running(on=True)
        task.progressed.connect(self._progressed)
        task.ended.connect(lambda: self._running(on=False))

    def tell_file(self, name: str, folder: str, sha256: str) -> None:
        """Say where the file was written, under which name and with which digest."""
        self.file.setText(f"{name}\n存於 {folder}")
        self.digest.setText("SHA-256\n" + "\n".join(sha256[start : start + 32] for start in range(0, len(sha256), 32)))

    def stop(self) -> None:
        """Stop sealing; nothing is kept of it."""
        if self._task is not None:
            self._task.cancel()

    def _step(self, title: str, weight: int = 4) -> QVBoxLayout:
        column = looks.column(spacing=theme.STEP)
        column.addWidget(looks.section(title))
        inside = looks.column(spacing=theme.STEP)
        column.addLayout(inside)
        column.addStretch(1)
        self._columns.add(column, weight)
        return inside

    def _seal_step(self) -> None:
        column = self._step("3　簽章")
        self.series = looks.text("")
        self.since = looks.button("", self.since_wanted.emit, kind="link", sign="history")
        self.nil = looks.dim("")
        self.seal = looks.button("簽章…", self.seal_wanted.emit, kind="primary", sign="seal")
        self.progress = QProgressBar()
        self.progress.setAccessibleName("簽章進度")
        self.cancel = looks.button("停止", self.stop, sign="close")
        self.may_seal = QWidget()
        self.may_seal.setLayout(looks.row(self.seal))
        for widget in (self.series, self.since, self.nil, self.may_seal, self.progress, self.cancel):
            column.addWidget(widget)
        self._running(on=False)

    def _save_step(self) -> None:
        column = self._step("4　存檔")
        self.saved = looks.text("")
        self.save = looks.button("存到資料夾或隨身碟…", self.save_wanted.emit, sign="save")
        self.file, self.digest = looks.text(""), looks.dim("")
        for widget in (self.saved, self.save, self.file, self.digest):
            column.addWidget(widget)

    def _show_holdings(self, outlook: Outlook) -> None:
        _empty(self.holds)
        for one in (one for one in outlook.holdings if one.form):
            nothing = "零申報" if outlook.unchanged else "無資料"  # declared by the seal, not by silence
            figure = looks.text(str(one.count) if one.count else nothing, "" if one.count else "dim", wrap=False)
            self.holds.addLayout(looks.row(looks.text(one.title, wrap=False), None, figure))
        others = "、".join(f"{one.title} {one.count} 筆" for one in outlook.holdings if not one.form)
        if others:
            self.holds.addWidget(looks.dim(others))
        if not outlook.holdings:
            self.holds.addWidget(looks.text("—", "dim"))

    def _show_warnings(self, outlook: Outlook) -> None:
        _empty(self.warns)
        found = list(self._findings(outlook))
        for widget in found[:SHOWN]:
            self.warns.addWidget(widget)
        for widget in found[SHOWN:]:
            widget.deleteLater()
        if len(found) > SHOWN:
            self.warns.addWidget(looks.dim(f"另有 {len(found) - SHOWN} 項"))
        if not found:
            self.warns.addWidget(looks.text("沒有待處理的事項。", "dim"))

    def _findings(self, outlook: Outlook) -> list[QWidget]:
        found: list[QWidget] = []
        if outlook.obstacle:
            found.append(looks.text(outlook.obstacle if not outlook.gate else "名單還不能簽章。", "error"))
        if outlook.lacks_key:
            found.append(self._link("前往「登錄與憑證」", "packages", record=Key("Office", "")))
        if outlook.waiting:
            found.append(looks.text(f"所屬尚未送來：{'、'.join(outlook.waiting)}", "hint"))
        if outlook.gate:
            errors = sum(one.severity is Severity.ERROR for one in outlook.gate)
            found.append(self._link(f"敘獎檢核：須補正 {errors} 項，請確認 {len(outlook.gate) - errors} 項", "awards"))
        found += [self._link(one.title, one.page, one.article, one.record) for one in outlook.due]
        found += [self._link(f"{bar.name}：{bar.done} / {bar.total}", bar.page, bar.sentence) for bar in outlook.unfinished.values()]
        return found

    def _link(self, text: str, page: str, tip: str = "", record: Key | None = None) -> QPushButton:
        made = ShortLink(text)
        made.setIcon(icon("warning"))
        made.setToolTip(f"{text}　{tip}".strip())
        made.clicked.connect(lambda: self.bench.go(page, record))
        return made

    def _show_seal(self, outlook: Outlook) -> None:
        revision = outlook.newest.revision if outlook.newest else 0
        if outlook.obstacle:
            self.series.setText("排除「檢查」列出的事項後才能簽章。")
        elif outlook.unchanged:
            self.series.setText(f"內容與第 {revision} 版相同，沒有變更，不必再簽章；直接存檔即可。")
        else:
            self.series.setText(f"將簽成第 {revision + 1} 版，收件機關 {outlook.recipient}。")
        self.since.setText(f"與第 {revision} 版不同的 {len(outlook.since)} 處")
        self.since.setAccessibleName(self.since.text())
        self.since.setVisible(bool(outlook.since))
        wants = bool(outlook.nil) and not outlook.obstacle and not outlook.unchanged
        self.nil.setText(f"{'、'.join(short(form) for form in outlook.nil)}沒有資料，將以零申報送出。")
        self.nil.setVisible(wants)
        self.seal.setEnabled(not outlook.obstacle and not outlook.unchanged)

    def _show_saved(self, outlook: Outlook) -> None:
        newest = outlook.newest
        self.save.setEnabled(newest is not None)
        looks.mark(self.save, "kind", "primary" if outlook.unchanged else "")
        later = "\n之後的變更還沒有簽章，存的是這一版。" if newest and not outlook.unchanged else ""
        self.saved.setText(f"第 {newest.revision} 版，{moment(newest)} 簽章{later}" if newest else "簽章後在這裡存檔。")
        if newest is None or newest.blob not in self.digest.text().replace("\n", ""):
            self.file.setText("")
            self.digest.setText("")

    def _running(self, *, on: bool) -> None:
        for widget in (self.progress, self.cancel):
            widget.setVisible(on)
        self.seal.setVisible(not on)

    def _progressed(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)


def _empty(layout: QHBoxLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        inside, widget = item.layout(), item.widget()
        if isinstance(inside, (QHBoxLayout, QVBoxLayout)):
            _empty(inside)
        if widget is not None:
            widget.hide()
            widget.deleteLater()
