"""敘獎名單: nominees against what was approved, and what is attached."""

from dataclasses import replace
from datetime import date

from hrdesk.domain.acts import Act
from hrdesk.domain.awards import Nomination, Nominee, QuotaApproval
from hrdesk.domain.record import ApprovalId, NominationId, NomineeId
from hrdesk.domain.seeds import Answer, CheckAnswer
from hrdesk.services.agency.agencies import own_agency
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask
from hrdesk.services.papers.form_awards import award_list
from hrdesk.services.teachers import coaching, self_check
from tests.services.book import YEAR, appointed, enrolled, hire, hold

DAY = date(2027, 2, 1)


def test_empty_list_waits_for_the_approval(desk: Desk) -> None:
    content = award_list(desk, own_agency(desk), YEAR, Mask())
    assert content.tables["rows"] == ()
    assert content.facts["quota_line"] == "核予額度：尚未收到核定通知　本次提報：0人"
    assert content.facts["attachments_line"] == "檢附：□附表1　□附表3　□附表5　□特殊優良事蹟"
    assert content.facts["document"] == "—"


def test_list_shows_award_words_quota_and_attachments(desk: Desk) -> None:
    person = hire(desk, "陳𡍼明", unit="人事室", title="專員", grade="薦任第八職等", national_id="A123456789")
    appointed(desk, person)
    enrolled(desk, hold(desk), person)
    coaching.coach(desk, coaching.new_coaching(desk, person.id, date(2026, 3, 2), 540, 600, "範例文化局"))
    self_check.answer(desk, person.id, YEAR, [CheckAnswer("e1", Answer.YES)])
    own = desk.workspace.agency
    nomination = Nomination(id=NominationId("1" * 32), agency=own, year=YEAR, day=DAY, document="範人字第2號")
    nominee = Nominee(id=NomineeId("2" * 32), agency=own, nomination=nomination.id, officer=person.id, times=1, deed="輔導三次", article="陸三(二)")
    raised = replace(nominee, raised=1, dedicated="地政事務所", waiver="無附表3")
    approval = QuotaApproval(
        id=ApprovalId("3" * 32), agency=own, year=YEAR, staffing=16, reading="R1", proposed_units=2, units=3, heads=2, groups=("地政事務所",), approved=DAY
    )
    with desk.store.write(Act.EDIT) as tx:
        tx.put_all([nomination, nominee, replace(approval, heads=None, groups=())])
    content = award_list(desk, own_agency(desk), YEAR, Mask())
    (row,) = content.tables["rows"]
    assert (row["agency"], row["name"], row["national_id"], row["award"]) == ("範例地政局\n人事室", "陳𡍼明", "A12345****", "嘉獎一次\n工作得力")
    assert content.facts["quota_line"] == "人事人員總員額數：16人　核予額度：嘉獎三次　本次提報：1人、嘉獎一次"
    assert content.facts["attachments_line"] == "檢附：■附表1　■附表3　■附表5　□特殊優良事蹟"
    assert content.facts["document"] == "範人字第2號"
    with desk.store.write(Act.EDIT) as tx:
        tx.put_all([raised, approval])
    content = award_list(desk, own_agency(desk), YEAR, Mask(off=True))
    (row,) = content.tables["rows"]
    assert (row["national_id"], row["award"]) == ("A123456789", "嘉獎二次\n辛勞得力")
    assert row["note"] == "專責：地政事務所\n含建議提高獎度一次\n附件說明：無附表3"
    assert content.facts["quota_line"].endswith("嘉獎三次、2人（含增列：地政事務所）　本次提報：1人、嘉獎一次，建議提高獎度一次")
