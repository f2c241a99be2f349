"""What every hostile file is held against: the check that alone refuses it, and that nothing is left behind."""

from pathlib import Path

from hrdesk.domain.package import Finding
from hrdesk.exchange.trust import Trust
from tests.exchange import builders

ORDER = ["size", "decrypt", "zip", "names", "members", "signer", "certificate", "signature", "validity"]
ORDER += ["manifest", "digests", "header", "sender", "sums", "series", "records", "attachments", "inner"]
SIGNED_FOR = ORDER.index("header")


def refused(path: Path, check: str, finding: Finding, trust: Trust | None = None, **facts: str | int) -> None:
    """Open a file and assert that this check alone refuses it, after all before it passed, and that nothing is left."""
    before = path.read_bytes() if path.is_file() else b""
    opened = builders.opened(path, trust)
    made = list(builders.found(opened.report.checks))
    assert made == [*((name, Finding.OK) for name in ORDER[: ORDER.index(check)]), (check, finding)]
    assert opened.report.finding is finding
    assert opened.content is None
    assert facts.items() <= dict(opened.report.checks[-1].facts).items()
    assert opened.report.header is None or ORDER.index(check) >= SIGNED_FOR
    assert (opened.report.signer != "") == (ORDER.index(check) > ORDER.index("signature"))
    assert list(builders.scratch_of(path).iterdir()) == []
    assert before == (path.read_bytes() if path.is_file() else b"")
