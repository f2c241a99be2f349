"""具體輔導事蹟說明 and 個人摘要: every section with its evidence, facts without a score."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.forms import FormContent
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.record import EvidenceId, MentoringId
from hrdesk.domain.seeds import Mentoring, MeritClaim, Verification
from hrdesk.domain.staff import Officer, Role
from hrdesk.domain.training import AbsenceReport, Mode, Presence, Verdict
from hrdesk.services.agency.agencies import own_agency
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask
from hrdesk.services.people import evidence, staff
from hrdesk.services.study import absence, training
from hrdesk.services.teachers import coaching, self_check
from hrdesk.services.teachers.form_people import merit_statement, personal_summary
from tests.services.book import PDF, YEAR, appointed, enrolled, hire, hold, record_of


def statement(desk: Desk, person: Officer, mask: Mask | None = None) -> FormContent:
    return merit_statement(desk, own_agency(desk), person, YEAR, mask or Mask())


def summary(desk: Desk, person: Officer, mask: Mask | None = None) -> FormContent:
    return personal_summary(desk, own_agency(desk), person, YEAR, mask or Mask())


def kept(desk: Desk, folder: Path, name: str) -> EvidenceId:
    path = folder / name
    path.write_bytes(PDF + name.encode())
    return evidence.take_in(desk, path)[1]


def test_every_section_of_the_plan_stands_there_told_or_not(desk: Desk) -> None:
    person = hire(desk, "陳𡍼明")
    self_check.claim_merit(desk, person.id, YEAR, "procedures", "訂定標準作業程序。")
    content = statement(desk, person)
    told = [(row["section"], row["text"]) for row in content.tables["sections"]]
    assert told[0] == ("輔導新進或新接業務同仁之服務績效", "（未填列）")
    assert told[2] == ("標準作業程序文件產製", "訂定標準作業程序。")
    assert len(told) == 5
    assert (content.facts["title"], content.facts["name"], content.facts["term"]) == ("—", "陳𡍼明", "—")
    assert content.tables["evidence"] == ()
    assert not content.draft
    assert statement(desk, replace(person, title="專員"), Mask(names=True)).facts["name"] == "陳○○"


def test_evidence_is_numbered_once_and_indexed(desk: Desk, tmp_path: Path) -> None:
    person = hire(desk)
    first, second = kept(desk, tmp_path, "甲.pdf"), kept(desk, tmp_path, "乙.pdf")
    self_check.claim_merit(desk, person.id, YEAR, "other", "其他。", evidence=(first,))
    self_check.claim_merit(desk, person.id, YEAR, "newcomers", "輔導。", evidence=(second, first))
    content = statement(desk, person)
    assert [row["evidence"] for row in content.tables["sections"]] == ["佐證1\n佐證2", "", "", "", "佐證2"]
    index = content.tables["evidence"]
    assert [(row["no"], row["name"], row["size"], row["day"]) for row in index] == [
        ("佐證1", "乙.pdf", "1 KB", "115/11/20"),
        ("佐證2", "甲.pdf", "1 KB", "115/11/20"),
    ]
    assert all(len(row["digest"]) == 16 for row in index)


def test_what_was_verified_and_what_is_gone_is_told(desk: Desk) -> None:
    person = hire(desk)
    self_check.claim_merit(desk, person.id, YEAR, "other", "其他。")
    (claim,) = desk.store.all(MeritClaim)
    changed = replace(claim, verification=Verification.PARTLY, evidence=(EvidenceId("0" * 32),))
    with desk.store.write(Act.VERIFY_MERIT) as tx:
        tx.put(changed)
    content = statement(desk, person)
    assert content.tables["sections"][4]["verification"] == "部分屬實"
    assert content.tables["evidence"][0]["name"] == "（檔案不在）"


def test_the_book_adds_what_it_knows_of_the_year(desk: Desk) -> None:
    person, newcomer = hire(desk), hire(desk, "林𠅤如")
    appointed(desk, person, date(2025, 1, 1))
    for day in (date(2026, 3, 2), date(2025, 3, 2)):
        coaching.coach(desk, coaching.new_coaching(desk, person.id, day, 600, 690, "範例所"))
    pair: dict[str, Any] = {"agency": desk.workspace.agency, "mentor": person.id, "mentee": newcomer.id, "topic": "biz-01"}
    coaching.mentor(desk, Mentoring(id=MentoringId(desk.new_id()), **pair, start=date(2026, 2, 1)))
    coaching.mentor(desk, Mentoring(id=MentoringId(desk.new_id()), **pair, start=date(2025, 2, 1), end=date(2025, 3, 1)))
    assert statement(desk, person).totals == ("本年度紀錄所載：輔導1件、1.5小時；小老師學習1人次。",)


def test_summary_of_one_who_did_nothing(desk: Desk) -> None:
    content = summary(desk, hire(desk))
    assert {name: len(rows) for name, rows in content.tables.items()} == {"courses": 0, "absences": 0, "duties": 0, "coaching": 8}
    assert (content.facts["title"], content.facts["roles"], content.facts["certified"]) == ("—", "—", "0")
    assert content.totals == ("認證時數合計：0小時。", "需參與課程（肆）：無。")
    assert "分數" not in "".join(content.totals)


def test_summary_lists_courses_and_counts_a_digital_one_once(desk: Desk) -> None:
    person = hire(desk, title="科員")
    course = hold(desk)
    enrolled(desk, course, person)
    training.attend(desk, course.id, person.id, training.spread(course, Presence.ATTENDED))
    for month in (3, 4):
        first, last = date(2026, month, 1), date(2026, month, 30)
        digital = hold(desk, "115-EL-01", name="個資安全", term=f"{month}月", mode=Mode.DIGITAL, start=first, end=last, minutes=120)
        training.complete(desk, digital.id, person.id, last)
    content = summary(desk, person)
    assert [(row["course"], row["participation"], row["hours"]) for row in content.tables["courses"]] == [
        ("個資安全（3月）", "全程參與", "2"),
        ("個資安全（4月）", "全程參與", "2"),
        ("範例操作班（第1期）", "全程參與", "12"),
    ]
    assert content.facts["certified"] == "14"
    assert summary(desk, person, Mask(names=True)).facts["name"] == "王○○"


def test_summary_tells_absences_with_both_verdicts(desk: Desk) -> None:
    person, other = hire(desk), hire(desk, "林𠅤如")
    first, second = hold(desk), hold(desk, "115-OP-02", start=date(2026, 7, 1), end=date(2026, 7, 1), minutes=60)
    for course, one in ((first, person), (second, person), (first, other)):
        enrolled(desk, course, one)
        training.attend(desk, course.id, one.id, training.spread(course, Presence.LEAVE, leave_kind="病假"))
    absence.report(desk, record_of(desk, first, person).id, reason="就醫")
    (report,) = desk.store.all(AbsenceReport)
    absence.review(desk, report.id, Verdict.SUFFICIENT)
    department = replace(desk, workspace=replace(desk.workspace, kind=WorkspaceKind.DEPARTMENT))
    absence.review(department, report.id, Verdict.INSUFFICIENT, "佐證不足", by_department=True)
    assert [{**row, "course": row["course"][:5]} for row in summary(desk, person).tables["absences"]] == [
        {"no": "1", "course": "範例操作班", "kind": "請假\n病假", "reason": "就醫", "state": "充分合理\n不列缺點", "department": "未充分合理"},
        {"no": "2", "course": "範例操作班", "kind": "請假", "reason": "", "state": "未填\n尚待填報或審認", "department": ""},
    ]


def test_summary_tells_business_roles_and_required_courses(desk: Desk) -> None:
    person = hire(desk)
    staff.assign_role(desk, person.id, Role.ADVANCED, date(2026, 1, 1))
    staff.assign_duty(desk, person.id, "biz-09", date(2026, 2, 1))
    staff.assign_duty(desk, person.id, "biz-02", date(2026, 1, 1), date(2026, 1, 31))
    staff.assign_duty(desk, person.id, "biz-01", date(2025, 1, 1), date(2025, 12, 31))
    content = summary(desk, person)
    assert [(row["duty"], row["span"]) for row in content.tables["duties"]] == [
        ("任免遷調子系統", "115/01/01～115/01/31"),
        ("差勤管理子系統", "115/02/01起"),
    ]
    assert content.facts["roles"] == "進階人事人員"
    assert content.totals[1].startswith("需參與課程（肆）：")
    assert "本年無開課" in content.totals[1]


@pytest.mark.parametrize(("item", "at"), [(1, 0), (7, 6), (None, 7)])
def test_coaching_is_counted_by_item(desk: Desk, item: int | None, at: int) -> None:
    person = hire(desk)
    appointed(desk, person, date(2025, 1, 1))
    for day in (date(2026, 3, 2), date(2026, 3, 3), date(2025, 3, 3)):
        coaching.coach(desk, replace(coaching.new_coaching(desk, person.id, day, 600, 630, "範例所"), item=item))
    rows = summary(desk, person).tables["coaching"]
    assert [row["count"] for row in rows] == ["2" if number == at else "0" for number in range(8)]
    assert (rows[at]["hours"], rows[7]["item"]) == ("1", "未分類")
