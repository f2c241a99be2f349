"""What Qt's own file dialog leaves in English, or in years that nobody here writes, said as this program says it."""

from datetime import date

from PySide6.QtCore import QFileInfo, QIdentityProxyModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QFileDialog, QFileSystemModel, QSplitter, QTreeView
from typing_extensions import override

from hrdesk.domain.minguo import roc_short
from hrdesk.ui.kit import theme

KIND, CHANGED = 2, 3  # columns of Qt's model
WIDTHS = (430, 84, 92, 148)  # pixels of a name, as long as that of a receipt, a size, a kind, a day with its time
SIZE, PLACES = (900, 460), 96
LABELS = {QFileDialog.DialogLabel.LookIn: "位置：", QFileDialog.DialogLabel.FileType: "檔案類型："}
Index = QModelIndex | QPersistentModelIndex


class FileWords(QIdentityProxyModel):
    """Files with their kinds in Chinese and their dates in 民國 years."""

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what stands in a cell."""
        source = self.sourceModel()
        if role == Qt.ItemDataRole.DisplayRole and index.column() in (KIND, CHANGED) and isinstance(source, QFileSystemModel):
            info = source.fileInfo(self.mapToSource(index))
            return kind(info) if index.column() == KIND else changed(info)
        return super().data(index, role)


def kind(info: QFileInfo) -> str:
    """Return what a file is."""
    if info.isRoot():
        return "磁碟"
    if info.isDir():
        return "資料夾"
    return f"{info.suffix().upper()} 檔" if info.suffix() else "檔案"


def changed(info: QFileInfo) -> str:
    """Return when a file was changed: 115/11/25 14:07."""
    at = info.lastModified()
    day = at.date()
    return f"{roc_short(date(day.year(), day.month(), day.day()))} {at.toString('HH:mm')}" if day.isValid() else ""


def say(dialog: QFileDialog) -> None:
    """Let a dialog of Qt's own speak; the system's does so by itself, and takes no notice."""
    labels = LABELS | {QFileDialog.DialogLabel.FileName: "資料夾：" if dialog.fileMode() is QFileDialog.FileMode.Directory else "檔名："}
    for part, words in labels.items():
        dialog.setLabelText(part, words)
    dialog.setProxyModel(FileWords(dialog))
    view = dialog.findChild(QTreeView, "treeView")
    if view is not None:
        dialog.resize(min(theme.grown(SIZE[0]), dialog.screen().availableGeometry().width() - PLACES), SIZE[1])
        for column, width in enumerate(WIDTHS):
            view.setColumnWidth(column, theme.grown(width))
    beside = dialog.findChild(QSplitter, "splitter")
    if beside is not None:
        beside.setSizes([theme.grown(PLACES), dialog.width()])
