"""Reads printed forms back: the text of PDF pages with its place, the rows of spreadsheets."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pypdfium2
from python_calamine import CalamineWorkbook


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF: its size in points, its text in reading order, and (left, top from above, text) of every piece."""

    size: tuple[float, float]
    text: str
    pieces: tuple[tuple[float, float, str], ...]


def pages(data: bytes) -> tuple[Page, ...]:
    """Return every page of a PDF."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for page in document:
        size = page.get_size()
        text = page.get_textpage()
        boxes = [text.get_rect(number) for number in range(text.count_rects())]
        pieces = tuple((left, size[1] - top, text.get_text_bounded(left, bottom, right, top).strip()) for left, bottom, right, top in boxes)
        found.append(Page(size, text.get_text_range().replace("\r\n", "\n"), pieces))
        text.close()
        page.close()
    document.close()
    return tuple(found)


def text_of(data: bytes) -> str:
    """Return the text of all pages."""
    return "\n".join(page.text for page in pages(data))


def sheet_rows(data: bytes) -> list[list[str]]:
    """Return the rows of the first sheet of an ODS or XLSX as text."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return [[str(cell) for cell in row] for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False)]


def saved(folder: Path, name: str, data: bytes) -> Path:
    """Return the path of a file with these bytes."""
    path = folder / name
    path.write_bytes(data)
    return path
