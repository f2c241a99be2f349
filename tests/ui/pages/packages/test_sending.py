"""What goes out: looked at, sealed, saved, declared empty, compared with the revision before."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from hrdesk.domain.members import Access
from hrdesk.domain.package import PackageKind
from hrdesk.domain.seeds import Addressee, Appointment, Coaching
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, StoreError
from hrdesk.services.post import outgoing
from hrdesk.ui.pages.packages.page import page as packages
from hrdesk.ui.pages.packages.seal import SealAsk
from tests.factory import record_id
from tests.services.steps import change, drop, everything, notified, proposed, submitted
from tests.services.three_offices import CHILD, FIRST, YEAR, City
from tests.ui.hands import answer_seal
from tests.ui.pages.packages.driving import Open, files, labels, listened, received_file


def test_what_will_be_sent_is_shown_with_what_to_look_at(on: Open) -> None:
    driver, page = on("first")
    driver.looked_over(page)
    shown = labels(page.steps)
    assert "附表1 研習課程紀錄表" in shown
    assert "無資料" in shown
    assert "所屬尚未送來：範例地政事務所" in shown
    places: list[str] = []
    driver.bench.placed.connect(lambda name, _: places.append(name))
    driver.press(page.steps, "附表2 種籽教師名冊：0 / 1")
    assert places == ["seeds"]
    assert not page.steps.save.isEnabled()


def test_sealing_asks_to_declare_empty_forms_then_saves_and_tells_the_digest(on: Open, tmp_path: Path) -> None:
    driver, page = on("child")
    told = listened(driver)
    driver.press(page.steps, "簽章…")
    asked = driver.dialog(SealAsk)
    driver.looked_over(asked)
    assert "附表4：本年度沒有資料" in labels(asked)
    assert not asked.accept_button.isEnabled()  # until somebody stands for it
    answer_seal(driver, asked)
    (line,) = page.sent.table.records()
    assert line.parcel.revision == 1
    assert told == ["第 1 版已簽章，請存檔寄出"]
    assert "沒有變更" in page.steps.series.text()
    assert "零申報" in labels(page.steps)
    assert not page.steps.seal.isEnabled()
    driver.press(page.steps, "存到資料夾或隨身碟…")
    files(driver, tmp_path / "out")
    assert page.steps.file.text().startswith(f"HRD-{CHILD}-115-r1.hrdpkg")
    assert line.parcel.blob in page.steps.digest.text().replace("\n", "")
    assert (tmp_path / "out" / f"HRD-{CHILD}-115-r1.hrdpkg").exists()


def test_a_missing_office_below_needs_a_reason_that_travels(on: Open) -> None:
    driver, page = on("first")
    driver.press(page.steps, "簽章…")
    asked = driver.dialog(SealAsk)
    driver.looked_over(asked)
    assert "範例地政事務所" in labels(asked)
    answer_seal(driver, asked, "該所人員出缺")
    assert [line.title for line in page.sent.table.records()] == ["年度資料"]


def test_stopping_the_seal_leaves_everything_as_it_was(on: Open) -> None:
    driver, page = on("child")
    page.seal()
    asked = driver.dialog(SealAsk)
    asked.head.set_text("範例主管")
    asked.accept_button.click()
    page.steps.stop()
    driver.settle()
    assert page.sent.table.rowCount() == 0
    assert page.steps.seal.isVisible()
    assert not page.steps.progress.isVisible()


def test_what_was_typed_is_still_there_when_the_seal_is_refused(on: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    driver, page = on("first")

    def refuse(*_: object, **__: object) -> None:
        raise StoreError(Fault.STORE_FULL)

    monkeypatch.setattr(outgoing, "seal", refuse)
    driver.press(page.steps, "簽章…")
    answer_seal(driver, driver.dialog(SealAsk), "該所人員出缺")
    again = driver.dialog(SealAsk)
    assert (again.reason.value, again.head.value) == ("該所人員出缺", "範例主管")
    assert again.wrong.text()
    again.reject()


def test_a_nomination_and_a_change_are_looked_at_by_their_buttons(on: Open) -> None:
    driver, page = on("first", proposed)
    driver.press(page.steps, "敘獎提報")
    assert page.kind.value == "nomination"
    assert "敘獎名單" in labels(page.steps)
    driver.press(page.steps, "簽章…")
    answer_seal(driver, driver.dialog(SealAsk))
    assert page.sent.table.records()[0].title == "敘獎提報"
    driver.press(page.steps, "異動通知")
    assert page.kind.value == "change"


def test_a_change_may_be_sealed_as_the_notice_to_the_department(on: Open) -> None:
    def appointed(city: City) -> None:
        change(city.first, Appointment, record_id(f"appointment {FIRST}"), start=date(YEAR + 1911, 3, 2))

    driver, page = on("first", appointed)
    driver.press(page.steps, "異動通知")
    driver.press(page.steps, "簽章…")
    asked = driver.dialog(SealAsk)
    assert "1 筆異動" in asked.telling.text()
    answer_seal(driver, asked)
    ((notice,),) = driver.ask(lambda desk: [one.notices for one in desk.store.all(Appointment, agency=desk.workspace.agency)])
    assert notice.addressee is Addressee.DEPARTMENT


def test_a_nomination_that_is_not_complete_points_to_its_page(on: Open) -> None:
    driver, page = on("first", notified)
    page.open(Key("Nomination", ""))
    driver.settle()
    driver.settle()
    assert not page.steps.seal.isEnabled()
    places: list[str] = []
    driver.bench.placed.connect(lambda name, _: places.append(name))
    (link,) = [one for one in page.steps.findChildren(QPushButton) if one.text().startswith("敘獎檢核")]
    link.click()
    assert places == ["awards"]


def test_a_sent_package_is_shown_and_saved_again(on: Open, tmp_path: Path) -> None:
    driver, page = on("first", submitted)
    shown: list[str] = []
    driver.bench.shown.connect(lambda title, widget: shown.extend((title, labels(widget))))
    page.sent.selectRow(0)
    page.open_sent()
    assert shown[0] == "寄出的資料包"
    assert "annex1" in shown[1]
    (tmp_path / "usb").mkdir()
    page.save_chosen()
    files(driver, tmp_path / "usb")
    assert len(list((tmp_path / "usb").iterdir())) == 1


def test_a_sealed_package_may_be_saved_after_the_data_changed(on: Open) -> None:
    def sealed_then_changed(city: City) -> None:
        outgoing.seal(city.child, PackageKind.SUBMISSION, YEAR)
        change(city.child, Coaching, record_id(f"coaching {CHILD}"), handling="到場處理")

    driver, page = on("child", sealed_then_changed)
    assert page.steps.series.text().startswith("將簽成第 2 版")
    assert page.steps.save.isEnabled()
    shown: list[str] = []
    driver.bench.shown.connect(lambda title, widget: shown.extend((title, labels(widget))))
    driver.press(page.steps, "與第 1 版不同的 1 處")
    assert shown[0] == "自第 1 版以後的變更"
    assert "變更　輔導紀錄（115/07/01）" in shown[1]


def test_readers_look_and_do_nothing_else(on: Open, tmp_path: Path) -> None:
    driver, _ = on("child", received_file)
    driver.bench.signed = replace(driver.bench.signed, access=Access.READER)
    page = packages(driver.bench)
    driver.open(page)
    widgets = (page.steps.seal, page.intake.take, page.enrolment.register_button, page.enrolment.renew_button)
    assert not any(one.isEnabled() for one in widgets)
    assert not page.actions_by_key["receive"].isEnabled()
    assert page.actions_by_key["look"].isEnabled()
    assert not page.acceptDrops()


def emptied(city: City) -> None:
    kept = {"Agency", "Office", "Workspace", "Parcel"}
    drop(city.child, *(record for kind, records in everything(city.child).items() if kind not in kept for record in records))


def test_an_empty_year_is_sent_with_a_reason(on: Open) -> None:
    driver, page = on("child", emptied)
    assert "不能" not in page.steps.series.text()
    driver.press(page.steps, "簽章…")
    asked = driver.dialog(SealAsk)
    assert "將以零申報送出" in labels(asked)
    answer_seal(driver, asked, "本年度未設人事人員")
    assert page.sent.table.rowCount() == 1
