"""What the page of seed teachers shows, read on the desk's thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hrdesk.domain.duty import Gap, Obligation
from hrdesk.domain.evaluation import changes_in
from hrdesk.domain.minguo import year_end, year_start
from hrdesk.domain.record import AgencyId, OfficerId
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Appointment
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.values import Explanation
from hrdesk.services.agency.agencies import own_part
from hrdesk.services.people import looking
from hrdesk.services.people.compliance import compliance_of
from hrdesk.services.people.staff import by_post, officer, officers_of_year
from hrdesk.services.teachers import seeds
from hrdesk.services.teachers.form_seeds import topics_text
from hrdesk.services.teachers.seed_card import seed_courses
from hrdesk.ui.kit.table_model import Rows, rows_of
from hrdesk.ui.pages.seeds.columns import COLUMNS, SeedRow
from hrdesk.ui.pages.seeds.tracks import Track, agency_track, teacher_tracks

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk


@dataclass(frozen=True)
class Duty:
    """Whether one agency must have a seed teacher, how many serve on the day looked at, and on which days there was none."""

    agency: Agency
    must: Obligation
    serving: int
    gaps: Explanation[tuple[Gap, ...]]


@dataclass(frozen=True)
class Choices:
    """What an editor offers: people, topics and same-nature groups, each with its label."""

    people: tuple[tuple[Officer, str], ...]
    topics: tuple[tuple[str, str], ...]
    groups: tuple[str, ...]


@dataclass(frozen=True)
class SeedData:
    """The register of a year, its time line, the duty of each agency, and what editors offer; `day` is the day looked at: today, or the year's last."""

    rows: Rows[SeedRow]
    tracks: tuple[Track, ...]
    duties: tuple[Duty, ...]
    choices: Choices
    today: date
    day: date


def read_year(desk: "Desk", year: int) -> SeedData:
    """Read the register of a 民國 year, for a collector with its 所屬; that somebody looked is noted."""
    agencies = own_part(desk)
    day = min(max(desk.today, year_start(year)), year_end(year))
    held = desk.store.all(Appointment, agency=tuple(one.id for one in agencies))
    of_year = [one for one in held if overlaps(one.start, one.end, year_start(year), year_end(year))]
    people = by_post({one.officer: officer(desk, one.officer) for one in of_year}.values())
    duties = tuple(_duty(desk, agency, year, day) for agency in agencies)
    rows = rows_of(COLUMNS, _rows(desk, year, of_year, people, agencies))
    if len(rows):
        looking.note(desk, "appointments")
    return SeedData(rows, _tracks(year, duties, of_year, people), duties, _choices(desk, year, agencies), desk.today, day)


def _duty(desk: "Desk", agency: Agency, year: int, day: date) -> Duty:
    serving = sum(not one.domain for one in seeds.register(desk, day, (agency.id,)))
    return Duty(agency, seeds.obligation_of(desk, agency, year), serving, seeds.duty_gaps(desk, year, agency.id))


def _rows(desk: "Desk", year: int, held: Sequence[Appointment], people: Sequence[Officer], agencies: Sequence[Agency]) -> list[SeedRow]:
    names = {one.id: one.name for one in agencies}
    order = {one.id: n for n, one in enumerate(people)}
    courses = {line.officer.id: seed_courses(line.requirements.value) for line in compliance_of(desk, people, year)}
    changes = changes_in(held, year)
    pack = desk.rules(year_end(year))
    return [
        SeedRow(
            appointment=one,
            officer=people[order[one.officer]],
            agency=names[one.agency],
            systems=topics_text(pack, one.systems).replace("\n", "、"),
            changes=tuple(change for change in changes if change.appointment.id == one.id),
            courses=courses[one.officer],
            today=desk.today,
        )
        for one in sorted(held, key=lambda one: (list(names).index(one.agency), order[one.officer], one.start))
    ]


def _tracks(year: int, duties: Sequence[Duty], held: Sequence[Appointment], people: Sequence[Officer]) -> tuple[Track, ...]:
    tracks: list[Track] = []
    for duty in duties:
        mine = [one for one in held if one.agency == duty.agency.id]
        if mine or duty.must in (Obligation.MANDATORY, Obligation.WARN):
            tracks += [agency_track(duty.agency, year, duty.must, duty.gaps), *teacher_tracks(year, mine, people)]
    return tuple(tracks)


def _choices(desk: "Desk", year: int, agencies: Sequence[Agency]) -> Choices:
    pack = desk.rules(year_end(year))
    people = [(one, _label(one, agency, several=len(agencies) > 1)) for agency in agencies for one in officers_of_year(desk, agency.id, year)]
    groups = dict.fromkeys((*(line.name for line in pack.same_nature), *(one.group for one in agencies if one.group)))
    return Choices(tuple(people), tuple((topic.code, topic.name) for topic in pack.topics), tuple(groups))


def _label(person: Officer, agency: Agency, *, several: bool) -> str:
    said = "　".join(part for part in (person.name, person.title, person.employee_no) if part)
    return f"{said}　{agency.name}" if several else said


def officer_choices(choices: Choices, agency: AgencyId | None = None, but: OfficerId | None = None) -> list[tuple[OfficerId, str]]:
    """Return the people to choose from, those of one agency where one is named, without somebody."""
    return [(one.id, label) for one, label in choices.people if one.id != but and agency in (None, one.agency)]
