"""Signing in: whose name stands in the log."""

from pathlib import Path

import pytest

from hrdesk.services.opening import signing_in
from tests.services.book import PASSPHRASE


def test_account_of_the_pc_is_used_where_it_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "範例帳號")
    assert signing_in.account() == "範例帳號"


@pytest.mark.parametrize("error", [KeyError, OSError, ImportError])
def test_pc_without_accounts_still_has_a_name_for_the_log(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def nobody() -> str:
        raise error

    monkeypatch.setattr("getpass.getuser", nobody)
    assert signing_in.account() == "hrdesk"


def test_owner_of_the_passphrase_works_whatever_the_account_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "別的帳號")
    with signing_in.sign_in(folder, passphrase=PASSPHRASE) as desk:
        assert (desk.who, desk.store.who) == ("範例承辦", "範例承辦")
