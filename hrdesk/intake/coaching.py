"""Reads coaching records (輔導紀錄): 附表3 as printed, and plain lists."""

import re
from dataclasses import dataclass
from datetime import date

from hrdesk.domain.seeds import Channel, Settlement
from hrdesk.domain.values import Problem, Severity
from hrdesk.intake.cells import RowReader
from hrdesk.intake.headings import fold
from hrdesk.intake.people import checked_name
from hrdesk.intake.recognise import Recognised
from hrdesk.intake.spans import split_times

_TEACHER = re.compile(r"種[籽子]教師\s*[:：](?P<who>[^\n]+)")
_SEVERAL = re.compile("[、,，/／]")
_PHONE = re.compile(r"[\d()（）+＋#＃*＊\-－―─\s轉分機/ext.,，]*\d[\d()（）+＋#＃*＊\-－―─\s轉分機/ext.,，]*|分機\s*\d+|.*\*{2,}.*", re.IGNORECASE)
_CHANNELS = {
    **dict.fromkeys(("電話", "來電", "去電", "電話輔導"), Channel.PHONE),
    **dict.fromkeys(("電子郵件", "email", "郵件", "電郵", "mail"), Channel.EMAIL),
    **dict.fromkeys(("到場", "現場", "到場輔導", "實地", "實地輔導", "到府"), Channel.ON_SITE),
    **dict.fromkeys(("遠端線上", "線上", "遠端", "視訊", "線上輔導", "遠端連線", "即時通訊", "line"), Channel.ONLINE),
}
_SETTLEMENTS = {
    **dict.fromkeys(("處理中", "未結案", "辦理中", "未解決", "否"), Settlement.OPEN),
    **dict.fromkeys(("已解決", "解決", "結案", "已結案", "已處理", "是"), Settlement.SOLVED),
    **dict.fromkeys(("轉報", "已轉報", "轉報處理"), Settlement.ESCALATED),
}
_ESCALATED = re.compile(r"(?P<word>[■☑✓✔]?\s*已?轉報)\s*[（(：:]\s*(?P<whom>[^）)]+)[）)]?")
_ITEMS = {word: number for number, words in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "七7"), 1) for word in words}
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingRow:
    """One act of coaching. `start` and `end` are minutes after midnight, `minutes` its length, `item` 1–7 is 陸三(四)."""

    row: int
    teacher: str = ""
    employee_no: str = ""
    day: date | None = None
    start: int | None = None
    end: int | None = None
    minutes: int | None = None
    served_agency: str = ""
    served_person: str = ""
    served_phone: str = ""
    channels: tuple[Channel, ...] = ()
    system: str = ""
    item: int | None = None
    problem: str = ""
    handling: str = ""
    settlement: Settlement | None = None
    escalated_to: str = ""
    problems: tuple[Problem, ...] = ()


def parse_coaching(found: Recognised) -> tuple[CoachingRow, ...]:
    """Return one row an act of coaching, each with its problems; an ERROR means that the row cannot be taken as it is."""
    teacher = _teacher_above(found)
    return tuple(_row(RowReader(found, row), teacher) for row in found.rows)


def _row(reader: RowReader, teacher: str) -> CoachingRow:
    day, first, last, behind = _when(reader)
    start, end, minutes = _times(reader, first, last)
    agency, person, phone = _served(reader)
    settlement, escalated_to = _settlement(reader)
    return CoachingRow(
        row=reader.number,
        teacher=_teacher(reader, behind or teacher),
        employee_no=reader.text("employee_no"),
        day=day,
        start=start,
        end=end,
        minutes=minutes,
        served_agency=agency,
        served_person=person,
        served_phone=phone,
        channels=reader.choices("channels", _CHANNELS),
        system=reader.text("system"),
        item=_item(reader),
        problem=_needed(reader, "problem", "problem_missing"),
        handling=reader.text("handling"),
        settlement=settlement,
        escalated_to=escalated_to,
        problems=tuple(reader.problems),
    )


def _needed(reader: RowReader, field: str, code: str) -> str:
    text = reader.text(field)
    if not text:
        reader.problem(code, field)
    return text


def _teacher_above(found: Recognised) -> str:
    """Return the teacher that the head of a printed form names (behind the agency), "" if it names none or several."""
    texts = (str(cell) for row in found.above for cell in row.cells)
    names = {match["who"].strip().split("\u3000", 1)[-1].strip() for text in texts for match in _TEACHER.finditer(text)}
    name = names.pop() if len(names) == 1 else ""
    return "" if _SEVERAL.search(name) else name


def _teacher(reader: RowReader, otherwise: str) -> str:
    """Return the teacher of the row, else the one named otherwise; an employee number alone will do."""
    name = reader.text("teacher") or otherwise
    return name if not name and reader.text("employee_no") else checked_name(reader, "teacher", name)


def _when(reader: RowReader) -> tuple[date | None, str, str, str]:
    """Return day, first and last time, and what stands behind them (the printed form of several teachers names each there)."""
    value = reader.cell("day")
    if value == "":
        reader.problem("date_missing", "day")
        return None, "", "", ""
    if not isinstance(value, str):
        # a cell with day and time knows the start
        clock = f"{value:%H:%M}" if hasattr(value, "hour") else ""
        return reader.day_of("day", value), clock, "", ""
    before, first, last, behind = split_times(value)
    return reader.day_of("day", before), first, last, behind


def _times(reader: RowReader, first: str, last: str) -> tuple[int | None, int | None, int | None]:
    """Return start, end and length; two of them tell the third, and three that disagree are a warning."""
    start, end = _start_end(reader, first, last)
    length = reader.hours("hours") if reader.has("hours") else reader.whole("minutes")
    if start is None:
        reader.problem("time_missing", "start")
    elif end is None and length is not None:
        end = (start + length) % _DAY_MINUTES
    elif end is None:
        reader.problem("time_missing", "end")
    if start is None or end is None:
        return start, end, length
    between = (end - start) % _DAY_MINUTES
    if length not in (None, between):
        reader.problem("minutes_differ", "hours" if reader.has("hours") else "minutes", Severity.WARNING)
    return start, end, between


def _start_end(reader: RowReader, first: str, last: str) -> tuple[int | None, int | None]:
    if reader.has("start"):
        return reader.clock("start"), reader.clock("end")
    field = "day"
    if not first and reader.has("times"):
        field = "times"
        _, first, last, _ = split_times(reader.text("times"))
    start = reader.clock_of(field, first) if first else None
    return start, reader.clock_of(field, last) if last else None


def _served(reader: RowReader) -> tuple[str, str, str]:
    """Return agency, person and telephone; the printed form holds them in one cell, a line each."""
    if reader.has("served_agency") or not reader.has("served"):
        return _needed(reader, "served_agency", "agency_missing"), reader.text("served_person"), reader.text("served_phone")
    parts = [part.strip() for part in re.split(r"[\n／/]", _needed(reader, "served", "agency_missing")) if part.strip()]
    phone = parts.pop() if len(parts) > 1 and _PHONE.fullmatch(parts[-1]) else ""
    if len(parts) > 2:
        reader.problem("served_unclear", "served", Severity.WARNING)
        return "／".join(parts), "", phone
    agency, person = [*parts, "", ""][:2]
    return agency, person, phone


def _item(reader: RowReader) -> int | None:
    """Return the number of one of the seven items: 3, 三, (三), 陸三(四)3 or e3."""
    text = fold(reader.text("item")).removeprefix("陸三四").removeprefix("e").removeprefix("第").removesuffix("項")
    if not text:
        return None
    if text not in _ITEMS:
        reader.problem("item_unknown", "item")
    return _ITEMS.get(text)


def _settlement(reader: RowReader) -> tuple[Settlement | None, str]:
    whom = reader.text("escalated_to")
    if match := _ESCALATED.search(reader.text("settlement")):
        return Settlement.ESCALATED, whom or match["whom"].strip()
    return reader.choice("settlement", _SETTLEMENTS), whom
