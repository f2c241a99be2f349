"""The sample city from the command line: one folder with a whole year in it."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from hrdesk.cli.output import Outcome, plain

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Parsers = _SubParsersAction[argparse.ArgumentParser]


def add(subparsers: "Parsers") -> None:
    """Add `demo`."""
    text = "範例：一個虛構城市的整年作業，留下工作區、表單、資料包與 summary.json"
    demo = subparsers.add_parser("demo", help=text, description=text)
    demo.add_argument("--out", type=Path, required=True, metavar="資料夾", help="新的或空的資料夾")
    demo.add_argument("--json", action="store_true", help="以 JSON 輸出")
    demo.set_defaults(run=run_demo)


def run_demo(args: argparse.Namespace) -> Outcome:
    """Run `demo`: the whole year, its steps told on standard error."""
    from hrdesk.services.core import paper
    from hrdesk.services.demo import sample

    summary = cast("dict[str, Any]", plain(sample.run(args.out, _tell)))
    target = args.out / "summary.json"
    paper.write_whole(target, json.dumps(summary, ensure_ascii=False, indent=1).encode())
    return Outcome({"summary": target, "out": args.out}, _look(args.out, summary))


def _tell(step: str) -> None:
    sys.stderr.write(f"{step}…\n")


def _look(out: Path, summary: dict[str, Any]) -> tuple[str, ...]:
    """Return what to look at first."""
    return (
        "",
        f"範例城市的 {summary['year']} 年度已完成，都在 {out}：",
        f"　表單　　{out / 'forms'}（PDF、ODS、XLSX、ODT 共 {len(summary['forms'])} 份）",
        f"　資料包　{out / 'packages'}（{len(summary['packages'])} 件與 {len(summary['receipts'])} 件回執，依步驟分資料夾）",
        f"　工作區　{out / 'workspaces'}（密碼 {summary['passphrase']}；檔案加密，沒有密碼讀不到）",
        f"　摘要　　{out / 'summary.json'}",
        "先看：",
        f"　{out / 'forms' / '範例地政局' / 'award-list.pdf'}",
        f"　HRDESK_PASSPHRASE={summary['passphrase']} {_program()} list officers --workspace {out / 'workspaces' / '範例地政局'}",
    )


def _program() -> str:
    """Return how the program was called, so that the line can be copied."""
    called = Path(sys.argv[0])
    return str(called) if called.stem == "hrdesk" else "hrdesk"
