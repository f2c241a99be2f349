"""What a receipt (回執) tells the sender, in words: accepted, or sent back and why."""

from hrdesk.domain.package import Finding, PackageKind, Report
from hrdesk.services.core import words

CODES = frozenset(finding.value for finding in Finding)


def told(report: Report) -> str:
    """Return what an accepted receipt says of the own package, or nothing for any other file."""
    header = report.header
    if header is None or header.kind is not PackageKind.RECEIPT or not report.accepted:
        return ""
    facts = dict(header.facts)
    kinds = {kind.value: words.label(kind) for kind in PackageKind}
    package = f"貴機關 {header.period} 年度{kinds.get(facts.get('kind', ''), '資料包')}第 {facts.get('revision', '—')} 版"
    verdict = facts.get("verdict", "")
    if verdict == Finding.OK.value:
        return f"{package}已由 {header.agency_name} 收件。"
    return f"{package}經 {header.agency_name} 退回：{facts.get('told') or in_words(verdict)}"


def in_words(verdict: str) -> str:
    """Return a verdict of the ledger in words: 通過, or why not; what is no finding stays as it is."""
    return words.of_finding(Finding(verdict), {}) if verdict in CODES else verdict
