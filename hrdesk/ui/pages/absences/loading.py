"""What the page of 未到課 shows, read on the desk's thread."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hrdesk.domain.noted import ReportDue, report_due_id
from hrdesk.domain.rates import NO_DATA, Rate
from hrdesk.domain.staff import Agency
from hrdesk.domain.training import Course
from hrdesk.domain.values import Explanation
from hrdesk.services.people import looking
from hrdesk.services.people.staff import by_post, officer
from hrdesk.services.study import absence
from hrdesk.ui.kit.table_model import Rows, rows_of
from hrdesk.ui.pages.absences.columns import COLUMNS, CaseRow
from hrdesk.ui.pages.absences.disputes import DisputeRow, read_disputes

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk


@dataclass(frozen=True)
class AbsenceData:
    """The cases of a year in the order of 附表4, the attendance rate, the day set for the reports, and where the department says something else."""

    rows: Rows[CaseRow]
    rate: Explanation[Rate | None]
    due: ReportDue | None
    late: bool
    disputes: tuple[DisputeRow, ...]


def read_year(desk: "Desk", year: int) -> AbsenceData:
    """Read the cases of a 民國 year with everything a row says; that somebody looked is noted."""
    cases = absence.cases(desk, year)
    known = {case.course for case in cases}
    courses = {one.id: one for one in desk.store.all(Course) if one.id in known}
    people = by_post({case.officer: officer(desk, case.officer) for case in cases}.values())
    order = {one.id: n for n, one in enumerate(people)}
    agencies = {one.id: one.name for one in desk.store.all(Agency)}
    due = desk.store.get(ReportDue, report_due_id(year))
    rows = [
        CaseRow(case, people[order[case.officer]], agencies[case.agency], courses[case.course], *absence.consequences(desk, case, year))
        for case in sorted(cases, key=lambda case: (courses[case.course].start, case.course, order[case.officer], case.training))
    ]
    if rows:
        looking.note(desk, "absences")
    late = due is not None and desk.today > due.day
    return AbsenceData(rows_of(COLUMNS, rows), absence.rate(desk, year), due, late, read_disputes(desk, year))


def rate_text(rate: Rate | None) -> str:
    """Return the attendance rate in words."""
    return NO_DATA if rate is None or rate.percent is None else f"{rate.percent}%（到課 {rate.numerator}／報名 {rate.denominator} 人次）"
