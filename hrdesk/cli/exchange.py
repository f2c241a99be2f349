"""Packages from the command line: roots and keys, sealing, opening (report only), receiving."""

import argparse
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from hrdesk.cli.output import Outcome
from hrdesk.cli.session import add_common, open_from
from hrdesk.domain.minguo import roc_short, roc_year
from hrdesk.domain.package import Check, PackageKind, Report
from hrdesk.domain.values import Changes, Key
from hrdesk.errors import Fault, InputError
from hrdesk.services import drafts, nomination, offices, receiving, sealing, words
from hrdesk.services.agencies import by_code
from hrdesk.services.desk import Desk

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Parsers = _SubParsersAction[argparse.ArgumentParser]

ROOT_PASSPHRASE = "HRDESK_ROOT_PASSPHRASE"  # noqa: S105
UPWARD = ("submission", "nomination", "change")
DOWNWARD = ("quota", "decision", "return", "results")


def add(subparsers: "Parsers") -> None:
    """Add the commands about keys and packages."""
    _add_offices(subparsers)
    seal = _command(subparsers, "seal", "產生簽章加密的資料包", run_seal)
    seal.add_argument("kind", choices=(*UPWARD, *DOWNWARD), metavar="KIND", help="、".join((*UPWARD, *DOWNWARD)))
    seal.add_argument("--out", type=Path, required=True, metavar="PATH", help="輸出的資料夾或檔名")
    seal.add_argument("--year", type=int, metavar="年度", help="民國年度（預設今年）")
    seal.add_argument("--to", metavar="機關代碼", help="收件機關（下行的資料包）")
    seal.add_argument("--reason", default="", metavar="理由", help="所屬未送齊仍要送出的理由")
    report = _command(subparsers, "open", "檢視資料包的查核報告，不變更任何資料", run_open)
    report.add_argument("file", type=Path, metavar="FILE")
    receive = _command(subparsers, "receive", "收件：逐件查核後匯入，並產生回執", run_receive)
    receive.add_argument("files", type=Path, nargs="+", metavar="FILE")
    receive.add_argument("--receipts", type=Path, metavar="DIR", help="回執的資料夾")
    receive.add_argument("--accept-fork", action="append", default=[], metavar="PACKAGE", help="經與寄件機關確認後收下沿革不同的資料包（資料包識別碼）")
    receive.add_argument("--reason", default="", metavar="理由", help="收下沿革不同的資料包的理由")


def _add_offices(subparsers: "Parsers") -> None:
    """Add the commands that set up trust."""
    root = subparsers.add_parser("root", help="彙整機關的根憑證").add_subparsers(title="動作", metavar="動作", required=True)
    create = _command(root, "create", "建立根憑證與決定簽章金鑰（彙整機關、人事處）", run_root_create)
    _add_root(create)
    register = _command(subparsers, "register", "產生登錄申請檔並顯示要唸給彙整機關的 40 位數字", run_register)
    register.add_argument("--out", type=Path, required=True, metavar="FILE")
    enrol = _command(subparsers, "enrol", "彙整機關核發憑證：輸入電話中唸出的 40 位數字", run_enrol)
    enrol.add_argument("file", type=Path, metavar="FILE")
    enrol.add_argument("--digits", required=True, metavar="DIGITS")
    enrol.add_argument("--out", type=Path, required=True, metavar="FILE")
    _add_root(enrol)
    pin = _command(subparsers, "pin", "匯入登錄核發檔：輸入公文所印的 40 位數字", run_pin)
    pin.add_argument("file", type=Path, metavar="FILE")
    pin.add_argument("--digits", required=True, metavar="DIGITS")
    revoke = _command(subparsers, "revoke", "廢止一個機關的憑證", run_revoke)
    revoke.add_argument("agency", metavar="機關代碼")
    _add_root(revoke)


def _command(subparsers: "Parsers", name: str, text: str, run: object) -> argparse.ArgumentParser:
    """Add one command that works in a workspace."""
    command = subparsers.add_parser(name, help=text, description=text)
    add_common(command)
    command.set_defaults(run=run)
    return command


def _add_root(command: argparse.ArgumentParser) -> None:
    """Add the root file, which is kept apart from the workspace, and its own passphrase."""
    command.add_argument("--root", type=Path, required=True, metavar="FILE", help="根憑證檔（保存在隨身碟，平時鎖入保險箱）")
    command.add_argument("--root-passphrase-file", type=Path, metavar="檔案", help=f"根憑證檔的密碼（或環境變數 {ROOT_PASSPHRASE}）")


def root_passphrase(args: argparse.Namespace) -> str:
    """Return the root file's passphrase from the file given or the environment; raise InputError INVALID where there is neither."""
    if args.root_passphrase_file is not None:
        try:
            text: str = args.root_passphrase_file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(Fault.FILE_MISSING, file=args.root_passphrase_file.name) from error
        return text.rstrip("\r\n")
    if ROOT_PASSPHRASE not in os.environ:
        raise InputError(Fault.INVALID, what="根憑證檔的密碼", reason=f"請以 --root-passphrase-file 或環境變數 {ROOT_PASSPHRASE} 提供")
    return os.environ[ROOT_PASSPHRASE]


def run_root_create(args: argparse.Namespace) -> Outcome:
    """Run `root create`."""
    with open_from(args) as desk:
        digits = offices.create_root(desk, args.root, root_passphrase(args))
    shown = offices.grouped(digits)
    return Outcome({"root": args.root, "digits": digits}, (f"根憑證檔：{args.root}", f"公文請印上這 40 位數字：{shown}"))


def run_register(args: argparse.Namespace) -> Outcome:
    """Run `register`."""
    with open_from(args) as desk:
        digits = offices.make_registration(desk, args.out)
    shown = offices.grouped(digits)
    return Outcome({"file": args.out, "digits": digits}, (f"登錄申請檔：{args.out}", f"彙整機關來電核對時請唸：{shown}"))


def run_enrol(args: argparse.Namespace) -> Outcome:
    """Run `enrol`."""
    with open_from(args) as desk:
        agency = offices.enrol_office(desk, args.file, args.digits, args.root, root_passphrase(args), args.out)
    return Outcome({"file": args.out, "agency": agency.code}, (f"已核發 {agency.name}（{agency.code}）的憑證：{args.out}",))


def run_pin(args: argparse.Namespace) -> Outcome:
    """Run `pin`."""
    with open_from(args) as desk:
        collector = offices.pin_collector(desk, args.file, args.digits)
    return Outcome({"collector": collector.code}, (f"已登錄彙整機關 {collector.name}（{collector.code}）。",))


def run_revoke(args: argparse.Namespace) -> Outcome:
    """Run `revoke`."""
    with open_from(args) as desk:
        agency = by_code(desk, args.agency)
        count = offices.revoke(desk, agency, args.root, root_passphrase(args))
    return Outcome({"agency": agency.code, "revoked": count}, (f"已廢止 {agency.name} 的 {count} 張憑證；廢止清冊會隨之後的回件送出。",))


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
    told = f"第 {parcel.revision} 版" if sealed.fresh else f"與第 {parcel.revision} 版相同，未重新產生；已再寫出同一個檔案"
    return Outcome(data, (f"{sealed.file}", told, f"資料包識別碼：{parcel.package}"))


def _draft(desk: Desk, args: argparse.Namespace) -> sealing.Draft:
    """Return what the command wants sealed."""
    year = args.year or roc_year(desk.today)
    if args.kind in UPWARD:
        return {"submission": lambda: drafts.submission(desk, year, args.reason), "nomination": lambda: nomination.draft(desk, year)}.get(
            args.kind, lambda: drafts.change(desk, year)
        )()
    if not args.to:
        raise InputError(Fault.INVALID, what="收件機關", reason="請以 --to 指定機關代碼")
    agency = by_code(desk, args.to)
    builders = {"quota": drafts.quota_notice, "decision": drafts.decision, "return": drafts.returned, "results": drafts.results}
    return builders[args.kind](desk, year, agency)


def run_open(args: argparse.Namespace) -> Outcome:
    """Run `open`: everything known about a package; exit code 1 where it would be refused."""
    with open_from(args) as desk:
        report = receiving.open_report(desk, args.file)
    lines = (*report_lines(report), *(f"　{check.name}：{words.of_check(check)}" for check in report.checks))
    return Outcome(report_data(report), lines, 0 if report.accepted else 1)


def run_receive(args: argparse.Namespace) -> Outcome:
    """Run `receive`: the table of results; exit code 1 where any package was refused."""
    with open_from(args) as desk:
        forks = receiving.Forks(frozenset(args.accept_fork), args.reason)
        received = receiving.receive(desk, args.files, args.receipts, forks)
    rows = [{**report_data(one.report), "accepted": one.accepted, "changed": counted(one.changes), "receipt": one.receipt} for one in received]
    table = Counter(one.report.finding.value for one in received)
    lines = tuple(line for one in received for line in report_lines(one.report))
    refused = sum(not one.accepted for one in received)
    summary = f"共 {len(received)} 件：收件 {len(received) - refused}，退回 {refused}。"
    return Outcome({"results": rows, "table": table}, (*lines, summary), 1 if refused else 0)


def report_data(report: Report) -> dict[str, object]:
    """Return a report as JSON holds it; the difference as counts by kind."""
    header = report.header
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
        "header": header,
        "difference": counted(report.changes),
    }


def report_lines(report: Report) -> tuple[str, ...]:
    """Return a report's first lines: the file, what it is, the verdict and the difference."""
    header = report.header
    what = f"{header.agency_name} {kind_name(header.kind)} {header.period} 年度第 {header.revision} 版" if header else ""
    until = f"，憑證有效至 {roc_short(report.expires)}" if report.expires else ""
    decisive = next((check for check in report.checks if check.finding is report.finding), Check("", report.finding))
    difference = counted(report.changes)
    told = f"　新增 {difference['added']}、變更 {difference['changed']}、刪除 {difference['removed']}" if report.changes else ""
    return tuple(line for line in (f"{report.file}　{what}{until}".rstrip(), f"　{words.of_check(decisive)}", told) if line)


def kind_name(kind: PackageKind) -> str:
    """Return a package kind's Chinese name."""
    return words.label(kind)


def counted(changes: Changes) -> dict[str, object]:
    """Return how many records a difference adds, changes and removes, in all and by kind."""
    kinds = {name: dict(Counter(key.kind for key in keys)) for name, keys in _groups(changes)}
    return {**{name: len(keys) for name, keys in _groups(changes)}, "kinds": kinds}


def _groups(changes: Changes) -> tuple[tuple[str, tuple[Key, ...]], ...]:
    return (("added", changes.added), ("changed", changes.changed), ("removed", changes.removed))
