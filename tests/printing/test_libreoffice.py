"""LibreOffice opens every ODS, XLSX and ODT and finds what was written. One start for all of a kind, because each costs seconds."""

import csv
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from hrdesk.domain.forms import Paper
from hrdesk.printing import wording
from hrdesk.printing.listing import ListPaper, write_list
from hrdesk.printing.render import render
from tests.printing.contents import ALL, FACTS, NAMES, NARRATIVE, content, definition
from tests.printing.reading import sheet_rows

NAUGHTY = ("=1+1", "+1", "-1+1", "@A1", "#N/A", "007", "115/1/1", "甲\n乙", "  兩格", "TRUE", "_x000D_")


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of every form and a list of naughty texts, with LibreOffice's CSV of each beside it."""
    folder = tmp_path_factory.mktemp("libreoffice")
    files = {
        f"{form}-{paper.value}.{paper.value}": render(definition(form), content(form, 12), paper).data for form in ALL for paper in (Paper.ODS, Paper.XLSX)
    }
    rows = [*zip(NAMES, NAMES, strict=True), *zip(NAUGHTY, NAUGHTY, strict=True)]
    files |= {f"list-{paper.value}.{paper.value}": write_list(("甲", "乙"), rows, paper) for paper in (ListPaper.ODS, ListPaper.XLSX)}
    convert(folder, files, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false")
    return folder


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what LibreOffice reads in every narrative form and in a letter of two copies, by name."""
    folder = tmp_path_factory.mktemp("writer")
    made = {form: content(form, 3) for form in NARRATIVE}
    made["copies"] = replace(content("change-notice", 1), further=(replace(content("change-notice", 1), facts={**FACTS, "addressee": "第二受文者"}),))
    convert(folder, {f"{name}.odt": render(definition(one.form), one, Paper.ODT).data for name, one in made.items()}, "txt:Text (encoded):UTF8")
    if not list(folder.glob("*.txt")):
        absent("LibreOffice Writer")
    return {name: (folder / f"{name}.txt").read_text(encoding="utf-8-sig") for name in made}


def absent(what: str) -> NoReturn:
    """Skip what this machine has not; the gate has everything."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is needed here")
    pytest.skip(f"no {what} on this machine")


def convert(folder: Path, files: Mapping[str, bytes], target: str) -> None:
    """Let LibreOffice convert files, each beside itself, in one start."""
    soffice = shutil.which("soffice")
    if soffice is None:
        absent("soffice")
    for name, data in files.items():
        (folder / name).write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", target, "--outdir", str(folder)]
    subprocess.run([*command, *(str(folder / name) for name in files)], check=True, capture_output=True, timeout=240)


def seen(folder: Path, name: str) -> list[list[str]]:
    """Return the rows that LibreOffice saw, without empty cells and rows."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = [[cell for cell in row if cell] for row in csv.reader(file)]
    return [row for row in rows if row]


@pytest.mark.parametrize("paper", ["ods", "xlsx"])
@pytest.mark.parametrize("form", ALL)
def test_libreoffice_sees_the_rows_that_were_written(converted: Path, form: str, paper: str) -> None:
    written = [[cell for cell in row if cell] for row in sheet_rows((converted / f"{form}-{paper}.{paper}").read_bytes())]
    assert seen(converted, f"{form}-{paper}") == [row for row in written if row]


@pytest.mark.parametrize("paper", ["ods", "xlsx"])
def test_libreoffice_calculates_nothing_in_a_list(converted: Path, paper: str) -> None:
    assert seen(converted, f"list-{paper}") == [["甲", "乙"], *([name, name] for name in (*NAMES, *NAUGHTY))]


@pytest.mark.parametrize("form", NARRATIVE)
def test_libreoffice_reads_every_text_of_a_letter(texts: dict[str, str], form: str) -> None:
    data, plan = content(form, 3), definition(form)
    written = [wording.filled(text, plan, data) for text in (plan.label, plan.title, *plan.body, *plan.notes)]
    written += [wording.filled(part, plan, data) for head in plan.heads for part in (head.left, head.right) if part]
    written += [wording.cell(column, row) for table in plan.tables for row in wording.rows(table, data) for column in table.columns]
    lines = {line for text in (*written, *plan.signatures) for line in text.split("\n")}
    assert lines - {part for line in texts[form].splitlines() for part in (line, *line.split("\t"))} == set()


def test_libreoffice_reads_every_copy(texts: dict[str, str]) -> None:
    assert [line for line in texts["copies"].splitlines() if line.startswith("受文者")] == [f"受文者：{FACTS['addressee']}", "受文者：第二受文者"]
