"""What comes in: chosen or dropped, looked into, taken in, sent back to be mended."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import Finding
from hrdesk.domain.seeds import Coaching
from hrdesk.domain.values import Key
from hrdesk.services.awards import decisions
from hrdesk.services.packages import drafts, sealing
from hrdesk.services.post import receiving
from hrdesk.ui.kit.dialogs import Ask
from hrdesk.ui.package_report import ReportWindow
from hrdesk.ui.pages.packages.intake import Results
from hrdesk.ui.pages.packages.page import BACK, IN, OUT, TRUST
from tests.factory import record_id
from tests.services.steps import accepted, altered, change, first_of, submitted
from tests.services.three_offices import CHILD, FIRST, YEAR, City
from tests.ui.pages.packages.driving import Open, files, labels, received_file


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
    page._receive([file, file.with_name("copy.hrdpkg")], None, None)
    page._receive([file], None, None)  # refused: one is under way
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
    assert [one.received.report.finding for one in table.results] == [Finding.OWN]
    assert table.summary.text() == "共 1 件：收件 0，退回 0，略過自己寄出的 1。"
    assert table.grid.table.texts(0)[2] == "自己寄出"
    table.accept()


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
    assert table.fork.isEnabled()  # the only one is selected
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
