"""Breaks Traditional Chinese text into lines as a person would set it.

No closing mark begins a line, no opening mark or box ends one, nothing hangs over the border, Latin words, times and numbers with their unit stay
whole, the wide space is kept, and what is wider than a line is cut after a hyphen, slash or @ before it is cut anywhere.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

CLOSERS = "，。、；：？！．‧・·）」』】〕〉》〗］｝”’…—～％‰℃々〻ー,.;:?!)]}%"
OPENERS = "（「『【〔〈《〖［｛“‘([{＄￥$#＠@□■☐☑"
_UNITS = "年月日時分秒人次件元期號點條款級職"
_ATOM = re.compile(rf"[{re.escape(OPENERS)}]*(?: |第?[!-~À-ɏ]+[{_UNITS}]?|.)[{re.escape(CLOSERS)}]*")
_SOFT = frozenset("-/@._:,;&=?+～、，")
_SLACK = 1e-6


def break_lines(text: str, limit: float, widths: Mapping[str, float]) -> tuple[str, ...]:
    """Return the lines of a text no wider than `limit` ems by the characters' `widths`; "\\n" always breaks."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if measure(paragraph, widths) <= limit + _SLACK:
            lines.append(paragraph)
        else:
            lines.extend(_broken(paragraph, limit, widths))
    return tuple(lines)


def measure(text: str, widths: Mapping[str, float]) -> float:
    """Return the width of a text in ems."""
    return sum(map(widths.__getitem__, text))


def _broken(paragraph: str, limit: float, widths: Mapping[str, float]) -> list[str]:
    lines, line, used = [], "", 0.0
    for atom in _ATOM.findall(paragraph):
        width = measure(atom, widths)
        if used + width <= limit + _SLACK:
            line, used = line + atom, used + width
        elif atom == " ":
            continue  # a space at the end of a line is the break
        else:
            if line:
                lines.append(line.rstrip(" "))
            *whole, line = _cut(atom, limit, widths) if width > limit + _SLACK else (atom,)
            lines.extend(whole)
            used = measure(line, widths)
    return [*lines, line.rstrip(" ")]


def _cut(atom: str, limit: float, widths: Mapping[str, float]) -> list[str]:
    """Cut what is wider than a line: after the last soft mark that fits, or else where the line is full."""
    pieces = []
    while measure(atom, widths) > limit + _SLACK:
        fits = _fitting(atom, limit, widths)
        soft = next((end for end in range(fits, 1, -1) if atom[end - 1] in _SOFT), fits)
        pieces.append(atom[:soft])
        atom = atom[soft:]
    return [*pieces, atom]


def _fitting(atom: str, limit: float, widths: Mapping[str, float]) -> int:
    """Return how many characters fit, at least one."""
    used = 0.0
    for count, character in enumerate(atom):
        used += widths[character]
        if used > limit + _SLACK:
            return max(count, 1)
    return len(atom)


@lru_cache(maxsize=1)
def em_widths() -> Mapping[str, float]:
    """Return widths for papers whose font the program does not choose: half an em for Latin, an em for the rest."""
    return _Estimate()


class _Estimate(dict[str, float]):
    def __missing__(self, character: str) -> float:
        width = self[character] = 0.5 if character < "\u0250" else 1.0
        return width
