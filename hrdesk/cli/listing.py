"""`hrdesk list`, `show`, `required`, `candidates`, `rate` and `gaps`: looking, without changing anything but the log of looks."""

import argparse
from typing import TYPE_CHECKING

from hrdesk.cli.arguments import command, year_of
from hrdesk.cli.output import Outcome
from hrdesk.cli.parsing import one_a_line, year
from hrdesk.cli.session import open_from
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.values import Key
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import looking
from hrdesk.services.people.compliance import compliance, compliance_of
from hrdesk.services.people.staff import find_officer
from hrdesk.services.study import absence, selection
from hrdesk.services.study.training import find_course
from hrdesk.services.teachers.seeds import duty_gaps

if TYPE_CHECKING:
    from hrdesk.cli.arguments import Parsers


TOPICS = "topics"  # the catalogue of the rules in force, which is no record


def add(subparsers: "Parsers") -> None:
    """Add the commands that look."""
    listing = command(subparsers, "list", "列出一種資料", run_list)
    show = command(subparsers, "show", "顯示一筆資料的全部欄位", run_show)
    kinds = {name: words.kind_label(kind) for name, kind in looking.NAMES.items()}
    for parser, known in ((listing, {**kinds, TOPICS: "研習項目目錄"}), (show, kinds)):
        parser.add_argument("kind", metavar="KIND", choices=tuple(known), help="資料種類，見下表")
        parser.epilog = one_a_line("KIND", known)
    show.add_argument("id", metavar="ID", help="識別碼（前八碼以上）、員工代號、代碼或名稱")
    for parser in (listing, show):
        parser.add_argument("--unmask", action="store_true", help="顯示完整身分證統一編號，須有 --reason，並記入操作紀錄")
        parser.add_argument("--reason", default="", metavar="理由")
    required = command(subparsers, "required", "每人需參與課程的完成情形（肆）", run_required)
    required.add_argument("officer", nargs="?", metavar="人員", help="員工代號或姓名；不給則全部")
    candidates = command(subparsers, "candidates", "遴派建議：誰該先參加某課程，逐人說明（伍三）", run_candidates)
    candidates.add_argument("course", metavar="課程", help="課程代碼、名稱或識別碼")
    candidates.add_argument("--term", default="", metavar="期別")
    candidates.add_argument("--away", action="append", default=[], metavar="人員", help="當日請假或不能離開的人，可重複")
    rate = command(subparsers, "rate", "到課出席率（陸二(二)）", run_rate)
    gaps = command(subparsers, "gaps", "應置種籽教師而未置的期間（肆四）", run_gaps)
    for parser in (required, rate, gaps):
        parser.add_argument("--year", type=year, metavar="年度", help="民國年度（預設今年）")


def run_list(args: argparse.Namespace) -> Outcome:
    """List every record of a kind."""
    with open_from(args) as desk:
        if args.kind == TOPICS:
            return _topics(desk)
        shown = looking.listed(desk, args.kind, unmask=args.unmask, reason=args.reason)
    lines = (*(one.line for one in shown), f"共 {len(shown)} 筆。")
    return Outcome({"kind": args.kind, "count": len(shown), "records": [one.record for one in shown]}, lines)


def _topics(desk: Desk) -> Outcome:
    pack = desk.rules(desk.today)
    groups = {group.code: group.name for group in pack.groups}
    data = [{"code": one.code, "name": one.name, "group": groups[one.group], "article": one.article} for one in pack.topics]
    lines = (f"{one['code']}　{one['name']}　{one['group']}　{one['article']}" for one in data)
    return Outcome({"kind": TOPICS, "count": len(data), "records": data}, (*lines, f"共 {len(data)} 筆。"))


def run_show(args: argparse.Namespace) -> Outcome:
    """Show one record."""
    with open_from(args) as desk:
        shown = looking.found(desk, args.kind, args.id, unmask=args.unmask, reason=args.reason)
    return Outcome({"kind": args.kind, "record": shown.record}, tuple(f"{label}：{text}" for label, text in shown.fields))


def run_required(args: argparse.Namespace) -> Outcome:
    """Show required courses per officer."""
    with open_from(args) as desk:
        year = year_of(args, desk)
        people = (find_officer(desk, args.officer),) if args.officer else ()
        matrix = compliance_of(desk, people, year) if people else compliance(desk, year)
        looking.note(desk, "required", [Key("Officer", one.id) for one in people])
    lines: list[str] = []
    for line in matrix:
        roles = "、".join(words.label(role) for role in line.roles)
        lines.append(f"{line.officer.name}（{roles or '未列身分'}）")
        lines += [f"　{words.label(item.state)}　{item.name}　{item.citation.article}" for item in line.requirements.value]
        lines += [f"　［{words.label(problem.severity)}］{words.of_problem(problem)}" for problem in line.requirements.problems]
    found = [{"officer": line.officer.id, "name": line.officer.name, "roles": line.roles, "requirements": line.requirements} for line in matrix]
    if any(not line.roles for line in matrix):
        lines.append("有人員未列身分，請以 role 指定身分。")
    return Outcome({"year": year, "people": found}, tuple(lines) or ("沒有人員。",))


def run_candidates(args: argparse.Namespace) -> Outcome:
    """Rank who should go to a course."""
    with open_from(args) as desk:
        away = {find_officer(desk, text).id for text in args.away}
        course = find_course(desk, args.course, args.term)
        ranked = selection.candidates(desk, course, away=away)
        looking.note(desk, "candidates", [Key("Course", course.id)])
        over = course.end < desk.today
    data = [{"rank": one.rank, "officer": one.officer.id, "name": one.officer.name, "barred": one.barred, "reasons": one.reasons} for one in ranked]
    lines = [f"此班期已於 {roc_short(course.end)} 結束。"] if over else []
    lines += [f"{one.rank}　{one.officer.name}　{'；'.join(one.reasons)}" for one in ranked]
    return Outcome({"candidates": data, "over": over}, tuple(lines))


def run_rate(args: argparse.Namespace) -> Outcome:
    """Show the attendance rate."""
    with open_from(args) as desk:
        year = year_of(args, desk)
        found = absence.rate(desk, year)
    alternatives = [f"參考：{one.name}　{one.value}" for one in found.alternatives]
    return Outcome({"year": year, "rate": found}, (f"{found.citation.article}　{found.citation.text}", *found.steps, *alternatives))


def run_gaps(args: argparse.Namespace) -> Outcome:
    """Show the days without a seed teacher."""
    with open_from(args) as desk:
        year = year_of(args, desk)
        found = duty_gaps(desk, year)
    lines = (*found.steps, *(words.of_problem(problem) for problem in found.problems))
    return Outcome({"year": year, "gaps": found}, lines or ("沒有未置的期間。",))
