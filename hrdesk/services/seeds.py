"""種籽教師: appointment, change and handover (肆四, 伍五), and the register at a date (附表2)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hrdesk.domain.acts import Act
from hrdesk.domain.duty import Gap, appointment_duty
from hrdesk.domain.minguo import year_end
from hrdesk.domain.record import AgencyId, AppointmentId, EvidenceId, OfficerId
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Addressee, Appointment, ChangeKind, Notice
from hrdesk.domain.staff import Headcount
from hrdesk.domain.values import Changes, Explanation
from hrdesk.errors import Fault, InputError
from hrdesk.services.agencies import agency as agency_record
from hrdesk.services.agencies import head_count
from hrdesk.services.desk import Desk
from hrdesk.services.evidence import check_evidence
from hrdesk.services.staff import check_span, check_topics, officer


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
    check_topics(desk.rules(start), (*systems, *focus))
    if domain and consent is None:
        raise InputError(Fault.INVALID, what="跨機關特定業務領域種籽教師", reason="須先取得本人同意（陸三(三)）")
    if any(overlaps(held.start, held.end, start, date.max) and held.domain == domain for held in desk.store.all(Appointment, officer=who)):
        raise InputError(Fault.INVALID, what="指派", reason="這段期間已經是種籽教師")
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
    with desk.store.write(Act.APPOINT) as tx:
        tx.put(fresh)
    return tx.changes


def end(desk: Desk, key: AppointmentId, day: date, reason: str, *, successor: OfficerId | None = None) -> Changes:
    """End an appointment on its last day, with the reason and the successor; raise InputError NEEDS_REASON or INVALID."""
    held = appointment(desk, key)
    check_span(held.start, day)
    if not reason.strip():
        raise InputError(Fault.NEEDS_REASON, what="解除指派")
    if successor is not None and officer(desk, successor).id == held.officer:
        raise InputError(Fault.INVALID, what="接任人員", reason="與原種籽教師相同")
    with desk.store.write(Act.END_APPOINTMENT) as tx:
        tx.put(replace(held, end=day, end_reason=reason.strip(), successor=successor))
    return tx.changes


def notify(desk: Desk, key: AppointmentId, change: ChangeKind, sent: date, addressees: Sequence[Addressee] = tuple(Addressee)) -> Changes:
    """Record that addressees were told of a change on `sent` (伍五); a notice recorded before is dated anew."""
    held = appointment(desk, key)
    if change is ChangeKind.ENDED and held.end is None:
        raise InputError(Fault.WRONG_STATE, what="通知解除", reason="尚未解除指派")
    kept = tuple(item for item in held.notices if item.change is not change or item.addressee not in addressees)
    with desk.store.write(Act.APPOINT) as tx:
        tx.put(replace(held, notices=(*kept, *(Notice(change, addressee, sent) for addressee in addressees))))
    return tx.changes


def hand_over(desk: Desk, key: AppointmentId, day: date, *, evidence: tuple[EvidenceId, ...] = ()) -> Changes:
    """Record the handover (交接) of an ended appointment; raise InputError WRONG_STATE where it has not ended."""
    held = appointment(desk, key)
    if held.end is None:
        raise InputError(Fault.WRONG_STATE, what="登錄交接", reason="尚未解除指派")
    check_evidence(desk, evidence)
    with desk.store.write(Act.END_APPOINTMENT) as tx:
        tx.put(replace(held, handed_over=day, handover=tuple(dict.fromkeys((*held.handover, *evidence)))))
    return tx.changes


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


def is_seed_on(desk: Desk, who: OfficerId, day: date) -> bool:
    """Tell whether an officer is a seed teacher on a day."""
    return any(overlaps(held.start, held.end, day, day) for held in desk.store.all(Appointment, officer=who))


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
