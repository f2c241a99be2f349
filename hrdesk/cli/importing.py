"""`hrdesk import`: a preview of what a file would do, then one undoable transaction."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from hrdesk.cli.arguments import command, nested
from hrdesk.cli.output import Outcome
from hrdesk.cli.session import open_from
from hrdesk.domain.plan import ImportPlan, RowState
from hrdesk.domain.values import Changes, Problem
from hrdesk.errors import Fault, InputError
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.imports import importing
from hrdesk.services.imports.import_choice import counted, plan_lines, plan_notes

if TYPE_CHECKING:
    from hrdesk.cli.arguments import Parsers, Run

KINDS = {
    "roster": "人員名冊（WebHR CPAB1207R 或任何有「姓名」標題的名冊）",
    "training": "研習紀錄",
    "coaching": "輔導紀錄",
    "self-check": "已填的自我檢核表填報檔",
}

SHEETS = ".xlsx、.xls、.ods 或 .csv（UTF-8、Big5）"
FILES = {"self-check": "填好的 .pdf、.xlsx、.xls、.ods 或 .csv"}


def add(subparsers: "Parsers") -> None:
    """Add `import` and its kinds."""
    kinds = nested(subparsers, "import", "讀入試算表：先預覽差異，確認後一次寫入，可復原")
    runs: dict[str, Run] = {"roster": run_roster, "training": run_training, "coaching": run_coaching, "self-check": run_self_check}
    for kind, text in KINDS.items():
        parser = command(kinds, kind, text, runs[kind])
        parser.add_argument("file", type=Path, metavar="FILE", help=FILES.get(kind, SHEETS))
        parser.add_argument("--dry-run", action="store_true", help="只預覽，不寫入")
        parser.add_argument("--yes", action="store_true", help="不再詢問，直接寫入")
        parser.add_argument("--map", action="append", default=[], metavar="欄位=標題", help="指定欄位的標題，可重複，例如 title=職務名稱")
        parser.add_argument("--sheet", metavar="工作表", help="要讀的工作表")
        parser.set_defaults(leavers=False)
        if kind == "roster":
            parser.add_argument("--leavers", action="store_true", help="檔案未列名者登錄為今天離職（預設只列出，不變更）")
            parser.add_argument("--keep-ids", action="store_true", help="保留身分證統一編號（敘獎匯入檔需要）；預設只用於比對，不保留")


def run_roster(args: argparse.Namespace) -> Outcome:
    """Import a staff list."""
    with open_from(args) as desk:
        return _run(desk, args, importing.plan_roster(desk, args.file, mapping_of(args), keep_ids=args.keep_ids, sheet=args.sheet))


def run_training(args: argparse.Namespace) -> Outcome:
    """Import training records."""
    with open_from(args) as desk:
        return _run(desk, args, importing.plan_training(desk, args.file, mapping_of(args), sheet=args.sheet))


def run_coaching(args: argparse.Namespace) -> Outcome:
    """Import coaching records."""
    with open_from(args) as desk:
        return _run(desk, args, importing.plan_coaching(desk, args.file, mapping_of(args), sheet=args.sheet))


def run_self_check(args: argparse.Namespace) -> Outcome:
    """Import a filled self-check sheet."""
    with open_from(args) as desk:
        return _run(desk, args, importing.plan_self_check(desk, args.file, mapping_of(args), sheet=args.sheet))


def mapping_of(args: argparse.Namespace) -> dict[str, str]:
    """Return the headings given with `--map`; raise InputError INVALID for one that is not field=heading."""
    pairs = [item.partition("=") for item in args.map]
    if any(not field or not equals or not heading for field, equals, heading in pairs):
        raise InputError(Fault.INVALID, what="--map", reason="請寫成 欄位=標題，例如 title=職務名稱")
    return {field.strip(): heading.strip() for field, _, heading in pairs}


def preview(plan: ImportPlan) -> Iterable[str]:
    """Yield what a plan would do: counts, then every row that is not the same, with differences and problems."""
    yield f"{plan.file}：{counted(plan)}"
    yield from plan_notes(plan)
    for line in plan_lines(plan):
        if line.state is not RowState.SAME or line.problems:
            yield f"{line.place}　{words.label(line.state)}　{line.label}"
            yield from (f"　　{text}" for text in (*line.differences, *line.problems))


def _run(desk: Desk, args: argparse.Namespace, plan: ImportPlan) -> Outcome:
    lines = tuple(preview(plan))
    counts = {state.value: plan.count(state) for state in RowState}
    rows = [
        {
            "row": row.row,
            "state": row.state,
            "label": row.label,
            "record": row.record,
            "differences": row.differences,
            "problems": _told(row.problems),
        }
        for row in plan.rows
    ]
    data = {
        "file": plan.file,
        "kind": plan.kind,
        "counts": counts,
        "mapping": plan.mapping,
        "skipped": plan.skipped,
        "problems": _told(plan.problems),
        "rows": rows,
    }
    if args.dry_run:
        return Outcome({**data, "applied": False}, (*lines, "只是預覽，沒有變更。"))
    if not args.yes and not _agreed(args, lines):
        return Outcome({**data, "applied": False}, (*lines, "沒有套用。確認無誤後請加 --yes 再執行。"), code=1)
    changes = importing.apply_plan(desk, plan, leavers=args.leavers)
    shown = lines if args.yes else ()
    return Outcome({**data, "applied": True, "changes": changes}, (*shown, *_done(changes, plan)))


def _told(problems: Iterable[Problem]) -> list[dict[str, object]]:
    return [{"code": problem.code, "severity": problem.severity, "message": words.of_problem(problem)} for problem in problems]


def _agreed(args: argparse.Namespace, lines: tuple[str, ...]) -> bool:
    """Ask whether to go on where somebody can answer; nobody there means no."""
    if args.json or not sys.stdin.isatty():
        return False
    sys.stderr.write("".join(f"{line}\n" for line in lines) + "套用以上變更？(y/N) ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes", "是")


def _done(changes: Changes, plan: ImportPlan) -> Iterable[str]:
    if changes:
        yield f"已匯入：新增 {len(changes.added)}、變更 {len(changes.changed)} 筆。可用 undo 復原。"
    left_out = plan.count(RowState.CONFLICT) + plan.count(RowState.UNREADABLE)
    if left_out:
        yield f"有 {left_out} 列因衝突或無法讀取而沒有匯入；請依上面的說明改好後再匯入一次。"
    elif not changes:
        yield "與現有資料相同，沒有變更。"
