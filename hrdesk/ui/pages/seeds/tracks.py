"""The year as a time line, as values: a track for each agency with its uncovered days, and one for each seed teacher."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from hrdesk.domain.duty import Gap, Obligation
from hrdesk.domain.minguo import roc_short, year_end, year_start
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Appointment
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.values import Explanation, Key
from hrdesk.services.core import words


class Look(Enum):
    """How a span is drawn: on duty, ended, cross-agency, the days an agency must cover, days without a teacher."""

    SERVING = "serving"
    ENDED = "ended"
    ACROSS = "across"
    COVERED = "covered"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Span:
    """Some days of the year, both included, cut to it; `said` is what it means in words, `key` what opens."""

    start: date
    end: date
    look: Look
    said: str
    key: Key | None = None
    short: str = ""  # what is written beside it where there is room


@dataclass(frozen=True, slots=True)
class Track:
    """One line of the time line; an agency's is drawn as a heading."""

    label: str
    spans: tuple[Span, ...]
    agency: bool = False


def agency_track(agency: Agency, year: int, duty: Obligation, gaps: Explanation[tuple[Gap, ...]]) -> Track:
    """Return an agency's track: the days it must cover, and those it did not; nothing to cover where it need not appoint."""
    if duty not in (Obligation.MANDATORY, Obligation.WARN):
        return Track(f"{agency.name}（{words.label(duty)}）", (), agency=True)
    first, last = max(year_start(year), agency.start or date.min), min(year_end(year), agency.end or date.max)
    if first > last:
        return Track(agency.name, (), agency=True)
    article = gaps.citation.article
    covered = Span(first, last, Look.COVERED, f"{agency.name}：{words.label(duty)}（{article}）" + ("" if gaps.value else "，每日均有種籽教師"))
    return Track(agency.name, (covered, *(_gap(agency, gap, article) for gap in gaps.value)), agency=True)


def teacher_tracks(year: int, appointments: Iterable[Appointment], people: Sequence[Officer]) -> tuple[Track, ...]:
    """Return a track for each person who was a seed teacher in the year, in the order of `people`."""
    held: dict[str, list[Appointment]] = {}
    for one in sorted(appointments, key=lambda one: (one.start, one.id)):
        if overlaps(one.start, one.end, year_start(year), year_end(year)):
            held.setdefault(one.officer, []).append(one)
    return tuple(Track(person.name, tuple(_served(person, one, year) for one in held[person.id])) for person in people if person.id in held)


def _gap(agency: Agency, gap: Gap, article: str) -> Span:
    days = f"{roc_short(gap.start)}–{roc_short(gap.end)}" if gap.days > 1 else roc_short(gap.start)
    return Span(
        gap.start,
        gap.end,
        Look.GAP,
        f"{agency.name}：{days} 共 {gap.days} 日沒有種籽教師（{article}）",
        Key("Agency", agency.id),
        f"{days} 無種籽教師（{article}）",
    )


def _served(person: Officer, one: Appointment, year: int) -> Span:
    look = Look.ACROSS if one.domain else Look.SERVING if one.end is None else Look.ENDED
    until = "至今" if one.end is None else f"至 {roc_short(one.end)}"
    what = f"跨機關：{one.domain}" if one.domain else f"專責：{one.dedicated}" if one.dedicated else "種籽教師"
    start, end = max(one.start, year_start(year)), min(one.end or date.max, year_end(year))
    return Span(start, end, look, f"{person.name}：{roc_short(one.start)} {until}，{what}", Key("Appointment", one.id), f"{roc_short(one.start)} {until}")
