"""The board is told from content: what came, what was judged, approved, told, listed, decided; late days and permissions beside it."""

from datetime import date
from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.awards import Decision, Evaluation, ItemResult, Nominee, Ruling
from hrdesk.domain.collected import Stage
from hrdesk.domain.minguo import year_end
from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import Finding, PackageKind
from hrdesk.domain.staff import Agency
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.awards import decisions
from hrdesk.services.collecting import board, stage_days
from hrdesk.services.collecting.board import Row, State
from hrdesk.services.packages import drafts
from hrdesk.services.papers.lists import ListPaper
from hrdesk.services.review import evaluation, quota
from tests.services.book import fault_of
from tests.services.steps import accepted, change, decided, drop, first_of, nominated, nominee, notified, proposed, ruling, send, submitted
from tests.services.three_offices import CHILD, FIRST, OTHER, YEAR, City, year_of


def row(city: City, code: str = FIRST) -> Row:
    return next(one for one in board.board(city.department, YEAR).rows if one.agency.code == code)


def states(found: Row) -> dict[Stage, State]:
    return {cell.stage: cell.state for cell in found.cells}


def note(found: Row, stage: Stage) -> str:
    return next(cell.note for cell in found.cells if cell.stage is stage)


def test_before_anything_came_everything_is_open(city: City) -> None:
    assert set(states(row(city)).values()) == {State.OPEN}
    assert (row(city).standing, row(city).revision, row(city).nil) == (None, 0, ())
    child = states(row(city, CHILD))
    assert (child[Stage.ARRIVED], child[Stage.EVALUATED]) == (State.OPEN, State.NONE)


def test_what_came_is_there_for_the_offices_below_too(city: City) -> None:
    submitted(city)
    assert (row(city).standing, row(city).revision) == (Stage.VERIFIED, 1)
    assert row(city, CHILD).standing is Stage.VERIFIED
    assert row(city, OTHER).standing is None
    assert row(city).nil == ("annex4",)
    assert board.nil_text(row(city)) == "附表4"
    (total,) = [one for one in board.board(city.department, YEAR).totals if one.stage is Stage.ARRIVED]
    assert (total.agencies, total.reached) == (3, 2)
    assert [one.agency.code for one in board.waiting(board.board(city.department, YEAR).rows, Stage.EVALUATED)] == [FIRST]


def test_an_office_whose_data_the_first_tier_did_not_bring_has_not_arrived(city: City) -> None:
    accepted(city, city.first, drafts.submission(city.first, YEAR, "所屬未送"), city.department)
    assert row(city, CHILD).standing is None
    assert note(row(city, CHILD), Stage.ARRIVED)


def test_each_stage_follows_from_its_content(city: City) -> None:
    nominated(city)
    for item in city.department.rules(year_end(YEAR)).items:
        assert states(row(city))[Stage.EVALUATED] is not State.REACHED
        evaluation.judge(city.department, first_of(city.department), YEAR, item.code, ItemResult.MET, "查核無誤")
    assert row(city).standing is Stage.NOMINATED
    assert note(row(city), Stage.DECIDED) == "0／2 人"
    for code in (FIRST, CHILD):
        decisions.decide(city.department, nominee(city.department, code).id, ruling(Ruling.REFUSED))
    assert row(city).standing is Stage.DECIDED
    accepted(city, city.department, drafts.decision(city.department, YEAR, first_of(city.department)), city.first)
    assert row(city).standing is Stage.SENT
    assert board.late(board.board(city.department, YEAR).rows) == ()


def test_an_evaluation_half_done_is_told_in_numbers(city: City) -> None:
    submitted(city)
    evaluation.judge(city.department, first_of(city.department), YEAR, "e1", ItemResult.MET, "查核無誤")
    assert note(row(city), Stage.EVALUATED).startswith("1／")
    (held,) = city.department.store.all(Evaluation)
    change(city.department, Evaluation, held.id, judgements=())
    assert note(row(city), Stage.EVALUATED) == ""


def test_what_was_changed_after_it_was_told_has_to_be_told_again(city: City) -> None:
    decided(city)
    accepted(city, city.department, drafts.decision(city.department, YEAR, first_of(city.department)), city.first)
    approved = quota.approval(city.department.store, agency_id(FIRST), YEAR)
    assert approved is not None
    change(city.department, type(approved), approved.id, approved=date(2027, 2, 1))
    one = decisions.nominee_named(city.department, YEAR, nominee(city.department, FIRST).id)
    (ruled,) = city.department.store.all(Decision, nominee=one.id)
    change(city.department, Decision, ruled.id, decided=date(2027, 2, 1))
    assert note(row(city), Stage.NOTIFIED)
    assert note(row(city), Stage.SENT)


def test_a_list_without_people_is_not_decided(city: City) -> None:
    nominated(city)
    drop(city.department, *city.department.store.all(Nominee))
    assert states(row(city))[Stage.DECIDED] is State.OPEN
    assert note(row(city), Stage.DECIDED) == ""


def test_a_return_opens_the_verification_until_it_is_mended(city: City) -> None:
    submitted(city)
    decisions.remark(city.department, agency_id(FIRST), YEAR, "請補附表4")
    accepted(city, city.department, drafts.returned(city.department, YEAR, first_of(city.department)), city.first)
    assert row(city).standing is Stage.ARRIVED
    assert "待補正" in note(row(city), Stage.VERIFIED)


def test_a_fork_taken_in_is_not_verified(city: City) -> None:
    submitted(city)
    (parcel,) = city.department.store.all(Parcel, direction=Direction.RECEIVED, kind=PackageKind.SUBMISSION.value)
    change(city.department, Parcel, parcel.id, verdict=Finding.FORK.value)
    assert row(city).standing is Stage.ARRIVED


def test_late_days_are_counted_from_the_day_or_from_what_was_permitted(city: City) -> None:
    stage_days.set_due(city.department, YEAR, Stage.ARRIVED, date(2027, 1, 2))
    cell = row(city).cells[0]
    assert (cell.state, cell.late) == (State.LATE, 3)
    assert cell.text == "逾期　逾 3 日"
    assert {one.agency.code for one in board.late(board.board(city.department, YEAR).rows)} == {FIRST, CHILD, OTHER}
    stage_days.permit(city.department, first_of(city.department), YEAR, Stage.ARRIVED, until=date(2027, 1, 20), reason="系統停機", permitted_by="範例處長")
    cell = row(city).cells[0]
    assert (cell.state, cell.late, cell.text) == (State.PERMITTED, 0, "准予逾期　准至 116/01/20")
    submitted(city)
    assert row(city).cells[0].late == 0
    assert row(city, CHILD).cells[0].late == 3


def test_the_day_of_a_quota_notice_is_the_agencys_own(city: City) -> None:
    notified(city, due=date(2027, 1, 3))
    cell = next(one for one in row(city).cells if one.stage is Stage.NOMINATED)
    assert (cell.due, cell.state, cell.late) == (date(2027, 1, 3), State.LATE, 2)


def test_a_first_tier_agency_sees_its_own_offices(city: City) -> None:
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    found = board.board(city.first, YEAR)
    assert [(one.agency.code, one.standing, len(one.cells)) for one in found.rows] == [(CHILD, Stage.VERIFIED, 2)]
    with pytest.raises(HrdeskError) as caught:
        board.board(city.child, YEAR)
    assert fault_of(caught) is Fault.WRONG_WORKSPACE


def test_a_whole_year_of_nothing_is_declared_with_the_heads_name(city: City) -> None:
    drop(city.child, *(one for kind in {type(record) for record in year_of(CHILD)} for one in city.child.store.all(kind)))
    sealed, received = send(city, city.child, drafts.submission(city.child, YEAR, "今年沒有任何業務", "範例主管"), city.first)
    assert received.report.finding is Finding.OK
    assert received.report.header is not None
    assert dict(received.report.header.facts)["nil_head"] == "範例主管"
    (found,) = board.board(city.first, YEAR).rows
    assert found.nothing
    assert board.nil_text(found) == "全年無資料（範例主管）"
    (parcel,) = city.first.store.all(Parcel, direction=Direction.RECEIVED)
    change(city.first, Parcel, parcel.id, blob=sealed.parcel.blob)
    with city.first.store.write(Act.EDIT) as tx:
        broken = tx.blob_in(b"no package")
    change(city.first, Parcel, parcel.id, blob=broken)
    assert board.nil_text(board.board(city.first, YEAR).rows[0]) == "全年無資料"


def test_agencies_that_were_not_there_have_no_row(city: City) -> None:
    change(city.department, Agency, agency_id(OTHER), end=date(2025, 12, 31))
    change(city.department, Agency, agency_id(CHILD), parent=None, start=date(2020, 1, 1), end=date(2026, 12, 31))
    found = {one.agency.code: one for one in board.board(city.department, YEAR).rows}
    assert set(found) == {FIRST, CHILD}
    assert found[CHILD].above == ""
    assert found[FIRST].above == "範例人事處"


def test_the_board_leaves_as_a_spreadsheet_and_that_is_noted(city: City, tmp_path: Path) -> None:
    proposed(city)
    stage_days.set_due(city.department, YEAR, Stage.ARRIVED, date(2027, 1, 2))
    target = tmp_path / "board.csv"
    assert board.save(city.department, YEAR, target, ListPaper.CSV) == 3
    text = target.read_text("utf-8-sig")
    assert "範例地政局" in text
    assert "2／3（逾期 1）" in text
    assert city.department.store.history(1)[0].act is Act.EXPORT


def test_what_was_approved_and_not_told_yet_waits_for_its_notice(city: City) -> None:
    submitted(city)
    quota.approve(city.department, first_of(city.department), YEAR, quota.Approved())
    found = row(city)
    assert found.id == agency_id(FIRST)
    assert (states(found)[Stage.APPROVED], states(found)[Stage.NOTIFIED], note(found, Stage.NOTIFIED)) == (State.REACHED, State.OPEN, "")
