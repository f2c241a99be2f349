"""Errors of the store say which folder, which file, and how many tries are left."""

import errno
from pathlib import Path

import pytest

from hrdesk.errors import Fault, StoreError
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.told import about, reason_of
from hrdesk.services.opening.workspace import open_desk
from hrdesk.services.safekeeping import keeping
from tests.services.book import PASSPHRASE, Clock


def sentence(caught: "pytest.ExceptionInfo[StoreError]") -> str:
    """Return what a person is told."""
    return words.of_error(caught.value)


def test_missing_workspace_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        open_desk(tmp_path / "無此機關", who="範例承辦", passphrase=PASSPHRASE, now=Clock())
    assert "「無此機關」沒有工作區" in sentence(caught)


def test_tries_left_are_counted(folder: Path) -> None:
    for left in (4, 3):
        with pytest.raises(StoreError) as caught:
            open_desk(folder, who="範例承辦", passphrase=PASSPHRASE[::-1], now=Clock())
        assert f"還可以試 {left} 次" in sentence(caught)


def test_backup_names_its_file_and_restore_what_stands_in_its_way(desk: Desk, folder: Path, tmp_path: Path) -> None:
    summary = keeping.backup(desk, tmp_path / "備份.hrdbak")
    with pytest.raises(StoreError) as caught:
        keeping.backup(desk, tmp_path / "備份.hrdbak")
    assert "「備份.hrdbak」已經存在" in sentence(caught)
    with pytest.raises(StoreError) as caught:
        keeping.backup(desk, tmp_path / "無" / "備份.hrdbak")
    assert "無法寫入「備份.hrdbak」（檔案無法建立）" in sentence(caught)
    desk.close()
    with pytest.raises(StoreError) as caught:
        keeping.restore(summary.path, folder, passphrase=PASSPHRASE)
    assert "「office」已經存在" in sentence(caught)
    (tmp_path / "壞.hrdbak").write_bytes(b"x")
    with pytest.raises(StoreError) as caught:
        keeping.restore(tmp_path / "壞.hrdbak", tmp_path / "新", passphrase=PASSPHRASE)
    assert "「壞.hrdbak」不完整或已損壞（內容不符）" in sentence(caught)


def test_cloud_folder_is_named_for_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        open_desk(tmp_path / "OneDrive - 範例局", who="範例承辦", passphrase=PASSPHRASE, now=Clock())
    assert "雲端同步資料夾" in sentence(caught)


def test_facts_already_told_stay() -> None:
    with pytest.raises(StoreError) as caught, about():
        raise StoreError(Fault.WRONG_PASSPHRASE, what="原樣")
    assert caught.value.facts == {"what": "原樣"}


def test_reason_of_the_operating_system_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught, about(file=tmp_path / "備份.hrdbak"):
        raise StoreError(Fault.WRITE_FAILED) from OSError(errno.EACCES, "English")
    assert "無法寫入「備份.hrdbak」（沒有權限）" in sentence(caught)


@pytest.mark.parametrize(("number", "text"), [(errno.ENOSPC, "磁碟已滿"), (errno.EIO, "磁碟讀寫錯誤"), (errno.EDOM, f"錯誤代碼 {errno.EDOM}")])
def test_reasons_are_told_in_chinese(number: int, text: str) -> None:
    assert reason_of(OSError(number, "English")) == text
