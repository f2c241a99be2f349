"""`hrdesk calc`: figures with their article, refusals with a reason, nothing heavy loaded."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hrdesk.cli.main import main

TYPHOON = "西元日期,星期,是否放假,備註\n20260804,二,0,\n20260805,三,2,範例颱風停止上班\n20260806,四,0,\n20260807,五,0,\n"
HEAVY = ("sqlalchemy", "alembic", "sqlcipher3", "pydantic", "pyhanko", "cryptography", "pyrage", "reportlab", "openpyxl", "python_calamine")


@pytest.fixture(autouse=True)
def no_workspace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Name no workspace, whatever the environment of the run names."""
    monkeypatch.delenv("HRDESK_WORKSPACE", raising=False)


def ask(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> Any:
    """Run `calc … --json` in this process and return its answer."""
    assert main(["calc", *words, "--json"]) == code
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("words", "units", "distributions"),
    [
        (("--staffing", "15"), 1, [[1]]),
        (("--staffing", "16"), 2, [[2], [1, 1]]),
        (("--staffing", "16", "--seeds", "1"), 2, [[2]]),
        (("--staffing", "16", "--seeds", "2", "--groups", "1"), 3, [[2, 1], [1, 1, 1]]),
        (("--staffing", "60", "--seeds", "5", "--reading", "R2"), 5, [[2], [1, 1, 1, 1, 1]]),
    ],
)
def test_quota_gives_units_and_every_distribution(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], units: int, distributions: list[list[int]]
) -> None:
    answer = ask(capsys, "quota", *words)
    assert answer["units"] == units
    assert answer["distributions"] == distributions
    assert answer["explanation"]["citation"]["article"].startswith("陸三(二)")
    assert answer["explanation"]["steps"]


def test_negative_staffing_is_refused_with_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    answer = ask(capsys, "quota", "--staffing", "-1", code=1)
    assert answer["refused"]["fault"] == "not_a_number"
    assert answer["message"]


def test_quota_for_people_shows_article_working_and_alternatives(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calc", "quota", "--staffing", "16"]) == 0
    out = capsys.readouterr().out
    for part in ("嘉獎 2 次", "依據：陸三(二)", "讀法：", "計算：", "其他讀法或結果：", "R2"):
        assert part in out


def test_problem_of_a_figure_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calc", "quota", "--staffing", "16", "--seeds", "0"]) == 0
    assert "注意：" in capsys.readouterr().out


def test_required_courses_come_with_their_articles(capsys: pytest.CaptureFixture[str]) -> None:
    answer = ask(capsys, "required", "--role", "head", "種籽教師", "--grade", "薦任第八職等")
    articles = {item["article"] for item in answer["required"]}
    assert any(article.startswith("肆一") for article in articles)
    assert any(article.startswith("肆四") for article in articles)
    assert answer["not_covered"] == []
    assert all(item["name"] and item["text"] for item in answer["required"])


def test_duties_add_required_courses(capsys: pytest.CaptureFixture[str]) -> None:
    topics = [{item["topic"] for item in ask(capsys, "required", "--role", "newcomer", *duty)["required"]} for duty in ((), ("--duty", "biz-01"))]
    assert topics[1] - topics[0] == {"biz-01"}


def test_head_of_a_grade_outside_the_article_is_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    answer = ask(capsys, "required", "--role", "head", "--grade", "簡任第十職等")
    assert answer["required"] == []
    assert len(answer["not_covered"]) == 1
    assert main(["calc", "required", "--role", "head", "--grade", "簡任第十職等"]) == 0
    assert "未列於需參與課程" in capsys.readouterr().out


def test_unknown_duty_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(capsys, "required", "--role", "newcomer", "--duty", "nothing", code=1)["refused"]["fault"] == "not_found"


@pytest.mark.parametrize(
    ("rule", "due"),
    [("change-notice", "2026-08-06"), ("minutes", "2026-08-10"), ("replacement", "2026-08-17"), ("late-leave", "2026-08-11")],
)
@pytest.mark.parametrize("start", ["115/8/3", "2026-08-03", "中華民國115年8月3日"])
def test_deadline_counts_working_days(capsys: pytest.CaptureFixture[str], rule: str, start: str, due: str) -> None:
    answer = ask(capsys, "deadline", "--rule", rule, "--from", start)
    assert answer["due"] == due
    assert answer["official_calendar"] is False


def test_typhoon_day_of_an_imported_calendar_moves_the_deadline(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "辦公日曆表.csv"
    path.write_text(TYPHOON, "cp950")
    answer = ask(capsys, "deadline", "--rule", "change-notice", "--from", "115/8/3", "--calendar", str(path))
    assert answer["due"] == "2026-08-07"
    assert answer["official_calendar"] is False  # 115/8/3 itself is not in the file
    assert ask(capsys, "deadline", "--rule", "late-leave", "--from", "115/8/4", "--calendar", str(path))["due"] == "2026-08-13"


def test_answer_wholly_from_an_official_calendar_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "辦公日曆表.csv"
    path.write_text(TYPHOON + "20260803,一,0,\n", "utf-8-sig")
    assert main(["calc", "deadline", "--rule", "change-notice", "--from", "115/8/3", "--calendar", str(path)]) == 0
    out = capsys.readouterr().out
    assert "期限：中華民國115年8月7日" in out
    assert "依匯入之辦公日曆表" in out


@pytest.mark.parametrize("start", ["114/2/29", "990801", "46235", "明天"])
def test_day_that_is_not_sure_is_refused(capsys: pytest.CaptureFixture[str], start: str) -> None:
    assert ask(capsys, "deadline", "--rule", "minutes", "--from", start, code=1)["refused"]["fault"] == "not_a_date"


def test_missing_calendar_file_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    words = ("deadline", "--rule", "minutes", "--from", "115/8/3", "--calendar", str(tmp_path / "無.csv"))
    assert ask(capsys, *words, code=1)["refused"]["fault"] == "file_missing"


@pytest.mark.parametrize(
    ("sessions", "attended", "minutes", "hours"),
    [
        (["3:00", "2:30"], ["3:00", "2:30"], 330, 5.5),
        (["3:00"], ["3:00"], 180, 3),
        (["3:00", "3:00"], ["3:00", "2:59"], 0, 0),
        (["3:00", "3:00"], ["3:00"], 0, 0),
        (["3:00"], [], 0, 0),
    ],
)
def test_hours_are_certified_for_full_attendance_alone(
    capsys: pytest.CaptureFixture[str], sessions: list[str], attended: list[str], minutes: int, hours: float
) -> None:
    came = [word for text in attended for word in ("--attended", text)]
    answer = ask(capsys, "hours", "--session", *sessions, *came)
    assert (answer["minutes"], answer["hours"], answer["full"]) == (minutes, hours, minutes > 0)
    assert answer["explanation"]["citation"]["article"].startswith("伍一")


def test_hours_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calc", "hours", "--session", "3:00", "--attended", "3:00"]) == 0
    assert "認證時數：3 小時" in capsys.readouterr().out


@pytest.mark.parametrize("words", [("--session", "三小時"), ("--session", "3:00", "--attended", "4:00"), ("--session", "3:00", "--attended", "3:00", "1:00")])
def test_impossible_hours_are_refused(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    assert ask(capsys, "hours", *words, code=1)["refused"]["fault"] == "invalid"


def test_id_is_normalised_masked_and_named(capsys: pytest.CaptureFixture[str]) -> None:
    answer = ask(capsys, "id", "a123456789")
    assert answer == {"normalised": "A123456789", "masked": "A12345****", "kind": "national", "sex": "male"}
    assert main(["calc", "id", "A123456789"]) == 0
    assert "A123456789" not in capsys.readouterr().out


def test_unsound_id_is_refused_without_repeating_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calc", "id", "A123456788"]) == 1
    written = capsys.readouterr()
    assert "檢查碼" in written.err
    assert "A123456788" not in written.err + written.out


def test_date_answers_in_both_calendars(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(capsys, "date", "１１５年８月１日") == {"date": "2026-08-01", "roc": "115/08/01", "long": "中華民國115年8月1日", "doubts": []}


@pytest.mark.parametrize(("text", "doubt"), [("2026-08-01", "western"), ("990801", "six_digits"), ("46235", "serial"), ("26/8/1", "short_year")])
def test_every_doubt_is_told_in_words(capsys: pytest.CaptureFixture[str], text: str, doubt: str) -> None:
    assert ask(capsys, "date", text)["doubts"] == [doubt]
    assert main(["calc", "date", text]) == 0
    assert "請確認" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [(), ("quota",), ("quota", "--staffing", "many"), ("required", "--role", "king"), ("deadline", "--rule", "other", "--from", "115/8/3")]
)
def test_wrong_usage_ends_with_two(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["calc", *words])
    assert caught.value.code == 2
    assert capsys.readouterr().err


def test_calc_runs_as_a_program_and_loads_nothing_heavy(tmp_path: Path) -> None:
    script = (
        "import sys; from hrdesk.cli.main import main; code = main(sys.argv[1:]);"
        f" sys.stderr.write(','.join(name for name in {HEAVY!r} if name in sys.modules)); sys.exit(code)"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script, "calc", "quota", "--staffing", "16", "--json"], cwd=root, capture_output=True, timeout=60, check=False, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["units"] == 2


def test_usage_grade_and_leave_come_with_their_articles(capsys: pytest.CaptureFixture[str]) -> None:
    usage = ask(capsys, "usage", "--tools", "18", "--webhr", "8", "--integration", "100")
    assert usage["percent"] == 88
    assert usage["explanation"]["citation"]["article"] == "102科技在嘉 七(二)1"
    assert ask(capsys, "grade", "94.5")["grade"] == "A"
    assert ask(capsys, "leave", "--who", "lecturer", "--course", "12:00", "--leave", "1:12")["dropped"] is True
    assert ask(capsys, "leave", "--who", "seed", "--course", "12:00", "--leave", "1:12")["dropped"] is False


def test_a_grade_that_is_no_number_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(capsys, "grade", "甲等", code=1)["refused"]["fault"] == "not_a_number"
