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
from hrdesk.services.opening.workspace import open_desk
from hrdesk.services.papers import forms
from tests.cli.conftest import Ask, Run
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


@pytest.fixture
def teacher(run: Run) -> None:
    """Enter a seed teacher whose appointment has ended, enrolled in a course."""
    run("officer", "陳𡍼明", "--employee-no", "A002", "--title", "專員")
    run("appoint", "A002", "--from", "115/1/1", "--system", "差勤管理子系統", "--scope", "所屬", "--document", "第1號", "--phone", "02-27200001")
    run("course", "115-OP-01", "範例操作班", "--from", "115/6/10", "--to", "115/6/11", "--hours", "12:00")
    run("enrol-course", "115-OP-01", "A002", "--date", "115/5/20")
    run("dismiss", "A002", "--date", "115/10/31", "--reason", "職務調整")


@pytest.mark.parametrize("form", forms.titles())
def test_every_form_is_printed_on_its_usual_paper(run: Run, teacher: None, form: str) -> None:
    usual = forms.papers_of(form)[0]
    assert f"已輸出 {forms.titles()[form]}：{form}-115.{usual.value}" in run("print", form, "--year", "115")
    assert Path(f"{form}-115.{usual.value}").stat().st_size > 1000


def test_what_a_paper_is_about_is_named_by_words(run: Run, ask: Ask, teacher: None) -> None:
    key = ask("list", "appointments")["records"][0]["id"]
    run("print", "change-notice", "--year", "115", "--appointment", key, "--change", "指派", "--to", "本處資訊室", "--out", "a.pdf")
    text = "".join(text_of(Path("a.pdf").read_bytes()).split())
    assert text.count("受文者：臺北市政府人事處資訊室") == text.count("指派通知，請查照") == 1
    run("print", "course-notice", "--year", "115", "--course", "範例操作班", "--officer", "A002", "--format", "odt", "--out", ".")
    assert Path("course-notice-115.odt").read_bytes().startswith(b"PK")
    assert "輸出格式" in run("print", "change-notice", "--year", "115", "--format", "xlsx", code=1)
    assert "找不到種籽教師指派" in run("print", "handover-list", "--year", "115", "--appointment", "0" * 32, code=1)


def test_a_format_against_the_files_suffix_is_refused() -> None:
    with pytest.raises(InputError):
        paper_of("pdf", Path("x.xlsx"), "annex1")
