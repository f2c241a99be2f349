"""Records of which there is one: a list an agency and year, a line an officer and list, a self-check an officer and year (陸三)."""

from collections.abc import Iterable, Mapping

from hrdesk.domain.awards import Decision, Evaluation, Nomination, Nominee, QuotaApproval
from hrdesk.domain.record import Record
from hrdesk.domain.seeds import SelfCheck

ONCE: Mapping[type[Record], tuple[str, ...]] = {
    Nomination: ("agency", "year"),
    Nominee: ("nomination", "officer"),
    Decision: ("nominee",),
    SelfCheck: ("officer", "year"),
    QuotaApproval: ("agency", "year"),
    Evaluation: ("agency", "year"),
}
WORDS: Mapping[type[Record], str] = {
    Nomination: "同一機關同一年度有兩份敘獎名單",
    Nominee: "敘獎名單中同一人有兩列",
    Decision: "同一提報人員有兩個決定",
    SelfCheck: "同一人同一年度有兩份自我檢核表",
    QuotaApproval: "同一機關同一年度有兩個核定額度",
    Evaluation: "同一機關同一年度有兩份綜合評估",
}


def single_key(record: Record) -> Mapping[str, object]:
    """Return the fields, by name, whose values no other record of the kind may share; empty for a kind without such a rule."""
    return {name: getattr(record, name) for name in ONCE.get(type(record), ())}


def twice(records: Iterable[Record]) -> tuple[Record, ...]:
    """Return each record that shares with an earlier one what only one may have."""
    seen: set[tuple[object, ...]] = set()
    found: list[Record] = []
    for record in records:
        key = (type(record), *single_key(record).values())
        if type(record) in ONCE and key in seen:
            found.append(record)
        seen.add(key)
    return tuple(found)
