"""Official office calendars (辦公日曆表) as files: kept in a workspace, or for one question asked without any."""

from pathlib import Path

from hrdesk.domain.calendar import OfficeCalendar, read_calendar
from hrdesk.errors import Fault, InputError
from hrdesk.intake.delimited import decode

LARGEST = 1_000_000  # bytes; a year's calendar has 10,000


def calendar_of(path: Path) -> OfficeCalendar:
    """Return the calendar of one CSV (UTF-8, UTF-16 or Big5). Raises InputError FILE_MISSING, FILE_TOO_LARGE, or what its text is refused for."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(Fault.FILE_MISSING, file=path.name) from error
    if len(data) > LARGEST:
        raise InputError(Fault.FILE_TOO_LARGE, file=path.name, what="大小", size="逾 1 MB", limit="1 MB")
    try:
        return OfficeCalendar.from_days(read_calendar(decode(data)))
    except InputError as error:
        raise InputError(error.fault, **error.facts | {"file": path.name}) from error
