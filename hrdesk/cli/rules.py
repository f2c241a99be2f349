"""The rules package from the command line: what rules here, a pack or a contact adopted by the department, and the package to every office below."""

import argparse
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from hrdesk.cli.arguments import add_year, command, nested, year_of
from hrdesk.cli.output import Outcome
from hrdesk.cli.session import open_from
from hrdesk.domain.package import PackageKind
from hrdesk.domain.rulebook import Contact
from hrdesk.services.collecting import answers
from hrdesk.services.collecting.answers import Answer
from hrdesk.services.core import words
from hrdesk.services.packages import rules_package
from hrdesk.services.post import rules_told
from hrdesk.services.regulation import rule_compare, rulebook

if TYPE_CHECKING:
    from hrdesk.cli.arguments import Parsers

CONTACT = {"unit": "單位", "person": "承辦人", "phone": "電話", "email": "電子郵件", "hours": "服務時間"}


def add(subparsers: "Parsers") -> None:
    """Add the commands about rules."""
    rules = nested(subparsers, "rules", "規則包：目前適用的規則，採用新的規則包，送給各機關")
    add_year(command(rules, "show", "目前適用的規則包、辦公日曆、期限與諮詢窗口", run_show))
    adopt = command(rules, "adopt", "採用一個規則包檔案（人事處）；未給 --apply 時只列出差異", run_adopt)
    adopt.add_argument("file", type=Path, metavar="檔案")
    adopt.add_argument("--apply", action="store_true", help="寫入")
    contact = command(rules, "contact", "填寫諮詢窗口（人事處），隨下一個規則包送出", run_contact)
    for name, label in CONTACT.items():
        contact.add_argument(f"--{name}", default="", metavar=label)
    send = command(rules, "send", "為所有收件機關各簽章一個規則包，存入一個資料夾", run_send)
    send.add_argument("--out", type=Path, required=True, metavar="資料夾")
    add_year(send)


def run_show(args: argparse.Namespace) -> Outcome:
    """Run `rules show`."""
    with open_from(args) as desk:
        found = rules_package.outlook(desk, year_of(args, desk))
    asked = rules_told.contact_text(found.contact)
    told = dict((*found.holds, ("諮詢窗口", asked or "還沒有填寫")))
    return Outcome({"year": found.year, **told}, tuple(f"{label}：{value}" for label, value in told.items()))


def run_adopt(args: argparse.Namespace) -> Outcome:
    """Run `rules adopt`: the difference, and with --apply the pack counts from now on."""
    fresh = rule_compare.pack_of(args.file)
    with open_from(args) as desk:
        found = rule_compare.differences(rulebook.replaced_by(desk, fresh), fresh)
        if args.apply:
            rulebook.adopt(desk, args.file)
    lines = tuple(f"{one.article} {one.name}：{one.before or '（沒有）'} → {one.after or '（沒有）'}" for one in found)
    end = f"已採用 {fresh.id}；請以 rules send 送給各機關。" if args.apply else f"{len(lines)} 處不同；加上 --apply 才會採用。"
    data = [{"key": one.key, "article": one.article, "before": one.before, "after": one.after} for one in found]
    return Outcome({"pack": fresh.id, "applied": args.apply, "differences": data}, (*lines, end))


def run_contact(args: argparse.Namespace) -> Outcome:
    """Run `rules contact`."""
    who = Contact(**{one.name: getattr(args, one.name).strip() for one in fields(Contact)})
    with open_from(args) as desk:
        rulebook.set_contact(desk, who)
    return Outcome({"contact": rules_told.contact_text(who)}, (f"諮詢窗口：{rules_told.contact_text(who)}",))


def run_send(args: argparse.Namespace) -> Outcome:
    """Run `rules send`; exit code 1 where an office's package could not be sealed."""
    with open_from(args) as desk:
        found = answers.send_all(desk, PackageKind.RULES, year_of(args, desk), args.out)
    rows = [{"agency": one.agency.code, "file": one.sealed.file if one.sealed else None, "told": _told(one)} for one in found]
    lines = tuple(f"{one.agency.code} {one.agency.name}　{_told(one)}" for one in found)
    return Outcome({"results": rows}, lines, 1 if any(one.sealed is None for one in found) else 0)


def _told(one: Answer) -> str:
    """Return the file's name, or why there is none."""
    if one.sealed is not None:
        return f"{one.sealed.file.name}　第 {one.sealed.parcel.revision} 版"
    return words.of_error(one.error) if one.error is not None else ""
