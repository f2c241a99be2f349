"""Putting a PDF on paper: every chosen page at the printer's resolution, at its true size where it fits; printed to a PDF file, it stays as it is."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QRectF, QSaveFile, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QProgressDialog, QWidget

from hrdesk.errors import Fault, PrintError
from hrdesk.ui.kit.pdf_pages import POINTS, Pages, picked

FINEST = 600  # dots an inch; finer printers get no better letters from more, only more to wait for
STRIP = 2048  # dots: the height of what is drawn at once, so that a large page needs little memory
OVERLAP = 8  # dots: strips lie over each other a little, else a viewer of a PDF printed to a file shows seams
SLACK = 3  # points: A4 is rounded differently here and there
SENT = "已送往印表機"
PATIENCE = 500  # milliseconds before the progress is shown


def print_pdf(data: bytes, parent: QWidget | None, printer: QPrinter | None = None) -> str:
    """Print a PDF on `printer`, by default on the one that the person picks; return what became of it in words, "" where it was cancelled.

    Raise InputError FILE_DAMAGED if the bytes are no PDF, PrintError PRINTER_FAILED if the printer takes nothing.
    """
    pages = Pages(data)
    try:
        chosen = printer or _picked(pages, parent)
        if chosen is None:
            return ""
        if printer is None and _into_file(pages, chosen):
            return _write(data, pages, chosen)
        return SENT if _print(pages, chosen, parent) else ""
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


def _into_file(pages: Pages, printer: QPrinter) -> bool:
    """Tell whether the pages are to become a PDF file on paper of their own size, so that pictures of them would only be larger and coarser."""
    if printer.outputFormat() is not QPrinter.OutputFormat.PdfFormat or not printer.outputFileName():
        return False
    paper = printer.pageLayout().pageSize().size(QPageSize.Unit.Point)
    return all(abs(one.width() - paper.width()) < SLACK and abs(one.height() - paper.height()) < SLACK for one in map(_upright, pages.sizes))


def _write(data: bytes, pages: Pages, printer: QPrinter) -> str:
    """Write the chosen pages to the file that was picked, whole or not at all."""
    chosen, target = order(len(pages), printer), Path(printer.outputFileName())
    if not chosen:
        return ""
    wanted = data if chosen == list(range(len(pages))) else picked(data, chosen)
    file = QSaveFile(str(target))
    if not (file.open(QSaveFile.OpenModeFlag.WriteOnly) and file.write(wanted) == len(wanted) and file.commit()):
        raise PrintError(Fault.PRINTER_FAILED, printer=target.name)
    return f"已存成「{target.name}」"


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
