"""The narrative of special merits (陸三(五)) drafted from what the book holds of a year; a person edits it, nothing is claimed by itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from hrdesk.domain.minguo import hours_text, roc_short, roc_year, year_end, year_start
from hrdesk.domain.record import EvidenceId, OfficerId
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Addressee, Appointment, ChangeKind, Coaching, Evidence, Mentoring, SelfCheck, Settlement
from hrdesk.domain.training import Course, Method, TrainingRecord
from hrdesk.domain.values import Key
from hrdesk.services.core.desk import Desk
from hrdesk.services.people.staff import officer as officer_record
from hrdesk.services.teachers.coaching import coaching_minutes
from hrdesk.services.teachers.coaching_entry import system_name

PROCEDURE_WORDS = ("標準作業", "作業程序", "操作手冊", "SOP")  # in the name of a file that is a procedure by its name


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """One section: its code in the rule pack, the text ("" = the book holds nothing), the files and the records that it rests on."""

    section: str
    text: str
    evidence: tuple[EvidenceId, ...] = ()
    records: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class _Year:
    desk: Desk
    officer: OfficerId
    year: int


def draft(desk: Desk, officer: OfficerId, year: int) -> tuple[SectionDraft, ...]:
    """Return every section of the rule pack, drafted from the officer's mentoring, courses, procedures, handovers and coaching of a 民國 year."""
    about = _Year(desk, officer, year)
    drafted = {one.section: one for one in (_newcomers(about), _courses(about), _procedures(about), _handover(about), _other(about))}
    return tuple(drafted.get(line.code, SectionDraft(line.code, "")) for line in desk.rules(year_end(year)).merit_sections)


def _newcomers(about: _Year) -> SectionDraft:
    pairs = [one for one in about.desk.store.all(Mentoring, mentor=about.officer) if _ran(about, one)]
    pairs.sort(key=lambda one: (one.start, one.id))
    return SectionDraft("newcomers", "\n".join(_pair_text(about.desk, one) for one in pairs), records=_keys(pairs))


def _pair_text(desk: Desk, one: Mentoring) -> str:
    until = f"至{roc_short(one.end)}" if one.end else "起"
    topic = system_name(desk.rules(one.start), one.topic)
    outcome = f"，成效：{one.outcome}" if one.outcome else ""
    return f"{roc_short(one.start)}{until}以小老師方式輔導{officer_record(desk, one.mentee).name}（業務：{topic}）{outcome}。"


def _courses(about: _Year) -> SectionDraft:
    """Draft from courses that the officer's own agency held in the year; what part the officer had in them is for the person to say."""
    agency = officer_record(about.desk, about.officer).agency
    held = [
        one
        for one in about.desk.store.all(Course, agency=agency)
        if one.method in (Method.AGENCY, Method.MENTORING) and not one.cancelled and roc_year(one.start) == about.year
    ]
    held.sort(key=lambda one: (one.start, one.id))
    return SectionDraft("courses", "\n".join(_course_text(about.desk, one) for one in held), records=_keys(held))


def _course_text(desk: Desk, one: Course) -> str:
    people = len(desk.store.all(TrainingRecord, course=one.id))
    return f"{roc_short(one.start)}辦理「{one.name}」{one.term}，{hours_text(one.minutes)}小時，參訓{people}人。"


def _procedures(about: _Year) -> SectionDraft:
    files = [one for one in _own_files(about) if any(word in one.name for word in PROCEDURE_WORDS)]
    text = "\n".join(f"產製「{one.name.rpartition('.')[0] or one.name}」（{roc_short(one.day)}）。" for one in files)
    return SectionDraft("procedures", text, tuple(one.id for one in files))


def _own_files(about: _Year) -> tuple[Evidence, ...]:
    """Return the files of the year that the officer's own records name, in the order of their days."""
    store = about.desk.store
    checks = store.all(SelfCheck, officer=about.officer, year=about.year)
    named = [key for check in checks for answer in check.answers for key in answer.evidence]
    named += [key for one in _coachings(about) for key in one.evidence]
    files = [found for key in dict.fromkeys(named) if (found := store.get(Evidence, key)) is not None]
    return tuple(sorted(files, key=lambda one: (one.day, one.name, one.id)))


def _handover(about: _Year) -> SectionDraft:
    appointments = sorted(about.desk.store.all(Appointment, officer=about.officer), key=lambda one: (one.start, one.id))
    ended = [one for one in appointments if one.end is not None and roc_year(one.end) == about.year]
    files = tuple(dict.fromkeys(key for one in ended for key in one.handover))
    return SectionDraft("handover", "\n".join(_end_text(about.desk, one) for one in ended), files, _keys(ended))


def _end_text(desk: Desk, one: Appointment) -> str:
    told = {notice.addressee for notice in one.notices if notice.change is ChangeKind.ENDED}
    parts = [f"{roc_short(one.end) if one.end else ''}解除種籽教師指派"]
    if one.successor:
        parts.append(f"由{officer_record(desk, one.successor).name}接任")
    parts.append(f"{roc_short(one.handed_over)}完成交接" if one.handed_over else "尚未登錄交接")
    parts.append("已通知三方" if len(told) == len(Addressee) else f"已通知{len(told)}方")
    return "，".join(parts) + "。"


def _other(about: _Year) -> SectionDraft:
    records = _coachings(about)
    if not records:
        return SectionDraft("other", "")
    agencies = len({one.served_agency for one in records})
    solved = sum(one.settlement is Settlement.SOLVED for one in records)
    lines = [f"本年度輔導{len(records)}件、{hours_text(sum(map(coaching_minutes, records)))}小時，受輔導機關{agencies}個，已解決{solved}件。"]
    items = about.desk.rules(year_end(about.year)).items
    for number, item in enumerate(items, 1):
        count = sum(one.item == number for one in records)
        if count:
            lines.append(f"{item.article}：{count}件。")
    files = tuple(dict.fromkeys(key for one in records for key in one.evidence))
    return SectionDraft("other", "\n".join(lines), files, _keys(records))


def _coachings(about: _Year) -> list[Coaching]:
    held = [one for one in about.desk.store.all(Coaching, officer=about.officer) if roc_year(one.day) == about.year]
    return sorted(held, key=lambda one: (one.day, one.start, one.id))


def _ran(about: _Year, one: Mentoring) -> bool:
    return overlaps(one.start, one.end, year_start(about.year), year_end(about.year))


def _keys(records: Iterable[Mentoring | Course | Appointment | Coaching]) -> tuple[Key, ...]:
    return tuple(Key(type(one).__name__, one.id) for one in records)
