"""Lists out as spreadsheets: the roster, the year's training records, the year's coaching; ID numbers are never among them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.minguo import clock_text, hours_text, roc_short, roc_year, year_end
from hrdesk.domain.participation import TAKEN
from hrdesk.domain.seeds import Coaching, Settlement
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, InputError
from hrdesk.printing.listing import ListPaper, write_list
from hrdesk.services.agency.agencies import own_part
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask
from hrdesk.services.core.list_paper import Listed
from hrdesk.services.core.paper import write_whole
from hrdesk.services.people.roster import Scope, roster
from hrdesk.services.study.form_training import course_title, studies_of_year
from hrdesk.services.teachers.coaching import coaching_minutes
from hrdesk.services.teachers.form_seeds import topics_text

__all__ = ["LISTS", "ListPaper", "Listed", "listed", "save"]

Lines = Iterator[tuple[str, ...]]


def listed(desk: Desk, name: str, year: int, mask: Mask) -> Listed:
    """Return a list of the own part for a 民國 year: roster, training or coaching; raise InputError NOT_FOUND for any other. The look is noted."""
    found = _listed(desk, name, year, mask)
    desk.store.note(Act.VIEW, _whose(desk), what=name, year=year, masked=1)
    return found


def save(desk: Desk, name: str, year: int, mask: Mask, target: Path, paper: ListPaper) -> int:
    """Write a list to a file, replacing it whole, and return its rows; that it left is noted. Raises PrintError WRITE_FAILED."""
    found = _listed(desk, name, year, mask)
    write_whole(target, write_list(found.headings, found.rows, paper, found.title))
    desk.store.note(Act.EXPORT, _whose(desk), what=name, year=year, rows=len(found.rows), masked=1)
    return len(found.rows)


def _listed(desk: Desk, name: str, year: int, mask: Mask) -> Listed:
    if name not in LISTS:
        raise InputError(Fault.NOT_FOUND, what="清單", text=name)
    title, headings, rows = LISTS[name]
    return Listed(f"{year}年度{title}", headings, tuple(rows(desk, year, mask)))


def _roster(desk: Desk, year: int, mask: Mask) -> Lines:
    """Yield everyone of the year, leavers included."""
    for agency in own_part(desk):
        found = roster(desk, year, Scope.YEAR, (agency.id,))
        for one in found.people:
            roles = "、".join(words.label(role) for role in found.roles[one.id])
            post = (one.unit, one.title, one.grade, words.label(one.kind))
            days = (_day(one.arrived), _day(one.left), one.left_reason)
            yield (agency.code, agency.name, one.employee_no, mask.name(one.name), *post, roles, *days, mask.phone(one.phone), mask.email(one.email))


def _training(desk: Desk, year: int, mask: Mask) -> Lines:
    """Yield each person's courses of the year as 附表1 counts them."""
    for agency, person, studies in studies_of_year(desk, own_part(desk), year):
        for one in studies:
            held = (one.course.code, course_title(one.course), roc_short(one.course.start), roc_short(one.course.end))
            how = (words.label(one.course.mode), words.label(one.course.method), _day(one.training.enrolled), TAKEN[one.participation])
            yield (agency.name, person.employee_no, mask.name(person.name), *held, *how, hours_text(one.minutes), one.training.note)


def _coaching(desk: Desk, year: int, mask: Mask) -> Lines:
    """Yield the year's coaching by day."""
    agencies = {one.id: one for one in own_part(desk)}
    people = {one.id: one for one in desk.store.all(Officer, agency=tuple(agencies))}
    held = [one for one in desk.store.all(Coaching, agency=tuple(agencies)) if roc_year(one.day) == year]
    for one in sorted(held, key=lambda one: (one.day, one.start, one.id)):
        teacher = mask.name(people[one.officer].name) if one.officer in people else ""
        yield (*_when(agencies[one.agency], teacher, one), *_what(desk, one, mask))


def _when(agency: Agency, teacher: str, one: Coaching) -> Sequence[str]:
    return (agency.name, teacher, roc_short(one.day), clock_text(one.start), clock_text(one.end), hours_text(coaching_minutes(one)))


def _what(desk: Desk, one: Coaching, mask: Mask) -> Sequence[str]:
    pack = desk.rules(year_end(roc_year(one.day)))
    settled = words.label(one.settlement) + (f"（{one.escalated_to}）" if one.settlement is Settlement.ESCALATED and one.escalated_to else "")
    item = "" if one.item is None else pack.items[one.item - 1].article
    channels = "、".join(words.label(channel) for channel in one.channels)
    served = (one.served_agency, mask.name(one.served_person), channels)
    return (*served, topics_text(pack, (one.system,)) if one.system else "", item, one.problem, one.handling, settled)


def _whose(desk: Desk) -> tuple[Key, ...]:
    return tuple(Key("Agency", one.id) for one in own_part(desk))


def _day(day: date | None) -> str:
    return "" if day is None else roc_short(day)


LISTS: Mapping[str, tuple[str, tuple[str, ...], Callable[[Desk, int, Mask], Lines]]] = {
    "roster": (
        "人員名冊",
        ("機關代碼", "機關", "員工代號", "姓名", "單位", "職稱", "職等", "專兼任", "身分", "到職日", "離職日", "離職原因", "電話", "電子郵件"),
        _roster,
    ),
    "training": (
        "研習紀錄",
        ("機關", "員工代號", "姓名", "課程代碼", "班期", "開始日期", "結束日期", "學習性質", "辦理方式", "報名日期", "參與情形", "認證時數", "備註"),
        _training,
    ),
    "coaching": (
        "輔導紀錄",
        ("機關", "種籽教師", "日期", "開始", "結束", "時數", "受輔導機關", "受輔導人員", "輔導方式", "系統別", "評估項目", "問題", "處理情形", "結案情形"),
        _coaching,
    ),
}
