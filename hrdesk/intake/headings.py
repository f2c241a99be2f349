"""Which headings mean which field: the table in `resources/intake/headings.toml`, and how a heading is compared with it."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache

from hrdesk.paths import resources

_BRACKETS = re.compile(r"[(\[{〔【].*?[)\]}〕】]")
_SAME = str.maketrans("台份連訖", "臺分聯迄")


class SheetKind(Enum):
    """What a sheet is read as: 人員名冊, 研習紀錄, 輔導紀錄, 自我檢核表."""

    ROSTER = "roster"
    TRAINING = "training"
    COACHING = "coaching"
    SELF_CHECK = "self_check"


@dataclass(frozen=True, slots=True)
class Headings:
    """The fields of one kind of sheet; `aliases` maps a folded heading to its field and rank (0 = preferred).

    `rows` are the fields that make a row one of ours; a row with none of `content` filled, or with a word of `none`, says that there is nothing.
    """

    required: tuple[str, ...]
    rows: tuple[str, ...]
    content: tuple[str, ...]
    none: frozenset[str]
    labels: Mapping[str, str]  # field -> heading to name it by
    aliases: Mapping[str, tuple[str, int]]

    def match(self, heading: str) -> tuple[str, int] | None:
        """Return the field and rank of a heading, also when it carries a remark in brackets; None if it is unknown."""
        whole = fold(heading)
        if found := self.aliases.get(whole):
            return found
        bare = fold(_BRACKETS.sub("", unicodedata.normalize("NFKC", heading)))
        return self.aliases.get(bare) if bare else None


@lru_cache(maxsize=20_000)
def fold(heading: str) -> str:
    """Return what of a heading counts when two are compared."""
    plain = unicodedata.normalize("NFKC", heading).translate(_SAME).casefold()
    return "".join(character for character in plain if character.isalnum())


@cache
def headings_of(kind: SheetKind) -> Headings:
    """Return the table of one kind of sheet."""
    table = tomllib.loads((resources() / "intake" / "headings.toml").read_text("utf-8"))[kind.value]
    fields: dict[str, list[str]] = table["fields"]
    aliases = {fold(alias): (field, rank) for field, names in fields.items() for rank, alias in enumerate(names)}
    labels = {field: names[0] for field, names in fields.items()}
    return Headings(tuple(table["required"]), tuple(table["rows"]), tuple(table["content"]), frozenset(map(fold, table.get("none", []))), labels, aliases)
