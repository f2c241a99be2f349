"""A person's card: everything the book knows, by time, with the way to each record."""

from datetime import date

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.awards import Nominee, Ruling
from hrdesk.domain.participation import Participation
from hrdesk.domain.record import MentoringId, NominationId, NomineeId
from hrdesk.domain.requirements import RequirementState
from hrdesk.domain.seeds import Mentoring
from hrdesk.domain.staff import Duty, Role, RoleSpan
from hrdesk.domain.training import AbsenceReport, Course, Presence, TrainingRecord
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import staff
from hrdesk.services.study import absence, training
from hrdesk.services.teachers import coaching, person_card
from tests.services.book import YEAR, appointed, enrolled, fault_of, hire, hold
from tests.services.person import decided, filled


def test_nobody_known_has_an_empty_card(desk: Desk) -> None:
    person = hire(desk, "王小明")
    card = person_card.card_of(desk, person.id, YEAR)
    assert (card.officer, card.agency, card.roles) == (person, "範例地政局", ())
    assert not any((card.spans, card.duties, card.studied, card.coached, card.mentored, card.checks, card.claims, card.awards, card.absences))


def test_everything_stands_on_the_card(desk: Desk) -> None:
    person = filled(desk)
    card = person_card.card_of(desk, person.id, YEAR)
    assert card.officer.national_id == "A12345****"
    assert set(card.roles) == {Role.ADVANCED, Role.SEED_TEACHER}
    leaf = desk.rules(desk.today).topic("biz-01")
    assert leaf is not None
    assert [line.name for line in card.duties] == [leaf.name]
    ((year, (study,), certified),) = [(one.year, one.studies, one.certified) for one in card.studied]
    assert (year, study.participation, study.minutes) == (115, Participation.ABSENT, 0)
    assert certified is not None
    assert certified.value == 0
    assert [one.text for one in card.awards] == ["決定：核予嘉獎 1 次", "提報嘉獎 1 次"]
    assert [one.record.kind for one in card.absences] == ["TrainingRecord"]


def test_hours_are_those_certified_in_each_year(desk: Desk) -> None:
    person = hire(desk, "王小明")
    for start in (date(2025, 6, 10), date(2026, 6, 10)):
        course = hold(desk, f"C{start.year}", start=start, end=start)
        enrolled(desk, course, person)
        training.attend(desk, course.id, person.id, training.spread(course, Presence.ATTENDED))
    card = person_card.card_of(desk, person.id, YEAR)
    assert [(one.year, one.certified.value if one.certified else None, [study.minutes for study in one.studies]) for one in card.studied] == [
        (115, 720, [720]),
        (114, 720, [720]),
    ]


def test_records_older_than_any_rule_pack_are_shown_without_hours(desk: Desk) -> None:
    person = hire(desk, "王小明")
    enrolled(desk, hold(desk, start=date(2009, 6, 10), end=date(2009, 6, 11)), person)
    (year,) = person_card.card_of(desk, person.id, YEAR).studied
    assert (year.year, year.certified, year.studies[0].minutes) == (98, None, 0)


def test_a_pack_that_is_there_twice_is_still_an_error(desk: Desk) -> None:
    from dataclasses import replace

    def twice(day: date) -> object:
        raise InputError(Fault.AMBIGUOUS, text="115/01/01", count=2)

    with pytest.raises(InputError) as caught:
        person_card.pack_on(replace(desk, rules=twice), date(2026, 1, 1))  # type: ignore[arg-type]
    assert fault_of(caught) is Fault.AMBIGUOUS


def test_a_record_whose_course_is_gone_is_left_out(desk: Desk) -> None:
    person = hire(desk, "王小明")
    course = hold(desk)
    enrolled(desk, course, person)
    with desk.store.write(Act.EDIT) as tx:
        tx.delete(course)
    assert (person_card.card_of(desk, person.id, YEAR).studied, desk.store.count(Course), desk.store.count(TrainingRecord)) == ((), 0, 1)


def test_coaching_and_mentoring_are_counted_by_year(desk: Desk) -> None:
    person, other = hire(desk, "王小明"), hire(desk, "陳小華")
    appointed(desk, person)
    for day in (2, 3):
        coaching.coach(desk, coaching.new_coaching(desk, person.id, date(2026, 3, day), 540, 600, "範例文化局"))
    pair = Mentoring(id=MentoringId(desk.new_id()), agency=person.agency, mentor=other.id, mentee=person.id, topic="biz-01", start=date(2026, 1, 1))
    coaching.mentor(desk, pair)
    card = person_card.card_of(desk, person.id, YEAR)
    assert [(one.year, one.count, one.minutes, one.newest.kind) for one in card.coached] == [(115, 2, 120, "Coaching")]
    assert card.mentored == (pair,)


def test_reported_absences_lead_to_the_report(desk: Desk) -> None:
    person = filled(desk)
    record = desk.store.all(TrainingRecord)[0]
    absence.report(desk, record.id, reason="公出")
    (report,) = desk.store.all(AbsenceReport)
    assert [one.record for one in person_card.card_of(desk, person.id, YEAR).absences] == [Key("AbsenceReport", report.id)]


def test_a_line_whose_list_is_gone_is_left_out_and_a_refusal_has_no_times(desk: Desk) -> None:
    person = hire(desk, "王小明")
    nominee = Nominee(id=NomineeId(desk.new_id()), agency=person.agency, nomination=NominationId(desk.new_id()), officer=person.id, times=1)
    with desk.store.write(Act.DECIDE) as tx:
        tx.put_all((nominee, decided(desk, nominee, Ruling.REFUSED, 0)))
    assert [one.text for one in person_card.card_of(desk, person.id, YEAR).awards] == ["決定：不予"]


def test_opening_a_card_is_noted(desk: Desk) -> None:
    person = hire(desk, "王小明")
    assert person_card.opened(desk, person.id, YEAR).officer == person
    (entry,) = desk.store.history(1)
    assert (entry.act, entry.facts["what"]) == (Act.VIEW, "person-card")


def test_a_key_of_a_person_role_or_duty_means_the_person(desk: Desk) -> None:
    person = filled(desk)
    keys = [Key("Officer", person.id), Key("RoleSpan", desk.store.all(RoleSpan)[0].id), Key("Duty", desk.store.all(Duty)[0].id)]
    assert [person_card.person_of(desk, key) for key in keys] == [person] * 3
    assert person_card.person_of(desk, Key("Duty", "0" * 32)) is None


def test_topics_have_names_and_unknown_ones_their_code(desk: Desk) -> None:
    found = dict(person_card.topics(desk))
    assert found["biz-01"].endswith("）")
    assert person_card.topic_name(desk, "own-1", desk.today) == "own-1"


def test_each_course_due_has_its_own_article(desk: Desk) -> None:
    person = hire(desk, "王小明", grade="薦任第八職等")
    staff.assign_role(desk, person.id, Role.HEAD, date(2026, 1, 1))
    required = person_card.card_of(desk, person.id, YEAR).required
    one = required.value[0]
    why = person_card.requirement_why(required, one)
    assert (why.value, why.citation) == ((one,), one.citation)
    assert one.state is RequirementState.NOT_HELD
    hold(desk, required_for=(Role.HEAD.value,), topics=(one.topic,) if desk.rules(desk.today).topic(one.topic) else ("biz-01",))
