"""A sample workspace for commands, named by the environment as an office would do it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hrdesk.cli.main import main
from tests.services.book import PASSPHRASE, make_template

Run = Callable[..., str]
Ask = Callable[..., Any]


@pytest.fixture(scope="session")
def sample_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a new, closed sample workspace, made once for all tests of a run."""
    return make_template(tmp_path_factory.mktemp("sample") / "office", sample=True)


@pytest.fixture
def office(sample_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the workspace that the environment names."""
    folder = Path(shutil.copytree(sample_template, tmp_path / "office"))
    monkeypatch.setenv("HRDESK_WORKSPACE", str(folder))
    monkeypatch.setenv("HRDESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def run(office: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs one command, demands its exit code, and returns what it wrote."""

    def command(*words: str, code: int = 0) -> str:
        assert main(words) == code, capsys.readouterr()
        written = capsys.readouterr()
        return written.out if code == 0 else written.err + written.out

    return command


@pytest.fixture
def ask(run: Run) -> Ask:
    """Return a function that runs one command with `--json` and returns its answer."""

    def command(*words: str, code: int = 0) -> Any:
        return json.loads(run(*words, "--json", code=code))

    return command
