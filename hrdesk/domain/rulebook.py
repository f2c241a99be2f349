"""規則包 (P0) as it travels: the files that a collector hands down so that every office computes alike, and the notice of days and whom to ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from hrdesk.domain.collected import Stage
from hrdesk.domain.pack_table import built
from hrdesk.domain.record import Record, RuleFileId, derived_id


class RuleRole(Enum):
    """What a file of a rules package is: 規則包, 辦公日曆, 通知事項."""

    PACK = "pack"
    CALENDAR = "calendar"
    NOTICE = "notice"


ENDINGS: Mapping[RuleRole, str] = {RuleRole.PACK: "toml", RuleRole.CALENDAR: "csv", RuleRole.NOTICE: "toml"}
ONE_NAME: Mapping[RuleRole, str] = {RuleRole.CALENDAR: "office-days", RuleRole.NOTICE: "notice"}  # of which there is one file, so named


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFile(Record):
    """規則檔: a file that rules here, by role and name (a pack's id); `digest` is its SHA-256 in hexadecimal, `size` its bytes."""

    id: RuleFileId
    role: RuleRole
    name: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """諮詢窗口: whom an office asks."""

    unit: str = ""
    person: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""

    @property
    def known(self) -> bool:
        """Tell whether anybody can be reached."""
        return bool(self.phone or self.email)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDay:
    """A day by which the collector wants a stage of a 民國 year reached, and the letter that says so."""

    year: int
    stage: Stage
    day: date
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """通知事項: the days that the collector sets and its help desk."""

    contact: Contact = Contact()
    dues: tuple[DueDay, ...] = ()


def rule_file_id(role: RuleRole, name: str) -> RuleFileId:
    """Return the id of the one file of a role and name, the same in every workspace."""
    return RuleFileId(derived_id("rule-file", role.value, name))


def load_notice(data: Mapping[str, object]) -> Notice:
    """Return a parsed notice as a value; raise InputError naming the place for anything missing, unknown or mistyped."""
    return built(Notice, data, "notice")
