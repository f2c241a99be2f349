"""Packages by commands: two uploads and two downloads between three offices, reports, refusals and exit codes."""

import functools
import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hrdesk.cli import session
from hrdesk.cli.main import main
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import Course, Method
from hrdesk.services.opening.workspace import open_desk
from tests.factory import record_id
from tests.services.steps import change
from tests.services.three_offices import CHILD, FIRST, NEW_YEAR, PASSPHRASE, ROOT_PASSPHRASE, built_once, claim, desk_on, teacher, ticking

Office = Callable[..., Any]
YEAR = ("--year", "115")


@pytest.fixture(scope="session")
def three_offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of three closed workspaces, enrolled with each other."""
    return built_once(tmp_path_factory.getbasetemp())


@pytest.fixture
def ask(three_offices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Office:
    """Return a function that runs one command in an office (with `--json`), demands its exit code and returns the answer."""
    for name in ("department", "first", "child"):
        shutil.copytree(three_offices / name, tmp_path / name)
    shutil.copy(three_offices / "first.root", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(session.PASSPHRASE, PASSPHRASE)
    monkeypatch.setenv("HRDESK_ROOT_PASSPHRASE", ROOT_PASSPHRASE)
    monkeypatch.setattr(session, "open_desk", functools.partial(open_desk, now=ticking(NEW_YEAR + timedelta(days=1))))
    (tmp_path / "out").mkdir()

    def command(office: str, *words: str, code: int = 0) -> Any:
        assert main([*words, "--workspace", office, "--who", "範例承辦", "--json"]) == code, capsys.readouterr()
        return json.loads(capsys.readouterr().out)

    return command


def sealed(ask: Office, office: str, *words: str) -> str:
    return str(ask(office, "seal", *words, *YEAR, "--out", "out")["file"])


def uploaded(ask: Office) -> str:
    ask("first", "receive", sealed(ask, "child", "submission"))
    file = sealed(ask, "first", "submission")
    ask("department", "receive", file)
    return file


def proposed(ask: Office) -> None:
    uploaded(ask)
    ask("department", "approve", FIRST, *YEAR, "--group", "地政事務所", "--due", "116/2/15", "--document", "範例人字第1號")
    ask("first", "receive", sealed(ask, "department", "quota", "--to", FIRST))
    ask("first", "nominate", teacher(FIRST), *YEAR, "--times", "2", "--raised", "1", "--deed", "編寫作業程序並輔導同仁")
    ask("first", "nominate", teacher(CHILD), *YEAR, "--deed", "輔導所內同仁", "--dedicated", "land", "--national-id", "B223456782")


def test_a_submission_goes_up_with_receipts_coming_back(ask: Office) -> None:
    file = sealed(ask, "child", "submission")
    report = ask("first", "open", file)
    assert (report["finding"], report["accepted"], report["difference"]["added"]) == ("ok", True, 11)
    assert report["checks"][-1] == {"name": "merge", "finding": "ok", "facts": {}, "message": "通過"}
    answer = ask("first", "receive", file, "--receipts", "receipts")
    assert answer["table"] == {"ok": 1}
    (row,) = answer["results"]
    assert row["changed"]["kinds"]["added"]["Coaching"] == 1
    assert ask("child", "receive", row["receipt"])["results"][0]["header"]["kind"] == "receipt"


def test_sealing_again_without_a_change_says_so(ask: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("child", "seal", "submission", *YEAR, "--out", "out")["fresh"] is True
    again = ask("child", "seal", "submission", *YEAR, "--out", "out")
    assert (again["fresh"], again["revision"]) == (False, 1)
    assert main(["seal", "submission", *YEAR, "--out", "out", "--workspace", "child"]) == 0
    assert "沒有重新產生" in capsys.readouterr().out


def test_a_damaged_package_is_refused_with_its_verdict_and_exit_code(ask: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = Path(sealed(ask, "child", "submission"))
    data = bytearray(file.read_bytes())
    data[-20] ^= 1
    (tmp_path / "bad.hrdpkg").write_bytes(data)
    assert ask("first", "open", "bad.hrdpkg", code=1)["finding"] == "truncated"
    answer = ask("first", "receive", "bad.hrdpkg", str(file), code=1)
    assert answer["table"] == {"truncated": 1, "ok": 1}
    assert [row["taken"] for row in answer["results"]] == [False, True]
    assert main(["receive", "bad.hrdpkg", "--workspace", "first"]) == 1
    assert "檔案不完整" in capsys.readouterr().out


def test_a_downward_package_needs_its_addressee(ask: Office) -> None:
    assert ask("department", "seal", "quota", *YEAR, "--out", "out", code=1)["refused"]["fault"] == "invalid"


def test_a_change_notice_is_sealed_too(ask: Office) -> None:
    assert ask("first", "receive", sealed(ask, "child", "change"))["table"] == {"ok": 1}


def test_the_whole_year_by_commands(ask: Office, tmp_path: Path) -> None:
    proposed(ask)
    listed = ask("first", "nominate", *YEAR)
    assert [problem["code"] for problem in listed["problems"] if problem["severity"] == "error"] == []
    ask("department", "receive", sealed(ask, "first", "nomination"))
    assert {one["verification"] for one in ask("department", "verify", *YEAR)["claims"]} == {"open"}
    ask("department", "verify", claim(FIRST), *YEAR, "--result", "屬實", "--how", "電話查證")
    rows = ask("department", "decide", *YEAR)["nominees"]
    assert [row["decision"] for row in rows] == [None, None]
    for row in rows:
        ask("department", "decide", row["nominee"]["id"][:8], *YEAR, "--ruling", "核予", "--article", "陸三(二)", "--reason", "輔導成效良好")
    assert {row["decision"]["times"] for row in ask("department", "decide", *YEAR)["nominees"]} == {3, 1}
    assert ask("first", "receive", sealed(ask, "department", "decision", "--to", FIRST))["table"] == {"ok": 1}
    answer = ask("department", "export", "award", *YEAR, "--out", "award.csv", "--reason", "匯入敘獎")
    assert (answer["rows"], answer["files"]) == (0, [])
    assert {problem["code"] for problem in answer["left_out"]} == {"export_encoding"}
    assert not (tmp_path / "award.csv").exists()


def test_the_lists_read_like_sentences(ask: Office, capsys: pytest.CaptureFixture[str]) -> None:
    proposed(ask)
    said = {}
    for office, words in {
        "approve": ("department", ("approve", *YEAR)),
        "evaluate": ("department", ("evaluate", *YEAR)),
        "nominate": ("first", ("nominate", *YEAR)),
        "verify": ("department", ("verify", *YEAR)),
        "open": ("department", ("open", "out/HRD-379110000B-115-r1.hrdpkg")),
    }.items():
        code = main([*words[1], "--workspace", words[0]])
        said[office] = (code, capsys.readouterr().out)
    assert "總員額 16" in said["approve"][1]
    assert "專責 1 人、365 天" in said["approve"][1]
    assert "e1 陸三(四)1" in said["evaluate"][1]
    assert "建議提高 1" in said["nominate"][1]
    assert "未查證" in said["verify"][1]
    assert said["open"][0] == 1
    assert "先前已經收過" in said["open"][1]


def test_the_list_of_an_agency_is_seen_at_the_department(ask: Office) -> None:
    proposed(ask)
    ask("department", "receive", sealed(ask, "first", "nomination"))
    assert len(ask("department", "nominate", "--agency", FIRST, *YEAR)["nominees"]) == 2


def test_a_person_is_taken_off_the_list(ask: Office) -> None:
    proposed(ask)
    ask("first", "nominate", teacher(CHILD), *YEAR, "--remove")
    assert len(ask("first", "nominate", *YEAR)["nominees"]) == 1


def test_items_are_judged_and_reviewed(ask: Office) -> None:
    for item in range(1, 8):
        ask("department", "evaluate", FIRST, *YEAR, "--item", f"e{item}", "--result", "符合", "--remark", "現場查看")
    (sheet,) = ask("department", "evaluate", FIRST, *YEAR)["sheets"]
    assert {one["result"] for one in sheet["evaluation"]["judgements"]} == {"met"}
    assert ask("department", "evaluate", FIRST, *YEAR, "--second", code=1)["refused"]["fault"] == "wrong_state"


@pytest.mark.parametrize(
    "words",
    [
        ("evaluate", FIRST, "--item", "e1"),
        ("decide", "none"),
        ("verify", "none"),
        ("decide", "--ruling", "核予"),
        ("verify", "--result", "屬實"),
        ("evaluate", "--item", "e1"),
        ("evaluate", FIRST, "--item", "e1", "--result", "很好"),
    ],
)
def test_an_act_without_its_value_is_refused(ask: Office, words: tuple[str, ...]) -> None:
    assert ask("department", *words, code=1)["refused"]["fault"] == "invalid"


def test_an_empty_list_says_so(ask: Office, capsys: pytest.CaptureFixture[str]) -> None:
    for word, said in (("decide", "沒有提報人員"), ("verify", "沒有特殊優良事蹟")):
        assert main([word, *YEAR, "--workspace", "department"]) == 0
        assert said in capsys.readouterr().out


def test_a_deviation_without_a_reason_is_refused(ask: Office) -> None:
    uploaded(ask)
    assert ask("department", "approve", FIRST, *YEAR, "--units", "5", code=1)["refused"]["fault"] == "needs_reason"


def test_a_remark_goes_down(ask: Office) -> None:
    uploaded(ask)
    ask("department", "remark", FIRST, "請補附佐證", *YEAR, "--article", "陸三(五)", "--due", "116/1/31")
    assert ask("first", "receive", sealed(ask, "department", "return", "--to", FIRST))["table"] == {"ok": 1}


def test_hours_are_exported_and_never_over_a_file(ask: Office, tmp_path: Path) -> None:
    desk = desk_on(tmp_path / "first", ticking(NEW_YEAR + timedelta(days=1)))
    change(desk, Course, record_id(f"course {FIRST}"), method=Method.AGENCY, category_code="500")
    change(desk, Officer, teacher(FIRST), name="陳小明")
    desk.close()
    assert ask("first", "export", "learning", *YEAR, "--out", "hours.csv", code=1)["refused"]["fault"] == "needs_reason"
    answer = ask("first", "export", "learning", *YEAR, "--out", "hours.csv", "--reason", "上傳時數")
    assert (answer["rows"], answer["files"], answer["left_out"]) == (1, ["hours.csv"], [])
    written = (tmp_path / "hours.csv").read_bytes()
    assert "種籽教師研習班".encode("cp950") in written
    assert ask("first", "export", "learning", *YEAR, "--out", "hours.csv", "--reason", "上傳時數", code=1)["refused"]["fault"] == "target_exists"
    assert (tmp_path / "hours.csv").read_bytes() == written


def test_an_office_registers_and_is_enrolled_and_revoked_by_digits(ask: Office, tmp_path: Path) -> None:
    digits = ask("child", "register", "--out", "new.registration")["digits"]
    assert len(digits) == 40
    wrong = ask("first", "enrol", "new.registration", "--digits", "0" * 40, "--root", "first.root", "--out", "new.enrolment", code=1)
    assert wrong["refused"]["fault"] == "digits_differ"
    enrolled = ask("first", "enrol", "new.registration", "--digits", digits, "--root", "first.root", "--out", "new.enrolment")
    assert enrolled["agency"] == CHILD
    letter = ask("first", "root", "digits")["digits"]
    assert ask("child", "pin", "new.enrolment", "--digits", letter)["collector"] == FIRST
    ask("first", "root", "refresh", "--root", "first.root")
    assert ask("first", "revoke", CHILD, "--root", "first.root")["revoked"] == 1
    assert ask("first", "receive", sealed(ask, "child", "submission"), code=1)["table"] == {"certificate_revoked": 1}


def test_a_renewal_needs_no_digits(ask: Office) -> None:
    asked = ask("child", "renew", "--out", "renewal.hrdpkg")
    assert asked["due"] is None
    assert ask("first", "enrol", "renewal.hrdpkg", "--root", "first.root", "--out", "renewed")["agency"] == CHILD


def test_a_second_root_is_refused(ask: Office) -> None:
    assert ask("first", "root", "create", "--root", "second.root", code=1)["refused"]["fault"] == "wrong_state"


def test_the_passphrase_of_a_new_root_is_typed_twice(ask: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(("範例根密碼", "打錯的根密碼"))
    monkeypatch.delenv("HRDESK_ROOT_PASSPHRASE")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))
    assert ask("first", "root", "create", "--root", "second.root", code=1)["refused"]["fault"] == "invalid"  # a second root would be wrong_state
    assert next(typed, None) is None
    assert not (tmp_path / "second.root").exists()


def test_the_root_passphrase_comes_from_a_file_or_is_asked_for(ask: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "root.txt").write_text("wrong\n", encoding="utf-8")
    words = ("revoke", CHILD, "--root", "first.root")
    assert ask("first", *words, "--root-passphrase-file", "root.txt", code=1)["refused"]["fault"] == "root_passphrase"
    assert ask("first", *words, "--root-passphrase-file", "none.txt", code=1)["refused"]["fault"] == "file_missing"
    monkeypatch.delenv("HRDESK_ROOT_PASSPHRASE")
    assert ask("first", *words, code=1)["refused"]["fault"] == "invalid"
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: "wrong")
    assert ask("first", *words, code=1)["refused"]["fault"] == "root_passphrase"


def test_what_a_part_signed_is_shown_and_taken_out(ask: Office) -> None:
    ask("first", "receive", sealed(ask, "child", "submission"))
    file = sealed(ask, "first", "submission")
    told = ask("department", "open", file)
    ask("department", "receive", file)
    assert [(one["agency"], one["attested"]) for one in told["inside"]] == [(CHILD, "same")]
    assert len(told["inside_root"].replace(" ", "")) == 40
    taken = Path(ask("department", "take-out", told["package"], CHILD, "--out", "out")["file"])
    assert taken.name == f"{CHILD}.asice"
    assert taken.read_bytes().startswith(b"PK")
    ask("department", "take-out", "f" * 64, CHILD, "--out", "out", code=1)


def test_what_opens_a_package_by_hand_is_written_as_files(ask: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HRDESK_KEY_PASSPHRASE", "範例金鑰密碼 七八九")
    told = ask("first", "root", "pem", "--out", "root.pem")
    assert told["digits"] == ask("first", "root", "digits")["digits"]
    assert (tmp_path / "root.pem").read_text("ascii").startswith("-----BEGIN CERTIFICATE-----")
    ask("first", "export-key", "--out", "key.age", "--reason", "查驗")
    assert (tmp_path / "key.age").read_bytes().startswith(b"age-encryption.org/v1")
    ask("first", "export-key", "--out", "again.age", "--reason", " ", code=1)
    assert not (tmp_path / "again.age").exists()
