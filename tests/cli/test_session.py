"""Which workspace, whose passphrase, who works."""

import argparse
import io
import sys
from pathlib import Path

import pytest

from hrdesk.cli import session
from hrdesk.errors import Fault, InputError
from tests.services.book import PASSPHRASE


def given(**values: object) -> argparse.Namespace:
    """Return parsed options: nothing given but `values`."""
    return argparse.Namespace(**{"workspace": None, "passphrase_file": None, "who": None, **values})


def fault(caught: "pytest.ExceptionInfo[InputError]") -> Fault:
    """Return the fault of a caught error."""
    return caught.value.fault


class Terminal(io.StringIO):
    """A standard stream that says somebody is there."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def test_option_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(session.WORKSPACE, "環境")
    assert session.folder_of(given(workspace=Path("選項"))) == Path("選項")
    assert session.folder_of(given()) == Path("環境")
    monkeypatch.delenv(session.WORKSPACE)
    with pytest.raises(InputError) as caught:
        session.folder_of(given())
    assert fault(caught) is Fault.INVALID


def test_passphrase_comes_from_the_file_then_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(session.PASSPHRASE, "環境的密碼")
    (tmp_path / "密碼").write_text("檔案的密碼\n", encoding="utf-8-sig")
    assert session.passphrase_of(given(passphrase_file=tmp_path / "密碼")) == "檔案的密碼"
    assert session.passphrase_of(given()) == "環境的密碼"
    with pytest.raises(InputError) as caught:
        session.passphrase_of(given(passphrase_file=tmp_path / "無"))
    assert fault(caught) is Fault.FILE_MISSING


def test_passphrase_is_asked_where_somebody_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(session.PASSPHRASE, raising=False)
    monkeypatch.setattr(sys, "stdin", Terminal())
    typed = iter(["一", "二", "二", "二", "三"])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))
    assert session.passphrase_of(given()) == "一"
    assert session.passphrase_of(given(), twice=True) == "二"
    with pytest.raises(InputError) as caught:
        session.passphrase_of(given(), twice=True)
    assert fault(caught) is Fault.INVALID


def test_nobody_to_ask_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(session.PASSPHRASE, raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with pytest.raises(InputError) as caught:
        session.passphrase_of(given())
    assert fault(caught) is Fault.INVALID


def test_who_is_given_or_the_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "clerk")
    assert session.who_of(given(who="王小明")) == "王小明"
    assert session.who_of(given()) == "clerk"
    monkeypatch.delenv("USER")
    monkeypatch.delenv("USERNAME", raising=False)
    assert session.who_of(given()) == "使用者"


def test_desk_is_opened_as_told(office: Path) -> None:
    with session.open_from(given(who="王小明")) as desk:
        assert (desk.store.folder, desk.who) == (office, "王小明")
    assert PASSPHRASE not in repr(desk)


def test_progress_shows_only_where_somebody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    for screen, shown in ((Terminal(), "\r1/2\r2/2\n"), (io.StringIO(), "")):
        monkeypatch.setattr(sys, "stderr", screen)
        session.show_progress(1, 2)
        session.show_progress(2, 2)
        assert screen.getvalue() == shown
