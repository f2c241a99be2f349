"""Breaks Traditional Chinese text into lines as a person would set it.

No closing mark begins a line, no opening mark or box ends one, nothing hangs over the border, Latin words, times and numbers with their unit stay
whole, the wide space is kept, no last line is a single character, and what is wider than a line is cut after a hyphen, slash or @ before it is cut anywhere.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

CLOSERS = "，。、；：？！．‧・·）」』】〕〉》〗］｝”’…—～％‰℃々〻ー,.;:?!)]}%"
OPENERS = "（「『【〔〈《〖［｛“‘([{＄￥$#＠@□■☐☑"
_UNITS = "年月日時分秒人次件元期號點條款級"
_OPEN, _CLOSE, _LATIN = f"[{re.escape(OPENERS)}]*", f"[{re.escape(CLOSERS)}]*", "[!-~À-ɏ]+"
_ATOM = re.compile(f"{_OPEN}(?: |第?{_LATIN}[{_UNITS}]?|.){_CLOSE}")
_LOOSER = (re.compile(f"{_OPEN}(?:{_LATIN}|.){_CLOSE}"), re.compile(r"[^-/@._:,;&=?+~]*[-/@._:,;&=?+~]+|[^-/@._:,;&=?+~]+"))
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
    lines: list[list[str]] = [[]]
    used = 0.0
    atoms = _ATOM.findall(paragraph)[::-1]
    while atoms:
        atom = atoms.pop()
        width = measure(atom, widths)
        if used + width <= limit + _SLACK or (atom == "\u3000" and lines[-1]):  # a wide space over the border is blank
            lines[-1].append(atom)
            used += width
        elif width > limit + _SLACK and len(atom) > 1:
            atoms += _loosened(atom, limit, widths)[::-1]
        elif atom != " ":  # a space at the end of a line is the break
            lines += [[atom]] if lines[-1] else []
            lines[-1] = [atom]
            used = width
    _accompany(lines, limit, widths)
    return ["".join(line).rstrip(" ") for line in lines]


def _accompany(lines: list[list[str]], limit: float, widths: Mapping[str, float]) -> None:
    """Give a last line of one character another from the line before, as a typesetter does."""
    if len(lines) > 1 and len(lines[-2]) > 1 and len("".join(lines[-1]).rstrip(CLOSERS)) == 1:
        joined = lines[-2][-1] + "".join(lines[-1])
        if len(lines[-2][-1]) <= 3 and not joined[0].isspace() and measure(joined, widths) <= limit:
            lines[-1].insert(0, lines[-2].pop())


def _loosened(atom: str, limit: float, widths: Mapping[str, float]) -> list[str]:
    """Cut what is wider than a line: a number from its unit, else after a soft mark, else where the line is full."""
    for pattern in _LOOSER:
        parts = pattern.findall(atom)
        if len(parts) > 1:
            return [str(part) for part in parts]
    fits = _fitting(atom, limit, widths)
    return [atom[:fits], atom[fits:]]


def _fitting(atom: str, limit: float, widths: Mapping[str, float]) -> int:
    """Return how many characters of what does not fit as a whole fit, at least one."""
    used, count = 0.0, 0
    while used + widths[atom[count]] <= limit + _SLACK:
        used += widths[atom[count]]
        count += 1
    return max(count, 1)


@lru_cache(maxsize=1)
def em_widths() -> Mapping[str, float]:
    """Return widths for papers whose font the program does not choose: half an em for Latin, an em for the rest."""
    return _Estimate()


class _Estimate(dict[str, float]):
    def __missing__(self, character: str) -> float:
        width = self[character] = 0.5 if character < "\u0250" else 1.0
        return width
