"""What a package may carry, and how its records hang together."""

from dataclasses import replace

import pytest

from hrdesk.domain.kinds import KINDS
from hrdesk.domain.offices import OfficeRole
from hrdesk.domain.package import Finding, PackageKind
from hrdesk.domain.record import AgencyId, CourseId, EvidenceId, OfficerId
from hrdesk.domain.seeds import CheckAnswer, SelfCheck
from hrdesk.domain.staff import Agency, Officer, Tier
from hrdesk.domain.training import Course, TrainingRecord
from hrdesk.exchange import rules
from hrdesk.exchange.verdict import RefusedError
from tests.exchange import builders
from tests.factory import record_id, sample


def test_every_kind_of_package_has_its_records_and_its_sender() -> None:
    assert set(rules.CARRIES) == set(PackageKind)
    assert {kind for kind in PackageKind if rules.sender_role(kind) is OfficeRole.SIGNING} == rules.UPWARD


@pytest.mark.parametrize("kind", PackageKind)
def test_everything_a_kind_may_carry_hangs_together(kind: PackageKind) -> None:
    rules.check_records(builders.head(kind), builders.records_of(kind))
    rules.check_records(builders.head(kind), {})


def test_every_id_that_a_record_names_is_found() -> None:
    training = builders.record(TrainingRecord)
    assert set(rules.named(training)) == {
        ("agency", "Agency", record_id("Agency")),
        ("officer", "Officer", record_id("Officer")),
        ("course", "Course", record_id("Course")),
        ("substituted_by", "Officer", record_id("Officer")),
        ("proof", "Evidence", record_id("Evidence")),
    }
    answers = (CheckAnswer("e1", evidence=(EvidenceId("x"), EvidenceId("y"))), CheckAnswer("e2"))
    check = sample(SelfCheck, agency="a", officer="o", answers=answers)
    assert [key for _, _, key in rules.named(check)] == ["a", "o", "x", "y"]
    assert list(rules.named(sample(Agency, parent=None))) == []
    assert all(isinstance(list(rules.named(builders.record(kind))), list) for kind in KINDS)


def refusal(records: rules.Records, kind: PackageKind = PackageKind.SUBMISSION) -> dict[str, str | int]:
    """Return the facts of a refusal for a missing reference."""
    with pytest.raises(RefusedError) as refused:
        rules.check_records(builders.head(kind), records)
    assert refused.value.finding is Finding.BAD_REFERENCE
    return refused.value.details


def test_agency_may_name_its_collector_s_courses_and_offices() -> None:
    records = builders.records_of(PackageKind.SUBMISSION)
    agency = replace(builders.record(Agency), parent=AgencyId("d" * 32))
    training = replace(builders.record(TrainingRecord), course=CourseId("c" * 32), substituted_by=OfficerId("e" * 32))
    course = replace(builders.record(Course), agency=AgencyId("d" * 32))
    rules.check_records(builders.head(), records | {"Agency": (agency,), "TrainingRecord": (training,), "Course": (course,)})


def test_agency_may_not_name_officers_or_evidence_it_does_not_send() -> None:
    records = builders.records_of(PackageKind.SUBMISSION)
    without = {name: group for name, group in records.items() if name != "Evidence"}
    assert refusal(without)["field"] in {"proof", "evidence", "handover"}
    assert refusal({"Agency": records["Agency"], "Officer": (builders.record(Officer, agency="0" * 32),)}) == {
        "table": "Officer",
        "field": "agency",
    }


def test_collector_may_name_the_agency_s_records() -> None:
    records = builders.records_of(PackageKind.DECISION)
    rules.check_records(builders.head(PackageKind.DECISION), {"Decision": records["Decision"]})


def test_sender_s_own_agency_stands_in_the_package() -> None:
    assert refusal({"Agency": (builders.record(Agency, code=builders.OTHER),)})["field"] == "code"
    assert refusal({"Course": (sample(Course),)}) == {"table": "Agency", "field": "code"}


def test_id_numbers_travel_in_a_nomination_alone() -> None:
    officer = builders.record(Officer, national_id="A123456789")
    agency = sample(Agency, code=builders.AGENCY, tier=Tier.FIRST)
    rules.check_records(builders.head(PackageKind.NOMINATION), {"Agency": (agency,), "Officer": (officer,)})
    with pytest.raises(RefusedError) as refused:
        rules.check_records(builders.head(PackageKind.SUBMISSION), {"Agency": (agency,), "Officer": (officer,)})
    assert refused.value.details["field"] == "national_id"
