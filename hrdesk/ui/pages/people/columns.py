"""The columns of the roster, and what one of its rows is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hrdesk.domain.grades import grade_order
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.national_id import mask_id
from hrdesk.domain.record import OfficerId
from hrdesk.domain.requirements import Requirement, RequirementState
from hrdesk.domain.staff import Officer, Role
from hrdesk.domain.values import Explanation
from hrdesk.services.core import words
from hrdesk.services.core.name_tables import stroke_key
from hrdesk.ui.kit.table_model import Chip, Column, Rows, Tone, rows_of

if TYPE_CHECKING:
    from hrdesk.services.people.compliance import Compliance
    from hrdesk.services.people.roster import Roster

DUE = (RequirementState.DONE, RequirementState.MISSING, RequirementState.PARTLY)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """An officer with the roles of the year and how the required courses stand (None = not counted yet)."""

    officer: Officer
    agency: str
    roles: tuple[Role, ...]
    required: Explanation[tuple[Requirement, ...]] | None

    @property
    def id(self) -> str:
        """Return what the row is known by."""
        return self.officer.id

    @property
    def due(self) -> tuple[Requirement, ...]:
        """Return the courses that are due; those not held or not covered are not."""
        return () if self.required is None else tuple(one for one in self.required.value if one.state in DUE)

    @property
    def done(self) -> int:
        """Return how many of the courses due are done."""
        return sum(one.state is RequirementState.DONE for one in self.due)

    @property
    def standing(self) -> str:
        """Return done and due in words."""
        return f"{self.done} / {len(self.due)}" if self.due else "無應修課程"


def rows_from(roster: "Roster", dues: "Mapping[OfficerId, Compliance]") -> Rows[PersonRow]:
    """Return the roster as rows, with the required courses of those who are counted; made off the window's thread."""
    names = {agency.id: agency.name for agency in roster.agencies}
    return rows_of(
        COLUMNS,
        (PersonRow(one, names.get(one.agency, ""), roster.roles[one.id], dues[one.id].requirements if one.id in dues else None) for one in roster.people),
    )


def required(row: PersonRow) -> Chip | None:
    """Return how the required courses stand."""
    if row.required is None:
        return Chip("計算中", Tone.QUIET)
    if not row.due:
        return Chip(row.standing, Tone.QUIET)
    return Chip(row.standing, Tone.GOOD if row.done == len(row.due) else Tone.WARN)


def service(row: PersonRow) -> Chip | None:
    """Return that a person left, or nothing."""
    left = row.officer.left
    return Chip(f"離職 {roc_short(left)}", Tone.QUIET) if left else None


def day(value: date | None) -> str:
    """Return a day as the roster shows it."""
    return "" if value is None else roc_short(value)


COLUMNS: tuple[Column[PersonRow], ...] = (
    Column("agency", "機關", lambda row: row.agency, 150, hidden=True),
    Column("employee_no", "員工代號", lambda row: row.officer.employee_no, 96),
    Column("name", "姓名", lambda row: row.officer.name, 110, sort=lambda row: stroke_key(row.officer.name)),
    Column("unit", "單位", lambda row: row.officer.unit, 108),
    Column("title", "職稱", lambda row: row.officer.title, 110),
    Column("grade", "官職等", lambda row: row.officer.grade, 112, sort=lambda row: grade_order(row.officer.grade)),
    Column("required", "應修課程", lambda row: row.standing, 120, sort=lambda row: (len(row.due) - row.done, len(row.due)), chip=required),
    Column("kind", "專兼任", lambda row: words.label(row.officer.kind), 72),
    Column("roles", "身分", lambda row: "、".join(words.label(role) for role in row.roles), 170, stretch=True),
    Column("arrived", "到職日", lambda row: day(row.officer.arrived), 88, sort=lambda row: row.officer.arrived or date.min, figure=True),
    Column("left", "離職", lambda row: day(row.officer.left), 112, sort=lambda row: row.officer.left or date.max, chip=service),
    Column("birth", "出生日期", lambda row: day(row.officer.birth), 96, sort=lambda row: row.officer.birth or date.min, figure=True, hidden=True),
    Column(
        "first", "初任公職日", lambda row: day(row.officer.first_service), 96, sort=lambda row: row.officer.first_service or date.min, figure=True, hidden=True
    ),
    Column("national_id", "身分證統一編號", lambda row: mask_id(row.officer.national_id), 130, hidden=True),
    Column("phone", "電話", lambda row: row.officer.phone, 120, hidden=True),
    Column("email", "電子郵件", lambda row: row.officer.email, 180, hidden=True),
    Column("former", "曾用姓名", lambda row: "、".join(row.officer.former_names), 110, hidden=True),
    Column("reason", "離職原因", lambda row: row.officer.left_reason, 120, hidden=True),
)
