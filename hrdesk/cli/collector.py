"""The collector's work from the command line, and the nomination that answers it: evaluate, approve, nominate, verify, decide, export."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from hrdesk.cli.arguments import Run, add_year, command, day_of, offered, value_of, year_of
from hrdesk.cli.output import Outcome
from hrdesk.cli.parsing import whole
from hrdesk.cli.session import open_from
from hrdesk.domain.awards import Decision, ItemResult, Nominee, Ruling
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.seeds import MeritClaim, Verification
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.values import Changes, Problem
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import by_code, first_tier, own_agency
from hrdesk.services.awards import decisions, nomination
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.papers import exports
from hrdesk.services.people.staff import find_officer
from hrdesk.services.review import evaluation, quota

if TYPE_CHECKING:
    from hrdesk.cli.arguments import Parsers


def add(subparsers: "Parsers") -> None:
    """Add the commands of evaluation, quota, nomination and decision."""
    evaluate = _command(subparsers, "evaluate", "綜合評估：列出七項事實，或登錄評估結果（陸三(四)）", run_evaluate)
    evaluate.add_argument("agency", nargs="?", metavar="機關代碼")
    evaluate.add_argument("--item", metavar="項目", help="評估項目代碼（e1–e7）")
    evaluate.add_argument("--result", metavar="結果", help=offered(ItemResult))
    evaluate.add_argument("--remark", default="", metavar="說明")
    evaluate.add_argument("--second", action="store_true", help="複核已完成的評估")
    _add_approve(subparsers)
    _add_nominate(subparsers)
    _add_decide(subparsers)
    export = _command(subparsers, "export", "匯出他系統檔案：敘獎匯入檔、終身學習時數", run_export)
    export.add_argument("what", choices=tuple(exports.LINES), metavar="award|learning")
    export.add_argument("--out", type=Path, required=True, metavar="FILE")
    export.add_argument("--reason", default="", metavar="理由", help="檔案含身分證統一編號，必須填寫，並記入操作紀錄")


def _add_approve(subparsers: "Parsers") -> None:
    approve = _command(subparsers, "approve", "額度：列出各機關基準，或核定一個機關的額度（陸三(一)(二)）", run_approve)
    approve.add_argument("agency", nargs="?", metavar="機關代碼")
    approve.add_argument("--units", type=whole, metavar="次", help="核定嘉獎總次數（預設為基準）")
    approve.add_argument("--heads", type=whole, metavar="人", help="核定人數（預設為基準）")
    approve.add_argument("--group", action="append", default=[], metavar="類別", help="核准增列的業務屬性相同類別，可重複")
    approve.add_argument("--reading", default="R1", choices=("R1", "R2"))
    approve.add_argument("--reason", default="", metavar="理由")
    approve.add_argument("--due", metavar="DATE", help="提報期限")
    approve.add_argument("--document", default="", metavar="文號")


def _add_nominate(subparsers: "Parsers") -> None:
    nominate = _command(subparsers, "nominate", "敘獎提報：列出名單與尚缺事項，或提報一人（陸三(五)）", run_nominate)
    nominate.add_argument("officer", nargs="?", metavar="人員", help="員工代號、姓名或識別碼；未給時列出名單")
    nominate.add_argument("--agency", metavar="機關代碼", help="人事處檢視一級機關的名單")
    nominate.add_argument("--times", type=whole, metavar="次", help="嘉獎次數（新提報預設 1）；已提報者，未給的選項維持原值")
    nominate.add_argument("--raised", type=whole, metavar="次", help="因特殊優良事蹟建議提高")
    nominate.add_argument("--dedicated", metavar="類別", help="增列之專責人員的類別")
    nominate.add_argument("--deed", metavar="事蹟")
    nominate.add_argument("--article", metavar="條款")
    nominate.add_argument("--waiver", metavar="理由", help="附表3 沒有紀錄的理由")
    nominate.add_argument("--national-id", default="", metavar="證號", help="所屬人員的身分證統一編號（敘獎匯入檔需要）")
    nominate.add_argument("--document", default="", metavar="文號")
    nominate.add_argument("--remove", action="store_true", help="自名單移除")


def _add_decide(subparsers: "Parsers") -> None:
    decide = _command(subparsers, "decide", "決定：列出提報人員，或對一人作成決定（陸三）", run_decide)
    decide.add_argument("nominee", nargs="?", metavar="人員", help="提報名單上的人：員工代號、姓名或識別碼（前八碼以上）；未給時列出名單")
    decide.add_argument("--ruling", metavar="決定", help=offered(Ruling))
    decide.add_argument("--times", type=whole, metavar="次", help="改核的嘉獎次數")
    decide.add_argument("--article", default="", metavar="條款")
    decide.add_argument("--reason", default="", metavar="理由")
    verify = _command(subparsers, "verify", "查證特殊優良事蹟：列出或登錄結果（陸三(二)）", run_verify)
    verify.add_argument("claim", nargs="?", metavar="事蹟識別碼", help="前八碼以上；未給時列出")
    verify.add_argument("--result", metavar="結果", help=offered(Verification))
    verify.add_argument("--how", default="", metavar="查證方式")
    remark = _command(subparsers, "remark", "退補件：登錄應補正事項（陸三）", run_remark)
    remark.add_argument("agency", metavar="機關代碼")
    remark.add_argument("text", metavar="事項")
    remark.add_argument("--article", default="", metavar="條款")
    remark.add_argument("--due", metavar="DATE", help="補正期限")


def _command(subparsers: "Parsers", name: str, text: str, run: Run) -> argparse.ArgumentParser:
    parser = command(subparsers, name, text, run)
    add_year(parser)
    return parser


def run_evaluate(args: argparse.Namespace) -> Outcome:
    """Run `evaluate`."""
    with open_from(args) as desk:
        year = year_of(args, desk)
        if args.agency is None:
            _without(args, "機關代碼", "item", "result", "remark", "second")
            return _sheets(evaluation.sheets(desk, year))
        agency = by_code(desk, args.agency)
        if args.second:
            return _changed(evaluation.second_review(desk, agency, year))
        if args.item is None:
            return _sheets((evaluation.sheet(desk, agency, year),))
        if args.result is None:
            raise InputError(Fault.INVALID, what="評估結果", reason="請以 --result 指定")
        return _changed(evaluation.judge(desk, agency, year, args.item, value_of(ItemResult, args.result), args.remark))


def _sheets(found: tuple[evaluation.Sheet, ...]) -> Outcome:
    lines = []
    for one in found:
        judged = {judgement.item: judgement for judgement in one.evaluation.judgements}
        lines.append(f"{one.agency.name}（{one.agency.code}）{one.year} 年度")
        for facts in one.facts:
            result = words.label(judged[facts.item].result) if facts.item in judged else f"未評（建議 {words.label(facts.suggestion)}）"
            lines.append(f"　{facts.item} {facts.citation.article}　{result}　{facts.step}")
    return Outcome({"sheets": found}, tuple(lines))


def run_approve(args: argparse.Namespace) -> Outcome:
    """Run `approve`."""
    with open_from(args) as desk:
        year = year_of(args, desk)
        if args.agency is None:
            return _proposals(quota.proposals(desk, year, args.reading))
        due = day_of(args.due, desk.today) if args.due else None
        approved = quota.Approved(
            units=args.units,
            heads=args.heads,
            groups=tuple(args.group),
            reading=args.reading,
            reason=args.reason,
            due=due,
            document=args.document,
        )
        agency = by_code(desk, args.agency)
        changes = quota.approve(desk, agency, year, approved)
        return _changed(changes, approval=quota.approval(desk.store, agency.id, year))


def _proposals(found: tuple[quota.Proposal, ...]) -> Outcome:
    lines = []
    for one in found:
        units = one.baseline.value.units if one.baseline else "—"
        approved = f"，已核定 {one.approval.units} 次" if one.approval else ""
        lines.append(f"{one.agency.name}（{one.agency.code}）總員額 {one.staffing or '—'}，種籽教師 {one.seeds}，基準 {units} 次{approved}")
        lines += [f"　未登錄員額：{'、'.join(one.uncounted)}（沒有計入，請補登或敘明理由）"] if one.uncounted else []
        lines += [f"　{code} 的員額是 {roc_short(day)} 的，不是本年度的" for code, day in one.aged]
        lines += [f"　{group.name}：專責 {len(group.dedicated)} 人、{group.days} 天（得增列，以 --group 勾選）" for group in one.groups]
    return Outcome({"proposals": found}, tuple(lines))


def run_nominate(args: argparse.Namespace) -> Outcome:
    """Run `nominate`."""
    with open_from(args) as desk:
        year = year_of(args, desk)
        if args.officer is None:
            agency = by_code(desk, args.agency) if args.agency else own_agency(desk)
            return _list(desk, agency, year)
        officer = find_officer(desk, args.officer)
        if args.remove:
            return _changed(nomination.withdraw(desk, year, officer.id))
        pick = nomination.Pick(
            officer=officer.id,
            times=args.times,
            deed=args.deed,
            raised=args.raised,
            dedicated=args.dedicated,
            article=args.article,
            waiver=args.waiver,
            national_id=args.national_id,
        )
        return _changed(nomination.nominate(desk, year, pick, document=args.document))


def _list(desk: Desk, agency: Agency, year: int) -> Outcome:
    nominees = nomination.listed(desk.store, agency.id, year)
    problems = nomination.gate(desk, agency.id, year)
    data = {"nominees": nominees, "problems": [_problem(problem) for problem in problems]}
    return Outcome(data, (*(_nominee_line(desk, one) for one in nominees), *(f"　{words.of_problem(problem)}" for problem in problems)))


def _nominee_line(desk: Desk, nominee: Nominee) -> str:
    officer = desk.store.get(Officer, nominee.officer)
    raised = f"（建議提高 {nominee.raised}）" if nominee.raised else ""
    return f"{nominee.id[:8]}　{officer.name if officer else ''}　嘉獎 {nominee.times} 次{raised}　{nominee.deed}"


def _problem(problem: Problem) -> dict[str, object]:
    return {"code": problem.code, "severity": problem.severity, "article": problem.article, "record": problem.record, "message": words.of_problem(problem)}


def run_decide(args: argparse.Namespace) -> Outcome:
    """Run `decide`."""
    with open_from(args) as desk:
        year = year_of(args, desk)
        if args.nominee is None:
            _without(args, "人員", "ruling", "times", "article", "reason")
            return _decisions(desk, year)
        if args.ruling is None:
            raise InputError(Fault.INVALID, what="決定", reason="請以 --ruling 指定")
        verdict = decisions.Verdict(ruling=value_of(Ruling, args.ruling), article=args.article, reason=args.reason, times=args.times)
        nominee = decisions.nominee_named(desk, year, args.nominee)
        changes, problems = decisions.decide(desk, nominee.id, verdict)
        return _changed(changes, problems, decision=desk.store.all(Decision, nominee=nominee.id)[0])


def _decisions(desk: Desk, year: int) -> Outcome:
    rows, lines = [], []
    for agency in first_tier(desk, year):
        for nominee in nomination.listed(desk.store, agency.id, year):
            decided = next(iter(desk.store.all(Decision, nominee=nominee.id)), None)
            rows.append({"nominee": nominee, "decision": decided})
            ruling = f"{words.label(decided.ruling)} {decided.times} 次" if decided else "未決定"
            lines.append(f"{agency.code}　{_nominee_line(desk, nominee)}　{ruling}")
    return Outcome({"nominees": rows}, tuple(lines) or (f"{year} 年度沒有提報人員。",))


def run_verify(args: argparse.Namespace) -> Outcome:
    """Run `verify`."""
    with open_from(args) as desk:
        if args.claim is None:
            _without(args, "事蹟識別碼", "result", "how")
            return _claims(desk, year_of(args, desk))
        if args.result is None:
            raise InputError(Fault.INVALID, what="查證結果", reason="請以 --result 指定")
        claim = decisions.claim_named(desk, args.claim)
        return _changed(decisions.verify(desk, claim.id, value_of(Verification, args.result), args.how))


def _claims(desk: Desk, year: int) -> Outcome:
    claims = desk.store.all(MeritClaim, year=year)
    people = {one.id: one.name for one in desk.store.all(Officer)}
    lines = tuple(f"{one.id[:8]}　{people.get(one.officer, '')}　{words.label(one.verification)}　{one.text}" for one in claims)
    return Outcome({"claims": claims}, lines or (f"{year} 年度沒有特殊優良事蹟。",))


def _without(args: argparse.Namespace, whom: str, *options: str) -> None:
    """Raise InputError INVALID where an option is given without whom it is about."""
    given = [f"--{option}" for option in options if getattr(args, option) not in (None, "", False)]
    if given:
        raise InputError(Fault.INVALID, what="、".join(given), reason=f"請同時指定{whom}")


def run_remark(args: argparse.Namespace) -> Outcome:
    """Run `remark`."""
    with open_from(args) as desk:
        agency = by_code(desk, args.agency)
        due = day_of(args.due, desk.today) if args.due else None
        return _changed(decisions.remark(desk, agency.id, year_of(args, desk), args.text, article=args.article, due=due))


def run_export(args: argparse.Namespace) -> Outcome:
    """Run `export`: one file, or several where the other side takes no more rows in one."""
    with open_from(args) as desk:
        written = exports.export(desk, args.what, year_of(args, desk), args.out, args.reason)
    data = {"files": written.files, "rows": written.rows, "left_out": [_problem(problem) for problem in written.left_out]}
    left_out = (f"　{words.of_problem(problem)}" for problem in written.left_out)
    return Outcome(data, (*(str(target) for target in written.files), f"共 {written.rows} 筆，略過 {len(written.left_out)} 筆。", *left_out))


def _changed(changes: Changes, problems: tuple[Problem, ...] = (), **more: object) -> Outcome:
    """Answer an act: how much it changed, and what needs a look."""
    count = len(changes.added) + len(changes.changed) + len(changes.removed)
    told = "已登錄。" if changes else "沒有變更。"
    data = {"changed": count, "problems": [_problem(problem) for problem in problems], **more}
    return Outcome(data, (told, *(f"　{words.of_problem(problem)}" for problem in problems)))
