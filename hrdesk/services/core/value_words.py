"""What changed in a record, in words: each field's value before and after as a person writes it; private numbers are never told."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum

from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.minguo import hours_text, roc_short
from hrdesk.domain.record import Record
from hrdesk.domain.training import Attendance
from hrdesk.services.core import words

NOT_TOLD = frozenset({"id", "agency"})
PRIVATE = frozenset({"national_id", "birth", "phone", "email", "served_phone"})  # that they changed is told, not to what
LONGEST = 40  # characters of a text
KEY = 32  # hexadecimal digits of an id

Named = Callable[[str], str]  # the name behind an id


def changed(old: Record, new: Record, named: Named) -> str:
    """Return every field that differs with both values: 到課紀錄 缺席→到課、備註 無→補課."""
    labels, kind = words.table("fields"), type(new).__name__
    told = []
    for one in fields(new):
        before, after = getattr(old, one.name), getattr(new, one.name)
        if one.name in NOT_TOLD or before == after:
            continue
        label = labels.get(f"{kind}.{one.name}", labels.get(one.name, one.name))
        told.append(label if one.name in PRIVATE else f"{label} {between(before, after, named)}".strip())
    return "、".join(told)


def between(before: object, after: object, named: Named) -> str:
    """Return two values as before→after; of lists only what differs."""
    if isinstance(before, tuple) and isinstance(after, tuple):
        sample = next(iter((*before, *after)))
        if isinstance(sample, Attendance):
            return _attendance(before, after)
        return _parts(before, after) if is_dataclass(sample) else _members(before, after, named)
    return f"{_value(before, named)}→{_value(after, named)}"


def _attendance(before: tuple[Attendance, ...], after: tuple[Attendance, ...]) -> str:
    plain = presence(before), presence(after)
    return "→".join(plain if plain[0] != plain[1] else (presence(before, hours=True), presence(after, hours=True)))


def presence(attendance: tuple[Attendance, ...], *, hours: bool = False) -> str:
    """Return where somebody was: one word where it is the same at every session, else session by session; 未登錄 for none."""
    told = [(one.session + 1, _one(one, hours=hours)) for one in sorted(attendance, key=lambda one: one.session)]
    if len({text for _, text in told}) <= 1:
        return told[0][1] if told else "未登錄"
    return " ".join(f"第{number}場{text}" for number, text in told)


def _one(attended: Attendance, *, hours: bool) -> str:
    kind = words.table("leave").get(attended.leave_kind, attended.leave_kind)
    return words.label(attended.presence) + (f"（{kind}）" if kind else "") + (f" {hours_text(attended.minutes)} 小時" if hours else "")


def _members(before: tuple[object, ...], after: tuple[object, ...], named: Named) -> str:
    """Return what was added to a list and what was taken from it."""
    added = [f"增 {_value(one, named)}" for one in after if one not in before]
    gone = [f"減 {_value(one, named)}" for one in before if one not in after]
    return " ".join((*added, *gone)) or "順序"


def _parts(before: tuple[object, ...], after: tuple[object, ...]) -> str:
    """Return which parts of a record differ, each by its first field, with the words that it has for both."""
    old, new = _by_first(before), _by_first(after)
    return " ".join(_part(key, old.get(key), new.get(key)) for key in dict.fromkeys((*old, *new)) if old.get(key) != new.get(key))


def _by_first(parts: tuple[object, ...]) -> Mapping[str, object]:
    return {_value(getattr(one, fields(one)[0].name), str): one for one in parts if is_dataclass(one)}


def _part(key: str, old: object, new: object) -> str:
    name = words.table("items").get(key, key)
    texts = tuple(" ".join(_enums(one)) for one in (old, new))
    return f"{name}（{texts[0] or '無'}→{texts[1] or '無'}）" if texts[0] != texts[1] else name


def _enums(part: object) -> Iterator[str]:
    if is_dataclass(part):
        yield from (words.label(value) for one in fields(part) if isinstance(value := getattr(part, one.name), Enum))


def _value(value: object, named: Named) -> str:
    if value is None or value == "":
        return "無"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Enum):
        return words.label(value)
    if isinstance(value, datetime):
        return f"{value.astimezone(TAIPEI):%H:%M} {roc_short(value.astimezone(TAIPEI).date())}"
    if isinstance(value, date):
        return roc_short(value)
    return _text(str(value), named)


def _text(text: str, named: Named) -> str:
    """Return a text on one line, clipped; an id as the name behind it."""
    if len(text) == KEY and set(text) <= set("0123456789abcdef"):
        return named(text)
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
