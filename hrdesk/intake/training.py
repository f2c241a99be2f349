"""Reads training records (研習紀錄): 附表1 as printed, the learning portal's columns, and plain lists."""

import re
from dataclasses import dataclass
from datetime import date

from hrdesk.domain.participation import Participation
from hrdesk.domain.staff import Level
from hrdesk.domain.training import Method, Mode
from hrdesk.domain.values import Problem, Severity
from hrdesk.intake.cells import RowReader
from hrdesk.intake.headings import fold
from hrdesk.intake.people import read_identity, read_name
from hrdesk.intake.recognise import Recognised
from hrdesk.intake.spans import read_span

_COURSE_AND_TERM = fold("課程名稱（期別）")
_TERM = re.compile(r"(?P<course>.+?)\s*[（(](?P<term>[^（()）]*(?:[期梯班年次屆]|\d)[^（()）]*)[)）]", re.DOTALL)
_LEAVE = re.compile(r"請假\s*[（(：:]\s*(?P<kind>[^）)]+)[）)]?")
_LEVELS = {"基礎": Level.BASIC, "初階": Level.BASIC, "基礎班": Level.BASIC, "進階": Level.ADVANCED, "進階班": Level.ADVANCED}
# the portal's own codes are 1 數位, 2 實體, 3 混成
_MODES = {
    **dict.fromkeys(("實體", "實體課程", "實體學習", "面授", "2"), Mode.PHYSICAL),
    **dict.fromkeys(("數位", "數位課程", "數位學習", "線上", "線上課程", "1"), Mode.DIGITAL),
    **dict.fromkeys(("混成", "混成課程", "混成學習", "3"), Mode.BLENDED),
}
_METHODS = {
    **dict.fromkeys(("本處", "人事處", "本處辦理"), Method.DEPARTMENT),
    **dict.fromkeys(("自辦", "自行辦理", "機關自辦"), Method.AGENCY),
    **dict.fromkeys(("自修", "自行研習"), Method.SELF_STUDY),
    **dict.fromkeys(("小老師", "小老師學習"), Method.MENTORING),
}
_PARTICIPATIONS = {
    **dict.fromkeys(("全程參與", "全程", "全程到課", "全程出席", "全勤", "完訓", "結訓"), Participation.FULL),
    **dict.fromkeys(("部分參與", "部份參與", "部分", "部分出席", "部分到課"), Participation.PARTIAL),
    **dict.fromkeys(("請假", "全程請假"), Participation.LEAVE),
    **dict.fromkeys(("缺席", "缺課", "無故缺席", "曠課", "未請假"), Participation.ABSENT),
    **dict.fromkeys(("尚無參與情形", "未辦理", "尚未辦理", "未完成"), Participation.PENDING),
    **dict.fromkeys(("已由他人替代", "由他人替代", "替代"), Participation.SUBSTITUTED),
    **dict.fromkeys(("停辦", "取消"), Participation.CANCELLED),
}
_PARTICIPATIONS = {fold(word): value for word, value in _PARTICIPATIONS.items()}
_CAME = frozenset(map(fold, ("到課", "出席", "已到", "到訓", "參加", "參訓")))  # came, but not said whether to the end
_HOURS = frozenset({"", "1", "小時", "時"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRow:
    """One person at one course. `minutes` are the hours set for the course, `attended` and `certified` this person's, all in minutes.

    Where the sheet gives certified hours alone, a full attendance tells the course's (伍一(一): whoever takes part in full gets them all).
    """

    row: int
    name: str
    employee_no: str = ""
    national_id: str = ""
    agency_name: str = ""
    title: str = ""
    category: str = ""
    course_code: str = ""
    course: str = ""
    term: str = ""
    topics: str = ""
    level: Level | None = None
    mode: Mode | None = None
    method: Method | None = None
    organiser: str = ""
    start: date | None = None
    end: date | None = None
    minutes: int | None = None
    certified: int | None = None
    participation: Participation | None = None
    attended: int | None = None
    leave_kind: str = ""
    enrolled: date | None = None
    note: str = ""
    problems: tuple[Problem, ...] = ()


def parse_training(found: Recognised) -> tuple[TrainingRow, ...]:
    """Return one row an enrolment, each with its problems; an ERROR means that the row cannot be taken as it is."""
    return tuple(_row(found, RowReader(found, row)) for row in found.rows)


def _row(found: Recognised, reader: RowReader) -> TrainingRow:
    course, term = _course(found, reader)
    start, end = _days(reader)
    minutes, certified, attended = _hours(reader), reader.hours("certified"), reader.hours("attended")
    participation, leave_kind = _participation(reader, minutes, attended)
    if minutes is None and participation is Participation.FULL:
        minutes = certified
    return TrainingRow(
        row=reader.number,
        name=read_name(reader),
        employee_no=reader.text("employee_no"),
        national_id=read_identity(reader)[0],
        agency_name=reader.text("agency_name"),
        title=reader.text("title"),
        category=reader.text("category"),
        course_code=reader.text("course_code"),
        course=course,
        term=term,
        topics=reader.text("topics"),
        level=reader.choice("level", _LEVELS),
        mode=reader.choice("mode", _MODES),
        method=reader.choice("method", _METHODS),
        organiser=reader.text("organiser"),
        start=start,
        end=end,
        minutes=minutes,
        certified=certified,
        participation=participation,
        attended=attended,
        leave_kind=leave_kind,
        enrolled=reader.day("enrolled"),
        note=reader.text("note"),
        problems=tuple(reader.problems),
    )


def _course(found: Recognised, reader: RowReader) -> tuple[str, str]:
    """Return course and term; the printed form holds both in one cell, and only something like a term is taken for one."""
    course, term = reader.text("course"), reader.text("term")
    if not course:
        reader.problem("course_missing", "course")
    both = fold(found.headings["course"]) == _COURSE_AND_TERM and not reader.has("term")
    if both and (match := _TERM.fullmatch(course)):
        return match["course"], match["term"]
    return course, term


def _days(reader: RowReader) -> tuple[date | None, date | None]:
    if reader.has("start"):
        start = reader.day("start")
        end = reader.day("end") if reader.has("end") and reader.cell("end") != "" else start
    else:
        start, end = read_span(reader, "dates")
    if start and end and end < start:
        reader.problem("dates_reversed", "end" if reader.has("start") else "dates")
    return start, end


def _hours(reader: RowReader) -> int | None:
    if reader.text("hours_unit") not in _HOURS:
        reader.problem("unit_unknown", "hours_unit")
        return None
    return reader.hours("hours")


def _participation(reader: RowReader, minutes: int | None, attended: int | None) -> tuple[Participation | None, str]:
    """Return what was made of the course, and the kind of leave."""
    text, leave_kind = reader.text("participation"), reader.text("leave_kind")
    if match := _LEAVE.fullmatch(text):
        return Participation.LEAVE, leave_kind or match["kind"].strip()
    if fold(text) not in _CAME:
        return reader.choice("participation", _PARTICIPATIONS), leave_kind
    if minutes is None or attended is None:
        reader.problem("participation_unclear", "participation", Severity.ERROR)
        return None, leave_kind
    return Participation.FULL if attended >= minutes else Participation.PARTIAL, leave_kind
