"""A foreign file to a report and, where nothing refuses it, its content: every check in the order of the specification.

Nothing of a refused package stays anywhere. The clear text of a package up to 16 MiB is only ever in memory; a larger one is unpacked into a folder
of `scratch` that goes with `Opened.close()`.
"""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from hrdesk.domain.package import Attached, Content, Finding, Header, Report
from hrdesk.exchange import encryption, files, inner, layout, rule_files
from hrdesk.exchange.archive import Archive
from hrdesk.exchange.judging import Digests, Facts, attached, authenticate, check_series, judge, read_records, report
from hrdesk.exchange.limits import IN_MEMORY
from hrdesk.exchange.trust import Trust
from hrdesk.exchange.verdict import Checks, RefusedError

FOLDER = "opened-"


@dataclass(frozen=True, slots=True)
class Opened:
    """A package opened: the report and, if it was accepted, the content. Use it in a `with`, or close it when its attachments are kept."""

    report: Report
    content: Content | None = None
    folder: Path | None = None  # where attachments of a large package lie

    def close(self) -> None:
        """Remove the unpacked attachments."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close."""
        self.close()


def open_package(path: Path, trust: Trust, identities: Sequence[str], now: datetime, scratch: Path) -> Opened:
    """Return the report on a file and, where nothing refuses it, its content; `now` is the time of receipt.

    Never raises for what a file holds. Raises OSError where `scratch` cannot be written, PackageError NO_KEY for an identity that is none.
    """
    return open_with(path, lambda _archive, _checks: trust, identities, now, scratch)


def open_with(path: Path, trust_of: Callable[[Archive, Checks], Trust], identities: Sequence[str], now: datetime, scratch: Path) -> Opened:
    """Return what `open_package` does, with a trust that may come from the package itself (an enrolment, pinned by its digits)."""
    facts = Facts()
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY, dir=str(scratch)) as file:
        try:
            _decrypt(path, identities, file, facts)
            archive = Archive(file, facts.checks)
            trust = trust_of(archive, facts.checks)
            known = authenticate(archive, trust, now, facts)
            head, digests = judge(archive, trust, known, facts)
            check_series(head, trust, facts)
            content, folder = _content(archive, head, digests, facts, scratch)
        except RefusedError as refused:
            return Opened(report(path.name, facts, refused.finding))
    return Opened(report(path.name, facts, Finding.OK), content, folder)


def _decrypt(path: Path, identities: Sequence[str], file: IO[bytes], facts: Facts) -> None:
    """Make the checks "size" and "decrypt" and write the container to `file`."""
    with facts.checks.named("size"):
        facts.size = encryption.check_file(path)
    with facts.checks.named("decrypt"):
        encryption.decrypt(path, identities, file)


def _content(archive: Archive, head: Header, digests: Digests, facts: Facts, scratch: Path) -> tuple[Content, Path | None]:
    """Make the checks from "records" on and return the content, and the folder its attachments are in, if any."""
    records = read_records(archive, head, digests, facts)
    within = inner.opened(archive, head, records, digests, facts)
    forms = {name.removeprefix("forms/"): archive.read(name) for name in archive.names if name.startswith("forms/")}
    carried = {name.removeprefix("trust/"): archive.read(name) for name in archive.names if name.startswith("trust/")}
    names = attached(archive)
    folder = Path(tempfile.mkdtemp(prefix=FOLDER, dir=scratch)) if names and facts.size > IN_MEMORY else None
    attachments = tuple(_attached(archive, name, folder) for name in names)
    made = Content(header=head, records=records, forms=forms, attachments=attachments, trust=carried, rules=rule_files.carried(archive))
    return replace(made, inner=within, inner_root=archive.read(layout.INNER_ROOT) if within else b""), folder


def take_out(path: Path, identities: Sequence[str], agency: str, target: Path, scratch: Path) -> None:
    """Write the package of a 所屬 (agency code) inside a package to `target`, byte for byte, to be checked by hand; raise RefusedError, PackageError."""
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY, dir=str(scratch)) as file:
        encryption.decrypt(path, identities, file)
        archive = Archive(file, Checks())
        name = layout.inner_name(agency)
        if name not in archive.names:
            raise RefusedError(Finding.BAD_MEMBERS, why="inner missing")
        files.write_whole(target, lambda out: out.writelines(archive.chunks(name)))


def _attached(archive: Archive, name: str, folder: Path | None) -> Attached:
    """Return an attachment with its bytes, or with the file in `folder` that it was written to."""
    digest, _, kind = name.removeprefix("attachments/").partition(".")
    if folder is None:
        return Attached(digest, kind, archive.read(name))
    path = folder / f"{digest}.{kind}"
    with path.open("xb") as file:
        file.writelines(archive.chunks(name))
    return Attached(digest, kind, path)
