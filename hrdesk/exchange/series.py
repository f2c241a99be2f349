"""A package's place in its series: replayed, unchanged, out of order, forked, or with a gap before it."""

from collections.abc import Sequence

from hrdesk.domain.package import Finding, Header, PackageKind
from hrdesk.exchange.trust import Held, Trust
from hrdesk.exchange.verdict import RefusedError

PERIODIC = frozenset((PackageKind.SUBMISSION, PackageKind.NOMINATION))  # taken only while the collector's period is open


def check_series(header: Header, package: str, trust: Trust) -> int:
    """Return how many revisions are missing before this one (0 = none, else a GAP to warn of).

    Raises RefusedError: PERIOD_CLOSED, REPLAYED, SAME_CONTENT, OLD_REVISION, REUSED_REVISION, FORK.
    """
    if any(held.package == package for held in trust.held):
        raise RefusedError(Finding.REPLAYED, revision=header.revision)
    if header.kind in PERIODIC and trust.open_periods is not None and header.period not in trust.open_periods:
        raise RefusedError(Finding.PERIOD_CLOSED, period=header.period)
    line = _line(header, trust.held)
    if header.kind is PackageKind.RECEIPT:
        return _check_receipt(header, line)
    if not line:
        return header.revision - 1
    _check_newest(header, line)
    if package not in trust.forks:
        _check_history(header, line)
    return header.revision - line[-1].revision - 1


def _check_receipt(header: Header, line: Sequence[Held]) -> int:
    """Refuse a receipt that tells nothing new; each answers a package of its own, so they come in any order, without a history or a gap."""
    same = next((one for one in line if (one.content, one.answers) == (header.content_digest, header.answers)), None)
    if same is not None:
        raise RefusedError(Finding.SAME_CONTENT, revision=same.revision)
    return 0


def _line(header: Header, held: Sequence[Held]) -> list[Held]:
    """Return what is held of this series, oldest first, from the last accepted fork on."""
    mine = (one for one in held if one.agency == header.agency)  # asked first: a ledger holds thousands of others
    line = sorted((one for one in mine if (one.kind, one.period) == (header.kind, header.period)), key=lambda one: one.revision)
    forks = [place for place, one in enumerate(line) if one.fork]
    return line[forks[-1] :] if forks else line


def _check_newest(header: Header, line: Sequence[Held]) -> None:
    """Refuse what is not newer than the newest held."""
    newest = line[-1]
    if (newest.content, newest.answers) == (header.content_digest, header.answers) and header.revision >= newest.revision:
        raise RefusedError(Finding.SAME_CONTENT, revision=newest.revision)
    if header.revision in {one.revision for one in line}:
        raise RefusedError(Finding.REUSED_REVISION, revision=header.revision)
    if header.revision < newest.revision:
        raise RefusedError(Finding.OLD_REVISION, revision=header.revision, newest=newest.revision)


def _check_history(header: Header, line: Sequence[Held]) -> None:
    """Refuse a history that contradicts what was received."""
    told = {past.revision: past.content for past in header.history}
    for held in line:
        if told[held.revision] != held.content:
            raise RefusedError(Finding.FORK, revision=held.revision)
