"""The workspace from the command line: init, backup, restore, check, undo, redo, history, calendar."""

import argparse
import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hrdesk.cli.arguments import choices, command
from hrdesk.cli.output import Outcome
from hrdesk.cli.parsing import whole
from hrdesk.cli.server import add_server, reached
from hrdesk.cli.session import add_common, folder_of, open_from, passphrase_of, show_progress, who_of
from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.values import Changes
from hrdesk.errors import Fault, InputError
from hrdesk.services.core import words
from hrdesk.services.opening.office_days import import_calendar
from hrdesk.services.opening.workspace import create_workspace
from hrdesk.services.regulation.calendars import calendar_of
from hrdesk.services.safekeeping import keeping

if TYPE_CHECKING:
    from hrdesk.cli.arguments import Parsers


def add(subparsers: "Parsers") -> None:
    """Add the commands that make, keep and check a workspace."""
    init = command(subparsers, "init", "建立工作區，並顯示只出現一次的復原碼", run_init)
    init.add_argument("--code", required=True, metavar="機關代碼", help="十碼機關代碼")
    init.add_argument("--name", required=True, metavar="機關名稱")
    init.add_argument(
        "--kind", choices=choices(WorkspaceKind), default=WorkspaceKind.AGENCY.value, help="agency 機關、first_tier 一級機關（彙整所屬）、department 人事處"
    )
    init.add_argument("--parent-code", default="", metavar="代碼", help="上級一級機關的代碼（二級機關必填）")
    init.add_argument("--parent-name", default="", metavar="名稱", help="上級一級機關的名稱")
    init.add_argument("--group", default="", metavar="類別", help="業務屬性相同類別，例如 地政事務所")
    add_server(init)
    init.add_argument("--sample", action="store_true", help="範例資料（時間可早於電腦時鐘）")
    backup = command(subparsers, "backup", "備份並驗證", run_backup)
    backup.add_argument("--out", type=Path, metavar="檔案", help="備份檔（預設放在工作區的 backups 資料夾）")
    restore = subparsers.add_parser("restore", help="由備份還原成工作區", description="由備份還原成工作區；原有的檔案只會移到旁邊，不會刪除")
    restore.add_argument("backup", type=Path, metavar="備份檔")
    add_server(restore)
    restore.add_argument("--replace", action="store_true", help="資料夾已有工作區時，先把它移到旁邊")
    add_common(restore)
    restore.set_defaults(run=run_restore)
    command(subparsers, "check", "檢查檔案、操作紀錄與資料，不變更任何東西", run_check)
    command(subparsers, "undo", "復原最近一次的動作", run_undo)
    command(subparsers, "redo", "重做剛才復原的動作", run_redo)
    history = command(subparsers, "history", "操作紀錄", run_history)
    history.add_argument("--limit", type=whole, default=20, metavar="筆數")
    calendar = command(subparsers, "calendar", "匯入行政機關辦公日曆表（CSV）", run_calendar)
    calendar.add_argument("file", type=Path, metavar="FILE")


def run_init(args: argparse.Namespace) -> Outcome:
    """Make a workspace."""
    made = partial(
        create_workspace,
        folder_of(args),
        code=args.code,
        name=args.name,
        kind=WorkspaceKind(args.kind),
        passphrase=passphrase_of(args, "新的工作區密碼：", twice=True),
        who=who_of(args),
        parent_code=args.parent_code,
        parent_name=args.parent_name,
        group=args.group,
        sample=args.sample,
        progress=show_progress,
    )
    desk, recovery = made() if args.server is None else reached(args.server, lambda server: made(server=server))
    with desk:
        data = {"workspace": desk.store.folder, "agency": desk.workspace.agency, "rule_pack": desk.workspace.rule_pack, "recovery_code": recovery}
    shown = f"復原碼（忘記密碼時唯一的辦法，只顯示這一次，請抄下並妥善保管）：{recovery}"
    if not args.json and sys.stdin.isatty():
        typed_back(shown, recovery)
        return Outcome(data, (f"已建立 {args.name} 的工作區，復原碼已核對。",))
    return Outcome(data, (f"已建立 {args.name} 的工作區。", shown))


def typed_back(shown: str, recovery: str) -> None:
    """Show the recovery code and ask until it was typed back right: one that was never written down opens nothing.

    Raises InputError INVALID where nobody goes on typing; the workspace stands, and `access recovery` gives another code.
    """
    sys.stderr.write(f"{shown}\n")
    typed = ""
    while typed.upper().replace("-", "").replace(" ", "") != recovery.replace("-", ""):
        sys.stderr.write("請抄下後輸入一次復原碼：" if not typed else "不相符，請再輸入一次：")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise InputError(Fault.INVALID, what="復原碼", reason="沒有核對完成；工作區已建立，請以 access recovery 換一組復原碼")
        typed = line.strip()


def run_backup(args: argparse.Namespace) -> Outcome:
    """Write a verified backup."""
    with open_from(args) as desk:
        summary = keeping.backup(desk, args.out)
    return Outcome({"backup": summary}, (f"已備份並驗證：{summary.path}", f"SHA-256 {summary.sha256}", f"紀錄 {sum(summary.counts.values())} 筆"))


def run_restore(args: argparse.Namespace) -> Outcome:
    """Bring a backup back."""
    folder, given = folder_of(args), passphrase_of(args)
    if args.server is None:
        summary = keeping.restore(args.backup, folder, passphrase=given, replace=args.replace)
    else:
        summary = reached(args.server, lambda server: keeping.restore_to_server(args.backup, folder, server, passphrase=given))
    return Outcome({"restored": summary}, (f"已由 {args.backup.name} 還原 {sum(summary.counts.values())} 筆紀錄。",))


def run_check(args: argparse.Namespace) -> Outcome:
    """Check file, log and records; exit code 1 where the file or the log is not whole."""
    with open_from(args) as desk:
        found = keeping.check(desk)
    lines = [f"{words.part(result.name)}：{'正常' if result.passed else '異常'}" for result in found.file]
    lines.append("操作紀錄鏈：完整" if found.broken is None else f"操作紀錄鏈：自第 {found.broken} 筆起不符")
    lines += [f"［{words.label(problem.severity)}］{words.of_problem(problem)}" for problem in found.problems]
    lines.append("工作區完好。" if found.sound else "工作區有損壞，請用最近的備份還原（restore）。")
    data = {"sound": found.sound, "file": found.file, "broken": found.broken, "head": found.head, "problems": found.problems}
    return Outcome(data, tuple(lines), code=0 if found.sound else 1)


def run_undo(args: argparse.Namespace) -> Outcome:
    """Take back the newest act."""
    with open_from(args) as desk:
        return _moved(keeping.undo(desk), "已復原")


def run_redo(args: argparse.Namespace) -> Outcome:
    """Do again what was taken back."""
    with open_from(args) as desk:
        return _moved(keeping.redo(desk), "已重做")


def run_history(args: argparse.Namespace) -> Outcome:
    """List the newest entries of the log."""
    with open_from(args) as desk:
        entries = keeping.history(desk, args.limit)
    lines = tuple(
        f"{entry.seq:>6}　{moment(entry.at)}　{entry.who}　{words.label(entry.act)}　"
        f"+{len(entry.changes.added)} ~{len(entry.changes.changed)} -{len(entry.changes.removed)}"
        for entry in entries
    )
    return Outcome({"entries": entries}, lines or ("沒有紀錄。",))


def run_calendar(args: argparse.Namespace) -> Outcome:
    """Keep an office calendar; it counts from the next opening of the workspace on."""
    calendar_of(args.file)
    with open_from(args) as desk:
        days = import_calendar(desk, args.file)
    return Outcome({"days": days}, (f"已匯入 {days} 日的辦公日曆，自下一個指令起以此計算工作天。",))


def moment(at: datetime) -> str:
    """Return a moment as Taiwan's clock shows it."""
    local = at.astimezone(TAIPEI)
    return f"{roc_short(local.date())} {local:%H:%M}"


def _moved(changes: Changes, sentence: str) -> Outcome:
    return Outcome({"changes": changes}, (f"{sentence}：新增 {len(changes.added)}、變更 {len(changes.changed)}、刪除 {len(changes.removed)} 筆。",))
