"""Looking into packages: what differs from the revision before, and what was received is judged as of when it came."""

from dataclasses import replace
from datetime import date

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import Finding, PackageKind
from hrdesk.domain.record import LogId, OfficerId, ParcelId
from hrdesk.domain.seeds import Coaching, MeritClaim, SystemLog
from hrdesk.domain.staff import Officer
from hrdesk.errors import Fault, PackageError
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.core import log_since
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import drafts, sealing
from hrdesk.services.post import inspection
from tests.factory import record_id
from tests.services.book import fault_of
from tests.services.steps import accepted, altered, change, drop, everything, put, send
from tests.services.three_offices import CHILD, YEAR, City, teacher


def test_revisions_are_compared_in_words_by_person_and_form(city: City) -> None:
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    change(city.child, Coaching, record_id(f"coaching {CHILD}"), handling="到場處理")
    drop(city.child, *city.child.store.all(SystemLog))
    put(city.child, Officer(id=OfficerId(record_id("new")), agency=agency_id(CHILD), name="李小華"))
    sealed = sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out)
    before = everything(city.first)
    found = inspection.inspect(city.first, sealed.file)
    assert everything(city.first) == before
    assert (found.read, found.earlier, found.report.finding) == (True, 1, Finding.OK)
    told = {(one.person, one.form): (one.counted, one.details) for one in found.differences}
    assert told["林𠅤如", "附表3 輔導服務紀錄表"] == ("變更 1 筆", ("變更　輔導紀錄（115/07/01）：處理情形 電話指導→到場處理",))
    assert told["李小華", "人事人員"] == ("新增 1 筆", ("新增　人事人員（李小華）",))
    assert told["", "備份與傳輸紀錄"][0] == "刪除 1 筆"
    assert city.first.store.history(1)[0].act is Act.VIEW


def test_a_first_revision_is_all_new_and_names_courses(city: City) -> None:
    sealed = sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out)
    found = inspection.inspect(city.first, sealed.file)
    assert found.earlier == 0
    assert all(one.added and not one.removed for one in found.differences)
    assert any("種籽教師研習班" in detail for one in found.differences for detail in one.details)
    assert any("新增　人事人員總員額數（預算）（" in detail for one in found.differences for detail in one.details)  # which head-count


def test_a_received_package_is_judged_as_of_when_it_came(city: City) -> None:
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    change(city.child, Coaching, record_id(f"coaching {CHILD}"), handling="到場處理")
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    first, second = sorted(city.first.store.all(Parcel, direction=Direction.RECEIVED), key=lambda one: one.revision)
    assert [inspection.inspect_parcel(city.first, one).earlier for one in (first, second)] == [0, 1]
    assert inspection.inspect_parcel(city.first, second).report.accepted
    assert len(inspection.inspect_parcel(city.first, second).differences) == 1
    assert not list(city.first.scratch.iterdir())


def test_a_refused_file_has_a_report_and_no_differences(city: City) -> None:
    sealed = sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out)
    found = inspection.inspect(city.first, altered(sealed.file, lambda size: size // 2, city.out / "bad.hrdpkg"))
    assert (found.read, found.report.accepted, found.differences) == (False, False, ())


def test_a_receipt_has_none_before_it(city: City) -> None:
    _, received = send(city, city.child, drafts.submission(city.child, YEAR), city.first, receipts=True)
    assert received.receipt is not None
    assert inspection.inspect(city.child, received.receipt).earlier == 0


def test_what_was_sent_only_its_addressee_opens(city: City) -> None:
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    (parcel,) = city.child.store.all(Parcel, direction=Direction.SENT, kind=PackageKind.SUBMISSION.value)
    with pytest.raises(Exception) as caught:  # noqa: PT011
        inspection.inspect_parcel(city.child, parcel)
    assert fault_of(caught) is Fault.WRONG_STATE


def test_without_keys_nothing_can_be_looked_into(desk: Desk) -> None:
    with pytest.raises(PackageError) as caught:
        inspection.inspect(desk, desk.scratch / "none.hrdpkg")
    assert caught.value.fault is Fault.NO_KEY


def test_people_in_neither_revision_nor_book_are_told_as_such(city: City) -> None:
    (log,) = city.child.store.all(SystemLog)
    stranger = replace(log, id=LogId(record_id("other")), officer=OfficerId(record_id("nobody")))
    known = replace(log, id=LogId(record_id("third")), officer=teacher(CHILD), day=date(2026, 3, 2))
    people = {one.person for one in inspection.differences(city.child, {}, {"SystemLog": (stranger, known)})}
    assert people == {"不在名冊的人員", "林𠅤如"}


def test_the_log_tells_what_changed_since_a_revision_was_sealed(city: City) -> None:
    put(city.child, Officer(id=OfficerId(record_id("before")), agency=agency_id(CHILD), name="早先改過"))
    parcel = sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out).parcel
    (log,) = city.child.store.all(SystemLog)
    fleeting = Officer(id=OfficerId(record_id("fleeting")), agency=agency_id(CHILD), name="又刪除了")
    put(city.child, fleeting, Officer(id=OfficerId(record_id("new")), agency=agency_id(CHILD), name="李小華"))
    drop(city.child, fleeting, log)
    put(city.child, log)
    change(city.child, Coaching, record_id(f"coaching {CHILD}"), handling="到場處理")
    change(city.child, Officer, record_id("new"), title="助理員")
    drop(city.child, *city.child.store.all(MeritClaim))
    found = inspection.since(city.child, parcel, drafts.submission(city.child, YEAR).records)
    assert {(one.person, one.form): one.details for one in found} == {
        ("", "特殊優良事蹟"): ("刪除　特殊優良事蹟",),
        ("", "備份與傳輸紀錄"): ("變更　備份與傳輸紀錄（115/07/02）",),
        ("李小華", "人事人員"): ("新增　人事人員（李小華）",),
        ("林𠅤如", "附表3 輔導服務紀錄表"): ("變更　輔導紀錄（115/07/01）",),
    }
    assert [one.counted for one in found if one.person == "李小華"] == ["新增 1 筆"]


def test_a_package_that_is_not_in_the_log_is_told_from_the_beginning(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_since, "AT_ONCE", 2)
    parcel = sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out).parcel
    found = inspection.since(city.child, replace(parcel, id=ParcelId(record_id("other"))), drafts.submission(city.child, YEAR).records)
    assert ("林𠅤如", "人事人員") in {(one.person, one.form) for one in found}
