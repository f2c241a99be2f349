"""A workspace that lies on a PostgreSQL server: its address and password, joining it from another PC, who is there."""

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from hrdesk.cli.arguments import command
from hrdesk.cli.output import Outcome
from hrdesk.cli.session import WORKSPACE, add_json, folder_of, open_from
from hrdesk.errors import Fault, StoreError
from hrdesk.services.opening import others, servers
from hrdesk.services.opening.workspace import join_workspace

if TYPE_CHECKING:
    from hrdesk.cli.arguments import Parsers

T = TypeVar("T")
DATABASE_PASSWORD = "HRDESK_DATABASE_PASSWORD"  # noqa: S105
UNNAMED = "（未具名）"


def add(subparsers: "Parsers") -> None:
    """Add the commands of a shared workspace."""
    join = subparsers.add_parser(
        "join", help="在這台電腦加入伺服器上的工作區", description="讓這台電腦的資料夾指向伺服器上的工作區；已獲准的人以自己的密碼開啟"
    )
    add_server(join, required=True)
    join.add_argument("--workspace", metavar="資料夾", type=Path, default=None, help=f"這台電腦的資料夾（或環境變數 {WORKSPACE}）")
    add_json(join)
    join.set_defaults(run=run_join)
    command(subparsers, "connected", "誰正開著伺服器上的同一個工作區", run_connected)


def add_server(parser: argparse.ArgumentParser, *, required: bool = False) -> None:
    """Add `--server`."""
    text = f"PostgreSQL 資料庫的位址，例如 postgresql://帳號@主機/資料庫?sslmode=verify-full；資料庫帳號的密碼用 ~/.pgpass 或環境變數 {DATABASE_PASSWORD}"
    parser.add_argument("--server", metavar="位址", required=required, default=None, help=text)


def reached(server: str, work: Callable[[str], T]) -> T:
    """Do what needs a database: with the password of the environment, else with what libpq finds, else with one asked once where somebody types."""
    given = os.environ.get(DATABASE_PASSWORD)
    try:
        return work(server if given is None else servers.with_password(server, given))
    except StoreError as error:
        if error.fault is not Fault.SERVER_PASSWORD or not sys.stdin.isatty():
            raise
    return work(servers.with_password(server, getpass.getpass("資料庫帳號的密碼：")))


def run_join(args: argparse.Namespace) -> Outcome:
    """Point a folder at a workspace on a server."""
    folder = folder_of(args)
    reached(args.server, lambda server: join_workspace(folder, server))
    return Outcome({"workspace": folder}, (f"已加入。{folder.name} 指向伺服器上的工作區，請以自己的密碼開啟。",))


def run_connected(args: argparse.Namespace) -> Outcome:
    """List who else has the workspace open."""
    with open_from(args) as desk:
        shown = [name or UNNAMED for name in others.present(desk)]
    return Outcome({"connected": shown}, tuple(shown) or ("沒有別人開著這個工作區。",))
