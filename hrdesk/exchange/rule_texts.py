"""The texts of rule files: read by the loaders that read the program's own, and written so that these read them; nothing is ever executed."""

import csv
import io
import json
import tomllib
from collections.abc import Mapping
from datetime import date

from hrdesk.domain.calendar import read_calendar
from hrdesk.domain.pack import RulePack, load_pack
from hrdesk.domain.rulebook import Notice, load_notice
from hrdesk.errors import Fault, InputError
from hrdesk.exchange.limits import RULE_DOTS

HEADINGS = ("西元日期", "星期", "是否放假", "備註")
WEEKDAYS = "一二三四五六日"


def pack_in(data: bytes) -> RulePack:
    """Return the rule pack in a file's bytes; raise InputError INVALID for anything else."""
    return load_pack(_parsed(data, "規則包"))


def notice_in(data: bytes) -> Notice:
    """Return the notice in a file's bytes; raise InputError INVALID for anything else."""
    return load_notice(_parsed(data, "通知事項"))


def days_in(data: bytes) -> Mapping[date, bool]:
    """Return the office days in a file's bytes (UTF-8), True = working; raise InputError for anything else."""
    try:
        return read_calendar(data.decode("utf-8"))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(Fault.INVALID, what="辦公日曆表", reason="不是 UTF-8 的 CSV") from error


def notice_text(notice: Notice) -> bytes:
    """Return a notice as the TOML that `notice_in` reads."""
    contact = notice.contact
    told = {"unit": contact.unit, "person": contact.person, "phone": contact.phone, "email": contact.email, "hours": contact.hours}
    lines = ["[contact]", *(f"{name} = {_quoted(text)}" for name, text in told.items() if text)]
    for due in notice.dues:
        lines += ["", "[[dues]]", f"year = {due.year}", f'stage = "{due.stage.value}"', f"day = {due.day.isoformat()}"]
        lines += [f"document = {_quoted(due.document)}"] if due.document else []
    return "\n".join((*lines, "")).encode()


def days_text(days: Mapping[date, bool]) -> bytes:
    """Return office days as the CSV of the official calendar, in UTF-8."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(HEADINGS)
    rows.writerows((f"{day:%Y%m%d}", WEEKDAYS[day.weekday()], "0" if days[day] else "2", "") for day in sorted(days))
    return out.getvalue().encode()


def _parsed(data: bytes, what: str) -> Mapping[str, object]:
    """Return a TOML text as a table. The reader's time grows with the square of a dotted key, so dots are counted first."""
    if data.count(b".") > RULE_DOTS:
        raise InputError(Fault.INVALID, what=what, reason="句點過多")
    try:
        return tomllib.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:  # not only what the reader itself raises: a whole number of thousands of digits is a ValueError
        raise InputError(Fault.INVALID, what=what, reason="不是 TOML") from error


def _quoted(text: str) -> str:
    """Return a text as a TOML string, which spells it as JSON does."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
