"""Rule packs shipped in `resources/rules/`: read, and chosen by the day they are in force, so that a past year keeps its own pack."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from hrdesk import paths
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.pack import RulePack, load_pack
from hrdesk.errors import Fault, InputError


def packs(folder: Path | None = None) -> tuple[RulePack, ...]:
    """Return every pack of a folder (default: the shipped one) by file name; raise InputError for a file that is no rule pack."""
    return tuple(read_pack(path) for path in sorted((folder or paths.resources() / "rules").glob("*.toml")))


def pack_for(day: date, folder: Path | None = None) -> RulePack:
    """Return the one pack in force on a day; raise InputError NO_RULE_PACK where there is none, AMBIGUOUS where packs overlap."""
    found = [pack for pack in packs(folder) if pack.valid_on(day)]
    if len(found) > 1:
        raise InputError(Fault.AMBIGUOUS, text=roc_short(day), count=len(found))
    if not found:
        raise InputError(Fault.NO_RULE_PACK, text=roc_short(day))
    return found[0]


@cache
def read_pack(path: Path) -> RulePack:
    """Return the pack of one file, read once; raise InputError INVALID for a file that is no rule pack."""
    try:
        return load_pack(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(Fault.INVALID, what="規則包", reason=path.name) from error
