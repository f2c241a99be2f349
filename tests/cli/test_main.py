"""The command line's frame: help, wrong usage, refusals, interruption, and the child that a frozen build starts."""

import json
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from hrdesk.__main__ import READ_SHEETS
from hrdesk.cli import calc, main
from hrdesk.cli.output import Outcome
from hrdesk.intake.child import SWITCH
from hrdesk.intake.sheets import FileKind

ROOT = Path(__file__).resolve().parents[2]


def test_help_tells_the_story(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main(["--help"])
    assert ended.value.code == 0
    text = capsys.readouterr().out
    assert "一年的順序" in text
    for words in main.FAMILIES.values():
        assert all(word in text for word in words)


@pytest.mark.parametrize("family", main.FAMILIES)
def test_every_family_adds_exactly_its_words(family: str, capsys: pytest.CaptureFixture[str]) -> None:
    for word in main.FAMILIES[family]:
        with pytest.raises(SystemExit) as ended:
            main.main([word, "--help"])
        assert ended.value.code == 0
        assert f"hrdesk {word}" in capsys.readouterr().out


@pytest.mark.parametrize("family", main.FAMILIES)
def test_help_says_of_a_command_what_its_family_says(family: str) -> None:
    for word, text in main.FAMILIES[family].items():
        said = "".join(main.parser([word]).format_help().split())
        assert f"{word}{''.join(text.split())}" in said


@pytest.mark.parametrize("words", [("--help",), ("--version",), ("unknown",), (), ("calc", "date", "115/11/21")])
def test_help_and_calculations_load_nothing_heavy(words: tuple[str, ...]) -> None:
    heavy = ("sqlalchemy", "sqlcipher3", "pydantic", "reportlab", "openpyxl", "pyhanko", "cryptography", "python_calamine")
    script = (
        "import atexit, sys; from hrdesk.cli.main import main\n"
        f"atexit.register(lambda: sys.stdout.write('loaded:' + ' '.join(sys.modules.keys() & set({heavy}))))\nmain({list(words)})"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.endswith("loaded:")


def test_wrong_usage_ends_with_two_and_says_where_to_look(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main(["calc", "quota"])
    assert ended.value.code == 2
    assert "hrdesk calc quota --help" in capsys.readouterr().err


def test_a_refusal_ends_with_one_and_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["calc", "date", "114/2/29"]) == 1
    assert "114/2/29" in capsys.readouterr().err
    assert main.main(["calc", "date", "114/2/29", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["refused"]["fault"] == "not_a_date"


def test_ctrl_c_is_a_refusal_not_a_crash(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: Namespace) -> Outcome:
        raise KeyboardInterrupt

    monkeypatch.setattr(calc, "answer_date", interrupted)
    assert main.main(["calc", "date", "115/1/1"]) == 1
    assert "維持原狀" in capsys.readouterr().err


def test_a_frozen_build_reads_sheets_in_a_child_of_its_own(tmp_path: Path) -> None:
    assert READ_SHEETS == SWITCH
    sheet = tmp_path / "a.csv"
    sheet.write_text("姓名,職稱\n王小明,科員\n", encoding="utf-8")
    wanted = {"kind": FileKind.TEXT.value, "cells": 1000, "memory": 1 << 31, "seconds": 15}
    request = json.dumps(wanted).encode() + b"\n" + sheet.read_bytes()
    done = subprocess.run([sys.executable, "-m", "hrdesk", SWITCH], input=request, capture_output=True, cwd=ROOT, timeout=60, check=True)
    assert json.loads(done.stdout)["sheets"][0]["rows"][1] == ["王小明", "科員"]
