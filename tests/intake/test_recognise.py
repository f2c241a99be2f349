"""The heading row is found, columns are told to fields, and no row is lost without a reason."""

from collections.abc import Sequence

import pytest

from hrdesk.errors import Fault, InputError
from hrdesk.intake.headings import SheetKind, fold, headings_of
from hrdesk.intake.recognise import Recognised, recognise
from hrdesk.intake.sheets import Cell, Sheet
from tests.intake.made import recognised, sheet, webhr


def roster(*rows: Sequence[Cell]) -> Recognised:
    return recognised(SheetKind.ROSTER, *rows)


def refusal(sheets: list[Sheet], mapping: dict[str, str] | None = None, name: str | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        recognise(sheets, SheetKind.ROSTER, mapping, name)
    return caught.value


def test_webhr_headings_in_the_third_row_are_found() -> None:
    found = roster(*webhr(2))
    assert (found.heading_row, [row.number for row in found.rows]) == (3, [4, 5])
    assert found.headings["arrived"] == "本機關到職日"
    assert found.headings["grade"] == "現支官職等"
    assert "現職到職日期" in found.skipped
    assert [row.cells[0] for row in found.above] == ["範例局", "列印日期：115/01/08"]


@pytest.mark.parametrize("heading", ["姓　名", "姓\n名", " 姓名 ", "＊姓名", "姓名（必填）", "姓名:", "【姓名】"])
def test_width_blanks_breaks_and_remarks_do_not_matter(heading: str) -> None:
    assert roster([heading, "職稱"], ["王小明", "科員"]).columns["name"] == (0,)


@pytest.mark.parametrize(("one", "other"), [("身份證號", "身分證號"), ("連絡電話", "聯絡電話"), ("E－ｍａｉｌ", "email"), ("起訖日期", "起迄日期")])
def test_spellings_of_one_word_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_no_heading_means_two_fields() -> None:
    for kind in SheetKind:
        table = headings_of(kind)
        assert set(table.required) | set(table.rows) | set(table.content) <= set(table.labels)
        assert {field for field, _ in table.aliases.values()} == set(table.labels)


def test_the_preferred_heading_wins_and_the_other_is_told() -> None:
    found = roster(["姓名", "手機", "聯絡電話"], ["王小明", "0912", "02"])
    assert found.columns["phone"] == (2,)
    assert found.skipped == ("手機",)


def test_headings_beyond_the_twentieth_row_are_not_looked_for() -> None:
    rows: list[list[Cell]] = [["說明"]] * 20
    assert refusal([sheet(*rows, ["姓名"], ["王小明"])]).fault is Fault.FILE_NO_HEADINGS


def test_a_missing_heading_is_named() -> None:
    error = refusal([sheet(["單位", "職稱"], ["人事室", "科員"])])
    assert (error.fault, error.facts["missing"]) == (Fault.FILE_NO_HEADINGS, "姓名")
    assert refusal([]).facts["missing"] == "姓名"


def test_an_explicit_mapping_wins() -> None:
    found = recognise([sheet(["姓名", "員工", "職稱"], ["甲", "王小明", "科員"])], SheetKind.ROSTER, {"name": "員工"})
    assert found.columns["name"] == (1,)
    assert "姓名" in found.skipped


def test_a_mapped_heading_that_is_not_there_is_named() -> None:
    assert refusal([sheet(["姓名"], ["甲"])], {"title": "官銜"}).facts["missing"] == "官銜"


def test_a_mapping_to_no_field_is_refused() -> None:
    assert refusal([sheet(["姓名"], ["甲"])], {"nonsense": "姓名"}).fault is Fault.INVALID


def test_the_best_sheet_is_read_and_the_others_are_told() -> None:
    cover = sheet(["範例局人員名冊"], name="封面")
    poor = sheet(["姓名"], ["王小明"], name="摘要")
    best = sheet(["姓名", "職稱", "單位"], ["王小明", "科員", "人事室"], name="名冊")
    found = recognise([cover, poor, best], SheetKind.ROSTER)
    assert (found.sheet, found.others) == ("名冊", ("封面", "摘要"))
    assert [(problem.code, problem.facts) for problem in found.problems] == [("sheet_not_read", {"sheet": "摘要"})]


def test_a_named_sheet_is_read_even_if_hidden_and_only_then() -> None:
    hidden = sheet(["姓名"], ["王小明"], name="舊", hidden=True)
    assert refusal([hidden]).fault is Fault.FILE_NO_HEADINGS
    assert recognise([hidden], SheetKind.ROSTER, sheet="舊").sheet == "舊"
    assert refusal([hidden], name="新").fault is Fault.NOT_FOUND


def test_a_heading_of_two_rows_is_joined() -> None:
    found = roster(["姓名", "本機關", "", "現職"], ["", "到職日", "單位", "到職日"], ["王小明", "1150801", "人事室", "1150901"])
    assert found.heading_row == 2
    assert (found.columns["name"], found.columns["arrived"]) == ((0,), (1,))
    assert [row.number for row in found.rows] == [3]


def test_the_first_person_is_never_taken_for_a_heading() -> None:
    found = roster(["姓名", "備註"], ["王小明", "電話"], ["李小華", ""])
    assert [row.number for row in found.rows] == [2, 3]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["", "", ""], "row_empty"),
        (["項次", "姓名", "職稱"], "row_heading"),
        (["合計", "2", "人"], "row_total"),
        (["總計：2人", "", ""], "row_total"),
        (["填表說明：", "", ""], "row_footer"),
        (["", "填表人", "人事主管"], "row_footer"),
        (["第 1 頁，共 2 頁", "", ""], "row_footer"),
        (["3", "", ""], "row_nothing"),
    ],
)
def test_rows_that_are_no_people_are_skipped_with_the_reason(row: list[Cell], reason: str) -> None:
    found = roster(["項次", "姓名", "職稱"], ["1", "王小明", "科員"], row, ["2", "李小華", "科員"])
    assert [(skipped.row, skipped.reason) for skipped in found.skipped_rows] == [(3, reason)]
    assert [line.number for line in found.rows] == [2, 4]


def test_notes_under_the_table_are_footers_and_people_after_them_are_not() -> None:
    found = roster(["姓名", "職稱", "單位"], ["王小明", "科員", ""], ["填表說明：", "", ""], ["", "本表一式兩份", ""], ["李小華", "科員", "人事室"])
    assert [row.number for row in found.rows] == [2, 5]
    assert [skipped.reason for skipped in found.skipped_rows] == ["row_footer", "row_footer"]


@pytest.mark.parametrize("row", [["", "科員", "人事室"], ["", "", "總計處"], ["合計明", "", ""], ["", "", "人事主管室"]])
def test_a_doubtful_row_is_data(row: list[Cell]) -> None:
    assert [line.number for line in roster(["姓名", "職稱", "單位"], row).rows] == [2]


def test_the_empty_end_of_a_sheet_is_not_reported() -> None:
    assert roster(["姓名"], ["王小明"], [""], [""]).skipped_rows == ()


def test_headings_that_are_not_text_are_passed_over() -> None:
    assert roster([1, "姓名"], [2, "王小明"]).skipped == ()
