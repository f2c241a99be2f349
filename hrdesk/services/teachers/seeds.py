"""種籽教師: appointment, change and handover (肆四, 伍五), and the register at a date (附表2)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from hrdesk.domain.acts import Act
from hrdesk.domain.duty import Gap, Obligation, appointment_duty, obligation
from hrdesk.domain.minguo import year_end, year_start
from hrdesk.domain.noted import FocusReason, focus_reason_id
from hrdesk.domain.record import AgencyId, AppointmentId, EvidenceId, OfficerId
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Addressee, Appointment, ChangeKind, Notice
from hrdesk.domain.staff import Agency, Headcount, Officer
from hrdesk.domain.values import Changes, Explanation, Problem, Severity
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import agency as agency_record
from hrdesk.services.agency.agencies import head_count
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.people.evidence import check_evidence
from hrdesk.services.people.staff import check_span, check_topics, officer


def appoint(
    desk: Desk,
    who: OfficerId,
    start: date,
    *,
    document: str = "",
    systems: Sequence[str] = (),
    scope: str = "",
    dedicated: str = "",
    domain: str = "",
    consent: date | None = None,
    phone: str = "",
    email: str = "",
    focus: Sequence[str] = (),
) -> Changes:
    """Appoint a seed teacher from `start` on; `systems` and `focus` are catalogue leaves.

    Raises InputError INVALID where the person already is one then, a cross-agency `domain` lacks the person's consent (陸三(三)), or
    NOT_FOUND for an unknown leaf.
    """
    person = officer(desk, who)
    fresh = Appointment(
        id=AppointmentId(desk.new_id()),
        agency=person.agency,
        officer=who,
        start=start,
        document=document,
        systems=tuple(systems),
        scope=scope,
        dedicated=dedicated,
        domain=domain,
        consent=consent,
        phone=phone or person.phone,
        email=email or person.email,
        focus=tuple(focus),
    )
    return save(desk, fresh)


def check(desk: Desk, draft: Appointment) -> None:
    """Raise what `save` raises for a draft."""
    officer(desk, draft.officer)
    check_topics(desk.rules(draft.start), (*draft.systems, *draft.focus))
    wrong = [one for one in appointment_problems(desk, draft) if one.severity is Severity.ERROR]
    if wrong:
        raise InputError(Fault.INVALID, what="指派", reason=words.of_problem(wrong[0]).rstrip("。"))


@in_turn
def save(desk: Desk, draft: Appointment, *, focus_reason: str = "") -> Changes:
    """Add an appointment or change what stands on it, with why its subsystems were chosen to reinforce (肆四(十)4).

    Raises InputError INVALID for the first error of `appointment_problems`, NOT_FOUND for an unknown leaf.
    """
    check(desk, draft)
    noted = desk.store.get(FocusReason, focus_reason_id(draft.id))
    with desk.store.write(Act.APPOINT) as tx:
        tx.put(draft)
        if focus_reason.strip():
            tx.put(FocusReason(id=focus_reason_id(draft.id), appointment=draft.id, reason=focus_reason.strip()))
        elif noted is not None:
            tx.delete(noted)
    return tx.changes


def focus_reason(desk: Desk, key: AppointmentId) -> str:
    """Return why a teacher's subsystems were chosen to reinforce, "" where nobody said."""
    held = desk.store.get(FocusReason, focus_reason_id(key))
    return "" if held is None else held.reason


def appointment_problems(desk: Desk, draft: Appointment) -> tuple[Problem, ...]:
    """Return what is wrong with an appointment: no consent (陸三(三)), days that another one covers, an end before its start; and what it lacks.

    What an announcement to the three addressees would leave blank (文號, 輔導系統, 輔導範圍) is only a warning here.
    """
    found = []
    if draft.domain and draft.consent is None:
        found.append(Problem("seed_no_consent", where="consent", article="陸三(三)"))
    if draft.end is not None and draft.end < draft.start:
        found.append(Problem("seed_ends_before_start", where="start"))
    others = [one for one in desk.store.all(Appointment, officer=draft.officer) if one.id != draft.id and one.domain == draft.domain]
    if any(overlaps(one.start, one.end, draft.start, draft.end or date.max) for one in others):
        found.append(Problem("seed_overlap", where="start"))
    for where, code in (("document", "seed_no_document"), ("systems", "seed_no_systems"), ("scope", "seed_no_scope"), ("focus", "no_focus")):
        if not getattr(draft, where):
            article = "肆四(十)4" if where == "focus" else "伍五"
            found.append(Problem(code, Severity.WARNING, where, article))
    return tuple(found)


@in_turn
def end(desk: Desk, key: AppointmentId, day: date, reason: str, *, successor: OfficerId | None = None) -> Changes:
    """End an appointment on its last day, with the reason and the successor; raise InputError NEEDS_REASON or INVALID."""
    ended = _ended(desk, key, day, reason, successor)
    with desk.store.write(Act.END_APPOINTMENT) as tx:
        tx.put(ended)
    return tx.changes


@in_turn
def hand_on(desk: Desk, key: AppointmentId, day: date, reason: str, successor: OfficerId, *, document: str = "") -> Changes:
    """End an appointment and appoint the successor from the next day on, systems, scope and group staying as they are: one step to take back.

    Raises what `end` and `appoint` raise; nothing is kept then.
    """
    ended = _ended(desk, key, day, reason, successor)
    person = officer(desk, successor)
    after = Appointment(
        id=AppointmentId(desk.new_id()),
        agency=person.agency,
        officer=successor,
        start=day + timedelta(days=1),
        document=document,
        systems=ended.systems,
        scope=ended.scope,
        dedicated=ended.dedicated,
        phone=person.phone,
        email=person.email,
    )
    check(desk, after)
    with desk.store.write(Act.END_APPOINTMENT) as tx:
        tx.put_all((ended, after))
    return tx.changes


def _ended(desk: Desk, key: AppointmentId, day: date, reason: str, successor: OfficerId | None) -> Appointment:
    held = appointment(desk, key)
    check_span(held.start, day)
    if not reason.strip():
        raise InputError(Fault.NEEDS_REASON, what="解除指派")
    if successor is not None and officer(desk, successor).id == held.officer:
        raise InputError(Fault.INVALID, what="接任人員", reason="與原種籽教師相同")
    return replace(held, end=day, end_reason=reason.strip(), successor=successor)


def reinstate(desk: Desk, key: AppointmentId) -> Changes:
    """Take back that an appointment ended, with its notices and handover, where it ended by mistake; raise InputError WRONG_STATE or INVALID."""
    held = appointment(desk, key)
    if held.end is None:
        raise InputError(Fault.WRONG_STATE, what="取消解除", reason="尚未解除指派")
    kept = tuple(one for one in held.notices if one.change is not ChangeKind.ENDED)
    fresh = replace(held, end=None, end_reason="", successor=None, notices=kept, handed_over=None, handover=())
    return save(desk, fresh, focus_reason=focus_reason(desk, key))


def tell(desk: Desk, key: AppointmentId, change: ChangeKind, sent: Mapping[Addressee, date | None]) -> Changes:
    """Keep on which day each addressee was told of a change (伍五); None takes a notice back, who is not named keeps theirs.

    Raises InputError WRONG_STATE for the end of an appointment that has not ended.
    """
    return tell_all(desk, [(key, change, sent)])


@in_turn
def tell_all(desk: Desk, told: Sequence[tuple[AppointmentId, ChangeKind, Mapping[Addressee, date | None]]]) -> Changes:
    """Keep on which days of several changes each addressee was told, as `tell` does for one: one step to take back."""
    fresh = [_told(desk, *one) for one in told]
    with desk.store.write(Act.APPOINT) as tx:
        tx.put_all(fresh)
    return tx.changes


def _told(desk: Desk, key: AppointmentId, change: ChangeKind, sent: Mapping[Addressee, date | None]) -> Appointment:
    held = appointment(desk, key)
    _check_ended(held, change)
    days = {one.addressee: one.sent for one in held.notices if one.change is change} | dict(sent)
    others = tuple(one for one in held.notices if one.change is not change)
    fresh = tuple(Notice(change, addressee, day) for addressee in Addressee if (day := days.get(addressee)) is not None)
    return held if {*others, *fresh} == set(held.notices) else replace(held, notices=(*others, *fresh))


@in_turn
def notify(desk: Desk, key: AppointmentId, change: ChangeKind, sent: date, addressees: Sequence[Addressee] = tuple(Addressee)) -> Changes:
    """Record that addressees were told of a change on `sent` (伍五); a notice recorded before is dated anew."""
    held = appointment(desk, key)
    _check_ended(held, change)
    kept = tuple(item for item in held.notices if item.change is not change or item.addressee not in addressees)
    with desk.store.write(Act.APPOINT) as tx:
        tx.put(replace(held, notices=(*kept, *(Notice(change, addressee, sent) for addressee in addressees))))
    return tx.changes


def hand_over(desk: Desk, key: AppointmentId, day: date, *, evidence: tuple[EvidenceId, ...] = ()) -> Changes:
    """Record the handover (交接) of an ended appointment, evidence adding up; raise InputError WRONG_STATE where it has not ended."""
    held = appointment(desk, key)
    return save_handover(desk, key, day, tuple(dict.fromkeys((*held.handover, *evidence))))


@in_turn
def save_handover(desk: Desk, key: AppointmentId, day: date | None, evidence: Sequence[EvidenceId]) -> Changes:
    """Keep the handover of an ended appointment exactly as given; no day = not handed over yet. Raises InputError WRONG_STATE where it has not ended."""
    held = appointment(desk, key)
    if held.end is None:
        raise InputError(Fault.WRONG_STATE, what="登錄交接", reason="尚未解除指派")
    check_evidence(desk, tuple(evidence))
    with desk.store.write(Act.END_APPOINTMENT) as tx:
        tx.put(replace(held, handed_over=day, handover=tuple(evidence)))
    return tx.changes


def _check_ended(held: Appointment, change: ChangeKind) -> None:
    if change is ChangeKind.ENDED and held.end is None:
        raise InputError(Fault.WRONG_STATE, what="通知解除", reason="尚未解除指派")


def untold(held: Appointment, change: ChangeKind) -> tuple[Addressee, ...]:
    """Return who has not been told of a change, in the order of 伍五."""
    told = {notice.addressee for notice in held.notices if notice.change is change}
    return tuple(addressee for addressee in Addressee if addressee not in told)


def appointment(desk: Desk, key: AppointmentId) -> Appointment:
    """Return one appointment; raise InputError NOT_FOUND for an unknown id."""
    found = desk.store.get(Appointment, key)
    if found is None:
        raise InputError(Fault.NOT_FOUND, what="種籽教師指派", text=key)
    return found


def register(desk: Desk, day: date, agencies: tuple[AgencyId, ...]) -> tuple[Appointment, ...]:
    """Return the seed teachers' register of `agencies` as of a day (附表2), by agency and start."""
    held = desk.store.all(Appointment, agency=agencies)
    return tuple(sorted((one for one in held if overlaps(one.start, one.end, day, day)), key=lambda one: (one.agency, one.start, one.id)))


def seed_teachers(desk: Desk, year: int, agencies: Sequence[Agency]) -> tuple[Officer, ...]:
    """Return everyone of `agencies` who was a seed teacher on any day of a 民國 year, by agency and start."""
    held = appointments_of(desk, year, tuple(one.id for one in agencies))
    return tuple(officer(desk, key) for key in dict.fromkeys(one.officer for one in held))


def appointments_of(desk: Desk, year: int, agencies: tuple[AgencyId, ...]) -> list[Appointment]:
    """Return the appointments of `agencies` that held on any day of a 民國 year, by agency and start."""
    held = desk.store.all(Appointment, agency=agencies)
    return sorted((one for one in held if overlaps(one.start, one.end, year_start(year), year_end(year))), key=lambda one: (one.agency, one.start))


def is_seed_on(desk: Desk, who: OfficerId, day: date) -> bool:
    """Tell whether an officer is a seed teacher on a day."""
    return any(overlaps(held.start, held.end, day, day) for held in desk.store.all(Appointment, officer=who))


def obligation_of(desk: Desk, agency: Agency, year: int) -> Obligation:
    """Tell whether an agency must have a seed teacher in a 民國 year, by its tier and its 人事人員數 (肆四)."""
    officers = head_count(desk, agency.id, Headcount.OFFICERS, year_end(year))
    return obligation(desk.rules(year_end(year)), agency, None if officers is None else officers.count)


def duty_gaps(desk: Desk, year: int, agency: AgencyId | None = None) -> Explanation[tuple[Gap, ...]]:
    """Return the days of a 民國 year on which an agency that must have a seed teacher had none (肆四)."""
    whose = agency_record(desk, agency or desk.workspace.agency)
    last = year_end(year)
    officers = head_count(desk, whose.id, Headcount.OFFICERS, last)
    return appointment_duty(
        desk.rules(last),
        agency=whose,
        officers_count=None if officers is None else officers.count,
        appointments=desk.store.all(Appointment, agency=whose.id),
        year=year,
    )
