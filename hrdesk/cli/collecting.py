"""The collector's desk from the command line: the board, days and permissions, the list of agencies and its certificates, sign-in cases, letters."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from hrdesk.cli.arguments import Run, add_year, choices, command, day_of, offered, value_of, year_of
from hrdesk.cli.output import Outcome
from hrdesk.cli.parsing import whole
from hrdesk.cli.session import open_from
from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.collected import Side, Stage
from hrdesk.domain.forms import Paper
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.quota import READINGS
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import by_code
from hrdesk.services.awards import quota_board
from hrdesk.services.collecting import board, letters, registry, sign_in_cases, stage_days
from hrdesk.services.core import words
from hrdesk.services.imports import import_agencies
from hrdesk.services.papers.lists import ListPaper

if TYPE_CHECKING:
    from hrdesk.cli.arguments import Parsers


def add(subparsers: "Parsers") -> None:
    """Add the commands of the collector's desk."""
    shown = _yearly(subparsers, "board", "彙整進度：各機關的年度資料、評估、核定、名單與決定", run_board)
    shown.add_argument("--late", action="store_true", help="只列出逾期的機關")
    shown.add_argument("--out", type=Path, metavar="檔案", help="存成試算表（副檔名 csv、ods、xlsx）")
    due = _yearly(subparsers, "stage-due", "設定一個階段的期限", run_due)
    due.add_argument("stage", metavar="階段", help=offered(Stage))
    due.add_argument("day", nargs="?", metavar="日期", help="未給時取消期限")
    due.add_argument("--document", default="", metavar="文號")
    late = _yearly(subparsers, "permit-late", "准予一個機關逾期", run_permit)
    late.add_argument("agency", metavar="機關代碼")
    late.add_argument("stage", metavar="階段", help=offered(Stage))
    late.add_argument("until", metavar="准至日期")
    late.add_argument("--reason", default="", metavar="理由")
    late.add_argument("--by", default="", metavar="姓名", help="准許人")
    _add_offices(subparsers)
    money = _yearly(subparsers, "budget", "額度總覽：兩種讀法、核定與差異、總上限", run_budget)
    money.add_argument("--reading", default="R1", choices=READINGS)
    money.add_argument("--ceiling", type=whole, metavar="次", help="嘉獎總次數上限（未給時用已設定的）")
    money.add_argument("--keep", action="store_true", help="把 --ceiling 設為這個年度的上限；未給 --ceiling 時取消上限")
    money.add_argument("--document", default="", metavar="文號", help="上限的依據")
    cases = _yearly(subparsers, "sign-in", "到課查對：列出簽到與機關紀錄不同的，或認定一件（陸二(一)）", run_cases)
    cases.add_argument("case", nargs="?", metavar="識別碼")
    cases.add_argument("--side", metavar="認定", help=offered(Side))
    cases.add_argument("--reason", default="", metavar="理由")
    letter = _yearly(subparsers, "letter", "列印函的附件（登錄核發、核定額度、敘獎決定）", run_letter)
    letter.add_argument("letter", choices=tuple(letters.LETTERS), metavar="附件", help="、".join(f"{name} {title}" for name, title in letters.LETTERS.items()))
    letter.add_argument("agency", metavar="機關代碼")
    letter.add_argument("--out", type=Path, required=True, metavar="檔案", help="副檔名 odt 或 pdf")


def _add_offices(subparsers: "Parsers") -> None:
    listed = command(subparsers, "registry", "機關與憑證：隸屬、憑證狀態、最近收件", run_registry)
    listed.add_argument("--day", metavar="日期", help="某日的隸屬（預設今日）")
    taken = command(subparsers, "import-agencies", "匯入機關清單（機關代碼、機關名稱、上級機關代碼）；未給 --apply 時只列出差異", run_import)
    taken.add_argument("file", type=Path, metavar="檔案")
    taken.add_argument("--prefix", default="", metavar="代碼", help="只取代碼以此開頭的機關")
    taken.add_argument("--parent", default="", metavar="機關", help="只取這個機關及其所屬（代碼或名稱）")
    taken.add_argument("--apply", action="store_true", help="寫入")
    taken.add_argument("--gone", action="store_true", help="清單沒有的機關一併登錄裁撤")


def _yearly(subparsers: "Parsers", name: str, text: str, run: Run) -> argparse.ArgumentParser:
    parser = command(subparsers, name, text, run)
    add_year(parser)
    return parser


def run_board(args: argparse.Namespace) -> Outcome:
    """Run `board`."""
    with open_from(args) as desk:
        year = year_of(args, desk)
        if args.out is not None:
            count = board.save(desk, year, args.out, _list_paper(args.out))
            return Outcome({"file": args.out, "rows": count}, (f"已輸出 {args.out}（{count} 個機關）",))
        found = board.board(desk, year)
    rows = board.late(found.rows) if args.late else found.rows
    lines = [f"{row.agency.code} {row.agency.name}　{words.label(row.standing) if row.standing else '未到'}{_late(row)}" for row in rows]
    sums = [f"{words.label(one.stage)} {one.reached}／{one.agencies}" for one in found.totals]
    return Outcome({"rows": rows, "totals": found.totals}, (*lines, "　".join(sums)))


def _late(row: board.Row) -> str:
    told = [f"{words.label(cell.stage)}逾 {cell.late} 日" for cell in row.cells if cell.state is board.State.LATE]
    return f"（{'、'.join(told)}）" if told else ""


def _list_paper(out: Path) -> ListPaper:
    suffix = out.suffix.lower().removeprefix(".")
    if suffix not in choices(ListPaper):
        raise InputError(Fault.INVALID, what="輸出檔", reason="副檔名須為 csv、ods 或 xlsx")
    return ListPaper(suffix)


def run_due(args: argparse.Namespace) -> Outcome:
    """Run `stage-due`."""
    with open_from(args) as desk:
        day = None if args.day is None else day_of(args.day, desk.today)
        changes = stage_days.set_due(desk, year_of(args, desk), value_of(Stage, args.stage), day, args.document)
    return Outcome({"changes": changes}, (f"期限：{roc_short(day)}" if day else "已取消期限",))


def run_permit(args: argparse.Namespace) -> Outcome:
    """Run `permit-late`."""
    with open_from(args) as desk:
        agency, until = by_code(desk, args.agency), day_of(args.until, desk.today)
        stage = value_of(Stage, args.stage)
        changes = stage_days.permit(desk, agency, year_of(args, desk), stage, until=until, reason=args.reason, permitted_by=args.by)
    return Outcome({"changes": changes}, (f"已准予 {agency.name} {words.label(stage)}至 {roc_short(until)}",))


def run_registry(args: argparse.Namespace) -> Outcome:
    """Run `registry`."""
    with open_from(args) as desk:
        found = registry.registry(desk, day_of(args.day, desk.today))
    return Outcome({"offices": found}, tuple(_office(one) for one in found))


def _office(one: registry.Standing) -> str:
    until = f"（{roc_short(one.until)}）" if one.until else ""
    last = f"　最近收件 {roc_short(one.last.at.astimezone(TAIPEI).date())}" if one.last else ""
    return f"{'　' * one.depth}{one.agency.code} {one.agency.name}　{one.state.value if one.depth else '本機關'}{until}{last}"


def run_import(args: argparse.Namespace) -> Outcome:
    """Run `import-agencies`; exit code 1 where rows cannot be taken."""
    rows = import_agencies.read_agencies(args.file)
    chosen = import_agencies.choose(rows, prefix=args.prefix, parent=args.parent)
    with open_from(args) as desk:
        found = import_agencies.plan(desk, chosen, rows, prefix=args.prefix)
        if args.apply:
            import_agencies.apply(desk, found, gone=args.gone)
    groups = (("新增", found.new), ("變更", found.changed), ("清單已無", found.gone))
    lines = [f"{verb} {one.agency.code} {one.agency.name}　{'；'.join(one.changes)}".rstrip() for verb, group in groups for one in group]
    refused = [f"第 {one.row} 列 {one.label}：{one.why}" for one in found.refused]
    done = "已寫入" if args.apply else "尚未寫入，確認後請加 --apply"
    return Outcome({"plan": found, "applied": args.apply}, (*lines, *refused, f"未變 {found.same} 個；{done}"), int(bool(refused)))


def run_budget(args: argparse.Namespace) -> Outcome:
    """Run `budget`; exit code 1 where the ceiling does not hold. A ceiling that is given is kept for the year with --keep only."""
    with open_from(args) as desk:
        year = year_of(args, desk)
        if args.keep:
            quota_board.set_ceiling(desk, year, args.ceiling, args.document)
        held = quota_board.ceiling(desk, year)
        found = quota_board.lines(desk, year)
    ceiling = args.ceiling if args.ceiling is not None or held is None else held.units
    lines = [f"{one.agency.code} {one.agency.name}　R1 {_units(one, 'R1')}　R2 {_units(one, 'R2')}　{_approved(one)}" for one in found]
    totals = {reading: quota_board.totals(found, reading) for reading in READINGS}
    told = quota_board.outlook(found, args.reading, ceiling)
    sums = "　".join(f"{reading} 合計 {total.units}" for reading, total in totals.items())
    limit = "" if ceiling is None else f"　上限 {ceiling}" + (f"；超過上限 {told.over}" if told.over else "")
    last = f"{sums}　已核定 {quota_board.approved_totals(found).units}　預計 {told.expected}{limit}"
    return Outcome({"lines": found, "totals": totals, "outlook": told, "over": told.over}, (*lines, last), int(bool(told.over)))


def _units(line: quota_board.Line, reading: str) -> str:
    found = line.quota(reading)
    return "無員額資料" if found is None else str(found.units)


def _approved(line: quota_board.Line) -> str:
    if line.approval is None:
        return "未核定"
    return f"核定 {line.approval.units}" + (f"（與基準差 {line.deviation:+}：{line.approval.reason}）" if line.deviation else "")


def run_cases(args: argparse.Namespace) -> Outcome:
    """Run `sign-in`."""
    with open_from(args) as desk:
        found = sign_in_cases.cases(desk, year_of(args, desk))
        if args.case is not None:
            chosen = next((one for one in found if one.id.startswith(args.case)), None)
            if chosen is None or args.side is None:
                raise InputError(Fault.INVALID, what="到課查對", reason="請指定查對的識別碼，並以 --side 認定")
            changes = sign_in_cases.rule(desk, chosen, value_of(Side, args.side), args.reason)
            return Outcome({"changes": changes}, ("已認定",))
    lines = tuple(
        f"{one.id[:8]} {one.agency} {one.officer} {one.course}　簽到：{one.says_department}　機關：{one.says_agency}{'　已認定' if one.settled else ''}"
        for one in found
    )
    return Outcome({"cases": found}, lines)


def run_letter(args: argparse.Namespace) -> Outcome:
    """Run `letter`."""
    suffix = args.out.suffix.lower().removeprefix(".")
    if suffix not in {paper.value for paper in letters.PAPERS}:
        raise InputError(Fault.INVALID, what="輸出檔", reason="副檔名須為 odt 或 pdf")
    with open_from(args) as desk:
        letters.save(desk, args.letter, year_of(args, desk), by_code(desk, args.agency), args.out, Paper(suffix))
    return Outcome({"file": args.out}, (f"已輸出 {letters.LETTERS[args.letter]}：{args.out}",))
