"""資料包 on three real offices."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from hrdesk.domain.members import Access
from hrdesk.domain.offices import Direction, Office, OfficeRole, Parcel
from hrdesk.domain.package import Finding, PackageKind
from hrdesk.domain.seeds import Coaching
from hrdesk.domain.values import Key
from hrdesk.services import decisions, drafts, keys, offices, outgoing, receiving, sealing
from hrdesk.services.desk import Desk
from hrdesk.services.standing import Step
from hrdesk.ui.kit.dialogs import Ask, Confirm
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.pages.packages.enrolment import Pin, Spoken
from hrdesk.ui.pages.packages.intake import Results
from hrdesk.ui.pages.packages.page import BACK, IN, OUT, TRUST, PackagesPage
from hrdesk.ui.pages.packages.page import page as packages
from hrdesk.ui.pages.packages.report import ReportWindow
from tests.factory import record_id
from tests.services.steps import accepted, altered, change, drop, everything, first_of, notified, proposed, submitted
from tests.services.three_offices import CHILD, FIRST, ROOT_PASSPHRASE, YEAR, City, built_once
from tests.ui.driving import Driver
from tests.ui.pages.offices import Steps, nothing, office

Open = Callable[..., tuple[Driver, PackagesPage]]


@pytest.fixture(scope="session")
def three_offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of three closed workspaces."""
    return built_once(tmp_path_factory.getbasetemp())


@pytest.fixture
def on(three_offices: Path, tmp_path: Path, preferences: Preferences, qtbot: QtBot) -> Iterator[Open]:
    """Return what opens the page in an office after some steps."""
    with ExitStack() as stack:

        def opens(name: str, steps: Steps = nothing) -> tuple[Driver, PackagesPage]:
            driver = stack.enter_context(office(three_offices, tmp_path, name, steps, preferences, qtbot))
            made = packages(driver.bench)
            driver.open(made, width=1118, height=660)
            return driver, made

        yield opens


def files(driver: Driver, *paths: Path) -> None:
    """Choose in the open file dialog."""
    dialog = driver.dialog(QFileDialog)
    if len(paths) > 1 or dialog.fileMode() is QFileDialog.FileMode.ExistingFiles:
        dialog.filesSelected.emit([str(path) for path in paths])
    else:
        dialog.fileSelected.emit(str(paths[0]))
    dialog.close()
    driver.settle()


def listened(driver: Driver) -> list[str]:
    told: list[str] = []
    driver.bench.told.connect(lambda sentence, _: told.append(sentence))
    return told


def labels(widget: Any) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


def test_what_will_be_sent_is_shown_with_what_to_look_at(on: Open) -> None:
    driver, page = on("first")
    driver.looked_over(page)
    shown = labels(page.steps)
    assert "附表1 研習課程紀錄表" in shown
    assert "零申報" in shown
    assert "所屬尚未送來：範例地政事務所" in shown
    places: list[str] = []
    driver.bench.placed.connect(lambda name, _: places.append(name))
    driver.press(page.steps, "附表2 種籽教師名冊：0 / 1")
    assert places == ["seeds"]
    assert not page.steps.save.isEnabled()


def test_sealing_asks_to_declare_empty_forms_then_saves_and_tells_the_digest(on: Open, tmp_path: Path) -> None:
    driver, page = on("child")
    told = listened(driver)
    assert not page.steps.seal.isEnabled()
    page.steps.nil.setChecked(True)
    driver.press(page.steps, "簽章…")
    (line,) = page.sent.table.records()
    assert line.parcel.revision == 1
    assert told == ["第 1 版已簽章，請存檔寄出"]
    assert "沒有變更" in page.steps.series.text()
    assert not page.steps.seal.isEnabled()
    driver.press(page.steps, "存到資料夾或隨身碟…")
    files(driver, tmp_path / "out")
    assert page.steps.file.text().startswith(f"HRD-{CHILD}-115-r1.hrdpkg")
    assert line.parcel.blob in page.steps.digest.text().replace("\n", "")
    assert (tmp_path / "out" / f"HRD-{CHILD}-115-r1.hrdpkg").exists()


def test_a_missing_office_below_needs_a_reason_that_travels(on: Open) -> None:
    driver, page = on("first")
    page.steps.nil.setChecked(True)
    driver.press(page.steps, "簽章…")
    asked = driver.dialog(Ask)
    driver.looked_over(asked)
    assert "範例地政事務所" in labels(asked)
    asked.fields[0].set_text("該所人員出缺")
    driver.press(asked, "簽章")
    assert [line.title for line in page.sent.table.records()] == ["年度資料"]


def test_stopping_the_seal_leaves_everything_as_it_was(on: Open) -> None:
    driver, page = on("child")
    page.steps.nil.setChecked(True)
    page.seal()
    page.steps.stop()
    driver.settle()
    assert page.sent.table.rowCount() == 0
    assert page.steps.seal.isVisible()
    assert not page.steps.progress.isVisible()


def test_a_nomination_and_a_change_are_looked_at_by_their_buttons(on: Open) -> None:
    driver, page = on("first", proposed)
    driver.press(page.steps, "敘獎提報")
    assert page.kind.value == "nomination"
    assert "敘獎名單" in labels(page.steps)
    driver.press(page.steps, "簽章…")
    assert page.sent.table.records()[0].title == "敘獎提報"
    driver.press(page.steps, "異動通知")
    assert page.kind.value == "change"


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


def received_file(city: City) -> Path:
    return sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out).file


def test_files_are_received_with_receipts_and_a_table_of_verdicts(on: Open, tmp_path: Path) -> None:
    def sent(city: City) -> None:
        altered(received_file(city), lambda size: size // 2, city.out / "bad.hrdpkg")

    driver, page = on("first", sent)
    out = tmp_path / "out"
    page.choose_files()
    files(driver, *sorted(out.glob("*.hrdpkg")))
    (tmp_path / "receipts").mkdir()
    files(driver, tmp_path / "receipts")
    table = driver.dialog(Results)
    driver.looked_over(table)
    assert table.summary.text() == "共 2 件：收件 1，退回 1。"
    assert not table.fork.isVisible()
    table.grid.select(lambda one: one.received.report.finding is not Finding.OK)
    assert "重新取得檔案" in table.whole.text()
    table.accept()
    driver.settle()
    assert [line.other for line in page.received.table.records()] == ["範例地政事務所"]
    assert len(list((tmp_path / "receipts").iterdir())) >= 1
    assert page.tabs.currentIndex() == IN
    assert not page.intake.progress.isVisible()


def test_an_office_below_receives_without_receipts(on: Open, tmp_path: Path) -> None:
    def receipt(city: City) -> None:
        (received,) = receiving.receive(city.first, [received_file(city)], city.out / "receipts")
        assert received.accepted

    driver, page = on("child", receipt)
    (file,) = (tmp_path / "out" / "receipts").iterdir()
    page.receive([file])
    table = driver.dialog(Results)
    assert "已由 範例地政局 收件" in table.grid.table.texts(0)[3]
    table.accept()
    driver.settle()
    assert [line.state.value for line in page.sent.table.records()] == ["對方已收件"]


def test_stopping_a_batch_tells_what_is_left(on: Open, tmp_path: Path) -> None:
    driver, page = on("first", received_file)
    (file,) = (tmp_path / "out").glob("*.hrdpkg")
    page._receive([file, file], None, None)
    page.intake.stop()
    table = driver.dialog(Results)
    assert table.summary.text().endswith(f"，已停止，{2 - len(table.results)} 件未處理。")
    table.accept()


def test_files_are_dropped_on_the_page(on: Open, tmp_path: Path) -> None:
    driver, page = on("child", received_file)
    (file,) = (tmp_path / "out").glob("*.hrdpkg")
    page.tabs.setCurrentIndex(IN)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)), QUrl.fromLocalFile(str(tmp_path))])
    action, button, keys_ = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(4, 4).toPoint(), action, data, button, keys_)
    page.intake.dragEnterEvent(entering)
    assert entering.isAccepted()
    page.intake.dropEvent(QDropEvent(QPointF(4, 4), action, data, button, keys_))
    table = driver.dialog(Results)
    assert [one.received.report.finding for one in table.results] == [Finding.NOT_FOR_ME]
    table.accept()


def forked(city: City) -> None:
    """Let the office below send, go back to an old backup and send something else."""
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    (parcel,) = city.child.store.all(Parcel, direction=Direction.SENT)
    change(city.child, Parcel, parcel.id, content="0" * 64, data="")
    change(city.child, Coaching, record_id(f"coaching {CHILD}"), handling="到場處理")
    sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out / "fork.hrdpkg")


def test_a_fork_is_taken_in_with_a_reason_only(on: Open, tmp_path: Path) -> None:
    driver, page = on("first", forked)
    page._receive([tmp_path / "out" / "fork.hrdpkg"], None, None)
    table = driver.dialog(Results)
    assert table.results[0].received.report.finding is Finding.FORK
    assert not table.fork.isEnabled()
    table.grid.selectRow(0)
    driver.press(table, "與寄件機關確認後收下…")
    asked = driver.dialog(Ask)
    asked.fields[0].set_text("對方還原過備份，已電話確認")
    driver.press(asked, "收下")
    (tmp_path / "receipts").mkdir()
    files(driver, tmp_path / "receipts")
    driver.dialog(Results).accept()
    driver.settle()
    assert "收件（沿革不同，經確認）" in page.received.table.records()[0].state.value


def test_a_file_is_looked_into_before_it_is_taken_in(on: Open, tmp_path: Path) -> None:
    driver, page = on("first", received_file)
    driver.press(page, "檢視資料包…")
    files(driver, *(tmp_path / "out").glob("*.hrdpkg"))
    window = driver.dialog(ReportWindow)
    for tab in range(3):
        window.tabs.setCurrentIndex(tab)
        driver.looked_over(window)
    shown = labels(window)
    assert "完整、簽章正確，可以收件" in shown
    assert "範例地政事務所（379111000C）" in shown
    assert "簽章與內容相符" in shown
    assert window.grid.table.rowCount() > 0
    assert driver.ask(lambda desk: desk.store.count(Parcel, kind="submission")) == 0
    driver.press(window, "收件…")
    (tmp_path / "receipts").mkdir()
    files(driver, tmp_path / "receipts")
    driver.dialog(Results).accept()
    driver.settle()
    page.received.selectRow(0)
    page.open_received()
    again = driver.dialog(ReportWindow)
    assert "已收件" in labels(again)
    driver.press(again, "關閉")


def test_a_refused_file_says_what_to_do(on: Open, tmp_path: Path) -> None:
    driver, page = on("first")
    (tmp_path / "no.hrdpkg").write_bytes(b"nothing of ours")
    page.inspect(tmp_path / "no.hrdpkg")
    window = driver.dialog(ReportWindow)
    assert "不能收件" in labels(window)
    assert "內容沒有讀取" in labels(window)
    driver.press(window, "關閉")


def returned(city: City) -> None:
    submitted(city)
    agency = first_of(city.department)
    about = Key("Coaching", record_id(f"coaching {FIRST}"))
    decisions.remark(city.department, agency.id, YEAR, "請補登處理情形", about=about, due=date(2027, 2, 10))
    accepted(city, city.department, drafts.returned(city.department, YEAR, agency), city.first)


def test_what_came_back_opens_at_its_record(on: Open) -> None:
    driver, page = on("first", returned)
    assert page.tabs.tabText(BACK) == "退補件（1）"
    (line,) = page.returned.table.records()
    page.open(Key("Remark", line.remark.id))
    driver.settle()
    page.reload()
    driver.settle()
    places: list[tuple[str, Key | None]] = []
    driver.bench.placed.connect(lambda name, key: places.append((name, key)))
    page.returned.opened.emit(line)
    assert places == [("coaching", Key("Coaching", record_id(f"coaching {FIRST}")))]


def test_records_are_revealed_under_their_tab(on: Open) -> None:
    driver, page = on("first", submitted)
    (received,) = driver.ask(lambda desk: desk.store.all(Parcel, direction=Direction.RECEIVED))
    for key, tab in ((Key("Office", ""), TRUST), (Key("Parcel", received.id), IN), (Key("Parcel", "x"), OUT)):
        page.reveal(key)
        assert page.tabs.currentIndex() == tab


def test_the_department_sends_nothing_upwards(on: Open) -> None:
    driver, page = on("department")
    driver.looked_over(page)
    assert not page.steps.isVisible()
    assert page.enrolment.title.text() == "人事處是最上層的彙整機關"
    assert not page.enrolment.steps.isVisibleTo(page)


def own(desk: Desk) -> Office:
    return keys.standing(desk, OfficeRole.SIGNING, own=True)[0]


def test_renewal_is_offered_when_it_is_due(on: Open, tmp_path: Path) -> None:
    driver, page = on("child", lambda city: change(city.child, Office, own(city.child).id, expires=date(2027, 3, 1)))
    page.tabs.setCurrentIndex(TRUST)
    assert page.enrolment.title.text() == "憑證即將到期"
    told = listened(driver)
    driver.press(page, "申請更新憑證…")
    files(driver, tmp_path / "out")
    assert told[0].startswith("更新申請檔已存為")
    assert "等候核發" in page.enrolment.sentence.text()
    assert page.enrolment.pin_button.isEnabled()


@pytest.mark.parametrize(("expires", "words"), [(date(2026, 12, 31), "憑證已過期"), (date(2029, 1, 1), "已登錄")])
def test_the_state_of_the_certificate_is_told(on: Open, expires: date, words: str) -> None:
    _, page = on("child", lambda city: change(city.child, Office, own(city.child).id, expires=expires))
    assert page.enrolment.title.text() == words
    assert page.tabs.tabText(TRUST).endswith("！") is (words == "憑證已過期")


def test_a_new_office_is_led_through_three_steps(driver: Driver, tmp_path: Path) -> None:
    page = packages(driver.bench)
    driver.open(page)
    page.tabs.setCurrentIndex(TRUST)
    driver.looked_over(page)
    assert page.data is not None
    assert page.data.standing.step is Step.UNREGISTERED
    driver.press(page, "產生登錄申請檔…")
    files(driver, tmp_path / "a.hrdreg")
    spoken = driver.dialog(Spoken)
    driver.looked_over(spoken)
    digits = driver.ask(lambda desk: offices.registration_digits(tmp_path / "a.hrdreg"))
    assert "".join(spoken.digits.groups) == digits
    driver.press(spoken, "知道了")
    assert page.enrolment.title.text() == "登錄申請檔已產生，等候核發"
    driver.press(page, "再看一次數字…")
    files(driver, tmp_path / "a.hrdreg")
    driver.press(driver.dialog(Spoken), "知道了")
    driver.press(page, "產生登錄申請檔…")
    asked = driver.dialog(Confirm)
    assert "作廢" in labels(asked)
    driver.press(asked, "重新產生")
    driver.dialog(QFileDialog).close()


def enrolling(city: City) -> None:
    """Register the office below anew and grant it, all but the last step."""
    spoken = offices.make_registration(city.child, city.out / "new.hrdreg")
    root = city.roots / "first.root"
    offices.enrol_office(city.first, city.out / "new.hrdreg", spoken, root, ROOT_PASSPHRASE, city.out / "granted.hrdpkg")
    (city.out / "digits.txt").write_text(offices.root_digits(city.first))


def test_the_letters_digits_are_typed_and_wrong_ones_refused(on: Open, tmp_path: Path) -> None:
    driver, page = on("child", enrolling)
    digits = (tmp_path / "out" / "digits.txt").read_text()
    page.tabs.setCurrentIndex(TRUST)
    driver.press(page, "匯入登錄核發檔…")
    files(driver, tmp_path / "out" / "granted.hrdpkg")
    asked = driver.dialog(Pin)
    driver.looked_over(asked)
    assert not asked.accept_button.isEnabled()
    asked.typed._typed(0, "1" * 40)
    driver.press(asked, "匯入")
    assert "不符" in asked.wrong.text()
    told = listened(driver)
    asked.typed._typed(0, digits)
    driver.press(asked, "匯入")
    assert told == ["已登錄，彙整機關是範例地政局"]
    assert page.enrolment.title.text() == "已登錄"


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
    page.steps.nil.setChecked(True)
    widgets = (page.steps.seal, page.intake.take, page.enrolment.register_button, page.enrolment.renew_button)
    assert not any(one.isEnabled() for one in widgets)
    assert not page.actions_by_key["receive"].isEnabled()
    assert page.actions_by_key["look"].isEnabled()
    assert not page.acceptDrops()


def test_files_are_taken_wherever_on_the_page_they_are_dropped(on: Open, tmp_path: Path) -> None:
    driver, page = on("first", received_file)
    (file,) = (tmp_path / "out").glob("*.hrdpkg")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    action, button, modifier = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(4, 4).toPoint(), action, data, button, modifier)
    page.dragEnterEvent(entering)
    assert entering.isAccepted()
    page.dropEvent(QDropEvent(QPointF(4, 4), action, data, button, modifier))
    assert page.tabs.currentIndex() == IN
    (tmp_path / "receipts").mkdir()
    files(driver, tmp_path / "receipts")
    driver.dialog(Results).accept()
    driver.settle()
    assert page.received.table.rowCount() == 1


def test_an_empty_year_is_sent_with_a_reason(on: Open) -> None:
    driver, page = on("child", emptied)
    assert "不能" not in page.steps.series.text()
    page.steps.nil.setChecked(True)
    driver.press(page.steps, "簽章…")
    asked = driver.dialog(Ask)
    assert "零申報" in labels(asked)
    asked.fields[0].set_text("本年度未設人事人員")
    driver.press(asked, "簽章")
    assert page.sent.table.rowCount() == 1


def emptied(city: City) -> None:
    kept = {"Agency", "Office", "Workspace", "Parcel"}
    drop(city.child, *(record for kind, records in everything(city.child).items() if kind not in kept for record in records))
