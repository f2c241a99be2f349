"""A year by commands: people, courses, seed teachers, self-checks, looks and prints."""

from datetime import date
from pathlib import Path

import pytest

from hrdesk.cli.arguments import day_of
from hrdesk.cli.main import FAMILIES, main
from hrdesk.cli.printing import target_of
from hrdesk.errors import InputError
from tests.cli.conftest import Ask, Run
from tests.services.book import PDF

ANSWERS = [f"{code}=是" for code in ("e1", "e2", "e3", "e4", "e6", *(f"c{n}" for n in range(1, 10)))]


@pytest.fixture
def people(run: Run) -> None:
    """Enter a head and a seed teacher of 115."""
    run("officer", "王小明", "--employee-no", "A001", "--title", "主任", "--grade", "薦任第九職等")
    run("officer", "陳𡍼明", "--employee-no", "A002", "--title", "專員", "--kind", "專任", "--arrived", "105/7/1")
    run("role", "A001", "head", "--from", "115/1/1")
    run("appoint", "A002", "--from", "115/1/1", "--system", "組織編制子系統", "--focus", "biz-01")


@pytest.fixture
def course(run: Run, people: None) -> None:
    """Enter a course and enrol both."""
    run("course", "115-OP-01", "範例操作班", "--topic", "組織編制子系統", "--from", "115/6/10", "--to", "115/6/11", "--hours", "12:00")
    run("enrol-course", "115-OP-01", "A001", "A002", "--date", "115/5/20")


def test_officer_is_changed_by_number(run: Run, ask: Ask, people: None) -> None:
    run("officer", "王大明", "--employee-no", "A001", "--left", "115/12/31", "--left-reason", "退休")
    (head,) = [one for one in ask("list", "officers")["records"] if one["employee_no"] == "A001"]
    assert (head["name"], head["former_names"], head["title"], head["left"]) == ("王大明", ["王小明"], "主任", "2026-12-31")
    assert "曾用姓名：王小明" in run("show", "officers", "A001")


def test_number_that_two_have_is_ambiguous(run: Run, people: None, tmp_path: Path) -> None:
    (tmp_path / "名冊.csv").write_text("姓名,員工代號\n林𠅤如,A009\n", encoding="utf-8")
    run("import", "roster", "名冊.csv", "--yes")
    assert "沒有變更" in run("officer", "林𠅤如", "--employee-no", "A009")


def test_duty_staffing_and_agency(run: Run, ask: Ask, people: None) -> None:
    run("duty", "A001", "任免遷調子系統", "--from", "115/1/1", "--to", "115/6/30")
    assert ask("list", "duties")["records"][0]["topic"] == "biz-02"
    assert "找不到研習項目" in run("duty", "A001", "烹飪", code=1)
    run("duty", "A001", "任免遷調子系統", "--end", "115/5/31")
    run("role", "A001", "head", "--end", "115/3/31")
    assert (ask("list", "duties")["records"][0]["end"], ask("list", "roles")["records"][0]["end"]) == ("2026-05-31", "2026-03-31")
    assert "不能與 --from" in run("role", "A001", "head", "--from", "115/4/1", "--end", "115/5/1", code=1)
    assert "找不到身分" in run("role", "A002", "head", "--end", "115/5/1", code=1)
    run("staffing", "--budget", "16", "--present", "14", "--date", "115/12/31", "--source", "員額表")
    assert "至少給一種人數" in run("staffing", code=1)
    run("agency", "379111000C", "範例地政事務所", "--group", "地政事務所")
    run("agency", "379111001C", "範例分處", "--parent", "379111000C")
    assert (ask("list", "agencies")["count"], ask("list", "staffing")["count"]) == (3, 2)


def test_attendance_absence_and_rate(run: Run, ask: Ask, course: None, tmp_path: Path) -> None:
    assert "--hours" in run("attend", "115-OP-01", "A002", "partial", code=1)
    run("attend", "115-OP-01", "A002", "partial", "--hours", "9:00")
    assert len(ask("absence", "list", "--year", "115")["cases"]) == 0
    run("attend", "115-OP-01", "A002", "full")
    run("attend", "115-OP-01", "A001", "leave", "--leave-kind", "病假")
    assert "王小明　範例操作班　未填報　個人：待定" in run("absence", "list", "--year", "115")
    assert "未填報　個人：列入缺點" in run("absence", "list", "--year", "115", "--due", "115/1/1")
    assert "找不到未到課報告" in run("absence", "review", "115-OP-01", "A001", "sufficient", code=1)
    (tmp_path / "證明.pdf").write_bytes(PDF)
    run("absence", "report", "115-OP-01", "A001", "--reason", "住院", "--evidence", "證明.pdf")
    assert "人事處的工作區" in run("absence", "review", "115-OP-01", "A001", "充分合理", "--department", code=1)
    run("absence", "review", "115-OP-01", "A001", "充分合理")
    assert "個人：不列缺點" in run("absence", "list", "--year", "115")
    assert "50.00%" in run("rate", "--year", "115")
    assert "沒有未到課" in run("absence", "list", "--year", "114")
    assert "找不到未到課" in run("absence", "report", "115-OP-01", "A002", "--reason", "x", code=1)


def test_courses_refuse_what_is_unknown_or_twice(run: Run, course: None) -> None:
    again = ("course", "115-OP-01", "範例操作班", "--from", "115/6/10", "--hours", "6:00")
    assert "已經登錄" in run(*again, code=1)
    assert "找不到研習項目" in run("course", "X", "範例", "--topic", "烹飪", "--from", "115/6/10", "--hours", "6:00", code=1)
    run("course", "115-E-01", "範例數位課程", "--mode", "數位", "--level", "basic", "--from", "115/1/1", "--to", "115/12/31", "--hours", "2:00")
    run("complete", "115-E-01", "A001", "--date", "115/3/1")
    run("officer", "林𠅤如", "--employee-no", "A003")
    run("substitute", "115-OP-01", "A001", "A003", "--date", "115/6/1")
    assert "找不到研習紀錄" in run("substitute", "115-E-01", "A003", "A002", code=1)
    assert "可用的有" in run("course", "Y", "範例", "--mode", "空中", "--from", "115/6/10", "--hours", "6:00", code=1)


def test_course_is_called_off_and_a_missed_one_made_up(run: Run, ask: Ask, course: None) -> None:
    assert "須有課程名稱" in run("course", "115-OP-09", code=1)
    assert "沒有缺課可補" in run("attend", "115-OP-01", "A001", "made-up", code=1)
    run("attend", "115-OP-01", "A001", "absent")
    run("attend", "115-OP-01", "A001", "made-up", "--note", "主辦機關確認")
    (made_up,) = [one for one in ask("list", "training")["records"] if one["made_up"]]
    assert made_up["note"] == "主辦機關確認"
    assert "已有人到課" in run("course", "115-OP-01", "--cancelled", code=1)
    run("course", "115-OP-02", "範例進階班", "--from", "115/12/1", "--hours", "6:00")
    run("course", "115-OP-02", "--cancelled")
    assert [one["code"] for one in ask("list", "courses")["records"] if one["cancelled"]] == ["115-OP-02"]
    assert "已停辦" in run("course", "115-OP-02", "--cancelled", code=1)


def test_seed_teacher_changes(run: Run, ask: Ask, people: None, tmp_path: Path) -> None:
    run("notify", "A002", "appointed", "--date", "115/1/2")
    run("dismiss", "A002", "--date", "115/6/30", "--reason", "調任", "--successor", "A001")
    run("notify", "A002", "ended", "--to", "office", "--date", "115/7/1")
    (tmp_path / "清冊.pdf").write_bytes(PDF)
    run("handover", "A002", "--date", "115/7/1", "--evidence", "清冊.pdf")
    (held,) = ask("list", "appointments")["records"]
    assert (held["end"], len(held["notices"]), len(held["handover"])) == ("2026-06-30", 4, 1)
    assert "沒有足額的種籽教師" in run("gaps", "--year", "115")
    assert "找不到種籽教師指派" in run("dismiss", "A001", "--reason", "x", code=1)


def test_coaching_log_and_mentoring(run: Run, ask: Ask, people: None) -> None:
    usual = ("--from", "9:00", "--to", "10:30", "--served-agency", "範例文化局", "--problem", "版本更新")
    run("coach", "A002", "--date", "115/3/2", *usual, "--channel", "電話", "--system", "組織編制子系統", "--item", "1")
    (held,) = ask("list", "coaching")["records"]
    assert (held["start"], held["system"], held["channels"], held["settlement"]) == (540, "biz-01", ["phone"], "open")
    assert "不是種籽教師" in run("coach", "A001", "--date", "115/3/2", *usual, code=1)
    run("log", "backup", "--system", "人事資料庫", "--verified", "--date", "115/3/10", "--officer", "A002")
    run("log", "transmission", "--system", "報送", "--incident", "--detail", "缺漏", "--date", "115/3/10")
    assert {one["outcome"] for one in ask("list", "logs")["records"]} == {"good", "incident"}
    run("mentor", "A002", "A001", "組織編制子系統", "--from", "115/1/1", "--to", "115/3/1")
    assert "不能輔導自己" in run("mentor", "A002", "A002", "biz-01", "--from", "115/1/1", code=1)


def test_self_check_from_facts_to_approval(run: Run, ask: Ask, people: None, tmp_path: Path) -> None:
    assert len(ask("self-check", "facts", "A002", "--year", "115")["items"]) == 7
    run("self-check", "answer", "A002", *ANSWERS, "e5=否", "--detail", "e1=輔導三次", "--year", "115")
    assert "尚缺 1 項" in run("self-check", "submit", "A002", "--year", "115", code=1)
    run("self-check", "answer", "A002", "e1=是", "e5=是:2", "e7=不適用", "--year", "115")
    run("self-check", "submit", "A002", "--year", "115")
    run("self-check", "approve", "A002", "--by", "王小明", "--unmet", "c9", "--year", "115")
    (held,) = ask("list", "self-checks")["records"]
    assert (held["state"], held["answers"][0]["detail"], held["answers"][4]["count"]) == ("approved", "輔導三次", 2)
    assert "建議：" in run("self-check", "facts", "A002", "--year", "115")
    assert "項目=內容" in run("self-check", "answer", "A002", "e1", "--year", "115", code=1)
    assert "不是可用的數字" in run("self-check", "answer", "A002", "e5=是:兩", "--year", "115", code=1)
    (tmp_path / "佐證.pdf").write_bytes(PDF)
    run("merit", "A002", "newcomers", "輔導三位新進同仁", "--evidence", "佐證.pdf", "--year", "115")
    assert len(ask("evidence", "佐證.pdf")["evidence"][0]["id"]) == 32


def test_required_courses_and_candidates(run: Run, ask: Ask, course: None) -> None:
    text = run("required", "A002", "--year", "115")
    assert "未完成　組織編制子系統　肆四(十)4" in text
    assert len(ask("required", "--year", "115")["people"]) == 2
    run("course", "115-OP-02", "範例進階班", "--topic", "組織編制子系統", "--from", "115/12/1", "--hours", "6:00")
    ranked = ask("candidates", "115-OP-02", "--away", "A001")["candidates"]
    assert [(one["name"], one["barred"]) for one in ranked] == [("陳𡍼明", False), ("王小明", True)]
    assert run("candidates", "115-OP-02").startswith("1　陳𡍼明")
    assert "無資料" in run("rate", "--year", "114")


def test_nobody_has_nothing_to_show(run: Run) -> None:
    assert run("required", "--year", "115") == "沒有人員。\n"
    assert run("list", "officers") == "共 0 筆。\n"


def test_forms_are_printed_where_told(run: Run, ask: Ask, course: None, tmp_path: Path) -> None:
    printed = ask("print", "annex1", "--year", "115", "--out", str(tmp_path))["printed"]
    assert (printed["path"], printed["pages"]) == (str(tmp_path / "annex1-115.pdf"), 1)
    run("print", "annex4", "--format", "ods", "--course", "115-OP-01", "--year", "115", "--out", "附表4.ods")
    run("print", "annex5", "--format", "xlsx", "--officer", "A002", "--agency", "379110000B", "--year", "115")
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {"annex1-115.pdf", "附表4.ods", "annex5-115.xlsx"}
    assert "需要填寫理由" in run("print", "annex1", "--unmask", code=1)


def test_missing_glyph_is_told(run: Run) -> None:
    run("officer", "王\ue000明")
    assert "缺字：\ue000（U+E000）" in run("print", "annex1", "--year", "115", "--unmask", "--reason", "範例")


def test_day_is_read_in_any_spelling_but_never_guessed() -> None:
    august = date(2026, 8, 1)
    assert {day_of(text, date.min) for text in ("115/8/1", "1150801", "2026-08-01", "民國115年8月1日")} == {august}
    assert day_of(None, august) == august
    with pytest.raises(InputError) as caught:
        day_of("990801", august)
    assert caught.value.facts["what"] == "日期"


def test_target_is_a_file_or_in_a_folder(tmp_path: Path) -> None:
    assert target_of(None, "a.pdf") == Path("a.pdf")
    assert target_of(tmp_path, "a.pdf") == tmp_path / "a.pdf"
    assert target_of(tmp_path / "b.pdf", "a.pdf") == tmp_path / "b.pdf"


def test_every_family_word_is_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    for word in (word for words in FAMILIES.values() for word in words):
        with pytest.raises(SystemExit) as caught:
            main([word, "--help"])
        assert caught.value.code == 0, word
    assert capsys.readouterr().out


def test_the_catalogue_lists_the_topics_that_a_duty_may_name(ask: Ask, run: Run) -> None:
    found = ask("list", "topics")
    assert {"biz-01"} <= {one["code"] for one in found["records"]}
    assert f"共 {found['count']} 筆" in run("list", "topics")


def test_a_topic_that_is_none_points_to_the_catalogue(run: Run, people: None) -> None:
    assert "請用 list topics 查看" in run("duty", "王小明", "沒有這個項目", code=1)
