"""Answers to all offices in one go: each sealed or named with the reason, stopped between two, and the same again the second time."""

from dataclasses import replace

import pytest

from hrdesk.domain.awards import Remark
from hrdesk.domain.offices import Office, OfficeRole, Parcel
from hrdesk.domain.package import Finding, PackageKind
from hrdesk.domain.record import RemarkId
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.collecting import answers
from hrdesk.services.post import receiving
from hrdesk.services.review import quota
from tests.factory import record_id
from tests.services.book import fault_of
from tests.services.steps import GROUP, decided, first_of, put, submitted
from tests.services.three_offices import CHILD, FIRST, OTHER, YEAR, City


def approved(city: City) -> None:
    """Bring the year up and approve the quota of the first-tier agency."""
    submitted(city)
    quota.approve(city.department, first_of(city.department), YEAR, quota.Approved(groups=(GROUP,)))


def test_every_office_is_answered_or_named(city: City) -> None:
    approved(city)
    told: list[tuple[int, int]] = []
    desk = replace(city.department, progress=lambda done, total: told.append((done, total)))
    one, other = answers.send_all(desk, PackageKind.QUOTA, YEAR, city.out / "quota")
    assert (one.agency.code, other.agency.code) == (FIRST, OTHER)
    assert one.sealed is not None
    assert other.sealed is None
    assert other.nothing
    assert told == [(1, 2), (2, 2)]
    (received,) = receiving.receive(city.first, [one.sealed.file])
    assert received.report.finding is Finding.OK


def test_sending_again_seals_nothing_new(city: City) -> None:
    approved(city)
    (first, _), (again, _) = (answers.send_all(city.department, PackageKind.QUOTA, YEAR, city.out / "quota") for _ in range(2))
    assert first.sealed is not None
    assert again.sealed is not None
    assert (first.sealed.fresh, again.sealed.fresh) == (True, False)
    assert first.sealed.file == again.sealed.file
    assert city.department.store.count(Parcel, kind=PackageKind.QUOTA.value) == 1


def test_decisions_go_the_same_way(city: City) -> None:
    decided(city)
    one, other = answers.send_all(city.department, PackageKind.DECISION, YEAR, city.out / "decisions")
    assert one.sealed is not None
    assert isinstance(other.error, HrdeskError)


def test_a_first_tier_agency_answers_its_own_part(city: City) -> None:
    submitted(city)
    put(city.first, Remark(id=RemarkId(record_id("remark")), agency=agency_id(CHILD), year=YEAR, kind="", record="", day=city.first.today, text="請補附佐證"))
    (one,) = answers.send_all(city.first, PackageKind.RETURN, YEAR, city.out / "returns")
    assert one.agency.code == CHILD
    assert one.sealed is not None


def test_a_stop_between_two_leaves_whole_files(city: City) -> None:
    approved(city)

    def progress(done: int, _total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        answers.send_all(replace(city.department, progress=progress), PackageKind.QUOTA, YEAR, city.out / "quota")
    (file,) = (city.out / "quota").iterdir()
    assert receiving.examine(city.first, file)[0].accepted


def test_who_can_answer_nobody_is_told_before_anything(city: City) -> None:
    put(city.first, replace(city.first.store.all(Office, role=OfficeRole.DECISION, own=True)[0], revoked=city.first.today))
    for desk, kind, fault in (
        (city.child, PackageKind.RETURN, Fault.NO_KEY),
        (city.first, PackageKind.RETURN, Fault.NO_KEY),
        (city.first, PackageKind.SUBMISSION, Fault.INVALID),
    ):
        with pytest.raises(HrdeskError) as caught:
            answers.send_all(desk, kind, YEAR, city.out / "none")
        assert fault_of(caught) is fault
    assert not (city.out / "none").exists()


def test_chosen_offices_alone_are_answered_until_somebody_stops(city: City) -> None:
    approved(city)
    (one,) = answers.send_all(city.department, PackageKind.QUOTA, YEAR, city.out, (first_of(city.department),))
    assert one.id == agency_id(FIRST)
    assert not one.nothing
    assert answers.send_all(city.department, PackageKind.QUOTA, YEAR, city.out, stopped=lambda: True) == ()
