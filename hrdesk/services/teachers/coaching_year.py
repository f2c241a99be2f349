"""The coaching of a year (附表3): every record as it is listed, counts by the seven items (陸三(四)), and what the first tier solved by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hrdesk.domain.minguo import hours_text, roc_short, year_end, year_start
from hrdesk.domain.pack import RulePack
from hrdesk.domain.record import OfficerId
from hrdesk.domain.seeds import Coaching, Settlement
from hrdesk.domain.values import Citation, Explanation, Fact, Key
from hrdesk.services.agency.agencies import own_part
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.people.staff import officer as officer_record
from hrdesk.services.teachers.coaching import coaching_minutes
from hrdesk.services.teachers.coaching_entry import Known, coaches, known, system_name

SHOWN = 40  # records named behind a count; the rest are told as a number
UNSORTED = "未分類"
NARROW = 16  # characters beside a date in the pane
PERCENT = 100


@dataclass(frozen=True, slots=True)
class CoachingLine:
    """One record with the teacher's name, the system's name and its length in minutes."""

    record: Coaching
    teacher: str
    system: str
    minutes: int

    @property
    def id(self) -> str:
        """Return what the line is known by."""
        return self.record.id


@dataclass(frozen=True, slots=True)
class ItemName:
    """One of the seven items: its number (None = 未分類), a short name and its wording."""

    number: int | None
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class CoachingYear:
    """What the page shows of a 民國 year: lines with the newest first, who may be chosen as the teacher, what completes while one types."""

    year: int
    today: date
    lines: tuple[CoachingLine, ...]
    teachers: tuple[tuple[OfficerId, str], ...]
    items: tuple[ItemName, ...]
    known: Known


def coaching_year(desk: Desk, year: int, who: OfficerId | None = None) -> CoachingYear:
    """Return the coaching of the own part in a 民國 year, of one officer alone where given."""
    pack = desk.rules(year_end(year))
    names: dict[OfficerId, str] = {}
    lines = tuple(_line(desk, pack, one, names) for one in records_of(desk, year, who))
    teachers = coaches(desk, year) if who is None else ((who, officer_record(desk, who).name),)
    return CoachingYear(year, desk.today, tuple(reversed(lines)), teachers, item_names(pack), known(desk, who))


def records_of(desk: Desk, year: int, who: OfficerId | None = None) -> tuple[Coaching, ...]:
    """Return the coaching records of the own part in a 民國 year in their order, of one officer alone where given."""
    agencies = tuple(agency.id for agency in own_part(desk))
    held = desk.store.all(Coaching, officer=who) if who else desk.store.all(Coaching, agency=agencies)
    found = [one for one in held if year_start(year) <= one.day <= year_end(year)]
    return tuple(sorted(found, key=lambda one: (one.day, one.start, one.id)))


def item_names(pack: RulePack) -> tuple[ItemName, ...]:
    """Return the seven items in their order, and 未分類 last."""
    short = words.table("items")
    known_items = tuple(ItemName(number, short.get(item.code, item.text), item.text) for number, item in enumerate(pack.items, 1))
    return (*known_items, ItemName(None, UNSORTED, "沒有檢核項目的輔導，不計入任何評估項目。"))


def explain_item(desk: Desk, year: int, number: int | None, who: OfficerId | None = None) -> Explanation[int]:
    """Return how many coaching records bear on one item of 陸三(四) (None = on none), each of them named."""
    pack = desk.rules(year_end(year))
    found = [one for one in records_of(desk, year, who) if one.item == number]
    citation = pack.items[number - 1].citation if number else Citation("陸三(四)", "檢核項目 1 至 7；沒有檢核項目的輔導不計入任何一項。")
    minutes = sum(map(coaching_minutes, found))
    return _counted(pack, "coaching-by-item", citation, len(found), found, (f"附表3 此項 {len(found)} 件，共 {hours_text(minutes)} 小時。",))


def solve_rate(desk: Desk, year: int, who: OfficerId | None = None) -> Explanation[int]:
    """Return the share of settled cases that the first tier solved by itself, in percent; none settled gives 0 and says so."""
    pack = desk.rules(year_end(year))
    found = records_of(desk, year, who)
    solved = sum(one.settlement is Settlement.SOLVED for one in found)
    passed = [one for one in found if one.settlement is Settlement.ESCALATED]
    settled = solved + len(passed)
    value = (PERCENT * solved + settled // 2) // settled if settled else 0
    steps = (
        f"已解決 {solved} 件，轉報 {len(passed)} 件，處理中 {len(found) - settled} 件不計。",
        f"{solved} ÷ {settled} = {value} %" if settled else "尚無結案或轉報的案件，為無資料。",
        *(f"轉報「{name}」{count} 件。" for name, count in _addressees(passed)),
        *_times("已解決", [one for one in found if one.settlement is Settlement.SOLVED]),
        *_times("轉報", passed),
    )
    return _counted(pack, "coaching-solved", Citation("伍五", "附表3 輔導服務紀錄；轉報者記明對象、日期與案號。"), value, passed, steps, unit="%")


def _counted(
    pack: RulePack, rule: str, citation: Citation, value: int, records: Sequence[Coaching], steps: tuple[str, ...], *, unit: str = "件"
) -> Explanation[int]:
    more = len(records) - SHOWN
    further = (f"另有 {more} 件，請在清單以項目篩選查看。",) if more > 0 else ()
    return Explanation(
        value=value,
        unit=unit,
        rule=rule,
        citation=citation,
        pack=pack.id,
        inputs=tuple(Fact(roc_short(one.day), _short(one), Key("Coaching", one.id)) for one in records[:SHOWN]),
        steps=(*steps, *further),
    )


def _short(one: Coaching) -> str:
    """Return whom a record served and in what, on one line of a pane."""
    text = f"{one.served_agency}　{one.problem}".strip()
    return text if len(text) <= NARROW else f"{text[: NARROW - 1]}…"


def _times(what: str, records: Sequence[Coaching]) -> tuple[str, ...]:
    """Return how long one case of a kind took on average in the first tier, rounded to a minute; nothing where there is none."""
    if not records:
        return ()
    minutes = sum(map(coaching_minutes, records))
    return (f"{what}的案件在第一線平均 {(minutes + len(records) // 2) // len(records)} 分鐘。",)


def _addressees(passed: Iterable[Coaching]) -> tuple[tuple[str, int], ...]:
    names = [one.escalated_to or "未登錄對象" for one in passed]
    return tuple((name, names.count(name)) for name in dict.fromkeys(names))


def _line(desk: Desk, pack: RulePack, record: Coaching, names: dict[OfficerId, str]) -> CoachingLine:
    if record.officer not in names:
        names[record.officer] = officer_record(desk, record.officer).name
    return CoachingLine(record, names[record.officer], system_name(pack, record.system), coaching_minutes(record))
