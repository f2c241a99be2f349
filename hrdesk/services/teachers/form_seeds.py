"""附表2 and 附表3: the register of seed teachers, and their coaching."""

from collections.abc import Iterable, Sequence

from hrdesk.domain.forms import FormContent
from hrdesk.domain.minguo import clock_text, hours_text, roc_short, year_end, year_start
from hrdesk.domain.pack import RulePack
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Appointment, Coaching, Settlement
from hrdesk.domain.staff import Agency, Headcount, Officer
from hrdesk.services.agency.agencies import head_count
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask, Row, head, joined, numbered
from hrdesk.services.people.staff import officer
from hrdesk.services.teachers.coaching import coaching_minutes


def annex2(desk: Desk, agencies: Sequence[Agency], year: int, mask: Mask) -> FormContent:
    """Return 附表2: everyone who was a seed teacher on any day of a 民國 year, ended appointments with day and reason."""
    rows: list[Row] = []
    for agency in agencies:
        held = [one for one in desk.store.all(Appointment, agency=agency.id) if overlaps(one.start, one.end, year_start(year), year_end(year))]
        rows += [_register_row(desk, agency, one, mask) for one in sorted(held, key=lambda one: (one.start, one.id))]
    counts = [head_count(desk, agency.id, Headcount.STAFFING_BUDGET, year_end(year)) for agency in agencies]
    known = [count.count for count in counts if count is not None]
    staffing = f"{sum(known)}" if known and len(known) == len(counts) else "未登錄"
    return FormContent(form="annex2", facts={**head(desk, agencies[0], year), "staffing": staffing}, tables={"rows": numbered(rows)})


def annex3(desk: Desk, agencies: Sequence[Agency], year: int, mask: Mask, teacher: Officer | None = None) -> FormContent:
    """Return 附表3 of a 民國 year: one teacher's coaching, or everyone's with the name under the time; hours in all."""
    records = [
        record
        for record in desk.store.all(Coaching, agency=tuple(agency.id for agency in agencies))
        if year_start(year) <= record.day <= year_end(year) and (teacher is None or record.officer == teacher.id)
    ]
    records.sort(key=lambda record: (record.day, record.start, record.id))
    people = {one: officer(desk, one) for one in dict.fromkeys(record.officer for record in records)}
    several = teacher is None and len(people) > 1
    names = [mask.name(one.name) for one in ([teacher] if teacher else people.values())]
    facts = {**head(desk, agencies[0], year), "teacher": "、".join(names), "period": f"{roc_short(year_start(year))}至{roc_short(year_end(year))}"}
    pack = desk.rules(year_end(year))
    rows = [_coaching_row(pack, record, mask, mask.name(people[record.officer].name) if several else "") for record in records]
    total = f"合計：{len(records)}件，{hours_text(sum(coaching_minutes(record) for record in records))}小時。"
    return FormContent(form="annex3", facts=facts, tables={"rows": numbered(rows)}, totals=(total,))


def coaching_counts(desk: Desk, records: Iterable[Coaching], year: int) -> tuple[Row, ...]:
    """Return how much coaching of a 民國 year bore on each item of 陸三(四), and on none; items without any stay, with 0."""
    items = desk.rules(year_end(year)).items
    kept = [one for one in records if year_start(year) <= one.day <= year_end(year)]
    lines: list[tuple[int | None, str, str]] = [(number, str(number), item.text) for number, item in enumerate(items, 1)]
    rows = []
    for number, mark, text in (*lines, (None, "—", "未分類")):
        these = [one for one in kept if one.item == number]
        rows.append({"no": mark, "item": text, "count": str(len(these)), "hours": hours_text(sum(map(coaching_minutes, these)))})
    return tuple(rows)


def topics_text(pack: RulePack, codes: Sequence[str]) -> str:
    """Return the names of catalogue leaves, one a line; an unknown code stands as it is."""
    return joined(*(topic.name if (topic := pack.topic(code)) is not None else code for code in codes))


def _register_row(desk: Desk, agency: Agency, one: Appointment, mask: Mask) -> Row:
    person = officer(desk, one.officer)
    return {
        "agency": agency.name,
        "code": agency.code,
        "post": joined(person.title, person.grade),
        "name": mask.name(person.name),
        "phone": mask.phone(one.phone or person.phone),
        "email": mask.email(one.email or person.email),
        "systems": topics_text(desk.rules(one.start), one.systems),
        "scope": one.scope,
        "appointed": joined(roc_short(one.start), one.document),
        "change": _change_text(desk, one, mask),
        "note": joined(f"專責：{one.dedicated}" if one.dedicated else "", f"跨機關：{one.domain}" if one.domain else ""),
    }


def _change_text(desk: Desk, one: Appointment, mask: Mask) -> str:
    if one.end is None:
        return ""
    successor = f"接任：{mask.name(officer(desk, one.successor).name)}" if one.successor else ""
    return joined(f"{roc_short(one.end)}解除", one.end_reason, successor)


def _coaching_row(pack: RulePack, record: Coaching, mask: Mask, teacher: str) -> Row:
    escalated = f"（{record.escalated_to}）" if record.settlement is Settlement.ESCALATED else ""
    return {
        "when": joined(roc_short(record.day), f"{clock_text(record.start)}-{clock_text(record.end)}", teacher),
        "served": joined(record.served_agency, mask.name(record.served_person), mask.phone(record.served_phone)),
        "system": topics_text(pack, (record.system,)),
        "channel": "、".join(words.label(channel) for channel in record.channels),
        "problem": record.problem,
        "handling": record.handling,
        "hours": hours_text(coaching_minutes(record)),
        "settlement": words.label(record.settlement) + escalated,
    }
