"""The list of agencies: preview of new, changed and gone, rows chosen, one step that undo takes back."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from hrdesk.domain.collected import Membership
from hrdesk.domain.staff import Agency, Tier
from hrdesk.errors import Fault, HrdeskError, InputError
from hrdesk.services.agency.agencies import agency_id, by_code
from hrdesk.services.imports import import_agencies
from hrdesk.services.imports.import_agencies import AgencyPlan, AgencyRow
from hrdesk.services.safekeeping import keeping
from tests.services.book import fault_of
from tests.services.steps import change
from tests.services.three_offices import CHILD, DEPARTMENT, FIRST, OTHER, City

HEADINGS = ("機關代碼", "機關名稱", "上級機關代碼", "層級", "業務屬性", "裁撤日期")
NEW, BELOW = "379130000E", "379131000F"
ROWS = (
    (BELOW, "範例圖書分館", "範例圖書館", "所屬", "", ""),
    (DEPARTMENT, "範例人事處", "", "", "", ""),
    (FIRST, "範例地政局", DEPARTMENT, "一級", "", ""),
    (CHILD, "範例地政事務所", OTHER, "二級", "", ""),
    (OTHER, "範例文化觀光局", DEPARTMENT, "一級", "文化", "無"),
    (NEW, "範例圖書館", DEPARTMENT, "", "", ""),
)


def written(path: Path, rows: Sequence[Sequence[str]] = ROWS, headings: Sequence[str] = HEADINGS, encoding: str = "utf-8") -> Path:
    path.write_text("\r\n".join(",".join(row) for row in (headings, *rows)), encoding)
    return path


def plan(city: City, tmp_path: Path, rows: Sequence[Sequence[str]] = ROWS, prefix: str = "") -> AgencyPlan:
    return import_agencies.plan(city.department, import_agencies.read_agencies(written(tmp_path / "list.csv", rows)), prefix=prefix)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "big5"])
def test_text_in_either_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    rows = import_agencies.read_agencies(written(tmp_path / "list.csv", encoding=encoding))
    assert rows[2] == AgencyRow(4, FIRST, "範例地政局", DEPARTMENT, Tier.FIRST)
    assert (rows[0].tier, rows[1].tier, rows[4].group, rows[4].end) == (Tier.SECOND, None, "文化", None)


def test_a_workbook_is_read_with_its_days(tmp_path: Path) -> None:
    made = Workbook()
    made.active.append(["機關一覽"])
    sheet = made.create_sheet("清單")
    for row in (["範例市機關一覽"], ["機關全銜", "機關代碼", "裁撤日期"], ["範例圖書館", NEW.lower(), date(2026, 3, 1)], ["", "", None], ["範例所", BELOW]):
        sheet.append(row)
    made.save(tmp_path / "list.xlsx")
    first, second = import_agencies.read_agencies(tmp_path / "list.xlsx")
    assert (first.code, first.end, first.row) == (NEW, date(2026, 3, 1), 3)
    assert (second.end, second.parent) == (None, "")


def test_a_sheet_without_the_headings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        import_agencies.read_agencies(written(tmp_path / "list.csv", headings=("甲", "乙", "丙", "丁", "戊", "己")))
    assert caught.value.fault is Fault.FILE_NO_HEADINGS


def test_new_changed_moved_and_unchanged_are_told(city: City, tmp_path: Path) -> None:
    found = plan(city, tmp_path)
    assert [(one.agency.code, one.agency.tier, one.agency.parent) for one in found.new] == [
        (NEW, Tier.FIRST, agency_id(DEPARTMENT)),
        (BELOW, Tier.SECOND, agency_id(NEW)),
    ]
    told = {one.agency.code: one.changes for one in found.changed}
    assert told == {
        OTHER: ("名稱 範例文化局→範例文化觀光局", "業務屬性相同類別 無→文化"),
        CHILD: ("上級 範例地政局→範例文化觀光局（改隸）",),
    }
    assert (found.same, found.gone, found.refused) == (2, (), ())


def test_a_plan_is_put_in_one_step_and_taken_back(city: City, tmp_path: Path) -> None:
    found = plan(city, tmp_path)
    import_agencies.apply(city.department, found)
    assert by_code(city.department, CHILD).parent == agency_id(OTHER)
    assert len(city.department.store.all(Membership)) == 2
    assert plan(city, tmp_path).same == 6
    assert import_agencies.apply(city.department, plan(city, tmp_path)).added == ()
    keeping.undo(city.department)
    assert city.department.store.count(Agency) == 4


def test_agencies_no_longer_listed_end_only_where_a_person_says_so(city: City, tmp_path: Path) -> None:
    found = plan(city, tmp_path, ROWS[1:4])
    assert [one.agency.code for one in found.gone] == [OTHER]
    assert plan(city, tmp_path, ROWS[1:4], prefix="379110").gone == ()
    import_agencies.apply(city.department, found)
    assert by_code(city.department, OTHER).end is None
    import_agencies.apply(city.department, plan(city, tmp_path, ROWS[1:4]), gone=True)
    assert by_code(city.department, OTHER).end == city.department.today
    assert plan(city, tmp_path, ROWS[1:4]).gone == ()


def test_rows_are_chosen_by_prefix_parent_and_code(tmp_path: Path) -> None:
    rows = import_agencies.read_agencies(written(tmp_path / "list.csv"))
    assert [row.code for row in import_agencies.choose(rows, parent="範例圖書館")] == [BELOW, NEW]
    assert [row.code for row in import_agencies.choose(rows, prefix="37912")] == [OTHER]
    assert len(import_agencies.choose(rows, parent=DEPARTMENT)) == 6
    assert [row.code for row in import_agencies.choose(rows, codes=(FIRST,))] == [FIRST]


def test_a_chosen_part_leaves_the_rest_of_the_list_where_it_is(city: City, tmp_path: Path) -> None:
    rows = import_agencies.read_agencies(written(tmp_path / "list.csv"))
    found = import_agencies.plan(city.department, import_agencies.choose(rows, codes=(NEW,)), rows)
    assert (len(found.new), found.changed, found.gone) == (1, (), ())


def test_rows_that_cannot_be_taken_are_told(city: City, tmp_path: Path) -> None:
    rows = (
        ("12", "範例局", "", "", "", ""),
        (NEW, "", "", "", "", ""),
        (OTHER, "範例文化局", "", "", "", ""),
        (OTHER, "範例文化局", "", "", "", ""),
        (BELOW, "範例所", "379999999Z", "", "", ""),
        (FIRST, "範例地政局", CHILD, "", "", ""),
    )
    found = plan(city, tmp_path, rows)
    assert [one.row for one in found.refused] == [2, 3, 5, 6, 7]
    assert found.same == 1
    assert "379999999Z" in found.refused[3].why


def test_an_end_in_the_list_is_told_and_a_new_office_of_a_first_tier_is_its_own(city: City, tmp_path: Path) -> None:
    rows = ((CHILD, "範例地政事務所", "", "", "", "115/12/31"), (BELOW, "範例所", "", "", "", ""))
    found = import_agencies.plan(city.first, import_agencies.read_agencies(written(tmp_path / "list.csv", rows)))
    assert found.changed[0].changes == ("裁撤 115/12/31",)
    assert (found.new[0].agency.parent, found.new[0].agency.tier, found.gone) == (agency_id(FIRST), Tier.SECOND, ())


def test_an_office_that_had_nobody_above_gets_its_parent_and_rings_do_not_hang(city: City, tmp_path: Path) -> None:
    change(city.department, Agency, agency_id(CHILD), parent=None)
    rows = ((CHILD, "範例地政事務所", FIRST, "", "", ""), (NEW, "範例甲", BELOW, "", "", ""), (BELOW, "範例乙", NEW, "", "", ""))
    found = plan(city, tmp_path, rows)
    assert found.changed[0].changes == ("上級 無→範例地政局（改隸）",)
    assert len(found.refused) == 2


def test_an_agency_that_collects_from_nobody_has_no_list(city: City) -> None:
    with pytest.raises(HrdeskError) as caught:
        import_agencies.plan(city.child, ())
    assert fault_of(caught) is Fault.WRONG_WORKSPACE


OFFICIAL = "機關代碼,機關名稱,機關英文名稱,郵遞區號,機關地址,機關電話,主管機關代碼,主管機關名稱,傳真,機關生效日期,機關裁撤日期,機關層級,裁撤註記,新機關代碼"
CITY = "379990000Z"
LISTED = (
    (CITY, "範例市政府", "", "", "", "", "", "行政院", "", "19791225", "", "2", "", ""),
    (DEPARTMENT, "範例人事處", "", "", "", "", CITY, "範例市政府", "", "19791225", "", "3", "", ""),
    (FIRST, "範例地政局", "", "", "", "", CITY, "範例市政府", "", "19791225", "", "3", "", ""),
    (OTHER, "範例文化局", "", "", "", "", CITY, "範例市政府", "", "19990101", "", "3", "", ""),
    (CHILD, "範例地政事務所", "", "", "", "", FIRST, "範例地政局", "", "0681225", "", "4", "", ""),
    (NEW, "範例圖書館", "", "", "", "", OTHER, "範例文化局", "", "20100101", "", "4", "", ""),
    (BELOW, "範例電影館", "", "", "", "", OTHER, "範例文化局", "", "20020101", "20110601", "4", "Y", NEW),
    ("A07000000E", "範例部", "", "", "", "", "", "行政院", "", "19480101", "", "2", "", ""),
)


def test_the_official_list_puts_what_stands_beside_the_department_under_it(city: City, tmp_path: Path) -> None:
    rows = import_agencies.read_agencies(written(tmp_path / "list.csv", LISTED, OFFICIAL.split(",")))
    found = import_agencies.plan(city.department, import_agencies.choose(rows, prefix="379"), rows, prefix="379")
    (new,) = found.new
    assert (new.agency.code, new.agency.tier, new.agency.parent, new.agency.start) == (NEW, Tier.SECOND, agency_id(OTHER), date(2010, 1, 1))
    assert (found.changed, found.gone, found.same, found.refused, found.past) == ((), (), 4, (), 1)
    import_agencies.apply(city.department, found)
    assert by_code(city.department, FIRST).tier is Tier.FIRST
    assert city.department.store.all(Agency, code=CITY) == ()


def test_an_agency_known_here_gets_its_end_from_the_official_list(city: City, tmp_path: Path) -> None:
    ended = tuple((*row[:10], "1150930", *row[11:]) if row[0] == CHILD else row for row in LISTED)
    rows = import_agencies.read_agencies(written(tmp_path / "list.csv", ended, OFFICIAL.split(",")))
    found = import_agencies.plan(city.department, import_agencies.choose(rows, parent="範例市政府"), rows)
    assert [(one.agency.code, one.changes) for one in found.changed] == [(CHILD, ("裁撤 115/09/30",))]


def test_a_first_tier_collector_takes_its_own_part_of_the_official_list(city: City, tmp_path: Path) -> None:
    rows = import_agencies.read_agencies(written(tmp_path / "list.csv", LISTED, OFFICIAL.split(",")))
    found = import_agencies.plan(city.first, import_agencies.choose(rows, parent=FIRST), rows)
    assert (found.new, found.refused) == ((), ())
