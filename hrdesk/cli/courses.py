"""Courses from the command line: course, enrol, substitute, attend, complete, absence."""

import argparse
from typing import TYPE_CHECKING

from hrdesk.cli.arguments import add_day, add_evidence, add_year, command, day_of, nested, offered, saved, taken_in, value_of, year_of
from hrdesk.cli.output import Outcome
from hrdesk.cli.parsing import whole
from hrdesk.cli.session import open_from
from hrdesk.domain.absence import AbsenceCase, CaseState, Consequence
from hrdesk.domain.minguo import parse_minutes
from hrdesk.domain.record import CourseId
from hrdesk.domain.staff import Level
from hrdesk.domain.training import AbsenceReport, Attendance, Course, Method, Mode, TrainingRecord, Verdict
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.imports.import_training import topics_of
from hrdesk.services.people.staff import find_officer, officer
from hrdesk.services.study import absence, attendance, courses, training

if TYPE_CHECKING:
    from hrdesk.cli.arguments import Parsers

OUTCOMES = {"full": "全程參與", "partial": "部分參與（須有 --hours）", "leave": "請假", "absent": "缺席", "made-up": "已補課（經主辦機關確認，須先有到課情形）"}
STATES = {
    CaseState.NOT_REPORTED: "未填報",
    CaseState.NO_EVIDENCE: "已填報、無佐證",
    CaseState.WAITING: "待審認",
    CaseState.SUFFICIENT: "充分合理",
    CaseState.INSUFFICIENT: "未充分合理",
}
CONSEQUENCES = {Consequence.NONE: "不列缺點", Consequence.FAULT: "列入缺點", Consequence.PENDING: "待定"}


def add(subparsers: "Parsers") -> None:
    """Add the commands about courses."""
    _add_course(subparsers)
    enrol = command(subparsers, "enrol-course", "報名班期", run_enrol)
    enrol.add_argument("course", metavar="課程", help="課程代碼、名稱或識別碼")
    enrol.add_argument("officers", nargs="+", metavar="人員")
    add_day(enrol, "報名日期")
    substitute = command(subparsers, "substitute", "報名後改由他人參加", run_substitute)
    for name, text in (("course", "課程"), ("officer", "原報名人員"), ("by", "替代人員")):
        substitute.add_argument(name, metavar=text)
    add_day(substitute, "核准日期")
    attend = command(subparsers, "attend", "登錄到課情形", run_attend)
    for name, text in (("course", "課程"), ("officer", "人員")):
        attend.add_argument(name, metavar=text)
    attend.add_argument("outcome", choices=tuple(OUTCOMES), metavar="情形", help="、".join(f"{key} {text}" for key, text in OUTCOMES.items()))
    attend.add_argument("--hours", metavar="時:分", help="部分參與的實際時數，例如 4:30")
    attend.add_argument("--leave-kind", default="", metavar="假別")
    attend.add_argument("--note", default="", metavar="備註")
    complete = command(subparsers, "complete", "登錄數位或混成課程完成", run_complete)
    for name, text in (("course", "課程"), ("officer", "人員")):
        complete.add_argument(name, metavar=text)
    add_day(complete, "完成日期")
    add_evidence(complete)
    for parser in (enrol, substitute, attend, complete):
        parser.add_argument("--term", default="", metavar="期別")
    _add_absence(subparsers)


def _add_course(subparsers: "Parsers") -> None:
    course = command(subparsers, "course", "登錄班期，或登錄停辦", run_course)
    course.add_argument("code", metavar="課程代碼")
    course.add_argument("name", nargs="?", metavar="課程名稱")
    course.add_argument("--term", default="", metavar="期別")
    course.add_argument("--topic", action="append", default=[], metavar="項目", help="研習項目或課程類別，可重複")
    course.add_argument("--level", metavar="級別", help=offered(Level))
    course.add_argument("--mode", default=Mode.PHYSICAL.value, metavar="性質", help=offered(Mode))
    course.add_argument("--method", default=Method.DEPARTMENT.value, metavar="辦理", help=offered(Method))
    course.add_argument("--organiser", default="", metavar="主辦")
    course.add_argument("--place", default="", metavar="地點")
    course.add_argument("--lecturer", action="append", default=[], metavar="講師", help="可重複")
    course.add_argument("--seats", type=whole, metavar="人", help="名額")
    course.add_argument("--cancelled", action="store_true", help="已登錄的班期停辦（只需課程代碼與期別）")
    course.add_argument("--from", metavar="日期", help="開始日期")
    course.add_argument("--to", metavar="日期", help="預設與開始日期同一天")
    course.add_argument("--hours", metavar="時:分", help="課程所訂時數，例如 6:00")


def _add_absence(subparsers: "Parsers") -> None:
    actions = nested(subparsers, "absence", "未到課（附表4）：列出、填報、審認")
    shown = command(actions, "list", "列出未到課的人與後果", run_absence_list)
    add_year(shown)
    shown.add_argument("--due", metavar="日期", help="填報期限；逾期未填報或無佐證者列入缺點（不給則列為待定）")
    report = command(actions, "report", "填報未到課原因", run_absence_report)
    report.add_argument("--reason", required=True, metavar="事由")
    report.add_argument("--leave-kind", default="", metavar="假別")
    add_evidence(report)
    review = command(actions, "review", "審認未到課原因（人事主管初審）", run_absence_review)
    review.add_argument("--reason", default="", metavar="理由")
    review.add_argument("--department", action="store_true", help="本處複審（僅人事處）")
    for parser in (report, review):
        parser.add_argument("course", metavar="課程")
        parser.add_argument("officer", metavar="人員")
        parser.add_argument("--term", default="", metavar="期別")
    review.add_argument("verdict", metavar="審認", help="sufficient 充分合理、insufficient 未充分合理")


def run_course(args: argparse.Namespace) -> Outcome:
    """Add a course, or call one off."""
    if args.cancelled:
        return _call_off(args)
    if not (args.name and getattr(args, "from") and args.hours):
        raise InputError(Fault.INVALID, what="班期", reason="須有課程名稱、--from 與 --hours")
    with open_from(args) as desk:
        start = day_of(getattr(args, "from"), desk.today)
        topics, unknown = topics_of(desk.rules(start), "\n".join(args.topic))
        if unknown:
            raise InputError(Fault.NOT_FOUND, what="研習項目", text="、".join(unknown))
        course = Course(
            id=CourseId(desk.new_id()),
            agency=desk.workspace.agency,
            code=args.code,
            name=args.name,
            term=args.term,
            topics=topics,
            level=value_of(Level, args.level) if args.level else None,
            mode=value_of(Mode, args.mode),
            method=value_of(Method, args.method),
            organiser=args.organiser,
            start=start,
            end=day_of(args.to, start),
            minutes=parse_minutes(args.hours),
            place=args.place.strip(),
            lecturers=tuple(dict.fromkeys(name.strip() for name in args.lecturer if name.strip())),
            seats=args.seats,
        )
        changes = courses.save(desk, course)
    return saved(changes, f"班期 {args.name}", {"course": course.id})


def _call_off(args: argparse.Namespace) -> Outcome:
    with open_from(args) as desk:
        course = training.find_course(desk, args.code, args.term)
        changes = training.cancel(desk, course.id)
    return saved(changes, f"{course.name} 停辦", {"course": course.id})


def run_enrol(args: argparse.Namespace) -> Outcome:
    """Enrol officers."""
    with open_from(args) as desk:
        course = training.find_course(desk, args.course, args.term)
        people = [find_officer(desk, text).id for text in args.officers]
        changes = training.enrol(desk, course.id, people, day_of(args.date, desk.today))
    return saved(changes, f"報名 {course.name}")


def run_substitute(args: argparse.Namespace) -> Outcome:
    """Send somebody else."""
    with open_from(args) as desk:
        record = _enrolment(desk, args)
        changes = training.substitute(desk, record.id, find_officer(desk, args.by).id, day_of(args.date, desk.today))
    return saved(changes, "替代")


def run_attend(args: argparse.Namespace) -> Outcome:
    """Record attendance."""
    with open_from(args) as desk:
        course = training.find_course(desk, args.course, args.term)
        person = find_officer(desk, args.officer)
        if args.outcome == "made-up":
            changes = training.make_up(desk, _enrolment(desk, args).id, note=args.note)
        else:
            changes = training.attend(desk, course.id, person.id, _attendance(args, course), note=args.note)
    return saved(changes, f"{person.name} 的到課情形")


def run_complete(args: argparse.Namespace) -> Outcome:
    """Record completion of a digital course."""
    with open_from(args) as desk:
        course = training.find_course(desk, args.course, args.term)
        person = find_officer(desk, args.officer)
        changes = training.complete(desk, course.id, person.id, day_of(args.date, desk.today), proof=taken_in(desk, args.evidence))
    return saved(changes, f"{person.name} 完成課程")


def run_absence_list(args: argparse.Namespace) -> Outcome:
    """List the cases of 未到課."""
    with open_from(args) as desk:
        due = day_of(args.due, desk.today) if args.due else None
        found = absence.cases(desk, year_of(args, desk), due=due)
        lines = tuple(_case_line(desk, case) for case in found)
    return Outcome({"cases": found}, lines or ("沒有未到課。",))


def run_absence_report(args: argparse.Namespace) -> Outcome:
    """Report why somebody did not attend."""
    with open_from(args) as desk:
        record = _enrolment(desk, args)
        absence.case_of(desk, record)
        evidence = taken_in(desk, args.evidence)
        changes = absence.report(desk, record.id, reason=args.reason, leave_kind=args.leave_kind, evidence=evidence)
    return saved(changes, "未到課原因")


def run_absence_review(args: argparse.Namespace) -> Outcome:
    """Judge a report."""
    with open_from(args) as desk:
        held = desk.store.all(AbsenceReport, training=_enrolment(desk, args).id)
        if not held:
            raise InputError(Fault.NOT_FOUND, what="未到課報告", text=args.officer)
        changes = absence.review(desk, held[0].id, value_of(Verdict, args.verdict), args.reason, by_department=args.department)
    return saved(changes, "未到課審認")


def _attendance(args: argparse.Namespace, course: Course) -> tuple[Attendance, ...]:
    if args.outcome == attendance.PARTIAL and not args.hours:
        raise InputError(Fault.INVALID, what="部分參與", reason="請以 --hours 填實際時數")
    minutes = parse_minutes(args.hours) if args.hours else None
    return attendance.outcome(course, args.outcome, minutes, args.leave_kind)


def _enrolment(desk: Desk, args: argparse.Namespace) -> TrainingRecord:
    course = training.find_course(desk, args.course, args.term)
    found = desk.store.all(TrainingRecord, course=course.id, officer=find_officer(desk, args.officer).id)
    if not found:
        raise InputError(Fault.NOT_FOUND, what="研習紀錄", text=args.officer)
    return found[0]


def _case_line(desk: Desk, case: AbsenceCase) -> str:
    person, course = officer(desk, case.officer), desk.store.get(Course, case.course)
    name = course.name if course else case.course
    return f"{person.name}　{name}　{STATES[case.state]}　個人：{CONSEQUENCES[case.individual]}　一級機關：{CONSEQUENCES[case.first_tier]}"
