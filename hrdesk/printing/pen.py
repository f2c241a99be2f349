"""Draws on one page after the other: text, rules, boxes and shades, in points from the page's top left corner."""

from collections.abc import Sequence
from math import cos, radians, sin

from hrdesk.printing.breaking import measure
from hrdesk.printing.fields import Box, Field
from hrdesk.printing.fonts import WIDTHS
from hrdesk.printing.pdf_file import PdfFile

MM = 72 / 25.4
ASCENT = 0.8  # of TW-Kai, in ems
LEADING = 1.35  # line height in ems
THIN, THICK = 0.6, 1.2
_BOLD = 0.025  # TW-Kai has one weight: bold is a stroke of this many ems
_SHADE = 0.93


class Pen:
    """Collects what is drawn on the current page; shades and rules lie beneath the text."""

    def __init__(self, file: PdfFile, height: float) -> None:
        """Begin with an empty page of the given height."""
        self.file, self.height = file, height
        self._under: list[str] = []
        self._text: list[str] = []
        self._fields: list[Field] = []
        self._font = ""

    def text(self, x: float, line_top: float, size: float, text: str, *, bold: bool = False) -> None:
        """Draw one line of text whose line box begins at `line_top`."""
        if not text:
            return
        out = self._text
        baseline = self.height - line_top - ((LEADING - 1) / 2 + ASCENT) * size
        out.append(f"1 0 0 1 {x:.2f} {baseline:.2f} Tm")
        if bold:
            out.append(f"2 Tr {size * _BOLD:.3f} w")
        for name, codes in self.file.runs(text):
            font = f"/{name} {size:g} Tf"
            if font != self._font:
                out.append(font)
                self._font = font
            out.append(f"<{codes}> Tj")
        if bold:
            out.append("0 Tr")

    def lines(self, x: float, top: float, width: float, size: float, lines: Sequence[str], *, centred: bool = False, bold: bool = False) -> None:
        """Draw lines of text one beneath the other."""
        for line in lines:
            start = x + max(0.0, width - measure(line.rstrip(" \u3000"), WIDTHS) * size) / 2 if centred else x
            self.text(start, top, size, line, bold=bold)
            top += size * LEADING

    def box_of(self, x: float, top: float, width: float, height: float) -> Box:
        """Return where a rectangle lies on the page as PDF counts, from its lower left corner."""
        return (x, self.height - top - height, x + width, self.height - top)

    def field(self, one: Field) -> None:
        """Put a field on the page."""
        self._fields.append(one)

    def shade(self, x: float, top: float, width: float, height: float) -> None:
        """Fill a rectangle with the heading's grey."""
        self._under.append(f"{_SHADE} g {x:.2f} {self.height - top - height:.2f} {width:.2f} {height:.2f} re f")

    def across(self, x: float, top: float, width: float) -> None:
        """Draw a thin horizontal rule."""
        y = self.height - top
        self._under.append(f"{x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l")

    def down(self, x: float, top: float, bottom: float) -> None:
        """Draw a thin vertical rule."""
        self._under.append(f"{x:.2f} {self.height - top:.2f} m {x:.2f} {self.height - bottom:.2f} l")

    def stroke(self) -> None:
        """Draw the thin rules collected since the last shade."""
        self._under.append("S")

    def box(self, x: float, top: float, width: float, height: float) -> None:
        """Draw a thick frame around everything drawn within."""
        self._under.append(f"{THICK} w {x:.2f} {self.height - top - height:.2f} {width:.2f} {height:.2f} re S {THIN} w")

    def turn(self) -> None:
        """Finish the page and begin the next."""
        parts = [f"{THIN} w 0 G", *self._under, "0 g BT", *self._text, "ET"]
        self.file.add("\n".join(parts), self._fields)
        self._under, self._text, self._fields, self._font = [], [], [], ""


def watermark(file: PdfFile, size: tuple[float, float], text: str) -> str:
    """Return the content of a large grey text across the page."""
    em = size[0] / 4
    turn, half = radians(35), measure(text, WIDTHS) * em / 2
    x, y = size[0] / 2 - half * cos(turn) + em * 0.3 * sin(turn), size[1] / 2 - half * sin(turn) - em * 0.3 * cos(turn)
    drawn = " ".join(f"/{name} {em:.1f} Tf <{codes}> Tj" for name, codes in file.runs(text))
    return f"q 0.94 g BT {cos(turn):.4f} {sin(turn):.4f} {-sin(turn):.4f} {cos(turn):.4f} {x:.2f} {y:.2f} Tm {drawn} ET Q"


def centred_line(file: PdfFile, width: float, baseline: float, size: float, text: str) -> str:
    """Return the content of one centred line, `baseline` points above the page's lower edge."""
    start = (width - measure(text, WIDTHS) * size) / 2
    drawn = " ".join(f"/{name} {size:g} Tf <{codes}> Tj" for name, codes in file.runs(text))
    return f"BT 1 0 0 1 {start:.2f} {baseline:.2f} Tm {drawn} ET"
