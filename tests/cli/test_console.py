"""Whatever the console, the words or the disk: a sentence, never a traceback."""

import json
import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from hrdesk.cli import calc, main
from hrdesk.cli.output import Outcome

ROOT = Path(__file__).resolve().parents[2]
NAME = "陳𡍼明"
SHOWN = (
    f"from hrdesk.cli import calc, main\nfrom hrdesk.cli.output import Outcome\ncalc.answer_date = lambda args: Outcome({{'name': '{NAME}'}}, ('{NAME}',))\n"
)


def ran(script: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[bytes]:
    """Run a script whose streams have this encoding."""
    env = {**os.environ, "PYTHONIOENCODING": encoding}
    return subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, timeout=60, check=False, env=env)


@pytest.mark.parametrize("encoding", ["cp950", "ascii"])
def test_a_console_that_lacks_a_character_spells_it_out(encoding: str) -> None:
    done = ran(SHOWN + "raise SystemExit(main.main(['calc', 'date', '115/1/1']))", encoding)
    assert done.returncode == 0
    assert b"\\U0002137c" in done.stdout
    refused = ran(f"from hrdesk.cli import main\nraise SystemExit(main.main(['calc', 'date', '{NAME}']))", encoding)
    assert refused.returncode == 1
    assert b"\\U0002137c" in refused.stderr


@pytest.mark.parametrize("encoding", ["cp950", "ascii"])
def test_json_is_utf_8_on_every_console(encoding: str) -> None:
    done = ran(SHOWN + "raise SystemExit(main.main(['calc', 'date', '115/1/1', '--json']))", encoding)
    assert json.loads(done.stdout.decode("utf-8")) == {"name": NAME}


def test_a_reader_who_has_read_enough_hears_nothing_more() -> None:
    script = (
        "import os\nfrom hrdesk.cli import calc, main\nfrom hrdesk.cli.output import Outcome\n"
        "read, write = os.pipe()\nos.close(read)\nos.dup2(write, 1)\n"
        "calc.answer_date = lambda args: Outcome({}, ('x' * 100,) * int(SIZE))\nraise SystemExit(main.main(['calc', 'date', '115/1/1']))"
    )
    for size in ("1", "9999"):
        done = ran(script.replace("SIZE", size))
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("number", ["1" + "0" * 23, "9" * 5000, "1000000", "x"])
def test_a_number_beyond_all_measure_is_wrong_usage(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["calc", "quota", "--staffing"], ["approve", "--units"], ["history", "--limit"], ["rate", "--year"]):
        with pytest.raises(SystemExit) as ended:
            main.main([*words, number])
        assert ended.value.code == 2
        assert "的整數" in capsys.readouterr().err


def test_words_that_are_not_text_are_refused(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert main.main(["calc", "date", "\udcff"]) == 1
    assert "UTF-8" in capsys.readouterr().err
    monkeypatch.setenv("HRDESK_PASSPHRASE", "\udcff")
    assert main.main(["calc", "date", "115/1/1"]) == 1
    assert "HRDESK_PASSPHRASE" in capsys.readouterr().err


@pytest.mark.parametrize(("error", "told"), [(PermissionError(13, "x", "/no/summary.json"), "summary.json"), (EOFError(), "維持原狀")])
def test_a_closed_folder_or_keyboard_is_a_refusal(error: Exception, told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Namespace) -> Outcome:
        raise error

    monkeypatch.setattr(calc, "answer_date", fails)
    assert main.main(["calc", "date", "115/1/1"]) == 1
    assert told in capsys.readouterr().err
