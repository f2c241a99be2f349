"""Putting a PDF on paper: every chosen page at the printer's resolution, at its true size where it fits."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QProgressDialog, QWidget

from hrdesk.errors import Fault, PrintError
from hrdesk.ui.kit.pdf_pages import POINTS, Pages

FINEST = 600  # dots an inch; finer printers get no better letters from more, only more to wait for
STRIP = 2048  # dots: the height of what is drawn at once, so that a large page needs little memory
OVERLAP = 8  # dots: strips lie over each other a little, else a viewer of a PDF printed to a file shows seams
PATIENCE = 500  # milliseconds before the progress is shown


def print_pdf(data: bytes, parent: QWidget | None, printer: QPrinter | None = None) -> bool:
    """Print a PDF on `printer`, by default on the one that the person picks; return whether it was printed and not cancelled.

    Raise InputError FILE_DAMAGED if the bytes are no PDF, PrintError PRINTER_FAILED if the printer takes nothing.
    """
    pages = Pages(data)
    try:
        chosen = printer or _picked(pages, parent)
        return chosen is not None and _print(pages, chosen, parent)
    finally:
        pages.close()


def _picked(pages: Pages, parent: QWidget | None) -> QPrinter | None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(_upright(pages.sizes[0]), QPageSize.Unit.Point))
    printer.setPageOrientation(_orientation(pages.sizes[0]))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("列印")
    dialog.setMinMax(1, len(pages))
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def order(count: int, printer: QPrinter) -> list[int]:
    """Return the pages to print from 0, in the order in which they go to the printer, copies that it cannot make itself among them."""
    pages = list(range(count))
    if printer.printRange() is QPrinter.PrintRange.PageRange:
        pages = [page for page in pages if printer.pageRanges().contains(page + 1)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return pages * copies if printer.collateCopies() else [page for page in pages for _ in range(copies)]


def _print(pages: Pages, printer: QPrinter, parent: QWidget | None) -> bool:
    chosen = order(len(pages), printer)
    if not chosen:
        return False
    printer.setFullPage(True)  # margins are part of the form; the page lies on the paper as the form means it
    progress = _progress(len(chosen), parent)
    painter = QPainter()
    try:
        for done, page in enumerate(chosen):
            progress.setValue(done)
            if progress.wasCanceled():
                printer.abort()
                return False
            printer.setPageOrientation(_orientation(pages.sizes[page]))
            if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
                raise PrintError(Fault.PRINTER_FAILED, printer=printer.printerName() or printer.outputFileName())
            _draw(painter, printer, pages, page)
    finally:
        progress.close()
        progress.deleteLater()
        if painter.isActive():
            painter.end()
    return True


def _progress(count: int, parent: QWidget | None) -> QProgressDialog:
    progress = QProgressDialog("正在送往印表機…", "取消列印", 0, count, parent)
    progress.setWindowTitle("列印")
    progress.setWindowModality(Qt.WindowModality.WindowModal)
    progress.setMinimumDuration(PATIENCE)
    return progress


def _draw(painter: QPainter, printer: QPrinter, pages: Pages, page: int) -> None:
    """Draw one page in the middle of the paper, made smaller only where it would not fit."""
    dots = printer.resolution() / POINTS
    paper = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    size = pages.sizes[page] * dots
    fit = min(1.0, paper.width() / size.width(), paper.height() / size.height())
    left, top = (paper.width() - size.width() * fit) / 2, (paper.height() - size.height() * fit) / 2
    fineness = min(1.0, FINEST / printer.resolution())
    grey = printer.colorMode() is QPrinter.ColorMode.GrayScale
    for start, strip in _strips(pages, page, dots * fit * fineness, grey=grey):
        target = QRectF(left, top + start / fineness, strip.width() / fineness, strip.height() / fineness)
        painter.drawImage(target, strip)


def _strips(pages: Pages, page: int, scale: float, *, grey: bool) -> Iterator[tuple[int, QImage]]:
    for start in range(0, round(pages.sizes[page].height() * scale), STRIP):
        yield start, pages.picture(page, scale, start, STRIP + OVERLAP, grey=grey)


def _orientation(size: QSizeF) -> QPageLayout.Orientation:
    return QPageLayout.Orientation.Landscape if size.width() > size.height() else QPageLayout.Orientation.Portrait


def _upright(size: QSizeF) -> QSizeF:
    return size if size.height() >= size.width() else size.transposed()
