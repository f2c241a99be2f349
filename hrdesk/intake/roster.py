"""Reads a staff list (人員名冊): WebHR CPAB1207R and any sheet with a heading 姓名."""

from dataclasses import dataclass
from datetime import date

from hrdesk.domain.national_id import Sex
from hrdesk.domain.staff import Role, StaffKind
from hrdesk.domain.values import Problem
from hrdesk.intake.cells import RowReader
from hrdesk.intake.people import read_identity, read_name, read_phone
from hrdesk.intake.recognise import Recognised

_KINDS = {"專任": StaffKind.FULL_TIME, "兼任": StaffKind.CONCURRENT, "兼辦": StaffKind.ADDITIONAL}
_ROLES = {
    "人事主管": Role.HEAD,
    "主管": Role.HEAD,
    "新進": Role.NEWCOMER,
    "新進人員": Role.NEWCOMER,
    "新進人事人員": Role.NEWCOMER,
    "進階": Role.ADVANCED,
    "進階人員": Role.ADVANCED,
    "進階人事人員": Role.ADVANCED,
    "種籽教師": Role.SEED_TEACHER,
    "種子教師": Role.SEED_TEACHER,
    "種籽教師人員": Role.SEED_TEACHER,
    "其他": Role.OTHER,
    "其他使用管理": Role.OTHER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One person of a staff list; an empty field was empty, or could not be read and has its problem."""

    row: int
    name: str
    unit: str = ""
    employee_no: str = ""
    title: str = ""
    grade: str = ""
    national_id: str = ""
    birth: date | None = None
    sex: Sex | None = None
    first_service: date | None = None
    arrived: date | None = None
    kind: StaffKind | None = None
    phone: str = ""
    email: str = ""
    roles: tuple[Role, ...] = ()
    left: date | None = None
    problems: tuple[Problem, ...] = ()


def parse_roster(found: Recognised) -> tuple[RosterRow, ...]:
    """Return one row a person, each with its problems; an ERROR means that the row cannot be taken as it is."""
    return tuple(_row(RowReader(found, row)) for row in found.rows)


def _row(reader: RowReader) -> RosterRow:
    national_id, sex = read_identity(reader)
    return RosterRow(
        row=reader.number,
        name=read_name(reader),
        unit=reader.text("unit"),
        employee_no=reader.text("employee_no"),
        title=reader.text("title"),
        grade=reader.text("grade"),
        national_id=national_id,
        birth=reader.day("birth"),
        sex=sex,
        first_service=reader.day("first_service"),
        arrived=reader.day("arrived"),
        kind=reader.choice("kind", _KINDS),
        phone=read_phone(reader),
        email=reader.text("email"),
        roles=reader.choices("roles", _ROLES),
        left=reader.day("left"),
        problems=tuple(reader.problems),
    )
