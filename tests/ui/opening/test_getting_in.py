"""Getting in again: restored from a backup, with the recovery code; refused in words, with nothing created or deleted."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hrdesk.app import Program
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.staff import Officer
from hrdesk.services.opening.workspace import create_workspace, open_desk
from hrdesk.services.safekeeping import keeping
from hrdesk.store.key_file import FLOOR
from hrdesk.ui.opening import recovering, restoring
from tests.services.book import CODE, PASSPHRASE, Clock, hire

Until = Callable[[Callable[[], bool]], None]
NEW = "新的範例通行詞一二三"


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, Path, str]:
    """Return a workspace with one officer, its backup, and its recovery code."""
    desk, code = create_workspace(
        tmp_path / "office",
        code=CODE,
        name="範例地政局",
        kind=WorkspaceKind.FIRST_TIER,
        passphrase=PASSPHRASE,
        who="範例承辦",
        now=Clock(),
        sample=True,  # its clock may run ahead of the PC's
        cost=FLOOR,
    )
    with desk:
        hire(desk)
        summary = keeping.backup(desk, tmp_path / "備份.hrdbak")
    return tmp_path / "office", summary.path, code


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its bytes, but for the lock and the count of attempts."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".lock", ".attempts"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def test_backup_is_restored_on_a_clean_machine_and_opened(program: Program, made: tuple[Path, Path, str], until: Until, tmp_path: Path) -> None:
    assert program.entry is not None
    program.entry.restore.click()
    window = program.opening
    assert isinstance(window, restoring.Restoring)
    assert not program.entry.isVisible()
    assert not window.go.isEnabled()
    window.file.set_text(str(made[1]))
    window.folder.set_text(str(tmp_path / "新電腦"))
    window.passphrase.set_text(PASSPHRASE)
    assert window.go.isEnabled()
    window.go.click()
    until(lambda: program.window is not None)
    program.close()
    with open_desk(tmp_path / "新電腦", who="範例承辦", passphrase=PASSPHRASE, now=Clock()) as desk:
        assert [one.name for one in desk.store.all(Officer)] == ["王小明"]


def test_wrong_passphrase_of_a_backup_is_told_and_nothing_made(program: Program, made: tuple[Path, Path, str], until: Until, tmp_path: Path) -> None:
    window = restoring.begin(program)
    window.file.set_text(str(made[1]))
    window.folder.set_text(str(tmp_path / "新電腦"))
    window.passphrase.set_text("不是這個密碼")
    window.go.click()
    until(lambda: bool(window.wrong.text()))
    assert "密碼不正確" in window.wrong.text()
    assert not (tmp_path / "新電腦" / "workspace.hrdesk").exists()
    assert window.passphrase.text() == "不是這個密碼"
    window.cancel.click()
    assert program.entry is not None
    assert program.entry.isVisible()


def test_workspace_that_is_there_is_moved_aside_only_when_asked(program: Program, made: tuple[Path, Path, str], until: Until) -> None:
    folder, backup, _ = made
    before = files(folder)
    window = restoring.begin(program)
    window.file.set_text(str(backup))
    window.folder.set_text(str(folder))
    window.passphrase.set_text(PASSPHRASE)
    assert "已經有工作區" in window.folder.problem.text()
    assert not window.go.isEnabled()
    window.aside.setChecked(True)
    window.go.click()
    until(lambda: program.window is not None)
    program.close()
    kept = files(folder)
    assert all(data in kept.values() for data in before.values())


def test_recovery_code_restores_and_sets_a_new_passphrase(program: Program, made: tuple[Path, Path, str], until: Until, tmp_path: Path) -> None:
    window = restoring.begin(program)
    window.file.set_text(str(made[1]))
    window.folder.set_text(str(tmp_path / "新電腦"))
    window.way.set_value(True)
    assert not window.passphrase.isVisible()
    window.code.set_text(made[2])
    window.go.click()
    until(lambda: isinstance(program.opening, recovering.Recovering))
    again = program.opening
    assert isinstance(again, recovering.Recovering)
    assert again.code.value == made[2]
    again.who.set_text("範例承辦")
    again.new.set_text(NEW)
    again.again.set_text(NEW)
    again.go.click()
    until(lambda: program.window is not None)
    program.close()
    open_desk(tmp_path / "新電腦", who="範例承辦", passphrase=NEW, now=Clock()).close()


def test_slip_in_the_recovery_code_is_told_before_it_is_tried(program: Program, made: tuple[Path, Path, str], until: Until) -> None:
    window = recovering.begin(program, made[0])
    for field in (window.new, window.again):
        field.set_text(NEW)
    window.who.set_text("範例承辦")
    window.code.set_text(made[2][:-1])
    assert "第 8 組" in window.code.problem.text()
    assert not window.go.isEnabled()
    other = "-".join(reversed(made[2].split("-")))
    window.code.set_text(other)
    assert not window.go.isEnabled()
    window.code.set_text(made[2])
    assert window.go.isEnabled()
    shutil.rmtree(made[0])
    window.go.click()
    until(lambda: bool(window.wrong.text()))
    assert "沒有工作區" in window.wrong.text()


def test_tries_left_are_told_and_then_the_quarter_of_an_hour(program: Program, made: tuple[Path, Path, str], until: Until) -> None:
    folder = made[0]
    before = files(folder)
    assert program.entry is not None
    program.entry.offer(folder)
    for left in (4, 3, 2, 1, 0):
        program.entry.wrong.setText("")
        program.entry.passphrase.setText("不是這個密碼")
        program.entry.sign_in.click()
        until(lambda: bool(program.entry and program.entry.wrong.text()))
        assert f"還可以試 {left} 次" in program.entry.wrong.text()
    program.entry.passphrase.setText(PASSPHRASE)
    program.entry.sign_in.click()
    until(lambda: bool(program.entry and program.entry.wrong.text()))
    assert "15 分鐘後再試" in program.entry.wrong.text()
    assert files(folder) == before


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("workspace.hrdesk", b"", "已損壞"),
        ("workspace.hrdesk", b"\x00" * 8192, "已損壞"),
        ("workspace.keys", b"{}", ""),
        ("", b"", "沒有工作區"),
    ],
)
def test_damage_is_told_with_the_next_step_and_nothing_touched(
    program: Program, made: tuple[Path, Path, str], until: Until, name: str, data: bytes, said: str
) -> None:
    folder = made[0]
    if name:
        (folder / name).write_bytes(data)
        if name == "workspace.keys":
            (folder / "workspace.keys.copy").write_bytes(data)
            said = "密碼檔已損壞"
    else:
        (folder / "workspace.hrdesk").unlink()
    before = files(folder)
    assert program.entry is not None
    program.entry.offer(folder)
    program.entry.passphrase.setText(PASSPHRASE)
    program.entry.sign_in.click()
    until(lambda: bool(program.entry and program.entry.wrong.text()))
    assert said in program.entry.wrong.text()
    assert files(folder) == before


def test_workspace_in_use_is_told(program: Program, made: tuple[Path, Path, str], until: Until) -> None:
    with open_desk(made[0], who="範例承辦", passphrase=PASSPHRASE, now=Clock()):
        assert program.entry is not None
        program.entry.offer(made[0])
        program.entry.passphrase.setText(PASSPHRASE)
        program.entry.sign_in.click()
        until(lambda: bool(program.entry and program.entry.wrong.text()))
        assert "使用中" in program.entry.wrong.text()
