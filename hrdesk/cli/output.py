"""What a command answers: the same facts as JSON for programs and as lines for people."""

import io
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """A command's answer: `data` for `--json`, `lines` for people, and the exit code (1 where something was refused)."""

    data: Mapping[str, object]
    lines: tuple[str, ...] = field(default_factory=tuple)
    code: int = 0


def plain(value: object) -> object:
    """Return `value` as JSON can hold it: dataclasses as objects, enums by value, dates as ISO text, paths as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (Path, Decimal)):
        return str(value) if isinstance(value, Path) else float(value)
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(str(plain(item)) for item in value)
    return value


def settle() -> None:
    """Let the standard streams spell out what their encoding lacks (rare characters on a Big5 console) instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def finish() -> None:
    """Send what is still held back; where the reader has gone (`| head`), drop it without a word."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # what is left would be sent, and fail, once more when the program ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_json(value: object) -> None:
    """Write JSON to standard output, in UTF-8 whatever the console's encoding."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def show(outcome: Outcome, *, as_json: bool) -> None:
    """Write the answer to standard output."""
    if as_json:
        _write_json(plain(outcome.data))
    else:
        sys.stdout.write("".join(f"{line}\n" for line in outcome.lines))


def refuse(sentence: str, data: Mapping[str, object], *, as_json: bool) -> None:
    """Write why something was refused: as JSON to standard output, for people to standard error."""
    if as_json:
        _write_json({"refused": plain(data), "message": sentence})
    else:
        sys.stderr.write(f"{sentence}\n")
