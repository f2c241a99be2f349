"""Receipts: one for every package whose sender is known, the same one for the same package, none for what comes from above."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hrdesk.domain.offices import Parcel
from hrdesk.domain.package import Finding, PackageKind
from hrdesk.domain.record import OfficerId
from hrdesk.domain.staff import Officer
from hrdesk.errors import Fault, HrdeskError, StoreError
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.core import verdicts
from hrdesk.services.packages import drafts, sealing
from hrdesk.services.post import receiving
from tests.factory import record_id
from tests.services.book import fault_of
from tests.services.steps import altered, notified, put, send
from tests.services.three_offices import CHILD, FIRST, NEW_YEAR, YEAR, City, copied, ticking


def submission(city: City) -> Path:
    return sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out).file


def test_refused_packages_get_a_receipt_with_the_verdict_too(city: City) -> None:
    put(city.first, Officer(id=OfficerId(record_id("taken")), agency=agency_id(FIRST), name="王大明"))
    put(city.child, Officer(id=OfficerId(record_id("taken")), agency=agency_id(CHILD), name="假冒者"))
    sealed, received = send(city, city.child, drafts.submission(city.child, YEAR), city.first, receipts=True)
    assert received.receipt is not None
    (told,) = receiving.receive(city.child, [received.receipt])
    assert told.report.finding is Finding.OK
    mine = city.child.store.get(Parcel, sealed.parcel.id)
    assert mine is not None
    assert mine.verdict == "conflict"
    assert verdicts.told(told.report).startswith("貴機關 115 年度年度資料第 1 版經 範例地政局 退回：與本工作區的資料衝突：人事人員的識別碼")
    assert verdicts.told(received.report) == ""
    assert city.first.store.count(Parcel, kind=PackageKind.SUBMISSION.value) == 0


def test_a_receipt_of_an_accepted_package_tells_so(city: City) -> None:
    _, received = send(city, city.child, drafts.submission(city.child, YEAR), city.first, receipts=True)
    assert received.receipt is not None
    (told,) = receiving.receive(city.child, [received.receipt])
    assert verdicts.told(told.report) == "貴機關 115 年度年度資料第 1 版已由 範例地政局 收件。"
    assert verdicts.told(replace(told.report, header=None)) == ""


def test_a_verdict_that_is_no_finding_stays() -> None:
    assert (verdicts.in_words("ok"), verdicts.in_words("別的")) == ("通過", "別的")


def test_the_same_accepted_package_gets_the_same_receipt_again(city: City) -> None:
    file = submission(city)
    (one,) = receiving.receive(city.first, [file], city.out / "receipts")
    (two,) = receiving.receive(city.first, [file], city.out / "receipts")
    assert two.report.finding is Finding.REPLAYED
    assert one.receipt == two.receipt
    assert city.first.store.count(Parcel, kind=PackageKind.RECEIPT.value) == 1


def test_a_package_with_the_same_content_gets_the_receipt_of_the_held_one(city: City, three_offices: Path, tmp_path: Path) -> None:
    receiving.receive(city.first, [submission(city)], city.out / "receipts")
    folder = tmp_path / "again"
    folder.mkdir()
    again = copied(three_offices, folder, ticking(NEW_YEAR + timedelta(days=1, hours=1)))
    same = sealing.seal(again.child, drafts.submission(again.child, YEAR), again.out)
    again.close()
    (received,) = receiving.receive(city.first, [same.file], city.out / "receipts")
    assert received.report.finding is Finding.SAME_CONTENT
    assert received.accepted
    assert received.receipt is not None
    assert city.first.store.count(Parcel, kind=PackageKind.RECEIPT.value) == 1


def test_an_unknown_sender_gets_no_receipt(city: City) -> None:
    bad = altered(submission(city), lambda size: size // 2, city.out / "bad.hrdpkg")
    (received,) = receiving.receive(city.first, [bad], city.out / "receipts")
    assert received.receipt is None


def test_what_comes_from_above_gets_no_receipt(city: City) -> None:
    sealed = notified(city)
    (received,) = receiving.receive(city.first, [sealed.file], city.out / "receipts")
    assert received.report.finding is Finding.REPLAYED
    assert received.receipt is None


def test_a_receipt_about_a_package_that_was_never_sent_is_refused(city: City, three_offices: Path, tmp_path: Path) -> None:
    (received,) = receiving.receive(city.first, [submission(city)], city.out / "receipts")
    folder = tmp_path / "restored"
    folder.mkdir()
    restored = copied(three_offices, folder)
    assert received.receipt is not None
    assert receiving.examine(restored.child, received.receipt)[0].finding is Finding.BAD_REFERENCE
    restored.close()


def test_receipts_that_could_not_be_signed_stop_before_anything_is_taken_in(city: City) -> None:
    with pytest.raises(HrdeskError) as caught:
        receiving.receive(city.child, [city.out / "any"], city.out / "receipts")
    assert fault_of(caught) is Fault.NO_KEY


@pytest.mark.parametrize("error", [StoreError(Fault.STORE_FULL), OSError(28, "x")])
def test_a_receipt_that_cannot_be_written_stops_nothing(city: City, error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise error

    file = submission(city)
    monkeypatch.setattr("hrdesk.services.packages.receipts.seal", fails)
    first, again = receiving.receive(city.first, [file, file], city.out / "receipts")
    assert (first.accepted, first.unanswered, first.receipt) == (True, True, None)
    assert again.report.finding is Finding.REPLAYED
    assert again.unanswered


def test_receipts_without_a_folder_are_refused_before_anything_is_taken_in(city: City) -> None:
    file = submission(city)
    (city.out / "taken").write_bytes(b"x")
    with pytest.raises(HrdeskError) as caught:
        receiving.receive(city.first, [file], city.out / "taken")
    assert fault_of(caught) is Fault.WRITE_FAILED
    assert city.first.store.count(Parcel, kind=PackageKind.SUBMISSION.value) == 0
