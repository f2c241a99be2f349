"""What stands behind a first-tier agency's nomination and evaluation: the list, its quota, and the records of the year with its 所屬."""

from dataclasses import replace
from typing import TypeVar, cast

from hrdesk.domain.awards import Nomination, Nominee
from hrdesk.domain.minguo import year_end
from hrdesk.domain.nomination import Dossier
from hrdesk.domain.pack import RulePack
from hrdesk.domain.record import AgencyId, Record
from hrdesk.domain.seeds import Appointment, Coaching, Evidence, MeritClaim, SelfCheck
from hrdesk.domain.training import TrainingRecord
from hrdesk.services.agency.agencies import part_of
from hrdesk.services.agency.snapshot import Reader, Records, annual
from hrdesk.services.review.quota import approval, group_name

R = TypeVar("R", bound=Record)


def listed(reader: Reader, agency: AgencyId, year: int) -> tuple[Nominee, ...]:
    """Return the people on the list of a first-tier agency and year."""
    return tuple(one for nomination in reader.all(Nomination, agency=agency, year=year) for one in reader.all(Nominee, nomination=nomination.id))


def dossier(reader: Reader, pack: RulePack, agency: AgencyId, year: int) -> Dossier:
    """Return what stands behind a first-tier agency's nomination."""
    return of_book(reader, pack, agency, year, annual(reader, part_of(reader, agency, year_end(year)), year))


def of_book(reader: Reader, pack: RulePack, agency: AgencyId, year: int, book: Records) -> Dossier:
    """Return what stands behind a nomination, out of the year's records of the agency and its 所屬."""
    return Dossier(
        year=year,
        approval=approval(reader, agency, year),
        nominees=listed(reader, agency, year),
        agencies=part_of(reader, agency, year_end(year)),
        appointments=tuple(replace(one, dedicated=group_name(pack, one.dedicated)) for one in of_kind(book, Appointment)),
        trainings=of_kind(book, TrainingRecord),
        coachings=of_kind(book, Coaching),
        self_checks=of_kind(book, SelfCheck),
        merits=of_kind(book, MeritClaim),
        evidence=of_kind(book, Evidence),
    )


def of_kind(records: Records, kind: type[R]) -> tuple[R, ...]:
    """Return the records of one kind."""
    return cast("tuple[R, ...]", records.get(kind.__name__, ()))
