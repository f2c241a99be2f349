"""What we print as a spreadsheet we read back."""

from datetime import date
from pathlib import Path

import pytest

from hrdesk.domain.forms import FormContent, Paper
from hrdesk.domain.participation import Participation
from hrdesk.domain.seeds import Answer, Channel, Settlement
from hrdesk.intake.coaching import parse_coaching
from hrdesk.intake.headings import SheetKind
from hrdesk.intake.reading import read_sheets
from hrdesk.intake.recognise import Recognised, recognise
from hrdesk.intake.self_check import CODES, parse_self_check
from hrdesk.intake.training import parse_training
from hrdesk.printing.definition import load_form
from hrdesk.printing.render import render

HEAD = {"agency": "範例局", "agency_code": "379000000A", "year": "115", "date": "中華民國115年8月1日"}
PAPERS = pytest.mark.parametrize("paper", [Paper.ODS, Paper.XLSX])


def read_back(content: FormContent, paper: Paper, folder: Path, kind: SheetKind) -> Recognised:
    path = folder / f"form.{paper.value}"
    path.write_bytes(render(load_form("taipei-101", content.form), content, paper).data)
    return recognise(read_sheets(path, forms=True), kind)


@PAPERS
def test_annex_1_is_read_back(tmp_path: Path, paper: Paper) -> None:
    row = {"no": "1", "agency": "範例局", "title": "科員", "name": "陳𡍼明", "category": "種籽教師", "course_category": "核心系統", "course": "人事班（第1期）"}
    row |= {"dates": "115/06/10\n～115/06/11", "mode": "實體", "hours": "12", "participation": "全程參與", "note": ""}
    empty = row | {"no": "2", "name": "王小明", "course": "本年度無研習紀錄", "dates": "", "mode": "", "hours": "0", "participation": ""}
    content = FormContent("annex1", HEAD, {"rows": (row, empty)}, ("合計：參訓1人次。", "每人：陳𡍼明 1人次。"))
    found = read_back(content, paper, tmp_path, SheetKind.TRAINING)
    (parsed,) = parse_training(found)
    assert (parsed.name, parsed.course, parsed.term, parsed.minutes) == ("陳𡍼明", "人事班", "第1期", 720)
    assert (parsed.start, parsed.end, parsed.participation, parsed.problems) == (date(2026, 6, 10), date(2026, 6, 11), Participation.FULL, ())
    assert {"row_nothing", "row_total", "row_footer"} <= {skipped.reason for skipped in found.skipped_rows}
    assert found.skipped == ("項次",)


@PAPERS
def test_annex_3_is_read_back(tmp_path: Path, paper: Paper) -> None:
    row = {"no": "1", "when": "115/03/05\n09:00-09:30", "served": "範例區公所\n王小明\n02-12345678", "system": "核心系統", "channel": "電話、遠端線上"}
    row |= {"problem": "無法開啟", "handling": "已正常", "hours": "0.5", "settlement": "轉報（本處資訊室）"}
    facts = {**HEAD, "teacher": "陳𡍼明", "period": "115/01/01至115/12/31"}
    found = read_back(FormContent("annex3", facts, {"rows": (row,)}, ("合計：1件，0.5小時。",)), paper, tmp_path, SheetKind.COACHING)
    (parsed,) = parse_coaching(found)
    assert (parsed.teacher, parsed.day, parsed.start, parsed.end) == ("陳𡍼明", date(2026, 3, 5), 540, 570)
    assert (parsed.served_person, parsed.channels, parsed.settlement) == ("王小明", (Channel.PHONE, Channel.ONLINE), Settlement.ESCALATED)
    assert (parsed.escalated_to, parsed.problems, found.skipped) == ("本處資訊室", (), ("項次",))


@pytest.mark.parametrize("paper", [Paper.ODS, Paper.XLSX, Paper.PDF])
def test_the_self_check_sheet_is_read_back(tmp_path: Path, paper: Paper) -> None:
    def line(code: str) -> dict[str, str]:
        return {
            "code": code,
            "no": code[1:],
            "item": "檢核項目內容",
            "answer": "否" if code == "e5" else "是",
            "count": "0" if code == "e5" else "",
            "detail": "一\n二",
        }

    facts = {**HEAD, "officer": "0" * 32, "workspace": "w", "selfcheck": "115", "title": "科員", "name": "陳○○", "term": "115/01/01至今"}
    merit = ({"code": "m-newcomers", "section": "輔導新進", "text": "帶兩位新人"}, {"code": "m-courses", "section": "自辦研習", "text": ""})
    tables = {"items": tuple(map(line, CODES[:7])), "competencies": tuple(map(line, CODES[7:])), "merit": merit}
    found = read_back(FormContent("self-check-sheet", facts, tables, draft=False), paper, tmp_path, SheetKind.SELF_CHECK)
    (parsed,) = parse_self_check(found)
    assert (parsed.officer, parsed.year, [answer.item for answer in parsed.answers]) == ("0" * 32, 115, list(CODES))
    assert (parsed.answers[4].answer, parsed.answers[4].count, parsed.answers[0].detail) == (Answer.NO, 0, "一\n二")
    assert (parsed.merits, parsed.problems) == ((("newcomers", "帶兩位新人"),), ())
