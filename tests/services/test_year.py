"""The whole year P0–P9 between three real workspaces, through files alone."""

from hrdesk.domain.awards import Decision, Nominee, QuotaApproval
from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import Finding, PackageKind
from hrdesk.domain.seeds import MeritClaim, Verification
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import TrainingRecord
from hrdesk.services.agency import ledger
from hrdesk.services.agency.agencies import agency_id, by_code
from hrdesk.services.awards import nomination
from hrdesk.services.packages import drafts
from hrdesk.services.papers import exports
from hrdesk.services.post import receiving
from tests.services.steps import accepted, change, decided, first_of, nominee, notified, send, submitted
from tests.services.three_offices import CHILD, FIRST, PEOPLE, YEAR, City, claim, teacher


def test_the_department_ends_with_the_records_of_both_offices(city: City) -> None:
    submitted(city)
    names = {officer.name for officer in city.department.store.all(Officer)}
    assert {*PEOPLE.values(), "王小明"} <= names
    assert {one.agency for one in city.department.store.all(TrainingRecord)} == {agency_id(FIRST), agency_id(CHILD)}


def test_what_the_department_holds_is_what_the_offices_wrote_but_for_private_data(city: City) -> None:
    submitted(city)
    for code, desk in ((FIRST, city.first), (CHILD, city.child)):
        here, there = city.department.store.get(Officer, teacher(code)), desk.store.get(Officer, teacher(code))
        assert here is not None
        assert there is not None
        assert (here.name, here.title, here.grade) == (there.name, there.title, there.grade)
        assert (here.national_id, here.birth, here.phone, here.email) == ("", None, "", "")
        assert desk.store.all(TrainingRecord, agency=agency_id(code)) == city.department.store.all(TrainingRecord, agency=agency_id(code))


def test_the_forms_of_the_second_tier_office_arrive_unaltered(city: City) -> None:
    submitted(city)
    (sent,) = ledger.sent(city.child.store, PackageKind.SUBMISSION, YEAR, agency_id(FIRST))
    (arrived,) = ledger.received(city.department.store, PackageKind.SUBMISSION, YEAR, agency_id(FIRST))
    assert len(sent.forms) == 5
    assert set(sent.forms) <= set(arrived.forms)
    assert all(city.department.store.blob(copy.digest).startswith(b"%PDF-") for copy in arrived.forms)


def test_the_first_tier_learns_its_quota_only_from_the_notice(city: City) -> None:
    notified(city)
    (approved,) = city.first.store.all(QuotaApproval)
    assert (approved.staffing, approved.proposed_units, approved.units, approved.groups) == (16, 3, 3, ("地政事務所",))


def test_the_nomination_brings_the_id_numbers_that_the_award_import_needs(city: City) -> None:
    decided(city)
    officer = city.department.store.get(Officer, teacher(FIRST))
    assert officer is not None
    assert officer.national_id == "A123456789"
    assert (officer.birth, officer.phone) == (None, "")
    colleague = next(one for one in city.department.store.all(Officer) if one.name == "王小明")
    assert colleague.national_id == ""


def test_decisions_come_down_to_the_second_tier_office(city: City) -> None:
    decided(city)
    accepted(city, city.department, drafts.decision(city.department, YEAR, first_of(city.department)), city.first)
    assert {one.times for one in city.first.store.all(Decision)} == {3, 1}
    verified = city.first.store.get(MeritClaim, claim(FIRST))
    assert verified is not None
    assert verified.verification is Verification.CONFIRMED
    accepted(city, city.first, drafts.decision(city.first, YEAR, by_code(city.first, CHILD)), city.child)
    (own,) = city.child.store.all(Decision)
    assert (own.officer, own.times) == (teacher(CHILD), 1)


def test_receipts_come_back_with_the_verdict(city: City) -> None:
    sealed, received = send(city, city.child, drafts.submission(city.child, YEAR), city.first, receipts=True)
    assert received.receipt is not None
    (told,) = receiving.receive(city.child, [received.receipt])
    assert told.report.finding is Finding.OK
    mine = city.child.store.get(Parcel, sealed.parcel.id)
    assert mine is not None
    assert mine.verdict == "ok"


def test_the_award_file_of_the_department_leaves_out_what_big5_cannot_hold(city: City) -> None:
    decided(city)
    exported = exports.prepared(city.department, "award", YEAR)
    assert exported.rows == 0
    assert {(problem.code, problem.where) for problem in exported.left_out} == {("export_encoding", "name")}
    assert len(exported.left_out) == 2


def test_a_second_submission_after_a_change_is_the_next_revision(city: City) -> None:
    first = submitted(city)
    change(city.child, Officer, teacher(CHILD), title="股長")
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    second = accepted(city, city.first, drafts.submission(city.first, YEAR), city.department)
    assert (first.parcel.revision, second.parcel.revision) == (1, 2)
    there = city.department.store.get(Officer, teacher(CHILD))
    assert there is not None
    assert there.title == "股長"


def test_every_package_is_kept_in_both_ledgers_with_the_same_id(city: City) -> None:
    decided(city)
    sent = {parcel.package for parcel in city.first.store.all(Parcel, direction=Direction.SENT) if parcel.kind in ("submission", "nomination")}
    held = {parcel.package for parcel in city.department.store.all(Parcel, direction=Direction.RECEIVED)}
    assert sent == held
    assert len(sent) == 2


def test_the_list_is_the_same_on_both_sides(city: City) -> None:
    decided(city)
    assert city.first.store.all(Nominee) == city.department.store.all(Nominee)
    assert nominee(city.first, FIRST) == nominee(city.department, FIRST)
    errors = [problem.code for problem in nomination.gate(city.department, first_of(city.department).id, YEAR)]
    assert errors == []
