"""Training records: courses found or made once, each outcome as written, nothing guessed."""

from datetime import date
from pathlib import Path

import pytest

from hrdesk.domain.participation import Participation, participation
from hrdesk.domain.plan import ImportPlan, RowState
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import Attendance, Course, Presence, Session, TrainingRecord
from hrdesk.domain.values import Severity
from hrdesk.services.core.desk import Desk
from hrdesk.services.imports import importing
from hrdesk.services.imports.import_training import topics_of
from hrdesk.services.safekeeping import keeping
from hrdesk.services.study import training
from tests.services.book import TRAINING, enrolled, hire, hold, record_of, write_csv

ROW = {
    "姓名": "王小明",
    "員工代號": "A001",
    "課程代碼": "115-OP-01",
    "課程名稱": "範例操作班",
    "期別": "第1期",
    "課程類別": "組織編制子系統",
    "學習性質": "實體",
    "開始日期": "115/06/10",
    "結束日期": "115/06/11",
    "時數": "12",
    "報名日期": "115/05/20",
    "參與情形": "全程參與",
}


@pytest.fixture
def person(desk: Desk) -> Officer:
    """Return the officer of the usual row."""
    return hire(desk, employee_no="A001")


def plan(desk: Desk, tmp_path: Path, *rows: dict[str, str], headings: tuple[str, ...] = TRAINING) -> ImportPlan:
    """Return the plan of rows that differ from the usual one as given."""
    filled = [[{**ROW, **row}.get(heading, "") for heading in headings] for row in rows]
    return importing.plan_training(desk, write_csv(tmp_path / "研習.csv", headings, *filled))


def states(found: ImportPlan) -> list[RowState]:
    """Return the rows' states."""
    return [row.state for row in found.rows]


def codes(found: ImportPlan) -> list[str]:
    """Return the codes of all problems of rows."""
    return [problem.code for row in found.rows for problem in row.problems]


def taken(desk: Desk, tmp_path: Path, **row: str) -> tuple[Course, TrainingRecord]:
    """Apply one row and return what it made."""
    importing.apply_plan(desk, plan(desk, tmp_path, row))
    (course,), (record,) = desk.store.all(Course), desk.store.all(TrainingRecord)
    return course, record


def test_row_makes_the_course_once_and_a_record_each(desk: Desk, person: Officer, tmp_path: Path) -> None:
    hire(desk, "陳𡍼明", employee_no="A002")
    found = plan(desk, tmp_path, {}, {"姓名": "陳𡍼明", "員工代號": "A002"})
    assert states(found) == [RowState.NEW] * 2
    importing.apply_plan(desk, found)
    (course,) = desk.store.all(Course)
    assert (course.code, course.topics, course.minutes, len(course.sessions)) == ("115-OP-01", ("biz-01",), 720, 2)
    assert record_of(desk, course, person).enrolled == date(2026, 5, 20)
    assert states(plan(desk, tmp_path, {}, {"姓名": "陳𡍼明", "員工代號": "A002"})) == [RowState.SAME] * 2
    keeping.undo(desk)
    assert (desk.store.count(Course), desk.store.count(TrainingRecord)) == (0, 0)


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        ({}, Participation.FULL),
        ({"參與情形": "部分參與", "實際時數": "9"}, Participation.PARTIAL),
        ({"參與情形": "請假", "假別": "病假"}, Participation.LEAVE),
        ({"參與情形": "缺席"}, Participation.ABSENT),
        ({"參與情形": ""}, Participation.PENDING),
        ({"學習性質": "數位"}, Participation.FULL),
        ({"學習性質": "混成"}, Participation.FULL),
        ({"學習性質": "數位", "參與情形": "部分參與", "實際時數": "3"}, Participation.PENDING),
    ],
)
def test_outcome_is_as_written(desk: Desk, person: Officer, tmp_path: Path, row: dict[str, str], outcome: Participation) -> None:
    course, record = taken(desk, tmp_path, **row)
    assert participation(course, record, 0) is outcome
    assert states(plan(desk, tmp_path, row)) == [RowState.SAME]


def test_kind_of_leave_is_kept(desk: Desk, person: Officer, tmp_path: Path) -> None:
    _, record = taken(desk, tmp_path, 參與情形="請假", 假別="病假")
    assert {one.leave_kind for one in record.attendance} == {"病假"}
    assert states(plan(desk, tmp_path, {"參與情形": "請假", "假別": "事假"})) == [RowState.CHANGED]


def test_attendance_entered_by_session_is_not_overwritten_by_a_word(desk: Desk, person: Officer, tmp_path: Path) -> None:
    course = hold(desk)
    enrolled(desk, course, person)
    exact = (Attendance(0, Presence.ATTENDED, 200), Attendance(1, Presence.ATTENDED, 340))
    training.attend(desk, course.id, person.id, exact)
    assert states(plan(desk, tmp_path, {"參與情形": "部分參與", "實際時數": "9"})) == [RowState.SAME]
    found = plan(desk, tmp_path, {"參與情形": "部分參與", "實際時數": "8"})
    assert states(found) == [RowState.CHANGED]
    importing.apply_plan(desk, found)
    assert sum(one.minutes for one in record_of(desk, course, person).attendance) == 480


def test_empty_day_of_enrolment_is_a_walk_in_where_the_sheet_has_the_column(desk: Desk, person: Officer, tmp_path: Path) -> None:
    _, record = taken(desk, tmp_path, 報名日期="")
    assert record.enrolled is None


def test_sheet_without_days_of_enrolment_lists_the_enrolled(desk: Desk, person: Officer, tmp_path: Path) -> None:
    importing.apply_plan(desk, plan(desk, tmp_path, {}, headings=tuple(one for one in TRAINING if one != "報名日期")))
    assert desk.store.all(TrainingRecord)[0].enrolled == date(2026, 6, 10)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"姓名": "陳𡍼明", "員工代號": ""}, "officer_unknown"),
        ({"服務機關": "範例文化局"}, "agency_other"),
        ({"參與情形": "由他人替代"}, "participation_undecided"),
        ({"參與情形": "部分參與"}, "attended_missing"),
        ({"實際時數": "9"}, "attended_contradicts"),
        ({"參與情形": "缺席", "報名日期": ""}, "enrolled_missing"),
        ({"開始日期": "114/2/29"}, "date_unreadable"),
    ],
)
def test_row_that_cannot_be_taken_says_why(desk: Desk, person: Officer, tmp_path: Path, row: dict[str, str], code: str) -> None:
    found = plan(desk, tmp_path, row)
    assert states(found) == [RowState.UNREADABLE]
    assert code in codes(found)


def test_own_agency_in_another_spelling_is_its_own(desk: Desk, person: Officer, tmp_path: Path) -> None:
    assert states(plan(desk, tmp_path, {"服務機關": "範例地政局"})) == [RowState.NEW]


@pytest.mark.parametrize(
    ("row", "code"),
    [({"時數": "6"}, "course_differs"), ({"結束日期": "115/06/12"}, "course_differs"), ({"課程代碼": "115-OP-09", "時數": ""}, "course_incomplete")],
)
def test_course_that_contradicts_or_is_incomplete_is_a_conflict(desk: Desk, person: Officer, tmp_path: Path, row: dict[str, str], code: str) -> None:
    hold(desk)
    found = plan(desk, tmp_path, {**row, "參與情形": ""})
    assert (states(found), codes(found)) == ([RowState.CONFLICT], [code])


def test_course_is_found_by_name_and_day_where_it_has_no_code(desk: Desk, person: Officer, tmp_path: Path) -> None:
    hold(desk, code="", term="")
    assert states(plan(desk, tmp_path, {"課程代碼": "", "期別": ""})) == [RowState.NEW]
    importing.apply_plan(desk, plan(desk, tmp_path, {"課程代碼": "", "期別": "", "開始日期": "115/11/10", "結束日期": "115/11/11"}))
    assert desk.store.count(Course) == 2


def test_code_without_a_term_still_means_the_one_course(desk: Desk, person: Officer, tmp_path: Path) -> None:
    hold(desk, term="")
    assert codes(plan(desk, tmp_path, {"期別": "", "開始日期": "115/06/09"})) == ["course_differs"]


def test_two_courses_alike_are_a_conflict(desk: Desk, person: Officer, tmp_path: Path) -> None:
    hold(desk)
    hold(desk)
    assert codes(plan(desk, tmp_path, {})) == ["course_several"]


def test_namesakes_and_repeats_are_conflicts(desk: Desk, person: Officer, tmp_path: Path) -> None:
    assert states(plan(desk, tmp_path, {}, {})) == [RowState.NEW, RowState.CONFLICT]
    hire(desk, employee_no="A002")
    assert codes(plan(desk, tmp_path, {"員工代號": ""})) == ["match_several"]


def test_unknown_course_category_is_only_a_warning(desk: Desk, person: Officer, tmp_path: Path) -> None:
    found = plan(desk, tmp_path, {"課程類別": "烹飪"})
    assert (states(found), codes(found)) == ([RowState.NEW], ["topic_unknown"])


def test_branch_names_all_its_leaves_and_a_leaf_itself(desk: Desk) -> None:
    pack = desk.rules(date(2026, 1, 1))
    codes, unknown = topics_of(pack, "資訊研討、組織編制子系統；biz-01\n烹飪、")
    assert codes == ("forum-01", "forum-02", "forum-03", "forum-04", "forum-05", "biz-01")
    assert unknown == ("烹飪",)
    assert topics_of(pack, "") == ((), ())


def test_course_of_the_book_keeps_its_own_sessions(desk: Desk, person: Officer, tmp_path: Path) -> None:
    course = hold(desk, sessions=(Session(date(2026, 6, 10), 540, 1260),))
    importing.apply_plan(desk, plan(desk, tmp_path, {}))
    assert desk.store.all(Course) == (course,)
    assert [one.minutes for one in record_of(desk, course, person).attendance] == [720]


def test_note_comes_in(desk: Desk, person: Officer, tmp_path: Path) -> None:
    _, record = taken(desk, tmp_path, 備註="範例備註")
    assert record.note == "範例備註"


def test_what_the_sheet_does_not_say_is_told_as_assumed(desk: Desk, tmp_path: Path, person: Officer) -> None:
    silent = tuple(heading for heading in TRAINING if heading != "報名日期")
    found = plan(desk, tmp_path, {}, headings=silent)
    assert [(one.code, one.severity, one.facts) for one in found.problems] == [
        ("method_assumed", Severity.WARNING, {"count": 1}),
        ("enrolment_assumed", Severity.WARNING, {"count": 1}),
    ]
    importing.apply_plan(desk, found)
    assert plan(desk, tmp_path, {}, headings=silent).problems == ()


def test_what_the_sheet_says_is_not_assumed(desk: Desk, tmp_path: Path, person: Officer) -> None:
    assert plan(desk, tmp_path, {"辦理方式": "自辦"}, headings=(*TRAINING, "辦理方式")).problems == ()


def test_rows_not_read_are_told_with_their_reason(desk: Desk, tmp_path: Path, person: Officer) -> None:
    total = {**dict.fromkeys(ROW, ""), "姓名": "合計", "時數": "12"}
    found = plan(desk, tmp_path, {}, dict.fromkeys(ROW, ""), total)
    notes = [(one.code, one.facts["row"]) for one in found.problems if one.severity is Severity.NOTE]
    assert notes == [("row_empty", 3), ("row_total", 4)]
