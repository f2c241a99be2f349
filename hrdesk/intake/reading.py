"""Reads a foreign spreadsheet or filled form: the gate here, the parsing in a limited child process."""

import contextlib
import json
import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from threading import Event, Timer
from typing import IO, Any, cast

from hrdesk.errors import Fault, InputError
from hrdesk.intake.child import SWITCH
from hrdesk.intake.filled import sheet_of
from hrdesk.intake.gate import MEGABYTE, hostile, kind_of, read_bounded
from hrdesk.intake.sheets import LIMITS, Cell, FileKind, Limits, Sheet

_XCPU = 24  # SIGXCPU, which Windows does not name


def read_sheets(path: Path, limits: Limits = LIMITS, *, forms: bool = False) -> tuple[Sheet, ...]:
    """Return the sheets of an .xlsx, .xls, .ods or delimited text file, told apart by its bytes, not by its name.

    Where filled `forms` are expected, a PDF becomes the sheet that its fields are; then also FILE_NO_FIELDS, FILE_FOREIGN_FORM, FILE_NOT_FILLED.
    Raises InputError with the facts `file` and `suffix`: FILE_MISSING, FILE_EMPTY, FILE_TOO_LARGE, FILE_UNKNOWN_KIND (fact `found`),
    FILE_LOCKED, FILE_HOSTILE (facts `reason`, `what`), FILE_DAMAGED, FILE_TIMEOUT (fact `seconds`). Never hangs, whatever the parser meets.
    """
    try:
        return _read(path, limits, forms=forms)
    except InputError as error:
        about: dict[str, str | int] = {"file": path.name, "suffix": path.suffix.lower()[:8]}
        raise InputError(error.fault, **(about | error.facts)) from error


def _read(path: Path, limits: Limits, *, forms: bool) -> tuple[Sheet, ...]:
    answer = _checked(_ask(read_bounded(path, limits), limits, forms=forms))
    if "fields" in answer:
        return (sheet_of([(name, value) for name, value in answer["fields"]], path.name),)
    sheets = tuple(_sheet(found, path.name) for found in answer["sheets"])
    if not any(sheet.rows for sheet in sheets):
        raise InputError(Fault.FILE_EMPTY)
    return sheets


def _command() -> list[str]:
    return [sys.executable, SWITCH] if getattr(sys, "frozen", False) else [sys.executable, "-X", "utf8", "-m", "hrdesk.intake.child"]


def _environment() -> dict[str, str]:
    """Return the child's environment: where the package lies, and none of our own settings (a passphrase may be among them)."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HRDESK_", "COV_", "COVERAGE_"))}
    return kept | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}


def _ask(data: bytes, limits: Limits, *, forms: bool) -> bytes:
    """Return what the child answers; it is killed when its time is over or it says more than `limits.text` bytes.

    The child starts while the gate looks at the bytes, and gets them through its pipe only afterwards: what is parsed is what the gate has
    seen, whatever happens to the file meanwhile.
    """
    late = Event()
    with subprocess.Popen(_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()) as child:
        clock = Timer(limits.seconds, _stop, (child, late))
        clock.start()
        try:
            answer = _talk(child, _request(kind_of(data, limits, forms=forms), limits) + data, limits.text)
            if len(answer) <= limits.text:
                child.wait()
        finally:
            clock.cancel()
            child.kill()
    if late.is_set() or child.returncode == -_XCPU:
        raise InputError(Fault.FILE_TIMEOUT, seconds=limits.seconds)
    if len(answer) > limits.text:
        most = f"{limits.text // MEGABYTE} MB"
        raise InputError(Fault.FILE_TOO_LARGE, what="內容", size=f"超過 {most}", limit=most)
    if child.returncode == 1:
        # the parser stumbled and said so; a broken file does that, a hostile one tears the process down
        raise InputError(Fault.FILE_DAMAGED)
    return answer


def _request(kind: FileKind, limits: Limits) -> bytes:
    wanted: dict[str, str | int] = {"kind": kind.value, "cells": limits.cells, "memory": limits.memory, "seconds": limits.seconds}
    wanted |= {"pages": limits.pages, "fields": limits.fields, "written": limits.written}
    return json.dumps(wanted).encode() + b"\n"


def _stop(child: subprocess.Popen[bytes], late: Event) -> None:
    late.set()
    child.kill()


def _talk(child: subprocess.Popen[bytes], request: bytes, most: int) -> bytes:
    into, out = cast("IO[bytes]", child.stdin), cast("IO[bytes]", child.stdout)
    # a child that dies early closes its end; why it died shows in its empty answer
    with contextlib.suppress(OSError):
        into.write(request)
        into.flush()
    with contextlib.suppress(OSError):
        into.close()
    return out.read(most + 1)


def _checked(answer: bytes) -> dict[str, Any]:
    """Return an answer with its sheets or fields; raises the refusal that it carries, or FILE_HOSTILE (reason: crash) if the parser broke down."""
    try:
        body: dict[str, Any] = json.loads(answer)
    except ValueError as error:
        raise hostile("crash") from error
    if "fault" in body:
        raise InputError(Fault(body["fault"]), **body["facts"])
    return body


def _sheet(found: dict[str, Any], file: str) -> Sheet:
    rows: list[list[Cell]] = found["rows"]
    for row, column, text in found["dates"]:
        rows[row][column] = _day(text)
    return Sheet(found["name"], tuple(map(tuple, rows)), found["hidden"], file)


def _day(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
