"""`hrdesk calc`: the rules asked with figures typed in; every answer with its article, working and alternatives.

No question needs a workspace; a deadline uses the calendar that is kept in one where one is named.
"""

import argparse
import dataclasses
import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hrdesk.cli.output import Outcome
from hrdesk.cli.parsing import whole
from hrdesk.domain.attendance import certified_session_minutes
from hrdesk.domain.calendar import TAIPEI, OfficeCalendar
from hrdesk.domain.deadlines import deadline
from hrdesk.domain.minguo import WESTERN, hours_text, parse_date, parse_minutes, roc_long, roc_short, roc_year
from hrdesk.domain.national_id import check_id, mask_id
from hrdesk.domain.quota import READINGS, Quota, quota_baseline
from hrdesk.domain.requirements import Requirement, RequirementState, required_courses
from hrdesk.domain.staff import Role
from hrdesk.domain.values import Explanation, T
from hrdesk.errors import Fault, InputError
from hrdesk.services import words
from hrdesk.services.calendars import calendar_of
from hrdesk.services.rules import pack_for

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Parsers = _SubParsersAction[argparse.ArgumentParser]

RULES = {"change-notice": "工作小組異動通知", "minutes": "會議紀錄", "replacement": "人員異動補實", "late-leave": "補假"}
WORKSPACE = "HRDESK_WORKSPACE"  # named in `hrdesk.cli.session` too, which brings SQL along


def add(subparsers: "Parsers") -> None:
    """Add `calc` and its questions."""
    calc = subparsers.add_parser("calc", help="試算：額度、需參與課程、期限、認證時數、證號、日期（不需工作區）")
    questions = calc.add_subparsers(title="試算項目", metavar="項目", required=True)
    _add_quota(questions)
    _add_required(questions)
    _add_deadline(questions)
    _add_hours(questions)
    number = _question(questions, "id", "檢查身分證統一編號或居留證號", answer_id)
    number.add_argument("number", metavar="NUMBER")
    day = _question(questions, "date", "解讀日期", answer_date)
    day.add_argument("text", metavar="TEXT")


def _question(questions: "Parsers", name: str, text: str, run: Callable[[argparse.Namespace], Outcome]) -> argparse.ArgumentParser:
    parser = questions.add_parser(name, help=text, description=text)
    parser.add_argument("--json", action="store_true", help="以 JSON 輸出")
    parser.set_defaults(run=run)
    return parser


def _add_quota(questions: "Parsers") -> None:
    parser = _question(questions, "quota", "敘獎額度基準與可行分配（陸三(二)）", answer_quota)
    parser.add_argument("--staffing", type=whole, required=True, metavar="N", help="人事人員總員額數（一級機關含所屬）")
    parser.add_argument("--seeds", type=whole, metavar="S", help="在任種籽教師人數，不含增列之專責人員；未給時不限")
    parser.add_argument("--groups", type=whole, default=0, metavar="G", help="人事處核准增列之業務屬性相同類別數")
    parser.add_argument("--reading", choices=READINGS, default=READINGS[0], help="條文讀法（預設 R1）")


def _add_required(questions: "Parsers") -> None:
    parser = _question(questions, "required", "需參與課程（肆）", answer_required)
    parser.add_argument("--role", type=_role, nargs="+", action="extend", required=True, metavar="ROLE", help="、".join(role.value for role in Role))
    parser.add_argument("--grade", default="", help="職等，例如 薦任第八職等 或 8")
    parser.add_argument("--duty", nargs="+", action="extend", default=[], metavar="CODE", help="承辦業務之研習項目代碼")
    parser.add_argument("--focus", nargs="+", action="extend", default=[], metavar="CODE", help="重點加強之研習項目代碼")


def _add_deadline(questions: "Parsers") -> None:
    parser = _question(questions, "deadline", "以工作天計算期限", answer_deadline)
    parser.add_argument("--rule", choices=sorted(RULES), required=True, help="、".join(f"{rule} {text}" for rule, text in RULES.items()))
    parser.add_argument("--from", dest="start", required=True, metavar="DATE", help="起算事由之日，民國或 ISO 日期")
    parser.add_argument("--calendar", type=Path, metavar="CSV", help="政府行政機關辦公日曆表；未給時用工作區匯入者")
    parser.add_argument("--workspace", type=Path, metavar="資料夾", help=f"用這個工作區匯入的辦公日曆表（或環境變數 {WORKSPACE}）")
    parser.add_argument("--passphrase-file", type=Path, metavar="檔案", help="工作區的密碼檔")
    parser.add_argument("--who", metavar="姓名或代號", help="開啟工作區的人")


def _add_hours(questions: "Parsers") -> None:
    parser = _question(questions, "hours", "認證時數（伍一(一)）", answer_hours)
    parser.add_argument("--session", nargs="+", action="extend", required=True, metavar="H:MM", help="各場次時數")
    parser.add_argument("--attended", nargs="+", action="extend", default=[], metavar="H:MM", help="各場次實際參與時數，依序")


def answer_quota(args: argparse.Namespace) -> Outcome:
    """Answer `calc quota`."""
    found = quota_baseline(pack_for(_today()), staffing=args.staffing, seeds=args.seeds, groups=args.groups, reading=args.reading)
    quota = found.value
    data = {"units": quota.units, "heads": quota.heads, "distributions": quota.distributions, "reading": args.reading, "explanation": found}
    return Outcome(data, (f"嘉獎 {quota.units} 次；可行分配：{_distributions(quota)}", *_why(found)))


def answer_required(args: argparse.Namespace) -> Outcome:
    """Answer `calc required`: what the roles oblige to, whatever was held or taken."""
    today = _today()
    found = required_courses(
        pack_for(today), roles=args.role, grade=args.grade, duties=args.duty, focus=args.focus, courses=(), trainings=(), year=roc_year(today), on=today
    )
    covered = [one for one in found.value if one.state is not RequirementState.NOT_COVERED]
    uncovered = [one for one in found.value if one.state is RequirementState.NOT_COVERED]
    lines = (*(f"{one.citation.article}　{one.name}" for one in covered), *(f"{one.citation.article}　{one.name}：未列於需參與課程" for one in uncovered))
    found = dataclasses.replace(found, steps=lines)  # no course was given, so the state of each says nothing
    data = {"required": [_due(one) for one in covered], "not_covered": [_due(one) for one in uncovered], "explanation": found}
    return Outcome(data, (f"需參與課程 {len(covered)} 項", *_why(found)))


def answer_deadline(args: argparse.Namespace) -> Outcome:
    """Answer `calc deadline`."""
    start = _sure_day(args.start)
    calendar = _calendar(args)
    found = deadline(pack_for(start), args.rule, start, calendar)
    due = found.value
    span = [date.fromordinal(number) for number in range(start.toordinal(), due.toordinal() + 1)]
    official = all(calendar.is_imported(day) for day in span)
    source = (
        "工作天依匯入之辦公日曆表。" if official else "工作天依法定假日推算，未全部取自辦公日曆表；颱風停班等請以 calendar 匯入工作區或以 --calendar 指定。"
    )
    data = {"due": due, "roc": roc_short(due), "rule": args.rule, "from": start, "official_calendar": official, "explanation": found}
    return Outcome(data, (f"期限：{roc_long(due)}", *_why(found), source))


def answer_hours(args: argparse.Namespace) -> Outcome:
    """Answer `calc hours`."""
    sessions, attended = ([parse_minutes(text) for text in texts] for texts in (args.session, args.attended))
    found = certified_session_minutes(pack_for(_today()), sessions, attended)
    hours = hours_text(found.value)
    data = {"minutes": found.value, "hours": float(hours) if "." in hours else int(hours), "full": found.value > 0, "explanation": found}
    return Outcome(data, (f"認證時數：{hours} 小時", *_why(found)))


def answer_id(args: argparse.Namespace) -> Outcome:
    """Answer `calc id`."""
    found = check_id(args.number)
    data = {"normalised": found.number, "masked": mask_id(found.number), "kind": found.kind, "sex": found.sex}
    return Outcome(data, (f"{mask_id(found.number)}：{words.label(found.kind)}，{words.label(found.sex)}，檢查碼相符",))


def answer_date(args: argparse.Namespace) -> Outcome:
    """Answer `calc date`."""
    found = parse_date(args.text)
    data = {"date": found.day, "roc": roc_short(found.day), "long": roc_long(found.day), "doubts": found.doubts}
    doubts = (f"注意：{words.table('doubts')[code]}。" for code in found.doubts)
    return Outcome(data, (f"{roc_long(found.day)}（{found.day.isoformat()}）", *doubts))


def _calendar(args: argparse.Namespace) -> OfficeCalendar:
    """Return the calendar of the file given, else that of the workspace named, else the library's."""
    if args.calendar is not None:
        return calendar_of(args.calendar)
    if args.workspace is None and not os.environ.get(WORKSPACE):
        return OfficeCalendar()
    from hrdesk.cli.session import open_from  # a workspace is SQL, which no other question loads

    with open_from(args) as desk:
        return desk.calendar


def _today() -> date:
    return datetime.now(TAIPEI).date()


def _role(text: str) -> Role:
    role = words.labelled(Role, text.strip().lower().replace("-", "_"))
    if not isinstance(role, Role):
        raise argparse.ArgumentTypeError(f"不認得的身分「{text}」")
    return role


def _sure_day(text: str) -> date:
    """Return the day of an argument; ISO is meant, every other doubtful spelling is refused."""
    found = parse_date(text)
    if set(found.doubts) - {WESTERN}:
        raise InputError(Fault.NOT_A_DATE, text=text)
    return found.day


def _due(one: Requirement) -> dict[str, object]:
    return {"topic": one.topic, "name": one.name, "article": one.citation.article, "text": one.citation.text}


def _distributions(quota: Quota) -> str:
    return "；".join("＋".join(f"1 人 {times} 次" for times in one) for one in quota.distributions) or "無"


def _why(found: Explanation[T]) -> tuple[str, ...]:
    """Return an explanation as lines: article, reading, working, alternatives, problems."""
    reading = (f"讀法：{found.reading}",) if found.reading else ()
    others = (f"　・{one.name}：{one.value}　{one.text}".rstrip() for one in found.alternatives)
    return (
        f"依據：{found.citation.article}「{found.citation.text}」（規則包 {found.pack}）",
        *reading,
        "計算：",
        *(f"　{step}" for step in found.steps),
        *(("其他讀法或結果：", *others) if found.alternatives else ()),
        *(f"注意：{words.of_problem(problem)}" for problem in found.problems),
    )
