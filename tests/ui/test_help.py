"""The guide, the list of keys, and what the program is."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from hrdesk import __version__
from hrdesk.domain.members import Access
from hrdesk.ui import about, commands, guide, keys
from hrdesk.ui.about import About, LicenceText
from hrdesk.ui.guide import GuideWindow
from hrdesk.ui.keys import Keys
from hrdesk.ui.main_window import MainWindow
from hrdesk.ui.places import PLACES
from tests.ui.driving import Driver

PICTURE = re.compile(r"!\[[^]]*\]\(([^)]+)\)")


@pytest.fixture
def reading(driver: Driver, window: MainWindow) -> GuideWindow:
    """Return the guide, opened at the settings."""
    return GuideWindow.show_chapter(window, "settings")


def test_guide_opens_at_the_page_and_stays_one_window(driver: Driver, window: MainWindow, reading: GuideWindow) -> None:
    assert reading.text.toPlainText().startswith("設定")
    assert not reading.isModal()
    assert GuideWindow.show_chapter(window, "start") is reading
    assert reading.text.toPlainText().startswith("開始使用")
    driver.looked_over(reading)


def test_unknown_chapter_shows_the_beginning(window: MainWindow, reading: GuideWindow) -> None:
    reading.show_named("沒有")
    assert reading.contents.currentRow() == 0


def test_words_are_found_in_every_chapter(reading: GuideWindow) -> None:
    reading.words.setText("換發復原碼")
    shown = [reading.contents.item(row).text() for row in range(reading.contents.count()) if not reading.contents.item(row).isHidden()]
    assert "設定" in shown
    assert reading.text.textCursor().selectedText() == "換發復原碼"
    reading.find_next()
    assert reading.text.textCursor().selectedText() == "換發復原碼"
    reading.words.setText("沒有這個詞組")
    assert all(reading.contents.item(row).isHidden() for row in range(reading.contents.count()))
    reading.words.clear()
    assert not any(reading.contents.item(row).isHidden() for row in range(reading.contents.count()))


def test_size_is_remembered(driver: Driver, window: MainWindow, reading: GuideWindow) -> None:
    reading.resize(777, 555)
    reading.close()
    again = GuideWindow(driver.bench.preferences, guide.chapters())
    driver.qtbot.addWidget(again)
    assert (again.width(), again.height()) == (777, 555)


def test_link_leads_to_another_chapter(reading: GuideWindow) -> None:
    reading.text.anchorClicked.emit(QUrl("start.md"))
    assert reading.text.toPlainText().startswith("開始使用")


def test_pictures_are_as_wide_as_the_text_at_most(reading: GuideWindow) -> None:
    wide = reading.text.loadResource(2, QUrl("annex1.png"))
    assert isinstance(wide, QImage)
    assert 1 < wide.width() <= reading.text.viewport().width()
    missing = reading.text.loadResource(2, QUrl("shots/沒有.png"))
    assert isinstance(missing, QImage)
    assert missing.width() == 1


def test_every_chapter_has_a_heading() -> None:
    assert guide.chapters()[0] == ("start", "開始使用")
    assert all(title != name for name, title in guide.chapters())


def test_every_page_has_a_chapter_and_every_picture_that_a_chapter_names_is_there() -> None:
    named = {name for name, _ in guide.chapters()}
    assert named >= {place.name for place in PLACES}
    for name in named:
        for picture in PICTURE.findall((guide.folder() / f"{name}.md").read_text(encoding="utf-8")):
            assert (guide.folder() / picture).is_file(), (name, picture)


def test_pictures_of_the_pages_are_small_and_of_one_size() -> None:
    shots = {path.stem: path for path in (guide.folder() / "shots").glob("*.png")}
    assert set(shots) == {place.name for place in PLACES}
    for path in shots.values():
        assert path.stat().st_size < 150_000, path.name
        assert QImage(str(path)).size() == QSize(1366, 768), path.name


def test_a_seed_teacher_reads_of_the_own_pages_alone(qtbot: QtBot, driver: Driver) -> None:
    driver.bench.signed = replace(driver.bench.signed, access=Access.TEACHER)
    window = MainWindow(driver.bench)
    qtbot.addWidget(window)
    reading = GuideWindow.show_chapter(window, "coaching")
    listed = [reading.contents.item(row).text() for row in range(reading.contents.count())]
    assert listed == ["開始使用", "輔導紀錄", "自我檢核"]
    driver.settle()


def test_keys_list_every_shortcut_and_filter(driver: Driver, window: MainWindow) -> None:
    window.show_page("people")
    listed = {text: key for _, lines in keys.groups(window) for text, key in lines}
    assert all(listed[one.text] for one in commands.COMMANDS if one.shortcut)
    assert "新增人員" in listed
    dialog = Keys(window)
    dialog.open()
    driver.looked_over(dialog)
    dialog.filter.setText("鎖定")
    shown = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert "鎖定" in shown
    assert "重做" not in shown
    dialog.reject()


def test_about_names_version_rules_and_fonts(driver: Driver, window: MainWindow) -> None:
    dialog = About(window, driver.bench)
    dialog.open()
    driver.settle()
    text = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    for part in (__version__, "人事管理資訊系統研習計畫", "taipei-101", "全字庫正楷體", "政府資料開放授權條款", "Noto Sans TC", "還沒有諮詢窗口"):
        assert part in text
    driver.looked_over(dialog)
    driver.press(dialog, "全字庫正楷體的授權全文")
    (licence,) = dialog.findChildren(LicenceText)
    driver.looked_over(licence)
    licence.reject()
    dialog.reject()


def test_every_licence_is_shipped_whole() -> None:
    assert all(len(about.licence(file)) > 1000 for _, _, file in about.FONTS)


def test_every_link_of_the_guide_leads_to_a_chapter() -> None:
    names = {name for name, _ in guide.chapters()}
    linked = {found for path in guide.folder().glob("*.md") for found in re.findall(r"\]\(([a-z_]+)\.md\)", path.read_text(encoding="utf-8"))}
    assert "year" in linked
    assert linked <= names
