"""What every form shares: its head, the people's data masked or not, and how values read on paper."""

import re
from dataclasses import dataclass
from datetime import date

from hrdesk import __version__
from hrdesk.domain.minguo import roc_long, roc_short
from hrdesk.domain.names import mask_name
from hrdesk.domain.national_id import mask_id
from hrdesk.domain.staff import Agency
from hrdesk.services.core.desk import Desk

Row = dict[str, str]
_LAST_DIGITS = re.compile(r"\d(?=(?:\D*\d){0,3}\D*$)")


@dataclass(frozen=True, slots=True)
class Mask:
    """How personal data stand on paper.

    A form is signed by people and about people, so names and office contacts are whole; ID numbers are hidden unless `off`. `names` hides names
    and contacts too, for a copy that goes further than the form's addressee.
    """

    off: bool = False
    names: bool = False

    def name(self, text: str) -> str:
        """Return a name, 陳○○ where names are hidden."""
        return mask_name(text) if self.names else text

    def national_id(self, text: str) -> str:
        """Return an id number, A12345**** unless unmasked."""
        return text if self.off or not text else mask_id(text)

    def phone(self, text: str) -> str:
        """Return a telephone number, its last four digits hidden where names are."""
        return _LAST_DIGITS.sub("*", text) if self.names else text

    def email(self, text: str) -> str:
        """Return an address, a***@host where names are hidden."""
        mailbox, at, host = text.partition("@")
        return f"{mailbox[:1]}***@{host}" if self.names and at else text


SHOWN = Mask()  # names whole, ID numbers hidden


def head(desk: Desk, agency: Agency, year: int) -> dict[str, str]:
    """Return the facts that stand on every form: agency, its code, the 民國 year, the day it is filled in."""
    return {"agency": agency.name, "agency_code": agency.code, "year": str(year), "date": roc_long(desk.today)}


def versions(desk: Desk, day: date) -> str:
    """Return the program's and the rule pack's version as printed in the footer."""
    return f"hrdesk {__version__}／規則包 {desk.rules(day).id}"


def span_text(start: date, end: date | None) -> str:
    """Return a span of days on one or two lines; one day is one day."""
    if end is None:
        return f"{roc_short(start)}起"
    return roc_short(start) if start == end else f"{roc_short(start)}\n～{roc_short(end)}"


def joined(*parts: str, by: str = "\n") -> str:
    """Return the parts that say something, one under the other."""
    return by.join(part for part in parts if part)


def numbered(rows: list[Row]) -> tuple[Row, ...]:
    """Return the rows with their 項次."""
    return tuple({"no": str(n), **row} for n, row in enumerate(rows, 1))


def times_text(times: int) -> str:
    """Return an award as it is printed: 嘉獎一次, 嘉獎二次."""
    return f"嘉獎{count_text(times)}"


def count_text(times: int) -> str:
    """Return how often, as forms write it: 一次, 二次; in figures from eleven on."""
    numerals = "零一二三四五六七八九十"
    return f"{numerals[times] if 0 <= times < len(numerals) else times}次"
