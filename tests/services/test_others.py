"""Two reviewers at two desks in one book on a server: nothing that either saved is lost, and each learns of the other."""

import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.awards import Decision, Evaluation, ItemResult, Judgement, QuotaApproval
from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import Finding, PackageKind
from hrdesk.domain.seeds import Verification
from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, InputError, StoreError
from hrdesk.services.agency import ledger
from hrdesk.services.agency.agencies import agency_id, by_code
from hrdesk.services.awards import decisions
from hrdesk.services.core.desk import Desk
from hrdesk.services.imports import importing
from hrdesk.services.opening import editing, others, signing_in
from hrdesk.services.opening.workspace import open_desk
from hrdesk.services.packages import drafts, sealing
from hrdesk.services.people import staff
from hrdesk.services.post import receiving
from hrdesk.services.review import evaluation, quota
from hrdesk.services.review.quota import Approved
from hrdesk.services.safekeeping import keeping
from hrdesk.services.teachers import seeds
from tests.postgres import Lifted
from tests.services import steps
from tests.services.book import PASSPHRASE, ROSTER, Clock, fault_of, hire, write_csv
from tests.services.three_offices import FIRST, YEAR, City, claim, desk_on

pytestmark = pytest.mark.server_only
Pair = tuple[Desk, Desk]


@pytest.fixture
def pair(template: Path, tmp_path: Path, lift: Lifted) -> Iterator[Pair]:
    """Return two desks in one agency's book, as on two PCs."""
    shutil.copytree(template, tmp_path / "one")
    with lift(template, tmp_path / "one"), ExitStack() as opened:
        shutil.copytree(tmp_path / "one", tmp_path / "two")
        one, two = (
            opened.enter_context(open_desk(tmp_path / name, who=who, passphrase=PASSPHRASE, now=Clock())) for name, who in (("one", "甲"), ("two", "乙"))
        )
        yield one, two


@pytest.fixture
def reviewers(city: City) -> Iterator[tuple[City, Desk]]:
    """Return the city with a second desk in the department's book."""
    folder = city.department.store.folder
    beside = folder.with_name("department-2")
    beside.mkdir()
    shutil.copy(folder / "workspace.server", beside)
    with desk_on(beside, city.department.now, "乙審核員") as second:
        yield city, second


def at_once(*works: Callable[[], object]) -> list[BaseException]:
    """Do things at the same moment, each on a thread of its own; return what went wrong."""
    start, failed = threading.Barrier(len(works)), list[BaseException]()

    def run(work: Callable[[], object]) -> None:
        start.wait()
        try:
            work()
        except BaseException as error:  # noqa: BLE001
            failed.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def items(desk: Desk) -> Sequence[str]:
    return [one.code for one in desk.rules(desk.today).items]


def test_two_who_judge_different_items_of_one_agency_lose_nothing(reviewers: tuple[City, Desk]) -> None:
    city, second = reviewers
    agency, codes = by_code(city.department, FIRST), items(second)

    def judging(desk: Desk, mine: Sequence[str]) -> Callable[[], object]:
        return lambda: [evaluation.judge(desk, agency, YEAR, item, ItemResult.MET, f"由{desk.who}評") for item in mine]

    assert at_once(judging(city.department, codes[::2]), judging(second, codes[1::2])) == []
    (held,) = second.store.all(Evaluation)
    assert [one.item for one in held.judgements] == sorted(codes)
    assert {one.remark for one in held.judgements} == {f"由{city.department.who}評", "由乙審核員評"}


def test_a_second_review_is_of_what_was_judged_last(reviewers: tuple[City, Desk]) -> None:
    city, second = reviewers
    agency = by_code(city.department, FIRST)
    for item in items(second):
        evaluation.judge(city.department, agency, YEAR, item, ItemResult.MET, "已查")
    last = items(second)[-1]
    at_once(lambda: evaluation.second_review(second, agency, YEAR), lambda: evaluation.judge(city.department, agency, YEAR, last, ItemResult.UNMET, "補件未到"))
    (held,) = second.store.all(Evaluation)
    assert held.judgements[-1].result is ItemResult.UNMET
    history = [one.facts["item"] for one in second.store.history() if "item" in one.facts]
    assert held.second_reviewer == ("" if history[0] == last else "乙審核員")


def test_two_who_approve_or_decide_at_once_keep_within_the_quota(reviewers: tuple[City, Desk]) -> None:
    city, second = reviewers
    steps.nominated(city)
    nominee = steps.nominee(second, FIRST)
    first = city.department
    decisions.verify(first, claim(FIRST), Verification.CONFIRMED, "電話查證")
    granted = [partial(decisions.decide, desk, nominee.id, steps.ruling(reason=desk.who)) for desk in (first, second)]
    assert at_once(*granted) == []
    (decision,) = first.store.all(Decision)
    assert (decision.times, decision.reason == decision.decided_by) == (3, True)
    agency = by_code(first, FIRST)
    assert at_once(*(partial(quota.approve, desk, agency, YEAR, Approved(units=7, reason=desk.who)) for desk in (first, second))) == []
    (approval,) = first.store.all(QuotaApproval)
    assert (approval.units, approval.reason == approval.approved_by) == (7, True)
    assert first.store.verify_audit() is None


def test_one_package_taken_in_by_two_is_in_once(reviewers: tuple[City, Desk]) -> None:
    city, second = reviewers
    sealed = sealing.seal(city.first, drafts.submission(city.first, YEAR, reason="範例"), city.out)
    found: list[Finding] = []

    def taking(desk: Desk) -> Callable[[], object]:
        return lambda: found.extend(one.report.finding for one in receiving.receive(desk, [sealed.file], city.out / desk.who))

    assert at_once(taking(city.department), taking(second)) == []
    assert sorted(found, key=lambda one: one.value) == sorted([Finding.OK, Finding.REPLAYED], key=lambda one: one.value)
    assert len(ledger.received(second.store, PackageKind.SUBMISSION, YEAR, agency_id(FIRST))) == 1
    assert second.store.verify_audit() is None


def test_an_older_revision_never_follows_a_newer_that_the_other_took_in(reviewers: tuple[City, Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    city, second = reviewers
    old = sealing.seal(city.first, drafts.submission(city.first, YEAR, reason="範例"), city.out)
    staff.save_officer(city.first, replace(city.first.store.all(Officer)[0], title="專員"))
    new = sealing.seal(city.first, drafts.submission(city.first, YEAR, reason="範例"), city.out)
    opened, first_time = receiving._opened, [True]

    def meanwhile(desk: Desk, file: Path, trust: object) -> object:
        if desk is second and first_time.pop():
            first_time.append(False)
            kept = opened(desk, file, trust)  # type: ignore[arg-type]
            assert receiving.receive(city.department, [new.file])[0].report.finding is Finding.OK
            return kept
        return opened(desk, file, trust)  # type: ignore[arg-type]

    monkeypatch.setattr(receiving, "_opened", meanwhile)
    (late,) = receiving.receive(second, [old.file])
    assert late.report.finding is Finding.OLD_REVISION
    assert second.store.all(Officer, title="專員")


def test_no_revision_is_given_twice(reviewers: tuple[City, Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    city, second = reviewers
    agency = by_code(second, FIRST)
    steps.submitted(city)
    quota.approve(city.department, agency, YEAR, Approved(units=3, reason="範例"))
    kept = sealing.sealed_file
    calls: list[int] = []

    def meanwhile(desk: Desk, make: object) -> object:
        calls.append(1)
        if len(calls) == 1:
            sealing.seal(second, drafts.quota_notice(second, YEAR, agency), city.out / "b")
        return kept(desk, make)  # type: ignore[arg-type]

    (city.out / "b").mkdir()
    monkeypatch.setattr(sealing, "sealed_file", meanwhile)
    again = sealing.seal(city.department, drafts.quota_notice(city.department, YEAR, agency), city.out)
    assert (again.fresh, again.parcel.revision) == (False, 1)
    assert len(second.store.all(Parcel, direction=Direction.SENT, kind=PackageKind.QUOTA.value)) == 1


def test_sealing_gives_up_where_the_revision_is_taken_every_time(reviewers: tuple[City, Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    city, _ = reviewers
    agency = by_code(city.department, FIRST)
    steps.submitted(city)
    quota.approve(city.department, agency, YEAR, Approved(units=3, reason="範例"))
    calls: list[int] = []

    def taken(*_: object) -> None:
        calls.append(1)
        raise StoreError(Fault.CHANGED_MEANWHILE)

    monkeypatch.setattr(sealing, "_sealed", taken)
    with pytest.raises(StoreError) as caught:
        sealing.seal(city.department, drafts.quota_notice(city.department, YEAR, agency), city.out)
    assert (fault_of(caught), len(calls)) == (Fault.CHANGED_MEANWHILE, sealing.TURNS)


def test_clocks_of_two_pcs_may_differ_a_little(pair: Pair) -> None:
    one, two = pair
    one.store.note(Act.VIEW)
    behind = Clock()
    behind.at = Clock().at - sealing.LEEWAY / 2
    sealing.check_clock(replace(two, now=behind))
    behind.at = Clock().at - sealing.LEEWAY * 2
    with pytest.raises(InputError) as caught:
        sealing.check_clock(replace(two, now=behind))
    assert fault_of(caught) is Fault.CLOCK_BEHIND


def test_an_import_does_not_overwrite_what_somebody_saved_while_its_backup_was_written(pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = pair
    person = hire(one, "王小明", employee_no="A1", title="科員")
    file = write_csv(tmp_path / "名冊.csv", ROSTER, ("人事室", "A1", "專員", "王小明", "", "", "", "", "", ""))
    plan = importing.plan_roster(one, file)
    kept = keeping.before

    def meanwhile(desk: Desk, why: str) -> object:
        staff.save_officer(two, replace(person, phone="02-1234"))
        return kept(desk, why)

    monkeypatch.setattr(importing, "before", meanwhile)
    with pytest.raises(InputError) as caught:
        importing.apply_plan(one, plan)
    assert fault_of(caught) is Fault.WRONG_STATE
    assert two.store.all(Officer) == (replace(person, phone="02-1234"),)


def test_a_record_is_edited_by_one_at_a_time_and_both_versions_are_kept(pair: Pair) -> None:
    one, two = pair
    person = hire(one)
    key = Key("Officer", person.id)
    assert editing.begin(one, key) is None
    assert editing.begin(two, key) == "甲"
    editing.save(two, editing.of(person), lambda desk: staff.save_officer(desk, replace(person, title="專員")))
    mine = replace(person, phone="02-1234")
    with pytest.raises(editing.ChangedMeanwhileError) as caught:
        editing.save(one, editing.of(person), lambda desk: staff.save_officer(desk, mine))
    assert (caught.value.fault, caught.value.read, caught.value.held) == (Fault.CHANGED_MEANWHILE, person, replace(person, title="專員"))
    held = caught.value.held
    assert isinstance(held, Officer)
    editing.save(one, editing.of(held), lambda desk: staff.save_officer(desk, replace(held, phone="02-1234")))
    assert two.store.all(Officer) == (replace(person, title="專員", phone="02-1234"),)
    editing.end(one, key)
    assert editing.begin(two, key) is None


def test_a_record_that_was_deleted_meanwhile_is_told_as_none(pair: Pair) -> None:
    one, two = pair
    person = hire(one)
    keeping.undo(one)
    with pytest.raises(editing.ChangedMeanwhileError) as caught:
        editing.save(two, editing.of(person), lambda desk: staff.save_officer(desk, person))
    assert caught.value.held is None


def test_whoever_holds_it_without_a_name_is_somebody(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hrdesk.store.standing.TURNS", 0)
    assert editing.begin(pair[0], Key("Officer", "a")) == "另一位使用者"


def test_what_others_changed_is_heard_once(pair: Pair) -> None:
    one, two = pair
    since = others.now(one)
    others.fresh(one, since)
    person = hire(two)
    hire(one, "林小華")
    two.store.note(Act.VIEW)
    news = others.fresh(one, since)
    assert [changes.added for changes in news.changes] == [(Key("Officer", person.id),)]
    assert others.fresh(one, news.seq) == others.News(news.seq)
    assert (others.present(one), others.present(two)) == (("乙",), ("甲",))
    assert signing_in.signed(one).shared


def test_a_file_hears_nothing_and_holds_nothing(template: Path, tmp_path: Path) -> None:
    shutil.copytree(template, tmp_path / "one")
    with open_desk(tmp_path / "one", who="甲", passphrase=PASSPHRASE, now=Clock()) as desk:
        person = hire(desk)
        assert editing.begin(desk, Key("Officer", person.id)) is None
        editing.end(desk, Key("Officer", person.id))
        assert others.fresh(desk, 0) == others.News(0)
        assert others.present(desk) == ()
        editing.save(desk, editing.of(person), lambda desk: staff.save_officer(desk, replace(person, title="專員")))
        assert not signing_in.signed(desk).shared


def test_undo_of_one_leaves_what_the_other_made_of_the_record(pair: Pair) -> None:
    one, two = pair
    person = hire(one)
    seeds.appoint(two, person.id, Clock().at.date())
    staff.save_officer(two, replace(person, title="專員"))
    with pytest.raises(StoreError) as caught:
        keeping.undo(one)
    assert fault_of(caught) is Fault.UNDO_OVERTAKEN
    assert one.store.all(Officer) == (replace(person, title="專員"),)


def test_two_items_of_one_evaluation_are_edited_apart_and_one_is_compared(reviewers: tuple[City, Desk]) -> None:
    city, second = reviewers
    agency, (item, other, *_) = by_code(city.department, FIRST), items(second)
    subject = evaluation.judging(agency, YEAR, item, None)
    unread = evaluation.reviewing(evaluation.held(second, agency, YEAR))
    assert unread.look(second) == unread.read
    assert editing.begin(city.department, subject.key) is None
    assert editing.begin(second, subject.key) is not None
    assert editing.begin(second, evaluation.judging(agency, YEAR, other, None).key) is None
    editing.save(second, evaluation.judging(agency, YEAR, other, None), lambda desk: evaluation.judge(desk, agency, YEAR, other, ItemResult.MET, "乙"))
    editing.save(city.department, subject, lambda desk: evaluation.judge(desk, agency, YEAR, item, ItemResult.MET, "甲"))
    with pytest.raises(editing.ChangedMeanwhileError) as caught:
        editing.save(second, subject, lambda desk: evaluation.judge(desk, agency, YEAR, item, ItemResult.UNMET, "乙"))
    assert (caught.value.held, caught.value.by) == (Judgement(item, ItemResult.MET, "甲"), city.department.who)
    (held,) = second.store.all(Evaluation)
    assert {one.remark for one in held.judgements} == {"甲", "乙"}
    with pytest.raises(editing.ChangedMeanwhileError):
        editing.save(second, unread, lambda desk: evaluation.second_review(desk, agency, YEAR))


def test_several_are_saved_at_once_unless_one_of_them_was_changed(pair: Pair) -> None:
    one, two = pair
    people = [hire(one, "王小明"), hire(one, "林小華")]
    subject = editing.several([editing.of(person) for person in people])
    editing.save(one, subject, lambda desk: staff.save_officer(desk, replace(people[0], title="專員")))
    with pytest.raises(editing.ChangedMeanwhileError) as caught:
        editing.save(two, subject, lambda desk: staff.save_officer(desk, people[1]))
    assert caught.value.held == (replace(people[0], title="專員"), people[1])
