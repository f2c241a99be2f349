"""Who may sign in and what they may do: changed while the workspace is open, and never by who may not."""

from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.members import Access, Member, member_id
from hrdesk.domain.record import OfficerId
from hrdesk.errors import Fault, HrdeskError, InputError, StoreError
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening import members
from hrdesk.services.opening.access import new_code
from hrdesk.services.opening.workspace import open_desk
from hrdesk.store.attempts import ALLOWED
from hrdesk.store.key_file import FLOOR
from tests.factory import record_id
from tests.services.book import PASSPHRASE, Clock, fault_of, hire
from tests.services.steps import drop

WHO, OTHER = "範例承辦", "林小華"
HERS, NEW = "小華的通行詞 一二三", "新的通行詞 四五六"


def admit(desk: Desk, given: Access = Access.READER, name: str = OTHER, passphrase: str = PASSPHRASE, officer: OfficerId | None = None) -> Member:
    return members.admit_member(desk, name, given, HERS, passphrase=passphrase, officer=officer, cost=FLOOR)


def opened(folder: Path, who: str = OTHER, passphrase: str = HERS, recovery: str | None = None) -> Desk:
    return open_desk(folder, who=who, passphrase=None if recovery else passphrase, recovery=recovery, now=Clock())


def others(desk: Desk) -> tuple[Member, ...]:
    """Return the records of everybody but whoever made the workspace."""
    return tuple(one for one in members.members(desk) if one.name != WHO)


def unrecorded(desk: Desk) -> None:
    """Take the record of whoever made the workspace away, as in a workspace of the first release."""
    drop(desk, *desk.store.all(Member, name=WHO))


def opens(folder: Path, passphrase: str) -> bool:
    try:
        opened(folder, passphrase=passphrase).close()
    except StoreError:
        return False
    return True


def test_whoever_made_the_workspace_is_a_clerk_without_a_record(desk: Desk) -> None:
    unrecorded(desk)
    assert members.members(desk) == ()
    assert members.signed_in(desk) == members.member_of(desk, WHO) == Member(id=member_id(WHO), name=WHO, access=Access.CLERK)


def test_an_admitted_person_signs_in_with_the_access_given(desk: Desk, folder: Path) -> None:
    person = hire(desk, name=OTHER)
    fresh = admit(desk, Access.TEACHER, officer=person.id)
    assert others(desk) == (fresh,) == (members.member_of(desk, OTHER),)
    desk.close()
    with opened(folder) as theirs:
        assert members.signed_in(theirs) == Member(id=member_id(OTHER), name=OTHER, access=Access.TEACHER, officer=person.id)


def test_access_follows_the_passphrase_and_not_the_name_typed(desk: Desk, folder: Path) -> None:
    unrecorded(desk)
    admit(desk, Access.READER, "王一")
    admit(desk, Access.READER)
    code = members.new_recovery_code(desk, passphrase=PASSPHRASE, cost=FLOOR)
    desk.close()
    for typed in (WHO, "誰"):
        with opened(folder, who=typed, passphrase=HERS) as theirs:
            assert members.signed_in(theirs).access is Access.READER
    with opened(folder, who=OTHER, passphrase=PASSPHRASE) as makers:
        assert members.signed_in(makers) == Member(id=member_id(OTHER), name=OTHER, access=Access.CLERK)
    for typed, access in ((OTHER, Access.READER), (WHO, Access.CLERK)):
        with opened(folder, who=typed, recovery=code) as recovered:
            assert members.signed_in(recovered).access is access


def test_people_are_listed_by_strokes(desk: Desk) -> None:
    for name in ("鄭大同", "丁一", "林小華"):
        admit(desk, name=name)
    assert [one.name for one in others(desk)] == ["丁一", "林小華", "鄭大同"]


@pytest.mark.parametrize(
    ("name", "given", "officer", "fault"),
    [
        (" ", Access.READER, None, Fault.INVALID),
        (OTHER, Access.TEACHER, None, Fault.INVALID),
        (OTHER, Access.TEACHER, OfficerId(record_id("nobody")), Fault.NOT_FOUND),
        (WHO, Access.HEAD, None, Fault.WRONG_STATE),
    ],
)
def test_nobody_is_admitted_without_a_name_or_a_teacher_without_an_officer_or_oneself(
    desk: Desk, name: str, given: Access, officer: OfficerId | None, fault: Fault
) -> None:
    for act in (admit, change):
        with pytest.raises(InputError) as caught:
            act(desk, given, name, officer=officer)
        assert fault_of(caught) is fault
        assert "—" not in words.of_error(caught.value)
    assert others(desk) == ()


def change(desk: Desk, given: Access, name: str = OTHER, passphrase: str = PASSPHRASE, officer: OfficerId | None = None) -> Member:
    return members.change_member(desk, name, given, passphrase=passphrase, officer=officer)


def test_a_short_passphrase_and_a_wrong_one_admit_nobody(desk: Desk, folder: Path) -> None:
    with pytest.raises(InputError) as caught:
        members.admit_member(desk, OTHER, Access.READER, "短", passphrase=PASSPHRASE, cost=FLOOR)
    assert fault_of(caught) is Fault.INVALID
    with pytest.raises(StoreError) as wrong:
        admit(desk, passphrase="錯的通行詞 七八九")
    assert (wrong.value.fault, wrong.value.facts["left"]) == (Fault.WRONG_PASSPHRASE, ALLOWED - 1)
    assert others(desk) == ()
    desk.close()
    assert not opens(folder, HERS)


def test_what_a_person_may_do_is_changed_without_a_new_passphrase_and_not_undone(desk: Desk, folder: Path) -> None:
    admit(desk)
    hire(desk)
    assert change(desk, Access.HEAD).access is Access.HEAD
    assert members.member_of(desk, OTHER).access is Access.HEAD
    assert desk.store.next_undo() is None
    desk.close()
    assert opens(folder, HERS)


def test_only_who_may_sign_in_is_given_other_access(desk: Desk) -> None:
    with pytest.raises(InputError) as caught:
        change(desk, Access.READER)
    assert fault_of(caught) is Fault.NOT_FOUND
    assert others(desk) == ()


def test_a_dismissed_person_signs_in_no_more(desk: Desk, folder: Path) -> None:
    admit(desk)
    members.dismiss_member(desk, OTHER, passphrase=PASSPHRASE)
    assert others(desk) == ()
    desk.close()
    assert not opens(folder, HERS)
    assert opens(folder, PASSPHRASE)


@pytest.mark.parametrize(
    ("name", "passphrase", "fault"), [("陳𡍼明", PASSPHRASE, Fault.NOT_FOUND), (WHO, PASSPHRASE, Fault.WRONG_STATE), (OTHER, HERS, Fault.WRONG_STATE)]
)
def test_neither_a_stranger_nor_oneself_nor_by_their_own_passphrase(desk: Desk, name: str, passphrase: str, fault: Fault) -> None:
    fresh = admit(desk)
    with pytest.raises(InputError) as caught:
        members.dismiss_member(desk, name, passphrase=passphrase)
    assert fault_of(caught) is fault
    assert "—" not in words.of_error(caught.value)
    assert others(desk) == (fresh,)


def test_the_own_passphrase_changes_at_the_open_desk_and_again(desk: Desk, folder: Path) -> None:
    hire(desk)
    members.change_own_passphrase(desk, PASSPHRASE, NEW, cost=FLOOR)
    assert desk.store.history(1)[0].act is Act.CHANGE_KEY
    assert desk.store.next_undo() is not None
    members.change_own_passphrase(desk, NEW, HERS, cost=FLOOR)
    assert members.signed_in(desk).access is Access.CLERK
    desk.close()
    assert [opens(folder, one) for one in (PASSPHRASE, NEW, HERS)] == [False, False, True]


def test_the_passphrase_of_another_member_is_not_taken_for_the_own(desk: Desk, folder: Path) -> None:
    admit(desk)
    with pytest.raises(InputError) as caught:
        members.change_own_passphrase(desk, HERS, NEW, cost=FLOOR)
    assert fault_of(caught) is Fault.WRONG_STATE
    members.change_own_passphrase(desk, PASSPHRASE, NEW, cost=FLOOR)
    desk.close()
    assert [opens(folder, one) for one in (PASSPHRASE, NEW, HERS)] == [False, True, True]


def test_a_code_that_was_shown_and_typed_back_counts(desk: Desk, folder: Path) -> None:
    shown = new_code()
    assert members.new_recovery_code(desk, passphrase=PASSPHRASE, shown=shown.lower(), cost=FLOOR) == shown
    desk.close()
    opened(folder, recovery=shown).close()


def test_a_new_recovery_code_opens_the_workspace(desk: Desk, folder: Path) -> None:
    first = members.new_recovery_code(desk, passphrase=PASSPHRASE, cost=FLOOR)
    second = members.new_recovery_code(desk, passphrase=PASSPHRASE, cost=FLOOR)
    desk.close()
    opened(folder, recovery=second).close()
    with pytest.raises(StoreError) as caught:
        opened(folder, recovery=first)
    assert fault_of(caught) is Fault.RECOVERY_CODE


@pytest.mark.parametrize("given", [Access.TEACHER, Access.READER])
def test_teacher_and_reader_manage_nobody_but_change_their_own_passphrase(desk: Desk, folder: Path, given: Access) -> None:
    person = hire(desk, name=OTHER)
    admit(desk, given, officer=person.id)
    desk.close()
    with opened(folder) as theirs:
        for act in (
            lambda: admit(theirs, name="丁一", passphrase=HERS),
            lambda: change(theirs, Access.READER, WHO, passphrase=HERS),
            lambda: members.dismiss_member(theirs, WHO, passphrase=HERS),
            lambda: members.new_recovery_code(theirs, passphrase=HERS, cost=FLOOR),
        ):
            with pytest.raises(HrdeskError) as caught:
                act()
            assert fault_of(caught) is Fault.WRONG_STATE
        members.change_own_passphrase(theirs, HERS, NEW, cost=FLOOR)
    assert opens(folder, NEW)
