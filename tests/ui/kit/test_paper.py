"""A PDF goes to the printer page by page, at its true size, as the person chose."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QProgressDialog

from hrdesk.errors import Fault, InputError, PrintError
from hrdesk.ui.kit import paper
from hrdesk.ui.kit.pdf_pages import Pages

from .pdfs import A4, line, pdf

WIDE = (841.89, 595.28)


@pytest.fixture
def printer(qapp: QApplication, tmp_path: Path) -> QPrinter:
    return to_file(tmp_path / "out.pdf")


def to_file(path: Path) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    made.setOutputFileName(str(path))
    made.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return made


def printed(printer: QPrinter) -> Pages:
    return Pages(Path(printer.outputFileName()).read_bytes())


def ink(picture: QImage) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of what is dark."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = [line(grey, y) for y in range(grey.height())]
    down = [y for y, row in enumerate(rows) if min(row) < 128]
    across = [x for x, column in enumerate(zip(*rows, strict=True)) if min(column) < 128]
    return across[0], down[0], across[-1], down[-1]


def numbers(printer: QPrinter) -> list[int]:
    """Return which page each printed page was, from 1, by the place of its square."""
    pages = printed(printer)
    return [round(ink(pages.picture(page, 0.5))[0] / 36) + 1 for page in range(len(pages))]


def test_every_page_is_printed_in_its_place_and_true_size(printer: QPrinter) -> None:
    assert paper.print_pdf(pdf(A4, A4), None, printer)
    pages = printed(printer)
    assert [ink(pages.picture(page, 1)) for page in range(len(pages))] == [pytest.approx((72 * n, 770, 72 * n + 71, 841), abs=1.5) for n in (0, 1)]


def test_wide_pages_are_printed_wide(printer: QPrinter) -> None:
    assert paper.print_pdf(pdf(A4, WIDE, A4), None, printer)
    assert [size.width() > size.height() for size in printed(printer).sizes] == [False, True, False]
    assert numbers(printer) == [1, 2, 3]


def test_page_larger_than_the_paper_is_made_smaller(printer: QPrinter) -> None:
    assert paper.print_pdf(pdf((2 * A4[0], 2 * A4[1])), None, printer)
    assert ink(printed(printer).picture(0, 1)) == pytest.approx((0, 806, 35, 841), abs=1.5)


def test_page_smaller_than_the_paper_stands_in_its_middle(printer: QPrinter) -> None:
    assert paper.print_pdf(pdf((200, 400)), None, printer)
    assert ink(printed(printer).picture(0, 1)) == pytest.approx((198, 549, 269, 620), abs=1.5)


@pytest.mark.parametrize("resolution", [300, 600, 1200])
def test_fine_printer_gets_a_fine_picture(resolution: int, printer: QPrinter) -> None:
    printer.setResolution(resolution)
    assert paper.print_pdf(pdf(A4), None, printer)
    left, top, right, bottom = ink(printed(printer).picture(0, 2))
    assert (left, top, right, bottom) == pytest.approx((0, 1540, 143, 1683), abs=2)


def test_grey_printer_gets_grey(printer: QPrinter) -> None:
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    assert paper.print_pdf(pdf(A4), None, printer)
    assert numbers(printer) == [1]


def ranges(text: str) -> Callable[[QPrinter], None]:
    def choose(printer: QPrinter) -> None:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setPageRanges(QPageRanges.fromString(text))

    return choose


def copies(count: int, *, collated: bool) -> Callable[[QPrinter], None]:
    def choose(printer: QPrinter) -> None:
        printer.setCopyCount(count)
        printer.setCollateCopies(collated)

    return choose


@pytest.mark.parametrize(
    ("choose", "pages"),
    [
        (lambda printer: None, [1, 2, 3, 4]),
        (ranges("2-3"), [2, 3]),
        (ranges("1,4"), [1, 4]),
        (lambda printer: printer.setPageOrder(QPrinter.PageOrder.LastPageFirst), [4, 3, 2, 1]),
        (copies(2, collated=True), [1, 2, 3, 4, 1, 2, 3, 4]),
        (copies(2, collated=False), [1, 1, 2, 2, 3, 3, 4, 4]),
    ],
    ids=["all", "a span", "single pages", "backwards", "collated", "not collated"],
)
def test_chosen_pages_are_printed_in_the_chosen_order(choose: Callable[[QPrinter], None], pages: list[int], printer: QPrinter) -> None:
    choose(printer)
    assert paper.print_pdf(pdf(A4, A4, A4, A4), None, printer)
    assert numbers(printer) == pages


def test_span_without_a_page_prints_nothing(printer: QPrinter) -> None:
    ranges("7-9")(printer)
    assert not paper.print_pdf(pdf(A4), None, printer)
    assert not Path(printer.outputFileName()).exists()


@pytest.mark.qt_log_ignore("QPainter::begin")  # Qt says so too
def test_printer_that_takes_nothing_is_told(qapp: QApplication, tmp_path: Path) -> None:
    printer = to_file(tmp_path / "missing" / "out.pdf")
    with pytest.raises(PrintError) as caught:
        paper.print_pdf(pdf(A4), None, printer)
    assert caught.value.fault is Fault.PRINTER_FAILED


def test_damaged_file_is_told_before_anything_is_asked(qapp: QApplication) -> None:
    with pytest.raises(InputError) as caught:
        paper.print_pdf(b"no pdf", None)
    assert caught.value.fault is Fault.FILE_DAMAGED


def test_person_may_cancel_between_pages(printer: QPrinter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QProgressDialog, "wasCanceled", lambda self: self.value() == 1)
    assert not paper.print_pdf(pdf(A4, A4, A4), None, printer)


def picking(target: Path, monkeypatch: pytest.MonkeyPatch, choose: Callable[[QPrinter], None]) -> None:
    """Let the person print to a PDF file, and choose something before."""

    def shown(dialog: QPrintDialog) -> QDialog.DialogCode:
        dialog.printer().setOutputFileName(str(target))
        choose(dialog.printer())
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", shown)


def test_printed_to_a_file_a_pdf_stays_as_it_is(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    target, data = tmp_path / "out.pdf", pdf(A4, A4, A4)
    picking(target, monkeypatch, lambda printer: None)
    assert paper.print_pdf(data, None) == "已存成「out.pdf」"
    assert target.read_bytes() == data


def test_some_pages_printed_to_a_file_are_no_pictures(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    picking(tmp_path / "out.pdf", monkeypatch, ranges("2-3"))
    assert paper.print_pdf(pdf(A4, A4, A4), None)
    assert numbers(to_file(tmp_path / "out.pdf")) == [2, 3]
    assert b"/XObject" not in (tmp_path / "out.pdf").read_bytes()
    ranges_of_none = tmp_path / "none.pdf"
    picking(ranges_of_none, monkeypatch, ranges("7-9"))
    assert paper.print_pdf(pdf(A4), None) == ""
    assert not ranges_of_none.exists()


def test_a_file_of_other_paper_is_drawn_to_its_size(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    def small(printer: QPrinter) -> None:
        printer.setResolution(96)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))

    picking(tmp_path / "out.pdf", monkeypatch, small)
    assert paper.print_pdf(pdf(A4), None) == "已送往印表機"
    assert printed(to_file(tmp_path / "out.pdf")).sizes[0].width() == pytest.approx(420, abs=2)


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    picking(tmp_path / "missing" / "out.pdf", monkeypatch, lambda printer: None)
    with pytest.raises(PrintError) as caught:
        paper.print_pdf(pdf(A4), None)
    assert caught.value.fault is Fault.PRINTER_FAILED


@pytest.mark.parametrize(("answer", "done"), [(QDialog.DialogCode.Accepted, True), (QDialog.DialogCode.Rejected, False)])
def test_dialog_is_asked_with_the_paper_of_the_form(
    answer: QDialog.DialogCode, done: bool, tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int, str, QPageLayout.Orientation, QSizeF]] = []

    def shown(dialog: QPrintDialog) -> QDialog.DialogCode:
        layout = dialog.printer().pageLayout()
        asked.append((dialog.minPage(), dialog.maxPage(), dialog.windowTitle(), layout.orientation(), layout.pageSize().size(QPageSize.Unit.Millimeter)))
        dialog.printer().setOutputFileName(str(tmp_path / "out.pdf"))
        dialog.printer().setResolution(96)
        return answer

    monkeypatch.setattr(QPrintDialog, "exec", shown)
    assert bool(paper.print_pdf(pdf(WIDE, WIDE), None)) is done
    assert asked == [(1, 2, "列印", QPageLayout.Orientation.Landscape, QSizeF(210, 297))]
    assert (tmp_path / "out.pdf").exists() is done
