"""The line icons of the program, drawn in the colour of the running scheme at the exact number of screen dots.

Each icon is one SVG in `resources/icons`, 20 x 20 with strokes of 1.5 in currentColor. A `QIcon` made here asks for its colour when it is painted,
so a change of scheme needs no new icons.
"""

from functools import cache, lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from hrdesk import paths
from hrdesk.ui.kit import theme

_COPIES: list[QIconEngine] = []  # Qt asks for a copy only where a shared icon is altered, does not hold the Python half, and crashes without it
KEPT = 1024  # drawn pictures that are kept; a window at one screen scale shows far fewer


def icon(name: str, colour: str = "text") -> QIcon:
    """Return an icon in the running scheme's colour of that name (faint where disabled); raise KeyError for an unknown icon or colour."""
    drawing(name)
    if colour not in theme.NAMES:
        raise KeyError(colour)
    return QIcon(_Engine(name, colour))


def pixmap(name: str, size: int, colour: QColor | None = None, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a picture of `size` logical pixels for a screen of `ratio` dots a pixel; raise KeyError for an unknown name."""
    dots = round(size * ratio)
    made = QPixmap(_drawn(name, (colour or theme.colours().text).rgba(), dots, dots))
    made.setDevicePixelRatio(ratio)
    return made


@cache
def names() -> frozenset[str]:
    """Return the name of every icon there is."""
    return frozenset(path.stem for path in (paths.resources() / "icons").glob("*.svg"))


@cache
def drawing(name: str) -> str:
    """Return the SVG text of an icon; raise KeyError for an unknown name."""
    if name not in names():
        raise KeyError(name)
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def clear() -> None:
    """Forget every drawn picture, as after a change of scheme, where the old ones are not wanted again."""
    _drawn.cache_clear()


@lru_cache(maxsize=KEPT)
def _drawn(name: str, colour: int, width: int, height: int) -> QPixmap:
    shade = QColor.fromRgba(colour)
    renderer = QSvgRenderer(drawing(name).replace("currentColor", shade.name()).encode())
    made = QPixmap(width, height)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setOpacity(shade.alphaF())
    side = min(width, height)
    renderer.render(painter, QRectF((width - side) / 2, (height - side) / 2, side, side))
    painter.end()
    return made


class _Engine(QIconEngine):
    """Draws one icon whenever Qt asks for it, in the colour that holds at that moment."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name, self._colour = name, colour

    def _shade(self, mode: QIcon.Mode) -> int:
        return theme.colours().of("faint" if mode is QIcon.Mode.Disabled else self._colour).rgba()

    # no @override in what is imported before the first paint: its module takes longer than this one
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:  # noqa: ARG002  # Qt's
        if size.isEmpty():  # a button that its layout has not given room yet is painted as well
            return QPixmap()
        return _drawn(self._name, self._shade(mode), size.width(), size.height())

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002  # Qt's
        dots = painter.device().devicePixelRatioF()
        made = QPixmap(_drawn(self._name, self._shade(mode), round(rect.width() * dots), round(rect.height() * dots)))
        made.setDevicePixelRatio(dots)
        painter.drawPixmap(QPoint(rect.x(), rect.y()), made)

    def clone(self) -> QIconEngine:
        copy = _Engine(self._name, self._colour)
        _COPIES.append(copy)
        return copy
