"""Who may sign in and what they may do there, changed while the workspace is open.

Access is a guard rail and a trace among people who can all open the file, not secrecy. It follows the passphrase that opened the workspace, not the
name that was typed with it. A person without a record is a CLERK: whoever made the workspace.
"""

from hrdesk.domain.members import Access, Member, member_id
from hrdesk.domain.record import OfficerId
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.name_tables import stroke_key
from hrdesk.services.core.told import about
from hrdesk.services.opening.passphrase import require_passphrase
from hrdesk.services.people.staff import officer as officer_record
from hrdesk.store import access
from hrdesk.store.key_copies import Change, Proof
from hrdesk.store.key_file import STANDARD, Cost, KeyFile, Slot, belongs
from hrdesk.store.recovery import new_secret, read_code, write_code

MANAGERS = frozenset({Access.CLERK, Access.HEAD})  # who may say who else signs in


def members(desk: Desk) -> tuple[Member, ...]:
    """Return who may sign in by record, by 姓氏筆畫."""
    return tuple(sorted(desk.store.all(Member), key=lambda one: (stroke_key(one.name), one.id)))


def member_of(desk: Desk, who: str) -> Member:
    """Return the record of a name; a person without one is a CLERK: whoever created the workspace."""
    return desk.store.get(Member, member_id(who)) or Member(id=member_id(who), name=who, access=Access.CLERK)


def signed_in(desk: Desk) -> Member:
    """Return who works at the desk: the owner of the passphrase that opened it, whatever name was typed; with the recovery code the name typed."""
    if not desk.store.opened_by(desk.who):
        for one in desk.store.all(Member):
            if desk.store.opened_by(one.name):
                return one
    if desk.store.opened_by(desk.who) or desk.store.opened_with_recovery:
        return member_of(desk, desk.who)
    return Member(id=member_id(desk.who), name=desk.who, access=Access.CLERK)


def admit_member(desk: Desk, name: str, given: Access, new: str, *, passphrase: str, officer: OfficerId | None = None, cost: Cost = STANDARD) -> Member:
    """Let one more person sign in with a passphrase of their own, or give one who may a new one and other access; return the record.

    `passphrase` is that of whoever admits. Raises InputError INVALID for no name, a passphrase too short or a TEACHER without an officer, NOT_FOUND
    for an unknown officer, WRONG_STATE for oneself or where the person at the desk may not; StoreError as opening does.
    """
    _need_manager(desk, "新增使用者")
    fresh = _checked(desk, name, given, officer)
    _not_oneself(desk, name, "以新增使用者變更自己的密碼", "請用「變更密碼」")
    _change(desk, passphrase, access.admitted(fresh.name, require_passphrase(new), cost), put=fresh)
    return fresh


def change_member(desk: Desk, name: str, given: Access, *, passphrase: str, officer: OfficerId | None = None) -> Member:
    """Change what a person may do; return the record. It cannot be undone, so that nobody gets back what was taken.

    Raises InputError as `admit_member` does; nobody changes their own access, so that somebody who may admit always remains.
    """
    _need_manager(desk, "變更使用者的權限")
    fresh = _checked(desk, name, given, officer)
    _not_oneself(desk, name, "變更自己的權限", "請由另一人辦理")

    def unchanged(keys: KeyFile, _data_key: bytes, _used: Slot) -> tuple[Slot, ...]:
        if not any(belongs(slot, name) for slot in keys.slots):
            raise InputError(Fault.NOT_FOUND, what="使用者", text=name)
        return keys.slots

    _change(desk, passphrase, unchanged, put=fresh)
    return fresh


def dismiss_member(desk: Desk, name: str, *, passphrase: str) -> None:
    """Take a person's passphrase away, and then the record; raise InputError NOT_FOUND for nobody known, WRONG_STATE for oneself."""
    _need_manager(desk, "取消使用者")
    _not_oneself(desk, name, "取消自己的密碼", "請由另一人辦理")
    try:
        _change(desk, passphrase, access.dismissed(name), gone=member_of(desk, name))
    except InputError as error:
        raise InputError(error.fault, what="取消開啟權限", text=name, reason="所輸入的是這個人自己的密碼") from error


def change_own_passphrase(desk: Desk, old: str, new: str, *, cost: Cost = STANDARD) -> None:
    """Give the person at the desk a new passphrase in place of `old`; the workspace stays open.

    Raises InputError WRONG_STATE for the passphrase of another member, which would otherwise be lost.
    """
    me = signed_in(desk)
    renew = access.changed(me.name, require_passphrase(new), cost)

    def own(keys: KeyFile, data_key: bytes, used: Slot) -> tuple[Slot, ...]:
        if any(belongs(used, one.name) for one in members(desk) if one.id != me.id):
            raise InputError(Fault.WRONG_STATE, what="變更密碼", reason="所輸入的是另一位使用者的密碼")
        return renew(keys, data_key, used)

    _change(desk, old, own)


def new_recovery_code(desk: Desk, *, passphrase: str, shown: str | None = None, cost: Cost = STANDARD) -> str:
    """Return a new recovery code to print, or take the one that was `shown` and typed back; the one before opens nothing any more from now on."""
    _need_manager(desk, "換發復原碼")
    secret = new_secret() if shown is None else read_code(shown)
    _change(desk, passphrase, access.recovered(secret, cost))
    return write_code(secret)


def prove(desk: Desk, passphrase: str) -> None:
    """Make sure that it is the person at the desk who asks: raise StoreError WRONG_PASSPHRASE, or STORE_LOCKED after too many tries."""
    with about(folder=desk.store.folder):
        desk.store.prove(Proof(signed_in(desk).name, passphrase))


def _change(desk: Desk, passphrase: str, change: Change, *, put: Member | None = None, gone: Member | None = None) -> None:
    with about(folder=desk.store.folder):
        proof = Proof(signed_in(desk).name, passphrase)
        desk.store.change_keys(proof, change, put=() if put is None else (put,), gone=() if gone is None else (gone,))


def _checked(desk: Desk, name: str, given: Access, officer: OfficerId | None) -> Member:
    """Return the record of a person who may sign in; raise InputError INVALID, or NOT_FOUND for an unknown officer."""
    if not name.strip():
        raise InputError(Fault.INVALID, what="登入名稱", reason="不可空白")
    if given is Access.TEACHER and officer is None:
        raise InputError(Fault.INVALID, what="種籽教師的登入", reason="須指定是名冊上的哪一位")
    if officer is not None:
        officer_record(desk, officer)
    return Member(id=member_id(name), name=name, access=given, officer=officer)


def _need_manager(desk: Desk, what: str) -> None:
    if signed_in(desk).access not in MANAGERS:
        raise InputError(Fault.WRONG_STATE, what=what, reason="只有承辦人或人事主管可以辦理")


def _not_oneself(desk: Desk, name: str, what: str, reason: str) -> None:
    if member_id(name) == signed_in(desk).id:
        raise InputError(Fault.WRONG_STATE, what=what, reason=reason)
