"""The page of the evaluation: how far each agency is, the records behind each item, weights only where the department set them."""

from dataclasses import replace
from datetime import date

import pytest

from hrdesk.domain.awards import ItemResult, Remark
from hrdesk.domain.minguo import year_end
from hrdesk.domain.record import LogId, OfficerId, SelfCheckId, TrainingId
from hrdesk.domain.seeds import Appointment, LogKind, Outcome, SelfCheck, SystemLog
from hrdesk.domain.training import TrainingRecord
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.agency.agencies import by_code
from hrdesk.services.awards import decisions
from hrdesk.services.core import log_since
from hrdesk.services.packages import drafts
from hrdesk.services.people import looking
from hrdesk.services.review import evaluation, evaluation_board, returning
from hrdesk.services.review.evaluation_board import Proof
from hrdesk.services.review.form_evaluation import evaluation_sheet
from hrdesk.services.review.returning import Stand
from tests.factory import record_id
from tests.services.book import fault_of
from tests.services.steps import accepted, change, first_of, put, submitted
from tests.services.three_offices import CHILD, FIRST, OTHER, YEAR, City, agency, teacher


def proofs(city: City, code: str, *, answers: bool = False) -> tuple[Proof, ...]:
    return evaluation_board.proofs(city.department, first_of(city.department), YEAR, code, answers=answers)


def stands(city: City) -> list[Stand]:
    return [one.stand for one in returning.matters(city.department, first_of(city.department), YEAR)]


def test_lines_tell_what_arrived_and_how_far_the_judging_is(city: City) -> None:
    submitted(city)
    desk = city.department
    evaluation.judge(desk, first_of(desk), YEAR, "e2", ItemResult.UNMET, "沒有輔導")
    decisions.remark(desk, agency(CHILD).id, YEAR, "請補件")
    mine, other = evaluation_board.lines(desk, YEAR)
    assert (mine.judged, mine.items, mine.reviewer, mine.second, mine.remarks, mine.revision, mine.whole) == (1, 7, "範例審核員", "", 1, 1, False)
    assert (other.id, other.judged, other.revision) == (agency(OTHER).id, 0, 0)


def test_only_the_department_sees_the_lines(city: City) -> None:
    with pytest.raises(HrdeskError) as caught:
        evaluation_board.lines(city.first, YEAR)
    assert fault_of(caught) is Fault.WRONG_WORKSPACE


def test_each_item_has_its_wording_facts_and_why(city: City) -> None:
    submitted(city)
    desk = city.department
    evaluation.judge(desk, first_of(desk), YEAR, "e2", ItemResult.UNMET, "沒有輔導")
    found = evaluation_board.judging(desk, first_of(desk), YEAR)
    assert [one.id for one in found.items] == [f"e{n}" for n in range(1, 8)]
    assert found.items[1].judgement is not None
    assert found.items[0].judgement is None
    assert [one.text for one in found.items[0].told][:2] == ["附表3 此項輔導件數：2", "自我檢核「是」：2"]
    assert [one.answers for one in found.items[0].told] == [False, True, True, True]
    assert found.items[0].why.citation.article == "陸三(四)1"
    assert all(fact.record is None for one in found.items for fact in one.why.inputs)
    assert {one.weight for one in found.items} == {""}
    seeds = [one for one in found.items[5].told if one.about is not None]
    assert {one.text.split("　")[0] for one in seeds} == {"陳𡍼明", "林𠅤如"}


def test_weights_stand_only_where_the_department_set_some(city: City) -> None:
    desk = city.department
    pack = desk.rules(year_end(YEAR))
    assert evaluation_board.weights(pack) == ()
    parameters = {**pack.parameters, "evaluation_weights": replace(pack.parameter("evaluation_weights"), value=(10, 10, 20, 20, 20, 10, 10))}
    weighed = replace(desk, rules=lambda _: replace(pack, parameters=parameters))
    assert [one.weight for one in evaluation_board.judging(weighed, first_of(desk), YEAR).items] == ["10", "10", "20", "20", "20", "10", "10"]
    content = evaluation_sheet(weighed, (first_of(desk),), YEAR)
    assert content.facts["weights_line"] == "配分（處定，非研習計畫所定）：第1項10分、第2項10分、第3項20分、第4項20分、第5項20分、第6項10分、第7項10分"


def test_proofs_are_the_records_of_the_first_tier_with_its_part(city: City) -> None:
    log = SystemLog(
        id=LogId(record_id("bad log")),
        agency=agency(FIRST).id,
        kind=LogKind.TRANSMISSION,
        day=date(2026, 3, 1),
        system="範例報送",
        outcome=Outcome.INCIDENT,
        officer=teacher(FIRST),
        verified=True,
        remedy="已補送",
    )
    put(city.first, log)
    submitted(city)
    assert [(one.who, one.agency, one.key.kind) for one in proofs(city, "e1")] == [
        ("林𠅤如", "範例地政事務所", "Coaching"),
        ("陳𡍼明", "範例地政局", "Coaching"),
    ]
    assert proofs(city, "e2") == ()
    assert [one.text for one in proofs(city, "e4")] == ["範例系統　正常"] * 2
    (bad,) = proofs(city, "e5")
    assert (bad.who, bad.text) == ("陳𡍼明", "範例報送　缺漏或異常　已驗證　處理：已補送")
    assert [one.text for one in proofs(city, "e6")] == ["種籽教師研習班（第1期）　到課"] * 2
    answers = proofs(city, "e1", answers=True)
    assert [one.text for one in answers] == ["是　（已核章）"] * 2
    assert all(len(one.evidence) == 1 for one in answers)
    assert proofs(city, "e2", answers=True) == ()
    assert looking.shown(city.department, bad.key).fields[0][1] == bad.id


def test_the_training_of_others_is_no_proof_of_the_teachers(city: City) -> None:
    training = city.first.store.all(TrainingRecord)[0]
    put(city.first, replace(training, id=TrainingId(record_id("another")), officer=OfficerId(record_id(f"colleague {FIRST}"))))
    submitted(city)
    assert {one.who for one in proofs(city, "e6")} == {"林𠅤如", "陳𡍼明"}


def test_training_without_attendance_is_told_as_such(city: City) -> None:
    change(city.first, TrainingRecord, record_id(f"training {FIRST}"), attendance=())
    change(city.child, TrainingRecord, record_id(f"training {CHILD}"), attendance=(), completed=date(2026, 6, 8))
    submitted(city)
    assert [one.text.split("　")[-1] for one in proofs(city, "e6")] == ["完成", "尚無到課紀錄"]


def test_changes_of_teachers_tell_who_was_told(city: City) -> None:
    change(city.first, Appointment, record_id(f"appointment {FIRST}"), start=date(2026, 2, 1), end=date(2026, 9, 30), handed_over=date(2026, 9, 30))
    submitted(city)
    assert [(one.day, one.text) for one in proofs(city, "e7")] == [
        (date(2026, 2, 1), "指派　已通知：無　已交接　尚未完成"),
        (date(2026, 9, 30), "解除　已通知：無　已交接　尚未完成"),
    ]


def test_a_draft_of_annex5_is_no_proof(city: City) -> None:
    submitted(city)
    check = city.department.store.get(SelfCheck, SelfCheckId(record_id(f"check {FIRST}")))
    assert check is not None
    put(city.department, replace(check, state=type(check.state).DRAFT))
    assert [one.who for one in proofs(city, "e1", answers=True)] == ["林𠅤如"]


def test_the_rest_is_judged_as_suggested_where_no_remark_is_wanted(city: City) -> None:
    submitted(city)
    desk = city.department
    evaluation.judge(desk, first_of(desk), YEAR, "e1", ItemResult.PARTLY, "佐證不足")
    evaluation.judge_rest(desk, first_of(desk), YEAR)
    held = evaluation.held(desk, first_of(desk), YEAR)
    assert [(one.item, one.result) for one in held.judgements] == [
        ("e1", ItemResult.PARTLY),
        ("e4", ItemResult.MET),
        ("e6", ItemResult.NOT_APPLICABLE),
        ("e7", ItemResult.NOT_APPLICABLE),
    ]
    with pytest.raises(HrdeskError) as caught:
        evaluation.judge_rest(desk, first_of(desk), YEAR)
    assert fault_of(caught) is Fault.NOT_FOUND


def test_matters_are_open_until_sent_and_answered_by_a_newer_revision(city: City) -> None:
    submitted(city)
    desk = city.department
    assert stands(city) == []
    decisions.remark(
        desk, agency(FIRST).id, YEAR, "備份紀錄請補送", article="陸三(四)4", about=Key("SystemLog", record_id(f"log {FIRST}")), due=date(2027, 1, 20)
    )
    assert stands(city) == [Stand.OPEN]
    accepted(city, desk, drafts.returned(desk, YEAR, first_of(desk)), city.first)
    assert stands(city) == [Stand.SENT]
    decisions.remark(desk, agency(CHILD).id, YEAR, "請補附表5")
    assert stands(city) == [Stand.OPEN, Stand.SENT]
    put(city.first, replace(city.first.store.all(SystemLog)[0], detail="補充"))
    accepted(city, city.first, drafts.submission(city.first, YEAR), desk)
    assert stands(city) == [Stand.OPEN, Stand.ANSWERED]
    found = returning.matters(desk, first_of(desk), YEAR)
    assert [one.about for one in found] == ["整份資料", "備份與傳輸紀錄"]


def test_who_has_something_waiting_is_told_for_both_collectors(city: City) -> None:
    submitted(city)
    desk = city.department
    assert returning.waiting(desk, YEAR) == ()
    decisions.remark(desk, agency(CHILD).id, YEAR, "請補附表5")  # goes in its first-tier agency's package
    assert [one.code for one in returning.waiting(desk, YEAR)] == [FIRST]
    accepted(city, desk, drafts.returned(desk, YEAR, first_of(desk)), city.first)
    assert returning.waiting(desk, YEAR) == ()
    decisions.remark(city.first, agency(CHILD).id, YEAR, "請補附表3")
    assert [one.code for one in returning.waiting(city.first, YEAR)] == [CHILD]


def test_a_matter_is_struck_out_and_undone(city: City) -> None:
    desk = city.department
    decisions.remark(desk, agency(FIRST).id, YEAR, "請補件")
    (matter,) = returning.matters(desk, first_of(desk), YEAR)
    returning.take_back(desk, matter.id)
    assert desk.store.all(Remark) == ()
    with pytest.raises(HrdeskError) as caught:
        returning.take_back(desk, matter.id)
    assert fault_of(caught) is Fault.NOT_FOUND
    desk.store.undo()
    assert desk.store.all(Remark) == (matter.remark,)


def test_the_log_is_read_until_the_return_was_sealed(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_since, "AT_ONCE", 2)
    submitted(city)
    desk = city.department
    decisions.remark(desk, agency(FIRST).id, YEAR, "請補件")
    accepted(city, desk, drafts.returned(desk, YEAR, first_of(desk)), city.first)
    for item in ("e1", "e2", "e3", "e4"):
        evaluation.judge(desk, first_of(desk), YEAR, item, ItemResult.NO_DATA, "待查")
    assert stands(city) == [Stand.SENT]


def test_the_printed_sheet_holds_the_items_the_people_and_what_is_to_be_mended(city: City) -> None:
    submitted(city)
    desk = city.department
    empty = evaluation_sheet(desk, (first_of(desk), by_code(desk, OTHER)), YEAR)
    assert empty.draft
    assert [one.facts["revision"] for one in empty.copies] == ["第1版", "尚未報送"]
    assert {row["result"] for row in empty.tables["items"]} == {""}
    assert (empty.facts["reviewer"], empty.facts["second"], empty.tables["matters"]) == ("—", "—", ())
    for number in range(1, 8):
        evaluation.judge(desk, first_of(desk), YEAR, f"e{number}", ItemResult.PARTLY, "待加強")
    decisions.remark(desk, agency(FIRST).id, YEAR, "請補件", due=date(2027, 1, 20))
    decisions.remark(desk, agency(FIRST).id, YEAR, "請說明", article="陸三(四)5")
    evaluation.second_review(replace(desk, who="範例複核人"), first_of(desk), YEAR)
    whole = evaluation_sheet(desk, (first_of(desk),), YEAR)
    assert not whole.draft
    assert {(row["result"], row["remark"]) for row in whole.tables["items"]} == {("部分符合", "待加強")}
    assert (whole.facts["reviewer"], whole.facts["second"]) == ("範例審核員　116/01/05", "範例複核人")
    assert [(row["text"], row["due"]) for row in whole.tables["matters"]] == [("請補件", "116/01/20"), ("請說明\n陸三(四)5", "—")]
    assert whole.facts["weights_line"] == "配分：計畫未定，本處亦未訂定。"
