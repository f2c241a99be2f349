"""Who may sign in, set in the settings, and their passphrases."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hrdesk.domain.members import Access, Member
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening import members, unsaved
from hrdesk.services.opening.workspace import open_desk
from hrdesk.store.key_file import FLOOR
from hrdesk.ui.main_window import MainWindow
from hrdesk.ui.pages.settings.members import AdmitDialog, MembersSection
from hrdesk.ui.pages.settings.offices import OfficesSection
from hrdesk.ui.pages.settings.page import SettingsPage
from hrdesk.ui.passphrase import AskSecret, NewCode
from tests.services.book import PASSPHRASE, Clock, hire
from tests.ui.driving import Driver
from tests.ui.pages.settings.driving import NEW, section


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
    shown = driver.dialog(NewCode)
    driver.looked_over(shown)
    shown.own.set_text(PASSPHRASE)
    code = shown.code
    shown.typed.set_text(code[:-1])
    assert "第 8 組" in shown.typed.problem.text()
    assert not shown.accept_button.isEnabled()
    driver.press(shown, "複製")
    shown.typed.set_text(QApplication.clipboard().text().lower())
    shown.own.set_text("不是這個")
    driver.press(shown, "換發")
    assert "密碼" in shown.wrong.text()
    shown.own.set_text(PASSPHRASE)
    driver.press(shown, "換發")
    driver.bench.tasks.close()
    open_desk(office, who="範例承辦", recovery=code, now=Clock()).close()


def test_a_code_that_was_not_typed_back_counts_for_nothing(driver: Driver, settings: SettingsPage, office: Path) -> None:
    people = section(driver, settings, MembersSection)
    keys = (office / "workspace.keys").read_bytes()
    driver.press(people, "換發復原碼…")
    shown = driver.dialog(NewCode)
    shown.own.set_text(PASSPHRASE)
    assert not shown.accept_button.isEnabled()
    shown.put_away()
    shown.reject()
    driver.settle()
    assert (office / "workspace.keys").read_bytes() == keys
    assert driver.ask(unsaved.kept) == ()


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
