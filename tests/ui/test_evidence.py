"""The evidence field: files in by dialog and by drop, refused in words, opened, saved and taken off again."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from hrdesk.domain.seeds import Evidence
from hrdesk.ui.evidence import EvidenceField, EvidenceList, sized
from tests.services.book import PDF
from tests.ui.driving import Driver


class Opener(QObject):
    """The desktop's part: told what to open, it opens nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        """Remember what would be opened."""
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def slip(tmp_path: Path) -> Path:
    """Return a file that may be evidence, under a name that says another kind."""
    path = tmp_path / "診斷證明.jpg"
    path.write_bytes(PDF)
    return path


def shown(driver: Driver) -> EvidenceField:
    """Return a field on screen."""
    field = EvidenceField(driver.bench)
    driver.qtbot.addWidget(field)
    field.show()
    return field


def test_chosen_files_are_taken_in_and_named(driver: Driver, slip: Path) -> None:
    field = shown(driver)
    driver.press(field, "加入檔案…")
    dialog = driver.dialog(QFileDialog)
    dialog.filesSelected.emit([str(slip)])
    dialog.close()
    assert field.fault() == "檔案還在存入，請稍候"
    driver.settle()
    (held,) = driver.ask(lambda desk: desk.store.all(Evidence))
    assert field.value == (held.id,)
    assert field.fault() == ""
    driver.looked_over(field)


def test_same_file_stands_there_once(driver: Driver, slip: Path) -> None:
    field = shown(driver)
    field.add([slip, slip])
    driver.settle()
    assert len(field.value) == 1


def test_dropped_files_are_taken_in(driver: Driver, slip: Path) -> None:
    field = shown(driver)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(slip)), QUrl("https://example.org/a.pdf")])
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    field.dragEnterEvent(enter)
    assert enter.isAccepted()
    field.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))
    driver.settle()
    assert [item.name for item in field.items] == ["診斷證明.jpg"]


def test_refused_file_is_told_beneath_and_the_others_stay(driver: Driver, slip: Path, tmp_path: Path) -> None:
    program = tmp_path / "假證明.pdf"
    program.write_bytes(b"MZ")
    field = shown(driver)
    field.add([program, slip])
    driver.settle()
    assert [item.name for item in field.items] == ["診斷證明.jpg"]
    assert "假證明.pdf" in field.refused.text()
    assert field.refused.isVisible()
    field.add([slip])
    driver.settle()
    assert not field.refused.isVisible()


def test_file_taken_off_stays_in_the_book(driver: Driver, slip: Path) -> None:
    field = shown(driver)
    field.required = True
    field.add([slip])
    driver.settle()
    driver.press(field, "移除 診斷證明.jpg")
    assert field.value == ()
    assert field.fault() == "請加入佐證"
    assert len(driver.ask(lambda desk: desk.store.all(Evidence))) == 1


def test_draft_brings_its_files_back(driver: Driver, slip: Path) -> None:
    field = shown(driver)
    field.add([slip])
    driver.settle()
    other = shown(driver)
    other.set_text(field.text())
    driver.settle()
    assert other.value == field.value
    other.set_text("")
    assert other.value == ()


def test_copy_opens_as_what_its_bytes_are_and_lies_in_the_workspaces_private_folder(driver: Driver, slip: Path) -> None:
    field = shown(driver)
    field.add([slip])
    driver.settle()
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "take")  # type: ignore[arg-type]  # the stub wants bytes, PySide takes text
    try:
        driver.press(field, "開啟 診斷證明.jpg")
    finally:
        QDesktopServices.unsetUrlHandler("file")
    (path,) = opener.opened
    assert path.name == "診斷證明.pdf"
    assert path.read_bytes() == PDF
    assert driver.ask(lambda desk: desk.scratch) in path.parents


def test_list_saves_a_copy_and_says_none(driver: Driver, slip: Path, tmp_path: Path) -> None:
    field = shown(driver)
    field.add([slip])
    driver.settle()
    listed = EvidenceList(driver.bench, field.items)
    driver.qtbot.addWidget(listed)
    listed.show()
    driver.press(listed, "另存 診斷證明.jpg")
    dialog = driver.dialog(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "複本.pdf"))
    dialog.close()
    driver.settle()
    assert (tmp_path / "複本.pdf").read_bytes() == PDF
    none = EvidenceList(driver.bench, ())
    driver.qtbot.addWidget(none)
    none.show()
    driver.looked_over(none)


def test_closed_year_takes_no_files(driver: Driver, slip: Path) -> None:
    field = shown(driver)
    field.add([slip])
    driver.settle()
    driver.bench.set_year(113)
    driver.settle()
    assert not field.adder.isEnabled()


@pytest.mark.parametrize(("size", "text"), [(900, "900 位元組"), (20_480, "20 KB"), (3_145_728, "3.0 MB")])
def test_sizes_are_told_as_a_person_reads_them(size: int, text: str) -> None:
    assert sized(size) == text
