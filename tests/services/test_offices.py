"""Trust between offices: digits decide, the list gives the names, the root stays outside, revocation bites at once."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.offices import Direction, Office, OfficeRole, Parcel
from hrdesk.domain.package import Finding, PackageKind
from hrdesk.domain.staff import Agency, Tier
from hrdesk.errors import Fault, HrdeskError
from hrdesk.exchange import keys as exchange_keys
from hrdesk.exchange.certificates import crl_number
from hrdesk.exchange.registration import open_registration
from hrdesk.services.agency.agencies import agency_id, by_code
from hrdesk.services.awards import decisions
from hrdesk.services.core import words
from hrdesk.services.packages import certificates, drafts, enrolling, keys, offices, roots, sealing
from hrdesk.services.post import receiving, renewal
from tests.services.book import fault_of
from tests.services.steps import accepted, change, drop, send
from tests.services.three_offices import (
    CHILD,
    DEPARTMENT,
    FIRST,
    NEW_YEAR,
    OTHER,
    ROOT_PASSPHRASE,
    YEAR,
    City,
    copied,
    desk_on,
    make_workspace,
    root_of,
    ticking,
)


def own_signing(city: City) -> Office:
    (office,) = certificates.standing(city.child, OfficeRole.SIGNING, own=True)
    return office


def registered(city: City) -> tuple[Path, str]:
    file = city.out / "again.registration"
    return file, offices.make_registration(city.child, file)


def enrolled(city: City, file: Path, digits: str) -> Path:
    """Enrol with the digits, the root file and its passphrase, as a person does."""
    target = city.out / "again.enrolment"
    offices.enrol_office(city.first, file, digits, city.roots / "first.root", ROOT_PASSPHRASE, target)
    return target


def issued(city: City, file: Path) -> Path:
    """Do what enrolling does once digits and passphrase are right."""
    target = city.out / "again.enrolment"
    before = city.first.store.all(Office, agency=agency_id(CHILD), role=OfficeRole.SIGNING, own=False, revoked=None)
    enrolling.issue(city.first, open_registration(file), by_code(city.first, CHILD), root_of(city.roots / "first.root"), target, revoking=before)
    return target


def renewed(city: City, file: Path, name: str) -> Path:
    renewal.enrol_renewal(city.first, file, city.roots / "first.root", ROOT_PASSPHRASE, city.out / name)
    return city.out / name


def test_an_agency_that_collects_from_nobody_gets_no_root(city: City) -> None:
    with pytest.raises(HrdeskError) as caught:
        offices.create_root(city.child, city.out / "root", ROOT_PASSPHRASE)
    assert fault_of(caught) is Fault.WRONG_WORKSPACE


def test_a_second_root_is_refused(city: City) -> None:
    with pytest.raises(HrdeskError) as caught:
        offices.create_root(city.first, city.out / "root", ROOT_PASSPHRASE)
    assert fault_of(caught) is Fault.WRONG_STATE
    assert not (city.out / "root").exists()


def test_a_root_file_is_never_replaced(city: City) -> None:
    root = roots.Root(b"key", b"certificate", "recovery")
    with pytest.raises(HrdeskError) as caught:
        roots.write_root(city.roots / "first.root", root, ROOT_PASSPHRASE)
    assert fault_of(caught) is Fault.TARGET_EXISTS


def test_a_root_file_needs_a_passphrase(tmp_path: Path) -> None:
    with pytest.raises(HrdeskError) as caught:
        roots.write_root(tmp_path / "root", roots.Root(b"key", b"certificate", "recovery"), "")
    assert fault_of(caught) is Fault.INVALID


def test_the_root_file_holds_the_private_key_and_the_workspace_does_not(city: City) -> None:
    root = root_of(city.roots / "first.root")
    assert b"PRIVATE KEY" in root.key
    assert root.recovery.startswith("AGE-SECRET-KEY-1")
    assert b"PRIVATE KEY" not in (city.roots / "first.root").read_bytes()
    secrets = [city.first.store.secret(name) for name in (keys.DECISION_KEY, certificates.SIGNING_KEY, keys.IDENTITIES, keys.OWN_CRL, keys.PINNED_CRL)]
    assert root.key not in secrets


def test_a_missing_or_foreign_root_file_is_refused(city: City, tmp_path: Path) -> None:
    with pytest.raises(HrdeskError) as caught:
        roots.read_root(tmp_path / "none", ROOT_PASSPHRASE)
    assert fault_of(caught) is Fault.FILE_MISSING
    (tmp_path / "other").write_bytes(exchange_keys.protect(json.dumps({"format": "other"}).encode(), "x"))
    with pytest.raises(HrdeskError) as caught:
        roots.read_root(tmp_path / "other", "x")
    assert fault_of(caught) is Fault.FILE_DAMAGED
    with pytest.raises(HrdeskError) as caught:
        roots.own_root(city.first, city.roots / "department.root", ROOT_PASSPHRASE)
    assert fault_of(caught) is Fault.WRONG_STATE


def test_a_workspace_without_a_root_cannot_issue(city: City) -> None:
    with pytest.raises(HrdeskError) as caught:
        roots.own_root(city.child, city.roots / "first.root", ROOT_PASSPHRASE)
    assert fault_of(caught) is Fault.WRONG_STATE


def test_the_digits_on_the_letter_stay_the_same(city: City) -> None:
    digits = offices.root_digits(city.department)
    assert len(digits) == 40
    assert digits.isdigit()
    assert offices.root_digits(city.department) == digits


def test_wrong_digits_issue_nothing(city: City) -> None:
    file, digits = registered(city)
    before = city.first.store.all(Office)
    wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    with pytest.raises(HrdeskError) as caught:
        enrolled(city, file, wrong)
    assert fault_of(caught) is Fault.DIGITS_DIFFER
    assert city.first.store.all(Office) == before
    assert not (city.out / "again.enrolment").exists()


def test_a_wrong_root_passphrase_issues_nothing(city: City) -> None:
    file, digits = registered(city)
    with pytest.raises(HrdeskError) as caught:
        offices.enrol_office(city.first, file, digits, city.roots / "first.root", "wrong", city.out / "x")
    assert fault_of(caught) is Fault.ROOT_PASSPHRASE


def test_an_agency_outside_the_list_is_not_enrolled(city: City) -> None:
    file, digits = registered(city)
    drop(city.first, by_code(city.first, CHILD))
    with pytest.raises(HrdeskError) as caught:
        enrolled(city, file, digits)
    assert fault_of(caught) is Fault.NOT_FOUND


def test_an_office_does_not_enrol_itself(city: City) -> None:
    file = city.out / "own.registration"
    offices.make_registration(city.first, file)
    with pytest.raises(HrdeskError) as caught:
        enrolling.issue(city.first, open_registration(file), by_code(city.first, FIRST), root_of(city.roots / "first.root"), city.out / "x")
    assert fault_of(caught) is Fault.INVALID


def test_the_name_comes_from_the_collectors_list(city: City) -> None:
    change(city.first, Agency, agency_id(CHILD), name="範例地政事務所（改名）")
    file, digits = registered(city)
    agency = offices.enrol_office(city.first, file, digits, city.roots / "first.root", ROOT_PASSPHRASE, city.out / "again.enrolment")
    assert agency.name == "範例地政事務所（改名）"


def test_an_enrolment_for_an_earlier_registration_is_told_in_words(city: City) -> None:
    assert not certificates.registration_waits(city.child)
    file, digits = registered(city)
    assert certificates.registration_waits(city.child)
    target = enrolled(city, file, digits)
    offices.make_registration(city.child, city.out / "again.hrdreg")
    with pytest.raises(HrdeskError) as caught:
        offices.pin_collector(city.child, target, offices.root_digits(city.first))
    assert "依已作廢的登錄申請核發" in words.of_error(caught.value)


def test_registering_again_revokes_the_certificate_before(city: City) -> None:
    before = own_signing(city)
    file, digits = registered(city)
    target = enrolled(city, file, digits)
    held = {one.digest: one for one in city.first.store.all(Office, agency=agency_id(CHILD))}
    assert held[before.digest].revoked == city.first.today
    offices.pin_collector(city.child, target, offices.root_digits(city.first))
    assert own_signing(city).digest != before.digest
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)


def test_the_old_key_signs_until_the_answer_is_pinned_and_is_refused_once_revoked(city: City) -> None:
    issued(city, registered(city)[0])
    _, received = send(city, city.child, drafts.submission(city.child, YEAR), city.first)
    assert received.report.finding is Finding.CERTIFICATE_REVOKED


def test_wrong_root_digits_pin_nothing(city: City) -> None:
    target = issued(city, registered(city)[0])
    before = city.child.store.all(Office)
    with pytest.raises(HrdeskError) as caught:
        offices.pin_collector(city.child, target, offices.root_digits(city.department))
    assert fault_of(caught) is Fault.DIGITS_DIFFER
    assert city.child.store.all(Office) == before


def test_an_enrolment_that_answers_nothing_is_refused(city: City) -> None:
    with pytest.raises(HrdeskError) as caught:
        offices.pin_collector(city.department, city.roots / "first.enrolment", "0" * 40)
    assert fault_of(caught) is Fault.NO_KEY


def test_an_enrolment_from_another_collector_is_refused(city: City) -> None:
    file, _ = registered(city)
    target, root = city.out / "department.enrolment", root_of(city.roots / "department.root")
    enrolling.issue(city.department, open_registration(file), by_code(city.department, CHILD), root, target)
    with pytest.raises(HrdeskError) as caught:
        offices.pin_collector(city.child, target, offices.root_digits(city.department))
    assert fault_of(caught) is Fault.INVALID


def test_an_agency_without_a_known_collector_learns_it_from_the_enrolment(city: City) -> None:
    change(city.first, Agency, agency_id(FIRST), parent=None)
    drop(city.first, by_code(city.first, DEPARTMENT))
    file = city.out / "first.registration"
    offices.make_registration(city.first, file)
    root = root_of(city.roots / "department.root")
    enrolling.issue(city.department, open_registration(file), by_code(city.department, FIRST), root, city.out / "first.enrolment")
    collector = offices.pin_collector(city.first, city.out / "first.enrolment", offices.root_digits(city.department))
    assert (collector.code, collector.tier) == (DEPARTMENT, Tier.DEPARTMENT)
    assert by_code(city.first, FIRST).parent == agency_id(DEPARTMENT)


def list_number(city: City) -> int:
    held = city.first.store.secret(keys.OWN_CRL)
    assert held is not None
    return crl_number(held)


def test_revocation_bites_at_once_and_numbers_the_list_anew(city: City) -> None:
    before = list_number(city)
    assert offices.revoke(city.first, by_code(city.first, CHILD), city.roots / "first.root", ROOT_PASSPHRASE) == 1
    _, received = send(city, city.child, drafts.submission(city.child, YEAR), city.first)
    assert received.report.finding is Finding.CERTIFICATE_REVOKED
    assert list_number(city) == before + 1


def test_a_reply_brings_the_newest_list_down(city: City) -> None:
    before = city.child.store.secret(keys.PINNED_CRL)
    _, received = send(city, city.child, drafts.submission(city.child, YEAR), city.first, receipts=True)
    before_refresh = list_number(city)
    offices.refresh_list(city.first, city.roots / "first.root", ROOT_PASSPHRASE)
    assert list_number(city) == before_refresh + 1
    change(city.first, Agency, agency_id(CHILD), group="")
    assert received.receipt is not None
    receiving.receive(city.child, [received.receipt])
    assert city.child.store.secret(keys.PINNED_CRL) == before
    decisions.remark(city.first, agency_id(CHILD), YEAR, "請補附佐證")
    accepted(city, city.first, drafts.returned(city.first, YEAR, by_code(city.first, CHILD)), city.child)
    assert city.child.store.secret(keys.PINNED_CRL) == city.first.store.secret(keys.OWN_CRL)


def test_renewal_is_offered_ninety_days_ahead(city: City, three_offices: Path, tmp_path: Path) -> None:
    assert certificates.renewal_due(city.child) is None
    end = own_signing(city).expires
    (tmp_path / "later").mkdir()
    start = datetime(end.year, end.month, end.day, 1, 0, tzinfo=UTC)
    for days, due in ((91, None), (90, end)):
        folder = tmp_path / "later" / str(days)
        folder.mkdir()
        later = copied(three_offices, folder, ticking(start - timedelta(days=days)))
        assert certificates.renewal_due(later.child) == due
        later.close()


def test_nothing_to_renew_before_the_first_enrolment(city: City) -> None:
    assert certificates.renewal_due(city.department) is None


def test_a_renewal_needs_no_telephone(city: City) -> None:
    before = own_signing(city)
    asked = renewal.renew(city.child, city.out)
    target = city.out / "renewed.enrolment"
    assert renewal.asking(city.first, asked.file).code == CHILD
    agency = renewal.enrol_renewal(city.first, asked.file, city.roots / "first.root", ROOT_PASSPHRASE, target)
    assert agency.code == CHILD
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)  # the old key still holds
    offices.pin_collector(city.child, target, offices.root_digits(city.first))
    assert own_signing(city).digest != before.digest
    (parcel,) = city.first.store.all(Parcel, kind=PackageKind.REGISTRATION.value, direction=Direction.RECEIVED)
    assert city.first.store.blob(parcel.blob) == asked.file.read_bytes()


def test_the_same_renewal_twice_is_refused(city: City) -> None:
    asked = renewal.renew(city.child, city.out)
    renewal.enrol_renewal(city.first, asked.file, city.roots / "first.root", ROOT_PASSPHRASE, city.out / "one")
    with pytest.raises(HrdeskError) as caught:
        renewal.enrol_renewal(city.first, asked.file, city.roots / "first.root", ROOT_PASSPHRASE, city.out / "two")
    assert fault_of(caught) is Fault.PACKAGE_REFUSED


def test_nothing_is_issued_where_the_file_cannot_be_written(city: City) -> None:
    asked = renewal.renew(city.child, city.out)
    (city.out / "taken").write_bytes(b"another enrolment")
    before = city.first.store.count(Office)
    with pytest.raises(HrdeskError) as caught:
        renewal.enrol_renewal(city.first, asked.file, city.roots / "first.root", ROOT_PASSPHRASE, city.out / "taken")
    assert fault_of(caught) is Fault.TARGET_EXISTS
    assert city.first.store.count(Office) == before


def test_another_package_is_no_renewal(city: City) -> None:
    sealed, _ = send(city, city.child, drafts.submission(city.child, YEAR), city.department)
    with pytest.raises(HrdeskError) as caught:
        renewal.enrol_renewal(city.first, sealed.file, city.roots / "first.root", ROOT_PASSPHRASE, city.out / "x")
    assert fault_of(caught) is Fault.INVALID


def test_a_renewal_is_not_received_like_a_submission(city: City) -> None:
    asked = renewal.renew(city.child, city.out)
    (received,) = receiving.receive(city.first, [asked.file])
    assert received.report.finding is Finding.OUT_OF_ORDER


def test_a_lost_age_key_has_to_be_registered_again(city: City) -> None:
    with city.child.store.write(Act.EDIT) as tx:
        tx.put_secret(keys.RECIPIENT, b"")
    with pytest.raises(HrdeskError) as caught:
        renewal.renew(city.child, city.out)
    assert fault_of(caught) is Fault.NO_KEY


def test_without_keys_nothing_is_signed_written_or_opened(city: City) -> None:
    with pytest.raises(HrdeskError) as caught:
        keys.need_recipients(city.department, by_code(city.department, OTHER))
    assert fault_of(caught) is Fault.NO_KEY
    with pytest.raises(HrdeskError) as caught:
        keys.signer(city.child, PackageKind.RECEIPT)
    assert fault_of(caught) is Fault.NO_KEY
    with pytest.raises(HrdeskError) as caught:
        keys.signer(city.department, PackageKind.SUBMISSION)
    assert fault_of(caught) is Fault.NO_KEY
    with city.child.store.write(Act.EDIT) as tx:
        tx.put_secret(certificates.SIGNING_KEY, b"")
    with pytest.raises(HrdeskError) as caught:
        keys.signer(city.child, PackageKind.SUBMISSION)
    assert fault_of(caught) is Fault.NO_KEY
    with pytest.raises(HrdeskError) as caught:
        keys.collector(city.department)
    assert fault_of(caught) is Fault.NO_KEY


def test_an_office_that_never_registered_opens_nothing(tmp_path: Path) -> None:
    desk = make_workspace(tmp_path / "new", CHILD, (FIRST, CHILD), ticking())
    with pytest.raises(HrdeskError) as caught:
        keys.identities(desk)
    desk.close()
    assert fault_of(caught) is Fault.NO_KEY


def test_a_certificate_is_judged_at_the_time_of_receipt(city: City, tmp_path: Path, three_offices: Path) -> None:
    sealed, _ = send(city, city.child, drafts.submission(city.child, YEAR), city.department)
    late = desk_on(Path(shutil.copytree(three_offices / "first", tmp_path / "later")), ticking(datetime(2032, 1, 1, tzinfo=UTC)))
    assert receiving.examine(late, sealed.file)[0].finding is Finding.CERTIFICATE_EXPIRED
    late.close()


def test_a_list_that_has_ended_stops_replies_until_it_is_numbered_anew(three_offices: Path, tmp_path: Path) -> None:
    late = copied(three_offices, tmp_path, ticking(NEW_YEAR + timedelta(days=401)))
    decisions.remark(late.first, agency_id(CHILD), YEAR, "請補附佐證")
    with pytest.raises(HrdeskError) as caught:
        sealing.seal(late.first, drafts.returned(late.first, YEAR, by_code(late.first, CHILD)), late.out)
    assert fault_of(caught) is Fault.NO_KEY
    with late.first.store.write(Act.REGISTER_OFFICE) as tx:
        tx.put_secret(keys.OWN_CRL, roots.fresh_crl(late.first, root_of(late.roots / "first.root"), ()))
    accepted(late, late.first, drafts.returned(late.first, YEAR, by_code(late.first, CHILD)), late.child)
    late.close()
