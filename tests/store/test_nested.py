"""The text of a tuple field is read back strictly: what the codec never writes is damage, not something near it."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

import pytest

from hrdesk.domain.codec import adapter
from hrdesk.domain.record import EvidenceId
from hrdesk.store.nested import reader


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    count: int
    day: date
    colour: Colour | None = None
    met: bool = False
    evidence: tuple[EvidenceId, ...] = ()


Parts = tuple[Part, ...]
WHOLE = '{"name":"王","count":1,"day":"2026-01-02"'


def test_it_reads_what_the_codec_writes() -> None:
    parts = (Part("陳𡍼明", 2**62, date(2026, 1, 2), Colour.BLUE, met=True, evidence=(EvidenceId("a"),)), Part("", -1, date(1990, 12, 31)))
    assert reader(Parts)(adapter(Parts).dump_json(parts).decode()) == parts
    assert reader(tuple[Colour, ...])('["red","blue"]') == (Colour.RED, Colour.BLUE)
    assert reader(Parts)(WHOLE.join(("[", "}]"))) == (Part("王", 1, date(2026, 1, 2)),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "null",
        "{}",
        "[null]",
        "[[]]",
        '["王"]',
        '[{"name":"王"}]',
        f'[{WHOLE},"other":1}}]',
        f'[{WHOLE[:-1]}x"}}]',
        f'[{WHOLE},"colour":"green"}}]',
        f'[{WHOLE},"colour":[]}}]',
        f'[{WHOLE},"met":1}}]',
        f'[{WHOLE},"met":null}}]',
        f'[{WHOLE},"evidence":"a"}}]',
        f'[{WHOLE},"evidence":[1]}}]',
        '[{"name":1,"count":1,"day":"2026-01-02"}]',
        '[{"name":"王","count":true,"day":"2026-01-02"}]',
        '[{"name":"王","count":1.0,"day":"2026-01-02"}]',
        '[{"name":"王","count":"1","day":"2026-01-02"}]',
        '[{"name":"王","count":1,"day":20260102}]',
    ],
)
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        reader(Parts)(text)


def test_a_type_no_record_may_hold_is_refused() -> None:
    with pytest.raises(TypeError):
        reader(tuple[float, ...])
