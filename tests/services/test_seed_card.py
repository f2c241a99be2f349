"""One seed teacher's card: changes told, competencies answered, courses due, item 7 unmet where only two of three were told."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.awards import ItemResult
from hrdesk.domain.duty import Obligation
from hrdesk.domain.noted import Fitness
from hrdesk.domain.requirements import RequirementState
from hrdesk.domain.seeds import Addressee, Answer, ChangeKind, CheckAnswer
from hrdesk.domain.staff import Headcount, Level
from hrdesk.domain.training import Presence
from hrdesk.services.agency import agencies
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import evidence
from hrdesk.services.study import training
from hrdesk.services.teachers import fitness, seeds, self_check
from hrdesk.services.teachers.seed_card import change_item, seed_card
from tests.services.book import PDF, YEAR, appointed, found_child, hire, hold

LAST = date(2026, 6, 30)


def test_card_gathers_what_the_book_knows(desk: Desk, tmp_path: Path) -> None:
    person, other = hire(desk), hire(desk, "李小華")
    held = appointed(desk, person, systems=("biz-01",), focus=("biz-02",))
    (tmp_path / "交接.pdf").write_bytes(PDF)
    _, proof = evidence.take_in(desk, tmp_path / "交接.pdf")
    seeds.save(desk, held, focus_reason="新接業務")
    fitness.review(desk, held.id, LAST, "三次未到課", Fitness.REPLACED)
    seeds.end(desk, held.id, LAST, "調任", successor=other.id)
    seeds.hand_over(desk, held.id, LAST, evidence=(proof,))
    card = seed_card(desk, held.id, YEAR)
    assert (card.officer.id, card.agency.id, card.successor and card.successor.id) == (person.id, desk.workspace.agency, other.id)
    assert (len(card.systems), len(card.focus), card.focus_reason) == (1, 1, "新接業務")
    assert card.systems[0] != "biz-01"
    assert [one.outcome for one in card.reviews] == [Fitness.REPLACED]
    assert [one.kind for one in card.changes] == [ChangeKind.APPOINTED, ChangeKind.ENDED]
    assert [one.name for one in card.handover] == ["交接.pdf"]


def test_item_seven_is_met_only_where_all_three_were_told(desk: Desk) -> None:
    held = appointed(desk, hire(desk), date(2025, 1, 1))
    assert change_item(desk, held.officer, YEAR).suggestion is ItemResult.NOT_APPLICABLE
    seeds.end(desk, held.id, LAST, "調任")
    seeds.hand_over(desk, held.id, LAST)
    seeds.notify(desk, held.id, ChangeKind.ENDED, LAST, (Addressee.OFFICE, Addressee.DEPARTMENT))
    assert change_item(desk, held.officer, YEAR).suggestion is ItemResult.UNMET
    seeds.notify(desk, held.id, ChangeKind.ENDED, LAST, (Addressee.SUBORDINATES,))
    assert change_item(desk, held.officer, YEAR).suggestion is ItemResult.MET


def test_competencies_show_the_self_check_with_its_files(desk: Desk, tmp_path: Path) -> None:
    held = appointed(desk, hire(desk))
    (tmp_path / "紀錄.pdf").write_bytes(PDF)
    _, proof = evidence.take_in(desk, tmp_path / "紀錄.pdf")
    assert {one.answer for one in seed_card(desk, held.id, YEAR).competencies} == {None}
    code = seed_card(desk, held.id, YEAR).competencies[2].item.code
    self_check.answer(desk, held.officer, YEAR, [CheckAnswer(code, Answer.YES, detail="每日備份", evidence=(proof,))])
    found = seed_card(desk, held.id, YEAR).competencies
    assert (len(found), found[2].answer, found[2].detail, found[2].met) == (9, Answer.YES, "每日備份", None)
    assert [one.id for one in found[2].evidence] == [proof]


def test_courses_due_as_a_seed_teacher_are_ticked_from_the_records(desk: Desk) -> None:
    held = appointed(desk, hire(desk), focus=("biz-01",))
    card = seed_card(desk, held.id, YEAR)
    assert {one.state for one in card.due} == {RequirementState.NOT_HELD}
    course = hold(desk, level=Level.ADVANCED)
    training.attend(desk, course.id, held.officer, training.spread(course, Presence.ATTENDED))
    states = {one.topic: one.state for one in seed_card(desk, held.id, YEAR).due}
    assert states["biz-01"] is RequirementState.DONE


def test_unknown_leaf_of_an_older_pack_stands_as_its_code(desk: Desk) -> None:
    held = appointed(desk, hire(desk))
    with desk.store.write(Act.EDIT) as tx:
        tx.put(replace(held, systems=("old-99",)))
    assert seed_card(desk, held.id, YEAR).systems == ("old-99",)


def test_obligation_goes_by_tier_and_head_count(desk: Desk) -> None:
    assert seeds.obligation_of(desk, agencies.own_agency(desk), YEAR) is Obligation.MANDATORY
    child = found_child(desk)
    assert seeds.obligation_of(desk, child, YEAR) is Obligation.UNKNOWN
    agencies.set_staffing(desk, {Headcount.OFFICERS: 9}, LAST, agency=child.id)
    assert seeds.obligation_of(desk, child, YEAR) is Obligation.MANDATORY
