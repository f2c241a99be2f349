"""Sealing: one revision after another, never twice, nothing new where nothing changed, never with a clock set back."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hrdesk.domain.awards import Nominee
from hrdesk.domain.codec import to_plain
from hrdesk.domain.offices import Office, OfficeRole, Parcel
from hrdesk.domain.package import PackageKind
from hrdesk.domain.record import AppointmentId, OfficeId
from hrdesk.domain.seeds import Appointment, Evidence
from hrdesk.domain.staff import Officer, Staffing
from hrdesk.errors import Fault, HrdeskError
from hrdesk.exchange import canonical
from hrdesk.exchange.opening import open_package
from hrdesk.exchange.seal import Sealed
from hrdesk.services.agency import ledger
from hrdesk.services.agency.agencies import agency_id, by_code
from hrdesk.services.agency.snapshot import flat
from hrdesk.services.awards import decisions, nomination
from hrdesk.services.core import words
from hrdesk.services.packages import drafts, keys, sealing
from tests.factory import record_id, sample
from tests.services.book import fault_of
from tests.services.steps import accepted, change, drop, first_of, nominated, notified, proposed, put, submitted
from tests.services.three_offices import CHILD, FIRST, OTHER, PDF, YEAR, City, copied, root_of, teacher, ticking


def test_revisions_count_up_and_tell_their_history(city: City) -> None:
    one = sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out)
    change(city.child, Officer, teacher(CHILD), title="股長")
    two = sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out)
    assert (one.parcel.revision, two.parcel.revision) == (1, 2)
    header = sealing.header(city.child, drafts.submission(city.child, YEAR))
    assert [(past.revision, past.content) for past in header.history] == [(1, one.parcel.content), (2, two.parcel.content)]
    assert header.revision == 3


def test_nothing_changed_seals_nothing_and_writes_the_same_file_again(city: City) -> None:
    one = sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out)
    bytes_before = one.file.read_bytes()
    one.file.unlink()
    two = sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out)
    assert (one.fresh, two.fresh) == (True, False)
    assert two.parcel == one.parcel
    assert two.file.read_bytes() == bytes_before
    assert city.child.store.count(Parcel, kind=PackageKind.SUBMISSION.value) == 1


def test_going_back_to_an_earlier_state_is_a_new_revision(city: City) -> None:
    sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out)
    change(city.child, Officer, teacher(CHILD), title="股長")
    sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out)
    change(city.child, Officer, teacher(CHILD), title="科員")
    assert sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out).parcel.revision == 3


def test_a_file_of_that_name_with_other_bytes_is_never_replaced(city: City) -> None:
    (city.out / f"HRD-{CHILD}-{YEAR}-r1.hrdpkg").write_bytes(b"something else")
    with pytest.raises(HrdeskError) as caught:
        sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out)
    assert fault_of(caught) is Fault.TARGET_EXISTS
    sealed = sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out / "other.hrdpkg")
    assert (sealed.fresh, sealed.parcel.revision) == (False, 1)


def test_a_package_written_where_it_lies_already_stays(city: City) -> None:
    sealed = sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out)
    assert sealing.publish(city.child, sealed.parcel, city.out) == sealed.file


def test_names_follow_the_specification_and_tell_other_kinds(city: City) -> None:
    sealed = submitted(city)
    assert sealed.file.name == f"HRD-{FIRST}-{YEAR}-r1.hrdpkg"
    decisions.remark(city.department, agency_id(FIRST), YEAR, "請補附佐證")
    returned = sealing.seal(city.department, drafts.returned(city.department, YEAR, first_of(city.department)), city.out)
    assert returned.file.name == f"HRD-379000000A-{YEAR}-return-{FIRST}-r1.hrdpkg"


def test_an_addressee_that_is_gone_from_the_list_leaves_its_place_empty(city: City) -> None:
    sealed = sealing.seal(city.child, drafts.change(city.child, YEAR), city.out)
    drop(city.child, by_code(city.child, FIRST))
    assert sealing.file_name(city.child, sealed.parcel) == f"HRD-{CHILD}-{YEAR}-change--r1.hrdpkg"


def test_a_clock_behind_the_newest_entry_stops_signing(three_offices: Path, tmp_path: Path) -> None:
    city = copied(three_offices, tmp_path, ticking(datetime(2026, 12, 1, tzinfo=UTC)))
    with pytest.raises(HrdeskError) as caught:
        sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out)
    assert fault_of(caught) is Fault.CLOCK_BEHIND
    assert words.of_error(caught.value).startswith("這台電腦的日期（115/12/01 08:00）早於資料中最近的紀錄（116/01/04 09:0")
    assert list(city.out.iterdir()) == []
    city.close()


def test_made_up_data_may_run_ahead_of_the_clock(three_offices: Path, tmp_path: Path) -> None:
    city = copied(three_offices, tmp_path, ticking(datetime(2027, 1, 3, 20, tzinfo=UTC)))
    sample_desk = replace(city.child, workspace=replace(city.child.workspace, sample=True))
    sealing.check_clock(sample_desk)
    city.close()


def test_nothing_is_left_in_the_scratch_folder(city: City) -> None:
    sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out)
    assert list(city.child.scratch.iterdir()) == []


def test_a_disk_that_gives_back_other_bytes_is_told(city: City) -> None:
    def make(scratch: Path) -> Sealed:
        scratch.write_bytes(b"other")
        return Sealed("0" * 64, "0" * 64, 5, "0" * 64)

    with pytest.raises(HrdeskError) as caught:
        sealing.sealed_file(city.child, make)
    assert fault_of(caught) is Fault.WRITE_FAILED
    assert list(city.child.scratch.iterdir()) == []


def test_the_sealed_file_and_its_forms_are_kept(city: City) -> None:
    sealed = sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out)
    assert city.child.store.blob(sealed.parcel.blob) == sealed.file.read_bytes()
    names = [copy.name for copy in sealed.parcel.forms]
    assert names == [f"annex{n}-{CHILD}.pdf" for n in (1, 2, 3, 4)] + [f"annex5-{teacher(CHILD)}.pdf"]


def test_the_recovery_key_opens_a_package_too(city: City) -> None:
    sealed = sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out)
    recovery = root_of(city.roots / "first.root").recovery
    with open_package(sealed.file, keys.trust(city.first), (recovery,), city.first.now(), city.first.scratch) as opened:
        assert opened.content is not None
        (attached,) = opened.content.attachments
        assert attached.source == PDF


def test_a_submission_carries_no_private_data(city: City) -> None:
    draft = drafts.submission(city.child, YEAR)
    for officer in draft.records["Officer"]:
        assert isinstance(officer, Officer)
        assert (officer.national_id, officer.birth, officer.phone, officer.email) == ("", None, "", "")


def test_a_year_without_any_record_is_not_sealed(city: City) -> None:
    drop(city.child, *city.child.store.all(Officer))
    with pytest.raises(HrdeskError) as caught:
        drafts.submission(city.child, 90)
    assert fault_of(caught) is Fault.INCOMPLETE


def test_an_enrolled_office_that_has_not_submitted_needs_a_reason(city: City) -> None:
    with pytest.raises(HrdeskError) as caught:
        drafts.submission(city.first, YEAR)
    assert fault_of(caught) is Fault.NEEDS_REASON
    draft = drafts.submission(city.first, YEAR, "該所人員出缺")
    assert draft.facts == {"missing": CHILD, "nil": "annex4", "reason": "該所人員出缺"}
    accepted(city, city.first, draft, city.department)


def test_an_office_that_is_not_enrolled_is_not_waited_for(city: City) -> None:
    for office in city.first.store.all(Office, role=OfficeRole.SIGNING, own=False):
        change(city.first, Office, office.id, revoked=date(2027, 1, 4))
    assert drafts.submission(city.first, YEAR).facts == {"nil": "annex4"}


def test_downward_packages_need_something_to_tell(city: City) -> None:
    submitted(city)
    for draft in (drafts.quota_notice, drafts.decision, drafts.returned, drafts.results):
        with pytest.raises(HrdeskError) as caught:
            draft(city.department, YEAR, first_of(city.department))
        assert fault_of(caught) is Fault.WRONG_STATE


def test_only_the_department_gives_a_quota_notice(city: City) -> None:
    with pytest.raises(HrdeskError) as caught:
        drafts.quota_notice(city.first, YEAR, by_code(city.first, CHILD))
    assert fault_of(caught) is Fault.WRONG_WORKSPACE


def test_no_appointment_means_no_change_notice(city: City) -> None:
    with pytest.raises(HrdeskError) as caught:
        drafts.change(city.child, 90)
    assert fault_of(caught) is Fault.WRONG_STATE


def test_a_change_notice_brings_the_appointment_with_its_handover(city: City) -> None:
    change(
        city.child,
        Appointment,
        AppointmentId(record_id(f"appointment {CHILD}")),
        end=date(2026, 10, 1),
        successor=record_id(f"colleague {CHILD}"),
        handed_over=date(2026, 10, 2),
        handover=(record_id(f"evidence {CHILD}"),),
    )
    accepted(city, city.child, drafts.change(city.child, YEAR), city.first)
    assert city.first.store.all(Appointment, agency=agency_id(CHILD)) == city.child.store.all(Appointment)
    assert city.first.store.count(Evidence, agency=agency_id(CHILD)) == 1
    assert city.first.store.count(Staffing, agency=agency_id(CHILD)) == 0


def test_the_nomination_needs_its_quota_and_a_clean_gate(city: City) -> None:
    submitted(city)
    with pytest.raises(HrdeskError) as caught:
        nomination.draft(city.first, YEAR)
    assert fault_of(caught) is Fault.WRONG_STATE
    with pytest.raises(HrdeskError) as caught:
        nomination.nominate(city.first, YEAR, nomination.Pick(officer=teacher(FIRST), times=1, deed="事蹟"))
    assert fault_of(caught) is Fault.WRONG_STATE


def test_every_missing_piece_of_a_nomination_is_named_with_its_article(city: City) -> None:
    notified(city)
    with pytest.raises(HrdeskError) as caught:
        nomination.draft(city.first, YEAR)
    assert fault_of(caught) is Fault.INCOMPLETE
    nomination.nominate(city.first, YEAR, nomination.Pick(officer=teacher(FIRST), times=5, deed=""))
    with pytest.raises(HrdeskError) as caught:
        nomination.draft(city.first, YEAR)
    missing = str(caught.value.facts["missing"])
    assert missing.count("陸三") >= 2
    assert int(caught.value.facts["count"]) == 2


def test_the_nomination_answers_the_quota_notice_and_carries_its_attachments(city: City) -> None:
    sealed = nominated(city)
    (quota,) = ledger.received(city.first.store, PackageKind.QUOTA, YEAR, agency_id("379000000A"))
    assert sealed.parcel.answers == quota.package
    names = {copy.name.partition("-")[0] for copy in sealed.parcel.forms}
    assert names == {"award", "annex1", "annex3", "annex5"}
    assert sum(copy.name.startswith("annex1") for copy in sealed.parcel.forms) == 2


def test_a_person_is_taken_off_the_list(city: City) -> None:
    proposed(city)
    nomination.withdraw(city.first, YEAR, teacher(CHILD))
    assert [one.officer for one in city.first.store.all(Nominee)] == [teacher(FIRST)]
    with pytest.raises(HrdeskError) as caught:
        nomination.withdraw(city.first, YEAR, teacher(CHILD))
    assert fault_of(caught) is Fault.NOT_FOUND


def test_only_a_first_tier_agency_nominates(city: City) -> None:
    for desk in (city.child, city.department):
        with pytest.raises(HrdeskError) as caught:
            nomination.draft(desk, YEAR)
        assert fault_of(caught) is Fault.WRONG_WORKSPACE


def test_an_addressee_without_a_key_gets_nothing(city: City) -> None:
    decisions.remark(city.department, agency_id(OTHER), YEAR, "請送年度資料")
    with pytest.raises(HrdeskError) as caught:
        sealing.seal(city.department, drafts.returned(city.department, YEAR, by_code(city.department, OTHER)), city.out)
    assert fault_of(caught) is Fault.NO_KEY
    put(city.department, sample(Office, id=OfficeId(record_id("other")), agency=agency_id(OTHER), role=OfficeRole.SIGNING, recipient=""))
    assert keys.recipients_of(city.department, agency_id(OTHER)) == ()


def test_the_digest_of_the_data_is_that_of_one_canonical_list(city: City) -> None:
    draft = drafts.submission(city.child, YEAR)
    records = [[type(one).__name__, to_plain(one)] for one in sorted(flat(draft.records), key=lambda one: (type(one).__name__, one.id))]
    whole = canonical.render([draft.answers, dict(draft.facts), records])
    assert sealing.data_digest(draft) == hashlib.sha256(whole).hexdigest()
