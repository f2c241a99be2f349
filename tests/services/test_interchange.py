"""Files for other systems: their layout exactly, nothing altered, nothing that the other side would refuse or run."""

import csv
import io

import pytest

from hrdesk.domain.values import Key
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.interchange import Line, Template, fill, template

KEY = Key("Decision", "0" * 32)
AWARD = {"national_id": "A123456789", "name": "王小明", "agency_code": "379110000B", "deed": "輔導認真", "result": "4001"}


def line(**changed: str) -> Line:
    return Line({**AWARD, **changed}, KEY)


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("cp950"), newline="")))


def test_the_award_file_has_the_sixteen_headings_of_the_other_side() -> None:
    headings = rows(fill(template("award"), [line()]).files[0])[0]
    expected = (
        "身分證號,姓名,機關代碼,獎懲事由(更新資料庫),獎懲事由(長)(非必填，建議不使用),獎懲結果,其他事項,獎懲類別,適用法規,適用法規名稱,條,點,項,款,目,教示條款"
    )
    assert headings == expected.split(",")


def test_the_learning_file_has_the_twenty_five_headings_of_the_other_side() -> None:
    expected = (
        "*身分證字號,*課程名稱,*開課起始日期,*開課起始時間,*開課結束日期,*開課結束時間,*姓名,*學位學分,*課程類別代碼,*上課縣市,*期別,*訓練總數,*訓練總數單位,"
        "訓練成績,證件字號,出勤上課狀況,生日,*學習性質,*數位時數,*實體時數,課程代碼,*實際上課起始日期,*實際上課起始時間,*實際上課結束日期,*實際上課結束時間"
    )
    assert [column.heading for column in template("learning").columns] == expected.split(",")


def test_lines_end_in_crlf_and_big5() -> None:
    data = fill(template("award"), [line()]).files[0]
    assert data.count(b"\r\n") == 2
    assert data.replace(b"\r\n", b"").count(b"\n") == 0
    assert "王小明".encode("cp950") in data


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"national_id": ""}, "export_missing"),
        ({"deed": "事" * 101}, "export_too_long"),
        ({"deed": "王's"}, "export_character"),
        ({"deed": "一\n二"}, "export_character"),
        ({"name": "王\r明"}, "export_character"),
        ({"deed": "=1+1"}, "export_formula"),
        ({"name": "陳𡍼明"}, "export_encoding"),
    ],
)
def test_a_row_that_the_other_side_would_refuse_is_left_out_and_told(changed: dict[str, str], code: str) -> None:
    exported = fill(template("award"), [line(**changed), line()])
    assert [problem.code for problem in exported.left_out] == [code]
    assert exported.left_out[0].record == KEY
    assert exported.rows == 1
    assert len(rows(exported.files[0])) == 2


def test_a_deed_of_exactly_a_hundred_characters_goes_out() -> None:
    assert fill(template("award"), [line(deed="事" * 100)]).left_out == ()


def test_a_duplicate_row_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        fill(template("award"), [line(), line(name="林小華"), line()])
    assert caught.value.fault is Fault.INVALID


def test_more_rows_than_a_file_may_hold_make_several_files() -> None:
    layout = template("award")
    small = Template(layout.name, layout.encoding, 2, layout.columns, layout.results)
    exported = fill(small, [line(deed=f"事由{number}") for number in range(5)])
    assert [len(rows(data)) - 1 for data in exported.files] == [2, 2, 1]
    assert {tuple(rows(data)[0]) for data in exported.files} == {tuple(column.heading for column in layout.columns)}


def test_nothing_to_write_makes_no_file() -> None:
    assert fill(template("learning"), []).files == ()


def test_the_learning_file_holds_at_most_three_thousand_rows() -> None:
    assert template("learning").rows_max == 3000


def test_an_unknown_layout_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        template("unknown")
    assert caught.value.fault is Fault.NOT_FOUND
