"""設定 on the real store: every section, every button, through its widgets."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from hrdesk import paths
from hrdesk.domain.acts import Act
from hrdesk.domain.members import Access, Member
from hrdesk.domain.staff import Agency, Headcount, Staffing, Tier
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services import agencies, backups, keeping, members, years
from hrdesk.services.desk import Desk
from hrdesk.services.workspace import imported_days, open_desk
from hrdesk.store.key_file import FLOOR
from hrdesk.ui.kit.dialogs import Ask, Confirm
from hrdesk.ui.kit.theme import Scheme
from hrdesk.ui.main_window import MainWindow
from hrdesk.ui.pages.settings.appearance import AppearanceSection
from hrdesk.ui.pages.settings.backups import BackupsSection, CheckDialog, reason_of, size_of
from hrdesk.ui.pages.settings.calendar import CalendarSection
from hrdesk.ui.pages.settings.keys import KeysSection
from hrdesk.ui.pages.settings.log import LogSection
from hrdesk.ui.pages.settings.members import AdmitDialog, MembersSection
from hrdesk.ui.pages.settings.offices import AgencyEditor, CountEditor, OfficesSection
from hrdesk.ui.pages.settings.page import SECTIONS, SettingsPage
from hrdesk.ui.pages.settings.rules import CompareDialog, RulesSection
from hrdesk.ui.pages.settings.section import AnySection
from hrdesk.ui.pages.settings.years import YearsSection
from hrdesk.ui.passphrase import AskSecret, CodeShown
from tests.services.book import CHILD, PASSPHRASE, Clock, found_child, hire
from tests.ui.driving import Driver

S = TypeVar("S", bound=AnySection)
NEW = "新的範例通行詞一二三"


@pytest.fixture
def settings(driver: Driver) -> SettingsPage:
    """Return the page, open at its first section."""
    made = SettingsPage(driver.bench)
    driver.open(made)
    return made


def section(driver: Driver, page: SettingsPage, kind: type[S]) -> S:
    """Open a section and return it."""
    page.open_section(kind)
    driver.settle()
    found = page.section
    assert isinstance(found, kind)
    return found


def shown(page: SettingsPage) -> AnySection:
    """Return the section that is open now."""
    return page.section


def choose(driver: Driver, path: Path) -> None:
    """Choose a file in the dialog that is open."""
    dialog = driver.dialog(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    driver.settle()


def test_every_section_fits_and_is_named(driver: Driver, settings: SettingsPage) -> None:
    for row in range(len(SECTIONS)):
        settings.names.setCurrentRow(row)
        driver.settle()
        driver.looked_over(settings)
        assert settings.section.isVisible()


# 機關


def test_child_agency_is_added_changed_and_taken_back(driver: Driver, settings: SettingsPage) -> None:
    offices = section(driver, settings, OfficesSection)
    assert offices.grid.current() is not None
    driver.press(offices, "新增所屬機關…")
    editor = driver.dialog(AgencyEditor)
    driver.looked_over(editor)
    assert not editor.accept_button.isEnabled()
    editor.code.set_text(CHILD.lower())
    editor.called.set_text("範例地政事務所")
    editor.group.set_text("地政事務所")
    driver.qtbot.wait(200)
    driver.settle()
    editor.accept_button.click()
    driver.settle()
    child = driver.ask(lambda desk: desk.store.get(Agency, agencies.agency_id(CHILD)))
    assert child is not None
    assert (child.tier, child.parent, child.group) == (Tier.SECOND, driver.bench.signed.agency, "地政事務所")
    offices.grid.select(lambda row: not row.own)
    driver.press(offices, "修改機關…")
    editor = driver.dialog(AgencyEditor)
    assert not editor.code.isEnabled()
    editor.called.set_text("範例第一地政事務所")
    editor.end.set_text("115/12/31")
    driver.qtbot.wait(200)
    driver.settle()
    editor.accept_button.click()
    driver.settle()
    assert [row.agency.name for row in offices.grid.table.records()] == ["範例地政局", "範例第一地政事務所"]
    driver.bench.undo()
    driver.bench.undo()
    driver.settle()
    assert offices.grid.table.rowCount() == 1


def test_own_agency_keeps_its_tier_and_code(driver: Driver, settings: SettingsPage) -> None:
    offices = section(driver, settings, OfficesSection)
    before = driver.ask(agencies.own_agency)
    offices.grid.opened.emit(offices.grid.current())
    editor = driver.dialog(AgencyEditor)
    assert not editor.tier.isVisible()
    editor.called.set_text("範例新地政局")
    driver.qtbot.wait(200)
    driver.settle()
    editor.accept_button.click()
    driver.settle()
    after = driver.ask(agencies.own_agency)
    assert (after.name, after.tier, after.parent, after.code) == ("範例新地政局", before.tier, before.parent, before.code)


def test_head_counts_are_recorded_and_deleted(driver: Driver, settings: SettingsPage) -> None:
    offices = section(driver, settings, OfficesSection)
    driver.press(offices, "登錄員額…")
    editor = driver.dialog(CountEditor)
    driver.looked_over(editor)
    assert editor.day.value == date(2026, 11, 20)
    editor.counts[Headcount.OFFICERS].set_text("９")
    editor.counts[Headcount.AGENCY].set_text("abc")
    driver.qtbot.wait(200)
    assert not editor.accept_button.isEnabled()
    assert "不是可用的數字" in editor.counts[Headcount.AGENCY].problem.text()
    editor.counts[Headcount.AGENCY].set_text("")
    editor.source.set_text("員額表")
    driver.qtbot.wait(200)
    driver.settle()
    editor.accept_button.click()
    driver.settle()
    (row,) = offices.counts.table.records()
    assert (row.kind, row.count, row.source) == (Headcount.OFFICERS, 9, "員額表")
    offices.counts.selectRow(0)
    driver.press(offices, "刪除這一筆…")
    driver.press(driver.dialog(Confirm), "刪除")
    assert offices.counts.table.rowCount() == 0
    driver.bench.undo()
    driver.settle()
    assert driver.ask(lambda desk: len(desk.store.all(Staffing))) == 1


def test_record_is_brought_into_view_in_its_section(driver: Driver, settings: SettingsPage) -> None:
    child = driver.ask(found_child)
    section(driver, settings, LogSection)
    settings.open(Key("Agency", child.id))
    driver.settle()
    offices = shown(settings)
    assert isinstance(offices, OfficesSection)
    current = offices.grid.current()
    assert current is not None
    assert current.id == child.id
    settings.open(Key("Member", "nobody"))
    driver.settle()
    assert isinstance(shown(settings), MembersSection)


# 使用者


def admit(driver: Driver, people: MembersSection, access: Access, officer: str = "") -> AdmitDialog:
    """Fill in a new member and press the button."""
    driver.press(people, "新增使用者…")
    dialog = driver.dialog(AdmitDialog)
    dialog.who.set_text("李小華")
    dialog.given.access.set_value(access)
    dialog.given.officer.set_text(officer)
    dialog.new.set_text(NEW)
    dialog.again.set_text(NEW)
    dialog.own.set_text(PASSPHRASE)
    return dialog


def test_member_is_admitted_changed_and_dismissed(driver: Driver, settings: SettingsPage, office: Path) -> None:
    driver.ask(lambda desk: hire(desk, "李小華", title="科員"))
    people = section(driver, settings, MembersSection)
    assert [(row.member.name, row.me) for row in people.grid.table.records()] == [("範例承辦", True)]
    dialog = admit(driver, people, Access.TEACHER)
    assert not dialog.accept_button.isEnabled()
    assert "種籽教師" in dialog.given.officer.fault()
    driver.looked_over(dialog)
    dialog.given.officer.set_text("李小華")
    assert dialog.accept_button.isEnabled()
    dialog.accept_button.click()
    driver.settle()
    people.grid.select(lambda row: not row.me)
    row = people.grid.current()
    assert row is not None
    assert (row.member.access, row.officer) == (Access.TEACHER, "李小華")
    driver.press(people, "變更權限…")
    changing = driver.dialog(AskSecret)
    changing.fields[0].set_text("唯讀：只能查看與列印")
    changing.fields[2].set_text(PASSPHRASE)
    changing.accept_button.click()
    driver.settle()
    assert {one.access for one in driver.ask(members.members)} == {Access.CLERK, Access.READER}
    people.grid.select(lambda one: not one.me)
    driver.press(people, "取消使用者…")
    leaving = driver.dialog(AskSecret)
    leaving.fields[0].set_text(PASSPHRASE)
    leaving.accept_button.click()
    driver.settle()
    assert [one.name for one in driver.ask(members.members)] == ["範例承辦"]
    driver.bench.tasks.close()
    with pytest.raises(HrdeskError) as caught:
        open_desk(office, who="李小華", passphrase=NEW, now=Clock())
    assert caught.value.fault is Fault.WRONG_PASSPHRASE


def test_wrong_own_passphrase_is_told_and_nothing_lost(driver: Driver, settings: SettingsPage) -> None:
    people = section(driver, settings, MembersSection)
    dialog = admit(driver, people, Access.READER)
    dialog.own.set_text("不是我的密碼")
    dialog.accept_button.click()
    driver.settle()
    assert "還可以試 4 次" in dialog.wrong.text()
    assert dialog.who.value == "李小華"
    dialog.reject()
    assert len(driver.ask(lambda desk: desk.store.all(Member))) == 1


def test_oneself_cannot_be_dismissed_or_changed(driver: Driver, settings: SettingsPage) -> None:
    people = section(driver, settings, MembersSection)
    people.grid.selectRow(0)
    assert not people.dismiss_button.isEnabled()
    assert not people.change_button.isEnabled()
    people.change()
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, AskSecret) and one.isVisible()]


def test_own_passphrase_is_changed(driver: Driver, settings: SettingsPage, office: Path) -> None:
    people = section(driver, settings, MembersSection)
    driver.press(people, "變更我的密碼…")
    dialog = driver.dialog(AskSecret)
    driver.looked_over(dialog)
    for field, text in zip(dialog.fields, (PASSPHRASE, NEW, NEW), strict=True):
        field.set_text(text)
    dialog.accept_button.click()
    driver.settle()
    driver.bench.tasks.close()
    open_desk(office, who="範例承辦", passphrase=NEW, now=Clock()).close()


def test_new_recovery_code_is_shown_once_and_typed_back(driver: Driver, settings: SettingsPage, office: Path) -> None:
    people = section(driver, settings, MembersSection)
    driver.press(people, "換發復原碼…")
    asking = driver.dialog(AskSecret)
    asking.fields[0].set_text(PASSPHRASE)
    asking.accept_button.click()
    shown = driver.dialog(CodeShown)
    driver.looked_over(shown)
    code = shown.code
    shown.typed.set_text(code[:-1])
    assert "第 8 組" in shown.typed.problem.text()
    assert not shown.accept_button.isEnabled()
    driver.press(shown, "複製")
    shown.typed.set_text(QApplication.clipboard().text().lower())
    shown.accept_button.click()
    driver.settle()
    driver.bench.tasks.close()
    open_desk(office, who="範例承辦", recovery=code, now=Clock()).close()


# 備份與還原


def test_backup_is_made_rehearsed_and_restored_elsewhere(driver: Driver, settings: SettingsPage, tmp_path: Path) -> None:
    kept = section(driver, settings, BackupsSection)
    driver.press(kept, "立即備份")
    assert kept.grid.table.rowCount() == 1
    assert kept.due.isVisible()
    driver.press(kept, "現在演練…")
    dialog = driver.dialog(AskSecret)
    dialog.fields[0].set_text(PASSPHRASE)
    dialog.accept_button.click()
    driver.settle()
    assert not kept.due.isVisible()
    assert "115/11/20" in kept.told.text()
    kept.grid.selectRow(0)
    driver.press(kept, "演練還原…")
    dialog = driver.dialog(AskSecret)
    dialog.fields[0].set_text("不是這個密碼")
    dialog.accept_button.click()
    driver.settle()
    assert "密碼不正確" in dialog.wrong.text()
    dialog.reject()
    driver.press(kept, "還原到另一個資料夾…")
    dialog = driver.dialog(AskSecret)
    dialog.fields[0].set_text(str(tmp_path / "另一處"))
    dialog.fields[1].set_text(PASSPHRASE)
    dialog.accept_button.click()
    driver.settle()
    assert driver.bench.preferences.workspaces == (tmp_path / "另一處",)
    open_desk(tmp_path / "另一處", who="範例承辦", passphrase=PASSPHRASE, now=Clock()).close()


def test_damaged_backup_fails_its_rehearsal(driver: Driver, settings: SettingsPage) -> None:
    kept = section(driver, settings, BackupsSection)
    driver.press(kept, "立即備份")
    path = kept.grid.table.records()[0].file.path
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(bytes(data))
    driver.press(kept, "現在演練…")
    dialog = driver.dialog(AskSecret)
    dialog.fields[0].set_text(PASSPHRASE)
    dialog.accept_button.click()
    driver.settle()
    assert "不完整或已損壞" in dialog.wrong.text()
    dialog.reject()


def test_other_backup_file_is_restored(driver: Driver, settings: SettingsPage, tmp_path: Path) -> None:
    summary = driver.ask(lambda desk: keeping.backup(desk, tmp_path / "隨身碟.hrdbak"))
    kept = section(driver, settings, BackupsSection)
    driver.press(kept, "還原其他備份檔…")
    choose(driver, summary.path)
    dialog = driver.dialog(AskSecret)
    driver.looked_over(dialog)
    dialog.reject()


def test_old_backups_are_pruned_after_saying_how_many(driver: Driver, settings: SettingsPage) -> None:
    now = driver.clock.at
    driver.clock.at = datetime(2025, 1, 1, tzinfo=UTC)
    driver.ask(lambda desk: [keeping.backup(desk), keeping.backup(desk)])
    driver.clock.at = now
    kept = section(driver, settings, BackupsSection)
    driver.press(kept, "立即備份")
    driver.press(kept, "刪除舊備份…")
    dialog = driver.dialog(Confirm)
    driver.press(dialog, "刪除 2 份")
    assert kept.grid.table.rowCount() == 1
    assert not kept.prune_button.isEnabled()
    assert driver.ask(lambda desk: desk.store.last(Act.PRUNE)) == now


def test_book_is_checked_part_by_part(driver: Driver, settings: SettingsPage) -> None:
    kept = section(driver, settings, BackupsSection)
    driver.press(kept, "檢查整本資料")
    dialog = driver.dialog(CheckDialog)
    driver.looked_over(dialog)
    texts = [label.text() for label in dialog.findChildren(type(dialog.wrong))]
    assert "檔案與操作紀錄完好" in texts
    assert any("操作紀錄鏈" in text and "正常" in text for text in texts)
    dialog.reject()


class Opener(QObject):
    """The desktop's part: told what to open, it opens nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        """Remember what would be opened."""
        self.opened.append(Path(url.toLocalFile()))


def test_folder_of_the_backups_is_shown(driver: Driver, settings: SettingsPage, office: Path) -> None:
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "take")  # type: ignore[arg-type]  # the stub wants bytes, PySide takes text
    try:
        kept = section(driver, settings, BackupsSection)
        driver.press(kept, "開啟資料夾")
        assert opener.opened == [office]
    finally:
        QDesktopServices.unsetUrlHandler("file")


def test_backups_are_said_in_words() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    assert [reason_of(backups.BackupFile(Path("x"), 1, at, 1, why)) for why in ("backup", "before-upgrade-0002", "before-import-xyz", "別的")] == [
        "手動或定期",
        "版本更新前",
        "匯入前",
        "別的",
    ]
    assert [size_of(count) for count in (10, 45_600, 12_340_000)] == ["1 KB", "45 KB", "12.3 MB"]


# 辦公日曆


def test_calendar_is_imported_and_shown(driver: Driver, settings: SettingsPage, tmp_path: Path) -> None:
    path = tmp_path / "日曆.csv"
    path.write_text("西元日期,星期,是否放假,備註\n20261125,三,2,範例颱風停止上班\n20261128,六,0,補班\n", "utf-8-sig")
    calendar = section(driver, settings, CalendarSection)
    assert not calendar.waiting.isVisible()
    assert "還沒有匯入" in calendar.told.text()
    driver.press(calendar, "匯入辦公日曆表…")
    choose(driver, path)
    assert calendar.waiting.isVisible()
    assert calendar.told.text() == "已匯入：115年 2 天"
    november = calendar.months[10]
    typhoon = next(one for one in november._days if one.day == date(2026, 11, 25))
    assert november.told(typhoon) == "115/11/25（三）放假　匯入的辦公日曆表"
    place = november._place(typhoon.day).center()
    assert november.day_at(place.x(), place.y()) == typhoon
    assert november.day_at(0, 0) is None
    assert len(driver.ask(lambda desk: imported_days(desk.store))) == 2


def test_another_year_is_shown(driver: Driver, settings: SettingsPage) -> None:
    calendar = section(driver, settings, CalendarSection)
    assert calendar.heading.text().startswith("民國115年")
    driver.press(calendar, "前一年")
    assert calendar.heading.text().startswith("民國114年")
    driver.press(calendar, "後一年")
    assert calendar.heading.text().startswith("民國115年")
    assert calendar.months[1].accessibleName().startswith("2月，上班")
    assert not calendar.months[0].grab(calendar.months[0].rect()).isNull()


def test_file_that_is_no_calendar_is_told(driver: Driver, settings: SettingsPage, tmp_path: Path) -> None:
    path = tmp_path / "錯.csv"
    path.write_text("沒有\n", "utf-8")
    calendar = section(driver, settings, CalendarSection)
    driver.press(calendar, "匯入辦公日曆表…")
    choose(driver, path)
    assert [one.fault for one in driver.refused if isinstance(one, HrdeskError)] == [Fault.FILE_NO_HEADINGS]
    driver.refused.clear()
    assert not calendar.waiting.isVisible()


def test_calendar_counts_after_signing_in_again(driver: Driver, window: MainWindow, tmp_path: Path) -> None:
    window.show_page("settings")
    driver.settle()
    page = window.page
    assert isinstance(page, SettingsPage)
    calendar = section(driver, page, CalendarSection)
    with driver.qtbot.waitSignal(window.locked):
        calendar.sign_in_again()


# 規則包


def test_rules_in_force_are_listed_and_explained(driver: Driver, settings: SettingsPage) -> None:
    rules = section(driver, settings, RulesSection)
    assert "人事管理資訊系統研習計畫" in rules.name.text()
    assert "（101）北市人資字第" in rules.facts.text()
    total = rules.grid.table.rowCount()
    rules.filter.setText("新進")
    assert 0 < rules.grid.table.rowCount() < total
    with driver.qtbot.waitSignal(driver.bench.shown) as told:
        rules.grid.opened.emit(rules.grid.table.record(0))
    assert told.args[0] == "規則　肆二"
    driver.looked_over(told.args[1])


def test_pack_is_compared_with_a_file(driver: Driver, settings: SettingsPage, tmp_path: Path) -> None:
    text = (paths.resources() / "rules" / "taipei-101.toml").read_text("utf-8")
    path = tmp_path / "新.toml"
    path.write_text(text.replace("[parameters.newcomer_months]\nvalue = 12", "[parameters.newcomer_months]\nvalue = 6"), "utf-8")
    rules = section(driver, settings, RulesSection)
    driver.press(rules, "與另一個規則包比較…")
    choose(driver, path)
    dialog = driver.dialog(CompareDialog)
    driver.looked_over(dialog)
    (row,) = dialog.grid.table.records()
    assert (row.article, row.before[:2], row.after[:1]) == ("肆二", "12", "6")
    dialog.reject()


# 金鑰, 操作紀錄, 外觀, 年度


def test_keys_lead_to_the_packages(driver: Driver, settings: SettingsPage) -> None:
    keys = section(driver, settings, KeysSection)
    assert keys.none.isVisible()
    with driver.qtbot.waitSignal(driver.bench.placed) as gone:
        driver.press(keys, "前往資料包登錄或更新")
    assert gone.args[0] == "packages"


def test_log_is_filtered_verified_and_exported(driver: Driver, settings: SettingsPage, tmp_path: Path) -> None:
    driver.ask(lambda desk: hire(desk))
    log = section(driver, settings, LogSection)
    total = log.grid.table.rowCount()
    log.filter.setText("人事人員")
    assert log.grid.table.rowCount() == 1
    assert log.count.text() == f"1 / {total} 筆"
    log.filter.clear()
    driver.press(log, "驗證")
    assert log.found.property("state") == "good"
    assert "完整" in log.found_text.text()
    driver.press(log, "匯出…")
    asking = driver.dialog(Ask)
    asking.fields[0].set_text("稽核")
    asking.accept_button.click()
    choose(driver, tmp_path / "紀錄.csv")
    with (tmp_path / "紀錄.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == total + 1
    assert log.grid.table.record(0).act == "匯出"


def test_whole_log_is_read_on_request(driver: Driver, settings: SettingsPage) -> None:
    driver.ask(lambda desk: hire(desk))
    log = section(driver, settings, LogSection)
    assert not log.more.isVisible()
    log.limit = 1
    log.again()
    driver.settle()
    assert log.grid.table.rowCount() == 1
    driver.press(log, "讀取全部")
    assert log.grid.table.rowCount() > 1


def test_looks_count_at_once(driver: Driver, settings: SettingsPage) -> None:
    looks = section(driver, settings, AppearanceSection)
    preferences = driver.bench.preferences
    looks.scheme.set_value(Scheme.DARK)
    looks.points.set_value(12)
    looks.idle.set_value(30)
    assert (preferences.scheme, preferences.points, preferences.idle_minutes) == (Scheme.DARK, 12, 30)
    assert QApplication.font().pointSize() == 12
    preferences.points = 10
    settings.reload()
    driver.settle()
    assert looks.points.value == 10


def test_year_is_opened_again_with_a_reason_and_closed(driver: Driver, settings: SettingsPage) -> None:
    part = section(driver, settings, YearsSection)
    assert part.none.isVisible()
    driver.press(part, "重新開放年度…")
    dialog = driver.dialog(Ask)
    driver.looked_over(dialog)
    dialog.fields[0].set_text("115")
    dialog.fields[1].set_text("補登研習")
    dialog.accept_button.click()
    driver.settle()
    assert "本來就可以修改" in dialog.wrong.text()
    dialog.fields[0].set_text("110")
    dialog.accept_button.click()
    driver.settle()
    assert [(one.year, one.reason) for one in part.grid.table.records()] == [(110, "補登研習")]
    part.grid.selectRow(0)
    driver.press(part, "關閉年度…")
    driver.press(driver.dialog(Confirm), "關閉年度")
    assert driver.ask(years.reopened) == ()


# who may


def test_reader_may_look_but_not_set(driver: Driver) -> None:
    def admitted(desk: Desk) -> None:
        members.admit_member(desk, "李小華", Access.READER, NEW, passphrase=PASSPHRASE, cost=FLOOR)

    driver.ask(admitted)
    driver.bench.signed = replace(driver.bench.signed, access=Access.READER)
    page = SettingsPage(driver.bench)
    driver.open(page)
    offices = section(driver, page, OfficesSection)
    managing: list[Callable[[], bool]] = [offices.edit_button.isEnabled, offices.count_button.isEnabled]
    people = section(driver, page, MembersSection)
    people.grid.selectRow(0)
    managing += [people.change_button.isEnabled, people.dismiss_button.isEnabled]
    assert not any(one() for one in managing)


def test_passphrase_is_changed_from_the_menu_too(driver: Driver, window: MainWindow) -> None:
    window.actions_by_key["passphrase"].trigger()
    dialog = driver.dialog(AskSecret)
    dialog.reject()
