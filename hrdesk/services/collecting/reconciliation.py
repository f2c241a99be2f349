"""Where the department's sign-in sheet and the own record tell different things of one enrolment (TP-21): a case for people, nobody wins by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hrdesk.domain.acts import Act
from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import PackageKind
from hrdesk.domain.training import Course, Presence, TrainingRecord
from hrdesk.domain.values import Changes
from hrdesk.services.agency import guards
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.post import inspection
from hrdesk.services.study.training import training_record


@dataclass(frozen=True, slots=True)
class Dispute:
    """One enrolment: the own record as it stands, and the one that the newest results from above brought."""

    own: TrainingRecord
    theirs: TrainingRecord


def disputes(desk: Desk, year: int) -> tuple[Dispute, ...]:
    """Return the enrolments of a 民國 year whose presence differs from the newest results received; sessions not yet told there are none."""
    return tuple(_disputes(desk, year))


@in_turn
def adopt(desk: Desk, chosen: Sequence[Dispute]) -> Changes:
    """Take the department's presence for some enrolments in one transaction; raise InputError NOT_FOUND for a record that is gone."""
    held = [(training_record(desk, one.own.id), one.theirs) for one in chosen]
    with desk.store.write(Act.ATTEND, count=len(held)) as tx:
        tx.put_all(replace(own, attendance=theirs.attendance) for own, theirs in held)
    return tx.changes


def presences(record: TrainingRecord) -> tuple[tuple[int, Presence], ...]:
    """Return who a record says was where: the presence at each session recorded, in order."""
    return tuple(sorted(((one.session, one.presence) for one in record.attendance), key=lambda one: one[0]))


def _disputes(desk: Desk, year: int) -> Iterator[Dispute]:
    for parcel in _newest(desk, year):
        carried = inspection.carried(desk, parcel)
        told = {one.id: guards.class_key(one) for one in carried.get(Course.__name__, ()) if isinstance(one, Course)}
        same = {one.id: key for one in desk.store.all(Course) if (key := guards.class_key(one)) in told.values()}
        entered = {(one.officer, same[one.course]): one for one in desk.store.all(TrainingRecord, course=tuple(same))} if same else {}
        for theirs in carried.get(TrainingRecord.__name__, ()):
            if isinstance(theirs, TrainingRecord) and theirs.attendance:
                own = desk.store.get(TrainingRecord, theirs.id) or entered.get((theirs.officer, told.get(theirs.course, "")))
                if own is not None and presences(own) != presences(theirs):
                    yield Dispute(own, theirs)


def _newest(desk: Desk, year: int) -> tuple[Parcel, ...]:
    """Return the newest results of the year from each sender."""
    found = desk.store.all(Parcel, direction=Direction.RECEIVED, kind=PackageKind.RESULTS.value, year=year)
    newest = {one.agency: one for one in sorted(found, key=lambda one: one.revision)}
    return tuple(newest.values())
