"""Keeping the book safe: backup, restore, check, undo, redo, history."""

import contextlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.values import Changes, Problem
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.told import about
from hrdesk.services.opening.own import need_take_back
from hrdesk.services.safekeeping import backups as backups_made
from hrdesk.services.safekeeping.soundness import problems
from hrdesk.store import backup as backups
from hrdesk.store.backup_file import SUFFIX, BackupSummary
from hrdesk.store.check import CheckResult
from hrdesk.store.entry import Entry
from hrdesk.store.folder import BACKUPS

KEPT_OF_A_KIND = 20  # backups made for one reason that stay, whatever their age


@dataclass(frozen=True, slots=True)
class BookCheck:
    """What a check of the whole book found: the file, the audit chain (`broken` = first bad entry, None = intact), the records."""

    file: tuple[CheckResult, ...]
    broken: int | None
    head: str
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Tell whether the file and the audit chain are whole; problems of records are for a person to mend."""
        return self.broken is None and all(result.passed for result in self.file)


def backup(desk: Desk, target: Path | None = None) -> BackupSummary:
    """Write a verified backup to `target`, by default a new file named by the time in the workspace's own backup folder."""
    path = target or automatic_target(desk, "backup")
    with about(file=path):
        return desk.store.backup(path)


def before(desk: Desk, why: str) -> BackupSummary:
    """Write a verified backup before something large is done, and let older ones made for the same reason go.

    Of the backups made for one reason the newest 20 stay, and of each of the last 12 months the last one. What a person asked for (`backup`) never
    goes by itself. One that cannot be deleted now goes another time: the backup just made is what matters.
    """
    summary = backup(desk, automatic_target(desk, why))
    same = [one for one in backups_made.listed(desk) if one.why == why]
    monthly = backups_made.monthly(same, desk.now())
    for one in same[KEPT_OF_A_KIND:]:
        if one not in monthly:
            desk.store.note(Act.PRUNE, file=one.path.name)
            with contextlib.suppress(OSError):
                one.path.unlink(missing_ok=True)
    return summary


def last_backup(desk: Desk) -> datetime | None:
    """Return when the newest backup was written (UTC), or None where there was none yet."""
    return desk.store.last(Act.BACKUP)


def automatic_target(desk: Desk, why: str) -> Path:
    """Return the path of a new backup beside the workspace file, named by the time and why it is made."""
    folder = desk.store.folder / BACKUPS
    folder.mkdir(exist_ok=True)
    stem = f"{why}-{desk.now():%Y%m%dT%H%M%SZ}"
    taken = sum(1 for _ in folder.glob(f"{stem}*"))
    return folder / f"{stem}-{taken + 1}{SUFFIX}"


def restore_to_server(source: Path, folder: Path, server: str, *, passphrase: str | None = None, recovery: str | None = None) -> BackupSummary:
    """Bring a backup, of a file or of a server, back to life in an empty PostgreSQL database, and point `folder` at it."""
    from hrdesk.store.shared_workspace import restore_shared

    with about(folder=folder, file=source):
        return restore_shared(source, folder, server, passphrase=passphrase, recovery=recovery)


def restore(source: Path, folder: Path, *, passphrase: str | None = None, recovery: str | None = None, replace: bool = False) -> BackupSummary:
    """Bring a backup back to life in `folder`; one that is there already is refused unless `replace`, then it is moved aside, unchanged."""
    with about(folder=folder, file=source):
        return backups.restore(source, folder, passphrase=passphrase, recovery=recovery, replace=replace)


def check(desk: Desk) -> BookCheck:
    """Check the file, the audit chain and the records; changes nothing."""
    return BookCheck(desk.store.check(), desk.store.verify_audit(), desk.store.audit_head(), problems(desk))


def undo(desk: Desk) -> Changes:
    """Take back the newest undoable act; raise StoreError NOTHING_TO_UNDO where there is none, InputError WRONG_STATE where it is not one's own to do."""
    need_take_back(desk, desk.store.next_undo(), "復原")
    return desk.store.undo()


def redo(desk: Desk) -> Changes:
    """Do again what was undone last; raise StoreError NOTHING_TO_REDO where there is none, InputError WRONG_STATE where it is not one's own to do."""
    need_take_back(desk, desk.store.next_redo(), "重做")
    return desk.store.redo()


def try_again(desk: Desk) -> None:
    """Write what waited for the disk to take something again; raise StoreError (STORE_FULL, WRITE_FAILED, STORE_GONE) where it does not."""
    desk.store.settle()


def history(desk: Desk, limit: int = 100) -> tuple[Entry, ...]:
    """Return the newest entries of the log, newest first."""
    return desk.store.history(limit)
