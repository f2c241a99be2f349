"""What the records of a year still want is found in them, each with its article, page and record, and goes once it is done."""

from dataclasses import replace
from datetime import date

import pytest

from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.seeds import Addressee, Appointment, ChangeKind, CheckState, Coaching, SelfCheck, Settlement
from hrdesk.domain.staff import Headcount, Officer
from hrdesk.domain.training import AbsenceReport, Course, Presence, Verdict
from hrdesk.domain.values import Key
from hrdesk.services.agency import agencies
from hrdesk.services.agency.agencies import own_agency
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import evidence
from hrdesk.services.study import absence, training
from hrdesk.services.teachers import coaching, dues, seeds
from hrdesk.services.teachers.dues import Due, part_at, record_dues
from tests.factory import record_id, sample
from tests.services.book import PDF, YEAR, appointed, enrolled, found_child, hire, hold, record_of
from tests.services.steps import put


def found(desk: Desk, page: str) -> list[Due]:
    """Return what is due on one page."""
    return [one for one in record_dues(desk, part_at(desk), YEAR) if one.page == page]


def titles(desk: Desk, page: str) -> list[str]:
    return [one.title for one in found(desk, page)]


def told(desk: Desk, held: Appointment, change: ChangeKind = ChangeKind.APPOINTED) -> None:
    seeds.notify(desk, held.id, change, date(2026, 1, 2))


def test_head_counts_are_due_until_they_are_entered(desk: Desk) -> None:
    child = found_child(desk)
    own = own_agency(desk)
    assert found(desk, "settings") == [
        Due(None, "範例地政局：尚未登錄人事人員總員額數（預算）", "陸三(二)", "settings", Key("Agency", own.id)),
        Due(None, "範例地政事務所：尚未登錄人事人員總員額數（預算）", "陸三(二)", "settings", Key("Agency", child.id)),
        Due(None, "範例地政事務所：尚未登錄二級機關人事人員數", "肆四", "settings", Key("Agency", child.id)),
    ]
    agencies.set_staffing(desk, {Headcount.STAFFING_BUDGET: 0}, date(2026, 1, 1))
    agencies.set_staffing(desk, {Headcount.STAFFING_BUDGET: 3, Headcount.OFFICERS: 3}, date(2027, 1, 1), agency=child.id)
    assert [one.record for one in found(desk, "settings")] == [Key("Agency", child.id)] * 2
    agencies.set_staffing(desk, {Headcount.STAFFING_BUDGET: 3, Headcount.OFFICERS: 3}, date(2026, 12, 31), agency=child.id)
    assert found(desk, "settings") == []


def test_days_without_a_seed_teacher_are_due_from_their_first_and_overdue_once_it_has_come(desk: Desk) -> None:
    own = Key("Agency", own_agency(desk).id)
    assert found(desk, "seeds") == [Due(date(2026, 1, 1), "範例地政局：自 115/01/01 起沒有種籽教師", "肆四", "seeds", own, overdue=True)]
    held = appointed(desk, hire(desk), date(2026, 1, 1))
    told(desk, held)
    assert found(desk, "seeds") == []
    seeds.end(desk, held.id, date(2026, 12, 20), "調職")
    told(desk, held, ChangeKind.ENDED)
    seeds.hand_over(desk, held.id, date(2026, 12, 21))
    (gap,) = found(desk, "seeds")
    assert (gap.day, gap.overdue) == (date(2026, 12, 21), False)


@pytest.mark.parametrize(("starts", "overdue"), [(date(2026, 11, 20), True), (date(2026, 11, 21), False)])
def test_a_gap_is_overdue_on_its_first_day(desk: Desk, starts: date, *, overdue: bool) -> None:
    put(desk, sample(Appointment, agency=own_agency(desk).id, start=date(2025, 1, 1), end=starts.replace(day=starts.day - 1)))
    assert [one.overdue for one in found(desk, "seeds") if one.day == starts] == [overdue]


def test_a_change_is_due_until_all_three_are_told_and_the_work_is_handed_over(desk: Desk) -> None:
    held = appointed(desk, hire(desk), date(2026, 1, 1))
    key = Key("Appointment", held.id)
    assert found(desk, "seeds") == [Due(None, "指派種籽教師 王小明（115/01/01）：尚未通知人事機構、所屬人事人員、本處資訊室", "伍五", "seeds", key)]
    seeds.notify(desk, held.id, ChangeKind.APPOINTED, date(2026, 1, 2), [Addressee.OFFICE, Addressee.DEPARTMENT])
    assert titles(desk, "seeds") == ["指派種籽教師 王小明（115/01/01）：尚未通知所屬人事人員"]
    told(desk, held)
    seeds.end(desk, held.id, date(2026, 11, 30), "調職")
    appointed(desk, hire(desk, "林小華"), date(2026, 12, 1))
    assert [(one.title, one.article) for one in found(desk, "seeds") if "王小明" in one.title] == [
        ("解除種籽教師 王小明（115/11/30）：尚未通知人事機構、所屬人事人員、本處資訊室", "伍五"),
        ("解除種籽教師 王小明（115/11/30）：尚未交接", "陸三(四)7"),
    ]
    told(desk, held, ChangeKind.ENDED)
    seeds.hand_over(desk, held.id, date(2026, 12, 1))
    assert not [one for one in titles(desk, "seeds") if "王小明" in one]


def test_an_appointment_renewed_without_a_day_between_is_no_change(desk: Desk) -> None:
    own, who = own_agency(desk).id, hire(desk).id
    spans = ((date(2025, 1, 1), date(2026, 6, 30)), (date(2026, 7, 1), None))
    put(desk, *(sample(Appointment, id=record_id(str(start)), agency=own, officer=who, start=start, end=end) for start, end in spans))
    assert found(desk, "seeds") == []


def test_somebody_who_is_not_on_the_roster_is_said_to_be_so(desk: Desk) -> None:
    put(desk, sample(Appointment, agency=own_agency(desk).id, start=date(2026, 1, 1)))
    assert titles(desk, "seeds")[0].startswith("指派種籽教師 名冊上沒有的人員")


def missed(desk: Desk) -> tuple[Officer, Key]:
    """Let somebody miss a course and return who, with the record of it."""
    course, person = hold(desk), hire(desk)
    record = enrolled(desk, course, person)
    training.attend(desk, course.id, person.id, training.spread(course, Presence.LEAVE, leave_kind="病假"))
    return person, Key("TrainingRecord", record.id)


def test_a_case_is_due_until_it_is_reported_proven_and_reviewed(desk: Desk) -> None:
    person, key = missed(desk)
    assert found(desk, "absences") == [Due(None, "王小明「範例操作班」未到課，尚未填報原因", "陸二(一)", "absences", key)]
    record = record_of(desk, hold_again(desk), person)
    absence.report(desk, record.id, reason="就醫")
    (report,) = desk.store.all(AbsenceReport)
    assert [(one.title, one.record) for one in found(desk, "absences")] == [("王小明「範例操作班」未到課，已填原因，尚無佐證", Key("AbsenceReport", report.id))]
    path = desk.scratch / "收據.pdf"
    path.write_bytes(PDF)
    _, proof = evidence.take_in(desk, path)
    absence.report(desk, record.id, reason="就醫", evidence=(proof,))
    assert titles(desk, "absences") == ["王小明「範例操作班」未到課，待人事主管初審"]
    absence.review(desk, report.id, Verdict.SUFFICIENT)
    assert found(desk, "absences") == []


def hold_again(desk: Desk) -> Course:
    """Return the one course of the book."""
    (course,) = desk.store.all(Course)
    return course


def test_coaching_is_due_until_it_is_solved(desk: Desk) -> None:
    person = hire(desk)
    appointed(desk, person, date(2025, 1, 1))
    cases = [
        (date(2026, 3, 2), Settlement.OPEN, ""),
        (date(2026, 2, 2), Settlement.ESCALATED, "本處資訊室"),
        (date(2026, 4, 2), Settlement.ESCALATED, ""),
        (date(2026, 5, 2), Settlement.SOLVED, ""),
        (date(2025, 5, 2), Settlement.OPEN, ""),
    ]
    for day, settlement, to in cases:
        coaching.coach(desk, replace(coaching.new_coaching(desk, person.id, day, 540, 600, "範例文化局"), settlement=settlement, escalated_to=to))
    assert titles(desk, "coaching") == [
        "115/02/02 輔導 範例文化局，轉報：本處資訊室",
        "115/03/02 輔導 範例文化局，處理中",
        "115/04/02 輔導 範例文化局，轉報",
    ]
    first = found(desk, "coaching")[0]
    (escalated,) = [one for one in desk.store.all(Coaching) if one.day == date(2026, 2, 2)]
    assert (first.article, first.record) == ("伍五", Key("Coaching", escalated.id))


@pytest.mark.parametrize(
    ("state", "waits"), [(None, "尚未送出"), (CheckState.DRAFT, "尚未送出"), (CheckState.SUBMITTED, "尚未核章"), (CheckState.APPROVED, None)]
)
def test_a_self_check_is_due_until_it_is_approved(desk: Desk, state: CheckState | None, waits: str | None) -> None:
    person = hire(desk)
    appointed(desk, person)
    key = Key("Officer", person.id)
    if state is not None:
        check = sample(SelfCheck, agency=person.agency, officer=person.id, year=YEAR, state=state)
        put(desk, check)
        key = Key("SelfCheck", check.id)
    wanted = [] if waits is None else [Due(None, f"王小明的自我檢核表{waits}", "陸三(五)", "self_check", key)]
    assert found(desk, "self_check") == wanted


def test_the_department_keeps_no_office_of_its_own_and_another_year_is_apart(desk: Desk) -> None:
    missed(desk)
    nobody = part_at(replace(desk, workspace=replace(desk.workspace, kind=WorkspaceKind.DEPARTMENT)))
    assert (nobody.agencies, nobody.people, nobody.appointments) == ((), {}, ())
    assert list(record_dues(desk, nobody, YEAR)) == []
    assert not [one for one in record_dues(desk, part_at(desk), YEAR - 1) if one.page == "absences"]


def test_every_page_named_is_one_of_the_windows() -> None:
    assert set(dues.PAGES.values()) <= {"people", "courses", "training", "absences", "seeds", "coaching", "self_check", "awards", "settings"}
