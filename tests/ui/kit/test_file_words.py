"""Qt's own file dialog speaks as the program does."""

from os import utime
from pathlib import Path
from time import mktime

import pytest
from PySide6.QtCore import QFileInfo, QModelIndex
from PySide6.QtWidgets import QFileDialog, QTreeView

from hrdesk.ui.kit import file_words
from hrdesk.ui.kit.dialogs import choose_folder, choose_open
from tests.ui.driving import Driver


def test_kinds_and_days_of_files_are_said_as_here(tmp_path: Path) -> None:
    at = mktime((2026, 11, 5, 9, 7, 0, 0, 0, -1))
    for name in ("名冊.xlsx", "讀我"):
        (tmp_path / name).touch()
        utime(tmp_path / name, (at, at))
    found = [QFileInfo(str(path)) for path in (tmp_path / "名冊.xlsx", tmp_path / "讀我", tmp_path)]
    assert [file_words.kind(one) for one in found] == ["XLSX 檔", "檔案", "資料夾"]
    assert file_words.kind(QFileInfo("/")) == "磁碟"
    assert file_words.changed(found[0]) == "115/11/05 09:07"
    assert file_words.changed(QFileInfo(str(tmp_path / "沒有"))) == ""


@pytest.mark.parametrize("folder", [False, True])
def test_dialog_has_no_english_heading_kind_or_label(driver: Driver, tmp_path: Path, folder: bool) -> None:
    (tmp_path / "資料").mkdir()
    host = driver.host()
    dialog = choose_folder(host, "選擇資料夾", print) if folder else choose_open(host, "選擇名冊檔", "試算表 (*.xlsx)", print)
    dialog.setDirectory(str(tmp_path))
    view = dialog.findChild(QTreeView, "treeView")
    assert isinstance(view, QTreeView)

    def cells() -> list[str]:
        root: QModelIndex = view.rootIndex()
        return [str(view.model().index(0, column, root).data()) for column in (0, 2)]

    driver.qtbot.waitUntil(lambda: cells() == ["資料", "資料夾"])
    assert dialog.labelText(QFileDialog.DialogLabel.FileName) == ("資料夾：" if folder else "檔名：")
    dialog.reject()
