"""The pages of a PDF become pictures, whole or in strips."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from hrdesk.errors import Fault, InputError
from hrdesk.ui.kit.pdf_pages import Pages, merged

from .pdfs import A4, form, line, pdf

BLACK, WHITE = QColor("black"), QColor("white")


def test_pages_have_their_number_and_sizes() -> None:
    pages = Pages(pdf(A4, (841.89, 595.28), A4))
    assert [(round(size.width()), round(size.height())) for size in pages.sizes] == [(595, 842), (842, 595), (595, 842)]
    assert len(pages) == 3
    pages.close()


@pytest.mark.parametrize(("scale", "size"), [(1, (100, 200)), (2, (200, 400)), (1.25, (125, 250))])
def test_picture_has_the_dots_asked_for(scale: float, size: tuple[int, int]) -> None:
    assert Pages(pdf((100, 200))).picture(0, scale).size() == QSize(*size)


@pytest.mark.parametrize("grey", [False, True])
def test_picture_shows_the_page(grey: bool) -> None:
    picture = Pages(pdf((200, 200), (200, 200))).picture(1, 1, grey=grey)
    assert [picture.pixelColor(x, 190) for x in (36, 108, 180)] == [WHITE, BLACK, WHITE]
    assert picture.pixelColor(108, 20) == WHITE
    assert picture.isGrayscale()
    assert (picture.format() is QImage.Format.Format_Grayscale8) is grey


@pytest.mark.parametrize("height", [7, 50, 64, 1000])
def test_strips_make_up_the_page(height: int) -> None:
    pages = Pages(pdf((100.3, 200.7)))
    whole = pages.picture(0, 2)
    rows: list[bytes] = []
    for top in range(0, whole.height(), height):
        strip = pages.picture(0, 2, top, height)
        assert strip.height() == min(height, whole.height() - top)
        rows += [line(strip, row) for row in range(strip.height())]
    edge = whole.height() - 2 * 72  # the square's upper edge may fall between two dots, and is then drawn a shade lighter or darker
    assert [row for row, got in enumerate(rows) if got != line(whole, row) and abs(row - edge) > 2] == []


def test_filled_in_field_is_seen() -> None:
    picture = Pages(form()).picture(0, 1)
    assert any(picture.pixelColor(x, y).lightness() < 64 for x in range(72, 372) for y in range(102, 142))


def test_filled_in_field_is_seen_among_several_papers() -> None:
    pages = Pages(merged([pdf(A4), form()]))
    picture = pages.picture(1, 1)
    assert any(picture.pixelColor(x, y).lightness() < 64 for x in range(72, 372) for y in range(102, 142))
    assert len(pages) == 2


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.7\n%%EOF"])
def test_damaged_file_is_told_by_its_name(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        Pages(data, "證明.pdf")
    assert (caught.value.fault, caught.value.facts) == (Fault.FILE_DAMAGED, {"file": "證明.pdf"})


def test_pdfium_is_loaded_only_when_a_page_is_wanted() -> None:
    script = "import sys, hrdesk.ui.kit.preview, hrdesk.ui.kit.paper\nprint('pypdfium2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout.split() == [b"False"]
