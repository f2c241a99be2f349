"""What the commands of the own book share: typed words to values, and short answers."""

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from hrdesk.cli.output import Outcome
from hrdesk.cli.parsing import year
from hrdesk.cli.session import add_common
from hrdesk.domain.minguo import WESTERN, parse_date, roc_year
from hrdesk.domain.record import EvidenceId
from hrdesk.domain.values import Changes
from hrdesk.errors import Fault, InputError
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.people.evidence import take_in

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Parsers = _SubParsersAction[argparse.ArgumentParser]

Run = Callable[[argparse.Namespace], Outcome]
E = TypeVar("E", bound=Enum)


def command(subparsers: "Parsers", name: str, text: str, run: Run) -> argparse.ArgumentParser:
    """Add one command that works in a workspace."""
    parser = subparsers.add_parser(name, help=text, description=text)
    add_common(parser)
    parser.set_defaults(run=run)
    return parser


def nested(subparsers: "Parsers", name: str, text: str) -> "Parsers":
    """Add a command that has commands of its own."""
    return subparsers.add_parser(name, help=text, description=text).add_subparsers(title="動作", metavar="動作", required=True)


def day_of(text: str | None, otherwise: date) -> date:
    """Return the day typed, or `otherwise` for none; a spelling that may mean two days is refused with INVALID."""
    if text is None:
        return otherwise
    parsed = parse_date(text)
    if set(parsed.doubts) - {WESTERN}:
        raise InputError(Fault.INVALID, what="日期", reason=f"「{text}」可能有兩種讀法，請寫成 115/8/1")
    return parsed.day


def year_of(args: argparse.Namespace, desk: Desk) -> int:
    """Return the 民國 year given, or today's."""
    return roc_year(desk.today) if args.year is None else int(args.year)


def choices(kind: type[E]) -> tuple[str, ...]:
    """Return the words of an enum that may be typed."""
    return tuple(value.value for value in kind)


def offered(kind: type[Enum]) -> str:
    """Return the words of an enum that may be typed, each with its Chinese label, which may be typed as well."""
    return "、".join(f"{value.value} {words.label(value)}" for value in kind)


def value_of(kind: type[E], text: str) -> E:
    """Return the value whose word or Chinese label was typed; raise InputError INVALID for another."""
    for value in kind:
        if text in (value.value, words.label(value)):
            return value
    raise InputError(Fault.INVALID, what=f"「{text}」", reason=f"可用的有 {offered(kind)}")


def taken_in(desk: Desk, files: list[Path]) -> tuple[EvidenceId, ...]:
    """Take evidence files into the book and return their ids."""
    return tuple(take_in(desk, file)[1] for file in files)


def add_year(parser: argparse.ArgumentParser) -> None:
    """Add `--year`."""
    parser.add_argument("--year", type=year, metavar="年度", help="民國年度（預設今年）")


def add_evidence(parser: argparse.ArgumentParser) -> None:
    """Add `--evidence`, which may be given several times."""
    parser.add_argument("--evidence", type=Path, action="append", default=[], metavar="檔案", help="佐證檔（pdf jpg png ods odt xlsx docx），可重複")


def add_day(parser: argparse.ArgumentParser, text: str, name: str = "--date") -> None:
    """Add an option for a day."""
    parser.add_argument(name, metavar="日期", help=f"{text}（民國日期，預設今天）")


def saved(changes: Changes, sentence: str, data: Mapping[str, object] | None = None) -> Outcome:
    """Return the answer of a command that wrote: what changed, and a sentence."""
    written = {"changes": changes, **(data or {})}
    if not changes:
        return Outcome(written, (f"{sentence}：與現有資料相同，沒有變更。",))
    return Outcome(written, (f"{sentence}：新增 {len(changes.added)}、變更 {len(changes.changed)}、刪除 {len(changes.removed)} 筆。",))
