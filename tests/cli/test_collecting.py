"""The collector's desk by commands: the board, its days, the list of agencies, budgets, sign-in cases and letters."""

import functools
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hrdesk.cli import session
from hrdesk.cli.main import main
from hrdesk.domain.record import CourseId
from hrdesk.domain.training import Course, Presence, TrainingRecord
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.opening.workspace import open_desk
from tests.factory import record_id
from tests.services.steps import change
from tests.services.three_offices import CHILD, DEPARTMENT, FIRST, NEW_YEAR, OTHER, PASSPHRASE, built_once, desk_on, ticking

Ask = Callable[..., Any]
YEAR = ("--year", "115")
NEW = "379130000E"


@pytest.fixture(scope="session")
def three_offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of three closed workspaces, enrolled with each other."""
    return built_once(tmp_path_factory.getbasetemp())


@pytest.fixture
def ask(three_offices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Return a function that runs one command in an office, demands its exit code and returns its lines, or with `--json` its answer."""
    for name in ("department", "first", "child"):
        shutil.copytree(three_offices / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(session.PASSPHRASE, PASSPHRASE)
    monkeypatch.setattr(session, "open_desk", functools.partial(open_desk, now=ticking(NEW_YEAR + timedelta(days=1))))

    def command(office: str, *words: str, code: int = 0) -> Any:
        assert main([*words, "--workspace", office, "--who", "範例承辦"]) == code, capsys.readouterr()
        written = capsys.readouterr()
        return json.loads(written.out) if "--json" in words else written.out + written.err

    return command


def uploaded(ask: Ask) -> None:
    ask("child", "seal", "submission", *YEAR, "--out", "child.hrdpkg")
    ask("first", "receive", "child.hrdpkg")
    ask("first", "seal", "submission", *YEAR, "--out", "first.hrdpkg")
    ask("department", "receive", "first.hrdpkg")


def test_the_board_with_days_and_permissions(ask: Ask, tmp_path: Path) -> None:
    assert "期限：116/01/02" in ask("department", "stage-due", "arrived", "116/1/2", *YEAR)
    assert "範例文化局　未到（年度資料已到逾 3 日）" in ask("department", "board", *YEAR)
    told = ask("department", "permit-late", OTHER, "年度資料已到", "116/1/20", *YEAR, "--reason", "系統停機", "--by", "範例處長")
    assert "已准予 範例文化局" in told
    assert OTHER not in ask("department", "board", "--late", *YEAR)
    uploaded(ask)
    assert ask("department", "board", *YEAR, "--json")["totals"][0]["reached"] == 2
    assert "3 個機關" in ask("department", "board", *YEAR, "--out", "board.ods")
    assert (tmp_path / "board.ods").exists()
    ask("department", "board", *YEAR, "--out", "board.doc", code=1)
    assert "已取消期限" in ask("department", "stage-due", "arrived", *YEAR)


def test_the_list_of_agencies_is_previewed_then_written(ask: Ask, tmp_path: Path) -> None:
    rows = f"機關代碼,機關名稱,上級機關代碼\r\n{DEPARTMENT},範例人事處,\r\n{FIRST},範例地政局,{DEPARTMENT}\r\n{NEW},範例圖書館,{DEPARTMENT}\r\n12,錯,\r\n"
    (tmp_path / "list.csv").write_text(rows, "utf-8")
    told = ask("department", "import-agencies", "list.csv", code=1)
    assert f"新增 {NEW} 範例圖書館" in told
    assert f"清單已無 {OTHER}" in told
    assert "尚未寫入" in told
    assert NEW not in ask("department", "registry")
    assert "已寫入" in ask("department", "import-agencies", "list.csv", "--prefix", "37913", "--apply")
    listed = ask("department", "registry")
    assert f"　{NEW} 範例圖書館　未登錄" in listed
    assert f"{DEPARTMENT} 範例人事處　本機關" in listed
    uploaded(ask)
    assert "最近收件 116/01/05" in ask("department", "registry", "--day", "116/1/5")


def test_the_budget_tells_what_is_over(ask: Ask) -> None:
    uploaded(ask)
    ask("department", "approve", FIRST, *YEAR, "--units", "3", "--reason", "成效特優")
    told = ask("department", "budget", *YEAR, "--ceiling", "2", code=1)
    assert "核定 3（與基準差 +1：成效特優）" in told
    assert "無員額資料" in told
    assert "超過上限 1" in told
    assert "未核定" in ask("department", "budget", *YEAR, "--reading", "R2")


def test_sign_in_cases_are_listed_and_ruled_on(ask: Ask, tmp_path: Path) -> None:
    uploaded(ask)
    with desk_on(tmp_path / "department", ticking(NEW_YEAR + timedelta(days=1, hours=1))) as desk:
        change(desk, Course, CourseId(record_id(f"course {FIRST}")), agency=agency_id(DEPARTMENT))
        (training,) = desk.store.all(TrainingRecord, id=record_id(f"training {FIRST}"))
        change(desk, TrainingRecord, training.id, attendance=())
    assert "簽到：本處沒有簽到紀錄　機關：到課" in ask("department", "sign-in", *YEAR)
    with desk_on(tmp_path / "department", ticking(NEW_YEAR + timedelta(days=1, hours=2))) as desk:
        change(desk, TrainingRecord, training.id, attendance=tuple(replace(one, presence=Presence.ABSENT, minutes=0) for one in training.attendance))
    assert "簽到：缺席　機關：到課" in ask("department", "sign-in", *YEAR)
    ask("department", "sign-in", training.id[:8], *YEAR, code=1)
    assert "已認定" in ask("department", "sign-in", training.id[:8], *YEAR, "--side", "agency", "--reason", "漏簽")
    assert "　已認定" in ask("department", "sign-in", *YEAR)


def test_letters_are_written(ask: Ask, tmp_path: Path) -> None:
    assert "已輸出 登錄核發函附件" in ask("first", "letter", "enrolment-letter", CHILD, *YEAR, "--out", "a.odt")
    assert (tmp_path / "a.odt").read_bytes()[:2] == b"PK"
    ask("first", "letter", "enrolment-letter", CHILD, *YEAR, "--out", "a.doc", code=1)
