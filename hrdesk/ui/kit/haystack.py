"""What a filter looks in: the texts of many rows joined into few long ones, so that C goes through them and not a loop over the rows."""

import re
from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

BLOCK = 2_000  # rows whose texts are joined; no more than there are MARKS
CROWDED = 6  # where more than one row in so many holds a word, looking into every row is quicker than making a match for each
END = "\x01"  # of a row's text, which holds none; the row's mark follows
MARKS = 0xD800  # the first of 2,048 characters that no text holds: half of a surrogate pair


class Hay(Protocol):
    """A row that a filter can look in."""

    @property
    def hay(self) -> str:
        """Return its folded text."""


H = TypeVar("H", bound=Hay)
Blocks = tuple[tuple[Sequence[H], str], ...]


class Haystack(Generic[H]):
    """Rows in one order. What was found last is kept: words that were only typed on are looked for among it."""

    def __init__(self, rows: Sequence[H]) -> None:
        self.rows = rows
        self._words: tuple[str, ...] = ()
        self._found: Sequence[H] = rows
        self._blocks: Blocks[H] | None = None

    def join(self) -> Blocks[H]:
        """Join the texts, once: called where the rows are made, no search waits for it."""
        if self._blocks is None:
            parts = (self.rows[at : at + BLOCK] for at in range(0, len(self.rows), BLOCK))
            self._blocks = tuple((rows, "".join(f"{row.hay}{END}{chr(n)}" for n, row in enumerate(rows, MARKS))) for rows in parts)
        return self._blocks

    def holding(self, words: tuple[str, ...]) -> Sequence[H]:
        """Return the rows that hold every one of the folded words, in their order."""
        typed_on = all(any(before in word for word in words) for before in self._words)
        if typed_on and len(self._found) * CROWDED < len(self.rows):
            found, left = self._found, words
        else:
            found, left = self._searched(words)
        for word in left:
            found = [row for row in found if word in row.hay]
        self._words, self._found = words, found
        return found

    def _searched(self, words: tuple[str, ...]) -> tuple[Sequence[H], tuple[str, ...]]:
        """Return the rows that hold the longest word, and the words that are left to look for."""
        if not words:
            return self.rows, ()
        first = max(words, key=len)
        found: list[H] = []
        pattern, crowded = re.compile(f"{re.escape(first)}[^{END}]*{END}(.)"), False
        for rows, text in self.join():
            here = [row for row in rows if first in row.hay] if crowded else [rows[ord(mark) - MARKS] for mark in pattern.findall(text)]
            crowded = len(here) * CROWDED > len(rows)
            found += here
        return found, tuple(word for word in words if word != first)
