"""The sample city's year: one run, then everything it leaves is looked at as a stranger would."""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from ssl import DER_cert_to_PEM_cert
from typing import Any, cast

import pypdfium2
import pytest

from hrdesk.cli.main import main
from hrdesk.domain.offices import Office, OfficeRole
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening.workspace import open_desk
from hrdesk.services.packages import keys
from hrdesk.services.papers import exports

BUREAU, LAND, SURVEY, CULTURE = "990100000B", "990100100C", "990100200D", "990200000E"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "city"
    assert main(["demo", "--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def summary(out: Path) -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads((out / "summary.json").read_text(encoding="utf-8")))


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join(document[n].get_textpage().get_text_range() for n in range(len(document)))


def opened(out: Path, summary: dict[str, Any], name: str) -> Desk:
    return open_desk(out / "workspaces" / name, who="測試", passphrase=summary["passphrase"])


def test_the_city_is_as_large_as_promised(summary: dict[str, Any]) -> None:
    staff = {one["code"]: (one["staff"], one["staff_with_second_tier"]) for one in summary["agencies"]}
    assert staff[BUREAU] == (8, 16)
    assert staff[CULTURE] == (15, 15)
    assert staff[LAND] == (4, 4)
    assert staff["990000000A"] == (0, 31)


def test_quotas_follow_the_head_counts_and_the_group_that_was_ticked(summary: dict[str, Any]) -> None:
    quotas = {one["agency"]: one for one in summary["quotas"]}
    assert (quotas[CULTURE]["staffing"], quotas[CULTURE]["units"], quotas[CULTURE]["groups"]) == (15, 1, [])
    assert (quotas[BUREAU]["staffing"], quotas[BUREAU]["units"], quotas[BUREAU]["groups"]) == (16, 3, ["地政事務所"])


def test_every_nominee_is_decided_with_article_and_reason(summary: dict[str, Any]) -> None:
    assert {(one["name"], one["times"]) for one in summary["decisions"]} == {("陳𡍼明", 2), ("林𠅤如", 1), ("錢小寧", 1), ("韓小星", 1)}
    assert all(one["article"] == "陸三(二)" and one["reason"] for one in summary["decisions"])


def test_decisions_arrive_at_the_agencies(out: Path, summary: dict[str, Any]) -> None:
    records = {one["code"]: one["records"] for one in summary["agencies"]}
    assert records[BUREAU]["Decision"] == 3
    assert records[CULTURE]["Decision"] == 1


def test_the_rules_then_two_uploads_and_two_downloads_in_that_order(summary: dict[str, Any]) -> None:
    top = "990000000A"
    between = [one["kind"] for one in summary["packages"] if {one["from"], one["to"]} == {BUREAU, top}]
    assert between == ["rules", "submission", "quota", "nomination", "decision"]
    assert [(one["from"], one["to"]) for one in summary["packages"]][:4] == [(top, BUREAU), (top, CULTURE), (BUREAU, LAND), (BUREAU, SURVEY)]


def test_files_are_what_the_summary_says(out: Path, summary: dict[str, Any]) -> None:
    for one in (*summary["packages"], *summary["forms"], *summary["receipts"]):
        assert hashlib.sha256((out / one["path"]).read_bytes()).hexdigest() == one["sha256"]


def test_forms_come_in_every_paper_and_miss_no_character(summary: dict[str, Any]) -> None:
    papers = {(Path(one["path"]).parent.name, Path(one["path"]).name) for one in summary["forms"]}
    for paper in ("pdf", "ods", "xlsx"):
        assert {("範例地政局", f"{form}.{paper}") for form in ("annex1", "annex2", "annex3", "annex4", "award-list")} <= papers
    assert {("範例地政局", f"year-report.{paper}") for paper in ("pdf", "ods", "xlsx", "odt")} <= papers
    assert {Path(name).stem for _, name in papers if name.startswith("merit-statement")}
    assert not [one for one in summary["forms"] if one["missing"]]


def test_year_report_tells_what_the_city_did(out: Path) -> None:
    text = "".join(text_of(out / "forms" / "範例地政局" / "year-report.pdf").split())
    assert "提報3人；核予3人、嘉獎4次，不予0人。" in text
    assert "陳𡍼明" not in text


@pytest.mark.parametrize("form", ["annex1", "annex2", "annex3", "award-list"])
def test_rare_names_are_right_when_copied(out: Path, form: str) -> None:
    text = text_of(out / "forms" / "範例地政局" / f"{form}.pdf")
    assert "陳𡍼明" in text
    assert "林𠅤如" in text


def test_id_numbers_are_masked(out: Path) -> None:
    text = text_of(out / "forms" / "範例地政局" / "award-list.pdf")
    assert "A12345****" in text
    assert "A123456789" not in text


def test_award_export_holds_the_nominee_of_the_second_tier(out: Path, summary: dict[str, Any]) -> None:
    with opened(out, summary, "範例地政局") as desk:
        exported = exports.prepared(desk, "award", 115)
    assert "nominee_without_id" not in {problem.code for problem in exported.left_out}
    assert b"C123456781" in exported.files[0]


def test_workspaces_open_with_the_sample_passphrase_and_the_recovery_code(out: Path, summary: dict[str, Any]) -> None:
    code = next(one["recovery_code"] for one in summary["agencies"] if one["code"] == LAND)
    with open_desk(out / "workspaces" / "範例地政事務所", who="測試", recovery=code) as desk:
        assert desk.store.verify_audit() is None


def test_a_used_folder_is_left_alone(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (out / "summary.json").read_bytes()
    assert main(["demo", "--out", str(out)]) == 1
    assert "不會覆蓋" in capsys.readouterr().err
    assert (out / "summary.json").read_bytes() == before


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "-ec", command], cwd=folder, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("kind", ["submission", "quota", "nomination", "decision"])
def test_packages_verify_by_hand_with_public_tools(out: Path, summary: dict[str, Any], kind: str, tmp_path: Path) -> None:
    missing = [tool for tool in ("age", "openssl", "sha256sum", "unzip") if shutil.which(tool) is None]
    if missing and not os.environ.get("CI"):
        pytest.skip(f"not installed: {missing}")
    assert not missing
    one = next(one for one in summary["packages"] if one["kind"] == kind and "990000000A" in (one["from"], one["to"]))
    receiver = next(agency for agency in summary["agencies"] if agency["code"] == one["to"])
    with opened(out, summary, receiver["name"]) as desk:
        (tmp_path / "key").write_text(keys.identities(desk)[0], encoding="ascii")
        roots = [office for office in desk.store.all(Office, role=OfficeRole.ROOT) if office.own == (receiver["code"] == "990000000A")]
        (tmp_path / "root.pem").write_text(DER_cert_to_PEM_cert(keys.certificate(roots[0])), encoding="ascii")
    shutil.copy(out / one["path"], tmp_path / "f.hrdpkg")
    by_hand = (
        "age -d -i key f.hrdpkg > p.asice; unzip -q p.asice -d x; cd x; "
        "openssl cms -verify -cades -binary -inform DER -in META-INF/signature001.p7s -content META-INF/ASiCManifest001.xml "
        "-CAfile ../root.pem -out /dev/null; sha256sum --strict -c SHA256SUMS"
    )
    done = run(by_hand, tmp_path)
    assert done.returncode == 0, done.stderr
    manifest = (tmp_path / "x" / "META-INF" / "ASiCManifest001.xml").read_bytes()
    assert hashlib.sha256(manifest).hexdigest() == one["package"]
    (tmp_path / "x" / "package.json").write_bytes(b"{}")
    assert run("sha256sum --strict -c SHA256SUMS", tmp_path / "x").returncode != 0
