"""`hrdesk calc`: the rules asked with figures typed in; every answer with its article, working and alternatives.

No question needs a workspace: the rule pack is the one that came with the program. Where a workspace is named, the pack in force there is asked, and
a deadline uses the calendar kept in it.
"""

import argparse
import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hrdesk.cli.output import Outcome
from hrdesk.cli.parsing import whole
from hrdesk.domain.calendar import TAIPEI, OfficeCalendar
from hrdesk.domain.minguo import hours_text, parse_minutes, roc_long, roc_short
from hrdesk.domain.pack import RulePack
from hrdesk.domain.quota import READINGS
from hrdesk.domain.requirements import Requirement
from hrdesk.domain.scoring import Trainee
from hrdesk.domain.staff import Role
from hrdesk.services.core import words
from hrdesk.services.regulation import asking
from hrdesk.services.regulation.calendars import calendar_of
from hrdesk.services.regulation.rules import pack_for

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Parsers = _SubParsersAction[argparse.ArgumentParser]

WORKSPACE = "HRDESK_WORKSPACE"  # named in `hrdesk.cli.session` too, which brings SQL along


def add(subparsers: "Parsers") -> None:
    """Add `calc` and its questions."""
    calc = subparsers.add_parser(
        "calc", help="試算：額度、需參與課程、期限、認證時數、使用評分、考評等級、請假比例、證號、日期（不需工作區；指定工作區時用其適用的規則）"
    )
    questions = calc.add_subparsers(title="試算項目", metavar="項目", required=True)
    _add_quota(questions)
    _add_required(questions)
    _add_deadline(questions)
    _add_hours(questions)
    _add_scores(questions)
    number = _question(questions, "id", "檢查身分證統一編號或居留證號", answer_id)
    number.add_argument("number", metavar="NUMBER")
    day = _question(questions, "date", "解讀日期", answer_date)
    day.add_argument("text", metavar="TEXT")


def _question(questions: "Parsers", name: str, text: str, run: Callable[[argparse.Namespace], Outcome]) -> argparse.ArgumentParser:
    parser = questions.add_parser(name, help=text, description=text)
    parser.add_argument("--json", action="store_true", help="以 JSON 輸出")
    parser.set_defaults(run=run)
    return parser


def _ruled(questions: "Parsers", name: str, text: str, run: Callable[[argparse.Namespace], Outcome], *, who: str = "--who") -> argparse.ArgumentParser:
    """Add a question that a rule pack answers; `who` is the option for whoever opens the workspace."""
    parser = _question(questions, name, text, run)
    what = f"用這個工作區適用的規則包與辦公日曆（或環境變數 {WORKSPACE}）；未給時用程式隨附者"
    parser.add_argument("--workspace", type=Path, metavar="資料夾", help=what)
    parser.add_argument("--passphrase-file", type=Path, metavar="檔案", help="工作區的密碼檔")
    parser.add_argument(who, dest="opener", metavar="姓名或代號", help="開啟工作區的人")
    return parser


def _add_quota(questions: "Parsers") -> None:
    parser = _ruled(questions, "quota", "敘獎額度基準與可行分配（陸三(二)）", answer_quota)
    parser.add_argument("--staffing", type=whole, required=True, metavar="N", help="人事人員總員額數（一級機關含所屬）")
    parser.add_argument("--seeds", type=whole, metavar="S", help="在任種籽教師人數，不含增列之專責人員；未給時不限")
    parser.add_argument("--groups", type=whole, default=0, metavar="G", help="人事處核准增列之業務屬性相同類別數")
    parser.add_argument("--reading", choices=READINGS, default=READINGS[0], help="條文讀法（預設 R1）")


def _add_required(questions: "Parsers") -> None:
    parser = _ruled(questions, "required", "需參與課程（肆）", answer_required)
    parser.add_argument("--role", type=_role, nargs="+", action="extend", required=True, metavar="ROLE", help="、".join(role.value for role in Role))
    parser.add_argument("--grade", default="", help="職等，例如 薦任第八職等 或 8")
    parser.add_argument("--duty", nargs="+", action="extend", default=[], metavar="CODE", help="承辦業務之研習項目代碼")
    parser.add_argument("--focus", nargs="+", action="extend", default=[], metavar="CODE", help="重點加強之研習項目代碼")


def _add_deadline(questions: "Parsers") -> None:
    parser = _ruled(questions, "deadline", "以工作天計算期限", answer_deadline)
    parser.add_argument("--rule", choices=sorted(asking.LIMITS), required=True, help="、".join(f"{rule} {text}" for rule, text in asking.LIMITS.items()))
    parser.add_argument("--from", dest="start", required=True, metavar="DATE", help="起算事由之日，民國或 ISO 日期")
    parser.add_argument("--calendar", type=Path, metavar="CSV", help="政府行政機關辦公日曆表；未給時用工作區匯入者")


def _add_hours(questions: "Parsers") -> None:
    parser = _ruled(questions, "hours", "認證時數（伍一(一)）", answer_hours)
    parser.add_argument("--session", nargs="+", action="extend", required=True, metavar="H:MM", help="各場次時數")
    parser.add_argument("--attended", nargs="+", action="extend", default=[], metavar="H:MM", help="各場次實際參與時數，依序")


def _add_scores(questions: "Parsers") -> None:
    usage = _ruled(questions, "usage", "使用評分（102科技在嘉 七(二)）", answer_usage)
    usage.add_argument("--tools", type=whole, required=True, metavar="N", help="經審查採計之資訊工具項數")
    usage.add_argument("--webhr", type=whole, required=True, metavar="N", help="經審查採計之 WebHR 子系統數")
    usage.add_argument("--integration", type=whole, default=0, metavar="PERCENT", help="整合系統服務核予之百分比，0 至 100")
    grade = _ruled(questions, "grade", "推動績效考評等級（107規範 玖四）", answer_grade)
    grade.add_argument("score", metavar="SCORE", help="總分，可有小數")
    leave = _ruled(questions, "leave", "請假比例與退訓（107規範 柒）", answer_leave, who="--opened-by")
    leave.add_argument("--who", choices=[one.value for one in Trainee], required=True, help="、".join(f"{one.value} {words.label(one)}" for one in Trainee))
    leave.add_argument("--course", required=True, metavar="H:MM", help="課程時數")
    leave.add_argument("--leave", required=True, metavar="H:MM", help="請假時數")
    leave.add_argument("--truant", action="store_true", help="有曠課情事")


def answer_quota(args: argparse.Namespace) -> Outcome:
    """Answer `calc quota`."""
    found = asking.quota(_pack(args, _today()), args.staffing, args.seeds, args.groups, args.reading)
    quota = found.why.value
    data = {"units": quota.units, "heads": quota.heads, "distributions": quota.distributions, "reading": args.reading, "explanation": found.why}
    return Outcome(data, (f"{found.value}；{'；'.join(found.notes)}", *asking.told(found.why)))


def answer_required(args: argparse.Namespace) -> Outcome:
    """Answer `calc required`: what the roles oblige to, whatever was held or taken."""
    today = _today()
    found = asking.required(_pack(args, today), args.role, today, grade=args.grade, duties=args.duty, focus=args.focus)
    due, uncovered = ([_due(one) for one in part(found.why)] for part in (asking.covered_of, asking.uncovered_of))
    data = {"required": due, "not_covered": uncovered, "explanation": found.why}
    return Outcome(data, (found.value, *asking.told(found.why)))


def answer_deadline(args: argparse.Namespace) -> Outcome:
    """Answer `calc deadline`."""
    start = asking.sure_day(args.start)
    pack, kept = _told(args, start)
    calendar = kept if args.calendar is None else calendar_of(args.calendar)
    found = asking.limit(pack, args.rule, start, calendar)
    due = found.why.value
    official = asking.is_official(calendar, start, due)
    data = {"due": due, "roc": roc_short(due), "rule": args.rule, "from": start, "official_calendar": official, "explanation": found.why}
    return Outcome(data, (found.value, *asking.told(found.why), *found.notes))


def answer_hours(args: argparse.Namespace) -> Outcome:
    """Answer `calc hours`."""
    found = asking.hours(_pack(args, _today()), args.session, args.attended)
    minutes = found.why.value
    hours = hours_text(minutes)
    data = {"minutes": minutes, "hours": float(hours) if "." in hours else int(hours), "full": minutes > 0, "explanation": found.why}
    return Outcome(data, (found.value, *asking.told(found.why)))


def answer_usage(args: argparse.Namespace) -> Outcome:
    """Answer `calc usage`."""
    found = asking.usage(_pack(args, _today()), args.tools, args.webhr, args.integration)
    return Outcome({"percent": found.why.value, "explanation": found.why}, (found.value, *asking.told(found.why), *found.notes))


def answer_grade(args: argparse.Namespace) -> Outcome:
    """Answer `calc grade`."""
    found = asking.grade(_pack(args, _today()), args.score)
    return Outcome({"grade": found.why.value, "explanation": found.why}, (found.value, *asking.told(found.why)))


def answer_leave(args: argparse.Namespace) -> Outcome:
    """Answer `calc leave`."""
    course, away = parse_minutes(args.course), parse_minutes(args.leave)
    found = asking.leave(_pack(args, _today()), Trainee(args.who), course, away, truant=args.truant)
    return Outcome({"dropped": found.why.value, "explanation": found.why}, (found.value, *asking.told(found.why)))


def answer_id(args: argparse.Namespace) -> Outcome:
    """Answer `calc id`."""
    found, told = asking.identity(args.number)
    data = {"normalised": found.number, "masked": told.value, "kind": found.kind, "sex": found.sex}
    return Outcome(data, (f"{told.value}：{'；'.join(told.notes)}",))


def answer_date(args: argparse.Namespace) -> Outcome:
    """Answer `calc date`."""
    found, told = asking.day(args.text)
    data = {"date": found.day, "roc": roc_short(found.day), "long": roc_long(found.day), "doubts": found.doubts}
    return Outcome(data, (told.value, *told.notes))


def _pack(args: argparse.Namespace, day: date) -> RulePack:
    """Return the pack in force on a day."""
    return _told(args, day)[0]


def _told(args: argparse.Namespace, day: date) -> tuple[RulePack, OfficeCalendar]:
    """Return the pack in force on a day and the calendar: those of the workspace named, else what came with the program."""
    if args.workspace is None and not os.environ.get(WORKSPACE):
        return pack_for(day), OfficeCalendar()
    from hrdesk.cli.session import open_from  # a workspace is SQL, which no other question loads

    asked = argparse.Namespace(workspace=args.workspace, passphrase_file=args.passphrase_file, who=args.opener)
    with open_from(asked) as desk:
        return desk.rules(day), OfficeCalendar.from_days(desk.calendar.days)  # as of now: it is asked once the workspace is closed


def _today() -> date:
    return datetime.now(TAIPEI).date()


def _role(text: str) -> Role:
    role = words.labelled(Role, text.strip().lower().replace("-", "_"))
    if not isinstance(role, Role):
        raise argparse.ArgumentTypeError(f"不認得的身分「{text}」")
    return role


def _due(one: Requirement) -> dict[str, object]:
    return {"topic": one.topic, "name": one.name, "article": one.citation.article, "text": one.citation.text}
