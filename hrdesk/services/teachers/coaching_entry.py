"""Entering coaching quickly (附表3): short spellings of time, names completed from earlier records, one call that makes the record and keeps it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.pack import RulePack
from hrdesk.domain.record import OfficerId
from hrdesk.domain.seeds import Channel, Coaching, Settlement
from hrdesk.domain.values import Changes, Problem, Severity
from hrdesk.services.agency.agencies import own_part
from hrdesk.services.core.desk import Desk
from hrdesk.services.teachers.coaching import DAY, coach, coaching_problems, new_coaching
from hrdesk.services.teachers.seeds import seed_teachers

HOUR = 60  # minutes
CLOCK = re.compile(r"(\d{1,2}):?(\d{2})")
LENGTH = re.compile(r"\+?(\d{1,2})|\+?(\d{1,3})分鐘?|\+(\d{1,3})")
HALF_WIDTH = str.maketrans("０１２３４５６７８９：＋", "0123456789:+")
REMEMBERED = 200  # earlier texts offered for completion


@dataclass(frozen=True, slots=True)
class QuickEntry:
    """What stands in the quick entry line; `start` and `finish` as typed, `system` a name or code of the catalogue or any other system."""

    officer: OfficerId
    day: date
    start: str
    finish: str
    served_agency: str
    served_person: str = ""
    channels: tuple[Channel, ...] = ()
    system: str = ""
    item: int | None = None
    problem: str = ""
    handling: str = ""
    settlement: Settlement = Settlement.OPEN


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier records offer to complete, the most frequent first; `people` are (agency, person, telephone)."""

    agencies: tuple[str, ...]
    people: tuple[tuple[str, str, str], ...]
    systems: tuple[str, ...]
    problems: tuple[str, ...]
    handlings: tuple[str, ...]
    addressees: tuple[str, ...]


def times_of(start: str, finish: str, now: int) -> tuple[int, int] | None:
    """Return start and end in minutes after midnight, or None for what cannot be read.

    `finish` is a time of day (10:15, 1015) or a length (30, 100分); without a start it ended `now`. One or two digits are always a length.
    """
    end, length = _clock(finish), _length(finish)
    if not start.strip():
        return ((now - length) % DAY, now) if length else None
    begin = _clock(start)
    if begin is None:
        begin = int(start) * HOUR if start.strip().isdecimal() and int(start) < DAY // HOUR else None
    if begin is None or (length is None and end is None) or length == 0:
        return None
    return begin, end if length is None and end is not None else (begin + (length or 0)) % DAY


def enter(desk: Desk, entry: QuickEntry) -> Changes:
    """Keep a coaching record from the quick entry line; raise InputError INCOMPLETE naming what is wrong with it."""
    return coach(desk, record_of(desk, entry))


def entry_problems(desk: Desk, entry: QuickEntry) -> tuple[Problem, ...]:
    """Return what is wrong with a quick entry, by the fields of the record.

    Warnings where nothing is said of what it was about, and where it seems to be in the book already: two people may have entered the same.
    """
    record = record_of(desk, entry)
    found = (*coaching_problems(desk, record), *_entered(desk, record))
    if not entry.problem.strip():
        found = (*found, Problem("coaching_about_nothing", Severity.WARNING, where="problem"))
    if times_of(entry.start, entry.finish, _now(desk)) is None:
        return (Problem("entry_times", where="start"), *(one for one in found if one.where != "start"))
    return found


def _entered(desk: Desk, record: Coaching) -> Iterator[Problem]:
    """Yield a warning where the same teacher has a record of that day about the same problem, or at the same time, with the same agency."""
    same = (one for one in desk.store.all(Coaching, officer=record.officer, day=record.day) if one.served_agency.strip() == record.served_agency)
    for one in same:
        if (record.problem and one.problem.strip() == record.problem) or (one.start, one.end) == (record.start, record.end):
            yield Problem("coaching_entered", Severity.WARNING, where="problem", facts={"time": f"{one.start // HOUR:02d}:{one.start % HOUR:02d}"})
            return


def record_of(desk: Desk, entry: QuickEntry) -> Coaching:
    """Return the record that a quick entry means, not yet saved; times that cannot be read are both 0, which no record may have."""
    start, end = times_of(entry.start, entry.finish, _now(desk)) or (0, 0)
    return replace(
        new_coaching(desk, entry.officer, entry.day, start, end, entry.served_agency.strip()),
        served_person=entry.served_person.strip(),
        channels=entry.channels,
        system=system_code(desk.rules(entry.day), entry.system),
        item=entry.item,
        problem=entry.problem.strip(),
        handling=entry.handling.strip(),
        settlement=entry.settlement,
    )


def system_code(pack: RulePack, text: str) -> str:
    """Return the code of the catalogue leaf called so, or the text itself: 附表3 takes any system."""
    leaf = pack.topic_named(text.strip())
    return leaf.code if leaf else text.strip()


def system_name(pack: RulePack, text: str) -> str:
    """Return the name of the leaf with this code, or the text itself."""
    leaf = pack.topic(text)
    return leaf.name if leaf else text


def known(desk: Desk, officer: OfficerId | None = None) -> Known:
    """Return what earlier records offer to complete; of one officer alone where given, so that a seed teacher sees nobody else's."""
    records = desk.store.all(Coaching, officer=officer) if officer else desk.store.all(Coaching)
    newest = sorted(records, key=lambda one: (one.day, one.start), reverse=True)
    pack = desk.rules(desk.today)
    return Known(
        agencies=(*_frequent(one.served_agency for one in newest), *(one.name for one in own_part(desk))),
        people=tuple(dict.fromkeys((one.served_agency, one.served_person, one.served_phone) for one in newest if one.served_person)),
        systems=tuple(dict.fromkeys((*_frequent(system_name(pack, one.system) for one in newest), *(topic.name for topic in pack.topics)))),
        problems=_latest(one.problem for one in newest),
        handlings=_latest(one.handling for one in newest),
        addressees=_frequent(one.escalated_to for one in newest),
    )


def coaches(desk: Desk, year: int) -> tuple[tuple[OfficerId, str], ...]:
    """Return everyone of the own part who was a seed teacher in a 民國 year: id and name, by agency and start."""
    agencies = own_part(desk)
    return tuple((one.id, one.name) for one in seed_teachers(desk, year, agencies))


def _frequent(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text, _ in Counter(text for text in texts if text).most_common(REMEMBERED))


def _latest(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))[:REMEMBERED]


def _clock(text: str) -> int | None:
    match = CLOCK.fullmatch(text.translate(HALF_WIDTH).strip())
    if match is None:
        return None
    minutes = int(match[1]) * HOUR + int(match[2])
    return minutes if int(match[2]) < HOUR and minutes < DAY else None


def _length(text: str) -> int | None:
    match = LENGTH.fullmatch(text.translate(HALF_WIDTH).strip())
    return int(match[1] or match[2] or match[3]) if match else None


def _now(desk: Desk) -> int:
    now = desk.now().astimezone(TAIPEI)
    return now.hour * HOUR + now.minute
