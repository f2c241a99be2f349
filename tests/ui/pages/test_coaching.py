"""輔導紀錄 on the real store: the strip by the keyboard alone, the list with its filters, settling, the logs, 小老師, a teacher's view."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hrdesk.domain.acts import Act
from hrdesk.domain.members import Access, Member, member_id
from hrdesk.domain.record import LogId, MentoringId
from hrdesk.domain.seeds import Channel, Coaching, LogKind, Mentoring, Outcome, Settlement, SystemLog
from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Explanation, Key
from hrdesk.services import coaching, keeping, unsaved
from hrdesk.services.desk import Desk
from hrdesk.ui.form_window import FormWindow
from hrdesk.ui.kit.dialogs import Ask, Confirm
from hrdesk.ui.pages.coaching.editor import CoachingEditor
from hrdesk.ui.pages.coaching.entry import DRAFT
from hrdesk.ui.pages.coaching.log_editor import LogEditor
from hrdesk.ui.pages.coaching.mentoring import MentoringEditor
from hrdesk.ui.pages.coaching.page import LOGS, PAIRS, CoachingPage
from tests.services.book import appointed, hire
from tests.ui.driving import Driver

DAY = date(2026, 3, 2)


def seed(desk: Desk, name: str = "王小明") -> Officer:
    """Hire a seed teacher of the whole year."""
    person = hire(desk, name)
    appointed(desk, person)
    return person


def coach(desk: Desk, person: Officer, day: date = DAY, **values: object) -> Coaching:
    """Keep a record of one hour and return it."""
    item = replace(coaching.new_coaching(desk, person.id, day, 540, 600, "範例文化局"), **values)  # type: ignore[arg-type]
    coaching.coach(desk, item)
    return item


def records(driver: Driver) -> tuple[Coaching, ...]:
    """Return every record in the book."""
    return driver.ask(lambda desk: desk.store.all(Coaching))


@pytest.fixture
def teacher(driver: Driver) -> Officer:
    """Return a seed teacher of the year."""
    return driver.ask(seed)


@pytest.fixture
def page(driver: Driver, teacher: Officer) -> CoachingPage:
    """Return the page with a teacher and no record, open."""
    made = CoachingPage(driver.bench)
    driver.open(made)
    return made


def type_in(*texts: str) -> None:
    """Type into whatever has the focus, a Tab between the texts."""
    for n, text in enumerate(texts):
        if n:
            QTest.keyClick(focus(), Qt.Key.Key_Tab)
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(focus(), letter)
            else:
                write(letter)


def write(text: str) -> None:
    """Commit text as an input method does."""
    from PySide6.QtGui import QInputMethodEvent

    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focus(), event)


def focus() -> QWidget:
    """Return what has the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_one_coaching_is_entered_by_the_keyboard_alone(driver: Driver, page: CoachingPage) -> None:
    page.actions_by_key["quick"].trigger()
    type_in("930", "30", "", "文化局", "陳", "eCPA", "14", "3", "無法登入", "重設密碼", "2")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    driver.settle()
    (held,) = records(driver)
    assert (held.day, held.start, held.end, held.served_agency, held.served_person) == (date(2026, 11, 20), 570, 600, "文化局", "陳")
    assert (held.channels, held.item, held.problem, held.handling) == ((Channel.PHONE, Channel.ONLINE), 3, "無法登入", "重設密碼")
    assert held.settlement is Settlement.SOLVED
    strip = page.records.strip
    assert focus() is strip.start
    assert (strip.day.text(), strip.channels.value, strip.settlement.currentData()) == ("115/11/20", (Channel.PHONE, Channel.ONLINE), Settlement.SOLVED)
    assert [line.text() for line in (strip.start, strip.finish, strip.agency, strip.person, strip.problem)] == [""] * 5
    assert page.records.grid.table.rowCount() == 1


def test_next_entry_completes_from_the_one_before(driver: Driver, page: CoachingPage, teacher: Officer) -> None:
    driver.ask(lambda desk: coach(desk, teacher, served_person="王大華"))
    page.reload()
    driver.settle()
    page.quick()
    type_in("9", "15", "", "文化", "王大", "")
    strip = page.records.strip
    assert (strip.agency.text(), strip.person.text()) == ("範例文化局", "王大華")
    strip.agency.setText("文化")
    strip.agency.editingFinished.emit()
    assert strip.agency.text() == "文化"  # written again, it is meant
    strip.agency.clear()
    strip.person.editingFinished.emit()
    assert strip.agency.text() == "範例文化局"  # the one agency of that person


def test_wrong_entry_is_told_beside_its_input_and_nothing_is_lost(driver: Driver, page: CoachingPage) -> None:
    strip = page.records.strip
    page.quick()
    type_in("早上", "30", "", "文化局")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    driver.settle()
    assert records(driver) == ()
    assert strip.wrong.isVisible()
    assert "時間看不懂" in strip.wrong.text()
    assert (focus(), strip.agency.text()) == (strip.start, "文化局")
    strip.day.clear()
    strip.save()
    driver.settle()
    assert strip.wrong.text() == "請填寫日期"
    strip.day.setText("1151121")
    strip.start.setText("9:00")
    strip.save()
    driver.settle()
    assert "晚於今天" in strip.wrong.text()
    strip.day.setText("1151120")
    strip.save()
    driver.settle()
    assert len(records(driver)) == 1
    assert not strip.wrong.isVisible()


def test_what_is_typed_is_kept_and_brought_back(driver: Driver, page: CoachingPage) -> None:
    page.quick()
    type_in("930", "30", "", "文化局", "", "", "1")
    page.records.strip.keep()
    page.records.strip.keep()  # nothing was typed since
    again = CoachingPage(driver.bench)
    driver.open(again)
    assert (again.records.strip.start.text(), again.records.strip.agency.text()) == ("930", "文化局")
    assert again.records.strip.channels.value == (Channel.PHONE,)
    again.records.strip.save()
    driver.settle()
    assert [one for one in driver.ask(unsaved.kept) if one.editor == DRAFT] == []
    assert len(records(driver)) == 1


def test_list_is_filtered_by_month_item_state_teacher_and_day(driver: Driver, page: CoachingPage, teacher: Officer) -> None:
    other = driver.ask(lambda desk: seed(desk, "陳𡍼明"))
    driver.ask(lambda desk: [coach(desk, teacher, item=1), coach(desk, other, date(2026, 4, 1), settlement=Settlement.SOLVED), coach(desk, teacher, item=3)])
    page.reload()
    driver.settle()
    grid, bar = page.records.grid, page.bar
    assert not bar.clearer.isVisible()
    for box, value, count in ((bar.month, 4, 1), (bar.teacher, teacher.id, 2), (bar.item, 0, 1), (bar.settlement, Settlement.OPEN, 2)):
        box.setCurrentIndex(box.findData(value))
        assert grid.table.rowCount() == count
        driver.press(page, "清除篩選")
        assert grid.table.rowCount() == 3
    page.records.counts.lines[3].click()
    assert grid.table.rowCount() == 1
    page.records.counts.lines[3].click()
    assert grid.table.rowCount() == 3
    page.filter.setText("文化 不存在")
    assert grid.table.rowCount() == 0
    page.filter.clear()
    bar.month.setCurrentIndex(bar.month.findData(3))
    assert page.records.month.month == date(2026, 3, 1)


def test_month_counts_a_day_and_filters_by_it(driver: Driver, page: CoachingPage, teacher: Officer) -> None:
    driver.ask(lambda desk: [coach(desk, teacher), coach(desk, teacher), coach(desk, teacher, date(2026, 3, 3))])
    page.reload()
    driver.settle()
    month = page.records.month
    month.show_month(DAY)
    month.days.setFocus()
    assert month.days.said(DAY) == "115/03/02　2 件"
    QTest.keyClick(month.days, Qt.Key.Key_Right)
    assert month.days.accessibleDescription() == "115/03/02　2 件"
    QTest.keyClick(month.days, Qt.Key.Key_Return)
    assert page.records.grid.table.rowCount() == 2
    assert page.bar.clearer.text().startswith("只看 115/03/02")
    QTest.keyClick(month.days, Qt.Key.Key_Space)
    assert page.records.grid.table.rowCount() == 3
    QTest.keyClick(month.days, Qt.Key.Key_PageDown)
    assert month.month == date(2026, 4, 1)
    QTest.keyClick(month.days, Qt.Key.Key_Left)
    assert month.month == date(2026, 3, 1)
    QTest.keyClick(month.days, Qt.Key.Key_PageUp)
    assert month.month == date(2026, 2, 1)
    driver.press(month, "下個月")
    box = dict(month.days._boxes())[date(2026, 3, 3)]
    QTest.mouseClick(month.days, Qt.MouseButton.LeftButton, pos=box.center())
    assert page.records.grid.table.rowCount() == 1
    QTest.mouseClick(month.days, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))  # no day there
    assert page.records.grid.table.rowCount() == 1
    month.show_month(date(2026, 12, 31))
    month.turn(1)
    assert month.month == date(2026, 12, 1)


def test_every_figure_answers_why(driver: Driver, page: CoachingPage, teacher: Officer) -> None:
    driver.ask(lambda desk: coach(desk, teacher, item=2, settlement=Settlement.SOLVED))
    page.reload()
    driver.settle()
    told: list[tuple[str, str, Explanation[int]]] = []
    driver.bench.explained.connect(lambda *given: told.append(given))
    driver.press(page, "為什麼？ 帳號與權限")
    driver.press(page, "第一線解決率 100 %，為什麼？")
    driver.press(page, "為什麼？ 未分類")
    assert [(title, value) for title, value, _ in told] == [("第 2 項 帳號與權限", "1 件"), ("第一線解決率", "100 %"), ("未分類", "0 件")]


def test_record_is_added_changed_and_copied_with_every_field(driver: Driver, page: CoachingPage, teacher: Officer) -> None:
    driver.press(page, "新增…")
    editor = driver.dialog(CoachingEditor)
    driver.looked_over(editor)
    assert not editor.accept_button.isEnabled()
    editor.start.set_text("9:00")
    editor.end.set_text("9:00")
    editor.agency.set_text("範例文化局")
    driver.qtbot.waitUntil(lambda: editor.start.problem.isVisible())
    assert "起迄時間" in editor.start.problem.text()
    editor.end.set_text("10:30")
    editor.settlement.set_value(Settlement.ESCALATED)
    editor.channels.set_value([Channel.ON_SITE])
    driver.qtbot.waitUntil(lambda: editor.escalated_to.problem.isVisible())
    for field, text in (
        (editor.escalated_to, "8585"),
        (editor.ticket, "A-1"),
        (editor.confirmed, "陳大華"),
        (editor.system, "自有系統"),
        (editor.person, "陳大華"),
    ):
        field.set_text(text)
    editor.item.set_value(5)
    editor.problem.set_text("傳輸缺漏")
    editor.escalated.set_value(date(2026, 11, 20))
    editor.judge()
    driver.settle()
    driver.press(editor, "儲存")
    (held,) = records(driver)
    assert (held.start, held.end, held.escalated_to, held.ticket, held.confirmed_by) == (540, 630, "8585", "A-1", "陳大華")
    assert (held.escalated, held.item, held.system, held.channels) == (date(2026, 11, 20), 5, "自有系統", (Channel.ON_SITE,))
    page.records.grid.selectRow(0)
    page.actions_by_key["edit"].trigger()
    editor = driver.dialog(CoachingEditor)
    editor.handling.set_text("已補傳")
    driver.press(editor, "儲存")
    assert records(driver) == (replace(held, handling="已補傳"),)
    page.actions_by_key["copy"].trigger()
    editor = driver.dialog(CoachingEditor)
    assert (editor.ticket.value, editor.problem.value) == ("", "傳輸缺漏")
    driver.press(editor, "儲存")
    assert len(records(driver)) == 2
    driver.ask(keeping.undo)
    driver.ask(keeping.undo)
    assert records(driver) == (held,)


def test_cases_are_settled_passed_on_confirmed_and_deleted_and_taken_back(driver: Driver, page: CoachingPage, teacher: Officer) -> None:
    before = driver.ask(lambda desk: [coach(desk, teacher), coach(desk, teacher)])
    page.reload()
    driver.settle()
    grid = page.records.grid
    grid.selectAll()
    page.actions_by_key["solve"].trigger()
    driver.press(driver.dialog(Confirm), "結案 2 件")
    assert {one.settlement for one in records(driver)} == {Settlement.SOLVED}
    grid.selectAll()
    page.actions_by_key["solve"].trigger()  # nothing is left to settle
    grid.selectRow(0)
    page.actions_by_key["escalate"].trigger()
    ask = driver.dialog(Ask)
    driver.looked_over(ask)
    ask.fields[0].set_text("8585")
    ask.fields[2].set_text("B-2")
    driver.press(ask, "轉報")
    assert sorted(one.ticket for one in records(driver)) == ["", "B-2"]
    grid.selectRow(0)
    page.actions_by_key["confirm"].trigger()
    ask = driver.dialog(Ask)
    ask.fields[0].set_text("陳大華")
    driver.press(ask, "登錄確認")
    assert sorted(one.confirmed_by for one in records(driver)) == ["", "陳大華"]
    grid.selectAll()
    page.actions_by_key["delete"].trigger()
    driver.press(driver.dialog(Confirm), "刪除 2 筆")
    assert records(driver) == ()
    for _ in range(4):
        driver.ask(keeping.undo)
    assert set(records(driver)) == set(before)
    page.reload()
    driver.settle()
    grid.selectRow(0)
    page.actions_by_key["solve"].trigger()
    driver.settle()
    assert sorted(one.settlement.value for one in records(driver)) == ["open", "solved"]


def test_form_is_looked_at_for_one_teacher(driver: Driver, page: CoachingPage, teacher: Officer) -> None:
    driver.ask(lambda desk: [coach(desk, teacher), seed(desk, "陳𡍼明")])
    page.reload()
    driver.settle()
    page.bar.teacher.setCurrentIndex(page.bar.teacher.findData(teacher.id))
    driver.press(page, "列印…")
    window = driver.dialog(FormWindow)
    driver.looked_over(window)
    assert (window.preview.pages(), window.about is not None and window.about.officer, window.windowTitle()) == (
        1,
        teacher.id,
        "附表3 輔導服務紀錄表　王小明",
    )
    window.reject()


def test_log_is_kept_from_the_line_and_months_without_one_are_no_data(driver: Driver, page: CoachingPage) -> None:
    page.tabs.setCurrentIndex(LOGS)
    strip, cells = page.log_tab.strip, page.log_tab.months.cells
    assert {cells[LogKind.BACKUP, month].text() for month in range(1, 12)} == {"無資料"}
    assert cells[LogKind.BACKUP, 12].text() == "—"
    strip.save()
    driver.settle()
    assert "系統別" in strip.wrong.text()
    strip.system.setText("人事資料庫")
    strip.verified.setChecked(True)
    strip.system.setFocus()
    QTest.keyClick(strip.system, Qt.Key.Key_Return)
    driver.settle()
    (held,) = driver.ask(lambda desk: desk.store.all(SystemLog))
    assert (held.kind, held.day, held.outcome, held.verified) == (LogKind.BACKUP, date(2026, 11, 20), Outcome.GOOD, True)
    assert cells[LogKind.BACKUP, 11].text() == "正常 1"
    assert "已驗證 1 筆" in cells[LogKind.BACKUP, 11].accessibleName()
    cells[LogKind.BACKUP, 3].click()
    assert page.log_tab.grid.table.rowCount() == 0
    cells[LogKind.BACKUP, 11].click()
    assert page.log_tab.grid.table.rowCount() == 1
    cells[LogKind.BACKUP, 11].click()
    strip.day.clear()
    strip.save()
    assert strip.wrong.text() == "請填寫日期"


def test_log_entry_is_changed_and_deleted(driver: Driver, page: CoachingPage) -> None:
    def add(desk: Desk) -> SystemLog:
        made = SystemLog(id=LogId(desk.new_id()), agency=desk.workspace.agency, kind=LogKind.TRANSMISSION, day=DAY, system="報送", outcome=Outcome.GOOD)
        coaching.log(desk, made)
        return made

    before = driver.ask(add)
    page.tabs.setCurrentIndex(LOGS)
    page.reload()
    driver.settle()
    page.log_tab.grid.selectRow(0)
    page.actions_by_key["log-edit"].trigger()
    editor = driver.dialog(LogEditor)
    driver.looked_over(editor)
    editor.outcome.set_value(Outcome.INCIDENT)
    driver.qtbot.waitUntil(lambda: editor.detail.problem.isVisible())
    editor.detail.set_text("缺漏 3 筆")
    editor.remedy.set_text("已補傳")
    driver.press(editor, "儲存")
    assert driver.ask(lambda desk: desk.store.all(SystemLog)) == (replace(before, outcome=Outcome.INCIDENT, detail="缺漏 3 筆", remedy="已補傳"),)
    assert page.log_tab.months.cells[LogKind.TRANSMISSION, 3].text() == "異常 1"
    page.log_tab.grid.selectRow(0)
    page.actions_by_key["log-delete"].trigger()
    driver.press(driver.dialog(Confirm), "刪除 1 筆")
    assert driver.ask(lambda desk: desk.store.count(SystemLog)) == 0
    driver.ask(keeping.undo)
    driver.ask(keeping.undo)
    assert driver.ask(lambda desk: desk.store.all(SystemLog)) == (before,)


def test_pair_is_added_changed_and_deleted(driver: Driver, page: CoachingPage, teacher: Officer) -> None:
    mentee = driver.ask(lambda desk: hire(desk, "陳𡍼明"))
    page.reload()
    driver.settle()
    page.tabs.setCurrentIndex(PAIRS)
    driver.press(page, "新增小老師…")
    editor = driver.dialog(MentoringEditor)
    driver.looked_over(editor)
    editor.mentor.set_value(teacher.id)
    editor.mentee.set_value(teacher.id)
    editor.topic.set_value("biz-01")
    driver.qtbot.waitUntil(lambda: editor.mentee.problem.isVisible())
    assert not editor.accept_button.isEnabled()
    editor.mentee.set_value(mentee.id)
    editor.judge()
    driver.settle()
    driver.press(editor, "儲存")
    (held,) = driver.ask(lambda desk: desk.store.all(Mentoring))
    assert (held.mentor, held.mentee, held.topic, held.end) == (teacher.id, mentee.id, "biz-01", None)
    page.pair_tab.grid.selectRow(0)
    page.actions_by_key["pair-edit"].trigger()
    editor = driver.dialog(MentoringEditor)
    editor.end.set_value(date(2026, 12, 1))
    editor.outcome.set_text("可獨立作業")
    driver.press(editor, "儲存")
    assert driver.ask(lambda desk: desk.store.all(Mentoring)) == (replace(held, end=date(2026, 12, 1), outcome="可獨立作業"),)
    page.pair_tab.grid.selectRow(0)
    page.actions_by_key["pair-delete"].trigger()
    driver.press(driver.dialog(Confirm), "刪除 1 筆")
    assert driver.ask(lambda desk: desk.store.count(Mentoring)) == 0


def test_record_is_brought_into_view_on_its_tab(driver: Driver, page: CoachingPage, teacher: Officer) -> None:
    def fill(desk: Desk) -> tuple[Coaching, Mentoring]:
        mentee = hire(desk, "陳𡍼明")
        pair = Mentoring(id=MentoringId(desk.new_id()), agency=desk.workspace.agency, mentor=teacher.id, mentee=mentee.id, topic="biz-01", start=DAY)
        coaching.mentor(desk, pair)
        return coach(desk, teacher), pair

    item, pair = driver.ask(fill)
    page.reload()
    page.open(Key("Mentoring", pair.id))
    driver.settle()
    chosen = page.pair_tab.grid.current()
    assert (page.tabs.currentIndex(), chosen and chosen.id) == (PAIRS, pair.id)
    page.bar.month.setCurrentIndex(1)
    page.open(Key("Coaching", item.id))
    found = page.records.grid.current()
    assert (page.tabs.currentIndex(), found and found.id) == (0, item.id)


def test_shortcuts_mean_the_open_tabs_own_things(driver: Driver, page: CoachingPage) -> None:
    for tab, mine, others in ((0, "edit", "log-edit"), (LOGS, "log-edit", "edit"), (PAIRS, "pair-edit", "log-edit")):
        page.tabs.setCurrentIndex(tab)
        assert page.actions_by_key[mine].isEnabled()
        assert not page.actions_by_key[others].isEnabled()


def test_closed_year_is_read_only(driver: Driver, page: CoachingPage) -> None:
    driver.bench.set_year(113)
    driver.settle()
    assert not driver.bench.writable
    assert not page.records.strip.saver.isEnabled()
    assert not page.log_tab.strip.saver.isEnabled()
    assert [key for key, action in page.actions_by_key.items() if action.isEnabled()] == ["print"]
    page.records.strip.save()
    driver.settle()
    assert page.records.nobody.isVisible()  # nobody was a seed teacher then
    assert records(driver) == ()
    page.edit()
    page.log_tab.edit()
    page.pair_tab.add()
    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible() and isinstance(one, (CoachingEditor, LogEditor, MentoringEditor))]


def test_seed_teacher_sees_and_enters_the_own_records_alone(driver: Driver, teacher: Officer) -> None:
    def fill(desk: Desk) -> Coaching:
        other = seed(desk, "陳𡍼明")
        coach(desk, other, served_person="李小華")
        mine = coach(desk, teacher)
        with desk.store.write(Act.ADMIT) as tx:
            tx.put(Member(id=member_id(desk.who), name=desk.who, access=Access.TEACHER, officer=teacher.id))
        return mine

    mine = driver.ask(fill)
    driver.bench.signed = replace(driver.bench.signed, access=Access.TEACHER, officer=teacher.id)
    page = CoachingPage(driver.bench)
    driver.open(page)
    assert [row.id for row in page.records.grid.table.records()] == [mine.id]
    assert not page.tabs.isVisible()
    assert page.stack.count() == 1
    assert [page.records.strip.teacher.itemText(n) for n in range(page.records.strip.teacher.count())] == ["王小明"]
    assert page.records.found is not None
    assert page.records.found.known.people == ()
    assert "import" not in page.actions_by_key
    page.paste((("x",),))
    assert "log-edit" not in page.actions_by_key
    page.open(Key("SystemLog", "0" * 32))
    page.open(Key("Mentoring", "0" * 32))
    strip = page.records.strip
    strip.start.setText("9:00")
    strip.finish.setText("20")
    strip.agency.setText("範例文化局")
    strip.save()
    driver.settle()
    assert [one.officer for one in records(driver)].count(teacher.id) == 2
    driver.press(page, "列印…")
    window = driver.dialog(FormWindow)
    assert window.about is not None
    assert window.about.officer == teacher.id
    window.reject()


def test_page_fits_a_small_screen_and_names_every_input(driver: Driver, page: CoachingPage) -> None:
    for tab in (0, LOGS, PAIRS):
        page.tabs.setCurrentIndex(tab)
        driver.looked_over(page)


def test_typing_goes_on_in_the_editor_it_was_typed_in(driver: Driver, page: CoachingPage, teacher: Officer) -> None:
    def fill(desk: Desk) -> tuple[SystemLog, Mentoring]:
        mentee = hire(desk, "陳𡍼明")
        made = SystemLog(id=LogId(desk.new_id()), agency=desk.workspace.agency, kind=LogKind.BACKUP, day=DAY, system="人事資料庫", outcome=Outcome.GOOD)
        pair = Mentoring(id=MentoringId(desk.new_id()), agency=desk.workspace.agency, mentor=teacher.id, mentee=mentee.id, topic="biz-01", start=DAY)
        coaching.log(desk, made)
        coaching.mentor(desk, pair)
        return made, pair

    entry, pair = driver.ask(fill)
    page.reload()
    driver.settle()
    assert page.resume("coaching-log", entry.id, {"detail": "寫到一半"})
    editor = driver.dialog(LogEditor)
    assert editor.detail.value == "寫到一半"
    editor.reject()
    assert page.resume("mentoring", pair.id, {"outcome": "寫到一半"})
    pairs = driver.dialog(MentoringEditor)
    assert pairs.outcome.value == "寫到一半"
    pairs.reject()
    assert page.resume("mentoring", "", {"outcome": "新的"})
    driver.dialog(MentoringEditor).reject()
    assert page.resume(DRAFT, "", {})
    assert page.resume("coaching", "", {"problem": "寫到一半"})
    driver.dialog(CoachingEditor).reject()
    assert not page.resume("coaching-log", "0" * 32, {})
    assert not page.resume("mentoring", "0" * 32, {})
    assert not page.resume("coaching", "0" * 32, {})
    assert not page.resume("officer", "", {})
