"""附表2 and 附表3: the year's register with its changes, and the coaching."""

from dataclasses import replace
from datetime import date

from hrdesk.domain.seeds import Channel, Settlement
from hrdesk.domain.staff import Headcount
from hrdesk.services.agency import agencies
from hrdesk.services.agency.agencies import own_part
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask
from hrdesk.services.teachers import coaching, seeds
from hrdesk.services.teachers.form_seeds import annex2, annex3
from tests.services.book import YEAR, appointed, child_of, found_child, hire

OPEN = Mask(off=True)
DAY = date(2026, 3, 2)


def test_register_shows_post_systems_and_appointment(desk: Desk) -> None:
    person = hire(desk, title="專員", grade="薦任第八職等", phone="02-0000-0001", email="a@example.invalid")
    appointed(desk, person, document="範字1號", systems=("biz-01",), scope="所屬", dedicated="地政事務所")
    (row,) = annex2(desk, own_part(desk), YEAR, OPEN).tables["rows"]
    assert (row["post"], row["systems"], row["scope"]) == ("專員\n薦任第八職等", "組織編制子系統", "所屬")
    assert (row["appointed"], row["change"], row["note"]) == ("115/01/01\n範字1號", "", "專責：地政事務所")
    assert (row["phone"], row["email"]) == ("02-0000-0001", "a@example.invalid")


def test_register_keeps_those_who_ended_in_the_year(desk: Desk) -> None:
    person, other = hire(desk), hire(desk, "陳𡍼明")
    seeds.end(desk, appointed(desk, person).id, date(2026, 6, 30), "調任", successor=other.id)
    appointed(desk, other, date(2026, 7, 1), domain="組織編制", consent=date(2026, 6, 1))
    rows = annex2(desk, own_part(desk), YEAR, OPEN).tables["rows"]
    assert [row["change"] for row in rows] == ["115/06/30解除\n調任\n接任：陳𡍼明", ""]
    assert rows[1]["note"] == "跨機關：組織編制"
    assert len(annex2(desk, own_part(desk), 116, OPEN).tables["rows"]) == 1


def test_end_without_a_successor_names_none(desk: Desk) -> None:
    seeds.end(desk, appointed(desk, hire(desk)).id, date(2026, 6, 30), "調任")
    assert annex2(desk, own_part(desk), YEAR, OPEN).tables["rows"][0]["change"] == "115/06/30解除\n調任"


def test_staffing_is_the_sum_or_not_recorded(desk: Desk) -> None:
    found_child(desk)
    agencies.set_staffing(desk, {Headcount.STAFFING_BUDGET: 12}, DAY)
    assert annex2(desk, own_part(desk), YEAR, OPEN).facts["staffing"] == "未登錄"
    agencies.set_staffing(desk, {Headcount.STAFFING_BUDGET: 4}, DAY, agency=child_of(desk))
    assert annex2(desk, own_part(desk), YEAR, OPEN).facts["staffing"] == "16"


def test_coaching_rows_by_day_with_totals(desk: Desk) -> None:
    person = hire(desk)
    appointed(desk, person)
    base = coaching.new_coaching(desk, person.id, DAY, 540, 630, "範例文化局")
    later = replace(
        coaching.new_coaching(desk, person.id, date(2026, 4, 1), 540, 600, "範例文化局"),
        served_person="林小華",
        served_phone="02-0000-0001",
        channels=(Channel.PHONE, Channel.EMAIL),
        system="biz-01",
        settlement=Settlement.ESCALATED,
        escalated_to="8585",
    )
    for one in (later, base):
        coaching.coach(desk, one)
    content = annex3(desk, own_part(desk), YEAR, Mask())
    first, second = content.tables["rows"]
    assert first["when"] == "115/03/02\n09:00-10:30"
    assert second["served"] == "範例文化局\n林小華\n02-0000-0001"
    assert (second["channel"], second["system"], second["settlement"]) == ("電話、電子郵件", "組織編制子系統", "轉報（8585）")
    assert content.totals == ("合計：2件，2.5小時。",)
    assert content.facts["teacher"] == "王小明"


def test_several_teachers_are_named_in_their_rows_and_one_alone_may_be_asked(desk: Desk) -> None:
    first, second = hire(desk), hire(desk, "陳𡍼明")
    for person in (first, second):
        appointed(desk, person)
        coaching.coach(desk, coaching.new_coaching(desk, person.id, DAY, 540, 600, "範例文化局"))
    names = {row["when"].splitlines()[-1] for row in annex3(desk, own_part(desk), YEAR, OPEN).tables["rows"]}
    assert names == {"王小明", "陳𡍼明"}
    alone = annex3(desk, own_part(desk), YEAR, OPEN, second)
    assert (alone.facts["teacher"], len(alone.tables["rows"])) == ("陳𡍼明", 1)
    assert len(annex3(desk, own_part(desk), 114, OPEN).tables["rows"]) == 0
