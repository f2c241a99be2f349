"""Reads the self-check sheet (自我檢核表) that was handed out to a seed teacher and comes back filled in."""

import re
from dataclasses import dataclass
from typing import TypeVar

from hrdesk.domain.record import OfficerId
from hrdesk.domain.seeds import Answer, CheckAnswer
from hrdesk.domain.values import Problem, Severity
from hrdesk.errors import Fault, InputError
from hrdesk.intake.cells import RowReader
from hrdesk.intake.recognise import Recognised

T = TypeVar("T")

_IDENTITY = re.compile(r"HRSC1\|(?P<officer>[^|\s]{1,64})\|(?P<year>\d{2,3})(?!\d)")
_ITEM = re.compile(r"e[1-9]|c[1-9]")
_MERIT = re.compile(r"m-(?P<section>[a-z_-]{1,40})")
CODES = (*(f"e{number}" for number in range(1, 8)), *(f"c{number}" for number in range(1, 10)))
_ANSWERS = {
    **dict.fromkeys(("是", "v", "y", "yes", "有", "true"), Answer.YES),
    **dict.fromkeys(("否", "n", "no", "無", "沒有", "false"), Answer.NO),
    **dict.fromkeys(("不適用", "na", "免填"), Answer.NOT_APPLICABLE),
}
_TICK = re.compile(r"\s*[✓✔√☑■]\s*")
_ROWS_OF_BOXES = re.compile("[□☐]")


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfCheckRow:
    """One filled sheet: whose, of which 民國 year, the answers by code (e1–e7, c1–c9) and the merits as (section, text)."""

    row: int
    officer: OfficerId
    year: int
    answers: tuple[CheckAnswer, ...]
    merits: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...] = ()


def parse_self_check(found: Recognised) -> tuple[SelfCheckRow, ...]:
    """Return the one filled sheet; raises InputError FILE_NO_HEADINGS where its 識別碼 is missing, INVALID where it stands twice and differs."""
    officer, year = _identity(found)
    answers: dict[str, CheckAnswer] = {}
    merits: dict[str, str] = {}
    problems: list[Problem] = []
    for row in found.rows:
        reader = RowReader(found, row)
        _read(reader, answers, merits)
        problems += reader.problems
    missing = tuple(Problem("item_missing", Severity.ERROR, "code", facts={"item": code}) for code in CODES if code not in answers)
    return (
        SelfCheckRow(
            row=found.heading_row,
            officer=officer,
            year=year,
            answers=tuple(answers[code] for code in CODES if code in answers),
            merits=tuple(merits.items()),
            problems=(*problems, *missing),
        ),
    )


def _identity(found: Recognised) -> tuple[OfficerId, int]:
    cells = (str(cell) for row in found.above for cell in row.cells)
    marks = {(match["officer"], int(match["year"])) for cell in cells for match in _IDENTITY.finditer(cell)}
    if not marks:
        raise InputError(Fault.FILE_NO_HEADINGS, missing="識別碼")
    if len(marks) > 1:
        raise InputError(Fault.INVALID, where="identity", what="識別碼", reason="檔案中有不同人或不同年度的識別碼")
    officer, year = marks.pop()
    return OfficerId(officer), year


def _read(reader: RowReader, answers: dict[str, CheckAnswer], merits: dict[str, str]) -> None:
    code = reader.text("code").lower()
    merit = _MERIT.fullmatch(code)
    if _ITEM.fullmatch(code):
        _take(reader, answers, code, _answer(reader, code))
    elif merit and reader.text("detail"):
        _take(reader, merits, merit["section"], reader.text("detail"))
    elif not merit:
        filled = any(reader.cell(field) != "" for field in ("answer", "count", "detail"))
        reader.problem("code_unknown", "code", Severity.ERROR if filled else Severity.NOTE)


def _take(reader: RowReader, into: dict[str, T], key: str, value: T) -> None:
    if key in into:
        reader.problem("code_twice", "code")
    else:
        into[key] = value


def _answer(reader: RowReader, code: str) -> CheckAnswer:
    """Return one answered item; an item left open is a warning, an answer that is none an error."""
    ticked = _TICK.fullmatch(reader.text("answer")) is not None
    answer = Answer.YES if ticked else reader.choice("answer", _ANSWERS)
    if reader.text("answer") == "" or (answer is None and _ROWS_OF_BOXES.search(reader.text("answer"))):
        reader.problem("answer_missing", "answer", Severity.WARNING, item=code)
    return CheckAnswer(item=code, answer=answer, count=reader.whole("count", unit="次"), detail=reader.text("detail"))
