"""Where the bars of a chart lie, and how they are drawn on a screen or on paper; pixels of 1/96 inch throughout."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from hrdesk.ui.kit import icons
from hrdesk.ui.kit.theme import Colours

EMPTY, DASH = "無資料", "–"
PAD, LINE, SIGN = 4.0, 18.0, 14  # between a bar and its words; a line of small text; a sign of the legend
WIDEST_BAR, SHARE = 28.0, 0.6  # of a standing bar, and its share of the place between two months
THICK, ROW_LEAST, ROW_MOST = 14.0, 20.0, 28.0  # of a lying bar, and its row
LABEL_SHARE = 0.4  # of the width, at most, for the words before lying bars
CORNER = 2.0


class Point(Protocol):
    """One figure of a chart; `note` is told with it where it is asked for."""

    @property
    def label(self) -> str:
        """What the figure is of."""

    @property
    def value(self) -> float | None:
        """The figure, not negative; None where there is nothing to count."""

    @property
    def note(self) -> str:
        """What else there is to say, or nothing."""

    @property
    def whole(self) -> float | None:
        """What the figure is a part of, where it is one: drawn behind it."""


class Series(Protocol):
    """Figures of one unit under one title."""

    @property
    def title(self) -> str:
        """What the figures are."""

    @property
    def unit(self) -> str:
        """The unit behind each figure."""

    @property
    def points(self) -> Sequence[Point]:
        """The figures in their order."""


class Tone(Enum):
    """What a part of a stacked bar means, with its sign: done, partly, missing, not held."""

    GOOD = "ok"
    WARN = "pending"
    BAD = "error"
    NONE = "dash"


@dataclass(frozen=True, slots=True)
class Look:
    """The colours and the small type of a drawing; `ratio` is the dots of a pixel."""

    colours: Colours
    small: QFont
    ratio: float = 1.0

    def tone(self, tone: Tone) -> QColor:
        """Return the colour that a tone is filled with."""
        return {Tone.GOOD: self.colours.good, Tone.WARN: self.colours.warn, Tone.BAD: self.colours.bad, Tone.NONE: self.colours.line}[tone]

    def width(self, text: str) -> float:
        """Return the width of small text."""
        return QFontMetricsF(self.small).horizontalAdvance(text)


@dataclass(frozen=True, slots=True)
class Mark:
    """One place of a chart: the area that the mouse finds it in, its bar or the parts of its bar, and what is told of it."""

    area: QRectF
    bars: tuple[QRectF, ...]
    told: str


def figure(value: float | None) -> str:
    """Return a figure with at most two decimals and a comma at the thousands, a dash for none."""
    if value is None:
        return DASH
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")


def figures(point: Point) -> str:
    """Return a figure, with what it is a part of where it is one: 5/7."""
    return figure(point.value) if point.whole is None else f"{figure(point.value)}/{figure(point.whole)}"


def length(point: Point) -> float:
    """Return the figure as the length of a bar."""
    return point.value or 0.0


def note(point: Point, unit: str) -> str:
    """Return a figure's note, or nothing where it only says the figure again."""
    return "" if point.note in (EMPTY, f"{figure(point.value)} {unit}") else point.note


def told(name: str, point: Point, unit: str) -> str:
    """Return a figure as a sentence with its note."""
    value = EMPTY if point.value is None else f"{figures(point)} {unit}".rstrip()
    return "\n".join(part for part in (f"{name}：{value}", note(point, unit)) if part)


def standing(rect: QRectF, series: Series) -> tuple[Mark, ...]:
    """Return the places of standing bars in their order from the left, each with the bar of its whole where it has one; values above, labels below."""
    top = max(max(length(point), point.whole or 0.0) for point in series.points)
    slot = rect.width() / len(series.points)
    thick = min(WIDEST_BAR, slot * SHARE)
    floor = rect.bottom() - LINE - PAD
    scale = (floor - rect.top() - LINE) / top
    marks = []
    for position, point in enumerate(series.points):
        left = rect.left() + slot * position
        talls = [length(point) * scale, *([point.whole * scale] if point.whole else [])]
        bars = tuple(QRectF(left + (slot - thick) / 2, floor - tall, thick, tall) for tall in talls)
        marks.append(Mark(QRectF(left, rect.top(), slot, rect.height()), bars, told(point.label, point, series.unit)))
    return tuple(marks)


def lying(rect: QRectF, parts: Sequence[Series], look: Look) -> tuple[Mark, ...]:
    """Return the places of lying bars from the top down, each of as many parts as there are series; labels before, values behind."""
    rows = range(len(parts[0].points))
    sums = [sum(length(part.points[row]) for part in parts) for row in rows]
    before = label_width(rect, parts[0], look)
    behind = max(look.width(text) for text in (*map(figure, sums), *map(figures, parts[0].points))) + 2 * PAD
    room = max(0.0, rect.width() - before - behind)
    high = min(ROW_MOST, rect.height() / len(sums))
    return tuple(_row(QRectF(rect.left(), rect.top() + high * row, rect.width(), high), before, room / max(sums), parts, row) for row in rows)


def _row(area: QRectF, before: float, scale: float, parts: Sequence[Series], row: int) -> Mark:
    thick = min(THICK, area.height() - PAD)
    left, bars = area.left() + before, []
    for part in parts:
        wide = length(part.points[row]) * scale
        bars.append(QRectF(left, area.center().y() - thick / 2, wide, thick))
        left += wide
    label = parts[0].points[row].label
    lines = (label, *(told(part.title, part.points[row], part.unit) for part in parts))
    return Mark(area, tuple(bars), "\n".join(lines) if len(parts) > 1 else told(label, parts[0].points[row], parts[0].unit))


def label_width(rect: QRectF, series: Series, look: Look) -> float:
    """Return the room for the labels before lying bars."""
    return min(rect.width() * LABEL_SHARE, max(look.width(point.label) for point in series.points) + 2 * PAD)


def draw_empty(painter: QPainter, rect: QRectF, look: Look) -> None:
    """Say that there is nothing to draw."""
    _write(painter, rect, EMPTY, look.colours.dim, look.small, Qt.AlignmentFlag.AlignCenter)


def draw_standing(painter: QPainter, rect: QRectF, series: Series, marks: Sequence[Mark], look: Look, lit: int) -> None:
    """Draw standing bars on a hairline; `lit` is the place to bring out, -1 for none."""
    _light(painter, marks, look, lit)
    slot = rect.width() / len(marks)
    texts = _texts(series, slot, look)
    step = -(-int(max(look.width(point.label) for point in series.points) + PAD) // max(1, int(slot)))
    for position, (point, mark) in enumerate(zip(series.points, marks, strict=True)):
        bar, highest = mark.bars[0], mark.bars[-1]
        _fill(painter, highest, look.colours.line)
        _fill(painter, bar, look.colours.accent)
        text = texts[position] if texts else figures(point) if position == lit else ""
        colour = look.colours.text if point.value else look.colours.faint
        _centre(painter, bar.center().x(), highest.top() - LINE, text, colour, look)
        if position % step == 0:
            _centre(painter, bar.center().x(), bar.bottom() + PAD, point.label, look.colours.dim, look)
    floor = marks[0].bars[0].bottom()
    _hairline(painter, QRectF(rect.left(), floor, rect.width(), 1), look)


def _texts(series: Series, slot: float, look: Look) -> tuple[str, ...]:
    """Return what stands above the bars: figures with their wholes, without them where those are too wide, nothing where even these are."""
    for texts in (tuple(figures(point) for point in series.points), tuple(figure(point.value) for point in series.points)):
        if max(look.width(text) for text in texts) <= slot:
            return texts
    return ()


def draw_lying(painter: QPainter, rect: QRectF, parts: Sequence[Series], marks: Sequence[Mark], look: Look, tones: Sequence[Tone], lit: int) -> None:
    """Draw lying bars behind a hairline, in one colour or, where `tones` are given, each part in its own with its figure inside."""
    _light(painter, marks, look, lit)
    before = label_width(rect, parts[0], look)
    for row, mark in enumerate(marks):
        label = QRectF(rect.left(), mark.area.top(), before - 2 * PAD, mark.area.height())
        text = QFontMetricsF(look.small).elidedText(parts[0].points[row].label, Qt.TextElideMode.ElideRight, label.width() + 1)
        _write(painter, label, text, look.colours.text, look.small, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for position, bar in enumerate(mark.bars):
            _fill(painter, bar.adjusted(0, 0, -1, 0) if tones else bar, look.tone(tones[position]) if tones else look.colours.accent)
            if tones:
                _inside(painter, bar, length(parts[position].points[row]), look, tones[position])
        total = figure(sum(length(part.points[row]) for part in parts)) if len(parts) > 1 else figures(parts[0].points[row])
        behind = QRectF(mark.bars[-1].right() + PAD, mark.area.top(), rect.right() - mark.bars[-1].right(), mark.area.height())
        _write(painter, behind, total, look.colours.dim if tones else look.colours.text, look.small, Qt.AlignmentFlag.AlignVCenter)
    left = rect.left() + before
    _hairline(painter, QRectF(left - 1, rect.top(), 1, marks[-1].area.bottom() - rect.top()), look)


def draw_legend(painter: QPainter, rect: QRectF, parts: Sequence[Series], look: Look, tones: Sequence[Tone]) -> None:
    """Name the parts in a line: a swatch, the sign and the word of each."""
    left = rect.left()
    for part, tone in zip(parts, tones, strict=True):
        _fill(painter, QRectF(left, rect.center().y() - SIGN / 2 + 2, 4, SIGN - 4), look.tone(tone))
        sign = look.colours.dim if tone is Tone.NONE else look.tone(tone)
        painter.drawPixmap(QPointF(left + 8, rect.center().y() - SIGN / 2), icons.pixmap(tone.value, SIGN, sign, look.ratio))
        word = QRectF(left + 8 + SIGN + PAD, rect.top(), look.width(part.title) + PAD, rect.height())
        _write(painter, word, part.title, look.colours.dim, look.small, Qt.AlignmentFlag.AlignVCenter)
        left = word.right() + 3 * PAD


def _inside(painter: QPainter, bar: QRectF, value: float, look: Look, tone: Tone) -> None:
    if value and look.width(figure(value)) + PAD <= bar.width():
        colour = look.colours.text if tone is Tone.NONE else look.colours.raised
        _write(painter, bar.adjusted(0, -PAD, 0, PAD), figure(value), colour, look.small, Qt.AlignmentFlag.AlignCenter)


def _light(painter: QPainter, marks: Sequence[Mark], look: Look, lit: int) -> None:
    if 0 <= lit < len(marks):
        _fill(painter, marks[lit].area, look.colours.selected, 2 * CORNER)


def _fill(painter: QPainter, rect: QRectF, colour: QColor, corner: float = CORNER) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if rect.width() > 0 and rect.height() > 0:
        painter.drawRoundedRect(rect, corner, corner)


def _hairline(painter: QPainter, line: QRectF, look: Look) -> None:
    painter.fillRect(QRectF(round(line.x()), round(line.y()), line.width(), line.height()), look.colours.line)


def _centre(painter: QPainter, middle: float, top: float, text: str, colour: QColor, look: Look) -> None:
    wide = look.width(text) + 2 * PAD
    _write(painter, QRectF(middle - wide / 2, top, wide, LINE), text, colour, look.small, Qt.AlignmentFlag.AlignHCenter)


def _write(painter: QPainter, rect: QRectF, text: str, colour: QColor, font: QFont, align: Qt.AlignmentFlag) -> None:
    painter.setPen(colour)
    painter.setFont(font)
    painter.drawText(rect, int(align | Qt.TextFlag.TextSingleLine), text)
