"""The backups beside a workspace: which there are, whether one comes back to life, and which old ones may go."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.errors import Fault, StoreError
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.told import about, reason_of
from hrdesk.services.opening.own import need_manager
from hrdesk.store import backup as backups
from hrdesk.store.backup_file import SUFFIX, BackupSummary
from hrdesk.store.folder import BACKUPS

KEPT_DAYS = 30  # days in which every backup stays
KEPT_MONTHS = 12  # months in which the last backup of each stays
REHEARSED_EVERY = timedelta(days=31)
_NAME = re.compile(rf"(?P<why>[a-z0-9_-]+)-(?P<at>\d{{8}}T\d{{6}}Z)-(?P<number>\d+){re.escape(SUFFIX)}", re.ASCII)


@dataclass(frozen=True, slots=True)
class BackupFile:
    """An automatic backup: its file, size in bytes, when it was made (UTC), its number among those of one second, and why it was made."""

    path: Path
    size: int
    at: datetime
    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """When a backup was last brought back to life for trial (UTC, None = never), and whether a month has gone by since."""

    last: datetime | None
    due: bool


def listed(desk: Desk) -> tuple[BackupFile, ...]:
    """Return the automatic backups beside the workspace, the newest first; files with other names are not ours and left out."""
    folder = desk.store.folder / BACKUPS
    found = (_file(path) for path in (folder.iterdir() if folder.is_dir() else ()))
    return tuple(sorted((one for one in found if one is not None), key=lambda one: (one.at, one.number), reverse=True))


def prunable(files: Iterable[BackupFile], now: datetime) -> tuple[BackupFile, ...]:
    """Return which of these may go: not the newest, none of the last 30 days, and of each of the last 12 months not the last one."""
    ordered = sorted(files, key=lambda one: (one.at, one.number), reverse=True)
    months: set[tuple[int, int]] = set()
    going = []
    for place, one in enumerate(ordered):
        month = (one.at.year, one.at.month)
        fresh = now - one.at <= timedelta(days=KEPT_DAYS)
        kept = month not in months and (now.year - one.at.year) * 12 + now.month - one.at.month <= KEPT_MONTHS
        months.add(month)
        if place and not fresh and not kept:
            going.append(one)
    return tuple(going)


def monthly(files: Iterable[BackupFile], now: datetime) -> frozenset[BackupFile]:
    """Return of each of the last 12 months the last backup."""
    last: dict[tuple[int, int], BackupFile] = {}
    for one in sorted(files, key=lambda one: (one.at, one.number)):
        if (now.year - one.at.year) * 12 + now.month - one.at.month <= KEPT_MONTHS:
            last[one.at.year, one.at.month] = one
    return frozenset(last.values())


def prune(desk: Desk) -> tuple[BackupFile, ...]:
    """Delete the backups that may go and return them, each noted in the log first.

    Raises InputError WRONG_STATE for who may not, StoreError WRITE_FAILED for a file that cannot be deleted; the others stay then.
    """
    need_manager(desk, "刪除舊備份")
    going = prunable(listed(desk), desk.now())
    for one in going:
        desk.store.note(Act.PRUNE, file=one.path.name)
        try:
            one.path.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(Fault.WRITE_FAILED, file=one.path.name, what=reason_of(error)) from error
    return going


def rehearse(desk: Desk, path: Path, *, passphrase: str) -> BackupSummary:
    """Do everything a restore of this backup would, in a folder that is thrown away, and note it; raises StoreError as a restore does."""
    with about(file=path):
        summary = backups.rehearse(path, desk.scratch, passphrase=passphrase)
    desk.store.note(Act.REHEARSE, file=path.name, records=sum(summary.counts.values()))
    return summary


def rehearsal(desk: Desk) -> Rehearsal:
    """Return when a restore was rehearsed last, and whether the monthly one is due."""
    last = desk.store.last(Act.REHEARSE)
    return Rehearsal(last, last is None or desk.now() - last >= REHEARSED_EVERY)


def _file(path: Path) -> BackupFile | None:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    at = datetime.strptime(match["at"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return BackupFile(path, path.stat().st_size, at, int(match["number"]), match["why"])
