"""What a 報名與未到課回復 (P1, P2) may not say: it tells of the collector's courses of one year who goes and why somebody was not there, and nothing else."""

from collections.abc import Collection, Iterator

from hrdesk.domain.minguo import roc_year
from hrdesk.domain.record import AgencyId, Record
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import AbsenceReport, Course, TrainingRecord
from hrdesk.services.agency.snapshot import Reader, Records, officers_of


def beyond(held: Reader, year: int, records: Records, allowed: Collection[AgencyId]) -> Iterator[str]:
    """Yield a sentence for each thing that such a package may not carry; `held` are the records kept here under the ids it uses.

    The people are those whom its enrolments name; a course counts as it stands here, whatever the package says of it.
    """
    trainings = {one.id: one for one in records.get(TrainingRecord.__name__, ()) if isinstance(one, TrainingRecord)}
    reports = [one for one in records.get(AbsenceReport.__name__, ()) if isinstance(one, AbsenceReport)]
    named = {key for one in trainings.values() for key in officers_of(one)}
    if any(one.id not in named for one in records.get(Officer.__name__, ())):
        yield "內含沒有報名的人員"
    if any(one.training in trainings and trainings[one.training].officer != one.officer for one in reports):
        yield "附表4的人員不是報名的人員"
    for one in records.get(Course.__name__, ()):
        yield from _course(one, held.get(Course, one.id), year, allowed)


def _course(told: Record, held: Course | None, year: int, allowed: Collection[AgencyId]) -> Iterator[str]:
    """Yield what speaks against a course of the package."""
    if isinstance(told, Course) and told.agency in allowed:
        yield "內含寄件機關自己的課程，報名只能是本機關或上級的課程"
    elif held is not None and roc_year(held.start) != year:
        yield f"課程 {held.name} 不在 {year} 年度，請寄件機關先收下最新的規則包"
