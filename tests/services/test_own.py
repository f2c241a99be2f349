"""A seed teacher who signed in sees and changes the own records alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.members import Access, Member, member_id
from hrdesk.domain.record import LogId, MentoringId, OfficerId
from hrdesk.domain.seeds import Answer, CheckAnswer, Coaching, LogKind, Mentoring, MeritClaim, Outcome, SelfCheck, Settlement, SystemLog
from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Changes
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening import members, own, steps, years
from hrdesk.services.opening.steps import Pending
from hrdesk.services.opening.workspace import open_desk
from hrdesk.services.people import evidence
from hrdesk.services.safekeeping import keeping
from hrdesk.services.teachers import coaching, merits, self_check
from hrdesk.store.key_file import FLOOR
from tests.services.book import PASSPHRASE, YEAR, Clock, appointed, fault_of, hire

DAY = date(2026, 3, 2)


def sign_in_as(desk: Desk, access: Access, officer: Officer | None = None) -> None:
    """Let whoever is at the desk be this."""
    with desk.store.write(Act.ADMIT) as tx:
        tx.put(Member(id=member_id(desk.who), name=desk.who, access=access, officer=officer.id if officer else None))


@pytest.fixture
def two(desk: Desk) -> tuple[Officer, Officer]:
    """Return two seed teachers, the first of whom is at the desk."""
    me, other = hire(desk), hire(desk, "陳𡍼明")
    appointed(desk, me)
    appointed(desk, other)
    self_check.answer(desk, other.id, YEAR, [CheckAnswer("e1", Answer.YES)])
    sign_in_as(desk, Access.TEACHER, me)
    return me, other


def test_teacher_sees_the_own_records_alone_and_a_clerk_everyones(desk: Desk, two: tuple[Officer, Officer]) -> None:
    assert own.only(desk) == two[0].id
    sign_in_as(desk, Access.CLERK)
    assert own.only(desk) is None
    own.need_manager(desk, "核章")


def coached(desk: Desk, who: OfficerId) -> Coaching:
    """Return a sound record, not yet saved."""
    return coaching.new_coaching(desk, who, DAY, 540, 600, "範例文化局")


def logged(desk: Desk) -> SystemLog:
    """Return a log entry, not yet saved."""
    return SystemLog(id=LogId(desk.new_id()), agency=desk.workspace.agency, kind=LogKind.BACKUP, day=DAY, system="人事資料庫", outcome=Outcome.GOOD)


def paired(desk: Desk, one: OfficerId, other: OfficerId) -> Mentoring:
    """Return a mentoring pair, not yet saved."""
    return Mentoring(id=MentoringId(desk.new_id()), agency=desk.workspace.agency, mentor=one, mentee=other, topic="biz-01", start=DAY)


FOREIGN: dict[str, Callable[[Desk, OfficerId, OfficerId], Changes]] = {
    "coach": lambda desk, _, other: coaching.coach(desk, coached(desk, other)),
    "settle": lambda desk, _, other: coaching.settle_all(desk, [coached(desk, other)], Settlement.SOLVED),
    "remove": lambda desk, _, other: coaching.remove(desk, [coached(desk, other)]),
    "remove-log": lambda desk, *_: coaching.remove(desk, [logged(desk)]),
    "log": lambda desk, *_: coaching.log(desk, logged(desk)),
    "mentor": lambda desk, me, other: coaching.mentor(desk, paired(desk, me, other)),
    "answer": lambda desk, _, other: self_check.answer(desk, other, YEAR, [CheckAnswer("e2", Answer.YES)]),
    "submit": lambda desk, _, other: self_check.submit(desk, other, YEAR, DAY),
    "reopen": lambda desk, _, other: self_check.reopen(desk, other, YEAR),
    "review": lambda desk, _, other: self_check.review(desk, other, YEAR, "e1", met=True),
    "approve": lambda desk, _, other: self_check.approve(desk, other, YEAR, DAY, by="王小明"),
    "claim": lambda desk, _, other: self_check.claim_merit(desk, other, YEAR, "other", "範例"),
    "merit": lambda desk, _, other: merits.keep(desk, other, YEAR, "other", "範例", ()),
}


@pytest.mark.parametrize("act", FOREIGN)
def test_teacher_is_refused_with_anothers_records_and_what_a_manager_does(desk: Desk, two: tuple[Officer, Officer], act: str) -> None:
    me, other = two
    before = [desk.store.all(kind) for kind in (Coaching, SystemLog, Mentoring, SelfCheck, MeritClaim)]
    with pytest.raises(InputError) as caught:
        FOREIGN[act](desk, me.id, other.id)
    assert fault_of(caught) is Fault.WRONG_STATE
    assert [desk.store.all(kind) for kind in (Coaching, SystemLog, Mentoring, SelfCheck, MeritClaim)] == before


def test_teacher_works_on_the_own_records(desk: Desk, two: tuple[Officer, Officer]) -> None:
    me, _ = two
    item = coached(desk, me.id)
    coaching.coach(desk, item)
    coaching.settle_all(desk, [item], Settlement.SOLVED)
    assert desk.store.all(Coaching) == (replace(item, settlement=Settlement.SOLVED),)
    coaching.remove(desk, desk.store.all(Coaching))
    assert not desk.store.all(Coaching)
    assert self_check.answer(desk, me.id, YEAR, [CheckAnswer("e2", Answer.YES)])


def test_teacher_cannot_approve_even_the_own_form(desk: Desk, two: tuple[Officer, Officer]) -> None:
    me, _ = two
    self_check.answer(desk, me.id, YEAR, [CheckAnswer(code, Answer.NO) for code in self_check.items(desk, YEAR)])
    self_check.submit(desk, me.id, YEAR, DAY)
    with pytest.raises(InputError) as caught:
        self_check.approve(desk, me.id, YEAR, DAY, by="王小明")
    assert fault_of(caught) is Fault.WRONG_STATE


def opened_as(desk: Desk, access: Access, officer: Officer) -> Desk:
    """Close the desk and open the workspace with the passphrase of somebody who was let in with this access."""
    members.admit_member(desk, "林小華", access, "小華的通行詞 一二三", passphrase=PASSPHRASE, officer=officer.id, cost=FLOOR)
    folder = desk.store.folder
    hire(desk, "趙小天")  # what the one before did last
    desk.close()
    return open_desk(folder, who="林小華", passphrase="小華的通行詞 一二三", now=Clock())


def test_reader_changes_nothing_and_takes_nothing_back(desk: Desk) -> None:
    person = hire(desk)
    appointed(desk, person)
    with opened_as(desk, Access.READER, person) as theirs:
        before = tuple(theirs.store.all(Officer))
        for change in (
            lambda: hire(theirs, "王多出"),
            lambda: coaching.coach(theirs, coached(theirs, person.id)),
            lambda: keeping.undo(theirs),
            lambda: years.reopen(theirs, YEAR - 3, "看看"),
        ):
            with pytest.raises(InputError) as caught:
                change()
            assert fault_of(caught) is Fault.WRONG_STATE
        assert theirs.store.all(Officer) == before
        assert steps.pending(theirs) == Pending(None, None)
        assert theirs.store.shared or theirs.store.next_undo() is not None  # in a file the acts of all stand in one row


def test_seed_teacher_keeps_the_own_records_and_takes_back_the_own_acts_alone(desk: Desk, tmp_path: Path) -> None:
    paper = tmp_path / "證明.pdf"
    paper.write_bytes(b"%PDF-1.7")
    person = hire(desk)
    appointed(desk, person)
    with opened_as(desk, Access.TEACHER, person) as theirs:
        for change in (lambda: hire(theirs, "王多出"), lambda: keeping.undo(theirs), lambda: years.reopen(theirs, YEAR - 3, "看看")):
            with pytest.raises(InputError) as caught:
                change()
            assert fault_of(caught) is Fault.WRONG_STATE
        assert steps.pending(theirs).undo is None
        coaching.coach(theirs, coached(theirs, person.id))
        self_check.answer(theirs, person.id, YEAR, [CheckAnswer("e1", Answer.YES)])
        evidence.take_in(theirs, paper)
        assert steps.pending(theirs).undo is not None
        for _ in range(3):
            keeping.undo(theirs)
        assert theirs.store.count(Coaching) == 0
        keeping.redo(theirs)
        assert theirs.store.count(Coaching) == 1
