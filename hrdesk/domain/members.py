"""Who may sign in to this workspace, and the past years that were opened again: kept here alone, never in a package."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import Enum

from hrdesk.domain.record import MemberId, OfficerId, Record, ReopeningId, derived_id


class Access(Enum):
    """承辦人, 人事主管, 種籽教師, 唯讀: a guard rail among people who can all open the file, not secrecy."""

    CLERK = "clerk"
    HEAD = "head"
    TEACHER = "teacher"
    READER = "reader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Record):
    """使用者: who may sign in, by the name as typed there; `officer` is who that is on the roster, needed for a TEACHER."""

    id: MemberId
    name: str
    access: Access
    officer: OfficerId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenedYear(Record):
    """重新開放之年度: a past 民國 year that may be written again, why, since when and by whom."""

    id: ReopeningId
    year: int
    reason: str
    day: date
    who: str


def member_id(name: str) -> MemberId:
    """Return the id of the one record of a name, however a keyboard composes its characters."""
    return MemberId(derived_id("member", unicodedata.normalize("NFC", name)))


def reopening_id(year: int) -> ReopeningId:
    """Return the id of the one record of a year."""
    return ReopeningId(derived_id("reopened", str(year)))
