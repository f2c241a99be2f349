"""年度成果報告: counted from the records, nobody named, 無資料 where there is nothing."""

from dataclasses import replace
from datetime import date
from typing import Any

from hrdesk.domain.acts import Act
from hrdesk.domain.awards import Decision, Nomination, Nominee, Ruling
from hrdesk.domain.forms import FormContent
from hrdesk.domain.record import AgencyId, DecisionId, LogId, NominationId, NomineeId, OfficerId
from hrdesk.domain.seeds import ChangeKind, LogKind, Outcome, Settlement, SystemLog
from hrdesk.domain.training import Method, Mode, Presence
from hrdesk.services.agency.agencies import own_part
from hrdesk.services.core.desk import Desk
from hrdesk.services.study import training
from hrdesk.services.teachers import coaching, seeds
from hrdesk.services.teachers.form_year import year_report
from tests.services.book import YEAR, appointed, child_of, enrolled, found_child, hire, hold


def report(desk: Desk) -> FormContent:
    return year_report(desk, own_part(desk), YEAR)


def results(desk: Desk) -> dict[str, str]:
    return {row["item"]: row["result"] for row in report(desk).tables["results"]}


def test_an_empty_year_says_so_and_names_no_percentage(desk: Desk) -> None:
    assert results(desk) == {
        "人事管理資訊系統研習": "本年度無參訓紀錄。",
        "到課出席率": "無資料（本年度無報名人次）。",
        "種籽教師輔導服務": "本年度無輔導紀錄。",
        "種籽教師人員設置": "本年度未置種籽教師人員。",
        "資料庫備份及資料傳輸": "資料庫備份：無資料。\n資料傳輸：無資料。",
        "敘獎": "本年度尚無敘獎提報。",
    }
    content = report(desk)
    assert [row["kind"] for row in content.tables["courses"]] == ["合計"]
    assert (content.draft, content.personal) == (False, False)


def test_every_unit_is_counted_for_itself_and_kinds_do_not_add_up(desk: Desk) -> None:
    found_child(desk)
    first, second = hire(desk), hire(desk, "林𠅤如", agency=child_of(desk))
    course = hold(desk)
    for one, presence in ((first, Presence.ATTENDED), (second, Presence.LEAVE)):
        enrolled(desk, course, one)
        training.attend(desk, course.id, one.id, training.spread(course, presence))
    digital = hold(desk, "EL", topics=("forum-05", "biz-01"), mode=Mode.DIGITAL, method=Method.AGENCY, minutes=60)
    other = hold(desk, "XX", topics=("自訂",), mode=Mode.DIGITAL, minutes=30)
    for done in (digital, other):
        training.complete(desk, done.id, first.id, date(2026, 6, 11))
    last_year = hold(desk, "OLD", start=date(2025, 6, 1), end=date(2025, 6, 1))
    training.attend(desk, last_year.id, first.id, training.spread(last_year, Presence.ATTENDED))
    assert [tuple(row.values()) for row in report(desk).tables["courses"]] == [
        ("核心系統（一）業務處理", "1", "2", "1", "1", "2", "12"),
        ("資訊研討", "1", "0", "1", "1", "0", "1"),
        ("未歸類", "1", "0", "1", "1", "0", "0.5"),
        ("合計", "3", "2", "1", "3", "2", "13.5"),
    ]
    told = results(desk)
    assert told["人事管理資訊系統研習"] == "參加研習3班期（本處2班期、自辦1班期）、2場次；\n參訓1人、3人次、2人天次；\n認證時數13.5小時。"
    assert told["到課出席率"] == "到課1人次／報名2人次＝50.00%（陸、二、（二））。"


def test_coaching_is_told_by_its_end(desk: Desk) -> None:
    person = hire(desk)
    appointed(desk, person, date(2025, 1, 1))
    for month, settlement in ((3, Settlement.SOLVED), (4, Settlement.SOLVED), (5, Settlement.OPEN)):
        item = coaching.new_coaching(desk, person.id, date(2026, month, 2), 600, 630, "範例所" if month < 5 else "範例局")
        coaching.coach(desk, replace(item, item=2, settlement=settlement))
    coaching.coach(desk, coaching.new_coaching(desk, person.id, date(2025, 5, 2), 600, 630, "範例所"))
    assert results(desk)["種籽教師輔導服務"] == "輔導3件、1.5小時，受輔導機關2個；其中處理中1件、已解決2件。"
    assert [row["count"] for row in report(desk).tables["coaching"]] == ["0", "3", "0", "0", "0", "0", "0", "0"]
    assert results(desk)["種籽教師人員設置"] == "種籽教師人員1人，其中專責0人；\n本年度無異動。"


def test_seed_teachers_are_told_with_their_changes(desk: Desk) -> None:
    held = appointed(desk, hire(desk), dedicated="地政事務所")
    appointed(desk, hire(desk, "林𠅤如"))
    seeds.notify(desk, held.id, ChangeKind.APPOINTED, date(2026, 1, 2))
    assert results(desk)["種籽教師人員設置"] == "種籽教師人員2人，其中專責1人；\n異動2件，其中1件已通知三方並完成交接（伍、五）。"


def test_logs_are_told_with_their_incidents(desk: Desk) -> None:
    for day, outcome in ((date(2026, 2, 1), Outcome.GOOD), (date(2026, 3, 1), Outcome.INCIDENT), (date(2025, 3, 1), Outcome.INCIDENT)):
        entry: dict[str, Any] = {"id": LogId(desk.new_id()), "agency": desk.workspace.agency, "kind": LogKind.BACKUP, "day": day, "system": "PSN2K"}
        coaching.log(desk, SystemLog(**entry, outcome=outcome))
    assert results(desk)["資料庫備份及資料傳輸"] == "資料庫備份：紀錄2筆，其中缺漏或異常1件。\n資料傳輸：無資料。"


def nominated(desk: Desk, officer: OfficerId, agency: AgencyId, year: int = YEAR) -> Nominee:
    held = Nomination(id=NominationId(desk.new_id()), agency=desk.workspace.agency, year=year, day=date(2027, 2, 2))
    nominee = Nominee(id=NomineeId(desk.new_id()), agency=agency, nomination=held.id, officer=officer, times=2)
    with desk.store.write(Act.NOMINATE) as tx:
        tx.put(held)
        tx.put(nominee)
    return nominee


def decided(desk: Desk, nominee: Nominee, ruling: Ruling, times: int) -> None:
    facts: dict[str, Any] = {"article": "陸三(二)", "reason": "依核定額度", "decided": date(2027, 2, 8)}
    decision = Decision(
        id=DecisionId(desk.new_id()), agency=nominee.agency, nominee=nominee.id, officer=nominee.officer, year=YEAR, ruling=ruling, times=times, **facts
    )
    with desk.store.write(Act.DECIDE) as tx:
        tx.put(decision)


def test_awards_are_told_as_proposed_and_as_decided(desk: Desk) -> None:
    own = desk.workspace.agency
    first, second = (nominated(desk, hire(desk, name).id, own) for name in ("王小明", "林𠅤如"))
    nominated(desk, first.officer, own, YEAR - 1)
    assert results(desk)["敘獎"] == "提報2人；尚未決定。"
    decided(desk, first, Ruling.GRANTED, 2)
    decided(desk, second, Ruling.REFUSED, 0)
    assert results(desk)["敘獎"] == "提報2人；核予1人、嘉獎2次，不予1人。"
