"""Small PDFs to show and to print."""

from io import BytesIO

from PySide6.QtGui import QImage
from reportlab.pdfgen.canvas import Canvas

A4 = (595.28, 841.89)


def pdf(*sizes: tuple[float, float]) -> bytes:
    """Return a PDF with a page of each size in points; a black square of 72 points lies a page number of squares from the left, at the bottom."""
    target = BytesIO()
    canvas = Canvas(target)
    for page, size in enumerate(sizes):
        canvas.setPageSize(size)
        canvas.rect(72 * page, 0, 72, 72, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def form() -> bytes:
    """Return a PDF with one field to fill in, which holds a text."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4)
    canvas.acroForm.textfield(name="name", value="MMMMMM", x=72, y=700, width=300, height=40, fontSize=30, borderWidth=0)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def line(picture: QImage, row: int) -> bytes:
    """Return the dots of one row of a picture."""
    start, wide = row * picture.bytesPerLine(), picture.width() * picture.depth() // 8
    return bytes(picture.constBits()[start : start + wide])
