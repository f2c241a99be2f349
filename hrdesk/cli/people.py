"""People and agencies from the command line: officer, role, duty, staffing, agency."""

import argparse
from datetime import date
from typing import TYPE_CHECKING

from hrdesk.cli.arguments import add_day, command, day_of, offered, saved, value_of
from hrdesk.cli.output import Outcome
from hrdesk.cli.parsing import whole
from hrdesk.cli.session import open_from
from hrdesk.domain.record import OfficerId
from hrdesk.domain.staff import Headcount, Officer, Role, StaffKind, Tier
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency import agencies
from hrdesk.services.people import staff

if TYPE_CHECKING:
    from hrdesk.cli.arguments import Parsers

COUNTS = {
    "budget": (Headcount.STAFFING_BUDGET, "人事人員預算員額（本機關，不含所屬）"),
    "present": (Headcount.STAFFING_PRESENT, "人事人員現有員額（本機關，不含所屬）"),
    "officers": (Headcount.OFFICERS, "二級機關人事人員數（肆四）"),
    "agency_staff": (Headcount.AGENCY, "機關總員額數"),
}


def add(subparsers: "Parsers") -> None:
    """Add the commands about people and agencies."""
    officer = command(subparsers, "officer", "新增或變更一位人事人員", run_officer)
    officer.add_argument("name", metavar="姓名")
    officer.add_argument("--employee-no", default="", metavar="代號", help="員工代號；已有此代號者視為變更")
    officer.add_argument("--agency", metavar="機關代碼", help="其人員所屬機關（預設本機關）")
    for option, text in (("unit", "單位"), ("title", "職稱"), ("grade", "官職等"), ("phone", "電話"), ("email", "電子郵件")):
        officer.add_argument(f"--{option}", metavar=text)
    officer.add_argument("--kind", metavar="類別", help="專任、兼任、兼辦")
    for option, text in (("arrived", "本機關到職日"), ("first-service", "初任人事人員日"), ("left", "離職日")):
        officer.add_argument(f"--{option}", metavar="日期", help=text)
    officer.add_argument("--left-reason", metavar="原因", help="離職原因")
    role = command(subparsers, "role", "指定人員的身分（人事主管、新進、進階……）", run_role)
    role.add_argument("officer", metavar="人員")
    role.add_argument("role", metavar="身分", help=offered(Role))
    duty = command(subparsers, "duty", "指定人員承辦的業務", run_duty)
    duty.add_argument("officer", metavar="人員")
    duty.add_argument("topic", metavar="業務", help="研習項目代碼或名稱，例如 biz-01")
    for parser in (role, duty):
        add_day(parser, "開始日期", "--from")
        parser.add_argument("--to", metavar="日期", help="結束日期")
        parser.add_argument("--end", metavar="日期", help="結束已登錄的這一項（最後一天），不另新增")
    staffing = command(subparsers, "staffing", "登錄三種員額（不得混用）", run_staffing)
    for name, (_, text) in COUNTS.items():
        staffing.add_argument(f"--{name.replace('_', '-')}", type=whole, metavar="人數", help=text)
    staffing.add_argument("--source", default="", metavar="來源")
    add_day(staffing, "基準日")
    agency = command(subparsers, "agency", "登錄所屬或其他機關", run_agency)
    agency.add_argument("code", metavar="機關代碼")
    agency.add_argument("name", metavar="機關名稱")
    agency.add_argument("--tier", metavar="層級", default=Tier.SECOND.value, help=offered(Tier))
    agency.add_argument("--parent", metavar="機關代碼", help="上級機關（預設本機關）")
    agency.add_argument("--group", default="", metavar="類別", help="業務屬性相同類別")


def run_officer(args: argparse.Namespace) -> Outcome:
    """Add or change an officer."""
    with open_from(args) as desk:
        own = agencies.by_code(desk, args.agency).id if args.agency else desk.workspace.agency
        held = desk.store.all(Officer, employee_no=args.employee_no, agency=own) if args.employee_no else ()
        if len(held) > 1:
            raise InputError(Fault.AMBIGUOUS, text=args.employee_no, count=len(held))
        base = held[0] if held else Officer(id=OfficerId(desk.new_id()), agency=own, name=args.name, employee_no=args.employee_no)
        typed = {name: getattr(args, name) for name in ("name", "unit", "title", "grade", "phone", "email", "left_reason")}
        days = {name: day_of(text, desk.today) for name in ("arrived", "first_service", "left") if (text := getattr(args, name)) is not None}
        kind = {} if args.kind is None else {"kind": value_of(StaffKind, args.kind)}
        changes = staff.change_officer(desk, base, {name: text for name, text in typed.items() if text is not None} | days | kind)
    return saved(changes, f"人員 {args.name}", {"officer": base.id})


def run_role(args: argparse.Namespace) -> Outcome:
    """Give a role."""
    with open_from(args) as desk:
        person = staff.find_officer(desk, args.officer)
        role = value_of(Role, args.role)
        if (last := _last_day(args, desk.today)) is not None:
            changes = staff.end_span(desk, staff.role_span(desk, person.id, role), last)
        else:
            changes = staff.assign_role(desk, person.id, role, *_period(args, desk.today))
    return saved(changes, f"{person.name} 的身分")


def run_duty(args: argparse.Namespace) -> Outcome:
    """Assign a business item."""
    with open_from(args) as desk:
        person = staff.find_officer(desk, args.officer)
        last = _last_day(args, desk.today)
        start, end = _period(args, desk.today)
        leaf = desk.rules(start).topic_named(args.topic)
        topic = leaf.code if leaf else args.topic
        if last is not None:
            changes = staff.end_span(desk, staff.duty_span(desk, person.id, topic), last)
        else:
            changes = staff.assign_duty(desk, person.id, topic, start, end)
    return saved(changes, f"{person.name} 承辦的業務")


def _period(args: argparse.Namespace, today: date) -> tuple[date, date | None]:
    return day_of(getattr(args, "from"), today), day_of(args.to, today) if args.to else None


def _last_day(args: argparse.Namespace, today: date) -> date | None:
    """Return the day on which what is held ends; raise InputError INVALID where a new period is given too."""
    if args.end is None:
        return None
    if args.to or getattr(args, "from"):
        raise InputError(Fault.INVALID, what="--end", reason="用來結束已登錄的一項，不能與 --from、--to 併用")
    return day_of(args.end, today)


def run_staffing(args: argparse.Namespace) -> Outcome:
    """Record head-counts."""
    counts = {kind: count for name, (kind, _) in COUNTS.items() if (count := getattr(args, name)) is not None}
    if not counts:
        raise InputError(Fault.INVALID, what="員額", reason="請至少給一種人數")
    with open_from(args) as desk:
        changes = agencies.set_staffing(desk, counts, day_of(args.date, desk.today), source=args.source)
    return saved(changes, "員額")


def run_agency(args: argparse.Namespace) -> Outcome:
    """Record an agency."""
    with open_from(args) as desk:
        parent = agencies.by_code(desk, args.parent).id if args.parent else desk.workspace.agency
        fresh = agencies.new_agency(args.code, args.name, value_of(Tier, args.tier), parent=parent, group=args.group)
        changes = agencies.save_agency(desk, fresh)
    return saved(changes, f"機關 {args.name}", {"agency": fresh.id})
