"""The files of a rules package: each named by a record, each what it should be; refused otherwise."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from hrdesk.domain.pack import RulePack
from hrdesk.domain.package import Finding
from hrdesk.domain.record import Record
from hrdesk.domain.rulebook import ENDINGS, ONE_NAME, RuleFile, RuleRole, rule_file_id
from hrdesk.errors import InputError
from hrdesk.exchange.limits import RULE_FILES
from hrdesk.exchange.ranges import FIRST, LAST
from hrdesk.exchange.rule_texts import days_in, notice_in, pack_in
from hrdesk.exchange.verdict import RefusedError

if TYPE_CHECKING:
    from hrdesk.exchange.archive import Archive

FOLDER = "rules/"


def member_of(file: RuleFile) -> str:
    """Return what the bytes of a file are called within `rules/`."""
    return f"{file.digest}.{ENDINGS[file.role]}"


def rule_file(role: RuleRole, name: str, data: bytes) -> RuleFile:
    """Return the record of a file."""
    return RuleFile(id=rule_file_id(role, name), role=role, name=name, digest=hashlib.sha256(data).hexdigest(), size=len(data))


def carried(archive: "Archive") -> dict[str, bytes]:
    """Return the files of an opened package by name within `rules/`; refuse (TOO_MANY_MEMBERS) more than anybody rules by."""
    names = [name for name in archive.names if name.startswith(FOLDER)]
    if len(names) > RULE_FILES:
        raise RefusedError(Finding.TOO_MANY_MEMBERS, count=len(names), limit=RULE_FILES)
    return {name.removeprefix(FOLDER): archive.read(name) for name in names}


def check(records: Mapping[str, tuple[Record, ...]], files: Mapping[str, bytes]) -> None:
    """Refuse (BAD_RULES) files that no record names with their size and digest, records without a file, and files that are not what they should be."""
    named = [one for one in records.get(RuleFile.__name__, ()) if isinstance(one, RuleFile)]
    if {member_of(one) for one in named} != set(files):
        raise RefusedError(Finding.BAD_RULES, name="", why="rule files")
    for one in named:
        data = files[member_of(one)]
        if one != rule_file(one.role, one.name, data) or one.name != ONE_NAME.get(one.role, one.name):
            raise RefusedError(Finding.BAD_RULES, name=one.name, why="rule record")
    _check_packs(_read(named, files))


def _read(named: Sequence[RuleFile], files: Mapping[str, bytes]) -> Iterator[RulePack]:
    """Read every file and yield the packs."""
    for one in named:
        data = files[member_of(one)]
        try:
            if one.role is RuleRole.PACK:
                yield _named_pack(one, pack_in(data))
            elif one.role is RuleRole.CALENDAR:
                _check_days(one, days_in(data))
            else:
                _check_days(one, (due.day for due in notice_in(data).dues))
        except InputError as error:
            raise RefusedError(Finding.BAD_RULES, name=one.name, why=str(error.facts.get("reason", ""))) from error


def _named_pack(file: RuleFile, pack: RulePack) -> RulePack:
    if pack.id != file.name:
        raise RefusedError(Finding.BAD_RULES, name=file.name, why="rule id")
    return pack


def _check_days(file: RuleFile, days: Iterable[date]) -> None:
    """Refuse days that no record may hold either: the calendar is asked for every year among them."""
    if not all(FIRST <= day <= LAST for day in days):
        raise RefusedError(Finding.BAD_RULES, name=file.name, why="rule days")


def _check_packs(packs: Iterator[RulePack]) -> None:
    """Refuse no pack at all, and two that come into force on the same day: nobody could tell which of them counts."""
    starts = [pack.valid_from for pack in packs]
    if not starts or len(set(starts)) != len(starts):
        raise RefusedError(Finding.BAD_RULES, name="", why="rule packs")
