"""規則試算: the answer at once, with its article."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from hrdesk.domain.scoring import Trainee
from hrdesk.domain.staff import Headcount, Role
from hrdesk.domain.values import Key
from hrdesk.services.agency import agencies
from hrdesk.ui.pages.calculator.page import CalculatorPage
from hrdesk.ui.pages.calculator.questions import (
    QUESTIONS,
    DayQuestion,
    DeadlineQuestion,
    GradeQuestion,
    HoursQuestion,
    IdentityQuestion,
    LeaveQuestion,
    QuotaQuestion,
    RequiredQuestion,
    UsageQuestion,
)
from tests.services.book import appointed, hire
from tests.ui.driving import Driver

TYPHOON = "西元日期,星期,是否放假,備註\n20260804,二,0,\n20260805,三,2,範例颱風停止上班\n20260806,四,0,\n20260807,五,0,\n"


@pytest.fixture
def page(driver: Driver) -> CalculatorPage:
    """Return the page, loaded."""
    made = CalculatorPage(driver.bench)
    driver.open(made)
    return made


def told(page: CalculatorPage, driver: Driver) -> str:
    """Return the answer as it is read on screen."""
    page.ask()
    driver.settle()
    inside = page.answer.widget()
    assert inside is not None
    return "\n".join(label.text() for label in inside.findChildren(QLabel))


def test_a_question_waits_for_its_figures(page: CalculatorPage, driver: Driver) -> None:
    assert "輸入左邊的數字" in told(page, driver)
    assert not page.actions_by_key["copy"].isEnabled()


def test_the_answer_comes_while_one_types(page: CalculatorPage, driver: Driver) -> None:
    question = page.question
    assert isinstance(question, QuotaQuestion)
    question.staffing.set_text("16")
    driver.qtbot.waitUntil(lambda: page._answer is not None, timeout=5000)
    assert page._answer is not None
    assert page._answer.value == "嘉獎 2 次"


def test_quota_tells_article_reading_and_alternatives(page: CalculatorPage, driver: Driver) -> None:
    question = page.question
    assert isinstance(question, QuotaQuestion)
    question.staffing.set_text("60")
    question.seeds.set_text("5")
    text = told(page, driver)
    for part in ("嘉獎 2 次", "可行分配：", "條文 陸三(二)", "採用的讀法", "其他讀法", "R2"):
        assert part in text
    question.reading.set_text("R2")
    assert "嘉獎 5 次" in told(page, driver)


def test_the_own_figures_of_the_year_are_filled_in(page: CalculatorPage, driver: Driver) -> None:
    question = page.question
    assert isinstance(question, QuotaQuestion)
    driver.press(page, "帶入本年度的資料")
    assert (question.staffing.text(), question.seeds.text()) == ("", "0")
    assert question.uncounted.isVisible()
    driver.ask(lambda desk: agencies.set_staffing(desk, {Headcount.STAFFING_BUDGET: 20}, date(2026, 1, 1)))
    driver.ask(lambda desk: appointed(desk, hire(desk)))
    driver.press(page, "帶入本年度的資料")
    assert (question.staffing.text(), question.seeds.text()) == ("20", "1")
    assert not question.uncounted.isVisible()
    assert "嘉獎 2 次" in told(page, driver)


def test_a_wrong_figure_is_told_beside_it(page: CalculatorPage, driver: Driver) -> None:
    question = page.question
    assert isinstance(question, QuotaQuestion)
    question.staffing.set_text("十六")
    assert "輸入左邊的數字" in told(page, driver)
    assert "數字" in question.staffing.problem.text()
    question.staffing.set_text("16")
    assert "嘉獎 2 次" in told(page, driver)
    assert not question.staffing.problem.text()


def test_required_courses_follow_roles_and_duties(page: CalculatorPage, driver: Driver) -> None:
    page.choose("required")
    question = page.question
    assert isinstance(question, RequiredQuestion)
    question.roles.set_value((Role.HEAD,))
    question.grade.set_text("8")
    assert "肆一" in told(page, driver)
    question.roles.set_value((Role.ADVANCED,))
    none = told(page, driver)
    question.duties.set_value(("biz-03",))
    assert "考績作業子系統" in told(page, driver)
    assert none != told(page, driver)


def test_a_deadline_uses_the_calendar_of_a_file_for_this_question_alone(page: CalculatorPage, driver: Driver, tmp_path: Path) -> None:
    page.choose("deadline")
    question = page.question
    assert isinstance(question, DeadlineQuestion)
    question.start.set_text("115/8/3")
    assert "中華民國115年8月6日" in told(page, driver)
    file = tmp_path / "範例日曆.csv"
    file.write_text(TYPHOON, encoding="utf-8")
    question._choose()
    dialog = driver.dialog(QFileDialog)
    dialog.fileSelected.emit(str(file))
    dialog.close()
    assert "中華民國115年8月7日" in told(page, driver)
    assert "範例日曆.csv" in question.source.text()
    driver.press(page, "改回工作區的日曆")
    assert "中華民國115年8月6日" in told(page, driver)


def test_a_calendar_file_that_is_none_is_refused_in_words(page: CalculatorPage, driver: Driver, tmp_path: Path) -> None:
    page.choose("deadline")
    question = page.question
    assert isinstance(question, DeadlineQuestion)
    question.start.set_text("115/8/3")
    file = tmp_path / "空白.csv"
    file.write_text("", encoding="utf-8")
    question.use(file)
    assert "空白.csv" in told(page, driver)
    assert not page.actions_by_key["copy"].isEnabled()


def test_a_reading_that_ends_elsewhere_tells_its_day_in_roc(page: CalculatorPage, driver: Driver) -> None:
    page.choose("deadline")
    question = page.question
    assert isinstance(question, DeadlineQuestion)
    question.rule.set_value("late-leave")
    question.start.set_text("115/8/3")
    text = told(page, driver)
    assert "次一工作天起算：115/08/12" in text
    assert "2026-" not in text


def test_hours_leave_usage_grade_date_and_id(page: CalculatorPage, driver: Driver) -> None:
    page.choose("hours")
    hours = page.question
    assert isinstance(hours, HoursQuestion)
    hours.sessions.set_text("3:00、3:00")
    hours.attended.set_text("3:00 3:00")
    assert "認證時數：6 小時" in told(page, driver)
    page.choose("leave")
    leave = page.question
    assert isinstance(leave, LeaveQuestion)
    leave.who.set_value(Trainee.LECTURER)
    leave.course.set_text("12:00")
    leave.leave.set_text("1:12")
    assert "予以退訓" in told(page, driver)
    leave.leave.set_text("1:11")
    assert "未達退訓標準" in told(page, driver)
    leave.truant.set_value((True,))
    assert "有曠課情事，予以退訓" in told(page, driver)
    page.choose("usage")
    usage = page.question
    assert isinstance(usage, UsageQuestion)
    for field, figure in ((usage.tools, "18"), (usage.webhr, "8"), (usage.integration, "100")):
        field.set_text(figure)
    assert "使用評分：88%" in told(page, driver)
    page.choose("grade")
    grade = page.question
    assert isinstance(grade, GradeQuestion)
    grade.score.set_text("94.5")
    assert "等級：A" in told(page, driver)
    grade.score.set_text("甲")
    assert "甲" in told(page, driver)
    page.choose("date")
    day = page.question
    assert isinstance(day, DayQuestion)
    day.written.set_text("1150801")
    assert "中華民國115年8月1日" in told(page, driver)
    page.choose("id")
    number = page.question
    assert isinstance(number, IdentityQuestion)
    number.number.set_text("a123456789")
    assert "檢查碼相符" in told(page, driver)
    assert "A123456789" not in told(page, driver)


def test_the_answer_is_copied_with_its_article(page: CalculatorPage, driver: Driver) -> None:
    page.copy()  # nothing yet
    question = page.question
    assert isinstance(question, QuotaQuestion)
    question.staffing.set_text("16")
    told(page, driver)
    driver.press(page, "複製結果")
    text = QApplication.clipboard().text()
    assert text.startswith("嘉獎 2 次\n可行分配：")
    assert "依據：陸三(二)" in text
    page.choose("date")
    day = page.question
    assert isinstance(day, DayQuestion)
    day.written.set_text("1150801")
    told(page, driver)
    page.copy()
    assert QApplication.clipboard().text().startswith("中華民國115年8月1日")


def test_a_question_is_opened_by_name_and_an_unknown_one_is_not(page: CalculatorPage) -> None:
    page.reveal(Key("Question", "grade"))
    assert isinstance(page.question, GradeQuestion)
    page.choose("nothing")
    assert isinstance(page.question, GradeQuestion)


def test_every_question_fits_and_is_named(page: CalculatorPage, driver: Driver) -> None:
    for question in QUESTIONS:
        page.choose(question.name)
        driver.settle()
        driver.looked_over(page)
    page.reload()
    driver.settle()
    assert page.list.count() == len(QUESTIONS)
