"""The people of the book: officers, their roles and their duties."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from hrdesk.domain.acts import Act
from hrdesk.domain.grades import grade_order
from hrdesk.domain.minguo import roc_year, year_end, year_start
from hrdesk.domain.names import private_use
from hrdesk.domain.national_id import check_id
from hrdesk.domain.pack import RulePack
from hrdesk.domain.record import AgencyId, DutyId, OfficerId, RoleSpanId
from hrdesk.domain.roles import newcomer, overlaps
from hrdesk.domain.seeds import Appointment
from hrdesk.domain.staff import Duty, Officer, Role, RoleSpan
from hrdesk.domain.values import Changes, Problem, Severity
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.name_tables import stroke_key
from hrdesk.services.core.turn import in_turn

UNSEEN = frozenset(("Cc", "Cs", "Zl", "Zp"))  # control characters, halves of characters, line and paragraph ends

S = TypeVar("S", RoleSpan, Duty)


def officer(desk: Desk, key: OfficerId) -> Officer:
    """Return one officer; raise InputError NOT_FOUND for an unknown id."""
    found = desk.store.get(Officer, key)
    if found is None:
        raise InputError(Fault.NOT_FOUND, what="人員", text=key)
    return found


def find_officer(desk: Desk, text: str) -> Officer:
    """Return the one officer with this id, employee number or exact name; raise InputError NOT_FOUND or AMBIGUOUS."""
    found = [item for item in desk.store.all(Officer) if text in (item.id, item.employee_no, item.name)]
    if not found:
        raise InputError(Fault.NOT_FOUND, what="人員", text=text)
    if len(found) > 1:
        raise InputError(Fault.AMBIGUOUS, text=text, count=len(found))
    return found[0]


def serving(item: Officer, first: date, last: date) -> bool:
    """Tell whether an officer serves on any day from `first` to `last`; without an arrival date they have always been there."""
    return (item.arrived is None or item.arrived <= last) and (item.left is None or item.left >= first)


def officers_at(desk: Desk, agency: AgencyId, day: date) -> tuple[Officer, ...]:
    """Return the officers of one agency who serve on a day, by 職稱 then 姓氏筆畫."""
    return by_post(item for item in desk.store.all(Officer, agency=agency) if serving(item, day, day))


def officers_of_year(desk: Desk, agency: AgencyId, year: int) -> tuple[Officer, ...]:
    """Return the officers of one agency who served on any day of a 民國 year, leavers included."""
    return by_post(item for item in desk.store.all(Officer, agency=agency) if serving(item, year_start(year), year_end(year)))


def by_post(officers: Iterable[Officer]) -> tuple[Officer, ...]:
    """Return officers by 職等 from the highest, 職稱, 姓氏筆畫, then id so that namesakes keep their order."""
    return tuple(sorted(officers, key=lambda item: (grade_order(item.grade), item.title, stroke_key(item.name), item.id)))


def officer_problems(item: Officer) -> tuple[Problem, ...]:
    """Return what is wrong with an officer's data: no name, control characters in it, dates in the wrong order, a wrong id number, 造字 in the name."""
    found = []
    if not item.name.strip():
        found.append(Problem("officer_no_name", where="name"))
    if any(unicodedata.category(sign) in UNSEEN for sign in item.name):
        found.append(Problem("name_control", where="name"))
    if item.arrived and item.left and item.left < item.arrived:
        found.append(Problem("officer_left_before_arrival", where="left"))
    if item.national_id:
        try:
            check_id(item.national_id)
        except InputError as error:
            found.append(Problem("national_id_wrong", where="national_id", facts=error.facts))
    if private_use(item.name):
        found.append(Problem("officer_private_use", Severity.WARNING, where="name", facts={"count": len(private_use(item.name))}))
    return tuple(found)


@in_turn
def save_officer(desk: Desk, item: Officer) -> Changes:
    """Add or change an officer; raise InputError INCOMPLETE where the data have an error. A former name is kept."""
    refuse(officer_problems(item))
    with desk.store.write(Act.EDIT, what="officer") as tx:
        tx.put(with_former_name(tx.get(Officer, item.id), item))
    return tx.changes


def change_officer(desk: Desk, item: Officer, given: Mapping[str, Any]) -> Changes:
    """Add or change an officer by the fields given; raise InputError INCOMPLETE where the outcome has an error."""
    return save_officer(desk, replace(item, **given))


def with_former_name(before: Officer | None, after: Officer) -> Officer:
    """Return `after` with the name that `before` had among its former names, where it changed."""
    if before is None or before.name == after.name or before.name in after.former_names:
        return after
    return replace(after, former_names=(*after.former_names, before.name))


def refuse(problems: Sequence[Problem]) -> None:
    """Raise InputError INCOMPLETE naming the errors among `problems`; warnings and notes pass."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        from hrdesk.services.core import words

        raise InputError(Fault.INCOMPLETE, count=len(errors), missing="；".join(words.of_problem(problem) for problem in errors))


@in_turn
def assign_role(desk: Desk, who: OfficerId, role: Role, start: date, end: date | None = None) -> Changes:
    """Give an officer a role from `start`; a role already held over that time is refused with INVALID."""
    person = officer(desk, who)
    check_span(start, end)
    if any(overlaps(span.start, span.end, start, end or date.max) for span in desk.store.all(RoleSpan, officer=who, role=role)):
        raise InputError(Fault.INVALID, what="身分", reason="這段期間已有相同身分")
    with desk.store.write(Act.ASSIGN) as tx:
        tx.put(RoleSpan(id=RoleSpanId(desk.new_id()), agency=person.agency, officer=who, role=role, start=start, end=end))
    return tx.changes


@in_turn
def assign_duty(desk: Desk, who: OfficerId, topic: str, start: date, end: date | None = None) -> Changes:
    """Assign a business item (a catalogue leaf) to an officer from `start`; raise InputError for an unknown leaf."""
    person = officer(desk, who)
    check_span(start, end)
    check_topics(desk.rules(start), (topic,))
    with desk.store.write(Act.ASSIGN) as tx:
        tx.put(Duty(id=DutyId(desk.new_id()), agency=person.agency, officer=who, topic=topic, start=start, end=end))
    return tx.changes


@in_turn
def end_span(desk: Desk, span: RoleSpan | Duty, end: date) -> Changes:
    """End a role or a duty on a day (its last); raise InputError INVALID where that lies before its start."""
    check_span(span.start, end)
    with desk.store.write(Act.ASSIGN) as tx:
        tx.put(replace(span, end=end))
    return tx.changes


def role_span(desk: Desk, who: OfficerId, role: Role) -> RoleSpan:
    """Return the role that an officer holds still, else the one that ended last; raise InputError NOT_FOUND for none."""
    return _newest(desk.store.all(RoleSpan, officer=who, role=role), "身分", role.value)


def duty_span(desk: Desk, who: OfficerId, topic: str) -> Duty:
    """Return the duty that an officer has still, else the one that ended last; raise InputError NOT_FOUND for none."""
    return _newest(desk.store.all(Duty, officer=who, topic=topic), "承辦的業務", topic)


def _newest(spans: Sequence[S], what: str, text: str) -> S:
    if not spans:
        raise InputError(Fault.NOT_FOUND, what=what, text=text)
    return max(spans, key=lambda span: (span.end or date.max, span.start))


def check_topics(pack: RulePack, topics: Iterable[str]) -> None:
    """Raise InputError NOT_FOUND for a topic that the rule pack's catalogue does not hold."""
    for topic in topics:
        if pack.topic(topic) is None:
            raise InputError(Fault.NOT_FOUND, what="研習項目", text=topic)


def roles_in(desk: Desk, item: Officer, year: int) -> tuple[Role, ...]:
    """Return the roles an officer held on any day of service in a 民國 year, in the order of 貳."""
    spans, appointments = desk.store.all(RoleSpan, officer=item.id), desk.store.all(Appointment, officer=item.id)
    return tuple(roles_during(desk, item, spans, appointments, *service_in(item, year)))


def current_year(desk: Desk) -> int:
    """Return today's 民國 year."""
    return roc_year(desk.today)


def service_in(item: Officer, year: int) -> tuple[date, date]:
    """Return the first and the last day of an officer's service in a 民國 year."""
    first, last = year_start(year), year_end(year)
    began = item.arrived if item.arrived and first < item.arrived <= last else first
    return began, item.left if item.left and began <= item.left < last else last


def roles_during(desk: Desk, item: Officer, spans: Iterable[RoleSpan], appointments: Iterable[Appointment], first: date, last: date) -> dict[Role, date | None]:
    """Return the roles held on any day of a period and when each began (None = by first service), in the order of 貳.

    `spans` and `appointments` are the officer's own.
    """
    found: dict[Role, date | None] = {}
    held = [(span.role, span.start, span.end) for span in spans]
    held += [(Role.SEED_TEACHER, one.start, one.end) for one in appointments]
    for role, start, end in held:
        if overlaps(start, end, first, last):
            found[role] = min(start, found.get(role) or start)
    if any(newcomer(desk.rules(day), first_service=item.first_service, on=day).value for day in (first, last)):
        found.setdefault(Role.NEWCOMER, None)
    return {role: found[role] for role in Role if role in found}


def check_span(start: date, end: date | None) -> None:
    """Raise InputError INVALID where a span ends before it starts."""
    if end is not None and end < start:
        raise InputError(Fault.INVALID, what="期間", reason="迄日早於起日")
