"""Rule packs shipped in `resources/rules/`: read, and chosen by the day they are in force, so that a past year keeps its own pack."""

from datetime import date
from functools import cache
from pathlib import Path

from hrdesk import paths
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.pack import RulePack
from hrdesk.errors import Fault, InputError
from hrdesk.exchange.rule_texts import pack_in


def packs(folder: Path | None = None) -> tuple[RulePack, ...]:
    """Return every pack of a folder (default: the shipped one) by file name; raise InputError for a file that is no rule pack."""
    return tuple(map(read_pack, pack_files(folder)))


def pack_files(folder: Path | None = None) -> tuple[Path, ...]:
    """Return the files of a folder's packs (default: the shipped ones) by name."""
    return tuple(sorted((folder or paths.resources() / "rules").glob("*.toml")))


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
        return pack_in(path.read_bytes())
    except InputError as error:
        raise InputError(error.fault, **error.facts | {"file": path.name}) from error
