"""The root certificate and the age key as files for whoever opens packages without this program; the key is guarded."""

import os
from dataclasses import replace
from pathlib import Path

import pyrage
import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.members import Access, Member, member_id
from hrdesk.errors import Fault, HrdeskError
from hrdesk.exchange.keys import unprotect
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import drafts, key_export, keys, offices, sealing
from tests.services.book import fault_of
from tests.services.steps import put
from tests.services.three_offices import PASSPHRASE, YEAR, City

NEW = "範例金鑰密碼 七八九"


def last(desk: Desk) -> tuple[Act, dict[str, str | int]]:
    (entry, *_) = desk.store.history(1)
    return entry.act, dict(entry.facts)


def test_the_root_is_the_own_one_of_a_collector_and_else_the_one_above(city: City, tmp_path: Path) -> None:
    digits = [key_export.save_root(desk, tmp_path / f"{n}.pem") for n, desk in enumerate((city.department, city.first, city.child))]
    assert digits[0] == offices.root_digits(city.department)
    assert digits[1] == offices.root_digits(city.first) == digits[2]
    assert (tmp_path / "2.pem").read_bytes().startswith(b"-----BEGIN CERTIFICATE-----")
    with pytest.raises(HrdeskError) as caught:
        key_export.save_root(city.child, tmp_path / "2.pem")
    assert fault_of(caught) is Fault.TARGET_EXISTS


def test_before_enrolment_there_is_no_root(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(HrdeskError) as caught:
        key_export.save_root(desk, tmp_path / "root.pem")
    assert fault_of(caught) is Fault.NO_KEY


def test_the_key_leaves_encrypted_and_opens_what_was_sent(city: City, tmp_path: Path) -> None:
    key_export.save_identity(city.first, tmp_path / "key.age", proof=PASSPHRASE, passphrase=NEW, reason=" 查驗 ")
    assert os.name == "nt" or (tmp_path / "key.age").stat().st_mode & 0o077 == 0
    text = unprotect((tmp_path / "key.age").read_bytes(), NEW).decode("ascii")
    assert tuple(text.split()) == keys.identities(city.first)
    file = sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out).file
    plain = pyrage.decrypt(file.read_bytes(), [pyrage.x25519.Identity.from_str(line) for line in text.split()])
    assert plain.startswith(b"PK")
    key_export.save_root(city.first, tmp_path / "root.pem")
    assert last(city.first) == (Act.EXPORT, {"what": "root_certificate"})


def test_who_may_not_or_does_not_say_why_or_is_somebody_else_gets_nothing(city: City, tmp_path: Path) -> None:
    target = tmp_path / "key.age"
    for fault, given in (
        (Fault.NEEDS_REASON, {"reason": " "}),
        (Fault.INVALID, {"passphrase": "short"}),
        (Fault.WRONG_PASSPHRASE, {"proof": "別人的密碼 一二三"}),
    ):
        with pytest.raises(HrdeskError) as caught:
            key_export.save_identity(city.first, target, **{"proof": PASSPHRASE, "passphrase": NEW, "reason": "查驗", **given})
        assert fault_of(caught) is fault
    owner = "範例承辦"  # of the passphrase
    put(city.first, Member(id=member_id(owner), name=owner, access=Access.READER))
    with pytest.raises(HrdeskError) as caught:
        key_export.save_identity(replace(city.first, who=owner), target, proof=PASSPHRASE, passphrase=NEW, reason="查驗")
    assert fault_of(caught) is Fault.WRONG_STATE
    assert not target.exists()


def test_that_the_key_left_is_in_the_log(city: City, tmp_path: Path) -> None:
    key_export.save_identity(city.department, tmp_path / "key.age", proof=PASSPHRASE, passphrase=NEW, reason=" 查驗 ")
    assert last(city.department) == (Act.EXPORT, {"what": "identity", "reason": "查驗"})
    with pytest.raises(HrdeskError) as caught:
        key_export.save_identity(city.department, tmp_path / "key.age", proof=PASSPHRASE, passphrase=NEW, reason="再一次")
    assert fault_of(caught) is Fault.TARGET_EXISTS
