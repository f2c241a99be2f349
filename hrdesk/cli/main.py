"""The commands, gathered: parse, run, answer, exit code."""

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence
from typing import cast

from hrdesk import __version__
from hrdesk.cli.output import Outcome, refuse, show
from hrdesk.cli.parsing import Parser
from hrdesk.errors import HrdeskError

STORY = """人事機構的離線作業：從人員名冊到簽章加密的年度資料包，再到敘獎決定。

一年的順序：
  1 建立工作區      init
  2 讀入名冊與紀錄  import roster | training | coaching | self-check
  3 平日登錄        appoint  coach  attend  absence  log
  4 看、查、印      list  show  calc  print
  5 年度資料包      seal submission（機關）→ receive（彙整機關、人事處）
  6 綜合評估與額度  evaluate → approve → seal quota
  7 敘獎提報與決定  nominate → seal nomination → decide → seal decision
  8 保管            backup  restore  check

先看範例：hrdesk demo --out 資料夾
"""

# Each module adds its own commands; named, not imported, so that `calc` starts without what the others need.
FAMILIES: dict[str, tuple[str, ...]] = {
    "hrdesk.cli.demo": ("demo",),
    "hrdesk.cli.calc": ("calc",),
    "hrdesk.cli.keeping": ("init", "backup", "restore", "check", "undo", "redo", "history", "calendar"),
    "hrdesk.cli.access": ("access",),
    "hrdesk.cli.importing": ("import",),
    "hrdesk.cli.people": ("officer", "role", "duty", "staffing", "agency"),
    "hrdesk.cli.courses": ("course", "enrol-course", "substitute", "attend", "complete", "absence"),
    "hrdesk.cli.teachers": ("appoint", "dismiss", "notify", "handover", "coach", "log", "mentor"),
    "hrdesk.cli.self_checks": ("self-check", "merit", "evidence"),
    "hrdesk.cli.listing": ("list", "show", "required", "candidates", "rate", "gaps"),
    "hrdesk.cli.printing": ("print",),
    "hrdesk.cli.offices": ("root", "register", "enrol", "pin", "renew", "revoke"),
    "hrdesk.cli.exchange": ("seal", "open", "receive"),
    "hrdesk.cli.collector": ("evaluate", "approve", "nominate", "decide", "verify", "remark", "export"),
}


def parser(families: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser with the commands of `families` (module names)."""
    top = Parser(prog="hrdesk", description=STORY)
    top.add_argument("--version", action="version", version=f"hrdesk {__version__}", help="顯示版本")
    commands = top.add_subparsers(title="指令", metavar="指令", required=True)
    for family in families:
        add = cast("Callable[[object], None]", importlib.import_module(family).add)
        add(commands)
    return top


def _families(argv: Sequence[str]) -> tuple[str, ...]:
    """Return the modules to load: only the one that owns the first word, or all where help is wanted."""
    for family, words in FAMILIES.items():
        if argv and argv[0] in words:
            return (family,)
    return tuple(FAMILIES)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 refused with a reason, 2 wrong usage (argparse)."""
    given = list(sys.argv[1:] if argv is None else argv)
    args = parser(_families(given)).parse_args(given)
    as_json = bool(getattr(args, "json", False))
    try:
        outcome = cast("Outcome", args.run(args))
    except HrdeskError as error:
        from hrdesk.services import words

        refuse(words.of_error(error), {"fault": error.fault, "facts": error.facts}, as_json=as_json)
        return 1
    except KeyboardInterrupt:
        refuse("已中止，資料維持原狀。", {"fault": "interrupted", "facts": {}}, as_json=as_json)
        return 1
    show(outcome, as_json=as_json)
    return outcome.code
