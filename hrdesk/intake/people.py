"""Reads what identifies a person: name, ID number with sex, telephone."""

import re

from hrdesk.domain.names import private_use
from hrdesk.domain.national_id import Sex, check_id, sex_differs
from hrdesk.domain.values import Severity
from hrdesk.errors import InputError
from hrdesk.intake.cells import RowReader

_SEXES = {"男": Sex.MALE, "男性": Sex.MALE, "m": Sex.MALE, "1": Sex.MALE, "女": Sex.FEMALE, "女性": Sex.FEMALE, "f": Sex.FEMALE, "2": Sex.FEMALE}
_LOST = re.compile("[?？\ufffd\x00-\x08\x0b-\x1f]")  # what a program writes for a character that its code has not
_MASKED = re.compile("[○●◯*＊]|〇〇|ＯＯ|OO$")


def read_name(reader: RowReader, field: str = "name") -> str:
    """Return a name exactly as typed; missing, lost, masked and private-use characters (造字) are problems."""
    return checked_name(reader, field, reader.text(field))


def checked_name(reader: RowReader, field: str, name: str) -> str:
    """Return a name that stands in a field or above the table, its problems noted."""
    if not name:
        reader.problem("name_missing", field)
    elif _LOST.search(name):
        reader.problem("name_unreadable", field)
    elif _MASKED.search(name):
        reader.problem("name_masked", field)
    elif made := private_use(name):
        reader.problem("name_private_use", field, Severity.WARNING, count=len(made))
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
