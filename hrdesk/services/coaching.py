"""輔導服務紀錄（附表3）, 備份與傳輸紀錄, and 小老師學習: what a seed teacher does."""

from dataclasses import replace
from datetime import date

from hrdesk.domain.acts import Act
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.record import CoachingId, OfficerId
from hrdesk.domain.seeds import Coaching, Mentoring, Settlement, SystemLog
from hrdesk.domain.values import Changes, Problem, Severity
from hrdesk.errors import Fault, InputError
from hrdesk.services.desk import Desk
from hrdesk.services.evidence import check_evidence
from hrdesk.services.seeds import is_seed_on
from hrdesk.services.staff import check_topics, officer, refuse

DAY = 24 * 60


def coaching_minutes(item: Coaching) -> int:
    """Return how long a coaching took; an end before its start means past midnight."""
    return (item.end - item.start) % DAY


def coaching_problems(desk: Desk, item: Coaching) -> tuple[Problem, ...]:
    """Return what is wrong with a coaching record: a day to come, nobody's seed teacher on that day, times or item out of range (伍五)."""
    found = []
    if item.day > desk.today:
        found.append(Problem("coaching_in_future", where="day", facts={"day": roc_short(item.day)}))
    if not is_seed_on(desk, item.officer, item.day):
        found.append(Problem("coaching_not_a_seed", where="officer", article="伍五", facts={"day": roc_short(item.day)}))
    if not (0 <= item.start < DAY and 0 <= item.end < DAY) or item.start == item.end:
        found.append(Problem("coaching_times", where="start"))
    if item.item is not None and not 1 <= item.item <= len(desk.rules(item.day).items):
        found.append(Problem("coaching_item", where="item", article="陸三(四)"))
    if not item.served_agency.strip():
        found.append(Problem("coaching_nobody_served", where="served_agency"))
    if item.settlement is Settlement.ESCALATED and not item.escalated_to.strip():
        found.append(Problem("coaching_escalated_to_nobody", Severity.WARNING, where="escalated_to"))
    return tuple(found)


def coach(desk: Desk, item: Coaching) -> Changes:
    """Add or change a coaching record; raise InputError INCOMPLETE naming what is wrong with it."""
    check_coaching(desk, item)
    check_evidence(desk, item.evidence)
    with desk.store.write(Act.COACH) as tx:
        tx.put(item)
    return tx.changes


def check_coaching(desk: Desk, item: Coaching) -> None:
    """Raise InputError INCOMPLETE naming what is wrong with a coaching record, NOT_FOUND for an unknown officer."""
    officer(desk, item.officer)
    refuse(coaching_problems(desk, item))


def new_coaching(desk: Desk, who: OfficerId, day: date, start: int, end: int, served_agency: str) -> Coaching:
    """Return a fresh record of a coaching by an officer, not yet saved; minutes after midnight."""
    person = officer(desk, who)
    return Coaching(id=CoachingId(desk.new_id()), agency=person.agency, officer=who, day=day, start=start, end=end, served_agency=served_agency)


def log(desk: Desk, entry: SystemLog) -> Changes:
    """Add or change a backup or transmission log entry (items 4 and 5); raise InputError INVALID for a day to come or no system."""
    if entry.day > desk.today:
        raise InputError(Fault.INVALID, what="日期", reason="不能晚於今天")
    if not entry.system.strip():
        raise InputError(Fault.INVALID, what="系統別", reason="不可空白")
    with desk.store.write(Act.LOG) as tx:
        tx.put(entry)
    return tx.changes


def mentor(desk: Desk, pair: Mentoring) -> Changes:
    """Add or change a mentoring pair (伍二(二)); raise InputError INVALID where mentor and mentee are one person."""
    officer(desk, pair.mentor)
    officer(desk, pair.mentee)
    check_topics(desk.rules(pair.start), (pair.topic,))
    if pair.mentor == pair.mentee:
        raise InputError(Fault.INVALID, what="小老師", reason="不能輔導自己")
    if pair.end is not None and pair.end < pair.start:
        raise InputError(Fault.INVALID, what="期間", reason="迄日早於起日")
    with desk.store.write(Act.LOG, what="mentoring") as tx:
        tx.put(pair)
    return tx.changes


def settle(desk: Desk, item: Coaching, settlement: Settlement, *, escalated_to: str = "", escalated: date | None = None, ticket: str = "") -> Changes:
    """Settle or escalate a case (8585 or the department), with the day and the ticket number."""
    return coach(desk, replace(item, settlement=settlement, escalated_to=escalated_to, escalated=escalated, ticket=ticket))
