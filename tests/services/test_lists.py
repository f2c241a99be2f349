"""Lists out as spreadsheets."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.record import CoachingId, RoleSpanId
from hrdesk.domain.seeds import Channel, Coaching, Settlement
from hrdesk.domain.staff import Role, RoleSpan
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask
from hrdesk.services.papers import lists
from hrdesk.services.papers.lists import LISTS, ListPaper
from tests.services.book import YEAR, appointed, enrolled, fault_of, hire, hold
from tests.services.steps import drop, put

SHOWN, MASKED = Mask(), Mask(names=True)


def coached(desk: Desk, **values: object) -> Coaching:
    """Put a coaching of a new seed teacher in the book and return it."""
    teacher = hire(desk, "王小明")
    appointed(desk, teacher)
    plain = {
        "id": CoachingId(desk.new_id()),
        "agency": teacher.agency,
        "officer": teacher.id,
        "day": date(2026, 3, 4),
        "start": 540,
        "end": 600,
        "served_agency": "範例地政事務所",
        "served_person": "李小華",
        "channels": (Channel.PHONE,),
        "system": "biz-01",
        "item": 1,
        "problem": "無法登入",
        "handling": "重設密碼",
    }
    one = Coaching(**{**plain, **values})  # type: ignore[arg-type]
    put(desk, one)
    return one


def test_the_roster_has_everyone_of_the_year_and_no_id_number(desk: Desk) -> None:
    person = hire(desk, "王小明", employee_no="A001", national_id="A123456789", arrived=date(2020, 1, 2), phone="02-12345678")
    put(desk, RoleSpan(id=RoleSpanId(desk.new_id()), agency=person.agency, officer=person.id, role=Role.HEAD, start=date(2026, 1, 1)))
    found = lists.listed(desk, "roster", YEAR, SHOWN)
    assert found.title == "115年度人員名冊"
    (row,) = (dict(zip(found.headings, one, strict=True)) for one in found.rows)
    assert (row["姓名"], row["到職日"], row["離職日"]) == ("王小明", "109/01/02", "")
    assert "人事主管" in row["身分"]
    assert not [text for text in row.values() if "A123456789" in text]
    assert lists.listed(desk, "roster", YEAR, MASKED).rows[0][3] == "王○○"


def test_training_lists_each_record_as_annex1_counts_it(desk: Desk) -> None:
    enrolled(desk, hold(desk), hire(desk))
    found = lists.listed(desk, "training", YEAR, SHOWN)
    (row,) = (dict(zip(found.headings, one, strict=True)) for one in found.rows)
    assert (row["班期"], row["認證時數"], row["報名日期"]) == ("範例操作班（第1期）", "0", "115/05/20")
    assert lists.listed(desk, "training", YEAR - 1, SHOWN).rows == ()


def test_coaching_lists_item_system_and_settlement(desk: Desk) -> None:
    one = coached(desk, settlement=Settlement.ESCALATED, escalated_to="8585")
    put(desk, coached_plain(desk, one))
    found = lists.listed(desk, "coaching", YEAR, SHOWN)
    first, second = (dict(zip(found.headings, row, strict=True)) for row in found.rows)
    assert (first["日期"], first["開始"], first["時數"], first["種籽教師"]) == ("115/03/04", "09:00", "1", "王小明")
    assert first["評估項目"].startswith("陸三(四)")
    assert first["結案情形"].endswith("（8585）")
    assert (second["評估項目"], second["系統別"]) == ("", "")
    drop(desk, desk.store.all(type(hire(desk, "李小華")), name="王小明")[0])
    assert {row[1] for row in lists.listed(desk, "coaching", YEAR, SHOWN).rows} == {""}


def coached_plain(desk: Desk, like: Coaching) -> Coaching:
    """Return a coaching without item, system or settlement, later on the same day."""
    return Coaching(id=CoachingId(desk.new_id()), agency=like.agency, officer=like.officer, day=like.day, start=660, end=690, served_agency=like.served_agency)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_written_and_noted(desk: Desk, tmp_path: Path, name: str) -> None:
    hire(desk)
    target = tmp_path / "list.csv"
    count = lists.save(desk, name, YEAR, SHOWN, target, ListPaper.CSV)
    rows = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    assert tuple(rows[0]) == LISTS[name][1]
    assert len(rows) == count + 1
    (entry,) = desk.store.history(1)
    assert (entry.act, entry.facts["what"], entry.facts["rows"]) == (Act.EXPORT, name, count)


def test_an_unknown_list_is_refused(desk: Desk) -> None:
    with pytest.raises(InputError) as caught:
        lists.listed(desk, "everything", YEAR, SHOWN)
    assert fault_of(caught) is Fault.NOT_FOUND
