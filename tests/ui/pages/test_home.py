"""今年 on the real store."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from hrdesk.domain.staff import Headcount
from hrdesk.domain.values import Key
from hrdesk.services.agency import agencies
from hrdesk.services.core.desk import Desk
from hrdesk.services.home.figures import Covered
from hrdesk.services.opening import unsaved
from hrdesk.services.safekeeping import keeping
from hrdesk.services.teachers.dues import Due
from hrdesk.ui.kept import KeptWords, moment, page_of, preview, title_of
from hrdesk.ui.kit.dialogs import Confirm
from hrdesk.ui.kit.table_model import Tone
from hrdesk.ui.main_window import MainWindow
from hrdesk.ui.pages.home.charts import CHOICES, COVERAGE, covered_parts
from hrdesk.ui.pages.home.columns import when
from hrdesk.ui.pages.home.page import HomePage
from hrdesk.ui.pages.home.unfinished import Unfinished
from hrdesk.ui.status_line import due_text
from tests.services.book import appointed, enrolled, hire, hold
from tests.ui.driving import Driver


def fill(desk: Desk) -> None:
    """Put a seed teacher and a course with one enrolment in the book."""
    teacher = hire(desk, "王小明")
    appointed(desk, teacher)
    enrolled(desk, hold(desk), teacher)


@pytest.fixture
def page(driver: Driver) -> HomePage:
    """Return the page with somebody in the book, loaded."""
    driver.ask(fill)
    made = HomePage(driver.bench)
    driver.open(made)
    return made


@pytest.fixture
def went(driver: Driver) -> list[tuple[str, Key | None]]:
    """Return where the bench was asked to go."""
    places: list[tuple[str, Key | None]] = []
    driver.bench.placed.connect(lambda name, key: places.append((name, key)))
    return places


def test_a_new_book_says_what_to_do_first(driver: Driver, went: list[tuple[str, Key | None]]) -> None:
    page = HomePage(driver.bench)
    assert page.steps.isHidden()  # nothing is said before it is known
    assert page.next_step.isHidden()
    driver.open(page)
    assert page.steps.isVisible()
    assert not page.next_step.isVisible()
    assert not page.charts.isVisible()
    for name, place in (("匯入人員名冊", "people"), ("登錄人事人員員額", "settings"), ("指派種籽教師", "seeds")):
        driver.press(page.steps, name)
        assert went[-1] == (place, None)
    driver.looked_over(page)
    driver.ask(lambda desk: agencies.set_staffing(desk, {Headcount.STAFFING_BUDGET: 5}, date(2026, 1, 1)))
    page.reload()
    driver.settle()
    assert page.steps.isVisible()


def test_what_is_due_opens_its_record(page: HomePage, driver: Driver, went: list[tuple[str, Key | None]]) -> None:
    assert not page.steps.isVisible()
    assert page.grid.table.rowCount() == len(page.grid.table.records()) > 3
    page.grid.selectRow(0)
    due = page.grid.table.record(0).due
    page.actions_by_key["open"].trigger()
    assert went[-1] == (due.page, due.record)
    page.grid.opened.emit(page.grid.table.record(0))
    assert len(went) == 2
    page.grid.clearSelection()
    page.open_due()
    assert len(went) == 2


def test_the_next_step_is_one_button(page: HomePage, driver: Driver, went: list[tuple[str, Key | None]]) -> None:
    assert page.next_step.isVisible()
    driver.press(page.next_step, page.next_step.button.text())
    assert page.next_step.button.text().startswith("前往")
    assert went
    page.next_step.show_due(None)
    assert not page.next_step.isVisible()
    page.next_step._press()  # a press that was under way when nothing was left
    assert len(went) == 1


def test_the_window_learns_what_is_due_next(driver: Driver) -> None:
    heard: list[str] = []
    driver.bench.due_known.connect(heard.append)
    driver.ask(fill)
    driver.open(HomePage(driver.bench))
    assert heard[-1]
    assert due_text(None) == ""


def test_days_are_told_by_how_near_they_are(page: HomePage) -> None:
    tones = {row.due.title: when(row) for row in page.grid.table.records()}
    assert None in tones.values()  # no day is set
    dated = [row for row in page.grid.table.records() if row.due.day is not None]
    assert {chip.tone for row in dated if (chip := when(row)) is not None} <= {Tone.BAD, Tone.WARN, Tone.QUIET}


def test_every_bar_tells_its_count_and_opens_its_page(page: HomePage, driver: Driver, went: list[tuple[str, Key | None]]) -> None:
    assert len(page.bars.buttons) == 6
    for button in page.bars.buttons:
        assert button.accessibleName().startswith(button.bar.name)
        assert button.accessibleDescription() == button.bar.sentence
        button.click()
        assert went[-1][0] == button.bar.page
    assert "無資料" in page.bars.buttons[-1].accessibleName()
    assert "0 / 1　0%" in page.bars.buttons[0].accessibleName()
    page.bars.buttons[0].setFocus()
    page.grab()  # painted with the focus


@pytest.mark.parametrize("name", [*CHOICES, COVERAGE])
def test_each_chart_can_be_chosen_and_is_remembered(page: HomePage, driver: Driver, name: str) -> None:
    page.charts.chooser.setCurrentText(name)
    driver.settle()
    page.grab()
    chart = page.charts._stack.currentWidget()
    assert chart is not None
    assert driver.bench.preferences.text("home/chart") in (name, "")  # the first one is shown unasked
    again = HomePage(driver.bench)
    driver.open(again)
    assert again.charts.chooser.currentText() == name


def test_coverage_has_one_part_a_state() -> None:
    parts = covered_parts((Covered("範例操作班", "肆三(一)", 1, 2, 3, 4),))
    assert [(part.title, part.points[0].value) for part in parts] == [("已完成", 1), ("部分", 2), ("未完成", 3), ("本年無開課", 4)]


def test_a_change_and_another_year_are_followed(page: HomePage, driver: Driver) -> None:
    before = page.grid.table.rowCount()
    driver.bench.write(lambda desk: agencies.set_staffing(desk, {Headcount.STAFFING_BUDGET: 5}, date(2026, 1, 1)), "已登錄")
    driver.settle()
    assert page.grid.table.rowCount() == before - 1
    driver.bench.undo()
    driver.settle()
    assert page.grid.table.rowCount() == before
    driver.bench.set_year(114)
    driver.settle()
    assert page._heading.text().endswith("114年度")


def test_nothing_due_says_so(page: HomePage, driver: Driver) -> None:
    data = driver.ask(lambda desk: page.load(desk, 115))
    page.show_data(type(data)(type(data.glance)(115, (), data.glance.bars, None), type(data.due)(data.due.columns), (), (), data.at))
    driver.settle()
    assert not page.grid.isVisible()
    assert not page.next_step.isVisible()


def test_the_page_fits_and_every_control_is_named(page: HomePage, driver: Driver) -> None:
    driver.looked_over(page)


def test_what_was_not_saved_is_offered_and_thrown_away(driver: Driver) -> None:
    driver.ask(fill)
    driver.ask(lambda desk: unsaved.keep(desk, "officer", "", {"name": "李小華", "unit": ""}))
    driver.clock.at += timedelta(minutes=5)
    page = HomePage(driver.bench)
    driver.open(page)
    assert page.unfinished.isVisible()
    driver.press(page, "查看…")
    dialog = driver.dialog(Unfinished)
    driver.looked_over(dialog)
    (kept,) = page._kept
    assert title_of(kept) == f"新增人員（{moment(kept.at)}）"
    assert preview(kept) == "李小華"
    driver.press(dialog, f"捨棄…　{title_of(kept)}")
    driver.press(driver.dialog(Confirm), "捨棄")
    driver.settle()
    assert not page.unfinished.isVisible()
    assert driver.ask(unsaved.kept) == ()


def test_what_was_not_saved_goes_on_where_its_editor_is(driver: Driver) -> None:
    asked: list[tuple[str, unsaved.Unsaved]] = []
    driver.bench.resumed.connect(lambda name, kept: asked.append((name, kept)))
    driver.ask(fill)
    driver.ask(lambda desk: unsaved.keep(desk, "officer", "1" * 32, {"name": "李小華"}))
    driver.clock.at += timedelta(minutes=5)
    page = HomePage(driver.bench)
    driver.open(page)
    page.open_unfinished()
    driver.press(driver.dialog(Unfinished), f"接續編輯　{title_of(page._kept[0])}")
    ((name, kept),) = asked
    assert (name, kept.key, dict(kept.texts)) == ("people", "1" * 32, {"name": "李小華"})


def test_typing_of_an_editor_that_is_open_is_not_offered(driver: Driver) -> None:
    driver.ask(fill)
    page = HomePage(driver.bench)
    driver.open(page)
    driver.clock.at += timedelta(minutes=1)
    driver.ask(lambda desk: unsaved.keep(desk, "officer", "", {"name": "李小華"}))
    page.reload()
    driver.settle()
    assert not page.unfinished.isVisible()


def test_words_without_an_editor_are_shown_to_be_copied(driver: Driver, window: MainWindow) -> None:
    driver.ask(lambda desk: unsaved.keep(desk, "gone", "", {"name": "李小華", "unit": ""}))
    (kept,) = driver.ask(unsaved.kept)
    assert page_of(kept) == "home"
    driver.bench.resume(page_of(kept), kept)
    dialog = driver.dialog(KeptWords)
    driver.looked_over(dialog)
    note = dialog.findChild(QPlainTextEdit)
    assert isinstance(note, QPlainTextEdit)
    assert note.toPlainText() == "名稱：李小華"
    driver.press(dialog, "關閉")


def test_a_backup_that_is_old_is_due(driver: Driver) -> None:
    driver.ask(fill)
    page = HomePage(driver.bench)
    driver.open(page)
    assert "尚未備份" in [row.due.title for row in page.grid.table.records()]
    driver.ask(lambda desk: keeping.backup(desk, desk.scratch.parent / "範例.hrdbak"))
    page.reload()
    driver.settle()
    assert "尚未備份" not in [row.due.title for row in page.grid.table.records()]


def test_what_is_left_of_another_year_opens_in_its_year(page: HomePage, driver: Driver, went: list[tuple[str, Key | None]]) -> None:
    year = driver.bench.year
    page.follow(Due(None, "年度資料尚未簽章寄出", "", "packages", year=year - 1))
    assert driver.bench.year == year - 1
    assert went == [("packages", None)]
