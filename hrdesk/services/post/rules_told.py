"""What a 規則包 would change here, in words: rule figures, catalogue, office days, agencies, days set, whom to ask."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date, timedelta

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.pack import RulePack
from hrdesk.domain.package import Content
from hrdesk.domain.rulebook import Contact, Notice, RuleRole
from hrdesk.domain.staff import Agency
from hrdesk.domain.training import Course
from hrdesk.exchange import rule_texts
from hrdesk.exchange.rule_files import member_of
from hrdesk.services.core import value_words, words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.difference import Difference
from hrdesk.services.packages import rules_package
from hrdesk.services.packages.rules_package import files_of
from hrdesk.services.regulation import rule_compare, rulebook
from hrdesk.services.regulation.packs import held_files

TOPIC = "研習項目 "  # how `rule_compare` names a leaf of the catalogue


def differences(desk: Desk, content: Content) -> tuple[Difference, ...]:
    """Return what would be otherwise here, by what it is about; nothing where all is as it is."""
    found = (
        *(one for pack in _packs(content) for one in _of_pack(desk, pack)),
        _dropped(desk, content),
        _days(desk, content),
        _agencies(desk, content),
        _courses(desk, content),
        _notice(desk, content),
    )
    return tuple(one for one in found if one.details)


def _packs(content: Content) -> Iterator[RulePack]:
    for one in files_of(content, RuleRole.PACK):
        yield rule_texts.pack_in(content.rules[member_of(one)])


def _of_pack(desk: Desk, fresh: RulePack) -> Iterator[Difference]:
    """Yield what a pack says otherwise than the one in its place: that of its name, else the one in force when it begins."""
    before = rulebook.replaced_by(desk, fresh)
    if before is None:
        yield Difference("", f"規則 {fresh.id}", added=1, details=(f"新增　{_validity(fresh)}",))
        return
    found = rule_compare.differences(before, fresh)
    topics = [one for one in found if one.key.startswith(TOPIC)]
    figures = [one for one in found if not one.key.startswith(TOPIC)]
    validity = (f"變更　{_validity(before)} → {_validity(fresh)}",) if _validity(before) != _validity(fresh) else ()
    yield _compared(f"規則 {fresh.id}", figures, validity)
    yield _compared("研習項目", topics, ())


def _dropped(desk: Desk, content: Content) -> Difference:
    """Return the packs that rule here and would no longer: on days that no other covers the shipped one counts again."""
    kept = {one.name for one in files_of(content, RuleRole.PACK)}
    gone = [rule_texts.pack_in(desk.store.blob(one.digest)) for one in held_files(desk.store, RuleRole.PACK) if one.name not in kept]
    return Difference("", "不再適用的規則", removed=len(gone), details=tuple(f"刪除　{one.id} {_validity(one)}" for one in gone))


def _validity(pack: RulePack) -> str:
    until = f"至 {roc_short(pack.valid_to)}" if pack.valid_to else "起"
    return f"{pack.title}（{pack.document}，{roc_short(pack.valid_from)} {until}）"


def _compared(form: str, found: Iterable[rule_compare.Difference], first: tuple[str, ...]) -> Difference:
    told = [(one, f"{one.article} {one.name}：{one.before or '（沒有）'} → {one.after or '（沒有）'}") for one in found]
    added = sum(not one.before for one, _ in told)
    removed = sum(not one.after for one, _ in told)
    return Difference("", form, added, len(told) - added - removed + len(first), removed, (*first, *(text for _, text in told)))


def _days(desk: Desk, content: Content) -> Difference:
    """Return the office days that would be otherwise, consecutive ones together."""
    given = [rule_texts.days_in(content.rules[member_of(one)]) for one in files_of(content, RuleRole.CALENDAR)]
    calendar = desk.calendar
    other = {day: working for days in given for day, working in days.items() if calendar.is_working_day(day) != working}
    spans = tuple(_spans(other))
    return Difference("", "辦公日曆", changed=len(other), details=spans)


def _spans(days: Mapping[date, bool]) -> Iterator[str]:
    """Yield in words the days that change, consecutive ones of one sort together."""
    spans: list[list[date]] = []
    for day in sorted(days):
        if spans and day - spans[-1][-1] == timedelta(days=1) and days[day] == days[spans[-1][-1]]:
            spans[-1].append(day)
        else:
            spans.append([day])
    for first, *_, last in ((one[0], *one) for one in spans):
        until = f" 至 {roc_short(last)}" if last != first else ""
        yield f"{roc_short(first)}{until} 改為{'上班' if days[first] else '放假'}"


def _agencies(desk: Desk, content: Content) -> Difference:
    """Return the agencies that would be new or otherwise here."""
    held = {one.id: one for one in desk.store.all(Agency)}
    fresh = [one for one in content.records.get(Agency.__name__, ()) if isinstance(one, Agency) and held.get(one.id) != one]
    names: dict[str, str] = {one.id: one.name for one in (*held.values(), *fresh)}
    added = [f"新增　{one.name}" for one in fresh if one.id not in held]
    known = [one for one in fresh if one.id in held]
    changed = [f"變更　{one.name}：{value_words.changed(held[one.id], one, lambda key: names.get(key, '其他機關'))}" for one in known]
    made = roc_short(rules_package.made_on(content))
    changed += [f"{one.name}的隸屬期間自 {made} 起改變" for one in known if held[one.id].parent != one.parent]
    return Difference("", "機關", len(added), len(known), 0, (*added, *changed))


def _courses(desk: Desk, content: Content) -> Difference:
    """Return the courses that would be newly offered, offered otherwise, or no longer."""
    plan = rules_package.plan(desk, content)
    held = {one.id: one for one in desk.store.all(Course)}
    fresh = [one for one in plan.puts if isinstance(one, Course)]
    added = [f"新增　{_title(one)}" for one in fresh if one.id not in held]
    changed = [f"變更　{_title(one)}：{value_words.changed(held[one.id], one, str)}" for one in fresh if one.id in held]
    gone = [f"刪除　{_title(one)}" for one in plan.deletes if isinstance(one, Course)]
    return Difference("", "課程", len(added), len(changed), len(gone), (*added, *changed, *gone))


def _title(course: Course) -> str:
    return f"{course.name}{course.term}（{roc_short(course.start)}）"


def _notice(desk: Desk, content: Content) -> Difference:
    """Return the days set and the contact that would be otherwise."""
    before = rulebook.notice(desk) or Notice()
    given = [rule_texts.notice_in(content.rules[member_of(one)]) for one in files_of(content, RuleRole.NOTICE)]
    told = tuple(text for after in given for text in (*_dues(before, after), *_contact(before.contact, after.contact)))
    return Difference("", "期限與諮詢窗口", changed=len(told), details=told)


def _dues(before: Notice, after: Notice) -> Iterator[str]:
    old, new = ({(one.year, one.stage): one.day for one in notice.dues} for notice in (before, after))
    for year, stage in dict.fromkeys((*old, *new)):
        if old.get((year, stage)) != new.get((year, stage)):
            was, now = (roc_short(days[year, stage]) if (year, stage) in days else "未定" for days in (old, new))
            yield f"{year} 年度 {words.label(stage)}：{was} → {now}"


def _contact(before: Contact, after: Contact) -> Iterator[str]:
    if before != after:
        yield f"諮詢窗口：{contact_text(before) or '未定'} → {contact_text(after) or '未定'}"


def contact_text(contact: Contact) -> str:
    """Return whom to ask in one line, "" for nobody."""
    return "　".join(text for one in fields(contact) if (text := str(getattr(contact, one.name))))
