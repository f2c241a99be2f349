"""收件 at the collector's desk: many files at once, each with its verdict and what to do next."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from hrdesk.domain.members import Access
from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.seeds import Coaching
from hrdesk.domain.values import Key
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.collecting.inbox import Fate
from hrdesk.services.packages import drafts, offices, sealing
from hrdesk.ui.kit.dialogs import Ask
from hrdesk.ui.list_window import ListWindow
from hrdesk.ui.package_report import ReportWindow
from hrdesk.ui.pages.inbox.page import BEFORE, NOW, InboxPage
from hrdesk.ui.pages.inbox.page import page as inbox_page
from tests.factory import record_id
from tests.services.steps import accepted, altered, change, submitted
from tests.services.three_offices import CHILD, FIRST, YEAR, City
from tests.ui.collecting import Collector, Seat, sealed
from tests.ui.driving import Driver


def opened(seat: Seat) -> InboxPage:
    made = inbox_page(seat.driver.bench)
    seat.driver.open(made, width=1118, height=660)
    return made


def picked(driver: Driver, *paths: Path) -> None:
    """Choose in the open file dialog."""
    dialog = driver.dialog(QFileDialog)
    if dialog.fileMode() is QFileDialog.FileMode.ExistingFiles:
        dialog.filesSelected.emit([str(path) for path in paths])
    else:
        dialog.fileSelected.emit(str(paths[0]))
    dialog.close()
    driver.settle()


def asides(driver: Driver) -> list[QWidget]:
    shown: list[QWidget] = []

    def put(_: str, widget: QWidget) -> None:
        driver.qtbot.addWidget(widget)
        shown.append(widget)

    driver.bench.shown.connect(put)
    return shown


def listened(driver: Driver) -> list[str]:
    told: list[str] = []
    driver.bench.told.connect(lambda sentence, _: told.append(sentence))
    return told


def labels(widget: Any) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


def drag(*paths: Path) -> tuple[QDragEnterEvent, QDropEvent]:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    drag.kept = data  # type: ignore[attr-defined]  # the events do not own it
    action, button, keys_ = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(4, 4).toPoint(), action, data, button, keys_)
    return entering, QDropEvent(QPointF(4, 4), action, data, button, keys_)


def with_bad(city: City) -> None:
    altered(sealed(city), lambda size: size // 2, city.out / "bad.hrdpkg")


def forked(city: City) -> None:
    """Let the office below send, go back to an old backup and send something else."""
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    (parcel,) = city.child.store.all(Parcel, direction=Direction.SENT)
    change(city.child, Parcel, parcel.id, content="0" * 64, data="")
    change(city.child, Coaching, record_id(f"coaching {CHILD}"), handling="到場處理")
    sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out / "fork.hrdpkg")


def test_a_folder_is_dropped_judged_and_answered(collector: Collector, tmp_path: Path) -> None:
    seat = collector("first", with_bad)
    driver, page = seat.driver, opened(seat)
    driver.looked_over(page)
    assert page.arrived.blank.isVisible()
    told, shown = listened(driver), asides(driver)
    entering, dropping = drag(seat.out)
    page.dragEnterEvent(entering)
    assert entering.isAccepted()
    page.dropEvent(dropping)
    (tmp_path / "receipts").mkdir()
    picked(driver, tmp_path / "receipts")
    assert told == ["共 2 件：收下 1、退回 1"]
    assert not page.tray.under.isVisible()
    assert page.tray.place.text() == "回執存到資料夾「receipts」"
    assert page.tray.place.toolTip() == str(tmp_path / "receipts")
    assert len(list((tmp_path / "receipts").iterdir())) == 1  # nobody knows who sent the damaged one
    driver.looked_over(page)
    page.facets.pick(Fate.REFUSED)
    assert page.grid.table.rowCount() == 1
    assert "重新取得檔案" in page.grid.table.texts(0)[6]
    page.facets.pick(None)
    page.filter.setText("地政事務所")
    assert [one.fate for one in page.grid.table.records()] == [Fate.TAKEN]
    page.grid.selectRow(0)
    driver.settle()
    card = labels(shown[-1])
    for part in ("完整、簽章正確，已收件", "範例地政事務所（379111000C）", "全部是新增", "簽章"):
        assert part in card
    driver.settle()
    assert page.history.table.rowCount() == 1


def test_the_report_is_printed_and_shown_whole(collector: Collector) -> None:
    seat = collector("department", submitted)
    driver, page = seat.driver, opened(seat)
    shown = asides(driver)
    page.open(Key("Parcel", page.history.table.record(0).id))
    assert page.tabs.currentIndex() == BEFORE
    driver.settle()
    shown[-1].show()
    driver.press(shown[-1], "完整報告…")
    window = driver.dialog(ReportWindow)
    driver.press(window, "關閉")
    driver.press(shown[-1], "列印…")
    paper = driver.dialog(ListWindow)
    assert paper.printed is not None
    assert paper.printed.pages >= 1
    driver.looked_over(paper)
    driver.press(paper, "關閉")


def test_receipts_are_written_for_all_at_once(collector: Collector, tmp_path: Path) -> None:
    seat = collector("first", sealed)
    driver, page = seat.driver, opened(seat)
    page.choose_inside()
    picked(driver, seat.out)
    (tmp_path / "one").mkdir()
    picked(driver, tmp_path / "one")
    told = listened(driver)
    (tmp_path / "two").mkdir()
    driver.press(page, "寫出全部回執…")
    picked(driver, tmp_path / "two")
    assert "已寫出 1 份回執到「two」" in told
    assert {file.name for file in (tmp_path / "one").iterdir()} == {file.name for file in (tmp_path / "two").iterdir()}
    driver.press(page, "變更回執資料夾")
    picked(driver, tmp_path / "one")
    assert page.tray.receipts == tmp_path / "one"


def test_the_same_file_again_is_known(collector: Collector) -> None:
    seat = collector("first", sealed)
    driver, page = seat.driver, opened(seat)
    page.tray.set_receipts(seat.out)
    (file,) = seat.out.glob("*.hrdpkg")
    page.receive([file])
    driver.settle()
    page.grid.selectRow(0)
    driver.settle()
    page.actions_by_key["again"].trigger()
    driver.settle()
    assert [one.fate for one in page.grid.table.records()] == [Fate.HELD]
    page.actions_by_key["clear"].trigger()
    assert page.grid.table.rowCount() == 0
    assert page.arrived.blank.isVisible()


def test_another_history_is_taken_in_with_a_reason_only(collector: Collector) -> None:
    seat = collector("first", forked)
    driver, page = seat.driver, opened(seat)
    page.tray.set_receipts(seat.out)
    page.receive([seat.out / "fork.hrdpkg"])
    driver.settle()
    assert not page.take.isEnabled()
    page.grid.selectRow(0)
    driver.settle()
    driver.press(page, "與寄件機關確認後收下…")
    asked = driver.dialog(Ask)
    asked.fields[0].set_text("對方還原過備份，已電話確認")
    driver.press(asked, "收下")
    driver.settle()
    assert [one.fate for one in page.grid.table.records()] == [Fate.TAKEN]
    assert not page.take.isVisible()
    assert "已收件（沿革不同，經確認）" in {line.state.value for line in page.history.table.records()}


def test_stopping_leaves_the_rest_untouched(collector: Collector) -> None:
    seat = collector("first", with_bad)
    driver, page = seat.driver, opened(seat)
    page.tray.set_receipts(seat.out)
    told = listened(driver)
    files = sorted(seat.out.glob("*.hrdpkg"))
    page.receive(files)
    page.receive(files)  # while one is under way
    page.tray._stop()
    driver.settle()
    assert told[0] == "前一批還在收件，請等它完成或先停止"
    left = len(files) - len(page.batch.arrivals)
    assert left == 0 or told[-1].endswith(f"已停止，{left} 件未處理")  # where nothing was taken in, that is all there is to tell
    assert not page.batch.under_way


def test_a_batch_refused_as_a_whole_takes_nothing_in(collector: Collector) -> None:
    seat = collector("first", sealed)
    driver, page = seat.driver, opened(seat)
    (file,) = seat.out.glob("*.hrdpkg")
    (seat.out / "full").write_bytes(b"")
    page._begin([file], seat.out / "full", None)
    driver.settle()
    assert len(driver.refused) == 1
    driver.refused.clear()
    assert not page.batch.under_way
    assert not page.tray.under.isVisible()
    assert page.history.table.rowCount() == 0


def test_the_department_goes_on_to_the_evaluation(collector: Collector) -> None:
    seat = collector("department", submitted)
    driver, page = seat.driver, opened(seat)
    places: list[tuple[str, Key | None]] = []
    driver.bench.placed.connect(lambda name, key: places.append((name, key)))
    page.tabs.setCurrentIndex(BEFORE)
    page.history.selectRow(0)
    page.actions_by_key["go"].trigger()
    assert places == [("evaluate", Key("Agency", agency_id(FIRST)))]
    page.tabs.setCurrentIndex(NOW)
    page.actions_by_key["go"].trigger()
    assert len(places) == 1  # nothing is chosen there


def test_history_is_searched_over_all_years_and_printed(collector: Collector) -> None:
    seat = collector("department", submitted)
    driver, page = seat.driver, opened(seat)
    page.tabs.setCurrentIndex(BEFORE)
    driver.bench.set_year(YEAR - 1)
    driver.settle()
    assert page.history.table.rowCount() == 0
    page.every.setChecked(True)
    driver.settle()
    assert page.history.table.rowCount() == 1
    page.filter.setText("沒有這個機關")
    assert page.history.table.rowCount() == 0
    page.filter.setText("地政局")
    page.actions_by_key["print"].trigger()
    paper = driver.dialog(ListWindow)
    assert paper.sheet is not None
    assert len(paper.sheet.listed.rows) == 1
    driver.press(paper, "關閉")


def test_a_list_is_saved_from_its_paper(collector: Collector, tmp_path: Path) -> None:
    seat = collector("first", sealed)
    driver, page = seat.driver, opened(seat)
    page.tray.set_receipts(seat.out)
    page.receive([seat.out])
    driver.settle()
    page.print()
    paper = driver.dialog(ListWindow)
    menu = paper.saver.menu()
    assert menu is not None
    menu.actions()[3].trigger()
    picked(driver, tmp_path / "list.csv")
    assert "範例地政事務所" in (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    driver.press(paper, "關閉")


def test_without_a_root_no_receipts_are_promised(driver: Driver, tmp_path: Path) -> None:
    page = inbox_page(driver.bench)
    driver.open(page)
    assert page.unsigned.isVisible()
    assert not page.tray.beneath.isVisible()
    driver.ask(lambda desk: offices.create_root(desk, tmp_path / "own.root", "範例根密碼"))
    (tmp_path / "no.hrdpkg").write_bytes(b"nothing of ours")
    page.receive([tmp_path / "no.hrdpkg"])  # the page has not read anew: no receipts yet
    driver.settle()
    assert [one.fate for one in page.grid.table.records()] == [Fate.REFUSED]
    page.reload()
    driver.settle()
    assert not page.unsigned.isVisible()


def test_a_reader_looks_and_takes_nothing_in(driver: Driver) -> None:
    driver.bench.signed = replace(driver.bench.signed, access=Access.READER)
    page = inbox_page(driver.bench)
    driver.open(page)
    assert not page.tray.isEnabled()
    assert not page.actions_by_key["files"].isEnabled()
    assert not page.acceptDrops()
