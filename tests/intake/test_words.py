"""Every problem of a row and every reason for skipping one has a sentence, with the places that it fills."""

import re
import tomllib
from pathlib import Path

import pytest

import hrdesk.intake
from hrdesk.intake.cells import DOUBTS
from hrdesk.paths import resources

FOLDER = Path(hrdesk.intake.__file__).parent
SOURCE = "".join(path.read_text("utf-8") for path in sorted(FOLDER.glob("*.py")))
NAMED = (r"problem\(\s*\"([a-z_]+)\"", r"\"(row_[a-z]+)\"", r"\"([a-z]+_missing)\"")
CODES = sorted({code for pattern in NAMED for code in re.findall(pattern, SOURCE, re.IGNORECASE)} - set(DOUBTS))


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_sentence(code: str) -> None:
    assert tomllib.loads((resources() / "words" / "problems.toml").read_text("utf-8"))[code].endswith(("。", "）"))


def test_the_codes_are_found() -> None:
    assert {"name_missing", "row_total", "date_doubtful", "sheet_not_read", "agency_missing"} <= set(CODES)
