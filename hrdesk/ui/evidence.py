"""佐證 on screen: the field that takes files in, and the list that opens them, wherever a page shows evidence."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.record import AgencyId, EvidenceId
from hrdesk.domain.seeds import Evidence
from hrdesk.domain.values import Changes
from hrdesk.errors import HrdeskError
from hrdesk.services.core import words
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import choose_save, choose_several
from hrdesk.ui.kit.fields import Field
from hrdesk.ui.kit.icons import pixmap

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

KINDS = "佐證檔 (*.pdf *.jpg *.jpeg *.png *.ods *.odt *.xlsx *.docx)"
SIGN = 20  # pixels of a file's icon
KILO = 1024


def sized(size: int) -> str:
    """Return a number of bytes as a person reads it."""
    if size < KILO:
        return f"{size} 位元組"
    return f"{size / KILO:.0f} KB" if size < KILO * KILO else f"{size / KILO / KILO:.1f} MB"


def open_copy(bench: "Workbench", key: EvidenceId) -> None:
    """Open a copy of a piece of evidence in the program that the system has for it."""
    from hrdesk.services.people import evidence

    bench.read(
        lambda desk: evidence.scratch_copy(desk, key),
        lambda path: bench.tell(f"已開啟「{path.name}」的複本") if _launch(path) else bench.tell(f"這台電腦沒有可以開啟「{path.name}」的程式"),
    )


def save_copy(parent: QWidget, bench: "Workbench", item: Evidence) -> None:
    """Save a copy of a piece of evidence where the person says."""
    from hrdesk.services.people import evidence

    def write(target: Path) -> None:
        bench.read(lambda desk: evidence.copy_out(desk, item.id, target), lambda path: bench.tell(f"已另存「{path.name}」"))

    choose_save(parent, "另存佐證", evidence.file_name(item), f"{item.kind.upper()} 檔 (*.{item.kind})", write)


def _launch(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class EvidenceLine(QWidget):
    """One file: its name, kind and size, and what can be done with it; `remove` is offered where a function is given."""

    def __init__(self, bench: "Workbench", item: Evidence, remove: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.item = item
        sign = QLabel()
        sign.setPixmap(pixmap("attachment", SIGN, theme.colours().dim, self.devicePixelRatioF()))
        name = looks.text(item.name)
        name.setToolTip(item.name)
        said = looks.column(spacing=0)
        said.addWidget(name)
        said.addWidget(looks.dim(f"{item.kind.upper()}・{sized(item.size)}・{roc_short(item.day)}"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.STEP)
        line.addWidget(sign)
        line.addSpacing(theme.STEP)
        line.addLayout(said, 1)
        line.addWidget(looks.tool("eye", f"開啟 {item.name}", lambda: open_copy(bench, item.id)))
        line.addWidget(looks.tool("save", f"另存 {item.name}", lambda: save_copy(self, bench, item)))
        self.remover: QToolButton | None = None if remove is None else looks.tool("delete", f"移除 {item.name}", remove)
        if self.remover is not None:
            line.addWidget(self.remover)


class EvidenceList(QWidget):
    """Evidence to look at, as in a side pane: each file can be opened and saved, none removed."""

    def __init__(self, bench: "Workbench", items: Sequence[Evidence], none: str = "沒有佐證") -> None:
        super().__init__()
        column = looks.column(self, spacing=theme.STEP)
        for item in items:
            column.addWidget(EvidenceLine(bench, item))
        if not items:
            column.addWidget(looks.dim(none))


class EvidenceField(Field):
    """Files kept as evidence, added by dialog or dropped here; `value` are their ids.

    A file is in the book as soon as it stands here, so that it is judged at once and survives with the draft; removing it here only takes it
    off this record. What a service refuses (no allowed kind, too large) is said beneath and changes nothing.
    """

    taken = Signal()

    def __init__(
        self,
        bench: "Workbench",
        key: str = "evidence",
        label: str = "佐證",
        *,
        hint: str = "PDF、圖片、ODF 或 Office 檔，每個 20 MB 以內；也可以把檔案拖到這裡。",
        required: bool = False,
        agency: AgencyId | None = None,
    ) -> None:
        super().__init__(key, label, hint=hint, required=required)
        self.bench, self.agency = bench, agency
        self._items: tuple[Evidence, ...] = ()
        self._waiting = 0
        self._coming: tuple[EvidenceId, ...] = ()  # ids whose files are being read
        self.frame = QFrame()
        self.frame.setProperty("role", "card")
        self.files: QVBoxLayout = looks.column(self.frame, spacing=theme.STEP * 2)
        self.files.setContentsMargins(theme.INNER, theme.STEP * 2, theme.INNER, theme.STEP * 2)
        self.adder = looks.button("加入檔案…", self.choose, kind="link", sign="add")
        self.refused = looks.text("", "error")
        self.refused.setVisible(False)
        self.files.addWidget(self.adder)
        self.files.addWidget(self.refused)
        self.put(self.frame)
        self.setFocusProxy(self.adder)
        self.setAcceptDrops(True)
        bench.writable_changed.connect(self._enable)  # a method of the field, so that it is let go with it
        self._enable()

    @property
    def value(self) -> tuple[EvidenceId, ...]:
        """Return the ids of the files, in their order."""
        return tuple(item.id for item in self._items)

    @property
    def items(self) -> tuple[Evidence, ...]:
        """Return the files."""
        return self._items

    def set_value(self, ids: Iterable[EvidenceId]) -> None:
        """Show the files with these ids once they are read; ids that are none are left out."""
        from hrdesk.services.people import evidence

        wanted = tuple(ids)
        if not wanted:
            self.set_items(())
            return
        self._coming = wanted
        self._begin()
        self.bench.read(lambda desk: evidence.held(desk, wanted), self._read, self._failed)

    def set_items(self, items: Iterable[Evidence]) -> None:
        """Show these files."""
        self._items = tuple({item.id: item for item in items}.values())
        self._fill()

    def text(self) -> str:
        """Return the ids, as they are kept with a draft."""
        return " ".join(self._coming or self.value)

    @override
    def text_of(self, value: object) -> str:
        """Return ids as they would be kept."""
        return " ".join(value) if isinstance(value, tuple) else ""

    @override
    def in_words(self, text: str) -> str:
        """Return how many files they are; their names where they stand here."""
        names = {item.id: item.name for item in self._items}
        ids = text.split()
        known = [names[EvidenceId(one)] for one in ids if EvidenceId(one) in names]
        more = len(ids) - len(known)
        return "、".join((*known, f"另 {more} 個檔案") if more else known)

    def set_text(self, text: str) -> None:
        """Bring back the files of a draft."""
        self.set_value(EvidenceId(one) for one in text.split())

    def fault(self) -> str:
        """Return that files are still being taken in, or that there are none where some are needed."""
        if self._waiting:
            return "檔案還在存入，請稍候"
        return "請加入佐證" if self.required and not self._items else ""

    def choose(self) -> None:
        """Let the person choose files."""
        choose_several(self, "加入佐證", KINDS, self.add)

    def add(self, paths: Sequence[Path]) -> None:
        """Take files in, one after another; what is refused is said beneath."""
        self._refuse("")
        for path in paths:
            self._take(path)

    def remove(self, key: EvidenceId) -> None:
        """Take a file off this record; it stays in the book for whatever else names it."""
        self.set_items(item for item in self._items if item.id != key)
        self.adder.setFocus()
        self.edited.emit()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from a folder window."""
        if self.bench.writable and _files(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Take in the files that were dropped."""
        self.add(_files(event))
        event.acceptProposedAction()

    def _take(self, path: Path) -> None:
        agency = self.agency

        def work(desk: "Desk") -> tuple[Changes, tuple[Evidence, ...]]:
            from hrdesk.services.people import evidence

            changes, key = evidence.take_in(desk, path, agency=agency)
            return changes, evidence.held(desk, (key,))

        def done(found: tuple[Changes, tuple[Evidence, ...]]) -> None:
            self._end((*self._items, *found[1]))
            self.bench.note(found[0])
            self.taken.emit()

        self._begin()
        self.bench.read(work, done, self._failed)

    def _begin(self) -> None:
        self._waiting += 1
        self.edited.emit()

    def _read(self, found: tuple[Evidence, ...]) -> None:
        self._coming = ()
        self._end(found)

    def _end(self, items: Iterable[Evidence]) -> None:
        self._waiting -= 1
        self.set_items(items)
        self.edited.emit()

    def _failed(self, error: HrdeskError) -> None:
        self._waiting -= 1
        self._coming = ()
        self._refuse("\n".join(filter(None, (self.refused.text(), words.in_window(error)))))
        self.edited.emit()

    def _refuse(self, sentence: str) -> None:
        self.refused.setText(sentence)
        self.refused.setVisible(bool(sentence))

    def _fill(self) -> None:
        while self.files.count() > len((self.adder, self.refused)):
            taken = self.files.takeAt(0)
            if taken is not None and (widget := taken.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for n, item in enumerate(self._items):
            self.files.insertWidget(n, EvidenceLine(self.bench, item, partial(self.remove, item.id)))
        self._enable()

    def _enable(self, _: object = None) -> None:
        self.adder.setEnabled(self.bench.writable)
        for line in self.findChildren(EvidenceLine):
            if line.remover is not None:
                line.remover.setEnabled(self.bench.writable)


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
