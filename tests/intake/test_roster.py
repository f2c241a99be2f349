"""Staff lists become people with typed fields; what is unsure is told."""

from datetime import date
from pathlib import Path

import pytest

from hrdesk.domain.national_id import Sex
from hrdesk.domain.staff import Role, StaffKind
from hrdesk.domain.values import Severity
from hrdesk.intake.headings import SheetKind
from hrdesk.intake.reading import read_sheets
from hrdesk.intake.recognise import recognise
from hrdesk.intake.roster import RosterRow, parse_roster
from hrdesk.intake.sheets import Cell
from tests.intake.made import person_name, recognised

DATA = Path(__file__).parent / "data"


def row(**cells: Cell) -> RosterRow:
    """Return one row of a list with the headings given."""
    found = recognised(SheetKind.ROSTER, list(cells), list(cells.values()))
    (parsed,) = parse_roster(found)
    return parsed


def codes(parsed: RosterRow) -> list[str]:
    return [problem.code for problem in parsed.problems]


@pytest.mark.parametrize("name", ["roster.xlsx", "roster.ods", "roster.xls", "roster-big5.csv"])
def test_a_webhr_list_of_300_people_is_read_whole(name: str) -> None:
    rare = not name.endswith("csv")
    people = parse_roster(recognise(read_sheets(DATA / name), SheetKind.ROSTER))
    assert [person.name for person in people] == [person_name(index, rare=rare) for index in range(300)]
    assert [person.employee_no for person in people] == [f"{index:05d}" for index in range(300)]
    assert [person.row for person in people] == list(range(4, 304))
    assert not [problem for person in people for problem in person.problems]
    assert people[10].birth == date(1981, 11, 11)
    assert {person.grade for person in people} == {"薦任第六職等"}


def test_every_field_is_read() -> None:
    parsed = row(
        姓名="王小明",
        服務單位="人事室",
        員工編號="007",
        職稱="科員",
        現支官職等="薦任第六職等",
        身分證字號="a123456789",
        出生日期="0700101",
        性別="男",
        初任公職日="1000301",
        本機關到職日="115/1/2",
        專兼任="兼任",
        聯絡電話="02-12345678",
        電子郵件="a@example.com",
        人員類別="人事主管、種籽教師",
        離職日期="115/12/31",
    )
    assert parsed == RosterRow(
        row=2,
        name="王小明",
        unit="人事室",
        employee_no="007",
        title="科員",
        grade="薦任第六職等",
        national_id="A123456789",
        birth=date(1981, 1, 1),
        sex=Sex.MALE,
        first_service=date(2011, 3, 1),
        arrived=date(2026, 1, 2),
        kind=StaffKind.CONCURRENT,
        phone="02-12345678",
        email="a@example.com",
        roles=(Role.HEAD, Role.SEED_TEACHER),
        left=date(2026, 12, 31),
    )


@pytest.mark.parametrize("name", ["陳𡍼明", "林𠅤如", "王　明", "李‧小華", "峯", "Anna Wang", "\ufa19", "歐陽小明"])
def test_a_name_is_kept_exactly_as_typed(name: str) -> None:
    parsed = row(姓名=name)
    assert (parsed.name, codes(parsed)) == (name, [])


@pytest.mark.parametrize(
    ("name", "code", "severity"),
    [
        ("", "name_missing", Severity.ERROR),
        ("陳?明", "name_unreadable", Severity.ERROR),
        ("陳\ufffd明", "name_unreadable", Severity.ERROR),
        ("陳○○", "name_masked", Severity.ERROR),
        ("王*明", "name_masked", Severity.ERROR),
        ("陳\ue000明", "name_private_use", Severity.WARNING),
        ("陳\U000f0000明", "name_private_use", Severity.WARNING),
    ],
)
def test_names_that_are_unsure_are_told(name: str, code: str, severity: Severity) -> None:
    parsed = row(姓名=name, 職稱="科員")
    assert [(problem.code, problem.severity) for problem in parsed.problems] == [(code, severity)]
    assert "text" not in parsed.problems[0].facts


def test_an_employee_number_kept_as_a_number_is_whole() -> None:
    assert row(姓名="王小明", 員工代號=12).employee_no == "12"


@pytest.mark.parametrize(("birth", "day", "doubts"), [("0700101", date(1981, 1, 1), []), (700101, date(1981, 1, 1), ["date_doubtful"]), ("", None, [])])
def test_a_birth_date_that_lost_its_zero_is_doubted(birth: Cell, day: date | None, doubts: list[str]) -> None:
    parsed = row(姓名="王小明", 出生日期=birth)
    assert (parsed.birth, codes(parsed)) == (day, doubts)


@pytest.mark.parametrize(
    ("number", "kept", "found"),
    [
        ("A123456789", "A123456789", []),
        ("Ａ１２３４５６７８９", "A123456789", []),
        ("A12345****", "", ["id_masked"]),
        ("A123456788", "", ["id_invalid"]),
        ("", "", []),
    ],
)
def test_an_id_number_is_checked(number: str, kept: str, found: list[str]) -> None:
    parsed = row(姓名="王小明", 身分證號=number)
    assert (parsed.national_id, codes(parsed)) == (kept, found)
    assert number == "" or number not in str(parsed.problems)


def test_a_sex_that_contradicts_the_number_is_a_warning() -> None:
    assert codes(row(姓名="王小明", 身分證號="A123456789", 性別="女")) == ["sex_differs"]
    assert codes(row(姓名="王小明", 身分證號="A123456789", 性別="不明")) == ["word_unknown"]


def test_a_telephone_number_kept_as_a_number_may_have_lost_its_zero() -> None:
    parsed = row(姓名="王小明", 手機=912345678)
    assert (parsed.phone, codes(parsed)) == ("912345678", ["leading_zero_lost"])


def test_an_unknown_role_is_never_mapped_silently() -> None:
    parsed = row(姓名="王小明", 人員類別="進階、顧問")
    assert (parsed.roles, codes(parsed)) == ((Role.ADVANCED,), ["word_unknown"])


def test_labels_of_our_own_forms_are_roles() -> None:
    assert row(姓名="王小明", 人員類別="新進人事人員、進階人事人員、其他（使用／管理）").roles == (Role.NEWCOMER, Role.ADVANCED, Role.OTHER)
