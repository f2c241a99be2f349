"""Roots and certificates from the command line: root, register, enrol, pin, renew, revoke, export-key."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from hrdesk.cli.arguments import command, nested
from hrdesk.cli.output import Outcome
from hrdesk.cli.session import open_from, passphrase, passphrase_of
from hrdesk.domain.minguo import roc_short
from hrdesk.services.agency.agencies import by_code
from hrdesk.services.packages import certificates, key_export, offices
from hrdesk.services.post import renewal

if TYPE_CHECKING:
    from hrdesk.cli.arguments import Parsers

ROOT_PASSPHRASE = "HRDESK_ROOT_PASSPHRASE"  # noqa: S105
KEY_PASSPHRASE = "HRDESK_KEY_PASSPHRASE"  # noqa: S105


def add(subparsers: "Parsers") -> None:
    """Add the commands that set up trust between offices."""
    root = nested(subparsers, "root", "彙整機關的根憑證")
    _add_root(command(root, "create", "建立根憑證與決定簽章金鑰（彙整機關、人事處）", run_root_create))
    command(root, "digits", "顯示根憑證的 40 位數字，供公文列印", run_root_digits)
    refresh = command(root, "refresh", "重新編號廢止清冊（每年一次；清冊逾 400 天對方不收）", run_root_refresh)
    pem = command(root, "pem", "把根憑證存成 PEM 檔（公開資料，供不用本程式的人查驗資料包）", run_root_pem)
    pem.add_argument("--out", type=Path, required=True, metavar="檔案")
    key = command(subparsers, "export-key", "把解密金鑰存成有密碼保護的 age 金鑰檔；須說明理由並留下紀錄", run_export_key)
    key.add_argument("--out", type=Path, required=True, metavar="檔案")
    key.add_argument("--reason", required=True, metavar="理由")
    key.add_argument("--key-passphrase-file", type=Path, metavar="檔案", help=f"金鑰檔的密碼檔（或環境變數 {KEY_PASSPHRASE}，都沒有就詢問）")
    register = command(subparsers, "register", "產生登錄申請檔，並顯示電話核對時要唸的 40 位數字", run_register)
    enrol = command(subparsers, "enrol", "核發憑證：輸入電話中對方唸出的 40 位數字；更新申請（renew）不需數字", run_enrol)
    enrol.add_argument("--digits", metavar="數字", help="電話中對方唸出的 40 位數字")
    pin = command(subparsers, "pin", "匯入登錄核發檔：輸入公文所印的 40 位數字", run_pin)
    pin.add_argument("--digits", required=True, metavar="數字")
    renew = command(subparsers, "renew", "以現有憑證申請更新（到期前 90 天起）", run_renew)
    revoke = command(subparsers, "revoke", "廢止一個機關的憑證", run_revoke)
    revoke.add_argument("agency", metavar="機關代碼")
    for parser in (enrol, pin):
        parser.add_argument("file", type=Path, metavar="檔案")
    for parser in (register, enrol, renew):
        parser.add_argument("--out", type=Path, required=True, metavar="檔案")
    for parser in (enrol, revoke, refresh):
        _add_root(parser)


def _add_root(parser: argparse.ArgumentParser) -> None:
    """Add the root file, which is kept apart from the workspace, and its own passphrase."""
    parser.add_argument("--root", type=Path, required=True, metavar="檔案", help="根憑證檔（存隨身碟，平時鎖入保險箱）")
    parser.add_argument("--root-passphrase-file", type=Path, metavar="檔案", help=f"根憑證檔的密碼檔（或環境變數 {ROOT_PASSPHRASE}，都沒有就詢問）")


def root_passphrase(args: argparse.Namespace, *, twice: bool = False) -> str:
    """Return the root file's passphrase from the file given, the environment, or a prompt; a new one is asked `twice`."""
    return passphrase(args.root_passphrase_file, ROOT_PASSPHRASE, "根憑證檔的密碼：", twice=twice)


def run_root_create(args: argparse.Namespace) -> Outcome:
    """Run `root create`."""
    with open_from(args) as desk:
        digits = offices.create_root(desk, args.root, root_passphrase(args, twice=True))
    return Outcome({"root": args.root, "digits": digits}, (f"根憑證檔：{args.root}", f"公文請印上這 40 位數字：{offices.grouped(digits)}"))


def run_root_digits(args: argparse.Namespace) -> Outcome:
    """Run `root digits`."""
    with open_from(args) as desk:
        digits = offices.root_digits(desk)
    return Outcome({"digits": digits}, (offices.grouped(digits),))


def run_root_refresh(args: argparse.Namespace) -> Outcome:
    """Run `root refresh`."""
    with open_from(args) as desk:
        offices.refresh_list(desk, args.root, root_passphrase(args))
    return Outcome({"root": args.root}, ("廢止清冊已重新編號，會隨之後的回件送出。",))


def run_root_pem(args: argparse.Namespace) -> Outcome:
    """Run `root pem`."""
    with open_from(args) as desk:
        digits = key_export.save_root(desk, args.out)
    return Outcome({"file": args.out, "digits": digits}, (f"根憑證：{args.out}", f"請與公文上的 40 位數字核對：{offices.grouped(digits)}"))


def run_export_key(args: argparse.Namespace) -> Outcome:
    """Run `export-key`: the passphrase of the workspace is asked for once more."""
    with open_from(args) as desk:
        own, new = passphrase_of(args, "再輸入一次您的密碼："), passphrase(args.key_passphrase_file, KEY_PASSPHRASE, "金鑰檔的密碼：", twice=True)
        key_export.save_identity(desk, args.out, proof=own, passphrase=new, reason=args.reason)
    return Outcome({"file": args.out}, (f"解密金鑰：{args.out}（以 age -d -i 使用；請與資料包分開保管）",))


def run_register(args: argparse.Namespace) -> Outcome:
    """Run `register`."""
    with open_from(args) as desk:
        void = certificates.registration_waits(desk)
        digits = offices.make_registration(desk, args.out)
    lines = [f"登錄申請檔：{args.out}", f"彙整機關來電核對時請唸：{offices.grouped(digits)}"]
    if void:
        lines.append("先前的登錄申請檔已作廢，依它核發的登錄核發檔將無法匯入；請彙整機關以這一份核發。")
    return Outcome({"file": args.out, "digits": digits, "earlier_void": void}, tuple(lines))


def run_enrol(args: argparse.Namespace) -> Outcome:
    """Run `enrol`: a registration with its digits, or a renewal, whose signature stands for them."""
    with open_from(args) as desk:
        if args.digits is None:
            agency = renewal.enrol_renewal(desk, args.file, args.root, root_passphrase(args), args.out)
        else:
            agency = offices.enrol_office(desk, args.file, args.digits, args.root, root_passphrase(args), args.out)
    return Outcome({"file": args.out, "agency": agency.code}, (f"已核發 {agency.name}（{agency.code}）的憑證：{args.out}",))


def run_pin(args: argparse.Namespace) -> Outcome:
    """Run `pin`."""
    with open_from(args) as desk:
        collector = offices.pin_collector(desk, args.file, args.digits)
    return Outcome({"collector": collector.code}, (f"已登錄彙整機關 {collector.name}（{collector.code}）。",))


def run_renew(args: argparse.Namespace) -> Outcome:
    """Run `renew`."""
    with open_from(args) as desk:
        sealed = renewal.renew(desk, args.out)
        due = certificates.renewal_due(desk)
    until = f"現有憑證有效至 {roc_short(due)}。" if due else "現有憑證離到期還有 90 天以上。"
    return Outcome({"file": sealed.file, "due": due}, (f"更新申請檔：{sealed.file}", until))


def run_revoke(args: argparse.Namespace) -> Outcome:
    """Run `revoke`."""
    with open_from(args) as desk:
        agency = by_code(desk, args.agency)
        count = offices.revoke(desk, agency, args.root, root_passphrase(args))
    return Outcome({"agency": agency.code, "revoked": count}, (f"已廢止 {agency.name} 的 {count} 張憑證；廢止清冊會隨之後的回件送出。",))
