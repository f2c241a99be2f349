"""The PDF to fill in: a field in each open cell, named by code, with what is known, readable by other programs."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from hrdesk.domain.forms import FormContent, Paper
from hrdesk.printing.render import render
from tests.printing.contents import FACTS, OFFICER, content, definition

LONG = "本年度協助所屬機關同仁排除系統操作問題並作成紀錄。" * 30


def form(**known: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(data(**known)))


def data(**known: str) -> bytes:
    row = {"code": "e5", "no": "5", "item": "檢核項目", "answer": "", "count": "", "detail": "", **known}
    tables = {
        "items": (row,),
        "competencies": ({**row, "code": "c1", "answer": "", "detail": ""},),
        "merit": ({"code": "m-other", "section": "其他", "text": ""},),
    }
    return render(definition("self-check-sheet"), FormContent("self-check-sheet", FACTS, tables, draft=False), Paper.PDF).data


def test_every_open_cell_has_a_field_with_its_name_for_the_ear() -> None:
    fields = form().get_fields() or {}
    assert list(fields) == ["identity", *(f"{code}:{key}" for code in ("e5", "c1") for key in ("answer", "count", "detail")), "m-other:text"]
    assert [fields[name]["/TU"] for name in ("e5:answer", "m-other:text")] == ["e5 自我檢核", "m-other 具體辦理情形及佐證"]


def test_the_identity_is_there_and_cannot_be_changed() -> None:
    (identity,) = [one for name, one in (form().get_fields() or {}).items() if name == "identity"]
    assert (identity["/V"], identity["/Ff"]) == (f"HRSC1|{OFFICER}|115", 1)


def test_what_is_known_stands_in_its_field() -> None:
    fields = form(answer="否", count="2", detail="陳𡍼明\n二").get_fields() or {}
    assert [fields[f"e5:{key}"]["/V"] for key in ("answer", "count", "detail")] == ["/no", "2", "陳𡍼明\n二"]
    assert (fields["c1:answer"]["/V"], fields["e5:answer"]["/_States_"]) == ("/Off", ["/Off", "/yes", "/no", "/na"])


def test_nothing_in_the_form_acts() -> None:
    written = data(answer="是")
    assert not [word for word in (b"/JavaScript", b"/JS", b"/AA", b"/OpenAction", b"/SubmitForm", b"/Launch") if word in written]


def test_a_long_text_is_kept_whole_and_its_row_stays_on_the_page() -> None:
    reader = form(detail=LONG)
    assert (reader.get_fields() or {})["e5:detail"]["/V"] == LONG
    boxes = [annotation["/Rect"] for page in reader.pages for annotation in page.get("/Annots", [])]
    assert all(0 < box[0] < box[2] < 596 and 40 < box[1] < box[3] < 842 for box in boxes)


def test_a_question_taller_than_a_page_is_asked_once() -> None:
    names = [one["/T"] for page in form(item=LONG * 4).pages for one in page.get("/Annots", []) if "/T" in one]
    assert names.count("e5:detail") == 1


def test_other_forms_have_no_fields() -> None:
    made = render(definition("annex5"), content("annex5", 2), Paper.PDF).data
    assert b"/AcroForm" not in made


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_another_reader_shows_what_is_known(tmp_path: Path) -> None:
    path = tmp_path / "填報檔.pdf"
    path.write_bytes(data(detail="辦理三次陳𡍼明"))
    shown = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    assert "辦理三次陳𡍼明" in shown.stdout.decode()
    assert shown.stderr == b""
