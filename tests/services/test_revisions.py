"""Two revisions compared in words by person and form, on screen, on paper and as a list."""

from dataclasses import replace
from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import PackageKind
from hrdesk.domain.record import EvidenceId
from hrdesk.domain.seeds import Coaching, Evidence, MeritClaim
from hrdesk.domain.staff import Agency
from hrdesk.domain.training import Attendance, Presence, TrainingRecord
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.packages import drafts
from hrdesk.services.papers.lists import ListPaper
from hrdesk.services.post import revisions
from tests.factory import record_id
from tests.services.book import fault_of
from tests.services.steps import accepted, change, drop, put
from tests.services.three_offices import CHILD, YEAR, City


def twice(city: City) -> tuple[Parcel, ...]:
    """Send the year, then once more with somebody's absence turned into attendance and one file more."""
    change(city.child, TrainingRecord, record_id(f"training {CHILD}"), attendance=(Attendance(0, Presence.ABSENT, 0),))
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    change(city.child, TrainingRecord, record_id(f"training {CHILD}"), attendance=(Attendance(0, Presence.ATTENDED, 360),))
    (file,) = city.child.store.all(Evidence)
    put(city.child, replace(file, id=EvidenceId(record_id("second")), name="會議紀錄.pdf"))
    (claim,) = city.child.store.all(MeritClaim)
    change(city.child, MeritClaim, claim.id, evidence=(*claim.evidence, record_id("second")))
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    return revisions.series_of(city.first, city.first.store.all(Parcel, direction=Direction.RECEIVED)[0])


def test_a_revision_is_told_against_the_one_before(city: City) -> None:
    first, second = twice(city)
    found = revisions.compare(city.first, second)
    assert found.earlier == first
    assert found.title == "範例地政事務所 年度資料 115 年度 第 2 版（116/01/05 收件）與第 1 版的差異"
    told = tuple(revisions.lines(found.differences))
    assert "附表1 研習課程紀錄表　林𠅤如：變更　研習紀錄（種籽教師研習班）：到課紀錄 缺席→到課" in told
    assert any(line.endswith("佐證 增 會議紀錄.pdf") for line in told)
    assert any(line.startswith("佐證：新增") or "：新增　" in line for line in told)
    assert city.first.store.history(1)[0].act is Act.VIEW


def test_two_revisions_may_be_chosen(city: City) -> None:
    first, second = twice(city)
    assert revisions.compare(city.first, first, second).earlier == second
    assert revisions.compare(city.first, first).title.endswith("的全部內容")
    assert revisions.compare(city.first, first).earlier is None


def test_what_was_sent_and_another_series_are_refused(city: City) -> None:
    first, _ = twice(city)
    (sent, _) = city.child.store.all(Parcel, direction=Direction.SENT, kind=PackageKind.SUBMISSION.value)
    for wanted, pair in ((Fault.WRONG_STATE, (sent, None)), (Fault.WRONG_STATE, (first, sent)), (Fault.INVALID, (first, replace(first, year=114)))):
        with pytest.raises(HrdeskError) as caught:
            revisions.compare(city.first, *pair)
        assert fault_of(caught) is wanted


def test_a_comparison_leaves_as_a_list_and_that_is_noted(city: City, tmp_path: Path) -> None:
    _, second = twice(city)
    found = revisions.compare(city.first, second)
    target = tmp_path / "revisions.csv"
    assert revisions.save(city.first, found, target, ListPaper.CSV) == sum(len(one.details) for one in found.differences)
    assert "缺席→到課" in target.read_text("utf-8-sig")
    assert city.first.store.history(1)[0].act is Act.EXPORT


def test_the_name_of_what_is_unknown_is_left_out(city: City) -> None:
    _, second = twice(city)
    change(city.child, Coaching, record_id(f"coaching {CHILD}"), officer=record_id("stranger"))
    drop(city.first, *city.first.store.all(Agency, id=agency_id(CHILD)))
    assert revisions.compare(city.first, second).agency == ""
