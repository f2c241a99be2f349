"""輔導服務紀錄（附表3）, 備份與傳輸紀錄, and 小老師學習: what a seed teacher does."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hrdesk.domain.acts import Act
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.record import CoachingId, OfficerId
from hrdesk.domain.seeds import Coaching, Mentoring, Outcome, Settlement, SystemLog
from hrdesk.domain.values import Changes, Problem, Severity
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.opening.own import need_manager, need_own
from hrdesk.services.people.evidence import check_evidence
from hrdesk.services.people.staff import officer, refuse
from hrdesk.services.teachers.seeds import is_seed_on

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


@in_turn
def coach(desk: Desk, item: Coaching) -> Changes:
    """Add or change a coaching record; raise InputError INCOMPLETE naming what is wrong with it, WRONG_STATE for a teacher with another's."""
    need_own(desk, item.officer, "登錄輔導紀錄")
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


def log_problems(desk: Desk, entry: SystemLog) -> tuple[Problem, ...]:
    """Return what is wrong with a backup or transmission log entry: a day to come, no system; a warning for an incident nothing is said of."""
    found = []
    if entry.day > desk.today:
        found.append(Problem("log_in_future", where="day", facts={"day": roc_short(entry.day)}))
    if not entry.system.strip():
        found.append(Problem("log_without_system", where="system"))
    if entry.outcome is Outcome.INCIDENT and not entry.detail.strip():
        found.append(Problem("log_incident_untold", Severity.WARNING, "detail", "陸三(四)5"))
    return tuple(found)


@in_turn
def log(desk: Desk, entry: SystemLog) -> Changes:
    """Add or change a backup or transmission log entry (items 4 and 5); raise InputError INCOMPLETE naming what is wrong with it."""
    need_manager(desk, "登錄備份或傳輸紀錄")
    refuse(log_problems(desk, entry))
    with desk.store.write(Act.LOG) as tx:
        tx.put(entry)
    return tx.changes


def mentoring_problems(desk: Desk, pair: Mentoring) -> tuple[Problem, ...]:
    """Return what is wrong with a mentoring pair (伍二(二)): one person twice, an end before its start, a topic the catalogue does not have."""
    found = []
    if pair.mentor == pair.mentee:
        found.append(Problem("mentoring_of_oneself", where="mentee", article="伍二(二)"))
    if pair.end is not None and pair.end < pair.start:
        found.append(Problem("mentoring_span", where="end"))
    if desk.rules(pair.start).topic(pair.topic) is None:
        found.append(Problem("mentoring_topic", where="topic"))
    return tuple(found)


@in_turn
def mentor(desk: Desk, pair: Mentoring) -> Changes:
    """Add or change a mentoring pair (伍二(二)); raise InputError INCOMPLETE naming what is wrong with it, NOT_FOUND for an unknown officer."""
    need_manager(desk, "登錄小老師學習")
    officer(desk, pair.mentor)
    officer(desk, pair.mentee)
    refuse(mentoring_problems(desk, pair))
    with desk.store.write(Act.LOG, what="mentoring") as tx:
        tx.put(pair)
    return tx.changes


@in_turn
def remove(desk: Desk, records: Sequence[Coaching | SystemLog | Mentoring]) -> Changes:
    """Delete coaching, log entries or mentoring pairs, one step to take back; raise InputError WRONG_STATE for a teacher with another's."""
    for one in records:
        if isinstance(one, Coaching):
            need_own(desk, one.officer, "刪除輔導紀錄")
        else:
            need_manager(desk, "刪除紀錄")
    with desk.store.write(Act.COACH if all(isinstance(one, Coaching) for one in records) else Act.LOG) as tx:
        for one in records:
            tx.delete(one)
    return tx.changes


@in_turn
def settle_all(desk: Desk, items: Sequence[Coaching], settlement: Settlement) -> Changes:
    """Settle several cases in one step; raise InputError INCOMPLETE naming what is wrong with one of them."""
    for one in items:
        need_own(desk, one.officer, "結案")
        check_coaching(desk, one)
    with desk.store.write(Act.COACH) as tx:
        for one in items:
            tx.put(replace(one, settlement=settlement))
    return tx.changes


def settle(desk: Desk, item: Coaching, settlement: Settlement, *, escalated_to: str = "", escalated: date | None = None, ticket: str = "") -> Changes:
    """Settle or escalate a case (8585 or the department), with the day and the ticket number."""
    return coach(desk, replace(item, settlement=settlement, escalated_to=escalated_to, escalated=escalated, ticket=ticket))
