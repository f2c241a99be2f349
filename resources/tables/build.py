"""Write `strokes.tsv` and `variants.tsv` from Unihan (Debian package unicode-data) and a CNS11643 stroke list; see README.md beside this file.

python resources/tables/build.py --unicode /usr/share/unicode --cns cns_stroke_by_count.tsv
"""

import argparse
import bz2
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

ZERO_STROKES = ord("!")
LONGEST_GAP = 8  # shorter gaps are filled with "!", which is shorter than a new line
IDEOGRAPHS = (range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x40000))

# Pairs that Unihan does not join, or joins to several characters: the usual spellings of one name in Taiwan (variant, standing character).
# Two characters that both stand in Big5 are otherwise left apart (傑/杰, 于/於): they tell people from each other.
BY_HAND = dict(
    zip(
        "台峯羣恒祕裏黄彦顔増徳禄寛瑶姸亜勲烟渊参継讃逹鉄濵竝幷尔兹汚",
        "臺峰群恆秘裡黃彥顏增德祿寬瑤妍亞勳煙淵參繼讚達鐵濱並并爾茲污",
        strict=True,
    )
)


def unihan(folder: Path, name: str, *properties: str) -> Iterator[tuple[int, str]]:
    """Yield code point and value of the wanted properties of one Unihan file."""
    with bz2.open(folder / f"Unihan_{name}.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("U+"):
                code, kind, value = line.rstrip("\n").split("\t")
                if kind in properties:
                    yield int(code[2:], 16), value


def cns_strokes(path: Path) -> dict[int, int]:
    """Return the stroke counts of CNS11643, ideographs only."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line[:1].isdigit())
    return {ord(char): int(count) for count, chars in rows for char in chars if any(ord(char) in block for block in IDEOGRAPHS)}


def unihan_strokes(folder: Path) -> dict[int, int]:
    """Return the stroke counts of Unihan; of two, the last is the traditional one."""
    return {code: int(value.split(" ")[-1]) for code, value in unihan(folder, "IRGSources", "kTotalStrokes")}


def is_big5(code: int) -> bool:
    """Tell whether a character is in Big5 (cp950)."""
    return bool(chr(code).encode("cp950", "ignore"))


def neighbours(folder: Path) -> Mapping[int, set[int]]:
    """Return for each character those with the same meaning and reading, both ways."""
    found: dict[int, set[int]] = defaultdict(set)
    for code, value in unihan(folder, "Variants", "kSemanticVariant", "kZVariant"):
        for item in value.split(" "):
            other = int(item.split("<")[0][2:], 16)
            if other != code:
                found[code].add(other)
                found[other].add(code)
    return found


def groups(near: Mapping[int, set[int]]) -> Iterator[set[int]]:
    """Yield sets of characters outside Big5 that are variants of each other."""
    seen: set[int] = set()
    for start in sorted(near):
        if is_big5(start) or start in seen:
            continue
        group, waiting = {start}, [start]
        while waiting:
            fresh = {code for code in near[waiting.pop()] if not is_big5(code)} - group
            group |= fresh
            waiting += sorted(fresh)
        seen |= group
        yield group


def semantic_variants(folder: Path) -> dict[int, int]:
    """Return variant -> standing character where at most one character of a group is in Big5."""
    near = neighbours(folder)
    pairs: dict[int, int] = {}
    for group in groups(near):
        common = {code for member in group for code in near[member] if is_big5(code)}
        if len(common) <= 1:
            standing = min(common or group)
            pairs |= {code: standing for code in group if code != standing}
    return pairs


def radicals(folder: Path) -> dict[int, int]:
    """Return radical -> ideograph of the CJK and Kangxi radical blocks."""
    pairs: dict[int, int] = {}
    for line in (folder / "EquivalentUnifiedIdeograph.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            codes, ideograph = (part.strip() for part in line.split("#")[0].split(";"))
            first, _, last = codes.partition("..")
            pairs |= dict.fromkeys(range(int(first, 16), int(last or first, 16) + 1), int(ideograph, 16))
    return pairs


def variants(folder: Path) -> dict[int, int]:
    """Return every variant with the character that finally stands for it."""
    compatibility = {code: int(value[2:], 16) for code, value in unihan(folder, "IRGSources", "kCompatibilityVariant")}
    pairs = semantic_variants(folder) | radicals(folder) | compatibility | {ord(variant): ord(standing) for variant, standing in BY_HAND.items()}
    return {code: final(pairs, code) for code in pairs}


def final(pairs: Mapping[int, int], code: int) -> int:
    """Follow the pairs to their end; a circle is an error."""
    steps = 0
    while code in pairs:
        code, steps = pairs[code], steps + 1
        if steps > len(pairs):
            raise ValueError(hex(code))
    return code


def stroke_lines(strokes: Mapping[int, int]) -> Iterator[str]:
    """Yield lines: first code point in hexadecimal, tab, one character a stroke count."""
    start, run = 0, ""
    for code in sorted(strokes):
        gap = code - start - len(run)
        if run and gap > LONGEST_GAP:
            yield f"{start:X}\t{run}\n"
            run = ""
        if not run:
            start, gap = code, 0
        run += chr(ZERO_STROKES) * gap + chr(ZERO_STROKES + strokes[code])
    yield f"{start:X}\t{run}\n"


def variant_lines(pairs: Mapping[int, int]) -> Iterator[str]:
    """Yield lines: standing character, tab, its variants, all in hexadecimal."""
    members: dict[int, list[str]] = defaultdict(list)
    for code in sorted(pairs):
        members[pairs[code]].append(f"{code:X}")
    for standing in sorted(members):
        yield f"{standing:X}\t{' '.join(members[standing])}\n"


def main() -> None:
    """Write both tables beside this file and print what went into them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--unicode", type=Path, required=True, help="folder of the package unicode-data")
    parser.add_argument("--cns", type=Path, required=True, help="CNS11643 stroke list: count, tab, characters")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    args = parser.parse_args()
    international, taiwan, pairs = unihan_strokes(args.unicode), cns_strokes(args.cns), variants(args.unicode)
    differing = sum(international[code] != count for code, count in taiwan.items() if code in international)
    (args.out / "strokes.tsv").write_text("".join(stroke_lines(international | taiwan)), "ascii", newline="\n")
    (args.out / "variants.tsv").write_text("".join(variant_lines(pairs)), "ascii", newline="\n")
    print(f"Unihan {len(international)}, CNS11643 {len(taiwan)}, differing {differing}, variants {len(pairs)}")  # noqa: T201


if __name__ == "__main__":
    main()
