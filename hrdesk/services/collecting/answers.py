"""What a collector sends down to everyone in one go: rules, quota notices, decisions, returns, results; each sealed on its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hrdesk.domain.package import PackageKind
from hrdesk.domain.staff import Agency
from hrdesk.errors import Fault, HrdeskError, InputError
from hrdesk.services.agency.agencies import below
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import drafts, keys, receipts, rules_package, sealing
from hrdesk.services.packages.sealing import Draft, SealedFile

DRAFTS: Mapping[PackageKind, Callable[[Desk, int, Agency], Draft]] = {
    PackageKind.QUOTA: drafts.quota_notice,
    PackageKind.DECISION: drafts.decision,
    PackageKind.RETURN: drafts.returned,
    PackageKind.RESULTS: drafts.results,
    PackageKind.RULES: rules_package.draft,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one agency's package: the sealed file, or why there is none."""

    agency: Agency
    sealed: SealedFile | None = None
    error: HrdeskError | None = None

    @property
    def id(self) -> str:
        """Return what it is known by."""
        return self.agency.id

    @property
    def nothing(self) -> bool:
        """Tell that there was nothing to send to this agency."""
        return self.error is not None and self.error.fault is Fault.WRONG_STATE


def never() -> bool:
    """Go on to the end."""
    return False


def send_all(
    desk: Desk, kind: PackageKind, year: int, folder: Path, agencies: Sequence[Agency] = (), *, stopped: Callable[[], bool] = never
) -> tuple[Answer, ...]:
    """Seal a package of a kind for each of `agencies` (default: everyone below) into a folder; one that cannot be sealed never stops the others.

    It ends before the next agency once `stopped` says so: what was sealed stays, and those left over are beyond what is returned.
    Raises InputError INVALID for a kind that is not sent down; CLOCK_BEHIND, PackageError NO_KEY and StoreError WRITE_FAILED where none could be
    sealed or written, before the first is.
    """
    if kind not in DRAFTS:
        raise InputError(Fault.INVALID, what="資料包種類", reason="不是送給所屬的資料包")
    sealing.check_clock(desk)
    keys.signer(desk, kind)
    receipts.prepare(folder)
    whom = tuple(agencies) or below(desk)
    found: list[Answer] = []
    for agency in whom:
        if stopped():
            break
        found.append(_answer(desk, kind, year, folder, agency))
        desk.progress(len(found), len(whom))
    return tuple(found)


def _answer(desk: Desk, kind: PackageKind, year: int, folder: Path, agency: Agency) -> Answer:
    try:
        return Answer(agency, sealed=sealing.seal(desk, DRAFTS[kind](desk, year, agency), folder))
    except HrdeskError as error:
        return Answer(agency, error=error)
