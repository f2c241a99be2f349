"""三份異動通知 and 交接清單: nothing blank in a letter, nothing forgotten in a handover."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hrdesk.domain.record import EvidenceId, LogId, MentoringId
from hrdesk.domain.seeds import (
    Addressee,
    Answer,
    Appointment,
    ChangeKind,
    CheckAnswer,
    Coaching,
    LogKind,
    Mentoring,
    Outcome,
    Settlement,
    SystemLog,
)
from hrdesk.domain.staff import Officer
from hrdesk.errors import Fault, InputError
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask
from hrdesk.services.people import evidence
from hrdesk.services.teachers import coaching, seeds, self_check
from hrdesk.services.teachers.form_changes import change_notice, handover_list
from tests.services.book import PDF, YEAR, appointed, child_of, fault_of, found_child, hire

LAST = date(2026, 10, 31)
WHOLE: dict[str, Any] = {"document": "北市範人字第1號", "systems": ("biz-09",), "scope": "所屬", "phone": "02-27200001", "email": "demo1@gov.example"}


def teacher(desk: Desk, **values: Any) -> tuple[Officer, Appointment]:
    person = hire(desk, "陳𡍼明", title="專員", unit="人事室")
    return person, appointed(desk, person, **{**WHOLE, **values})


def ended(desk: Desk, held: Appointment, **values: Any) -> Appointment:
    seeds.end(desk, held.id, LAST, "職務調整", **values)
    return seeds.appointment(desk, held.id)


def texts(content: Any) -> dict[str, str]:
    return {row["item"]: row["text"] for row in content.tables["rows"]}


def test_an_appointment_is_told_to_all_three(desk: Desk) -> None:
    _, held = teacher(desk)
    letters = change_notice(desk, held, ChangeKind.APPOINTED, Mask()).copies
    assert [one.facts["addressee"] for one in letters] == ["範例地政局人事機構", "範例地政局所屬人事人員", "臺北市政府人事處資訊室"]
    assert len({one.facts["request"] for one in letters}) == 3
    assert not any(one.draft for one in letters)
    assert letters[0].facts["change"] == "指派"
    assert texts(letters[0]) == {
        "種籽教師人員": "專員　陳𡍼明",
        "服務機關": "範例地政局　人事室",
        "輔導系統": "差勤管理子系統",
        "輔導範圍": "所屬",
        "指派文號": "北市範人字第1號",
        "生效日期": "自中華民國115年1月1日起",
        "聯絡方式": "電話：02-27200001\n電子郵件：demo1@gov.example",
    }


def test_every_addressee_is_asked_for_something() -> None:
    assert {f"change.{one.value}" for one in Addressee} == set(words.table("letters"))


def test_an_end_names_its_reason_and_the_successor(desk: Desk) -> None:
    _, held = teacher(desk, dedicated="地政事務所", domain="考績", consent=date(2026, 1, 1))
    after = hire(desk, "林𠅤如", title="科員", phone="02-27200002")
    (letter,) = change_notice(desk, ended(desk, held, successor=after.id), ChangeKind.ENDED, Mask(), (Addressee.DEPARTMENT,)).copies
    told = texts(letter)
    assert (told["生效日期"], told["解除原因"]) == ("中華民國115年10月31日（最後一日）", "職務調整")
    assert (told["接任人員"], told["聯絡方式"]) == ("科員　林𠅤如", "電話：02-27200002")
    assert (told["專責類別"], told["跨機關業務領域"]) == ("地政事務所", "考績")


def test_an_end_without_a_successor_names_the_office(desk: Desk) -> None:
    _, held = teacher(desk)
    told = texts(change_notice(desk, ended(desk, held), ChangeKind.ENDED, Mask()))
    assert (told["接任人員"], told["聯絡方式"]) == ("尚未指派，另行通知", "人事機構承辦人 範例承辦")


def test_names_and_contacts_are_hidden_on_request(desk: Desk) -> None:
    _, held = teacher(desk)
    told = texts(change_notice(desk, held, ChangeKind.APPOINTED, Mask(names=True)))
    assert told["種籽教師人員"] == "專員　陳○○"
    assert "0001" not in told["聯絡方式"]


def test_what_would_be_blank_stops_the_letter(desk: Desk) -> None:
    _, held = teacher(desk, document="", scope=" ", phone="", email="")
    with pytest.raises(InputError) as caught:
        change_notice(desk, held, ChangeKind.APPOINTED, Mask())
    assert (fault_of(caught), caught.value.facts) == (Fault.INCOMPLETE, {"count": 3, "missing": "輔導範圍、指派文號、聯絡方式"})


def test_an_end_that_has_not_come_is_not_told(desk: Desk) -> None:
    _, held = teacher(desk)
    with pytest.raises(InputError) as caught:
        change_notice(desk, held, ChangeKind.ENDED, Mask())
    assert fault_of(caught) is Fault.WRONG_STATE
    with pytest.raises(InputError) as caught:
        handover_list(desk, held, Mask())
    assert fault_of(caught) is Fault.WRONG_STATE


def test_a_second_tier_office_tells_the_one_above(desk: Desk) -> None:
    found_child(desk)
    held = appointed(desk, hire(desk, "林𠅤如", agency=child_of(desk)), **WHOLE)
    letters = change_notice(desk, held, ChangeKind.APPOINTED, Mask()).copies
    assert [one.facts["addressee"] for one in letters[:2]] == ["範例地政局人事機構", "範例地政事務所所屬人事人員"]
    assert letters[0].facts["agency"] == "範例地政事務所"


def coached(desk: Desk, person: Officer, day: date, **values: Any) -> Coaching:
    item = replace(coaching.new_coaching(desk, person.id, day, 600, 660, "範例地政事務所"), **values)
    coaching.coach(desk, item)
    return item


def kept(desk: Desk, folder: Path, name: str) -> EvidenceId:
    path = folder / name
    path.write_bytes(PDF + name.encode())
    return evidence.take_in(desk, path)[1]


def logged(desk: Desk, day: date, outcome: Outcome, **values: Any) -> None:
    plain: dict[str, Any] = {
        "id": LogId(desk.new_id()),
        "agency": desk.workspace.agency,
        "kind": LogKind.BACKUP,
        "day": day,
        "system": "PSN2K",
        "outcome": outcome,
    }
    coaching.log(desk, SystemLog(**{**plain, **values}))


def rows(desk: Desk, held: Appointment, table: str) -> list[tuple[str, str]]:
    return [(row["item"], row["detail"]) for row in handover_list(desk, seeds.appointment(desk, held.id), Mask()).tables[table]]


def test_empty_handover_names_both_and_leaves_the_notices_to_send(desk: Desk) -> None:
    _, held = teacher(desk, systems=(), scope="")
    content = handover_list(desk, ended(desk, held), Mask())
    assert (content.facts["teacher"], content.facts["successor"]) == ("專員 陳𡍼明", "尚未指派，另行通知")
    assert (content.facts["term"], content.facts["reason"]) == ("115/01/01至115/10/31", "職務調整")
    assert {name: len(found) for name, found in content.tables.items()} == {"systems": 0, "cases": 0, "pending": 3, "files": 0, "logs": 0}
    assert not content.draft


def test_handover_lists_systems_and_the_scope(desk: Desk) -> None:
    _, held = teacher(desk, focus=("biz-09", "biz-02"))
    after = hire(desk, "林𠅤如")
    ended(desk, held, successor=after.id)
    assert rows(desk, held, "systems") == [("差勤管理子系統", "重點加強"), ("任免遷調子系統", "重點加強"), ("輔導範圍", "所屬")]
    assert handover_list(desk, seeds.appointment(desk, held.id), Mask()).facts["successor"] == "林𠅤如"


def test_handover_lists_cases_that_somebody_has_to_follow_up(desk: Desk) -> None:
    person, held = teacher(desk)
    coached(desk, person, date(2026, 3, 2), settlement=Settlement.SOLVED)
    reported: dict[str, Any] = {"settlement": Settlement.ESCALATED, "escalated_to": "本處資訊室", "ticket": "A1", "handling": "已轉報"}
    coached(desk, person, date(2026, 4, 2), problem="無法登入", served_person="李大華", **reported)
    coached(desk, person, date(2026, 3, 9), problem="無法列印")
    coached(desk, person, date(2026, 11, 9))
    ended(desk, held)
    assert rows(desk, held, "cases") == [
        ("115/03/09　範例地政事務所\n無法列印", "處理中"),
        ("115/04/02　範例地政事務所\n李大華\n無法登入", "轉報\n轉報：本處資訊室\n案號：A1\n已轉報"),
    ]


def test_handover_lists_what_is_still_to_do(desk: Desk) -> None:
    person, held = teacher(desk)
    newcomer = hire(desk, "林𠅤如")
    for number, end in enumerate((None, date(2026, 5, 1))):
        pair: dict[str, Any] = {"id": MentoringId(desk.new_id()), "agency": desk.workspace.agency, "mentor": person.id, "mentee": newcomer.id}
        coaching.mentor(desk, Mentoring(**pair, topic="biz-09", start=date(2026, 2, 1 + number), end=end))
    self_check.answer(desk, person.id, YEAR, [CheckAnswer("e1", Answer.YES)])
    ended(desk, held)
    seeds.notify(desk, held.id, ChangeKind.ENDED, LAST, (Addressee.OFFICE, Addressee.SUBORDINATES))
    assert rows(desk, held, "pending") == [
        ("解除通知：本處資訊室", "尚未通知（伍五）"),
        ("小老師學習：林𠅤如（差勤管理子系統）", "115/02/01起，尚未結束"),
        ("115年度自我檢核表（附表5）", "草稿"),
    ]


def test_an_approved_self_check_is_not_left_to_do(desk: Desk) -> None:
    person, held = teacher(desk)
    answers = [CheckAnswer(item, Answer.NO) for item in self_check.items(desk, YEAR)]
    self_check.answer(desk, person.id, YEAR, answers)
    self_check.submit(desk, person.id, YEAR, LAST)
    self_check.approve(desk, person.id, YEAR, LAST, by="範例主管")
    ended(desk, held)
    seeds.notify(desk, held.id, ChangeKind.ENDED, LAST)
    assert rows(desk, held, "pending") == []


def test_handover_lists_each_file_once(desk: Desk, tmp_path: Path) -> None:
    person, held = teacher(desk)
    coach, check, merit, hand, old = (kept(desk, tmp_path, f"{name}.pdf") for name in ("輔導", "檢核", "事蹟", "交接", "去年"))
    self_check.answer(desk, person.id, YEAR, [CheckAnswer("e1", Answer.YES, evidence=(check,))])
    self_check.claim_merit(desk, person.id, YEAR, "other", "事蹟", evidence=(merit,))
    self_check.claim_merit(desk, person.id, YEAR - 1, "other", "去年", evidence=(old,))
    coached(desk, person, date(2026, 3, 2), evidence=(coach,))
    coached(desk, person, date(2026, 3, 3), evidence=(coach,))
    seeds.hand_over(desk, ended(desk, held).id, LAST, evidence=(hand,))
    assert rows(desk, held, "files") == [
        ("交接.pdf", "交接佐證"),
        ("檢核.pdf", "自我檢核佐證"),
        ("事蹟.pdf", "特殊優良事蹟佐證"),
        ("輔導.pdf", "輔導紀錄佐證"),
    ]


def test_a_file_that_is_gone_stands_as_missing(desk: Desk) -> None:
    _, held = teacher(desk)
    gone = replace(ended(desk, held), handover=(EvidenceId("0" * 32),))
    assert handover_list(desk, gone, Mask()).tables["files"][0]["item"] == "（檔案不在）"


def test_handover_counts_the_logs_of_the_term(desk: Desk) -> None:
    _, held = teacher(desk)
    logged(desk, date(2026, 2, 1), Outcome.GOOD)
    logged(desk, date(2026, 3, 1), Outcome.INCIDENT)
    logged(desk, date(2026, 4, 1), Outcome.INCIDENT, remedy="已重做")
    logged(desk, date(2026, 11, 1), Outcome.GOOD)
    logged(desk, date(2026, 5, 1), Outcome.GOOD, kind=LogKind.TRANSMISSION)
    logged(desk, date(2026, 5, 1), Outcome.INCIDENT, kind=LogKind.TRANSMISSION, system="eCPA", remedy="已補傳")
    ended(desk, held)
    assert rows(desk, held, "logs") == [
        ("資料庫備份：PSN2K", "3筆，最近115/04/01\n缺漏或異常2件，未改善1件"),
        ("資料傳輸：PSN2K", "1筆，最近115/05/01"),
        ("資料傳輸：eCPA", "1筆，最近115/05/01\n缺漏或異常1件"),
    ]
