"""The columns of the training records, and how a requirement's state looks."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from hrdesk.domain.minguo import hours_text, roc_short
from hrdesk.domain.participation import Participation
from hrdesk.domain.requirements import RequirementState
from hrdesk.domain.training import Presence
from hrdesk.services.core import words
from hrdesk.services.core.name_tables import stroke_key
from hrdesk.services.study.studies import Study
from hrdesk.ui.kit.table_model import Chip, Column, Tone
from hrdesk.ui.tones import TAKEN

STATES: Mapping[RequirementState, Chip] = {
    RequirementState.DONE: Chip("已完成", Tone.GOOD),
    RequirementState.PARTLY: Chip("部分", Tone.WARN),
    RequirementState.MISSING: Chip("未完成", Tone.BAD),
    RequirementState.NOT_HELD: Chip("本年無開課", Tone.QUIET),
    RequirementState.NOT_COVERED: Chip("未列於肆", Tone.QUIET),
}


@lru_cache(maxsize=8192)
def _strokes(name: str) -> object:
    """Return where a name stands by strokes; many records share one."""
    return stroke_key(name)


def taken(study: Study) -> Chip:
    """Return what somebody made of a course; 補課 is said with it."""
    word = words.label(study.participation)
    return Chip(f"{word}（補課）" if study.record.made_up else word, TAKEN[study.participation])


def course_name(study: Study) -> str:
    """Return a course's name with its term."""
    return f"{study.course.name}（{study.course.term}）" if study.course.term else study.course.name


def dates(study: Study) -> str:
    """Return a course's days."""
    first, last = roc_short(study.course.start), roc_short(study.course.end)
    return first if first == last else f"{first}–{last.partition('/')[2]}"


def leave(study: Study) -> str:
    """Return the kinds of leave taken."""
    return "、".join(dict.fromkeys(one.leave_kind or "請假" for one in study.record.attendance if one.presence is Presence.LEAVE))


def enrolled(study: Study) -> str:
    """Return the day of enrolment; who came without one is said to."""
    return roc_short(study.record.enrolled) if study.record.enrolled else "未報名"


COLUMNS: tuple[Column[Study], ...] = (
    Column("name", "姓名", lambda one: one.officer.name, 88, sort=lambda one: _strokes(one.officer.name)),
    Column("unit", "單位", lambda one: one.officer.unit, 96),
    Column("course", "課程", course_name, 220, stretch=True),
    Column("dates", "日期", dates, 128, sort=lambda one: (one.course.start, one.course.end)),
    Column("taken", "參與情形", lambda _: "", 150, sort=lambda one: list(Participation).index(one.participation), chip=taken),
    Column("hours", "所訂時數", lambda one: hours_text(one.course.minutes), 76, sort=lambda one: one.course.minutes, figure=True),
    Column("attended", "實際時數", lambda one: hours_text(one.attended), 76, sort=lambda one: one.attended, figure=True, hidden=True),
    Column("certified", "認證時數", lambda one: hours_text(one.certified), 76, sort=lambda one: one.certified, figure=True),
    Column("enrolled", "報名日期", enrolled, 92, sort=lambda one: one.record.enrolled or date.max, figure=True),
    Column("completed", "完成日期", lambda one: roc_short(one.record.completed) if one.record.completed else "", 92, figure=True, hidden=True),
    Column("leave", "假別", leave, 72, hidden=True),
    Column("proof", "證明", lambda one: f"{len(one.record.proof)} 件" if one.record.proof else "", 60),
    Column("note", "備註", lambda one: one.record.note, 120),
    Column("number", "員工代號", lambda one: one.officer.employee_no, 90, hidden=True),
    Column("code", "課程代碼", lambda one: one.course.code, 104, hidden=True),
)
