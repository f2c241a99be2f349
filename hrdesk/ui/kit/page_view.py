"""The strip of pages of a preview: draws the pages in view, one a turn of the event loop, and forgets those far away."""

import math
from contextlib import ExitStack

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame
from typing_extensions import override

from hrdesk.ui.kit import theme
from hrdesk.ui.kit.pdf_pages import POINTS, Pages

INCH = 96  # pixels of the screen an inch at a zoom of 1
LEAST, MOST, STEP = 0.25, 3.0, 1.25  # zoom
LARGEST = 12_000_000  # dots of a picture; beyond, it is stretched rather than let the window wait
KEPT = 96 * 1024 * 1024  # bytes of pictures of pages out of view
LINE = 40  # pixels that an arrow key scrolls


class PageView(QAbstractScrollArea):
    """Pages under each other. `moved` tells that another page or zoom is shown."""

    moved = Signal()

    def __init__(self) -> None:
        """Make a strip without pages."""
        super().__init__()
        self._pages: Pages | None = None
        self._open = opened = ExitStack()
        self.destroyed.connect(lambda: opened.close())  # holds the stack, but not the view
        if (app := QCoreApplication.instance()) is not None:
            app.aboutToQuit.connect(self._leave)  # nothing is destroyed any more then
        self._places: list[QRectF] = []
        self._pictures: dict[int, tuple[float, QImage]] = {}
        self._fits, self.zoom, self.current = True, 1.0, 0
        self.setAccessibleName("頁面")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._draw_next)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else its coming and going changes the fitting width
        self.verticalScrollBar().setSingleStep(LINE)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def count(self) -> int:
        """The number of pages."""
        return len(self._pages) if self._pages else 0

    def show_pages(self, pages: Pages | None) -> None:
        """Show these pages from the first on instead, the first of them at once."""
        self._open.close()
        if pages:
            self._open.callback(pages.close)
        self._pages, self.current, self._fits = pages, 0, True
        self._pictures.clear()
        self._arrange()
        self.verticalScrollBar().setValue(0)
        if pages:
            self._draw(pages, 0)
        self.viewport().update()

    def _leave(self) -> None:
        self.show_pages(None)

    def zoom_in(self) -> None:
        """Show the pages larger."""
        self._set_zoom(self.zoom * STEP)

    def zoom_out(self) -> None:
        """Show the pages smaller."""
        self._set_zoom(self.zoom / STEP)

    def fit_width(self) -> None:
        """Show the pages as wide as the view."""
        self._fits = True
        self._keep_place()

    def page_up(self) -> None:
        """Go to the page before."""
        self.go(self.current - 1)

    def page_down(self) -> None:
        """Go to the page behind."""
        self.go(self.current + 1)

    def go(self, page: int) -> None:
        """Go to a page, from 0; beyond the ends, to the end."""
        if self._places:
            place = min(len(self._places) - 1, max(0, page))
            self.verticalScrollBar().setValue(round(self._places[place].top()) - theme.INNER)
            self._set_current(place)

    def _set_zoom(self, zoom: float) -> None:
        self._fits, self.zoom = False, min(MOST, max(LEAST, zoom))
        self._keep_place()

    def _keep_place(self) -> None:
        """Lay the pages out anew and stay at the same part of the same page."""
        before = self._places[self.current] if self._places else QRectF()
        offset = self.verticalScrollBar().value() - before.top()
        self._arrange()
        if self._places:
            after = self._places[self.current]
            inside = offset * after.height() / before.height() if offset > 0 else offset  # the gap above a page is as wide at every zoom
            self.verticalScrollBar().setValue(round(after.top() + inside))
        self.viewport().update()
        self.moved.emit()

    def _arrange(self) -> None:
        sizes = self._pages.sizes if self._pages else ()
        view = self.viewport().size()
        widest = max((size.width() for size in sizes), default=1.0)
        if self._fits:
            self.zoom = min(MOST, max(LEAST, (view.width() - 2 * theme.INNER) * POINTS / INCH / widest))
        scale = self.zoom * INCH / POINTS
        wide = max(float(view.width()), widest * scale + 2 * theme.INNER)
        top, self._places = float(theme.INNER), []
        for size in sizes:
            drawn = QSizeF(round(size.width() * scale), round(size.height() * scale))
            self._places.append(QRectF(QPointF(round((wide - drawn.width()) / 2), top), drawn))
            top += drawn.height() + theme.INNER
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setRange(0, max(0, round(top) - view.height()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.horizontalScrollBar().setRange(0, max(0, round(wide) - view.width()))

    def _scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        self._set_current(next((page for page, place in enumerate(self._places) if place.bottom() >= middle), max(0, self.count - 1)))
        self.viewport().update()

    def _set_current(self, page: int) -> None:
        if page != self.current:
            self.current = page
            self.moved.emit()

    def _scale(self, page: int) -> float:
        """Return the dots a point that a page is drawn with."""
        size = self._places[page].size() / self.zoom * POINTS / INCH
        wanted = self.zoom * INCH / POINTS * self.devicePixelRatioF()
        return min(wanted, math.sqrt(LARGEST / (size.width() * size.height())))

    def _in_view(self) -> list[int]:
        view = QRectF(self.viewport().rect()).translated(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return [page for page, place in enumerate(self._places) if place.intersects(view)]

    def _missing(self) -> list[int]:
        return [page for page in self._in_view() if page not in self._pictures or self._pictures[page][0] != self._scale(page)]

    def _draw_next(self) -> None:
        missing = self._missing()
        if self._pages and missing:
            self._draw(self._pages, missing[0])
            self.viewport().update()

    def _draw(self, pages: Pages, page: int) -> None:
        scale = self._scale(page)
        self._pictures.pop(page, None)
        self._pictures[page] = scale, pages.picture(page, scale)
        far = [one for one in self._pictures if one != page and one not in self._in_view()]
        for one in far:
            if sum(picture.sizeInBytes() for _, picture in self._pictures.values()) > KEPT:
                del self._pictures[one]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self.viewport()), theme.colours()
        painter.fillRect(self.viewport().rect(), colours.sunken)
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._in_view():
            place = self._places[page]
            painter.fillRect(place.adjusted(-1, -1, 1, 1), colours.line)
            painter.fillRect(place, Qt.GlobalColor.white)  # paper is white in every scheme
            if page in self._pictures:
                scale, picture = self._pictures[page]
                crisp = scale == self.zoom * INCH / POINTS * self.devicePixelRatioF()
                painter.drawImage(QRectF(place.topLeft(), QSizeF(picture.size()) / self.devicePixelRatioF()) if crisp else place, picture)
        painter.end()
        if self._missing():
            self._turn.start()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._keep_place()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_PageUp: self.current - 1, Qt.Key.Key_PageDown: self.current + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.count - 1}
        key = Qt.Key(event.key())
        if key in moves:
            self.go(moves[key])
        else:
            super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
        else:
            super().wheelEvent(event)
