"""Colours, measures and type of the whole window, in one place: a page never names a colour."""

from dataclasses import dataclass, fields
from enum import Enum
from functools import lru_cache

from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from hrdesk import paths
from hrdesk.ui.kit.sheet import sheet

STEP = 4  # everything is measured in steps of four pixels
INNER, GAP, MARGIN = 12, 16, 24
RAIL, RAIL_FOLDED, TITLE, ROW, BUTTON, PANE = 200, 56, 48, 32, 32, 340
BODY_POINTS = 10
LARGER = {"title": 1.5, "section": 1.1, "secondary": 0.9}
MEASURES = "measures"  # the property of a widget that holds its measures at the usual text size
SETTERS = {
    "wide": QWidget.setFixedWidth,
    "high": QWidget.setFixedHeight,
    "least_wide": QWidget.setMinimumWidth,
    "least_high": QWidget.setMinimumHeight,
    "most_wide": QWidget.setMaximumWidth,
}
SHEET = "sheet"  # the property of the application that holds the style sheet
HALF = 128  # lightness of a grey that is neither light nor dark


class Scheme(Enum):
    """淺色, 深色, or as the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme by what they are for; the `_soft` ones lie behind text, the others are text, lines and signs."""

    text: QColor
    dim: QColor
    faint: QColor
    surface: QColor
    raised: QColor
    sunken: QColor
    line: QColor
    accent: QColor
    on_accent: QColor
    accent_soft: QColor
    good: QColor
    warn: QColor
    bad: QColor
    good_soft: QColor
    warn_soft: QColor
    bad_soft: QColor
    hover: QColor
    selected: QColor

    def of(self, name: str) -> QColor:
        """Return the colour of a name; raise AttributeError for an unknown one."""
        return QColor(getattr(self, name))

    def named(self) -> dict[str, str]:
        """Return every colour as #rrggbb by its name."""
        return {one.name: self.of(one.name).name() for one in fields(self)}


NAMES = frozenset(one.name for one in fields(Colours))


def _colours(*names: str) -> Colours:
    return Colours(*(QColor(name) for name in names))


LIGHT = _colours(
    *("#1B1F24", "#555F6B", "#87909B", "#F5F6F7", "#FFFFFF", "#ECEEF0", "#DFE3E7"),
    *("#0F766E", "#FFFFFF", "#D8EFEB", "#1A7437", "#8A5200", "#B3242B", "#DEF2E3", "#FAEBD1", "#FADFDF", "#F0F3F5", "#DCEFEC"),
)
DARK = _colours(
    *("#E8EAED", "#A9B1BB", "#7B838D", "#1A1C1F", "#232629", "#141618", "#373B41"),
    *("#2DD4BF", "#06231F", "#153D39", "#56C776", "#E5A94A", "#F48689", "#1B3A26", "#41311A", "#482528", "#2B2F33", "#1E433F"),
)
SERIES = {
    "light": ("#0F766E", "#C2702B", "#4B6CB7", "#8A5A9E", "#6B7B2A", "#9AA3AD", "#B3242B"),
    "dark": ("#2DD4BF", "#E59A55", "#86A4F0", "#C79BDB", "#B5C763", "#8C96A1", "#F48689"),
}


def is_dark() -> bool:
    """Tell whether the running program shows the dark scheme."""
    return QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < HALF


def colours() -> Colours:
    """Return the colours of the scheme that the running program shows."""
    return _colours_with(QGuiApplication.palette().cacheKey())


@lru_cache(maxsize=1)
def _colours_with(_: int) -> Colours:
    """Return the colours that go with the program's palette, which has this key: every cell painted asks for them."""
    return DARK if is_dark() else LIGHT


def series(count: int) -> tuple[QColor, ...]:
    """Return `count` colours that can be told apart in a chart, the accent first; beyond the seventh they begin again."""
    names = SERIES["dark" if is_dark() else "light"]
    return tuple(QColor(names[n % len(names)]) for n in range(count))


def apply(app: QApplication, scheme: Scheme = Scheme.SYSTEM, *, points: int = BODY_POINTS, family: str = "") -> None:
    """Give the whole program a scheme and a text size in points; `family` is the interface font ("" = the system's).

    The style sheet is put on each window (see `dress`). On the application, Qt would walk through all that stands in a widget each time the widget is
    put into another one: a page takes three times as long to build.
    """
    dark = scheme is Scheme.DARK or (scheme is Scheme.SYSTEM and system_is_dark(app))
    chosen = DARK if dark else LIGHT
    font = QFont(app.font())
    if family:
        font.setFamilies([family, *(one for one in font.families() if one != family)])
    font.setPointSize(points)
    app.setFont(font)
    app.setPalette(_palette(chosen))
    app.setProperty(SHEET, sheet(chosen.named(), points, QFontMetrics(font).height(), paths.cache() / "looks"))
    for one in app.allWidgets():
        if one.property(MEASURES):
            _grow(one)
    for window in app.topLevelWidgets():
        if window.styleSheet():
            dress(window)


def dress(window: QWidget) -> None:
    """Give a window without a parent the style sheet, and with it whatever stands in it or opens from it; called when its first parts are in place."""
    app = QApplication.instance()
    assert app is not None
    window.setStyleSheet(app.property(SHEET) or "")


def system_is_dark(app: QApplication) -> bool:
    """Tell whether the desktop asks programs to be dark."""
    from PySide6.QtCore import Qt

    return app.styleHints().colorScheme() is Qt.ColorScheme.Dark


def grown(pixels: int) -> int:
    """Return the pixels that what is `pixels` wide at the usual text size takes at the larger size that somebody chose."""
    return round(pixels * max(1.0, QApplication.font().pointSizeF() / BODY_POINTS))


def measure(widget: QWidget, **pixels: int) -> None:
    """Give a widget measures (keys of `SETTERS`) in pixels at the usual text size; they grow with the text, also while the widget is shown."""
    widget.setProperty(MEASURES, pixels)
    _grow(widget)


def _grow(widget: QWidget) -> None:
    for name, pixels in widget.property(MEASURES).items():
        SETTERS[name](widget, grown(pixels))


def font(kind: str, *, bold: bool = False) -> QFont:
    """Return the interface font at the size of a `title`, a `section` or `secondary` text."""
    made = QFont(QApplication.font())
    made.setPointSizeF(made.pointSizeF() * LARGER[kind])
    if bold or kind in ("title", "section"):
        made.setWeight(QFont.Weight.DemiBold)
    return made


def figures(made: QFont) -> QFont:
    """Return a font whose figures all have one width, so that columns of numbers and dates stand under each other."""
    copy = QFont(made)
    copy.setFeature(QFont.Tag("tnum"), 1)
    return copy


def _palette(c: Colours) -> QPalette:
    made = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: c.surface,
        role.WindowText: c.text,
        role.Base: c.raised,
        role.AlternateBase: c.sunken,
        role.Text: c.text,
        role.Button: c.raised,
        role.ButtonText: c.text,
        role.BrightText: c.bad,
        role.Highlight: c.selected,
        role.HighlightedText: c.text,
        role.Link: c.accent,
        role.LinkVisited: c.accent,
        role.ToolTipBase: c.raised,
        role.ToolTipText: c.text,
        role.PlaceholderText: c.faint,
        role.Accent: c.accent,
        role.Mid: c.line,
        role.Midlight: c.line,
        role.Light: c.raised,
        role.Dark: c.line,
        role.Shadow: c.line,
    }
    for one, colour in pairs.items():
        made.setColor(one, colour)
    for one in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, one, c.faint)
    return made
