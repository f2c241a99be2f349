"""The preview shows a PDF as it will print, by mouse and by keyboard."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QToolButton
from pytestqt.qtbot import QtBot

from hrdesk.ui.kit import page_view, theme
from hrdesk.ui.kit.page_view import PageView
from hrdesk.ui.kit.pdf_pages import Pages
from hrdesk.ui.kit.preview import PdfPreview

from .pdfs import A4, pdf

BLACK = QColor("black").name()
ENDING = """
import sys
import tempfile
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from hrdesk.ui.kit.preview import PdfPreview

folder = tempfile.TemporaryDirectory()  # cleared at the end: as in the program, what is to be finalised began before the first document
app = QApplication(sys.argv)
preview = PdfPreview()
preview.show_pdf(Path(sys.argv[1]).read_bytes())
preview.show()
print(preview.pages())
QTimer.singleShot(0, app.quit)
app.exec()
"""


@pytest.fixture
def preview(qtbot: QtBot, qapp: QApplication) -> PdfPreview:
    theme.apply(qapp, theme.Scheme.LIGHT)
    made = PdfPreview()
    qtbot.addWidget(made)
    made.resize(600, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def words(preview: PdfPreview) -> list[str]:
    return [label.text() for label in preview.findChildren(QLabel) if label.isVisible() and label.text()]


def drawn(preview: PdfPreview) -> QImage:
    return preview.view.viewport().grab().toImage()


def inks(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)}


def button(preview: PdfPreview, name: str) -> QToolButton:
    return next(one for one in preview.findChildren(QToolButton) if one.accessibleName().startswith(name))


def test_empty_preview_says_so_and_offers_nothing(preview: PdfPreview) -> None:
    assert words(preview) == ["沒有可預覽的內容"]
    assert (preview.page(), preview.pages()) == (0, 0)
    assert not any(one.isEnabled() for one in preview.findChildren(QToolButton))
    preview.view.page_down()
    preview.view.zoom_in()
    assert preview.page() == 0


def test_first_page_is_there_at_once_and_the_others_when_seen(preview: PdfPreview, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    picture = Pages.picture

    def noted(pages: Pages, page: int, scale: float) -> QImage:
        asked.append(page)
        return picture(pages, page, scale)

    monkeypatch.setattr(Pages, "picture", noted)
    preview.show_pdf(pdf(*[A4] * 9))
    assert asked == [0]
    drawn(preview)
    assert preview.view._missing() == []
    preview.view.go(6)
    drawn(preview)
    qtbot.waitUntil(lambda: 6 in asked and preview.view._missing() == [])
    assert 4 not in asked


def test_page_and_number_of_pages_are_told(preview: PdfPreview) -> None:
    preview.show_pdf(pdf(A4, A4, A4))
    assert "第 1 頁，共 3 頁" in words(preview)
    assert preview.view.accessibleDescription() == "第 1 頁，共 3 頁"
    preview.view.go(2)
    assert (preview.page(), preview.pages()) == (3, 3)
    assert preview.view.accessibleDescription() == "第 3 頁，共 3 頁"


def test_pages_fit_the_width_and_follow_it(preview: PdfPreview) -> None:
    preview.show_pdf(pdf(A4, (841.89, 595.28)))
    for width in (600, 900, 500):
        preview.resize(width, 700)
        places = preview.view._places
        assert max(place.width() for place in places) == pytest.approx(preview.view.viewport().width() - 2 * theme.INNER, abs=1)
        assert places[0].center().x() == pytest.approx(places[1].center().x(), abs=1)
        assert not preview.view.horizontalScrollBar().isVisible()


def test_keyboard_turns_pages(preview: PdfPreview) -> None:
    preview.show_pdf(pdf(*[A4] * 5))
    seen = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_PageUp):
        QTest.keyClick(preview.view, key)
        seen.append(preview.page())
    assert seen == [2, 3, 2, 5, 5, 1, 1]


def test_arrow_keys_scroll(preview: PdfPreview) -> None:
    preview.show_pdf(pdf(*[A4] * 5))
    QTest.keyClick(preview.view, Qt.Key.Key_Down)
    assert preview.view.verticalScrollBar().value() == page_view.LINE


def test_scrolling_tells_the_page_in_the_middle(preview: PdfPreview) -> None:
    preview.show_pdf(pdf(*[A4] * 5))
    preview.view.verticalScrollBar().setValue(round(preview.view._places[3].top()))
    assert preview.page() == 4


@pytest.mark.parametrize(("key", "larger"), [(Qt.Key.Key_Plus, True), (Qt.Key.Key_Equal, True), (Qt.Key.Key_Minus, False)])
def test_keyboard_zooms_and_fits_again(key: Qt.Key, larger: bool, preview: PdfPreview, qtbot: QtBot) -> None:
    preview.show_pdf(pdf(A4, A4))
    preview.activateWindow()
    qtbot.waitUntil(preview.isActiveWindow)
    preview.view.setFocus()
    fitting = preview.view.zoom
    QTest.keyClick(preview.view, key, Qt.KeyboardModifier.ControlModifier)
    assert (preview.view.zoom > fitting) is larger
    assert f"{preview.view.zoom:.0%}" in words(preview)
    QTest.keyClick(preview.view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert preview.view.zoom == fitting


def test_keys_of_the_window_do_not_take_those_of_the_preview(qtbot: QtBot, qapp: QApplication) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    preview, larger = PdfPreview(), QAction("文字放大", window)
    larger.setShortcut("Ctrl+=")
    pressed: list[bool] = []
    larger.triggered.connect(lambda: pressed.append(True))
    window.addAction(larger)
    window.setCentralWidget(preview)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    preview.show_pdf(pdf(A4))
    preview.view.setFocus()
    fitting = preview.view.zoom
    QTest.keyClick(preview.view, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert preview.view.zoom > fitting
    assert not pressed
    QTest.keyClick(window, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert pressed


def test_document_is_closed_with_the_view(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[Pages] = []
    shut = Pages.close

    def close(pages: Pages) -> None:
        closed.append(pages)
        shut(pages)

    monkeypatch.setattr(Pages, "close", close)
    view, first, second = PageView(), Pages(pdf(A4)), Pages(pdf(A4))
    view.show_pages(first)
    view.show_pages(second)
    assert closed == [first]
    view.deleteLater()
    QApplication.sendPostedEvents(view, QEvent.Type.DeferredDelete)
    assert closed == [first, second]


def test_program_ends_without_an_open_document(tmp_path: Path) -> None:
    (tmp_path / "表.pdf").write_bytes(pdf(A4))
    done = subprocess.run([sys.executable, "-c", ENDING, str(tmp_path / "表.pdf")], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "1\n"
    assert "still open" not in done.stderr


def test_zoom_has_its_limits_and_stays_at_the_page(preview: PdfPreview) -> None:
    preview.show_pdf(pdf(*[A4] * 5))
    preview.view.go(3)
    for _ in range(12):
        QTest.mouseClick(button(preview, "放大"), Qt.MouseButton.LeftButton)
    assert preview.view.zoom == 3.0
    assert preview.page() == 4
    assert preview.view.horizontalScrollBar().maximum() > 0
    for _ in range(20):
        QTest.mouseClick(button(preview, "縮小"), Qt.MouseButton.LeftButton)
    assert preview.view.zoom == 0.25
    QTest.mouseClick(button(preview, "符合頁寬"), Qt.MouseButton.LeftButton)
    assert 0.25 < preview.view.zoom < 3.0


@pytest.mark.parametrize(("turn", "larger"), [(120, True), (-120, False)])
def test_wheel_zooms_with_control_and_scrolls_without(turn: int, larger: bool, preview: PdfPreview, qapp: QApplication) -> None:
    preview.show_pdf(pdf(*[A4] * 5))
    preview.view.go(1)
    fitting, place = preview.view.zoom, preview.view.verticalScrollBar().value()
    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
        middle = QPointF(200, 200)
        none, down, inverted = Qt.MouseButton.NoButton, QPoint(0, turn), False
        event = QWheelEvent(middle, middle, QPoint(), down, none, modifier, Qt.ScrollPhase.NoScrollPhase, inverted)
        qapp.sendEvent(preview.view.viewport(), event)
        if modifier is Qt.KeyboardModifier.NoModifier:
            assert preview.view.zoom == fitting
            assert (preview.view.verticalScrollBar().value() < place) is larger
    assert (preview.view.zoom > fitting) is larger


def test_picture_is_crisp_at_the_dots_of_the_screen(preview: PdfPreview, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PageView, "devicePixelRatioF", lambda self: 2.0)
    preview.show_pdf(pdf(A4))
    _, picture = preview.view._pictures[0]
    place = preview.view._places[0]
    assert picture.width() == pytest.approx(2 * place.width(), abs=2)


def test_very_large_picture_is_stretched_rather_than_drawn(preview: PdfPreview, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_view, "LARGEST", 100_000)
    preview.show_pdf(pdf((200, 200)))
    _, picture = preview.view._pictures[0]
    assert picture.width() * picture.height() == pytest.approx(100_000, rel=0.02)
    assert BLACK in inks(drawn(preview))


def test_pictures_far_away_are_forgotten(preview: PdfPreview, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_view, "KEPT", 1)
    preview.show_pdf(pdf(*[A4] * 9))
    for page in range(9):
        preview.view.go(page)
        drawn(preview)
        qtbot.waitUntil(lambda: preview.view._missing() == [])
    assert set(preview.view._pictures) == set(preview.view._in_view())


def test_other_file_begins_at_its_first_page(preview: PdfPreview) -> None:
    preview.show_pdf(pdf(*[A4] * 5))
    preview.view.go(4)
    preview.show_pdf(pdf(A4, A4))
    assert (preview.page(), preview.pages(), preview.view.verticalScrollBar().value()) == (1, 2, 0)


def test_damaged_file_is_said_in_its_place_and_forgotten_with_the_next(preview: PdfPreview) -> None:
    preview.show_pdf(pdf(A4))
    preview.show_pdf(b"no pdf")
    assert words(preview) == ["無法顯示這個 PDF 檔：檔案已損壞"]
    assert preview.pages() == 0
    preview.show_pdf(pdf(A4))
    assert preview.pages() == 1
    preview.clear()
    assert words(preview) == ["沒有可預覽的內容"]


def test_paper_stays_white_in_the_dark_scheme(preview: PdfPreview, qapp: QApplication) -> None:
    theme.apply(qapp, theme.Scheme.DARK)
    preview.show_pdf(pdf(A4))
    assert {"#ffffff", theme.DARK.sunken.name()} <= inks(drawn(preview))
    theme.apply(qapp, theme.Scheme.LIGHT)


def test_every_control_is_named(preview: PdfPreview) -> None:
    assert all(one.accessibleName() for one in (preview, preview.view, *preview.findChildren(QToolButton)))
    assert preview.minimumSizeHint().width() <= QSize(400, 0).width()
