"""What was being typed survives the program's death, and disturbs neither the log nor undo."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from hrdesk.domain.staff import Officer
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening import unsaved
from hrdesk.services.opening.workspace import open_desk
from hrdesk.services.safekeeping import keeping
from tests.killing import Acknowledge, kill_at_random
from tests.services.book import PASSPHRASE, Clock, fault_of, hire
from tests.services.test_kill import Onwards, unlocked

TEXTS = {"name": "陳𡍼明", "title": "科員"}


def texts(desk: Desk) -> list[tuple[str, str, dict[str, str]]]:
    return [(one.editor, one.key, dict(one.texts)) for one in unsaved.kept(desk)]


def test_what_was_typed_last_is_kept_by_editor_and_place(desk: Desk) -> None:
    unsaved.keep(desk, "officer", "", {"name": "陳"})
    unsaved.keep(desk, "officer", "", TEXTS)
    unsaved.keep(desk, "coaching", "b", {"problem": "無法登入"})
    unsaved.keep(desk, "coaching", "a", {})
    assert texts(desk) == [("coaching", "a", {}), ("coaching", "b", {"problem": "無法登入"}), ("officer", "", TEXTS)]
    assert unsaved.kept(desk)[0].at == desk.now()


def test_what_is_typed_over_is_put_aside_with_its_moment(desk: Desk, clock: Clock) -> None:
    unsaved.keep(desk, "officer", "", TEXTS)
    first = clock.at
    clock.at += timedelta(hours=1)
    unsaved.keep(desk, "officer", "", {"name": "李小華"}, aside=True)
    found = {one.aside: one for one in unsaved.kept(desk)}
    assert {aside: (one.at, dict(one.texts)) for aside, one in found.items()} == {True: (first, TEXTS), False: (clock.at, {"name": "李小華"})}
    assert unsaved.kept_of(desk, "officer", "") == found[False]
    unsaved.forget(desk, "officer", found[True].key)
    assert unsaved.kept(desk) == (found[False],)
    assert unsaved.kept_of(desk, "officer", "a") is None


def test_what_was_saved_is_forgotten_and_forgetting_nothing_is_no_error(desk: Desk) -> None:
    unsaved.keep(desk, "officer", "", TEXTS)
    unsaved.forget(desk, "officer", "")
    unsaved.forget(desk, "officer", "")
    assert unsaved.kept(desk) == ()


def test_keeping_leaves_no_entry_and_neither_undo_nor_redo_is_lost(desk: Desk) -> None:
    hire(desk)
    hire(desk)
    keeping.undo(desk)
    before = (desk.store.history(), desk.store.audit_head(), desk.store.next_undo(), desk.store.next_redo())
    unsaved.keep(desk, "officer", "", TEXTS)
    unsaved.forget(desk, "officer", "")
    assert (desk.store.history(), desk.store.audit_head(), desk.store.next_undo(), desk.store.next_redo()) == before
    keeping.redo(desk)
    assert desk.store.count(Officer) == 2


def test_what_one_person_was_typing_is_not_offered_to_another(desk: Desk, folder: Path) -> None:
    unsaved.keep(desk, "officer", "", TEXTS)
    desk.close()
    with open_desk(folder, who="林小華", passphrase=PASSPHRASE, now=Clock()) as other:
        assert unsaved.kept(other) == ()
    with open_desk(folder, who="範例承辦", passphrase=PASSPHRASE, now=Clock()) as again:
        assert texts(again) == [("officer", "", TEXTS)]


def test_it_lies_in_the_encrypted_file_alone(desk: Desk, folder: Path) -> None:
    unsaved.keep(desk, "officer", "", TEXTS)
    desk.store.check()
    for path in (one for one in folder.rglob("*") if one.is_file()):
        data = path.read_bytes()
        assert not any(TEXTS["name"].encode(coding) in data for coding in ("utf-8", "utf-16-le", "utf-16-be")), path.name


@pytest.mark.parametrize(("size", "kept"), [(999_996, True), (999_997, False)])
def test_more_than_a_million_bytes_are_refused(desk: Desk, size: int, *, kept: bool) -> None:
    if kept:
        unsaved.keep(desk, "officer", "", {"name": "a" * size})
        assert len(texts(desk)[0][2]["name"]) == size
        return
    with pytest.raises(InputError) as caught:
        unsaved.keep(desk, "officer", "", {"name": "a" * size})
    assert fault_of(caught) is Fault.INVALID
    assert unsaved.kept(desk) == ()


def type_on(folder: Path, acknowledge: Acknowledge) -> None:
    """Type one character after another until killed."""
    desk = unlocked(folder, Onwards())
    number = 0
    while True:
        number += 1
        unsaved.keep(desk, "coaching", str(os.getpid()), {"problem": "字" * number})
        acknowledge(f"{os.getpid()} {number}")


def test_what_was_kept_is_there_after_kill_9(folder: Path) -> None:
    def check(acknowledged: list[str]) -> None:
        with unlocked(folder, Onwards()) as desk:
            found = {one.key: len(one.texts["problem"]) for one in unsaved.kept(desk)}
            if acknowledged:
                key, number = acknowledged[-1].split()
                assert found[key] in (int(number), int(number) + 1)
            for key in found:
                unsaved.forget(desk, "coaching", key)

    kill_at_random(type_on, check, 20, folder)
