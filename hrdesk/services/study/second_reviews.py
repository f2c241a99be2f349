"""未到課 of the agencies below as the department reviews them again: for its own mark of the first-tier agency only (陸二(一))."""

from dataclasses import dataclass

from hrdesk.domain.absence import AbsenceCase, Consequence
from hrdesk.domain.seeds import Evidence
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.training import AbsenceReport, Course
from hrdesk.domain.values import Explanation
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import evidence
from hrdesk.services.study import absence
from hrdesk.services.study.form_training import course_title


@dataclass(frozen=True, slots=True)
class Review:
    """One case with its person, agency and course, the files of its report, and why the first-tier agency gets a mark or none."""

    case: AbsenceCase
    name: str
    agency: str
    course: str
    files: tuple[Evidence, ...]
    why: Explanation[Consequence]

    @property
    def id(self) -> str:
        """Return what the case is known by: its training record."""
        return self.case.training

    @property
    def report(self) -> AbsenceReport | None:
        """Return what was reported on 附表4, None for nothing."""
        return self.case.report

    @property
    def open(self) -> bool:
        """Tell whether a report waits for the second review."""
        return self.report is not None and self.report.department_verdict is None


def reviews(desk: Desk, year: int) -> tuple[Review, ...]:
    """Return the cases of a 民國 year, those that wait for the second review first, by agency, course and person."""
    agencies = {one.id: one.name for one in desk.store.all(Agency)}
    found = tuple(_review(desk, case, year, agencies.get(case.agency, "")) for case in absence.cases(desk, year))
    return tuple(sorted(found, key=lambda one: (not one.open, one.agency, one.course, one.name, one.id)))


def _review(desk: Desk, case: AbsenceCase, year: int, agency: str) -> Review:
    person, course = desk.store.get(Officer, case.officer), desk.store.get(Course, case.course)
    return Review(
        case,
        name=person.name if person else "",
        agency=agency,
        course=course_title(course) if course else "",
        files=evidence.held(desk, case.report.evidence) if case.report else (),
        why=absence.consequences(desk, case, year)[1],
    )
