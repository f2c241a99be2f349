"""What goes to other systems: granted awards with their code, certified hours of the own courses, every export logged."""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hrdesk.domain.awards import Decision, Nominee, Ruling
from hrdesk.domain.record import CourseId, EvidenceId, OfficerId, TrainingId
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.training import Course, Method, Mode, TrainingRecord
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import agency_id
from hrdesk.services.awards import decisions
from hrdesk.services.core.interchange import Exported
from hrdesk.services.papers import exports
from tests.factory import record_id
from tests.services.steps import change, decided, drop, nominee, put, ruling, submitted
from tests.services.three_offices import CHILD, FIRST, YEAR, City, teacher


def rows(exported: Exported) -> list[dict[str, str]]:
    (data,) = exported.files
    return list(csv.DictReader(io.StringIO(data.decode("cp950"), newline="")))


def plain_names(city: City) -> None:
    """Give both teachers names that Big5 can hold."""
    for code, name in ((FIRST, "陳小明"), (CHILD, "林小如")):
        change(city.department, Officer, teacher(code), name=name)


def test_granted_awards_go_out_with_their_code(city: City) -> None:
    decided(city)
    plain_names(city)
    found = {row["姓名"]: row for row in rows(exports.prepared(city.department, "award", YEAR))}
    assert found["陳小明"]["獎懲結果"] == "4010"  # three commendations make a merit
    assert found["林小如"]["獎懲結果"] == "4001"
    assert (found["林小如"]["身分證號"], found["林小如"]["機關代碼"]) == ("B223456782", CHILD)
    assert found["林小如"]["獎懲事由(更新資料庫)"] == "輔導所內同仁"


def test_a_refused_award_does_not_go_out(city: City) -> None:
    decided(city)
    plain_names(city)
    decisions.decide(city.department, nominee(city.department, CHILD).id, ruling(Ruling.REFUSED))
    assert [row["姓名"] for row in rows(exports.prepared(city.department, "award", YEAR))] == ["陳小明"]


def test_an_award_that_has_no_code_is_left_out_and_told(city: City) -> None:
    decided(city)
    plain_names(city)
    change(city.department, Decision, city.department.store.all(Decision, nominee=nominee(city.department, FIRST).id)[0].id, times=5)
    assert [problem.where for problem in exports.prepared(city.department, "award", YEAR).left_out] == ["result"]


@pytest.mark.parametrize("kind", [Officer, Agency, Nominee])
def test_a_decision_whose_person_is_gone_is_left_out_and_told(city: City, kind: type[Officer | Agency | Nominee]) -> None:
    decided(city)
    plain_names(city)
    key = {Officer: teacher(CHILD), Agency: agency_id(CHILD), Nominee: nominee(city.department, CHILD).id}[kind]
    record = city.department.store.get(kind, key)
    assert record is not None
    drop(city.department, record)
    found = exports.prepared(city.department, "award", YEAR)
    (decision,) = city.department.store.all(Decision, officer=teacher(CHILD))
    assert (found.rows, {problem.code for problem in found.left_out}) == (1, {"export_missing"})
    assert {problem.record for problem in found.left_out} == {Key("Decision", decision.id)}


def test_an_export_is_logged_with_its_reason_and_whose_data_it_holds(city: City, tmp_path: Path) -> None:
    decided(city)
    change(city.department, Officer, teacher(CHILD), name="林小如")
    written = exports.export(city.department, "award", YEAR, tmp_path / "award.csv", " 匯入敘獎 ")
    assert (written.files, written.rows, len(written.left_out)) == ((tmp_path / "award.csv",), 1, 1)
    (entry,) = city.department.store.history(1)
    assert entry.act.value == "export"
    assert (entry.facts["what"], entry.facts["rows"], entry.facts["reason"]) == ("award", 1, "匯入敘獎")
    (decision,) = city.department.store.all(Decision, nominee=nominee(city.department, CHILD).id)
    assert exports.prepared(city.department, "award", YEAR).records == (Key("Decision", decision.id),)  # nobody who was left out


def test_id_numbers_leave_for_a_reason_only(city: City, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        exports.export(city.first, "learning", YEAR, tmp_path / "hours.csv", " ")
    assert caught.value.fault is Fault.NEEDS_REASON


def test_an_export_writes_all_its_files_or_none(city: City, tmp_path: Path) -> None:
    own_course(city)
    (training,) = city.first.store.all(TrainingRecord)
    (officer,) = city.first.store.all(Officer, id=teacher(FIRST))
    people = [replace(officer, id=OfficerId(record_id(f"p{number}")), employee_no=f"P{number}", name=f"範例{number}號") for number in range(3000)]
    trainings = [replace(training, id=TrainingId(record_id(f"t{one.id}")), officer=one.id) for one in people]
    put(city.first, *people, *trainings)
    (tmp_path / "hours-2.csv").write_bytes(b"kept")
    with pytest.raises(InputError) as caught:
        exports.export(city.first, "learning", YEAR, tmp_path / "hours.csv", "上傳")
    assert caught.value.fault is Fault.TARGET_EXISTS
    assert [path.name for path in tmp_path.glob("hours*")] == ["hours-2.csv"]
    written = exports.export(city.first, "learning", YEAR, tmp_path / "all.csv", "上傳")
    assert [path.name for path in written.files] == ["all.csv", "all-2.csv"]


def own_course(city: City, **values: object) -> None:
    change(city.first, Course, CourseId(record_id(f"course {FIRST}")), method=Method.AGENCY, category_code="500", **values)
    change(city.first, Officer, teacher(FIRST), name="陳小明")


def test_certified_hours_of_own_courses_go_out(city: City) -> None:
    own_course(city)
    (row,) = rows(exports.prepared(city.first, "learning", YEAR))
    expected = {
        "*身分證字號": "A123456789",
        "*姓名": "陳小明",
        "*課程名稱": "種籽教師研習班",
        "*開課起始日期": "115-06-08",
        "*開課起始時間": "09:00:00",
        "*開課結束時間": "15:00:00",
        "*學位學分": "6",
        "*上課縣市": "10",
        "*訓練總數": "6",
        "*訓練總數單位": "1",
        "*學習性質": "2",
        "*數位時數": "0",
        "*實體時數": "6",
        "*課程類別代碼": "500",
        "課程代碼": "A01",
    }
    assert {key: row[key] for key in expected} == expected


def test_a_course_without_sessions_counts_whole_days(city: City) -> None:
    own_course(city, sessions=(), mode=Mode.DIGITAL)
    key = TrainingId(record_id(f"training {FIRST}"))
    change(city.first, TrainingRecord, key, attendance=(), completed=date(2026, 6, 8), proof=(EvidenceId(record_id(f"evidence {FIRST}")),))
    (row,) = rows(exports.prepared(city.first, "learning", YEAR))
    assert (row["*開課起始時間"], row["*開課結束時間"], row["*學習性質"]) == ("09:00:00", "17:00:00", "1")
    assert (row["*數位時數"], row["*實體時數"]) == ("6", "0")


@pytest.mark.parametrize("values", [{"cancelled": True}, {"start": date(2025, 6, 8)}])
def test_cancelled_courses_and_other_years_stay_out(city: City, values: dict[str, object]) -> None:
    own_course(city, **values)
    assert exports.prepared(city.first, "learning", YEAR).rows == 0


def test_the_departments_courses_are_not_uploaded_by_the_agency(city: City) -> None:
    assert exports.prepared(city.first, "learning", YEAR).rows == 0


def test_hours_that_are_not_certified_or_nobodys_stay_out(city: City) -> None:
    own_course(city)
    (training,) = city.first.store.all(TrainingRecord)
    put(city.first, replace(training, attendance=()))
    assert exports.prepared(city.first, "learning", YEAR).rows == 0
    put(city.first, training)
    officer = city.first.store.get(Officer, teacher(FIRST))
    assert officer is not None
    drop(city.first, officer)
    found = exports.prepared(city.first, "learning", YEAR)
    assert (found.rows, {problem.where for problem in found.left_out}) == (0, {"national_id", "name"})


def test_the_department_uploads_its_own_courses_and_what_was_run_below(city: City) -> None:
    own_course(city)
    submitted(city)
    (below,) = city.department.store.all(Course, id=record_id(f"course {FIRST}"))
    (training,) = city.department.store.all(TrainingRecord, course=below.id)
    own = replace(below, id=CourseId(record_id("department course")), agency=city.department.workspace.agency, method=Method.DEPARTMENT, code="D01")
    put(city.department, own, replace(training, id=TrainingId(record_id("department training")), course=own.id))
    assert {problem.where for problem in exports.prepared(city.department, "learning", YEAR).left_out} == {"national_id"}  # it never came up
    change(city.department, Officer, teacher(FIRST), national_id="A123456789")
    assert {row["課程代碼"] for row in rows(exports.prepared(city.department, "learning", YEAR))} == {"A01", "D01"}
