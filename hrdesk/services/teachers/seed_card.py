"""Everything about one seed teacher in a year: what the appointment says, changes, the nine competencies (肆四) and the seed's courses (肆四(十))."""

from dataclasses import dataclass

from hrdesk.domain.evaluation import Change, ItemFacts, changes_in
from hrdesk.domain.minguo import year_end
from hrdesk.domain.noted import FitnessReview
from hrdesk.domain.pack import Item, Source
from hrdesk.domain.record import AppointmentId, OfficerId
from hrdesk.domain.requirements import Requirement
from hrdesk.domain.seeds import Answer, Appointment, CheckAnswer, Evidence
from hrdesk.domain.staff import Agency, Officer, Role
from hrdesk.domain.values import Explanation
from hrdesk.services.agency.agencies import agency
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import compliance, evidence
from hrdesk.services.people.staff import officer
from hrdesk.services.teachers import fitness, self_check
from hrdesk.services.teachers.form_seeds import topics_text
from hrdesk.services.teachers.seeds import appointment, focus_reason


@dataclass(frozen=True, slots=True)
class Competency:
    """One of the nine competencies with what the self-check of the year says of it; `answer` None = not answered."""

    item: Item
    answer: Answer | None
    detail: str
    met: bool | None  # the head's 複核
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class SeedCard:
    """One appointment as a person reads it; `courses` explains all of the officer's courses, `due` are those as a seed teacher."""

    appointment: Appointment
    officer: Officer
    agency: Agency
    successor: Officer | None
    systems: tuple[str, ...]
    focus: tuple[str, ...]
    focus_reason: str
    reviews: tuple[FitnessReview, ...]
    changes: tuple[Change, ...]
    change_item: ItemFacts
    competencies: tuple[Competency, ...]
    courses: Explanation[tuple[Requirement, ...]]
    handover: tuple[Evidence, ...]

    @property
    def due(self) -> tuple[Requirement, ...]:
        """Return the courses due as a seed teacher."""
        return seed_courses(self.courses.value)


def seed_card(desk: Desk, key: AppointmentId, year: int) -> SeedCard:
    """Return everything about an appointment in a 民國 year; raise InputError NOT_FOUND for an unknown one."""
    held = appointment(desk, key)
    pack = desk.rules(year_end(year))
    own = desk.store.all(Appointment, officer=held.officer)
    return SeedCard(
        appointment=held,
        officer=officer(desk, held.officer),
        agency=agency(desk, held.agency),
        successor=officer(desk, held.successor) if held.successor else None,
        systems=tuple(topics_text(pack, (code,)) for code in held.systems),
        focus=tuple(topics_text(pack, (code,)) for code in held.focus),
        focus_reason=focus_reason(desk, key),
        reviews=fitness.reviews(desk, key),
        changes=tuple(one for one in changes_in(own, year) if one.appointment.id == key),
        change_item=change_item(desk, held.officer, year),
        competencies=competencies(desk, held.officer, year),
        courses=compliance.required_for(desk, held.officer, year),
        handover=evidence.held(desk, held.handover),
    )


def competencies(desk: Desk, who: OfficerId, year: int) -> tuple[Competency, ...]:
    """Return the nine competencies with an officer's self-check of a 民國 year, approved or not."""
    check = self_check.self_check(desk, who, year)
    answers = {one.item: one for one in check.answers} if check is not None else {}
    return tuple(_competency(desk, item, answers.get(item.code, CheckAnswer(item.code))) for item in desk.rules(year_end(year)).competencies)


def change_item(desk: Desk, who: OfficerId, year: int) -> ItemFacts:
    """Return what the book says of 人員異動主動通知並交接 for one officer: met only where all three were told and the work handed over (陸三(四)7)."""
    code = next(item.code for item in desk.rules(year_end(year)).items if item.facts is Source.CHANGE)
    return next(one for one in self_check.facts(desk, who, year) if one.item == code)


def seed_courses(requirements: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
    """Return those of an officer's courses that are due as a seed teacher (肆四(十))."""
    return tuple(one for one in requirements if one.key.startswith(f"{Role.SEED_TEACHER.value}:"))


def _competency(desk: Desk, item: Item, answer: CheckAnswer) -> Competency:
    return Competency(item, answer.answer, answer.detail, answer.met, evidence.held(desk, answer.evidence))
