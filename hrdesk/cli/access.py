"""`hrdesk access`: passphrases, who may open the workspace, the recovery code."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from hrdesk.cli.arguments import command, nested
from hrdesk.cli.output import Outcome
from hrdesk.cli.session import folder_of, passphrase, passphrase_of, who_of
from hrdesk.services.opening import access

if TYPE_CHECKING:
    from hrdesk.cli.arguments import Parsers

NEW = "HRDESK_NEW_PASSPHRASE"


def add(subparsers: "Parsers") -> None:
    """Add `access` and its actions."""
    actions = nested(subparsers, "access", "密碼、可開啟工作區的人、復原碼")
    change = command(actions, "passphrase", "變更自己的密碼；忘記時用 --recovery", run_passphrase)
    change.add_argument("--recovery", metavar="復原碼", help="忘記密碼時，以復原碼代替舊密碼")
    admit = command(actions, "admit", "讓另一人以自己的密碼開啟", run_admit)
    admit.add_argument("name", metavar="姓名或代號")
    for parser in (change, admit):
        parser.add_argument("--new-passphrase-file", metavar="檔案", type=Path, help=f"新密碼檔（或環境變數 {NEW}，都沒有就詢問）")
    dismiss = command(actions, "dismiss", "取消某人的密碼", run_dismiss)
    dismiss.add_argument("name", metavar="姓名或代號")
    command(actions, "recovery", "換一組新的復原碼，舊的失效", run_recovery)


def run_passphrase(args: argparse.Namespace) -> Outcome:
    """Change a passphrase."""
    old = None if args.recovery else passphrase_of(args)
    access.change_passphrase(folder_of(args), new_passphrase(args), who=who_of(args), passphrase=old, recovery=args.recovery)
    return Outcome({"changed": who_of(args)}, ("密碼已變更。",))


def run_admit(args: argparse.Namespace) -> Outcome:
    """Admit a person."""
    access.admit(folder_of(args), args.name, new_passphrase(args), who=who_of(args), passphrase=passphrase_of(args))
    return Outcome({"admitted": args.name}, (f"{args.name} 可以開啟這個工作區了。",))


def run_dismiss(args: argparse.Namespace) -> Outcome:
    """Dismiss a person."""
    access.dismiss(folder_of(args), args.name, who=who_of(args), passphrase=passphrase_of(args))
    return Outcome({"dismissed": args.name}, (f"{args.name} 的密碼已取消。其手上若留有檔案的複本，仍能開啟該複本。",))


def run_recovery(args: argparse.Namespace) -> Outcome:
    """Make a new recovery code."""
    code = access.new_recovery(folder_of(args), who=who_of(args), passphrase=passphrase_of(args))
    return Outcome({"recovery_code": code}, (f"新的復原碼（只顯示這一次，請抄下並妥善保管）：{code}",))


def new_passphrase(args: argparse.Namespace) -> str:
    """Return the new passphrase from its file, the environment, or a prompt typed twice."""
    return passphrase(args.new_passphrase_file, NEW, "新密碼：", twice=True)
