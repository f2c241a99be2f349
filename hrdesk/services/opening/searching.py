"""Finding anything by any part of what one would call it: people, courses, coaching, appointments, packages.

The names, numbers, dates and words of every record are read once and looked through in memory, so that a book of thousands of people answers between
two keys, and Chinese is found from its first character.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import PackageKind
from hrdesk.domain.record import AgencyId, OfficerId, Record
from hrdesk.domain.seeds import Appointment, Coaching
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.training import Course
from hrdesk.domain.values import Key
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.name_tables import folded, stroke_key
from hrdesk.services.opening.own import only

PAGES: Mapping[type[Record], str] = {
    Officer: "people",
    Course: "courses",
    Appointment: "seeds",
    Coaching: "coaching",
    Agency: "settings",
    Parcel: "packages",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its key, two lines of words, the page it stands on, and what kind of thing it is."""

    key: Key
    title: str
    subtitle: str
    page: str
    kind_label: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """A hit with its title and all its words folded for comparing."""

    title: str
    hay: str
    hit: Hit


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that can be found at one moment, made once and asked at every key."""

    entries: tuple[_Entry, ...]

    def find(self, text: str, limit: int = 40) -> tuple[Hit, ...]:
        """Return what holds every word of `text`, whole names first, then beginnings, at most `limit`; nothing for a blank text."""
        typed = [word for word in (folded(part) for part in text.split()) if word]
        if not typed:
            return ()
        found = [one for one in self.entries if all(word in one.hay for word in typed)]
        found.sort(key=lambda one: (one.title != "".join(typed), not one.title.startswith(typed[0])))  # stable: kinds stay in their order
        return tuple(one.hit for one in found[:limit])


def index(desk: Desk, *, officer: OfficerId | None = None) -> Index:
    """Read everything that can be found; `officer`, or the one a seed teacher signed in as, keeps it to the own 附表3. ID numbers are left out."""
    hits = _sources(desk, officer or only(desk))
    return Index(tuple(_Entry(folded(hit.title), folded(f"{hit.title}\n{hit.subtitle}"), hit) for hit in hits))


def find(desk: Desk, text: str, limit: int = 40, *, officer: OfficerId | None = None) -> tuple[Hit, ...]:
    """Return what holds every word of `text`, what fits best first; as `index` and its `find` do."""
    return index(desk, officer=officer).find(text, limit)


def _sources(desk: Desk, officer: OfficerId | None) -> Iterator[Hit]:
    names = {one.id: one.name for one in desk.store.all(Officer)}
    agencies = {one.id: one.name for one in desk.store.all(Agency)}
    if officer is not None:
        yield from _hits(Coaching, _latest(desk.store.all(Coaching, officer=officer), "day"), lambda one: _coaching(one, names))
        return
    people = sorted(desk.store.all(Officer), key=lambda one: (stroke_key(one.name), one.id))
    yield from _hits(Officer, people, lambda one: _officer(one, agencies))
    yield from _hits(Course, _latest(desk.store.all(Course), "start"), _course)
    yield from _hits(Appointment, _latest(desk.store.all(Appointment), "start"), lambda one: _appointment(one, names))
    yield from _hits(Coaching, _latest(desk.store.all(Coaching), "day"), lambda one: _coaching(one, names))
    yield from _hits(Agency, sorted(desk.store.all(Agency), key=lambda one: one.code), lambda one: (one.name, one.code))
    yield from _hits(Parcel, _latest(desk.store.all(Parcel), "at"), lambda one: _parcel(one, agencies))


def _latest(records: Iterable[Record], field: str) -> list[Record]:
    """Return records by a day, the latest first, then by id."""
    return sorted(records, key=lambda one: (getattr(one, field), one.id), reverse=True)


def _hits(kind: type[Record], records: Iterable[Any], said: Callable[[Any], tuple[str, str]]) -> Iterator[Hit]:
    label = words.kind_label(kind.__name__)
    for record in records:
        title, subtitle = said(record)
        yield Hit(Key(kind.__name__, record.id), title, subtitle, PAGES[kind], label)


def _officer(one: Officer, agencies: Mapping[AgencyId, str]) -> tuple[str, str]:
    left = f"離職 {roc_short(one.left)}" if one.left else ""
    return one.name, _joined(one.employee_no, agencies.get(one.agency, ""), one.unit, one.title, left, *one.former_names)


def _course(one: Course) -> tuple[str, str]:
    return one.name, _joined(one.code, one.term, roc_short(one.start), "已取消" if one.cancelled else "")


def _appointment(one: Appointment, names: Mapping[OfficerId, str]) -> tuple[str, str]:
    span = f"{roc_short(one.start)}–{roc_short(one.end) if one.end else '現在'}"
    return names.get(one.officer, ""), _joined(span, one.document, one.scope, one.domain)


def _coaching(one: Coaching, names: Mapping[OfficerId, str]) -> tuple[str, str]:
    return one.served_agency, _joined(roc_short(one.day), names.get(one.officer, ""), one.served_person, one.problem, one.ticket)


def _parcel(one: Parcel, agencies: Mapping[AgencyId, str]) -> tuple[str, str]:
    other = one.recipient if one.direction is Direction.SENT else one.agency
    return words.label(PackageKind(one.kind)), _joined(words.label(one.direction), agencies.get(other, ""), f"{one.year}年度", f"第{one.revision}版")


def _joined(*parts: str) -> str:
    return "　".join(part for part in parts if part)
