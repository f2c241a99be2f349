"""The sample city as shipped in `resources/sample/`: made-up agencies and people, read into values."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hrdesk import paths
from hrdesk.domain.offices import WorkspaceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One agency of the city: who it is, which of the shipped sheets are its own, and what its year holds."""

    folder: str
    code: str
    name: str
    kind: WorkspaceKind
    who: str
    parent: str = ""
    group: str = ""
    roster: str = ""
    training: str = ""
    coaching: str = ""
    budget: int = 0
    present: int = 0
    heads: tuple[str, ...] = ()
    duties: tuple[tuple[str, str], ...] = ()  # name, catalogue leaf
    absences: tuple[tuple[str, str, str, str], ...] = ()  # name, leave kind, reason, verdict; no reason = not reported


@dataclass(frozen=True, slots=True, kw_only=True)
class Teacher:
    """One seed teacher's appointment and merits."""

    agency: str
    name: str
    systems: tuple[str, ...]
    scope: str
    document: str
    phone: str
    email: str
    dedicated: str = ""
    merits: tuple[tuple[str, str], ...] = ()  # section, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What the department makes of one first-tier agency: the groups it grants, the notice's number, the remark."""

    agency: str
    granted: tuple[str, ...]
    document: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One nominee of a first-tier agency."""

    agency: str
    name: str
    times: int
    deed: str
    raised: int = 0
    dedicated: str = ""
    national_id: str = ""  # of someone of a 所屬, whose submission carries none


@dataclass(frozen=True, slots=True)
class City:
    """The whole city and its sample passphrase."""

    passphrase: str
    year: int
    offices: tuple[Office, ...]
    teachers: tuple[Teacher, ...]
    grants: tuple[Grant, ...]
    nominees: tuple[Proposed, ...]

    def office(self, code: str) -> Office:
        """Return the office with a code."""
        return next(one for one in self.offices if one.code == code)

    def below(self, code: str) -> tuple[Office, ...]:
        """Return the offices that hand in to `code`."""
        return tuple(one for one in self.offices if one.parent == code)


def folder() -> Path:
    """Return the folder of the shipped sheets."""
    return paths.resources() / "sample"


def load() -> City:
    """Read the sample city."""
    with (folder() / "city.toml").open("rb") as file:
        data = tomllib.load(file)
    return City(
        passphrase=data["passphrase"],
        year=data["year"],
        offices=tuple(Office(**{**_frozen(one), "kind": WorkspaceKind(one["kind"])}) for one in data["agency"]),
        teachers=tuple(Teacher(**_frozen(one)) for one in data["teacher"]),
        grants=tuple(Grant(**_frozen(one)) for one in data["evaluation"]),
        nominees=tuple(Proposed(**_frozen(one)) for one in data["nominee"]),
    )


def _frozen(value: dict[str, Any]) -> dict[str, Any]:
    """Return a table with its lists, and lists in them, as tuples."""
    return {key: _tuple(item) for key, item in value.items()}


def _tuple(value: Any) -> Any:
    return tuple(_tuple(item) for item in value) if isinstance(value, list) else value
