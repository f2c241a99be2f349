"""敘獎提報 on three real offices."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from hrdesk.domain.awards import Nomination, Nominee
from hrdesk.domain.seeds import Coaching
from hrdesk.domain.values import Key
from hrdesk.services.awards.nomination_board import Listed
from hrdesk.services.packages import drafts
from hrdesk.ui.form_window import FormWindow
from hrdesk.ui.kit.dialogs import Ask, Confirm
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.pages.awards.editor import NomineeEditor
from hrdesk.ui.pages.awards.page import AwardsPage
from hrdesk.ui.pages.awards.page import page as awards
from tests.services.steps import GROUP, NUMBER, accepted, decided, drop, first_of, notified, proposed
from tests.services.three_offices import YEAR, City, built_once
from tests.ui.driving import Driver
from tests.ui.pages.offices import Steps, nothing, office

Open = Callable[[str, Steps], tuple[Driver, AwardsPage]]


@pytest.fixture(scope="session")
def three_offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of three closed workspaces."""
    return built_once(tmp_path_factory.getbasetemp())


@pytest.fixture
def on(three_offices: Path, tmp_path: Path, preferences: Preferences, qtbot: QtBot) -> Iterator[Open]:
    """Return what opens the page in an office after some steps."""
    with ExitStack() as stack:

        def opens(name: str, steps: Steps) -> tuple[Driver, AwardsPage]:
            driver = stack.enter_context(office(three_offices, tmp_path, name, steps, preferences, qtbot))
            made = awards(driver.bench)
            driver.open(made, width=1118, height=660)
            return driver, made

        yield opens


def names(page: AwardsPage) -> list[str]:
    return [line.who.name for line in page.list.table.records()]


def gone_to(driver: Driver) -> list[tuple[str, Key | None]]:
    places: list[tuple[str, Key | None]] = []
    driver.bench.placed.connect(lambda name, key: places.append((name, key)))
    return places


def fill(editor: NomineeEditor, deed: str, times: str = "1") -> None:
    editor.times.set_text(times)
    editor.deed.set_text(deed)


def chosen(page: AwardsPage, name: str) -> Listed:
    assert page.list.select(lambda line: line.who.name == name)
    found = page.list.current()
    assert found is not None
    return found


def test_before_the_notice_the_baseline_is_explained_and_nobody_can_be_picked(on: Open) -> None:
    driver, page = on("first", nothing)
    driver.looked_over(page)
    assert page.quota.baseline.text() == "嘉獎 1 次，至多 1 人"
    assert not page.actions_by_key["add"].isEnabled()
    explained: list[str] = []
    driver.bench.explained.connect(lambda title, *_: explained.append(title))
    page.quota.why_baseline.click()
    page.quota.why_other.click()
    assert explained == ["基準額度", "另一讀法的額度"]
    places = gone_to(driver)
    driver.press(page, "前往收件")
    assert places == [("packages", None)]


def test_approved_figures_are_shown_and_explained(on: Open) -> None:
    driver, page = on("first", lambda city: notified(city, units=4, reason="績效優良", document="範例字第1號"))
    assert page.quota.approved.text() == "嘉獎 4 次，至多 2 人"
    assert "範例字第1號" in page.quota.terms.text()
    assert "績效優良" in page.quota.deviation.text()
    explained: list[str] = []
    driver.bench.explained.connect(lambda title, *_: explained.append(title))
    page.quota.why_approved.click()
    assert explained == ["核定額度"]


def test_a_person_is_picked_with_the_facts_beside_and_undone(on: Open) -> None:
    driver, page = on("first", notified)
    driver.press(page, "加入人員…")
    editor = driver.dialog(NomineeEditor)
    driver.looked_over(editor)
    editor.officer.set_text("陳𡍼明　範例地政局")
    fill(editor, "編寫作業程序", "2")
    editor.judge()
    driver.settle()
    assert "2 / 3 次" in editor.meter.words.text()
    assert any("輔導 1 件" in label.text() for label in editor.facts.findChildren(QLabel))
    driver.press(editor, "加入名單")
    assert names(page) == ["陳𡍼明"]
    assert "2 / 3" in page.meter.words.text()
    driver.bench.undo()
    driver.settle()
    assert names(page) == []
    assert driver.ask(lambda desk: desk.store.count(Nomination)) == 0


def test_the_editor_makes_way_for_the_page_of_claims_and_keeps_what_was_typed(on: Open) -> None:
    driver, page = on("first", notified)
    places = gone_to(driver)
    page.add()
    editor = driver.dialog(NomineeEditor)
    fill(editor, "編寫作業程序", "2")
    driver.press(editor, "登錄特殊優良事蹟與佐證")
    assert [name for name, _ in places] == ["self_check"]
    page.add()
    again = driver.dialog(NomineeEditor)
    assert again is not editor
    assert again.unsaved is not None
    assert again.unsaved.strip.isVisible()


def test_a_teacher_of_an_office_below_gets_the_extra_one_and_a_number(on: Open) -> None:
    driver, page = on("first", notified)
    page.add()
    editor = driver.dialog(NomineeEditor)
    editor.officer.set_text("林𠅤如　範例地政事務所")
    assert editor.dedicated.value == GROUP
    assert editor.number.isVisible()
    fill(editor, "輔導所內同仁")
    editor.number.set_text("B223456783")
    editor.judge()
    driver.settle()
    assert editor.number.problem.text()
    assert not editor.accept_button.isEnabled()
    editor.number.set_text(NUMBER)
    editor.judge()
    driver.settle()
    driver.press(editor, "加入名單")
    assert [line.who.national_id for line in page.list.table.records()] == ["B22345****"]


def test_facts_of_the_year_become_the_deed_and_too_many_characters_are_told(on: Open) -> None:
    driver, page = on("first", proposed)
    chosen(page, "陳𡍼明")
    page.edit()
    editor = driver.dialog(NomineeEditor)
    editor.deed.set_text("")
    driver.press(editor, "帶入標準作業程序文件產製")
    assert "作業程序" in editor.deed.value
    assert editor.deed.hint.text().endswith("/ 100 字")
    editor.deed.set_text("字" * 101)
    editor.judge()
    driver.settle()
    assert "101" in editor.deed.problem.text()
    assert not editor.accept_button.isEnabled()
    editor.deed.set_text("字" * 100)
    editor.judge()
    driver.settle()
    driver.press(editor, "儲存")
    assert chosen(page, "陳𡍼明").nominee.deed == "字" * 100


def test_a_missing_coaching_record_asks_for_a_reason(on: Open) -> None:
    def without(city: City) -> None:
        notified(city)
        drop(city.first, *city.first.store.all(Coaching))

    driver, page = on("first", without)
    page.add()
    editor = driver.dialog(NomineeEditor)
    editor.officer.set_text("陳𡍼明　範例地政局")
    fill(editor, "編寫作業程序")
    assert editor.waiver.isVisible()
    editor.judge()
    driver.settle()
    assert "附表3" in editor.waiver.problem.text()
    assert editor.accept_button.isEnabled()
    driver.press(editor, "加入名單")
    (line,) = page.list.table.records()
    assert line.errors == 1
    places = gone_to(driver)
    (finding,) = [one for one in page.gate.lines if one.problem.code == "annex3_empty"]
    assert "陳𡍼明：附表3" in finding.sentence
    page.mend(finding.problem)
    assert places == [("coaching", Key("Officer", line.nominee.officer))]


def test_a_click_on_a_finding_opens_its_line_or_goes_to_its_record(on: Open) -> None:
    driver, page = on("first", proposed)
    places = gone_to(driver)
    (go,) = [one for one in page.gate.findChildren(QPushButton) if "查證" in one.accessibleName()]
    QTest.mouseClick(go, Qt.MouseButton.LeftButton)
    editor = driver.dialog(NomineeEditor)
    assert editor.line is not None
    assert editor.line.who.name == "陳𡍼明"
    editor.reject()
    driver.settle()
    assert places == []


def test_one_and_several_are_withdrawn_and_brought_back(on: Open) -> None:
    driver, page = on("first", proposed)
    chosen(page, "林𠅤如")
    page.withdraw()
    driver.settle()
    assert names(page) == ["陳𡍼明"]
    driver.bench.undo()
    driver.settle()
    page.list.selectAll()
    page.withdraw()
    question = driver.dialog(Confirm)
    driver.looked_over(question)
    driver.press(question, "移除 2 人")
    assert names(page) == []
    driver.bench.undo()
    driver.settle()
    assert names(page) == ["陳𡍼明", "林𠅤如"]


def test_nobody_left_is_told(on: Open) -> None:
    driver, page = on("first", proposed)
    told: list[str] = []
    driver.bench.told.connect(lambda sentence, _: told.append(sentence))
    page.add()
    assert told == ["附表2 的種籽教師都已在名單上。"]


def test_the_letter_the_preview_and_the_seal(on: Open) -> None:
    driver, page = on("first", proposed)
    page.tell_document()
    asked = driver.dialog(Ask)
    asked.fields[0].set_text("範例字第2號")
    driver.press(asked, "儲存")
    assert "範例字第2號" in page._list_heading.text()
    page.preview()
    window = driver.dialog(FormWindow)
    assert window.preview.pages() == 1
    window.reject()
    places = gone_to(driver)
    driver.press(page, "簽章提報…")
    assert places == [("packages", Key("Nomination", ""))]


def test_a_decision_is_shown_with_its_article_and_reason(on: Open) -> None:
    def ruled(city: City) -> None:
        decided(city)
        accepted(city, city.department, drafts.decision(city.department, YEAR, first_of(city.department)), city.first)

    driver, page = on("first", ruled)
    shown: list[str] = []
    driver.bench.shown.connect(lambda title, widget: shown.extend((title, *(label.text() for label in widget.findChildren(QLabel)))))
    chosen(page, "陳𡍼明")
    page.show_decision()
    assert shown[0] == "陳𡍼明的決定"
    assert "陸三(二)" in shown[1]
    assert "輔導成效良好" in shown[1]


def test_a_decision_is_revealed_at_its_line(on: Open) -> None:
    driver, page = on("first", proposed)
    key = driver.ask(lambda desk: desk.store.all(Nominee))[0].id
    page.open(Key("Nominee", key))
    driver.settle()
    assert [line.id for line in page.list.selection()] == [key]


def test_a_closed_year_can_only_be_looked_at(on: Open) -> None:
    driver, page = on("first", proposed)
    driver.bench._writable = False
    driver.bench.writable_changed.emit(False)
    assert not any(page.actions_by_key[key].isEnabled() for key in ("add", "edit", "withdraw", "document"))
    shown: list[str] = []
    driver.bench.shown.connect(lambda title, _: shown.append(title))
    page.list.opened.emit(chosen(page, "陳𡍼明"))
    assert shown == ["陳𡍼明的決定"]


@pytest.mark.parametrize(("name", "words"), [("child", "由一級機關統一提報"), ("department", "由各一級機關提報")])
def test_where_no_list_is_made_the_page_says_what_happens_instead(on: Open, name: str, words: str) -> None:
    driver, page = on(name, nothing)
    driver.looked_over(page)
    assert words in page.elsewhere._title.text()
    assert not page.quota.isVisible()
    assert not page.actions_by_key["add"].isVisible()
    if name == "child":
        places = gone_to(driver)
        driver.press(page, "前往送出年度資料")
        page.elsewhere.grid.opened.emit(page.elsewhere.grid.table.record(0))
        assert places == [("packages", None), ("seeds", None)]


def test_a_changed_line_and_a_kept_letter_are_taken_back_exactly(on: Open) -> None:
    driver, page = on("first", proposed)
    before = driver.ask(lambda desk: (desk.store.all(Nominee), desk.store.all(Nomination)))
    chosen(page, "林𠅤如")
    page.edit()
    editor = driver.dialog(NomineeEditor)
    editor.article.set_text("公務人員考績法")
    editor.raised.set_text("2")
    editor.judge()
    driver.settle()
    driver.press(editor, "儲存")
    assert (chosen(page, "林𠅤如").nominee.article, chosen(page, "林𠅤如").nominee.raised) == ("公務人員考績法", 2)
    page._keep_document(YEAR, "範例字第3號")
    driver.settle()
    for _ in range(2):
        driver.bench.undo()
        driver.settle()
    assert driver.ask(lambda desk: (desk.store.all(Nominee), desk.store.all(Nomination))) == before


def test_times_that_are_no_number_or_none_are_said_at_the_field(on: Open) -> None:
    driver, page = on("first", proposed)
    chosen(page, "陳𡍼明")
    page.edit()
    editor = driver.dialog(NomineeEditor)
    editor.times.set_text("兩")
    editor.judge()
    assert editor.times.problem.text()
    editor.times.set_text("0")
    editor.judge()
    driver.settle()
    assert "1 以上" in editor.times.problem.text()
    assert not editor.accept_button.isEnabled()
    editor.reject()
    driver.settle()
