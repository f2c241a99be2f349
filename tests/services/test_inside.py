"""What a 所屬 signed travels inside its collector's submission, and the department sees what the collector made of it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hrdesk.domain.collected import Membership
from hrdesk.domain.offices import Direction, Office, OfficeRole, Parcel
from hrdesk.domain.package import Finding, PackageKind
from hrdesk.domain.record import MembershipId, OfficerId
from hrdesk.domain.seeds import SelfCheck
from hrdesk.domain.staff import Agency, Officer
from hrdesk.errors import Fault, HrdeskError, PackageError
from hrdesk.exchange import container, keys, limits
from hrdesk.services.agency import ledger
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.packages import drafts, inside, sealing
from hrdesk.services.packages.inside import Attested, Inside
from hrdesk.services.packages.offices import root_digits
from hrdesk.services.packages.sealing import SealedFile
from hrdesk.services.post import inspection, outgoing, receiving
from hrdesk.services.post.inspection import Inspected
from tests.factory import record_id
from tests.services.book import fault_of
from tests.services.steps import accepted, change, drop, put, submitted
from tests.services.three_offices import CHILD, DEPARTMENT, FIRST, OTHER, YEAR, City, teacher


def sent_up(city: City) -> SealedFile:
    """Seal the first tier's year and let the department take it in."""
    return accepted(city, city.first, drafts.submission(city.first, YEAR), city.department)


def looked_into(city: City, sealed: SealedFile) -> Inspected:
    """Return what the department sees of a package that it took in."""
    parcel = ledger.by_package(city.department.store, sealed.parcel.package, Direction.RECEIVED)
    assert parcel is not None
    return inspection.inspect_parcel(city.department, parcel)


def only(found: Inspected) -> Inside:
    """Return the one 所屬."""
    (one,) = found.inside
    return one


def test_an_unaltered_part_is_the_same_as_signed(city: City) -> None:
    below = accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    file = sealing.seal(city.first, drafts.submission(city.first, YEAR), city.out).file
    found = inspection.inspect(city.department, file)
    one = only(found)
    assert found.report.header is not None
    assert found.report.header.format == "1.1"
    assert (one.code, one.attested, one.differences, one.altered) == (CHILD, Attested.SAME, (), ())
    assert one.report is not None
    assert one.report.package == below.parcel.package
    assert one.told == f"範例地政事務所（{CHILD}）（第 1 版，116/01/05 收件）：與所屬簽章的內容相同"
    assert list(city.first.scratch.iterdir()) == []
    assert found.inside_root == keys.grouped(root_digits(city.first))


def test_what_the_collector_completed_is_told_in_words(city: City) -> None:
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    change(city.first, Officer, teacher(CHILD), title="股長")
    drop(city.first, city.first.store.all(SelfCheck, agency=agency_id(CHILD))[0])
    one = only(looked_into(city, sent_up(city)))
    assert one.attested is Attested.COMPLETED
    assert len(one.differences) == 2
    assert any("林𠅤如" in line and "職稱" in line for line in one.differences)
    assert "所屬簽章後經彙整機關補正；林𠅤如" in one.told


def test_a_form_that_is_not_the_signed_one_is_named(city: City) -> None:
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    (parcel,) = city.first.store.all(Parcel, kind=PackageKind.SUBMISSION.value)
    put(city.first, replace(parcel, forms=()))
    one = only(looked_into(city, sent_up(city)))
    assert one.attested is Attested.COMPLETED
    assert f"annex1-{CHILD}.pdf" in one.altered
    assert "與所屬簽章的不同" in one.told


def test_a_part_that_the_collector_entered_is_unsigned(city: City) -> None:
    put(city.first, Officer(id=OfficerId(record_id("entered")), agency=agency_id(CHILD), name="王大明"))
    sealed = accepted(city, city.first, drafts.submission(city.first, YEAR, "所屬人員出缺，由本局登錄"), city.department)
    one = only(looked_into(city, sealed))
    assert (one.attested, one.report) == (Attested.UNSIGNED, None)
    assert one.told == f"範例地政事務所（{CHILD}）：由彙整機關登錄，沒有所屬的簽章"


def test_the_newest_revision_travels_and_makes_a_new_one_above(city: City) -> None:
    first = submitted(city)
    change(city.child, Officer, teacher(CHILD), title="股長")
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    second = sent_up(city)
    assert (first.parcel.revision, second.parcel.revision) == (1, 2)
    one = only(looked_into(city, second))
    assert one.report is not None
    assert one.report.header is not None
    assert one.report.header.revision == 2
    assert one.attested is Attested.SAME


def test_sealing_again_without_a_change_gives_the_same_file(city: City) -> None:
    submitted(city)
    assert outgoing.outlook(city.first, PackageKind.SUBMISSION, YEAR).unchanged
    assert not sealing.seal(city.first, drafts.submission(city.first, YEAR), city.out).fresh


def test_a_revocation_since_is_told(city: City) -> None:
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    (office,) = city.first.store.all(Office, agency=agency_id(CHILD), role=OfficeRole.SIGNING)
    put(city.first, replace(office, revoked=city.first.today))
    assert "簽章憑證其後已於 116/01/05 廢止" in only(looked_into(city, sent_up(city))).told


def test_large_packages_go_through_the_private_folder(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    monkeypatch.setattr(limits, "IN_MEMORY", 0)
    assert only(looked_into(city, sent_up(city))).attested is Attested.SAME
    assert list(city.first.scratch.iterdir()) == []


def test_what_was_signed_comes_out_byte_for_byte(city: City, tmp_path: Path) -> None:
    below = accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    sealed = sent_up(city)
    parcel = ledger.by_package(city.department.store, sealed.parcel.package, Direction.RECEIVED)
    assert parcel is not None
    path = inside.take_out(city.department, parcel, CHILD, tmp_path)
    assert path == tmp_path / f"{CHILD}.asice"
    with path.open("rb") as file:
        assert b"package.json" in [member.name for member in container.read(file)]
    mine = ledger.by_package(city.first.store, below.parcel.package, Direction.RECEIVED)
    assert mine is not None
    (signed,) = inside.given(city.first, (mine,), tmp_path)
    assert path.read_bytes() == signed.source
    assert inside.take_out(city.department, parcel, CHILD, tmp_path / "b.asice").read_bytes() == signed.source
    with pytest.raises(PackageError):
        inside.take_out(city.department, parcel, OTHER, tmp_path)
    with pytest.raises(HrdeskError) as caught:
        inside.take_out(city.first, sealed.parcel, CHILD, tmp_path)
    assert fault_of(caught) is Fault.WRONG_STATE
    assert [one for one in city.department.scratch.iterdir() if one.suffix == ".hrdpkg"] == []


def test_an_agency_that_the_department_puts_elsewhere_is_refused(city: City) -> None:
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    change(city.department, Agency, agency_id(CHILD), parent=agency_id(OTHER))
    sealed = sealing.seal(city.first, drafts.submission(city.first, YEAR), city.out)
    (found,) = receiving.receive(city.department, [sealed.file], city.out / "receipts")
    assert found.report.finding is Finding.BAD_INNER
    assert found.receipt is not None
    (told,) = receiving.receive(city.first, [found.receipt])
    assert CHILD in dict(told.report.header.facts if told.report.header else ())["told"]


def test_what_is_wrong_inside_is_told_by_name(city: City) -> None:
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    sealed = sealing.seal(city.first, drafts.submission(city.first, YEAR), city.out)
    found = inspection.inspect(city.department, sealed.file)
    (report,) = found.report.inner
    bad = replace(report, finding=Finding.ALTERED, checks=(replace(report.checks[0], finding=Finding.ALTERED, facts={"member": 4}),))
    (one,) = inside.compared(city.department, replace(found.report, inner=(bad,)), None, lambda *_: ())
    assert one.attested is Attested.REFUSED
    assert one.told == f"範例地政事務所（{CHILD}）：所屬原簽章的資料包有誤；第 4 個內容與簽章時不同，不予收件。請寄件機關重新送件。"
    (stranger,) = inside.compared(city.department, replace(found.report, inner=(replace(bad, file=f"inner/{OTHER}X.asice"),)), None, lambda *_: ())
    assert stranger.name == f"{OTHER}X"


def test_other_kinds_carry_nothing(city: City) -> None:
    submitted(city)
    sealed = sealing.seal(city.first, drafts.change(city.first, YEAR), city.out)
    assert inspection.inspect(city.department, sealed.file).inside == ()
    assert inside.carried(city.child, YEAR) == ()


def test_a_part_that_moved_after_the_year_still_travels(city: City) -> None:
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    span = Membership(id=MembershipId(record_id("span")), agency=agency_id(CHILD), parent=agency_id(FIRST), start=None, end=date(2026, 12, 31))
    for desk in (city.first, city.department):
        put(desk, span)
        change(desk, Agency, agency_id(CHILD), parent=agency_id(DEPARTMENT))
    assert only(looked_into(city, sent_up(city))).attested is Attested.SAME
