"""Printed forms are drafts until the package that carries their data is sealed."""

import functools
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from hrdesk.cli import session
from hrdesk.cli.main import main
from hrdesk.cli.printing import paper_of
from hrdesk.domain.forms import Paper
from hrdesk.errors import InputError
from hrdesk.services.workspace import open_desk
from tests.printing.reading import text_of
from tests.services.three_offices import NEW_YEAR, PASSPHRASE, built_once, ticking


@pytest.fixture(scope="session")
def three_offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of three closed workspaces, enrolled with each other."""
    return built_once(tmp_path_factory.getbasetemp())


@pytest.fixture
def child(three_offices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of one agency's workspace that the environment names."""
    folder = Path(shutil.copytree(three_offices / "child", tmp_path / "child"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(session.PASSPHRASE, PASSPHRASE)
    monkeypatch.setenv(session.WORKSPACE, str(folder))
    monkeypatch.setattr(session, "open_desk", functools.partial(open_desk, now=ticking(NEW_YEAR + timedelta(days=1))))
    return folder


def printed(folder: Path, form: str) -> str:
    assert main(["print", form, "--year", "115", "--out", "form.pdf"]) == 0
    return "".join(text_of((folder.parent / "form.pdf").read_bytes()).split())


def test_a_form_is_a_draft_until_its_package_is_sealed(child: Path) -> None:
    assert "草稿" in printed(child, "annex1")
    assert main(["seal", "submission", "--year", "115", "--out", "."]) == 0
    assert "草稿" not in printed(child, "annex1")
    assert main(["officer", "新進人"]) == 0
    assert "草稿" in printed(child, "annex1")


@pytest.mark.parametrize(
    ("given", "out", "form", "paper"),
    [
        (None, "x.xlsx", "annex1", Paper.XLSX),
        (None, None, "annex1", Paper.PDF),
        (None, None, "self-check-sheet", Paper.XLSX),
        ("ods", "x.ods", "annex1", Paper.ODS),
        ("ods", "x", "annex1", Paper.ODS),
    ],
)
def test_the_format_follows_the_file(given: str | None, out: str | None, form: str, paper: Paper) -> None:
    assert paper_of(given, Path(out) if out else None, form) is paper


def test_a_format_against_the_files_suffix_is_refused() -> None:
    with pytest.raises(InputError):
        paper_of("pdf", Path("x.xlsx"), "annex1")
