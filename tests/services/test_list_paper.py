"""Lists of a page on paper and as files."""

import csv
import io
from pathlib import Path

import pypdfium2
import pytest

from hrdesk.domain.acts import Act
from hrdesk.services.core import list_paper
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.list_paper import Listed, Sheet, SheetPaper

LISTED = Listed("範例清單 {x}", ("機關", "情形"), (("範例局", "未到"), ("範例所", "=1+1")))
SHEET = Sheet("example", LISTED, (2, 1), head="115 年度", notes=("備註 {y}",))


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_list_is_drawn_with_its_texts_as_they_are(desk: Desk) -> None:
    text = text_of(list_paper.on_paper(desk, SHEET).data)
    for part in ("範例清單 {x}", "115 年度", "機關", "範例局", "=1+1", "備註 {y}", "第1頁，共1頁"):
        assert part in text
    assert desk.store.history(1)[0].act is Act.VIEW


def test_list_without_rows_says_so(desk: Desk) -> None:
    empty = Sheet("example", Listed("範例", ("甲", "乙"), ()), (1, 1), landscape=False)
    assert "（沒有資料）" in text_of(list_paper.on_paper(desk, empty).data)


@pytest.mark.parametrize("paper", SheetPaper)
def test_list_is_saved_as_any_file_and_noted(desk: Desk, tmp_path: Path, paper: SheetPaper) -> None:
    target = list_paper.save(desk, SHEET, tmp_path / f"list.{paper.value}", paper)
    assert target.stat().st_size > 0
    assert desk.store.history(1)[0].act is Act.EXPORT


def test_csv_holds_the_rows_and_no_formula(desk: Desk, tmp_path: Path) -> None:
    target = list_paper.save(desk, SHEET, tmp_path / "list.csv", SheetPaper.CSV)
    rows = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    assert rows == [["機關", "情形"], ["範例局", "未到"], ["範例所", "'=1+1"]]


def test_sheet_is_called_what_a_spreadsheet_allows() -> None:
    assert list_paper.sheet_name("a/b[c]:*?\\" + "長" * 40) == ("abc" + "長" * 40)[:31]
