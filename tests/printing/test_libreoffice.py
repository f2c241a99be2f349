"""LibreOffice opens every ODS and XLSX and finds the same rows. One start for all, because each costs seconds."""

import csv
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from hrdesk.domain.forms import Paper
from hrdesk.printing.listing import ListPaper, write_list
from hrdesk.printing.render import render
from tests.printing.contents import FORMS, NAMES, content, definition
from tests.printing.reading import sheet_rows

NAUGHTY = ("=1+1", "+1", "-1+1", "@A1", "#N/A", "007", "115/1/1", "甲\n乙", "  兩格", "TRUE", "_x000D_")


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of every form and a list of naughty texts, with LibreOffice's CSV of each beside it."""
    soffice = shutil.which("soffice")
    if soffice is None:
        if os.environ.get("CI"):
            pytest.fail("soffice is needed here")
        pytest.skip("no soffice on this machine")
    folder = tmp_path_factory.mktemp("libreoffice")
    files = {
        f"{form}-{paper.value}.{paper.value}": render(definition(form), content(form, 12), paper).data for form in FORMS for paper in (Paper.ODS, Paper.XLSX)
    }
    rows = [*zip(NAMES, NAMES, strict=True), *zip(NAUGHTY, NAUGHTY, strict=True)]
    files |= {f"list-{paper.value}.{paper.value}": write_list(("甲", "乙"), rows, paper) for paper in (ListPaper.ODS, ListPaper.XLSX)}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false", "--outdir", str(folder)]
    subprocess.run([*command, *(str(folder / name) for name in files)], check=True, capture_output=True, timeout=240)
    return folder


def seen(folder: Path, name: str) -> list[list[str]]:
    """Return the rows that LibreOffice saw, without empty cells and rows."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = [[cell for cell in row if cell] for row in csv.reader(file)]
    return [row for row in rows if row]


@pytest.mark.parametrize("paper", ["ods", "xlsx"])
@pytest.mark.parametrize("form", FORMS)
def test_libreoffice_sees_the_rows_that_were_written(converted: Path, form: str, paper: str) -> None:
    written = [[cell for cell in row if cell] for row in sheet_rows((converted / f"{form}-{paper}.{paper}").read_bytes())]
    assert seen(converted, f"{form}-{paper}") == [row for row in written if row]


@pytest.mark.parametrize("paper", ["ods", "xlsx"])
def test_libreoffice_calculates_nothing_in_a_list(converted: Path, paper: str) -> None:
    assert seen(converted, f"list-{paper}") == [["甲", "乙"], *([name, name] for name in (*NAMES, *NAUGHTY))]
