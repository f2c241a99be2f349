"""The figures behind the charts are counted by the book's own rules, and nothing is never a hundred per cent."""

from dataclasses import replace
from datetime import date

from hrdesk.domain.attendance import certified_total
from hrdesk.domain.minguo import year_end
from hrdesk.domain.staff import Officer, Role
from hrdesk.domain.training import Attendance, Course, Method, Mode, Presence, TrainingRecord
from hrdesk.services.agency.agencies import own_agency
from hrdesk.services.core.desk import Desk
from hrdesk.services.home import figures
from hrdesk.services.home.figures import Covered, Point, Series
from hrdesk.services.people import staff
from hrdesk.services.study import absence, training
from hrdesk.services.teachers import coaching
from tests.services.book import YEAR, appointed, child_of, enrolled, found_child, hire, hold

FULL = (Attendance(0, Presence.ATTENDED, 360), Attendance(1, Presence.ATTENDED, 360))
HALF = (Attendance(0, Presence.ATTENDED, 360), Attendance(1, Presence.ABSENT, 0))
AWAY = (Attendance(0, Presence.LEAVE, 0, "病假"), Attendance(1, Presence.LEAVE, 0, "病假"))


def attend(desk: Desk, course: Course, person: Officer, attendance: tuple[Attendance, ...]) -> None:
    enrolled(desk, course, person)
    training.attend(desk, course.id, person.id, attendance)


def finish(desk: Desk, person: Officer, day: date, term: str) -> None:
    """Let a person finish one digital course of two hours."""
    course = hold(desk, "115-DIG-01", mode=Mode.DIGITAL, minutes=120, term=term, start=date(2026, 1, 1), end=date(2026, 12, 31), topics=("forum-01",))
    training.complete(desk, course.id, person.id, day)


def shown(series: Series) -> dict[str, float]:
    """Return the bars that are not empty."""
    return {point.label: point.value for point in series.points if point.value}


def test_a_new_book_has_no_figures(desk: Desk) -> None:
    for series in (
        figures.hours_by_month(desk, YEAR),
        figures.hours_by_topic(desk, YEAR),
        figures.attendance_by_month(desk, YEAR),
        figures.coaching_by_item(desk, YEAR),
        figures.coaching_by_month(desk, YEAR),
    ):
        assert series.empty
        assert series.points
    assert figures.coverage(desk, YEAR) == ()
    assert figures.attendance_by_month(desk, YEAR).points[0] == Point("1月", None, "無資料", None)


def test_hours_are_certified_ones_by_the_month_in_which_they_were_earned(desk: Desk) -> None:
    june, november = hold(desk), hold(desk, "115-OP-02", start=date(2026, 11, 5), end=date(2026, 11, 6))
    wang, lin = hire(desk), hire(desk, "林小華", agency=found_child(desk).id)
    attend(desk, june, wang, FULL)
    attend(desk, june, lin, HALF)
    attend(desk, november, lin, FULL)
    finish(desk, wang, date(2026, 3, 2), "甲")
    finish(desk, wang, date(2026, 9, 2), "乙")
    series = figures.hours_by_month(desk, YEAR)
    assert shown(series) == {"3月": 2.0, "6月": 12.0, "11月": 12.0}
    assert (series.unit, series.points[5].note, series.empty) == ("小時", "12 小時", False)
    total = sum(
        certified_total(desk.rules(year_end(YEAR)), desk.store.all(Course), desk.store.all(TrainingRecord, officer=one.id), YEAR).value for one in (wang, lin)
    )
    assert sum(shown(series).values()) * 60 == total == sum(shown(figures.hours_by_topic(desk, YEAR)).values()) * 60
    assert figures.hours_by_month(desk, YEAR - 1).empty


def test_a_course_of_several_branches_counts_its_hours_once(desk: Desk) -> None:
    wang = hire(desk)
    for number, topics in enumerate(((), ("biz-01", "biz-02"), ("biz-01", "web-01"), ("own-01",)), 1):
        attend(desk, hold(desk, f"115-OP-0{number}", topics=topics), wang, FULL)
    assert shown(figures.hours_by_topic(desk, YEAR)) == {"核心系統（一）業務處理": 12.0, "涵蓋多類": 12.0, "未分類": 24.0}


def test_attendance_is_counted_as_the_rate_is(desk: Desk) -> None:
    june = hold(desk)
    own = hold(desk, "115-OWN-01", method=Method.AGENCY, start=date(2026, 7, 1), end=date(2026, 7, 2))
    people = [hire(desk, name) for name in ("王小明", "林小華", "陳大同")]
    for person, attendance in zip(people, (FULL, HALF, AWAY), strict=True):
        attend(desk, june, person, attendance)
    attend(desk, own, people[0], FULL)
    points = figures.attendance_by_month(desk, YEAR).points
    rate = absence.rate(desk, YEAR).value
    assert rate is not None
    assert (points[5].value, points[5].whole) == (rate.numerator, rate.denominator) == (2, 3)
    assert points[5].note == "到課 2 人次／報名 3 人次（66.67%）"
    assert points[6] == Point("7月", None, "無資料", None)


def test_a_month_in_which_nobody_came_is_not_a_month_without_data(desk: Desk) -> None:
    attend(desk, hold(desk), hire(desk), AWAY)
    series = figures.attendance_by_month(desk, YEAR)
    assert (series.points[5].value, series.points[5].whole, series.empty) == (0, 1, False)


def test_coverage_counts_people_by_what_became_of_each_required_course(desk: Desk) -> None:
    held = hold(desk, topics=("seed-01",))
    for name, attendance in (("王小明", FULL), ("林小華", HALF), ("陳大同", AWAY)):
        person = hire(desk, name)
        appointed(desk, person)
        attend(desk, held, person, attendance)
    hire(desk, "李文中")
    found = {one.name: one for one in figures.coverage(desk, YEAR)}
    assert found["人事管理資訊系統之應用與發展"] == Covered("人事管理資訊系統之應用與發展", "肆四(十)1", done=1, partly=1, missing=1, not_held=0)
    assert found["人事管理資訊系統新增功能"].not_held == 3


def test_what_is_not_due_from_anybody_is_not_in_the_coverage(desk: Desk) -> None:
    head = hire(desk, grade="簡任第十職等")
    staff.assign_role(desk, head.id, Role.HEAD, date(2026, 1, 1))
    assert figures.coverage(desk, YEAR) == ()


def test_a_course_held_in_two_terms_is_due_once_and_done_in_either(desk: Desk) -> None:
    head = hire(desk, grade="薦任第八職等")
    staff.assign_role(desk, head.id, Role.HEAD, date(2026, 1, 1))
    values = {"topics": ("forum-01",), "required_for": (Role.HEAD.value,)}
    terms = [hold(desk, "115-FORUM-01", term=term, start=day, end=day.replace(day=11), **values) for term, day in _terms()]
    for term in terms[1:2]:
        attend(desk, term, head, FULL)
    (line,) = [one for one in figures.coverage(desk, YEAR) if one.name == terms[0].name]
    assert (line.done, line.partly, line.missing, line.not_held) == (1, 0, 0, 0)


def _terms() -> list[tuple[str, date]]:
    return [("第1期", date(2026, 5, 10)), ("第2期", date(2026, 6, 10)), ("第3期", date(2026, 7, 10))]


def test_coaching_is_counted_by_item_and_month(desk: Desk) -> None:
    person = hire(desk)
    appointed(desk, person, date(2025, 1, 1))
    for day, item in ((date(2026, 3, 2), 1), (date(2026, 3, 9), 1), (date(2026, 8, 3), None), (date(2025, 8, 3), 2)):
        coaching.coach(desk, replace(coaching.new_coaching(desk, person.id, day, 540, 600, own_agency(desk).name), item=item))
    by_item = figures.coaching_by_item(desk, YEAR)
    assert shown(by_item) == {"陸三(四)1": 2, "未分類": 1}
    assert len(by_item.points) == 8
    assert by_item.points[1].note.startswith("是否善盡人事管理資訊系統相關帳號")
    assert shown(figures.coaching_by_month(desk, YEAR)) == {"3月": 2, "8月": 1}


def test_an_office_of_another_part_is_not_counted(desk: Desk) -> None:
    found_child(desk)
    person = hire(desk, agency=child_of(desk))
    appointed(desk, person)
    coaching.coach(desk, coaching.new_coaching(desk, person.id, date(2026, 3, 2), 540, 600, "範例地政局"))
    assert not figures.coaching_by_month(desk, YEAR).empty
    stranger = hire(desk, "林小華", agency=own_agency(desk).id.replace(own_agency(desk).id[0], "z", 1))
    appointed(desk, stranger)
    coaching.coach(desk, coaching.new_coaching(desk, stranger.id, date(2026, 4, 2), 540, 600, "範例地政局"))
    assert shown(figures.coaching_by_month(desk, YEAR)) == {"3月": 1}
