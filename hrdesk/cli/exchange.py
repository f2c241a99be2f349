"""Packages from the command line: seal, open (report only), receive."""

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from hrdesk.cli.arguments import add_year, command, year_of
from hrdesk.cli.output import Outcome
from hrdesk.cli.session import open_from
from hrdesk.domain.offices import Direction
from hrdesk.domain.package import PackageKind, Report
from hrdesk.domain.values import Changes, Key
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency import ledger
from hrdesk.services.agency.agencies import by_code
from hrdesk.services.core import verdicts, words
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import drafts, inside, package_words, rules_package, sealing
from hrdesk.services.post import inspection, outgoing, receiving
from hrdesk.services.post.receiving import Forks

if TYPE_CHECKING:
    from hrdesk.cli.arguments import Parsers

UPWARD = {"submission": PackageKind.SUBMISSION, "nomination": PackageKind.NOMINATION, "roll": PackageKind.ROLL, "change": PackageKind.CHANGE}
DOWNWARD = {"quota": drafts.quota_notice, "decision": drafts.decision, "return": drafts.returned, "results": drafts.results, "rules": rules_package.draft}
KINDS = (
    "submission 年度資料、nomination 敘獎提報、roll 報名與未到課回復、change 異動通知；"
    "quota 核定額度、decision 決定、return 退補件、results 到課結果、rules 規則包（須 --to）"
)


def add(subparsers: "Parsers") -> None:
    """Add the commands about packages."""
    seal = command(subparsers, "seal", "產生簽章加密的資料包", run_seal)
    seal.add_argument("kind", choices=(*UPWARD, *DOWNWARD), metavar="種類", help=KINDS)
    seal.add_argument("--out", type=Path, required=True, metavar="路徑", help="輸出的資料夾或檔名")
    seal.add_argument("--to", metavar="機關代碼", help="下行資料包的收件機關")
    seal.add_argument("--reason", default="", metavar="理由", help="所屬未送齊仍要送出的理由")
    seal.add_argument("--head", default="", metavar="姓名", help="零申報時，為其負責的人事主管")
    add_year(seal)
    report = command(subparsers, "open", "檢視資料包的查核報告，不變更任何資料", run_open)
    report.add_argument("file", type=Path, metavar="檔案")
    taken = command(subparsers, "take-out", "從收到的年度資料取出所屬原簽章的資料包，供人工查驗", run_take_out)
    taken.add_argument("package", metavar="識別碼", help="收到的年度資料的完整識別碼（open --json 的 package）")
    taken.add_argument("agency", metavar="機關代碼", help="所屬的機關代碼")
    taken.add_argument("--out", type=Path, required=True, metavar="路徑", help="輸出的資料夾或檔名")
    receive = command(subparsers, "receive", "收件：逐件查核後匯入，並產生回執", run_receive)
    receive.add_argument("files", type=Path, nargs="+", metavar="檔案")
    receive.add_argument("--receipts", type=Path, metavar="資料夾", help="回執的資料夾")
    receive.add_argument("--accept-fork", action="append", default=[], metavar="識別碼", help="與寄件機關確認後，仍收下沿革不同的資料包；須 --reason")
    receive.add_argument("--reason", default="", metavar="理由")


def run_seal(args: argparse.Namespace) -> Outcome:
    """Run `seal`."""
    with open_from(args) as desk:
        sealed = sealing.seal(desk, _draft(desk, args), args.out)
    parcel = sealed.parcel
    data = {
        "file": sealed.file,
        "kind": parcel.kind,
        "year": parcel.year,
        "revision": parcel.revision,
        "package": parcel.package,
        "content_digest": parcel.content,
        "sha256": parcel.blob,
        "fresh": sealed.fresh,
    }
    told = f"第 {parcel.revision} 版" if sealed.fresh else f"內容與第 {parcel.revision} 版相同，沒有重新產生；已再寫出同一個檔案"
    return Outcome(data, (f"{sealed.file}", told, f"資料包識別碼：{parcel.package}"))


def _draft(desk: Desk, args: argparse.Namespace) -> sealing.Draft:
    """Return what the command wants sealed."""
    year = year_of(args, desk)
    if args.kind in UPWARD:
        return outgoing.draft(desk, UPWARD[args.kind], year, args.reason, args.head)
    if not args.to:
        raise InputError(Fault.INVALID, what="收件機關", reason="請以 --to 指定機關代碼")
    return DOWNWARD[args.kind](desk, year, by_code(desk, args.to))


def run_open(args: argparse.Namespace) -> Outcome:
    """Run `open`: everything known about a package; exit code 1 where it would be refused."""
    with open_from(args) as desk:
        found = inspection.inspect(desk, args.file)
    report = found.report
    lines = (*package_words.lines(report), *(f"　{told.title}：{told.sentence}" for told in package_words.checks(report)))
    within = tuple(f"　{one.told}" for one in found.inside)
    root = (f"　所屬憑證的根憑證 40 碼：{found.inside_root}",) if found.inside_root else ()
    signed = [{"agency": one.code, "attested": one.attested, "differences": one.differences, "altered": one.altered} for one in found.inside]
    return Outcome({**report_data(report), "inside": signed, "inside_root": found.inside_root}, (*lines, *within, *root), 0 if report.accepted else 1)


def run_take_out(args: argparse.Namespace) -> Outcome:
    """Run `take-out`: what a 所屬 signed, out of a submission that was taken in, to be checked by hand."""
    with open_from(args) as desk:
        parcel = ledger.by_package(desk.store, args.package, Direction.RECEIVED)
        if parcel is None:
            raise InputError(Fault.NOT_FOUND, what="收到的資料包", text=args.package)
        path = inside.take_out(desk, parcel, args.agency, args.out)
    return Outcome({"file": path}, (f"{path}　所屬 {args.agency} 原簽章的資料包",))


def run_receive(args: argparse.Namespace) -> Outcome:
    """Run `receive`: the table of results; exit code 1 where any package was refused."""
    with open_from(args) as desk:
        received = receiving.receive(desk, args.files, args.receipts, Forks(frozenset(args.accept_fork), args.reason))
    rows = [
        {
            **report_data(one.report),
            "taken": one.accepted,
            "changed": counted(one.changes),
            "receipt": one.receipt,
            "problems": _problems(one),
            "rules": [other.line for other in one.differences],
        }
        for one in received
    ]
    table = Counter(one.report.finding.value for one in received)
    lines = tuple(
        line
        for one in received
        for line in (*package_words.lines(one.report), *(f"　{text}" for text in (*_problems(one), *(other.line for other in one.differences))))
    )
    taken, own = sum(one.accepted for one in received), sum(one.skipped for one in received)
    refused = len(received) - taken - own
    summary = f"共 {len(received)} 件：收件 {taken}，退回 {refused}{f'，略過自己寄出的 {own}' if own else ''}。"
    return Outcome({"results": rows, "table": table}, (*lines, summary), 1 if refused or any(one.unanswered for one in received) else 0)


def _problems(received: receiving.Received) -> tuple[str, ...]:
    """Return the sentences for the reviewer of a list of nominees."""
    return tuple(words.of_problem(problem) for problem in received.problems)


def report_data(report: Report) -> dict[str, object]:
    """Return a report as JSON holds it; the difference as counts by kind."""
    return {
        "file": report.file,
        "finding": report.finding,
        "accepted": report.accepted,
        "checks": [{"name": check.name, "finding": check.finding, "facts": check.facts, "message": words.of_check(check)} for check in report.checks],
        "package": report.package,
        "content_digest": report.content_digest,
        "signer": report.signer,
        "signer_agency": report.signer_agency,
        "expires": report.expires,
        "size": report.size,
        "header": report.header,
        "difference": counted(report.changes),
        "told": verdicts.told(report),
    }


def counted(changes: Changes) -> dict[str, object]:
    """Return how many records a difference adds, changes and removes, in all and by kind."""
    groups: dict[str, tuple[Key, ...]] = {"added": changes.added, "changed": changes.changed, "removed": changes.removed}
    kinds = {name: dict(Counter(key.kind for key in keys)) for name, keys in groups.items()}
    return {**{name: len(keys) for name, keys in groups.items()}, "kinds": kinds}
