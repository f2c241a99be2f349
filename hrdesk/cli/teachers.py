"""Seed teachers from the command line: appoint, dismiss, notify, handover, coach, log, mentor."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from hrdesk.cli.arguments import add_day, add_evidence, command, day_of, offered, saved, taken_in, value_of
from hrdesk.cli.output import Outcome
from hrdesk.cli.parsing import whole
from hrdesk.cli.session import open_from
from hrdesk.domain import seeds as records
from hrdesk.domain.minguo import parse_minutes
from hrdesk.domain.pack import RulePack
from hrdesk.domain.record import LogId, MentoringId
from hrdesk.domain.seeds import Addressee, Appointment, ChangeKind, Channel, LogKind, Mentoring, Settlement, SystemLog
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.people.staff import find_officer
from hrdesk.services.teachers import coaching, seeds

if TYPE_CHECKING:
    from hrdesk.cli.arguments import Parsers


def add(subparsers: "Parsers") -> None:
    """Add the commands about seed teachers."""
    _add_appointment(subparsers)
    _add_change(subparsers)
    _add_coach(subparsers)
    _add_log(subparsers)
    mentor = command(subparsers, "mentor", "小老師：誰帶誰學什麼業務（伍二(二)）", run_mentor)
    mentor.add_argument("mentor", metavar="小老師")
    mentor.add_argument("mentee", metavar="學習者")
    mentor.add_argument("topic", metavar="業務", help="研習項目代碼或名稱")
    add_day(mentor, "開始日期", "--from")
    mentor.add_argument("--to", metavar="日期", help="結束日期")
    mentor.add_argument("--outcome", default="", metavar="成果")


def _add_appointment(subparsers: "Parsers") -> None:
    appoint = command(subparsers, "appoint", "指派種籽教師（附表2）", run_appoint)
    appoint.add_argument("officer", metavar="人員", help="員工代號或姓名")
    add_day(appoint, "指派日期", "--from")
    appoint.add_argument("--document", default="", metavar="文號")
    appoint.add_argument("--system", action="append", default=[], metavar="項目", help="輔導系統（研習項目代碼或名稱），可重複")
    appoint.add_argument("--focus", action="append", default=[], metavar="項目", help="須重點加強的子系統，可重複")
    appoint.add_argument("--scope", default="", metavar="範圍", help="輔導範圍")
    appoint.add_argument("--dedicated", default="", metavar="類別", help="專責的業務屬性相同類別，例如 地政事務所")
    appoint.add_argument("--domain", default="", metavar="領域", help="跨機關特定業務領域（須有 --consent）")
    appoint.add_argument("--consent", metavar="日期", help="本人同意日期")
    appoint.add_argument("--phone", default="", metavar="電話")
    appoint.add_argument("--email", default="", metavar="電子郵件")


def _add_change(subparsers: "Parsers") -> None:
    dismiss = command(subparsers, "dismiss", "解除種籽教師指派", run_dismiss)
    dismiss.add_argument("--reason", default="", metavar="理由")
    dismiss.add_argument("--successor", metavar="人員", help="接任者")
    add_day(dismiss, "最後一天")
    notify = command(subparsers, "notify", "登錄異動通知（伍五：人事機構、所屬人事人員、本處資訊室）", run_notify)
    notify.add_argument("--to", action="append", default=[], metavar="對象", help=f"{offered(Addressee)}；可重複，預設三者")
    add_day(notify, "通知日期")
    handover = command(subparsers, "handover", "登錄種籽教師交接", run_handover)
    add_day(handover, "交接日期")
    add_evidence(handover)
    for parser in (dismiss, notify, handover):
        parser.add_argument("officer", metavar="人員", help="員工代號或姓名")
    notify.add_argument("change", metavar="異動", help="appointed 指派、ended 解除")


def _add_coach(subparsers: "Parsers") -> None:
    coach = command(subparsers, "coach", "登錄一次輔導（附表3）", run_coach)
    coach.add_argument("officer", metavar="種籽教師", help="員工代號或姓名")
    add_day(coach, "輔導日期")
    coach.add_argument("--from", required=True, metavar="時:分", help="開始時間")
    coach.add_argument("--to", required=True, metavar="時:分", help="結束時間（早於開始表示跨過午夜）")
    coach.add_argument("--served-agency", required=True, metavar="機關", help="受輔導機關")
    coach.add_argument("--served-person", default="", metavar="人員")
    coach.add_argument("--served-phone", default="", metavar="電話")
    coach.add_argument("--channel", action="append", default=[], metavar="方式", help=f"{offered(Channel)}，可重複")
    coach.add_argument("--system", default="", metavar="系統別")
    coach.add_argument("--item", type=whole, metavar="1-7", help="檢核項目（陸三(四)）")
    coach.add_argument("--problem", required=True, metavar="問題")
    coach.add_argument("--handling", default="", metavar="處理情形")
    coach.add_argument("--settlement", default=Settlement.OPEN.value, metavar="結案", help=offered(Settlement))
    coach.add_argument("--escalated-to", default="", metavar="對象", help="轉報對象")
    coach.add_argument("--ticket", default="", metavar="案號")
    add_evidence(coach)


def _add_log(subparsers: "Parsers") -> None:
    log = command(subparsers, "log", "登錄資料庫備份或資料傳輸（檢核項目 4、5）", run_log)
    log.add_argument("kind", metavar="種類", help=offered(LogKind))
    log.add_argument("--system", required=True, metavar="系統別")
    log.add_argument("--incident", action="store_true", help="有缺漏或異常（不給則為正常）")
    log.add_argument("--verified", action="store_true", help="已驗證可還原")
    log.add_argument("--officer", metavar="人員")
    log.add_argument("--detail", default="", metavar="說明")
    log.add_argument("--remedy", default="", metavar="改善措施")
    add_day(log, "日期")


def run_appoint(args: argparse.Namespace) -> Outcome:
    """Appoint a seed teacher."""
    with open_from(args) as desk:
        start = day_of(getattr(args, "from"), desk.today)
        person, pack = find_officer(desk, args.officer), desk.rules(start)
        changes = seeds.appoint(
            desk,
            person.id,
            start,
            document=args.document,
            systems=_leaves(pack, args.system),
            focus=_leaves(pack, args.focus),
            scope=args.scope,
            dedicated=args.dedicated,
            domain=args.domain,
            consent=day_of(args.consent, desk.today) if args.consent else None,
            phone=args.phone,
            email=args.email,
        )
    return saved(changes, f"指派 {person.name} 為種籽教師")


def run_dismiss(args: argparse.Namespace) -> Outcome:
    """End an appointment."""
    with open_from(args) as desk:
        held = _newest(desk, args.officer)
        successor = find_officer(desk, args.successor).id if args.successor else None
        changes = seeds.end(desk, held.id, day_of(args.date, desk.today), args.reason, successor=successor)
    return saved(changes, f"解除 {args.officer} 的指派")


def run_notify(args: argparse.Namespace) -> Outcome:
    """Record notices of a change."""
    with open_from(args) as desk:
        told = tuple(value_of(Addressee, text) for text in args.to) or tuple(Addressee)
        held = _newest(desk, args.officer)
        changes = seeds.notify(desk, held.id, value_of(ChangeKind, args.change), day_of(args.date, desk.today), told)
    return saved(changes, "異動通知")


def run_handover(args: argparse.Namespace) -> Outcome:
    """Record a handover."""
    with open_from(args) as desk:
        held = _newest(desk, args.officer)
        changes = seeds.hand_over(desk, held.id, day_of(args.date, desk.today), evidence=taken_in(desk, args.evidence))
    return saved(changes, "交接")


def run_coach(args: argparse.Namespace) -> Outcome:
    """Record one coaching."""
    with open_from(args) as desk:
        person = find_officer(desk, args.officer)
        start, end = parse_minutes(getattr(args, "from")), parse_minutes(args.to)
        day = day_of(args.date, desk.today)
        leaf = desk.rules(day).topic_named(args.system)
        fresh = replace(
            coaching.new_coaching(desk, person.id, day, start, end, args.served_agency),
            served_person=args.served_person,
            served_phone=args.served_phone,
            channels=tuple(value_of(Channel, text) for text in args.channel),
            system=leaf.code if leaf else args.system,
            item=args.item,
            problem=args.problem,
            handling=args.handling,
            settlement=value_of(Settlement, args.settlement),
            escalated_to=args.escalated_to,
            ticket=args.ticket,
        )
        coaching.check_coaching(desk, fresh)
        changes = coaching.coach(desk, replace(fresh, evidence=taken_in(desk, args.evidence)))
    return saved(changes, "輔導紀錄", {"coaching": fresh.id})


def run_log(args: argparse.Namespace) -> Outcome:
    """Record a backup or a transmission."""
    with open_from(args) as desk:
        entry = SystemLog(
            id=LogId(desk.new_id()),
            agency=desk.workspace.agency,
            kind=value_of(LogKind, args.kind),
            day=day_of(args.date, desk.today),
            system=args.system,
            outcome=records.Outcome.INCIDENT if args.incident else records.Outcome.GOOD,
            officer=find_officer(desk, args.officer).id if args.officer else None,
            verified=args.verified,
            detail=args.detail,
            remedy=args.remedy,
        )
        changes = coaching.log(desk, entry)
    return saved(changes, "備份或傳輸紀錄", {"log": entry.id})


def run_mentor(args: argparse.Namespace) -> Outcome:
    """Record a mentoring pair."""
    with open_from(args) as desk:
        start = day_of(getattr(args, "from"), desk.today)
        (topic,) = _leaves(desk.rules(start), [args.topic])
        pair = Mentoring(
            id=MentoringId(desk.new_id()),
            agency=desk.workspace.agency,
            mentor=find_officer(desk, args.mentor).id,
            mentee=find_officer(desk, args.mentee).id,
            topic=topic,
            start=start,
            end=day_of(args.to, desk.today) if args.to else None,
            outcome=args.outcome,
        )
        changes = coaching.mentor(desk, pair)
    return saved(changes, "小老師學習", {"mentoring": pair.id})


def _leaves(pack: RulePack, texts: list[str]) -> tuple[str, ...]:
    """Return the codes of leaves typed by code or name; an unknown one stays as typed, for the service to refuse."""
    return tuple(leaf.code if (leaf := pack.topic_named(text)) is not None else text for text in texts)


def _newest(desk: Desk, text: str) -> Appointment:
    """Return an officer's newest appointment; raise InputError NOT_FOUND where they never had one."""
    held = desk.store.all(Appointment, officer=find_officer(desk, text).id)
    if not held:
        raise InputError(Fault.NOT_FOUND, what="種籽教師指派", text=text)
    return max(held, key=lambda one: one.start)
