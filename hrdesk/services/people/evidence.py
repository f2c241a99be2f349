"""佐證: files taken into the book, and out of it again."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.attachment import KINDS, kind_of
from hrdesk.domain.record import AgencyId, EvidenceId
from hrdesk.domain.seeds import Evidence
from hrdesk.domain.values import Changes, Key
from hrdesk.errors import Fault, InputError, PrintError
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.told import reason_of
from hrdesk.services.people import looking
from hrdesk.store.durable import write_file

LIMIT = 20 * 1024 * 1024  # bytes of one file: a scanned slip, not an archive
NO_NAME = frozenset('<>:"/\\|?*')  # what no file system takes, or takes for a folder
LONGEST = 80  # characters of a copy's name


def read_evidence(path: Path) -> tuple[bytes, str]:
    """Return a file's bytes and its kind by content.

    Raises InputError: FILE_MISSING, FILE_EMPTY, FILE_TOO_LARGE (over 20 MiB), or FILE_HOSTILE where it is no allowed kind.
    """
    try:
        size = path.stat().st_size
        if size > LIMIT:
            raise InputError(Fault.FILE_TOO_LARGE, file=path.name, what="佐證檔", size=size, limit=LIMIT)
        data = path.read_bytes()
    except OSError as error:
        raise InputError(Fault.FILE_MISSING, file=path.name) from error
    if not data:
        raise InputError(Fault.FILE_EMPTY, file=path.name)
    kind = kind_of(data)
    if kind is None:
        raise InputError(Fault.FILE_HOSTILE, file=path.name, what=f"佐證只收 {'、'.join(sorted(KINDS))}")
    return data, kind


def take_in(desk: Desk, path: Path, *, day: date | None = None, agency: AgencyId | None = None) -> tuple[Changes, EvidenceId]:
    """Keep a file as evidence and return its id; the same bytes taken in again keep their first record and change nothing."""
    data, kind = read_evidence(path)
    whose = agency or desk.workspace.agency
    with desk.store.write(Act.EDIT, what="evidence") as tx:
        digest = tx.blob_in(data)
        held = tx.all(Evidence, agency=whose, digest=digest)
        if held:
            return tx.changes, held[0].id
        fresh = Evidence(id=EvidenceId(desk.new_id()), agency=whose, digest=digest, name=path.name, kind=kind, size=len(data), day=day or desk.today)
        tx.put(fresh)
    return tx.changes, fresh.id


def check_evidence(desk: Desk, ids: tuple[EvidenceId, ...]) -> None:
    """Raise InputError NOT_FOUND for an id that is no evidence in this book."""
    for one in ids:
        if desk.store.get(Evidence, one) is None:
            raise InputError(Fault.NOT_FOUND, what="佐證", text=one)


def held(desk: Desk, ids: Sequence[EvidenceId]) -> tuple[Evidence, ...]:
    """Return pieces of evidence in this order; ids that are none in this book are left out."""
    found = (desk.store.get(Evidence, one) for one in ids)
    return tuple(one for one in found if one is not None)


def file_name(item: Evidence) -> str:
    """Return the name a copy is given: as it came, but ending as its bytes are, without signs that no file system takes."""
    stem = "".join("_" if sign in NO_NAME or not sign.isprintable() else sign for sign in Path(item.name.replace("\\", "/")).stem)[:LONGEST].strip(" .")
    return f"{stem or '佐證'}.{item.kind}"


def copy_out(desk: Desk, key: EvidenceId, target: Path) -> Path:
    """Write a copy of a piece of evidence and return its path; into a folder under its own name, else as `target`. Noted in the history.

    Raises InputError NOT_FOUND, PrintError WRITE_FAILED.
    """
    check_evidence(desk, (key,))
    (item,) = held(desk, (key,))
    path = target / file_name(item) if target.is_dir() else target
    try:
        write_file(path, desk.store.blob(item.digest))
    except OSError as error:
        raise PrintError(Fault.WRITE_FAILED, file=path.name, what=reason_of(error)) from error
    looking.note(desk, "evidence", [Key("Evidence", key)])
    return path


def scratch_copy(desk: Desk, key: EvidenceId) -> Path:
    """Write a copy to look at into the private folder of the workspace, which is emptied when that closes, and return its path."""
    folder = desk.scratch / key
    folder.mkdir(exist_ok=True)
    return copy_out(desk, key, folder)
