"""Names of people and agencies: a key to match by, a mask, and the order by 姓氏筆畫. A name itself is never changed.

Unicode normalisation would turn compatibility ideographs of real names into others, so only the match key folds characters, by a table
that is shipped. The tables come as values, because the domain reads no files.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

_ZERO_STROKES = ord("!")  # a stroke count is kept as one printable character, "!" for none known
_UNKNOWN = 1_000  # Latin letters and private-use characters come last
_DROPPED = frozenset("·‧．・•∙⋅｡。. \u3000\u00a0\u200b\u200c\u200d\ufeff")  # every dot between the parts of a name, and spaces
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_TO_HALF_WIDTH = 0xFF01 - 0x21
_SELECTORS = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_NOTHING: Mapping[int, None] = dict.fromkeys((*map(ord, _DROPPED), *_SELECTORS))  # for str.translate: names come by the ten thousand
_PLAIN: Mapping[int, int | None] = {**{wide: wide - _TO_HALF_WIDTH for wide in _FULL_WIDTH}, **_NOTHING}
_MASK = "○"
_LONGEST_MASK = 3


@dataclass(frozen=True, slots=True)
class NameTables:
    """Stroke counts as runs of code points, each run from `starts[i]` on, and the character that stands for each variant."""

    starts: tuple[int, ...]
    runs: tuple[str, ...]
    variants: Mapping[str, str]

    def strokes(self, character: str) -> int | None:
        """Return the stroke count of a character or of the one it is a variant of, None where it has none."""
        return self._listed(character) or self._listed(self.variants.get(character, ""))

    def _listed(self, character: str) -> int | None:
        index = bisect_right(self.starts, ord(character)) - 1 if character else -1
        offset = ord(character) - self.starts[index] if index >= 0 else 0
        return ord(self.runs[index][offset]) - _ZERO_STROKES or None if index >= 0 and offset < len(self.runs[index]) else None


def read_tables(strokes: str, variants: str) -> NameTables:
    """Read the two shipped tables: lines of start and stroke run, and lines of a code point with its variants, all in hexadecimal."""
    rows = [line.split("\t") for line in strokes.splitlines()]
    pairs = {
        chr(int(variant, 16)): chr(int(standing, 16))
        for standing, others in (line.split("\t") for line in variants.splitlines())
        for variant in others.split(" ")
    }
    return NameTables(tuple(int(start, 16) for start, _ in rows), tuple(run for _, run in rows), MappingProxyType(pairs))


def folded(tables: NameTables, name: str) -> str:
    """Return the key under which spellings of one name match: 臺/台, 峯/峰, full width, case, dots and spaces do not count."""
    plain = name.translate(_PLAIN)
    return "".join(map(tables.variants.get, plain, plain)).casefold()


def stroke_key(tables: NameTables, name: str) -> tuple[tuple[int, int], ...]:
    """Return the sort key by 姓氏筆畫: character by character its strokes, then its code point; characters without strokes last."""
    return tuple((tables.strokes(char) or _UNKNOWN, ord(char)) for char in name.translate(_NOTHING))


def mask_name(name: str) -> str:
    """Return 陳○○ for 陳𡍼明: the first character, and a circle for each further one, three at most."""
    shown = name.translate(_NOTHING)
    circles = _MASK * min(max(len(shown) - 1, 1), _LONGEST_MASK)
    return (shown[0] if len(shown) > 1 else "") + circles if shown else ""


def private_use(name: str) -> tuple[str, ...]:
    """Return the private-use characters (造字) of a name: they look different, or like nothing, on another computer."""
    return tuple(_PRIVATE.findall(name))
