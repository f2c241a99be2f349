"""The pages of a PDF as pictures, drawn by pdfium, which is loaded only when a page is to be seen or printed."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from hrdesk.errors import Fault, InputError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

POINTS = 72  # an inch


class Pages:
    """An open PDF. Sizes are in points; pages count from 0."""

    def __init__(self, data: bytes, name: str = "PDF") -> None:
        """Open the PDF; raise InputError FILE_DAMAGED with `name` if it is none."""
        from pypdfium2 import PdfDocument, PdfiumError

        try:
            self._document: PdfDocument = PdfDocument(data)
            self._document.init_forms()  # else the fields of a form to fill in stay blank
            self.sizes = tuple(QSizeF(*self._document.get_page_size(page)) for page in range(len(self._document)))
        except PdfiumError as error:
            raise InputError(Fault.FILE_DAMAGED, file=name) from error

    def __len__(self) -> int:
        """Return the number of pages."""
        return len(self.sizes)

    def picture(self, page: int, scale: float, top: int = 0, height: int | None = None, *, grey: bool = False) -> QImage:
        """Return a page at `scale` dots a point, or the strip of it of `height` dots from `top`."""
        whole = math.ceil(self.sizes[page].height() * scale)
        below = 0 if height is None else max(0, whole - top - height)
        crop = (0, _crop(below, scale), 0, _crop(top, scale))
        drawn = self._document[page]
        try:
            bitmap = drawn.render(scale=scale, crop=crop, prefer_bgrx=True, grayscale=grey)
        finally:
            drawn.close()
        shape = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32
        picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, shape).copy()
        bitmap.close()
        return picture

    def close(self) -> None:
        """Give the memory back."""
        self._document.close()


def merged(parts: Sequence[bytes]) -> bytes:
    """Return several PDFs as one, their pages in order; what stands in the fields of a form becomes part of its page, as the form itself stays behind."""
    from pypdfium2 import PdfDocument

    whole = PdfDocument.new()
    for data in parts:
        _add(whole, data)
    return _saved(whole)


def picked(data: bytes, pages: Sequence[int]) -> bytes:
    """Return the pages of a PDF that are wanted, from 0, in that order, as a PDF; its letters stay letters."""
    from pypdfium2 import PdfDocument

    some = PdfDocument.new()
    _add(some, data, pages)
    return _saved(some)


def _add(whole: PdfDocument, data: bytes, pages: Sequence[int] | None = None) -> None:
    from pypdfium2 import PdfDocument
    from pypdfium2.raw import FLAT_PRINT

    part = PdfDocument(data)
    part.init_forms()
    for page in part if part.formenv else ():
        page.flatten(FLAT_PRINT)
        page.close()
    whole.import_pages(part, None if pages is None else list(pages))
    part.close()


def _saved(whole: PdfDocument) -> bytes:
    target = io.BytesIO()
    whole.save(target)
    whole.close()
    return target.getvalue()


def _crop(dots: int, scale: float) -> float:
    """Return points that pdfium, which rounds up, takes for exactly so many dots."""
    return max(0.0, dots - 0.5) / scale
