"""研習紀錄 as lines: in the order of the year, with what each counts, and mended."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hrdesk.domain.participation import Participation
from hrdesk.domain.record import AgencyId, EvidenceId
from hrdesk.domain.training import Mode, Presence, TrainingRecord
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import evidence
from hrdesk.services.study import studies, training
from hrdesk.services.study.studies import Amended
from tests.services.book import PDF, YEAR, enrolled, fault_of, hire, hold, record_of


def test_records_stand_by_course_and_strokes_with_what_they_count(desk: Desk) -> None:
    many, few = hire(desk, "陳𡍼明"), hire(desk, "丁小明")
    held = hold(desk)
    hold(desk, "114-OP-01", start=date(2025, 6, 10), end=date(2025, 6, 11))
    for person in (many, few):
        enrolled(desk, held, person)
    training.attend(desk, held.id, few.id, training.spread(held, Presence.ATTENDED))
    training.attend(desk, held.id, many.id, training.spread(held, Presence.ATTENDED, 400))
    first, second = studies.studies(desk, YEAR)
    assert (first.officer, first.participation, first.attended, first.certified) == (few, Participation.FULL, 720, 720)
    assert (second.officer, second.participation, second.attended, second.certified) == (many, Participation.PARTIAL, 400, 0)
    assert studies.studies(desk, YEAR - 1) == ()
    assert studies.certified(desk, first.id).value == first.certified
    assert studies.certified(desk, second.id).value == 0
    assert studies.certified_of(desk, few.id, YEAR).value == 720
    assert studies.over(first, second.record) == replace(first, record=second.record, attended=second.attended)


def test_officer_who_went_to_another_agency_keeps_the_line_here(desk: Desk) -> None:
    person = hire(desk)
    held = hold(desk)
    record = enrolled(desk, held, person)
    from dataclasses import replace

    from hrdesk.domain.acts import Act

    with desk.store.write(Act.EDIT) as tx:
        tx.put(replace(person, agency=AgencyId("0" * 32)))
    assert [one.id for one in studies.studies(desk, YEAR)] == [record.id]
    with desk.store.write(Act.EDIT) as tx:
        tx.delete(replace(person, agency=AgencyId("0" * 32)))
    assert studies.studies(desk, YEAR) == ()


def test_record_is_mended_beside_its_attendance(desk: Desk, tmp_path: Path) -> None:
    person = hire(desk)
    held = hold(desk, mode=Mode.DIGITAL)
    record = enrolled(desk, held, person)
    file = tmp_path / "證明.pdf"
    file.write_bytes(PDF)
    _, proof = evidence.take_in(desk, file)
    day = date(2026, 6, 10)
    studies.amend(desk, record.id, Amended(day, day, " 進階 ", " 補件 ", (proof,)))
    after = record_of(desk, held, person)
    assert (after.enrolled, after.completed, after.category, after.note, after.proof) == (day, day, "進階", "補件", (proof,))
    desk.store.undo()
    assert record_of(desk, held, person) == record
    with pytest.raises(InputError) as caught:
        studies.amend(desk, record.id, Amended(day, day, "", "", (EvidenceId("0" * 32),)))
    assert fault_of(caught) is Fault.NOT_FOUND


def test_what_the_rules_do_not_allow_is_refused(desk: Desk) -> None:
    person = hire(desk)
    held = hold(desk)
    record = enrolled(desk, held, person)
    with pytest.raises(InputError) as caught:
        studies.amend(desk, record.id, Amended(None, date(2026, 6, 10), "", "", ()))
    assert "實體課程" in str(caught.value.facts)
    training.attend(desk, held.id, person.id, training.spread(held, Presence.LEAVE))
    with pytest.raises(InputError) as caught:
        studies.amend(desk, record.id, Amended(None, None, "", "", ()))
    assert "已報名為前提" in str(caught.value.facts)
    assert desk.store.all(TrainingRecord)[0].enrolled == record.enrolled


def test_attendance_is_mended_with_the_rest_in_one_act(desk: Desk) -> None:
    person = hire(desk)
    held = hold(desk)
    record = enrolled(desk, held, person)
    whole = training.spread(held, Presence.ATTENDED)
    studies.amend(desk, record.id, Amended(record.enrolled, None, "", "補登", (), whole))
    assert (record_of(desk, held, person).attendance, record_of(desk, held, person).note) == (whole, "補登")
    desk.store.undo()
    assert record_of(desk, held, person) == record
    with pytest.raises(InputError) as caught:
        studies.amend(desk, record.id, Amended(record.enrolled, None, "", "", (), (whole[0], whole[0])))
    assert fault_of(caught) is Fault.INVALID
