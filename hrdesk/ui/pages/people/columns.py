"""The columns of the roster, and what one of its rows is made of."""

from dataclasses import dataclass
from datetime import date

from hrdesk.domain.grades import grade_order
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.requirements import Requirement, RequirementState
from hrdesk.domain.staff import Officer, Role
from hrdesk.services import words
from hrdesk.services.compliance import Compliance
from hrdesk.services.name_tables import stroke_key
from hrdesk.ui.kit.table_model import Chip, Column, Tone

DUE = (RequirementState.DONE, RequirementState.MISSING, RequirementState.PARTLY)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """An officer with the roles of the year and how the required courses stand."""

    officer: Officer
    roles: tuple[Role, ...]
    due: tuple[Requirement, ...]

    @property
    def id(self) -> str:
        """Return what the row is known by."""
        return self.officer.id

    @property
    def done(self) -> int:
        """Return how many of the courses due are done."""
        return sum(one.state is RequirementState.DONE for one in self.due)


def row_of(line: Compliance) -> PersonRow:
    """Return a line of the compliance matrix as a row; courses not held or not covered are not due."""
    return PersonRow(line.officer, line.roles, tuple(one for one in line.requirements.value if one.state in DUE))


def required(row: PersonRow) -> Chip | None:
    """Return how the required courses stand."""
    if not row.due:
        return Chip("無應修課程", Tone.QUIET)
    return Chip(f"{row.done} / {len(row.due)}", Tone.GOOD if row.done == len(row.due) else Tone.WARN)


def service(row: PersonRow) -> Chip | None:
    """Return that a person left, or nothing."""
    left = row.officer.left
    return Chip(f"離職 {roc_short(left)}", Tone.QUIET) if left else None


def day(value: date | None) -> str:
    """Return a day as the roster shows it."""
    return "" if value is None else roc_short(value)


COLUMNS: tuple[Column[PersonRow], ...] = (
    Column("employee_no", "員工代號", lambda row: row.officer.employee_no, 96),
    Column("name", "姓名", lambda row: row.officer.name, 110, sort=lambda row: stroke_key(row.officer.name)),
    Column("unit", "單位", lambda row: row.officer.unit, 130),
    Column("title", "職稱", lambda row: row.officer.title, 110),
    Column("grade", "職等", lambda row: row.officer.grade, 130, sort=lambda row: grade_order(row.officer.grade)),
    Column("kind", "專兼任", lambda row: words.label(row.officer.kind), 72),
    Column("roles", "身分", lambda row: "、".join(words.label(role) for role in row.roles), 210, stretch=True),
    Column("required", "應修課程", lambda row: f"{row.done}/{len(row.due)}", 120, sort=lambda row: (len(row.due) - row.done, len(row.due)), chip=required),
    Column("arrived", "到職日", lambda row: day(row.officer.arrived), 96, sort=lambda row: row.officer.arrived or date.min, figure=True),
    Column("left", "在職", lambda row: day(row.officer.left), 130, sort=lambda row: row.officer.left or date.max, chip=service),
)
