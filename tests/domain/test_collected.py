"""One record a year and stage, an agency's permission and an enrolment, in every workspace the same."""

from hrdesk.domain.collected import Stage, lateness_id, presence_ruling_id, stage_due_id
from hrdesk.domain.record import AgencyId, TrainingId


def test_each_has_one_record() -> None:
    assert stage_due_id(115, Stage.ARRIVED) == stage_due_id(115, Stage.ARRIVED) != stage_due_id(115, Stage.DECIDED)
    one, other = AgencyId("1" * 32), AgencyId("2" * 32)
    assert lateness_id(one, 115, Stage.ARRIVED) != lateness_id(other, 115, Stage.ARRIVED) != lateness_id(other, 116, Stage.ARRIVED)
    assert presence_ruling_id(TrainingId("1" * 32)) != presence_ruling_id(TrainingId("2" * 32))
