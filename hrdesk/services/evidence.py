"""佐證: files taken into the book, and out of it again."""

from datetime import date
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.attachment import KINDS, kind_of
from hrdesk.domain.record import AgencyId, EvidenceId
from hrdesk.domain.seeds import Evidence
from hrdesk.domain.values import Changes
from hrdesk.errors import Fault, InputError
from hrdesk.services.desk import Desk

LIMIT = 20 * 1024 * 1024  # bytes of one file: a scanned slip, not an archive


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
