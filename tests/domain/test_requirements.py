"""Required courses of 肆: done, partly, missing, not held, not covered."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from hrdesk.domain.requirements import STATES, Requirement, RequirementState, required_courses
from hrdesk.domain.staff import Level, Role
from hrdesk.domain.training import Course, Method, Mode, TrainingRecord
from hrdesk.domain.values import Explanation, Key
from hrdesk.errors import Fault, InputError
from tests.domain.rule_records import JUNE, PACK, YEAR, course, record

DONE, PARTLY, MISSING = RequirementState.DONE, RequirementState.PARTLY, RequirementState.MISSING
NOT_HELD, NOT_COVERED = RequirementState.NOT_HELD, RequirementState.NOT_COVERED
END = date(2026, 12, 31)
BASIC = course("basic", topics=("biz-03",), level=Level.BASIC)
ADVANCED = course("advanced", topics=("biz-03",), level=Level.ADVANCED)


def required(
    *roles: Role,
    grade: str = "薦任第八職等",
    duties: Sequence[str] = ("biz-03",),
    courses: Sequence[Course] = (),
    trainings: Sequence[TrainingRecord] = (),
    on: date = END,
    focus: Sequence[str] = (),
    since: Mapping[Role, date] | None = None,
) -> Explanation[tuple[Requirement, ...]]:
    """Return the required courses of the year."""
    return required_courses(PACK, roles=roles, grade=grade, duties=duties, courses=courses, trainings=trainings, year=YEAR, on=on, focus=focus, since=since)


def state(found: Explanation[tuple[Requirement, ...]], key: str) -> RequirementState:
    """Return the state of one requirement."""
    return next(one.state for one in found.value if one.key == key)


def test_each_role_is_due_what_its_article_says() -> None:
    found = required(Role.HEAD, Role.NEWCOMER, Role.ADVANCED, Role.SEED_TEACHER, focus=("biz-04",))
    articles = [one.citation.article for one in found.value]
    assert {article: articles.count(article) for article in articles} == {
        "肆一(三)": 2,
        "肆二(五)1": 1,
        "肆二(五)2": 4,
        "肆三(三)1": 1,
        "肆三(三)2": 4,
        "肆三(三)3": 1,
        "肆三(三)4": 1,
        "肆四(十)1": 5,
        "肆四(十)2": 1,
        "肆四(十)3": 5,
        "肆四(十)4": 1,
        "肆四(十)5": 1,
    }
    assert {one.state for one in found.value} == {NOT_HELD}
    assert found.citation.article == "伍三"
    assert len({one.key for one in found.value}) == len(found.value)


@pytest.mark.parametrize(
    ("grade", "covered"),
    [
        ("薦任第七職等", False),
        ("薦任第八職等", True),
        ("薦任第九職等", True),
        ("簡任第十職等", False),
        ("7", False),
        ("8", True),
        ("9", True),
        ("10", False),
        ("薦任第八職等至第九職等", True),
    ],
)
def test_a_head_is_covered_in_grades_eight_and_nine_only(grade: str, covered: bool) -> None:
    found = required(Role.HEAD, grade=grade)
    assert [one.state for one in found.value] == ([NOT_HELD, NOT_HELD] if covered else [NOT_COVERED])
    assert found.problems == ()


@pytest.mark.parametrize("grade", ["", "約聘", "薦任第七職等至第八職等"])
def test_a_grade_that_cannot_be_told_is_asked_for(grade: str) -> None:
    found = required(Role.HEAD, grade=grade)
    assert [one.state for one in found.value] == [NOT_COVERED]
    assert [problem.code for problem in found.problems] == ["grade_unknown"]


def test_a_head_who_also_handles_business_is_due_what_anyone_is() -> None:
    found = required(Role.HEAD, Role.ADVANCED, grade="10")
    assert found.value[0].state is NOT_COVERED
    assert state(found, "advanced:core:biz-03") is NOT_HELD


def test_no_project_course_held_is_not_the_same_as_not_done() -> None:
    found = required(Role.HEAD)
    assert [(one.name, one.state) for one in found.value] == [("資訊研討", NOT_HELD), ("專案講習", NOT_HELD)]
    assert STATES[NOT_HELD] == "本年無開課"


def test_a_project_course_marked_for_heads_is_due() -> None:
    project = course("p1", topics=("project",), required_for=("head",))
    other = course("p2", topics=("project",))
    missing = required(Role.HEAD, courses=(project, other))
    assert state(missing, "head:project:p1") is MISSING
    assert [one.key for one in missing.value] == ["head:forum", "head:project:p1"]
    training = record(project, 180, 180)
    done = required(Role.HEAD, courses=(project, other), trainings=(training,))
    requirement = next(one for one in done.value if one.key == "head:project:p1")
    assert (requirement.state, requirement.name) == (DONE, "範例課程p1")
    assert requirement.via == (Key("Course", "p1"), Key("TrainingRecord", training.id))


def test_a_project_course_late_in_the_year_is_due_at_once() -> None:
    late = course("p1", date(2026, 12, 1), topics=("project",), required_for=("head",))
    assert state(required(Role.HEAD, courses=(late,), on=JUNE), "head:project:p1") is MISSING


def test_courses_that_bear_on_ones_own_business_are_due_for_the_advanced() -> None:
    mine = course("p1", topics=("project", "biz-03"))
    theirs = course("p2", topics=("project", "biz-07"))
    forum = course("f1", topics=("forum-01", "biz-03"))
    found = required(Role.ADVANCED, courses=(mine, theirs, forum))
    assert state(found, "advanced:project:p1") is MISSING
    assert state(found, "advanced:forum:f1") is MISSING
    assert all("p2" not in one.key for one in found.value)
    assert state(required(Role.HEAD, courses=(mine,)), "head:project") is NOT_HELD


@pytest.mark.parametrize(
    ("role", "held", "expected"),
    [
        (Role.NEWCOMER, BASIC, DONE),
        (Role.NEWCOMER, ADVANCED, PARTLY),
        (Role.ADVANCED, ADVANCED, DONE),
        (Role.ADVANCED, BASIC, NOT_HELD),  # only the other level was held
        (Role.ADVANCED, course("plain", topics=("biz-03",)), PARTLY),  # a person judges an unlabelled course
    ],
)
def test_the_level_decides(role: Role, held: Course, expected: RequirementState) -> None:
    found = required(role, courses=(held,), trainings=(record(held, 180, 180),))
    assert state(found, f"{role.value}:core:biz-03") is expected


def test_only_basic_taken_does_not_satisfy_the_advanced() -> None:
    training = record(BASIC, 180, 180)
    found = required(Role.ADVANCED, courses=(BASIC, ADVANCED), trainings=(training,))
    requirement = next(one for one in found.value if one.key == "advanced:core:biz-03")
    assert requirement.state is MISSING
    assert requirement.via == (Key("TrainingRecord", training.id),)
    assert requirement.name == "考績作業子系統（進階）"


@pytest.mark.parametrize(("minutes", "expected"), [((180, 180), DONE), ((180, 100), PARTLY), ((0, 0), MISSING), ((-1, -1), MISSING), ((), MISSING)])
def test_attendance_decides(minutes: tuple[int, ...], expected: RequirementState) -> None:
    found = required(Role.ADVANCED, courses=(ADVANCED,), trainings=(record(ADVANCED, *minutes),))
    assert state(found, "advanced:core:biz-03") is expected


def test_the_best_of_several_records_counts() -> None:
    again = course("again", topics=("biz-03",), level=Level.ADVANCED)
    trainings = (record(ADVANCED, 180, 0), record(again, 180, 180))
    assert state(required(Role.ADVANCED, courses=(ADVANCED, again), trainings=trainings), "advanced:core:biz-03") is DONE


def test_one_course_on_two_leaves_covers_both() -> None:
    both = course("both", topics=("biz-03", "biz-04"), level=Level.ADVANCED)
    found = required(Role.ADVANCED, duties=("biz-03", "biz-04"), courses=(both,), trainings=(record(both, 180, 180),))
    assert [state(found, f"advanced:core:{code}") for code in ("biz-03", "biz-04")] == [DONE, DONE]


def test_a_core_course_of_an_earlier_year_stays_done_a_seed_course_does_not() -> None:
    core = course("old", date(2024, 6, 10), topics=("biz-03", "seed-01", "biz-11"), level=Level.ADVANCED)
    found = required(Role.ADVANCED, Role.SEED_TEACHER, courses=(core,), trainings=(record(core, 180, 180),))
    assert state(found, "advanced:core:biz-03") is DONE
    assert state(found, "seed_teacher:report:biz-11") is DONE
    assert state(found, "seed_teacher:seed:seed-01") is NOT_HELD


def test_a_seed_course_of_the_year_is_done() -> None:
    seed = course("seed", topics=("seed-01", "seed-02"))
    found = required(Role.SEED_TEACHER, courses=(seed,), trainings=(record(seed, 180, 180),))
    states = [one.state for one in found.value if one.key.startswith("seed_teacher:seed:")]
    assert states == [DONE, DONE, NOT_HELD, NOT_HELD, NOT_HELD]


def test_appointed_after_the_only_course_it_was_not_held() -> None:
    seed = course("seed", topics=("seed-01",))
    december = {Role.SEED_TEACHER: date(2026, 12, 1)}
    assert state(required(Role.SEED_TEACHER, courses=(seed,)), "seed_teacher:seed:seed-01") is MISSING
    assert state(required(Role.SEED_TEACHER, courses=(seed,), since=december), "seed_teacher:seed:seed-01") is NOT_HELD
    assert state(required(Role.SEED_TEACHER, courses=(seed,), since={Role.SEED_TEACHER: JUNE}), "seed_teacher:seed:seed-01") is MISSING


def test_a_course_before_the_appointment_does_not_count_for_the_year() -> None:
    seed = course("seed", topics=("seed-01",))
    found = required(Role.SEED_TEACHER, courses=(seed,), trainings=(record(seed, 180, 180),), since={Role.SEED_TEACHER: date(2026, 12, 1)})
    assert state(found, "seed_teacher:seed:seed-01") is NOT_HELD


def test_marked_courses_before_the_role_are_not_due() -> None:
    planned = course("f1", topics=("forum-02",), required_for=("seed_teacher",))
    assert state(required(Role.SEED_TEACHER, courses=(planned,)), "seed_teacher:planned:f1") is MISSING
    found = required(Role.SEED_TEACHER, courses=(planned,), since={Role.SEED_TEACHER: date(2026, 12, 1)})
    assert state(found, "seed_teacher:planned") is NOT_HELD


def test_the_leaves_to_reinforce_are_chosen_by_the_agency() -> None:
    assert [problem.code for problem in required(Role.SEED_TEACHER).problems] == ["no_focus"]
    chosen = required(Role.SEED_TEACHER, focus=("biz-07",))
    assert chosen.problems == ()
    assert state(chosen, "seed_teacher:focus:biz-07") is NOT_HELD


@pytest.mark.parametrize("role", [Role.NEWCOMER, Role.ADVANCED])
def test_without_any_duty_the_core_courses_cannot_be_told(role: Role) -> None:
    found = required(role, duties=())
    assert [problem.code for problem in found.problems] == ["no_duty"]
    assert all(":core:" not in one.key for one in found.value)


def test_self_study_neither_fulfils_nor_counts_as_held() -> None:
    own = course("own", topics=("biz-03",), level=Level.ADVANCED, method=Method.SELF_STUDY)
    found = required(Role.ADVANCED, courses=(own,), trainings=(record(own, 180, 180),))
    assert state(found, "advanced:core:biz-03") is NOT_HELD


def test_a_cancelled_course_was_not_held() -> None:
    gone = course("gone", topics=("biz-03",), level=Level.ADVANCED, cancelled=True)
    assert state(required(Role.ADVANCED, courses=(gone,), trainings=(record(gone),)), "advanced:core:biz-03") is NOT_HELD


def test_what_lies_after_the_day_does_not_count_yet() -> None:
    digital = course("d1", topics=("biz-03",), level=Level.ADVANCED, mode=Mode.DIGITAL, end=END)
    training = record(digital, completed=date(2026, 7, 1))
    assert state(required(Role.ADVANCED, courses=(digital,), trainings=(training,), on=JUNE), "advanced:core:biz-03") is MISSING
    assert state(required(Role.ADVANCED, courses=(digital,), trainings=(training,), on=date(2026, 7, 1)), "advanced:core:biz-03") is DONE


def test_a_record_of_an_unknown_course_is_left_out() -> None:
    assert state(required(Role.ADVANCED, trainings=(record(ADVANCED, 180, 180),)), "advanced:core:biz-03") is NOT_HELD


def test_a_role_that_the_plan_does_not_list_is_due_nothing() -> None:
    found = required(Role.OTHER)
    assert found.value == ()
    assert found.steps == ("沒有適用之需參與課程。",)
    assert [problem.code for problem in found.problems] == ["role_without_rule"]


def test_a_role_given_twice_counts_once() -> None:
    assert required(Role.ADVANCED, Role.ADVANCED).value == required(Role.ADVANCED).value


@pytest.mark.parametrize(("duties", "focus"), [(("biz-99",), ()), ((), ("biz-99",))])
def test_an_unknown_leaf_is_refused(duties: tuple[str, ...], focus: tuple[str, ...]) -> None:
    with pytest.raises(InputError) as caught:
        required(Role.SEED_TEACHER, duties=duties, focus=focus)
    assert caught.value.fault is Fault.NOT_FOUND


def test_the_answer_names_its_inputs_and_readings() -> None:
    found = required(Role.HEAD, Role.OTHER, grade="")
    assert [(fact.label, fact.value) for fact in found.inputs] == [
        ("身分", Role.HEAD),
        ("身分", Role.OTHER),
        ("職等", None),
        ("承辦業務", "考績作業子系統"),
        ("年度", 115),
        ("基準日", "115/12/31"),
    ]
    assert "未列於肆一" in found.reading
    assert found.pack == "taipei-101"
