"""`access`: passphrases and people; and the recovery code typed back at set-up."""

import io
import sys
from pathlib import Path

import pytest

from hrdesk.cli.keeping import typed_back
from hrdesk.errors import InputError
from tests.cli.conftest import Ask, Run


def test_passphrase_is_changed_also_with_the_recovery_code(run: Run, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HRDESK_NEW_PASSPHRASE", "新的通行詞 四五六")
    code = ask("access", "recovery")["recovery_code"]
    run("access", "passphrase")
    monkeypatch.setenv("HRDESK_PASSPHRASE", "新的通行詞 四五六")
    run("list", "officers")
    monkeypatch.setenv("HRDESK_NEW_PASSPHRASE", "再新的通行詞 七八九")
    run("access", "passphrase", "--recovery", code)
    monkeypatch.setenv("HRDESK_PASSPHRASE", "再新的通行詞 七八九")
    run("list", "officers")


def test_people_are_admitted_and_dismissed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "新密碼").write_text("小明的通行詞 一二三\n", encoding="utf-8")
    run("access", "admit", "王小明", "--new-passphrase-file", "新密碼")
    run("list", "officers", "--passphrase-file", "新密碼", "--who", "王小明")
    run("access", "dismiss", "王小明")
    assert "密碼不正確" in run("list", "officers", "--passphrase-file", "新密碼", code=1)


def test_recovery_code_is_asked_until_it_is_right(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("ABC\nabcde fghjk\n"))
    typed_back("復原碼：ABCDE-FGHJK", "ABCDE-FGHJK")
    assert "不相符" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", io.StringIO("ABC\n"))
    with pytest.raises(InputError):
        typed_back("復原碼：ABCDE-FGHJK", "ABCDE-FGHJK")
