"""Reads a staff list (人員名冊): WebHR CPAB1207R and any sheet with a heading 姓名."""

import re
from dataclasses import dataclass
from datetime import date

from hrdesk.domain.names import private_use
from hrdesk.domain.national_id import Sex, check_id, sex_differs
from hrdesk.domain.staff import Role, StaffKind
from hrdesk.domain.values import Problem, Severity
from hrdesk.errors import InputError
from hrdesk.intake.cells import RowReader
from hrdesk.intake.recognise import Recognised

_SEXES = {"男": Sex.MALE, "男性": Sex.MALE, "m": Sex.MALE, "1": Sex.MALE, "女": Sex.FEMALE, "女性": Sex.FEMALE, "f": Sex.FEMALE, "2": Sex.FEMALE}
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
}
_LOST = re.compile("[?？\ufffd]")  # what a program writes for a character that its code has not


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


def read_name(reader: RowReader, field: str = "name") -> str:
    """Return a name exactly as typed; missing, lost and private-use characters (造字) are problems."""
    name = reader.text(field)
    if not name:
        reader.problem("name_missing", field)
    elif _LOST.search(name):
        reader.problem("name_unreadable", field)
    elif private_use(name):
        reader.problem("name_private_use", field, Severity.WARNING, count=len(private_use(name)))
    return name


def read_identity(reader: RowReader) -> tuple[str, Sex | None]:
    """Return the checked ID number ("" if empty, masked or wrong) and the stated sex."""
    text = reader.text("national_id")
    stated = reader.text("sex")
    sex = reader.choice("sex", _SEXES)
    if "*" in text or "＊" in text:
        reader.problem("id_masked", "national_id", Severity.NOTE)
        return "", sex
    try:
        number = check_id(text) if text else None
    except InputError as error:
        reader.problem("id_invalid", "national_id", reason=str(error.facts.get("reason", "")))
        return "", sex
    if number and sex_differs(number, stated):
        reader.problem("sex_differs", "sex", Severity.WARNING)
    return number.number if number else "", sex


def read_phone(reader: RowReader, field: str = "phone") -> str:
    """Return a telephone number as typed; one kept as a number may have lost its leading zero, which is a warning."""
    if isinstance(reader.cell(field), int):
        reader.problem("leading_zero_lost", field, Severity.WARNING)
    return reader.text(field)
