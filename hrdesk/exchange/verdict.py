"""How a check says no: one internal error that carries the finding, and the list of checks made so far."""

from collections.abc import Iterator
from contextlib import contextmanager

from hrdesk.domain.package import Check, Finding
from hrdesk.errors import Fault, PackageError


class RefusedError(PackageError):
    """A check's refusal; `facts` also hold the finding's value as `verdict`."""

    def __init__(self, finding: Finding, **facts: str | int) -> None:
        super().__init__(Fault.PACKAGE_REFUSED, verdict=finding.value, **facts)
        self.finding = finding
        self.details = facts


class Checks:
    """The checks made on one package, in order; the first that refuses ends them."""

    def __init__(self) -> None:
        """Start with none made."""
        self.made: list[Check] = []

    @contextmanager
    def named(self, name: str) -> Iterator[None]:
        """Keep what the block finds: OK, or the refusal that leaves it."""
        try:
            yield
        except RefusedError as refused:
            self.made.append(Check(name, refused.finding, refused.details))
            raise
        self.made.append(Check(name, Finding.OK))

    def warn(self, finding: Finding, **facts: str | int) -> None:
        """Put a warning in the place of the last check's OK."""
        self.made[-1] = Check(self.made[-1].name, finding, facts)
