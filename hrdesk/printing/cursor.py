"""Where on the pages the next thing stands, and how a text becomes lines there."""

from functools import lru_cache

from hrdesk.printing import wording
from hrdesk.printing.breaking import break_lines
from hrdesk.printing.fonts import WIDTHS
from hrdesk.printing.pen import LEADING, MM, Pen

_BELOW = 1 * MM  # under the line that says what a page continues
_MARK = 10.0


class Cursor:
    """Goes down page after page; `y` is where the next thing stands, in points from the top."""

    def __init__(self, pen: Pen, mark: str, *, landscape: bool) -> None:
        """Begin on the first page; every further page begins with `mark`."""
        self.pen, self.mark = pen, mark
        self.left, self.top, self.width = (20 * MM, 22 * MM, 257 * MM) if landscape else (25 * MM, 25 * MM, 160 * MM)
        self.bottom = pen.height - 20 * MM
        self.y = self.top

    def turn(self) -> None:
        """Go on to the next page."""
        self.pen.turn()
        self.pen.text(self.left, self.top, _MARK, self.mark)
        self.y = self.top + _MARK * LEADING + _BELOW

    def fits(self, height: float) -> bool:
        """Tell whether so much room is left on the page."""
        return self.y + height <= self.bottom + 0.01

    @property
    def fresh(self) -> float:
        """Return the room on a page after turning."""
        return self.bottom - self.top - _MARK * LEADING - _BELOW


@lru_cache(maxsize=8192)
def lines_of(text: str, limit: float) -> tuple[str, ...]:
    """Return a text broken at `limit` ems; remembered, because tables repeat themselves."""
    return break_lines(wording.plain(text), limit, WIDTHS)
