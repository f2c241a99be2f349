"""`import`: preview, consent, one undoable transaction."""

import io
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Ask, Run
from tests.services.book import COACHING, ROSTER, TRAINING, write_csv

ROWS = [("人事室", "A001", "主任", "王小明", "", "", "1080115", "", "", ""), ("人事室", "A002", "專員", "陳𡍼明", "", "", "1050701", "", "", "")]


@pytest.fixture
def roster(office: Path) -> str:
    """Return the name of a roster of two beside the workspace."""
    return str(write_csv(office.parent / "名冊.csv", ROSTER, *ROWS))


class Answering(io.StringIO):
    """A terminal at which somebody answers."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def test_dry_run_shows_and_changes_nothing(run: Run, ask: Ask, roster: str) -> None:
    text = run("import", "roster", roster, "--dry-run")
    assert "新增 2" in text
    assert "第3列　新增　陳𡍼明" in text
    assert ask("list", "officers")["count"] == 0


def test_yes_imports_and_undo_takes_back(run: Run, ask: Ask, roster: str) -> None:
    answer = ask("import", "roster", roster, "--yes")
    assert (answer["applied"], answer["counts"]["new"]) == (True, 2)
    assert ask("import", "roster", roster, "--yes")["counts"]["same"] == 2
    assert "沒有變更" in run("import", "roster", roster, "--yes")
    run("undo")
    assert ask("list", "officers")["count"] == 0


def test_nobody_there_to_agree_means_no(run: Run, ask: Ask, roster: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    assert "--yes" in run("import", "roster", roster, code=1)
    assert ask("list", "officers")["count"] == 0


@pytest.mark.parametrize(("answer", "code", "count"), [("y\n", 0, 2), ("\n", 1, 0)])
def test_somebody_there_is_asked(run: Run, ask: Ask, roster: str, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, count: int) -> None:
    monkeypatch.setattr(sys, "stdin", Answering(answer))
    run("import", "roster", roster, code=code)
    assert ask("list", "officers")["count"] == count


def test_leavers_retire_only_on_demand(run: Run, ask: Ask, roster: str, office: Path) -> None:
    run("import", "roster", roster, "--yes")
    short = str(write_csv(office.parent / "新名冊.csv", ROSTER, ROWS[0]))
    assert "未列名　離職　陳𡍼明" in run("import", "roster", short, "--yes")
    assert not any(one["left"] for one in ask("list", "officers")["records"])
    run("import", "roster", short, "--yes", "--leavers")
    assert [one["name"] for one in ask("list", "officers")["records"] if one["left"]] == ["陳𡍼明"]


def test_differences_and_problems_are_shown_in_words(run: Run, roster: str, office: Path) -> None:
    run("import", "roster", roster, "--yes")
    rows = (("人事室", "A001", "專門委員", "王小明", "", "", "", "", "", ""), ("", "A003", "", "林𠅤如", "", "114/2/29", "", "", "", ""))
    text = run("import", "roster", str(write_csv(office.parent / "改.csv", ROSTER, *rows)), "--dry-run")
    assert "職稱：主任 → 專門委員" in text
    assert "［錯誤］第3列" in text


def test_what_was_not_read_and_what_was_assumed_is_told(run: Run, ask: Ask, office: Path) -> None:
    path = str(write_csv(office.parent / "名冊.csv", ROSTER, ("", "", "", "王小明", "", "", "", "", "人事主管", ""), (), ("合計", "1")))
    text = run("import", "roster", path, "--dry-run")
    assert "第3列是空白列" in text
    assert "第4列是合計" in text
    assert "自年初" in text
    assert [one["code"] for one in ask("import", "roster", path, "--dry-run")["problems"]] == ["role_start_assumed", "row_empty", "row_total"]


def test_headings_may_be_told(run: Run, ask: Ask, office: Path) -> None:
    path = str(write_csv(office.parent / "別.csv", ("同仁", "職務名", "星座"), ("王小明", "主任", "獅子")))
    assert "--map" in run("import", "roster", path, "--yes", code=1)
    text = run("import", "roster", path, "--yes", "--map", "name=同仁", "--map", "title=職務名")
    assert "未讀取的欄位：星座" in text
    assert ask("list", "officers")["records"][0]["title"] == "主任"
    assert "欄位=標題" in run("import", "roster", path, "--map", "name", code=1)


def test_training_coaching_and_self_check_come_in_too(run: Run, ask: Ask, roster: str, office: Path) -> None:
    run("import", "roster", roster, "--yes")
    run("appoint", "A002", "--from", "115/1/1")
    row = ("陳𡍼明", "A002", "", "115-OP-01", "範例操作班", "第1期", "", "實體", "115/06/10", "115/06/11", "12", "115/05/20", "全程參與", "", "", "")
    training = write_csv(office.parent / "研習.csv", TRAINING, row)
    assert ask("import", "training", str(training), "--yes")["counts"]["new"] == 1
    coached = ("陳𡍼明", "115/03/02", "09:00", "10:30", "範例文化局", "電話", "", "1", "版本更新", "協助", "已解決", "")
    coaching = write_csv(office.parent / "輔導.csv", COACHING, coached)
    assert ask("import", "coaching", str(coaching), "--yes")["counts"]["new"] == 1
    run("print", "self-check-sheet", "--format", "xlsx", "--year", "115", "--out", "填報檔.xlsx")
    answer = ask("import", "self-check", "填報檔.xlsx", "--dry-run")
    assert answer["rows"][0]["label"] == "陳𡍼明　115年度"


def test_rows_that_were_left_out_are_counted_at_the_end(run: Run, office: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "r.csv"
    sheet.write_text("姓名,員工代號,出生日期\n王小明,X1,114/2/29\n陳𡍼明,X2,0700101\n", encoding="utf-8")
    first = run("import", "roster", str(sheet), "--yes").splitlines()
    assert "已匯入：新增 1" in first[-2]
    assert first[-1].startswith("有 1 列因衝突或無法讀取而沒有匯入")
    assert run("import", "roster", str(sheet), "--yes").splitlines()[-1].startswith("有 1 列")
