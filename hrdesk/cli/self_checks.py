"""Self-checks, special merits and evidence from the command line."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from hrdesk.cli.arguments import add_day, add_evidence, add_year, command, day_of, nested, saved, taken_in, value_of, year_of
from hrdesk.cli.output import Outcome
from hrdesk.cli.session import open_from
from hrdesk.domain.seeds import Answer, CheckAnswer
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, InputError
from hrdesk.services.core import words
from hrdesk.services.people import evidence, looking
from hrdesk.services.people.staff import find_officer
from hrdesk.services.teachers import self_check

if TYPE_CHECKING:
    from hrdesk.cli.arguments import Parsers


def add(subparsers: "Parsers") -> None:
    """Add the commands about 附表5, merits and evidence."""
    actions = nested(subparsers, "self-check", "種籽教師自我檢核（附表5）：看事實、填寫、送出、核章")
    show = command(actions, "facts", "各項目已有的事實", run_facts)
    answer = command(actions, "answer", "填寫項目：e1=是 e5=否 c1=是 …", run_answer)
    submit = command(actions, "submit", "送出", run_submit)
    add_day(submit, "送出日期")
    approve = command(actions, "approve", "人事主管核章", run_approve)
    approve.add_argument("--by", required=True, metavar="人事主管")
    approve.add_argument("--unmet", action="append", default=[], metavar="項目", help="複核為未符合的項目，可重複")
    add_day(approve, "核章日期")
    for parser in (show, answer, submit, approve):
        parser.add_argument("officer", metavar="人員")
        add_year(parser)
    answer.add_argument("answers", nargs="+", metavar="項目=答案", help="答案為 是、否、不適用；次數寫成 e5=是:2")
    answer.add_argument("--detail", action="append", default=[], metavar="項目=說明", help="具體辦理情形，可重複")
    merit = command(subparsers, "merit", "特殊優良事蹟（陸三(五)）", run_merit)
    merit.add_argument("officer", metavar="人員")
    merit.add_argument("section", metavar="分項", help="newcomers、courses、procedures、handover、other")
    merit.add_argument("text", metavar="內容")
    add_evidence(merit)
    add_year(merit)
    file = command(subparsers, "evidence", "收入佐證檔，並顯示識別碼", run_evidence)
    file.add_argument("files", nargs="+", type=Path, metavar="FILE")


def run_facts(args: argparse.Namespace) -> Outcome:
    """Show what the book knows beside each item."""
    with open_from(args) as desk:
        who = find_officer(desk, args.officer).id
        found = self_check.facts(desk, who, year_of(args, desk))
        looking.note(desk, "self-check", [Key("Officer", who)])
    lines: list[str] = []
    for item in found:
        lines.append(f"{item.item}　{item.citation.text}　建議：{words.label(item.suggestion)}　{item.step}")
        lines += [f"　　{words.of_fact(fact)}" for fact in item.facts]
    return Outcome({"items": found}, tuple(lines))


def run_answer(args: argparse.Namespace) -> Outcome:
    """Record answers."""
    with open_from(args) as desk:
        who, year = find_officer(desk, args.officer).id, year_of(args, desk)
        held = self_check.self_check(desk, who, year)
        details = {one.item: one.detail for one in held.answers} if held else {}
        details |= dict(_pair(text) for text in args.detail)
        answers = [_answer(*_pair(text), details) for text in args.answers]
        changes = self_check.answer(desk, who, year, answers)
    return saved(changes, "自我檢核表")


def run_submit(args: argparse.Namespace) -> Outcome:
    """Submit a self-check."""
    with open_from(args) as desk:
        changes = self_check.submit(desk, find_officer(desk, args.officer).id, year_of(args, desk), day_of(args.date, desk.today))
    return saved(changes, "送出自我檢核表")


def run_approve(args: argparse.Namespace) -> Outcome:
    """Approve a self-check."""
    with open_from(args) as desk:
        who, day = find_officer(desk, args.officer).id, day_of(args.date, desk.today)
        changes = self_check.approve(desk, who, year_of(args, desk), day, by=args.by, unmet=args.unmet)
    return saved(changes, "核章自我檢核表")


def run_merit(args: argparse.Namespace) -> Outcome:
    """Record a special merit."""
    with open_from(args) as desk:
        who = find_officer(desk, args.officer).id
        changes = self_check.claim_merit(desk, who, year_of(args, desk), args.section, args.text, evidence=taken_in(desk, args.evidence))
    return saved(changes, "特殊優良事蹟")


def run_evidence(args: argparse.Namespace) -> Outcome:
    """Take files in as evidence."""
    with open_from(args) as desk:
        taken = [(file.name, evidence.take_in(desk, file)[1]) for file in args.files]
    return Outcome({"evidence": [{"file": name, "id": key} for name, key in taken]}, tuple(f"{name}　{key}" for name, key in taken))


def _pair(text: str) -> tuple[str, str]:
    item, equals, value = text.partition("=")
    if not equals:
        raise InputError(Fault.INVALID, what=f"「{text}」", reason="請寫成 項目=內容，例如 e1=是")
    return item.strip(), value.strip()


def _answer(item: str, value: str, details: dict[str, str]) -> CheckAnswer:
    word, colon, count = value.partition(":")
    if colon and not (count.isascii() and count.isdigit()):
        raise InputError(Fault.NOT_A_NUMBER, text=count, wanted="0 以上的整數")
    return CheckAnswer(item, value_of(Answer, word), int(count) if colon else None, details.get(item, ""))
