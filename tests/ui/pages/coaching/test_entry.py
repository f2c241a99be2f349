"""Coaching typed: the strip by the keyboard alone, told beside the input, kept and brought back."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hrdesk.domain.acts import Act
from hrdesk.domain.members import Access, Member, member_id
from hrdesk.domain.record import LogId, MentoringId
from hrdesk.domain.seeds import Channel, Coaching, LogKind, Mentoring, Outcome, Settlement, SystemLog
from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Key
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening import unsaved
from hrdesk.services.safekeeping import keeping
from hrdesk.services.teachers import coaching
from hrdesk.ui.form_window import FormWindow
from hrdesk.ui.pages.coaching.editor import CoachingEditor
from hrdesk.ui.pages.coaching.entry import DRAFT
from hrdesk.ui.pages.coaching.log_editor import LogEditor
from hrdesk.ui.pages.coaching.mentoring import MentoringEditor
from hrdesk.ui.pages.coaching.page import CoachingPage
from tests.services.book import hire
from tests.ui.driving import Driver
from tests.ui.pages.coaching.driving import DAY, coach, focus, records, seed, type_in


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


def test_an_enter_in_the_middle_of_the_line_is_asked_about(driver: Driver, page: CoachingPage) -> None:
    strip = page.records.strip
    page.quick()
    type_in("9:00", "30", "", "範例文化局")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    driver.settle()
    assert records(driver) == ()
    assert "再按一次 Enter" in strip.wrong.text()
    assert focus() is strip.problem
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    driver.settle()
    assert [one.served_agency for one in records(driver)] == ["範例文化局"]


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
    strip.problem.setText("不能登入")
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
    again.records.strip.problem.setText("不能登入")
    again.records.strip.save()
    driver.settle()
    assert [one for one in driver.ask(unsaved.kept) if one.editor == DRAFT] == []
    assert len(records(driver)) == 1


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
    strip.problem.setText("不能登入")
    strip.save()
    driver.settle()
    assert [one.officer for one in records(driver)].count(teacher.id) == 2
    driver.press(page, "列印…")
    window = driver.dialog(FormWindow)
    assert window.about is not None
    assert window.about.officer == teacher.id
    window.reject()


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
