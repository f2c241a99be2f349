"""The import window on real files: columns, differences, doubts, leavers, stopping, one act to undo."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from hrdesk.domain.plan import RowState
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import TrainingRecord
from hrdesk.services.safekeeping import keeping
from hrdesk.ui.importing.mapping import remembered
from hrdesk.ui.importing.start import import_cells, import_file
from hrdesk.ui.importing.window import BUSY, COLUMNS, PREVIEW, ImportWindow
from tests.services.book import ROSTER, TRAINING, child_of, found_child, hire, write_csv
from tests.ui.driving import Driver

WANG = ("人事室", "A001", "主任", "王小明", "", "0600115", "1080115", "薦任第九職等", "人事主管", "")
CHEN = ("人事室", "A002", "專員", "陳𡍼明", "", "0610215", "1150701", "薦任第八職等", "", "")
DOUBTFUL = ("人事室", "A003", "科員", "林小美", "", "", "970808", "", "", "")


@pytest.fixture
def page(driver: Driver) -> QWidget:
    """Return something to stand on."""
    made = QWidget()
    driver.qtbot.addWidget(made)
    made.show()
    return made


def chosen(driver: Driver, page: QWidget, path: Path, kind: str = "roster") -> ImportWindow:
    """Choose a file as a person does and return the window once it is read."""
    dialog = import_file(page, driver.bench, kind)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    return driver.dialog(ImportWindow)


def windows() -> list[ImportWindow]:
    """Return the import windows that are open."""
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, ImportWindow) and one.isVisible()]


def step(window: ImportWindow) -> int:
    """Return which step is shown."""
    return window._stack.currentIndex()


def states(window: ImportWindow) -> list[tuple[str, str]]:
    """Return label and outcome of every row shown."""
    return [(window.preview.grid.table.texts(n)[2], window.preview.grid.table.texts(n)[1]) for n in range(window.preview.grid.table.rowCount())]


def names(driver: Driver) -> list[str]:
    """Return who is on the roster."""
    return sorted(one.name for one in driver.ask(lambda desk: desk.store.all(Officer)))


def test_known_headings_lead_straight_to_the_differences(driver: Driver, page: QWidget, tmp_path: Path) -> None:
    window = chosen(driver, page, write_csv(tmp_path / "名冊.csv", ROSTER, WANG, CHEN))
    assert step(window) == PREVIEW
    assert states(window) == [("王小明", "新增"), ("陳𡍼明", "新增")]
    driver.looked_over(window)
    told: list[str] = []
    driver.bench.told.connect(lambda sentence, _: told.append(sentence))
    driver.press(window, "匯入 2 列")
    assert names(driver) == ["王小明", "陳𡍼明"]
    assert told == ["已匯入：新增 3、變更 0 筆"]
    driver.bench.undo()
    driver.settle()
    assert names(driver) == []


def test_columns_are_chosen_by_hand_and_remembered(driver: Driver, page: QWidget, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "別.csv", ("同仁", "職務名", "星座"), ("王小明", "主任", "獅子"))
    window = chosen(driver, page, path)
    assert step(window) == COLUMNS
    assert not window.accept_button.isEnabled()
    assert "姓名" in window.wrong.text()
    driver.looked_over(window)
    window.mapping.choose("name", "同仁")
    window.mapping.choose("unit", "同仁")
    assert "兩個以上" in window.wrong.text()
    window.mapping.choose("unit", "")
    window.mapping.choose("title", "職務名")
    assert window.mapping._examples["title"].text() == "主任"
    driver.press(window, "預覽差異")
    assert states(window) == [("王小明", "新增")]
    assert "星座" in window.preview._notes_text.text()
    driver.press(window, "匯入 1 列")
    assert driver.ask(lambda desk: desk.store.all(Officer))[0].title == "主任"
    again = chosen(driver, page, path)
    assert (step(again), states(again)) == (PREVIEW, [("王小明", "相同")])
    assert remembered(driver.bench.preferences, "roster") == {"name": "同仁", "title": "職務名"}
    assert not again.accept_button.isEnabled()
    again.reject()


def test_a_column_may_be_left_unread(driver: Driver, page: QWidget, tmp_path: Path) -> None:
    window = chosen(driver, page, write_csv(tmp_path / "名冊.csv", ROSTER, WANG))
    driver.press(window, "欄位對應…")
    window.mapping.choose("grade", "")
    driver.press(window, "預覽差異")
    driver.press(window, "匯入 1 列")
    assert driver.ask(lambda desk: desk.store.all(Officer))[0].grade == ""


def test_doubtful_dates_wait_for_a_tick(driver: Driver, page: QWidget, tmp_path: Path) -> None:
    window = chosen(driver, page, write_csv(tmp_path / "名冊.csv", ROSTER, WANG, DOUBTFUL))
    assert not window.accept_button.isEnabled()
    assert "請核對" in window.wrong.text()
    driver.press(window, "請核對 1")
    assert states(window) == [("林小美", "新增．請核對")]
    window.preview.grid.selectRow(0)
    assert "六位數字" in window.preview._detail.text()
    window.preview.looked.setChecked(True)
    assert window.accept_button.isEnabled()
    window.preview.looked.setChecked(False)
    driver.press(window, "略過或取回選取的列")
    assert window.preview.doubtful == 0
    driver.press(window, "匯入 1 列")
    assert names(driver) == ["王小明"]


def test_rows_left_out_may_be_taken_back(driver: Driver, page: QWidget, tmp_path: Path) -> None:
    window = chosen(driver, page, write_csv(tmp_path / "名冊.csv", ROSTER, WANG, CHEN))
    window.preview.grid.selectAll()
    window.preview.turn()
    assert [word for _, word in states(window)] == ["略過", "略過"]
    assert not window.accept_button.isEnabled()
    window.preview.turn()
    assert window.preview.writes == 2
    window.reject()
    assert names(driver) == []


def test_leavers_retire_only_with_a_tick(driver: Driver, page: QWidget, tmp_path: Path) -> None:
    driver.ask(lambda desk: [hire(desk, "王小明", employee_no="A001"), hire(desk, "張老人", employee_no="A009")])
    path = write_csv(tmp_path / "名冊.csv", ROSTER, WANG)
    window = chosen(driver, page, path)
    assert ("張老人", "未列名，不變更") in states(window)
    driver.press(window, "未列名 1")
    assert states(window) == [("張老人", "未列名，不變更")]
    window.preview.leavers.setChecked(True)
    assert states(window) == [("張老人", "離職")]
    driver.press(window, "全部 2")
    driver.press(window, "匯入 2 列")
    assert [one.name for one in driver.ask(lambda desk: desk.store.all(Officer)) if one.left] == ["張老人"]


def test_conflicts_and_unreadable_rows_say_why_and_are_left(driver: Driver, page: QWidget, tmp_path: Path) -> None:
    bad = ("", "A004", "", "吳小美", "", "", "114/2/29", "", "", "")
    window = chosen(driver, page, write_csv(tmp_path / "名冊.csv", ROSTER, WANG, WANG, bad))
    assert [word for _, word in states(window)] == ["新增", "衝突", "無法讀取"]
    assert [row.line.state for row in window.preview.grid.table.records()] == [RowState.NEW, RowState.CONFLICT, RowState.UNREADABLE]
    texts = window.preview.grid.table.texts(2)
    assert "114/2/29" in texts[4]
    driver.press(window, "匯入 1 列")
    assert names(driver) == ["王小明"]


def test_id_numbers_are_kept_only_with_a_tick(driver: Driver, page: QWidget, tmp_path: Path) -> None:
    row = (*WANG[:4], "A123456789", *WANG[5:])
    window = chosen(driver, page, write_csv(tmp_path / "名冊.csv", ROSTER, row))
    driver.press(window, "欄位對應…")
    assert window.mapping._examples["national_id"].text() == "A12345****"
    window.keep_ids.setChecked(True)
    driver.press(window, "預覽差異")
    driver.press(window, "匯入 1 列")
    assert driver.ask(lambda desk: desk.store.all(Officer))[0].national_id == "A123456789"


def test_sheet_is_chosen(driver: Driver, page: QWidget, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "說明"
    first.append(["填表須知"])
    for title, name in (("甲", "王小明"), ("乙", "陳小華")):
        sheet = book.create_sheet(title)
        sheet.append(["姓名", "職稱"])
        sheet.append([name, "科員"])
    book.save(tmp_path / "多表.xlsx")
    window = chosen(driver, page, tmp_path / "多表.xlsx")
    assert states(window) == [("王小明", "新增")]
    driver.press(window, "欄位對應…")
    window.mapping._sheet_box.setCurrentIndex(2)
    driver.press(window, "預覽差異")
    assert states(window) == [("陳小華", "新增")]
    window.reject()


def test_a_file_that_cannot_be_read_is_told_in_words(driver: Driver, page: QWidget, tmp_path: Path) -> None:
    path = tmp_path / "壞.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    window = chosen(driver, page, path)
    assert step(window) == BUSY
    assert "壞.xlsx" in window.wrong.text()
    driver.press(window, "關閉")
    assert windows() == []


def test_reading_may_be_stopped(driver: Driver, page: QWidget, tmp_path: Path) -> None:
    import_file(page, driver.bench, "roster").fileSelected.emit(str(write_csv(tmp_path / "名冊.csv", ROSTER, WANG)))
    (window,) = windows()
    window.reject()
    driver.settle()
    assert windows() == []
    for dialog in [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog)]:
        dialog.close()


def test_writing_may_be_stopped_before_it_began(driver: Driver, page: QWidget, tmp_path: Path) -> None:
    window = chosen(driver, page, write_csv(tmp_path / "名冊.csv", ROSTER, WANG))
    window.finish()
    window.reject()
    driver.settle()
    assert step(window) == PREVIEW
    assert names(driver) == []
    driver.press(window, "匯入 1 列")
    assert names(driver) == ["王小明"]


def test_a_plan_is_not_applied_over_later_changes(driver: Driver, page: QWidget, tmp_path: Path) -> None:
    window = chosen(driver, page, write_csv(tmp_path / "名冊.csv", ROSTER, WANG))
    driver.ask(lambda desk: hire(desk, "別人"))
    driver.press(window, "匯入 1 列")
    assert "重新讀取" in window.wrong.text()
    window.reject()


def test_copied_cells_come_in_the_same_way(driver: Driver, page: QWidget) -> None:
    window = import_cells(page, driver.bench, "roster", (("姓名", "職稱"), ("王小明", "主任"), ("陳小華",)))
    driver.settle()
    assert states(window) == [("王小明", "新增"), ("陳小華", "新增")]
    driver.press(window, "匯入 2 列")
    assert names(driver) == ["王小明", "陳小華"]
    assert driver.ask(lambda desk: list(desk.scratch.iterdir())) == []


def test_copied_cells_without_headings_are_named_by_their_columns(driver: Driver, page: QWidget) -> None:
    window = import_cells(page, driver.bench, "roster", (("A001", "王小明"), ("A002", "陳小華")))
    driver.settle()
    assert step(window) == COLUMNS
    window.mapping.choose("employee_no", "A欄")
    window.mapping.choose("name", "B欄")
    driver.press(window, "預覽差異")
    driver.press(window, "匯入 2 列")
    assert names(driver) == ["王小明", "陳小華"]


def test_people_of_a_second_tier_agency_come_into_its_book(driver: Driver, page: QWidget) -> None:
    child = driver.ask(lambda desk: (found_child(desk), child_of(desk))[1])
    window = import_cells(page, driver.bench, "roster", (("姓名", "職稱"), ("王小明", "主任")), agency=child)
    driver.settle()
    driver.press(window, "匯入 1 列")
    assert [one.agency for one in driver.ask(lambda desk: desk.store.all(Officer))] == [child]


def test_training_comes_in_and_a_course_stays_where_its_first_row_is_left_out(driver: Driver, page: QWidget, tmp_path: Path) -> None:
    driver.ask(lambda desk: [hire(desk, "王小明"), hire(desk, "陳小華")])
    rest = ("", "", "115-OP-01", "範例操作班", "第1期", "", "實體", "115/06/10", "115/06/11", "12", "115/05/20", "全程參與", "", "", "")
    window = chosen(driver, page, write_csv(tmp_path / "研習.csv", TRAINING, ("王小明", *rest), ("陳小華", *rest)), "training")
    window.preview.grid.selectRow(0)
    window.preview.turn()
    driver.press(window, "匯入 1 列")
    assert len(driver.ask(lambda desk: desk.store.all(TrainingRecord))) == 1
    driver.ask(keeping.undo)
    assert driver.ask(lambda desk: desk.store.all(TrainingRecord)) == ()
