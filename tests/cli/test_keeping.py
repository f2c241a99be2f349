"""init, backup, restore, check, undo, redo, history, calendar."""

from pathlib import Path

import pytest

from tests.cli.conftest import Ask, Run


def test_init_shows_the_recovery_code_once(run: Run, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HRDESK_WORKSPACE", str(tmp_path / "new"))
    answer = ask("init", "--code", "379111000C", "--name", "範例地政事務所", "--parent-code", "379110000B", "--parent-name", "範例地政局")
    assert len(answer["recovery_code"]) > 32
    assert [one["name"] for one in ask("list", "agencies")["records"]] == ["範例地政事務所", "範例地政局"] or ask("check")["sound"]
    assert "已經有工作區" in run("init", "--code", "379111000C", "--name", "範例", "--parent-code", "379110000B", "--parent-name", "範例地政局", code=1)


def test_backup_is_verified_and_comes_back(ask: Ask, run: Run, tmp_path: Path) -> None:
    run("officer", "王小明", "--employee-no", "A001")
    backup = Path(ask("backup", "--out", str(tmp_path / "備份.hrdbak"))["backup"]["path"])
    assert "已經存在" in run("restore", str(backup), code=1)
    assert ask("restore", str(backup), "--workspace", str(tmp_path / "other"))["restored"]["counts"]["Officer"] == 1
    run("restore", str(backup), "--replace")
    assert ask("list", "officers")["count"] == 1


def test_check_tells_what_is_whole_and_what_needs_a_look(run: Run, ask: Ask) -> None:
    assert ask("check")["sound"]
    text = run("check")
    assert "工作區完好。" in text
    assert "［錯誤］" in text


def test_undo_and_redo(run: Run) -> None:
    run("officer", "王小明")
    assert "刪除 1 筆" in run("undo")
    assert "新增 1" in run("redo")
    assert "沒有可以重做的動作" in run("redo", code=1)


def test_history_says_who_did_what_when(run: Run, ask: Ask) -> None:
    run("officer", "王小明", "--who", "範例承辦")
    first = run("history", "--limit", "1")
    assert "範例承辦　修改" in first
    assert "Z" not in first
    assert len(ask("history")["entries"]) == 2


def test_calendar_is_kept_and_moves_deadlines(run: Run, ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "日曆.csv").write_text("西元日期,星期,是否放假,備註\n20261125,三,2,範例颱風\n", encoding="utf-8")
    words = ("calc", "deadline", "--rule", "minutes", "--from", "115/11/24")
    before = ask(*words)["due"]
    assert ask("calendar", "日曆.csv")["days"] == 1
    assert ask(*words)["due"] > before
    assert ask(*words, "--calendar", "日曆.csv")["due"] > before
    assert "找不到檔案" in run("calendar", "無.csv", code=1)


def test_wrong_passphrase_is_refused_with_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HRDESK_PASSPHRASE", "別的密碼")
    assert "密碼不正確" in run("list", "officers", code=1)
