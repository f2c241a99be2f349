"""A filled PDF form ends in the sheet that it stands for, or in a refusal that says why."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.annotations import FreeText
from pypdf.generic import NameObject, StreamObject

from hrdesk.errors import Fault, InputError
from hrdesk.intake.child import answer
from hrdesk.intake.filled import sheet_of
from hrdesk.intake.reading import read_sheets
from hrdesk.intake.sheets import LIMITS
from tests.intake.filling import pdf

OURS = (("identity", "HRSC1|0|115"), ("e1:answer", "yes"))
Write = Callable[[bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return what writes a form into a file."""

    def written(data: bytes) -> Path:
        path = tmp_path / "填報檔.pdf"
        path.write_bytes(data)
        return path

    return written


def refusal(path: Path, **limits: int) -> InputError:
    with pytest.raises(InputError) as caught:
        read_sheets(path, replace(LIMITS, **limits), forms=True)
    return caught.value


def asked(data: bytes, **limits: int) -> dict[str, Any]:
    return answer(data, {"kind": "pdf", "pages": 2, "fields": 3, "written": 100, **limits})


def test_fields_become_the_rows_of_the_spreadsheet() -> None:
    fields = [*OURS, ("e1:detail", " 一\r\n二\r三 "), ("m-a:text", "事蹟"), ("e5:count", "2"), ("e5:answer", "大概"), ("signature", "x"), ("e1:other", "x")]
    sheet = sheet_of(fields, "填報檔.pdf")
    assert sheet.rows[:2] == (("識別碼", "HRSC1|0|115", "", ""), ("代碼", "自我檢核", "次數", "具體辦理情形及佐證"))
    assert sheet.rows[2:] == (("e1", "是", "", "一\n二\n三"), ("m-a", "", "", "事蹟"), ("e5", "大概", "2", ""))


def test_fields_cross_the_pipe(write: Write) -> None:
    (sheet,) = read_sheets(write(pdf(OURS, [("c9:detail", "陳𡍼明")])), forms=True)
    assert sheet.rows[2:] == (("e1", "是", "", ""), ("c9", "", "", "陳𡍼明"))
    assert sheet.file == "填報檔.pdf"


def test_a_pdf_is_read_only_where_a_form_is_expected(write: Write) -> None:
    with pytest.raises(InputError) as caught:
        read_sheets(write(pdf(OURS)))
    assert caught.value.fault is Fault.FILE_UNKNOWN_KIND


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (pdf(()), Fault.FILE_NO_FIELDS),
        (pdf([("", "x")]), Fault.FILE_NO_FIELDS),
        (pdf([("name", "王小明")]), Fault.FILE_FOREIGN_FORM),
        (pdf(OURS[:1]), Fault.FILE_FOREIGN_FORM),
        (pdf(OURS[1:]), Fault.FILE_FOREIGN_FORM),
        (pdf([OURS[0], ("e1:answer", "Off"), ("e1:detail", "")]), Fault.FILE_NOT_FILLED),
        (pdf(OURS, password="secret"), Fault.FILE_LOCKED),
        (b"%PDF-1.7\n%%EOF", Fault.FILE_DAMAGED),
    ],
)
def test_what_is_no_filled_form_is_refused_with_its_reason(write: Write, data: bytes, fault: Fault) -> None:
    error = refusal(write(data))
    assert (error.fault, error.facts["file"]) == (fault, "填報檔.pdf")


def test_a_flattened_form_has_no_fields(write: Write) -> None:
    path = write(pdf(OURS))
    writer = pypdf.PdfWriter(clone_from=path)
    del writer.root_object["/AcroForm"]
    writer.write(path)
    assert refusal(path).fault is Fault.FILE_NO_FIELDS


def test_the_gate_stops_what_is_larger_than_any_filled_form(write: Write) -> None:
    error = refusal(write(pdf(OURS)), form=100)
    assert (error.fault, error.facts["what"]) == (Fault.FILE_TOO_LARGE, "PDF")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (pdf(OURS, (), ()), "頁數"),
        (pdf([*OURS, ("e2:answer", "no"), ("e3:answer", "no")]), "填報欄位"),
        (pdf([*OURS, ("e1:detail", "長" * 100)]), "內容字數"),
    ],
)
def test_more_than_a_form_holds_is_not_read_on(data: bytes, what: str) -> None:
    found = asked(data)
    assert (found["fault"], found["facts"]["what"]) == ("file_too_large", what)


def test_an_annotation_that_is_no_field_is_passed_over() -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(pdf(OURS)))
    writer.add_annotation(0, FreeText(text="註記", rect=(0, 0, 50, 50)))
    data = BytesIO()
    writer.write(data)
    assert asked(data.getvalue()) == {"fields": list(OURS)}


def test_a_script_is_not_run(write: Write) -> None:
    script = 'this.getField("e1:answer").value = "no"; while (true) {}'
    (sheet,) = read_sheets(write(pdf(OURS, script=script)), forms=True)
    assert sheet.rows[2] == ("e1", "是", "", "")


def test_a_page_that_unpacks_without_end_does_not_take_the_machine(write: Write) -> None:
    """Past the gate, the child's own limits hold: it answers or is stopped, soon and in words."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(pdf(OURS)))
    bomb = StreamObject()
    bomb.set_data(b"0 0 m " * 60_000_000)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(bomb.flate_encode(9))
    path = write(b"")
    writer.write(path)
    error = refusal(path, memory=600_000_000, seconds=5)
    assert error.fault in (Fault.FILE_HOSTILE, Fault.FILE_TIMEOUT, Fault.FILE_DAMAGED)
