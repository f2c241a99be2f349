"""The year as a time line: by month, one bar a person, days without a teacher hatched; by mouse and by keyboard."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from hrdesk.domain.minguo import year_end, year_start
from hrdesk.ui.kit import theme
from hrdesk.ui.pages.seeds.tracks import Look, Span, Track

LABEL, HEAD, ROW = 168, 28, 28  # pixels: the names, the months, a track
BAR, BASE = 16, 4  # heights of a bar and of the days an agency must cover
NARROWEST = 4  # a single day is still seen
MONTHS = 12
At = tuple[int, int]  # the track, and the span on it


class TimeLine(QWidget):
    """`opened` is told the key of the span that was opened (double click, Enter), `told` what the span chosen says."""

    opened = Signal(object)
    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.year, self.today = 0, date.min
        self.tracks: tuple[Track, ...] = ()
        self.at: At | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("種籽教師時間軸")

    def show_year(self, year: int, tracks: Sequence[Track], today: date) -> None:
        """Show the tracks of a 民國 year; `today` is marked where it lies in it."""
        held = self.span()
        self.year, self.tracks, self.today = year, tuple(tracks), today
        self.at = next((at for at in self._all() if held is not None and self._span(at).key == held.key and held.key is not None), None)
        self.updateGeometry()
        self.update()

    def span(self) -> Span | None:
        """Return the span chosen, or None."""
        return None if self.at is None else self._span(self.at)

    @override
    def sizeHint(self) -> QSize:
        """Return the height that the tracks need."""
        return QSize(640, HEAD + ROW * len(self.tracks))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return how narrow it may become."""
        return QSize(480, HEAD + ROW * len(self.tracks))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along a track and between tracks; Enter opens; everything else is the page's."""
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        jumps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in moves:
            self._move(moves[Qt.Key(event.key())])
        elif event.key() in jumps:
            self._jump(jumps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the span under the mouse."""
        found = self._under(event.position())
        if found is not None:
            self._choose(found)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the span under the mouse."""
        if self._under(event.position()) is not None:
            self._open()

    @override
    def event(self, event: QEvent) -> bool:
        """Say what lies under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._under(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if found is None else self._span(found).said, self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the months, the tracks, the day of today and what is chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_months(painter)
        for n, track in enumerate(self.tracks):
            self._paint_track(painter, n, track)
        self._paint_today(painter)

    def rect_of(self, at: At) -> QRectF:
        """Return where a span lies."""
        span, (row, _) = self._span(at), at
        left = self._x(span.start)
        right = max(self._x(date.fromordinal(span.end.toordinal() + 1)), left + NARROWEST)
        top = HEAD + row * ROW
        if span.look is Look.COVERED:  # along the foot of its row, so that words have room above it
            return QRectF(left, top + ROW - BASE - 2, right - left, BASE)
        return QRectF(left, top + (ROW - BAR) / 2, right - left, BAR)

    def _x(self, day: date) -> float:
        first = year_start(self.year).toordinal()
        days = year_end(self.year).toordinal() + 1 - first
        return LABEL + (day.toordinal() - first) / days * (self.width() - LABEL - 1)

    def _all(self) -> list[At]:
        return [(n, k) for n, track in enumerate(self.tracks) for k in range(len(track.spans))]

    def _span(self, at: At) -> Span:
        return self.tracks[at[0]].spans[at[1]]

    def _under(self, point: QPointF) -> At | None:
        return next((at for at in reversed(self._all()) if self.rect_of(at).adjusted(-2, -6, 2, 6).contains(point)), None)

    def _choose(self, at: At) -> None:
        self.at = at
        self.setAccessibleDescription(self._span(at).said)
        self.told.emit(self._span(at).said)
        self.update()

    def _move(self, step: int) -> None:
        known = self._all()
        if known:
            place = known.index(self.at) + step if self.at in known else 0
            self._choose(known[min(max(place, 0), len(known) - 1)])

    def _jump(self, step: int) -> None:
        rows = [n for n, track in enumerate(self.tracks) if track.spans]
        if rows:
            place = rows.index(self.at[0]) + step if self.at is not None else 0
            self._choose((rows[min(max(place, 0), len(rows) - 1)], 0))

    def _open(self) -> None:
        span = self.span()
        if span is not None and span.key is not None:
            self.opened.emit(span.key)

    def _paint_months(self, painter: QPainter) -> None:
        c = theme.colours()
        painter.setFont(theme.font("secondary"))
        for month in range(1, MONTHS + 1):
            left = self._x(year_start(self.year).replace(month=month)) if self.year else LABEL
            painter.setPen(QPen(c.line, 1))
            painter.drawLine(QPointF(left, HEAD - 6), QPointF(left, self.height()))
            painter.setPen(c.dim)
            painter.drawText(QRectF(left + 4, 0, 60, HEAD - 4), int(Qt.AlignmentFlag.AlignVCenter), f"{month}月")

    def _paint_track(self, painter: QPainter, row: int, track: Track) -> None:
        c = theme.colours()
        top = HEAD + row * ROW
        painter.setPen(QPen(c.line, 1))
        painter.drawLine(QPointF(0, top), QPointF(self.width(), top))
        made = theme.font("secondary", bold=track.agency)
        painter.setFont(made)
        painter.setPen(c.text if track.agency else c.dim)
        indent = 8 if track.agency else 20
        name = painter.fontMetrics().elidedText(track.label, Qt.TextElideMode.ElideRight, LABEL - indent - 8)
        painter.drawText(QRectF(indent, top, LABEL - indent, ROW), int(Qt.AlignmentFlag.AlignVCenter), name)
        painter.setFont(theme.font("secondary"))
        for k, span in enumerate(track.spans):
            self._paint_span(painter, (row, k), span)

    def _paint_span(self, painter: QPainter, at: At, span: Span) -> None:
        c, rect = theme.colours(), self.rect_of(at)
        fill = {Look.SERVING: c.accent, Look.ENDED: c.sunken, Look.ACROSS: c.accent_soft, Look.COVERED: c.accent_soft, Look.GAP: c.bad_soft}[span.look]
        edge = {Look.ACROSS: c.accent, Look.GAP: c.bad, Look.ENDED: c.faint}.get(span.look)
        painter.setPen(Qt.PenStyle.NoPen if edge is None else QPen(edge, 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(rect, 3, 3)
        if span.look is Look.GAP:
            painter.setBrush(QBrush(c.bad, Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(rect, 3, 3)
        self._write(painter, at, span, rect)
        if at == self.at:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(c.text, 2 if self.hasFocus() else 1))
            painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 4, 4)

    def _write(self, painter: QPainter, at: At, span: Span, rect: QRectF) -> None:
        """Write a span's days on it, or behind it where there is room before the next one."""
        c, need = theme.colours(), painter.fontMetrics().horizontalAdvance(span.short)
        inside = {Look.SERVING: c.on_accent, Look.ENDED: c.dim, Look.ACROSS: c.text}.get(span.look)
        if not span.short:
            return
        if inside is not None and need + 12 <= rect.width():
            self._draw_words(painter, rect.adjusted(6, 0, 0, 0), span.short, inside)
            return
        later = [self.rect_of((at[0], k)).left() for k in range(at[1] + 1, len(self.tracks[at[0]].spans))]
        room = min([*later, float(self.width())]) - rect.right() - 8
        if need <= room:
            self._draw_words(painter, QRectF(rect.right() + 4, rect.top(), room, rect.height()), span.short, c.bad if span.look is Look.GAP else c.dim)

    def _draw_words(self, painter: QPainter, rect: QRectF, words: str, colour: QColor) -> None:
        painter.setPen(colour)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), words)

    def _paint_today(self, painter: QPainter) -> None:
        if self.year and year_start(self.year) <= self.today <= year_end(self.year):
            left = self._x(self.today)
            painter.setPen(QPen(theme.colours().accent, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(left, HEAD - 6), QPointF(left, self.height()))
