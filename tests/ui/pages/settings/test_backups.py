"""Backups in the settings: made, rehearsed, restored, pruned, and the check of the book."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from hrdesk.domain.acts import Act
from hrdesk.services.opening.workspace import open_desk
from hrdesk.services.safekeeping import backups, keeping
from hrdesk.ui.kit.dialogs import Confirm
from hrdesk.ui.pages.settings.backups import BackupsSection, CheckDialog, reason_of, size_of
from hrdesk.ui.pages.settings.page import SettingsPage
from hrdesk.ui.passphrase import AskSecret
from tests.services.book import PASSPHRASE, Clock
from tests.ui.driving import Driver
from tests.ui.pages.settings.driving import choose, section


def test_backup_is_made_rehearsed_and_restored_elsewhere(driver: Driver, settings: SettingsPage, tmp_path: Path) -> None:
    kept = section(driver, settings, BackupsSection)
    driver.press(kept, "立即備份")
    assert kept.grid.table.rowCount() == 1
    assert kept.due.isVisible()
    driver.press(kept, "現在演練…")
    dialog = driver.dialog(AskSecret)
    dialog.fields[0].set_text(PASSPHRASE)
    dialog.accept_button.click()
    driver.settle()
    assert not kept.due.isVisible()
    assert "115/11/20" in kept.told.text()
    kept.grid.selectRow(0)
    driver.press(kept, "演練還原…")
    dialog = driver.dialog(AskSecret)
    dialog.fields[0].set_text("不是這個密碼")
    dialog.accept_button.click()
    driver.settle()
    assert "密碼不正確" in dialog.wrong.text()
    dialog.reject()
    driver.press(kept, "還原到另一個資料夾…")
    dialog = driver.dialog(AskSecret)
    dialog.fields[0].set_text(str(tmp_path / "另一處"))
    dialog.fields[1].set_text(PASSPHRASE)
    dialog.accept_button.click()
    driver.settle()
    assert driver.bench.preferences.workspaces == (tmp_path / "另一處",)
    open_desk(tmp_path / "另一處", who="範例承辦", passphrase=PASSPHRASE, now=Clock()).close()


def test_damaged_backup_fails_its_rehearsal(driver: Driver, settings: SettingsPage) -> None:
    kept = section(driver, settings, BackupsSection)
    driver.press(kept, "立即備份")
    path = kept.grid.table.records()[0].file.path
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(bytes(data))
    driver.press(kept, "現在演練…")
    dialog = driver.dialog(AskSecret)
    dialog.fields[0].set_text(PASSPHRASE)
    dialog.accept_button.click()
    driver.settle()
    assert "不完整或已損壞" in dialog.wrong.text()
    dialog.reject()


def test_other_backup_file_is_restored(driver: Driver, settings: SettingsPage, tmp_path: Path) -> None:
    summary = driver.ask(lambda desk: keeping.backup(desk, tmp_path / "隨身碟.hrdbak"))
    kept = section(driver, settings, BackupsSection)
    driver.press(kept, "還原其他備份檔…")
    choose(driver, summary.path)
    dialog = driver.dialog(AskSecret)
    driver.looked_over(dialog)
    dialog.reject()


def test_old_backups_are_pruned_after_saying_how_many(driver: Driver, settings: SettingsPage) -> None:
    now = driver.clock.at
    driver.clock.at = datetime(2025, 1, 1, tzinfo=UTC)
    driver.ask(lambda desk: [keeping.backup(desk), keeping.backup(desk)])
    driver.clock.at = now
    kept = section(driver, settings, BackupsSection)
    driver.press(kept, "立即備份")
    driver.press(kept, "刪除舊備份…")
    dialog = driver.dialog(Confirm)
    driver.press(dialog, "刪除 2 份")
    assert kept.grid.table.rowCount() == 1
    assert not kept.prune_button.isEnabled()
    assert driver.ask(lambda desk: desk.store.last(Act.PRUNE)) == now


def test_book_is_checked_part_by_part(driver: Driver, settings: SettingsPage) -> None:
    kept = section(driver, settings, BackupsSection)
    driver.press(kept, "檢查整本資料")
    dialog = driver.dialog(CheckDialog)
    driver.looked_over(dialog)
    texts = [label.text() for label in dialog.findChildren(type(dialog.wrong))]
    assert "檔案與操作紀錄完好" in texts
    assert any("操作紀錄鏈" in text and "正常" in text for text in texts)
    dialog.reject()


class Opener(QObject):
    """The desktop's part: told what to open, it opens nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        """Remember what would be opened."""
        self.opened.append(Path(url.toLocalFile()))


def test_folder_of_the_backups_is_shown(driver: Driver, settings: SettingsPage, office: Path) -> None:
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "take")  # type: ignore[arg-type]  # the stub wants bytes, PySide takes text
    try:
        kept = section(driver, settings, BackupsSection)
        driver.press(kept, "開啟資料夾")
        assert opener.opened == [office]
    finally:
        QDesktopServices.unsetUrlHandler("file")


def test_backups_are_said_in_words() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    assert [reason_of(backups.BackupFile(Path("x"), 1, at, 1, why)) for why in ("backup", "before-upgrade-0002", "before-import-xyz", "別的")] == [
        "手動或定期",
        "版本更新前",
        "匯入前",
        "別的",
    ]
    assert [size_of(count) for count in (10, 45_600, 12_340_000)] == ["1 KB", "45 KB", "12.3 MB"]
