"""人員名冊 on the real store: the roster as of a day, the editor, several at once, import and paste, undo."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hrdesk.domain.record import OfficerId
from hrdesk.domain.staff import Officer, Role, StaffKind
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import staff
from hrdesk.ui.importing.window import ImportWindow
from hrdesk.ui.kit.dialogs import Ask, Confirm
from hrdesk.ui.kit.side import SidePane
from hrdesk.ui.pages.people.bulk import BulkEditor, StillNamed
from hrdesk.ui.pages.people.editor import OfficerEditor, parted
from hrdesk.ui.pages.people.page import CHUNK, PeoplePage
from tests.services.book import child_of, found_child, hire
from tests.ui.driving import Driver
from tests.ui.pages.people import asked, choose, names, officers, people_page, side_pane, texts


@pytest.fixture
def page(driver: Driver) -> PeoplePage:
    """Return the page with three people, one of whom left in March."""
    return people_page(driver)


@pytest.fixture
def pane(driver: Driver) -> SidePane:
    """Return a side pane that shows what pages put there."""
    return side_pane(driver)


def test_empty_roster_says_what_to_do_first(driver: Driver) -> None:
    page = PeoplePage(driver.bench)
    driver.open(page)
    assert page.grid.isVisible() is False
    driver.looked_over(page)


def test_roster_filters_from_the_first_character(driver: Driver, page: PeoplePage) -> None:
    assert names(page) == ["王小明", "陳𡍼明"]
    page.filter.setText("𡍼")
    assert names(page) == ["陳𡍼明"]
    assert page._count.text() == "1 / 2 人"
    driver.looked_over(page)


def test_who_is_shown_follows_scope_and_day(driver: Driver, page: PeoplePage) -> None:
    for scope, expected in ((1, {"王小明", "陳𡍼明", "李離職"}), (2, {"李離職"}), (3, {"王小明", "陳𡍼明", "李離職"})):
        page.bar.scope.setCurrentIndex(scope)
        driver.settle()
        assert set(names(page)) == expected
    page.bar.scope.setCurrentIndex(0)
    driver.settle()
    page.bar.day.setText("115/3/31")
    page.bar.day.editingFinished.emit()
    driver.settle()
    assert set(names(page)) == {"王小明", "陳𡍼明", "李離職"}
    page.bar.day.setText("107/1/1")
    page.bar.day.editingFinished.emit()
    driver.settle()
    assert "王小明" not in names(page)


def test_second_tier_people_are_shown_by_agency(driver: Driver, page: PeoplePage) -> None:
    assert not page.bar.agency.isVisible()
    child = driver.ask(lambda desk: (found_child(desk), child_of(desk))[1])
    driver.ask(lambda desk: hire(desk, "所屬人", agency=child))
    page.reload()
    driver.settle()
    assert page.bar.agency.isVisible()
    page.bar.agency.setCurrentIndex(1)
    driver.settle()
    assert names(page) == ["所屬人"]
    assert page.bar.agency_chosen == child
    page.bar.agency.setCurrentIndex(2)
    driver.settle()
    assert len(names(page)) == 3
    assert len(page.bar.asked.agencies) == 2
    assert not page.grid.isColumnHidden(0)
    page.bar.agency.setCurrentIndex(1)
    driver.settle()
    page.actions_by_key["add"].trigger()
    editor = driver.dialog(OfficerEditor)
    editor.person.line.setText("新所屬")
    driver.press(editor, "新增")
    assert officers(driver)["新所屬"].agency == child


def test_courses_are_counted_behind_the_roster(driver: Driver, page: PeoplePage) -> None:
    assert [page.grid.table.texts(n)[6] for n in range(2)] == ["無應修課程"] * 2
    who = officers(driver)["王小明"].id
    driver.ask(lambda desk: staff.assign_role(desk, who, Role.ADVANCED, date(2026, 1, 1)))
    page.reload()
    driver.settle()
    choose(page, "王小明")
    told: list[str] = []
    driver.bench.explained.connect(lambda title, value, why: told.append(f"{title} {why.rule}"))
    page.actions_by_key["why"].trigger()
    assert told == ["應修課程　王小明 required-courses"]


def test_many_people_are_counted_piece_by_piece(driver: Driver, qtbot: QtBot) -> None:
    def fill(desk: Desk) -> None:
        from hrdesk.domain.acts import Act

        people = [Officer(id=OfficerId(desk.new_id()), agency=desk.workspace.agency, name=f"範例{n}") for n in range(2 * CHUNK + 10)]
        with desk.store.write(Act.IMPORT_ROSTER) as tx:
            tx.put_all(people)

    driver.ask(fill)
    page = PeoplePage(driver.bench)
    qtbot.addWidget(page)
    seen: list[int] = []
    page.grid.arranged.connect(lambda: seen.append(sum(row.required is not None for row in page.grid.table.records())))
    page.show()
    driver.settle()
    assert seen == [0, CHUNK, 2 * CHUNK + 10]


def test_a_person_is_added_and_undone(driver: Driver, page: PeoplePage) -> None:
    before = officers(driver)
    page.actions_by_key["add"].trigger()
    editor = driver.dialog(OfficerEditor)
    driver.looked_over(editor)
    assert not editor.person.line.text()
    editor.person.line.setText("林新人")
    editor.number.line.setText("A009")
    editor.kind.set_value(StaffKind.CONCURRENT)
    editor.first.edit.setText("115/9/1")
    editor.former.line.setText("林舊名，林更舊")
    editor.identity.line.setText("a123456789")
    driver.press(editor, "新增")
    added = officers(driver)["林新人"]
    assert (added.kind, added.first_service, added.former_names) == (StaffKind.CONCURRENT, date(2026, 9, 1), ("林舊名", "林更舊"))
    assert added.national_id == "A123456789"
    row = page.grid.current()
    assert row is not None
    assert row.officer.name == "林新人"
    driver.bench.undo()
    driver.settle()
    assert officers(driver) == before


def test_errors_stand_beside_their_fields(driver: Driver, page: PeoplePage) -> None:
    page.actions_by_key["add"].trigger()
    editor = driver.dialog(OfficerEditor)
    editor.finish()
    assert editor.person.problem.text() == "請填寫"
    editor.person.line.setText("\ue000小明")
    editor.number.line.setText("A001")
    editor.arrived.edit.setText("115/2/1")
    editor.left.edit.setText("115/1/1")
    editor.identity.line.setText("A123456788")
    driver.qtbot.waitUntil(lambda: not editor._judging.isActive())
    driver.settle()
    assert "造字" in editor.person.problem.text()
    assert "兩人以上" in editor.number.problem.text()
    assert "早於" in editor.left.problem.text()
    assert "檢查碼" in editor.identity.problem.text()
    assert not editor.accept_button.isEnabled()
    editor.person.line.setText("陳𡍼明")
    driver.qtbot.waitUntil(lambda: not editor._judging.isActive())
    driver.settle()
    assert "罕用字" in editor.person.problem.text()
    editor.reject()


def test_a_person_is_changed_and_the_old_name_kept(driver: Driver, page: PeoplePage) -> None:
    choose(page, "王小明")
    page.actions_by_key["edit"].trigger()
    editor = driver.dialog(OfficerEditor)
    assert (editor.number.value, editor.arrived.value) == ("A001", date(2019, 1, 15))
    editor.person.line.setText("王大明")
    driver.press(editor, "儲存")
    assert officers(driver)["王大明"].former_names == ("王小明",)
    driver.bench.undo()
    driver.settle()
    assert "王小明" in officers(driver)


def test_an_id_number_is_shown_only_with_a_reason_that_is_logged(driver: Driver, page: PeoplePage) -> None:
    who = officers(driver)["王小明"]
    driver.ask(lambda desk: staff.save_officer(desk, replace(who, national_id="A123456789")))
    choose(page, "王小明")
    page.edit()
    editor = driver.dialog(OfficerEditor)
    assert editor.identity.line.text() == "A12345****"
    assert editor.identity.line.isReadOnly()
    assert editor.draft().national_id == "A123456789"
    editor.identity.set_text("B")
    assert editor.identity.line.text() == "A12345****"
    driver.press(editor, "顯示並修改…")
    (reason,) = [one for one in editor.findChildren(Ask) if one.isVisible()]
    reason.fields[0].set_text("核對敘獎匯入檔")
    driver.press(reason, "顯示")
    assert editor.identity.line.text() == "A123456789"
    (entry,) = [one for one in driver.ask(lambda desk: desk.store.history(20)) if one.facts.get("masked") == 0]
    assert entry.facts["reason"] == "核對敘獎匯入檔"
    editor.identity.line.setText("")
    driver.press(editor, "儲存")
    assert officers(driver)["王小明"].national_id == ""


def test_several_are_changed_at_once_and_told_how_many(driver: Driver, page: PeoplePage) -> None:
    before = officers(driver)
    page.grid.selectAll()
    assert "選取 2 人" in page._count.text()
    page.edit()
    editor = driver.dialog(BulkEditor)
    driver.looked_over(editor)
    assert not editor.accept_button.isEnabled()
    editor.unit.line.setText("人事室")
    editor.judge()
    assert "還沒有任何變更" in editor.sentence.text()
    editor.title.line.setText("專員")
    editor.left.edit.setText("115/11/30")
    editor.judge()
    assert "將變更 2 人" in editor.sentence.text()
    driver.settle()
    driver.press(editor, "修改 2 人")
    after = officers(driver)
    assert [after[name].title for name in ("王小明", "陳𡍼明")] == ["專員", "專員"]
    assert after["王小明"].left == date(2026, 11, 30)
    driver.bench.undo()
    driver.settle()
    assert officers(driver) == before


def test_bulk_change_that_makes_somebody_wrong_is_refused_beside_the_field(driver: Driver, page: PeoplePage) -> None:
    page.grid.selectAll()
    page.edit_several()
    editor = driver.dialog(BulkEditor)
    editor.left.edit.setText("107/1/1")
    driver.qtbot.waitUntil(lambda: not editor._judging.isActive())
    driver.settle()
    assert "早於" in editor.left.problem.text()
    assert not editor.accept_button.isEnabled()
    editor.reject()


def test_only_who_is_named_nowhere_is_deleted(driver: Driver, page: PeoplePage) -> None:
    who = officers(driver)["王小明"].id
    driver.ask(lambda desk: staff.assign_role(desk, who, Role.HEAD, date(2026, 1, 1)))
    choose(page, "王小明")
    page.actions_by_key["delete"].trigger()
    refusal = driver.dialog(StillNamed)
    assert "身分 1 筆" in texts(refusal)
    sent = asked(driver, lambda: driver.press(refusal, "身分 1 筆　前往"))
    assert [name for name, _ in sent] == ["people"]
    before = officers(driver)
    choose(page, "陳𡍼明")
    page.actions_by_key["delete"].trigger()
    driver.press(driver.dialog(Confirm), "刪除 1 人")
    assert "陳𡍼明" not in officers(driver)
    driver.bench.undo()
    driver.settle()
    assert officers(driver) == before


def test_copied_rows_are_what_a_spreadsheet_pastes(driver: Driver, page: PeoplePage) -> None:
    page.grid.selectAll()
    QTest.keyClick(page.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:3] == ["員工代號", "姓名", "單位"]
    assert "陳𡍼明" in lines[2]


def test_pasted_cells_are_imported(driver: Driver, page: PeoplePage) -> None:
    QGuiApplication.clipboard().setText("姓名\t職稱\n張貼上\t科員\n")
    QTest.keyClick(page.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    window = driver.dialog(ImportWindow)
    driver.press(window, "匯入 1 列")
    assert "張貼上" in names(page)


def test_a_closed_year_is_read_only(driver: Driver, page: PeoplePage, pane: SidePane) -> None:
    driver.bench.set_year(112)
    driver.settle()
    assert not any(page.actions_by_key[key].isEnabled() for key in ("add", "edit", "import", "delete", "several"))
    page.paste((("姓名",), ("王",)))
    driver.settle()
    page.bar.scope.setCurrentIndex(3)
    driver.settle()
    choose(page, "陳𡍼明")
    page.show_card()
    driver.settle()
    assert "新增身分" not in texts(pane)


def test_columns_are_remembered(driver: Driver, page: PeoplePage) -> None:
    page.grid.setColumnWidth(2, 240)
    page.grid.remember()
    again = PeoplePage(driver.bench)
    driver.open(again)
    assert again.grid.columnWidth(2) == 240


def test_summary_is_shown_as_it_prints(driver: Driver, page: PeoplePage) -> None:
    from hrdesk.ui.form_window import FormWindow

    choose(page, "王小明")
    page.actions_by_key["print"].trigger()
    window = driver.dialog(FormWindow)
    assert window.printed is not None
    window.reject()


def test_nothing_chosen_is_told_and_does_nothing(driver: Driver, page: PeoplePage) -> None:
    page.grid.clearSelection()
    told: list[str] = []
    driver.bench.told.connect(lambda sentence, _: told.append(sentence))
    for key in ("card", "edit", "several", "why", "print", "delete"):
        page.actions_by_key[key].trigger()
    driver.settle()
    assert len(told) == 6
    assert told[1] == "請先選取一列，再修改。"


def test_former_names_are_parted() -> None:
    assert parted("甲、乙；丙, 丁，") == ("甲", "乙", "丙", "丁")
