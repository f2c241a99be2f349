"""Who may open a workspace: passphrases, people, the recovery code. The workspace may not be open meanwhile."""

from pathlib import Path

from hrdesk.errors import InputError, StoreError
from hrdesk.services.core.told import about
from hrdesk.services.opening.passphrase import require_passphrase
from hrdesk.services.opening.workspace import Clock, utc_now
from hrdesk.store import access
from hrdesk.store.key_file import STANDARD, Cost
from hrdesk.store.recovery import new_secret, plain_code, read_code, write_code


def new_code() -> str:
    """Return a recovery code that belongs to nothing yet, to be shown before a workspace is made with it."""
    return write_code(new_secret())


def wrong_group(shown: str, typed: str) -> int | None:
    """Return the first group (1 to 8) in which a code typed back differs from the one shown, None where it is the same; spaces and case do not count."""
    wanted, given = plain_code(shown), plain_code(typed)
    if wanted == given:
        return None
    size = len(shown.partition("-")[0])
    at = next((n for n, (one, other) in enumerate(zip(wanted, given, strict=False)) if one != other), min(len(wanted), len(given)))
    return min(at, len(wanted) - 1) // size + 1


def misspelt_group(typed: str) -> int | None:
    """Return the first group (1 to 8) of a typed recovery code that cannot be, by its check character; None where each may be."""
    try:
        read_code(typed)
    except StoreError as error:
        return int(error.facts["group"])
    return None


def change_passphrase(
    folder: Path,
    new: str,
    *,
    who: str,
    passphrase: str | None = None,
    recovery: str | None = None,
    now: Clock = utc_now,
    cost: Cost = STANDARD,
) -> None:
    """Give a person a new passphrase in place of the one shown, or of a forgotten one with the recovery code."""
    with about(folder=folder):
        access.change_passphrase(folder, who, now, require_passphrase(new), passphrase=passphrase, recovery=recovery, cost=cost)


def admit(folder: Path, newcomer: str, new: str, *, who: str, passphrase: str, now: Clock = utc_now, cost: Cost = STANDARD) -> None:
    """Let one more person open the workspace with a passphrase of their own."""
    with about(folder=folder):
        access.admit(folder, who, now, newcomer, require_passphrase(new), passphrase=passphrase, cost=cost)


def dismiss(folder: Path, leaver: str, *, who: str, passphrase: str, now: Clock = utc_now) -> None:
    """Take a person's passphrase away; raise InputError NOT_FOUND for nobody known, WRONG_STATE for oneself."""
    try:
        with about(folder=folder):
            access.dismiss(folder, who, now, leaver, passphrase=passphrase)
    except InputError as error:
        raise InputError(error.fault, what="取消開啟權限", text=leaver, reason="不能取消自己的密碼，請由另一人辦理") from error


def new_recovery(folder: Path, *, who: str, passphrase: str, now: Clock = utc_now, cost: Cost = STANDARD) -> str:
    """Return a new recovery code to print; the one before opens nothing any more."""
    with about(folder=folder):
        return access.new_recovery(folder, who, now, passphrase=passphrase, cost=cost)
