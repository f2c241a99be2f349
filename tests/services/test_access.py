"""Passphrases changed, people admitted and dismissed, recovery codes renewed."""

from pathlib import Path

import pytest

from hrdesk.errors import Fault, InputError, StoreError
from hrdesk.services.opening import access
from hrdesk.services.opening.workspace import open_desk
from hrdesk.store.key_file import FLOOR
from tests.services.book import PASSPHRASE, Clock, fault_of

WHO = "範例承辦"


def opens(folder: Path, passphrase: str) -> bool:
    """Tell whether a passphrase opens the workspace."""
    try:
        with open_desk(folder, who=WHO, passphrase=passphrase, now=Clock()):
            return True
    except StoreError:
        return False


@pytest.mark.parametrize("short", [" ", "七個字的通行詞", "七個字的通行詞   "])
def test_short_passphrase_is_refused(folder: Path, short: str) -> None:
    with pytest.raises(InputError) as caught:
        access.change_passphrase(folder, short, who=WHO, passphrase=PASSPHRASE, now=Clock(), cost=FLOOR)
    assert fault_of(caught) is Fault.INVALID


def test_passphrase_is_changed_and_never_empty(folder: Path) -> None:
    with pytest.raises(InputError) as caught:
        access.change_passphrase(folder, " ", who=WHO, passphrase=PASSPHRASE, now=Clock(), cost=FLOOR)
    assert fault_of(caught) is Fault.INVALID
    access.change_passphrase(folder, "新的通行詞 四五六", who=WHO, passphrase=PASSPHRASE, now=Clock(), cost=FLOOR)
    assert (opens(folder, "新的通行詞 四五六"), opens(folder, PASSPHRASE)) == (True, False)


def test_forgotten_passphrase_is_replaced_with_the_recovery_code(folder: Path) -> None:
    code = access.new_recovery(folder, who=WHO, passphrase=PASSPHRASE, now=Clock(), cost=FLOOR)
    access.change_passphrase(folder, "新的通行詞 四五六", who=WHO, recovery=code, now=Clock(), cost=FLOOR)
    assert opens(folder, "新的通行詞 四五六")


def test_person_is_admitted_and_dismissed(folder: Path) -> None:
    access.admit(folder, "王小明", "小明的通行詞 一二三", who=WHO, passphrase=PASSPHRASE, now=Clock(), cost=FLOOR)
    assert opens(folder, "小明的通行詞 一二三")
    access.dismiss(folder, "王小明", who=WHO, passphrase=PASSPHRASE, now=Clock())
    assert not opens(folder, "小明的通行詞 一二三")


@pytest.mark.parametrize(("name", "fault"), [("陳𡍼明", Fault.NOT_FOUND), (WHO, Fault.WRONG_STATE)])
def test_stranger_and_oneself_are_not_dismissed(folder: Path, name: str, fault: Fault) -> None:
    with pytest.raises(InputError) as caught:
        access.dismiss(folder, name, who=WHO, passphrase=PASSPHRASE, now=Clock())
    assert fault_of(caught) is fault
