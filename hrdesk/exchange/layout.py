"""Which members a package has, what they may be called, and in which order they stand."""

import re
from collections.abc import Iterable, Sequence

from hrdesk.domain.attachment import KINDS as ATTACHMENT_KINDS
from hrdesk.domain.collected import Lateness, Membership, PresenceRuling, QuotaCeiling, SpecialRound, StageDue
from hrdesk.domain.kinds import KINDS
from hrdesk.domain.members import Member, ReopenedYear
from hrdesk.domain.noted import FitnessReview, FocusReason, ReportDue
from hrdesk.domain.offices import Office, Workspace
from hrdesk.domain.package import Finding
from hrdesk.domain.rulebook import ENDINGS
from hrdesk.exchange.limits import CERTIFICATE, FORM, HEADER, LISTING, NAME, PACKAGE, RULE, SIGNATURE, TABLE
from hrdesk.exchange.verdict import RefusedError

MIMETYPE = "mimetype"
MIMETYPE_TEXT = b"application/vnd.etsi.asic-e+zip"
PACKAGE_JSON = "package.json"
SUMS = "SHA256SUMS"
MANIFEST = "META-INF/ASiCManifest001.xml"
SIGNED = "META-INF/signature001.p7s"
FIRST = (MIMETYPE, PACKAGE_JSON, SUMS)
LAST = (MANIFEST, SIGNED)
CRL = "trust/crl.der"
TRUST = ("certificate.der", "crl.der", "decision.der", "root.der")  # DER files that a package may carry under trust/
NOTED = (ReportDue, FitnessReview, FocusReason)  # what an office notes for itself
COLLECTED = (StageDue, Lateness, Membership, SpecialRound, PresenceRuling, QuotaCeiling)  # what a collector keeps beside what it receives
KEPT = (Workspace, Office, Member, ReopenedYear, *NOTED, *COLLECTED)  # what a workspace is, its trust, and who works at it never travel as records
INNER_LIST, INNER_ROOT = "inner/list.jsonl", "inner/root.der"
TABLES = tuple(kind.__name__ for kind in KINDS if kind not in KEPT)
FORM_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.pdf")
PARTS = (
    ("data/", re.compile(rf"data/({'|'.join(TABLES)})\.jsonl"), TABLE),
    ("forms/", re.compile(rf"forms/{FORM_NAME.pattern}"), FORM),
    ("trust/", re.compile(rf"trust/({'|'.join(map(re.escape, TRUST))})"), CERTIFICATE),
    ("attachments/", re.compile(rf"attachments/[0-9a-f]{{64}}\.({'|'.join(sorted(ATTACHMENT_KINDS))})"), PACKAGE),
    ("inner/", re.compile(re.escape(INNER_LIST)), LISTING),
    ("inner/", re.compile(re.escape(INNER_ROOT)), CERTIFICATE),
    ("inner/", re.compile(r"inner/[A-Za-z0-9]{1,20}\.asice"), PACKAGE),
    ("rules/", re.compile(rf"rules/[0-9a-f]{{64}}\.({'|'.join(sorted(set(ENDINGS.values())))})"), RULE),
)
FIXED_LIMITS = {MIMETYPE: len(MIMETYPE_TEXT), PACKAGE_JSON: HEADER, SUMS: LISTING, MANIFEST: LISTING, SIGNED: SIGNATURE}
CHARACTERS = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")
DEVICE = re.compile(r"(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(\..*)?", re.IGNORECASE)


def check_names(names: Sequence[bytes]) -> tuple[str, ...]:
    """Return the names as text; raise RefusedError BAD_NAME for one that some system could take for another place, a device or another member."""
    texts: list[str] = []
    for number, name in enumerate(names, start=1):
        text = name.decode("ascii", errors="replace")
        if len(text) > NAME or not CHARACTERS.fullmatch(text) or not all(map(_plain, text.split("/"))):
            raise RefusedError(Finding.BAD_NAME, member=number)
        texts.append(text)
    if len({text.casefold() for text in texts}) != len(texts):
        raise RefusedError(Finding.BAD_NAME, member=0)
    return tuple(texts)


def check_members(sizes: Sequence[tuple[str, int]]) -> None:
    """Refuse (BAD_MEMBERS) missing, unknown or misplaced members, and (BOMB) one beyond its limit."""
    names = [name for name, _ in sizes]
    for number, (name, size) in enumerate(sizes, start=1):
        limit = limit_of(name)
        if limit is None:
            raise RefusedError(Finding.BAD_MEMBERS, why="unknown", member=number)
        if size > limit:
            raise RefusedError(Finding.BOMB, member=number, limit=limit)
    if not {*FIRST, *LAST} <= set(names):
        raise RefusedError(Finding.BAD_MEMBERS, why="missing")
    if names != ordered(names):
        raise RefusedError(Finding.BAD_MEMBERS, why="order")


def ordered(names: Sequence[str]) -> list[str]:
    """Return names in the one order that members stand in."""
    return sorted(names, key=lambda name: (_group(name), name))


def limit_of(name: str) -> int | None:
    """Return how many bytes a member may have, or None where no member is called so."""
    if name in FIXED_LIMITS:
        return FIXED_LIMITS[name]
    return next((limit for _, pattern, limit in PARTS if pattern.fullmatch(name)), None)


def table_name(name: str) -> str:
    """Return the name of a table's member."""
    return f"data/{name}.jsonl"


def listed(name: str) -> bool:
    """Tell whether the manifest names a member: all but the fixed first one and META-INF."""
    return name not in (MIMETYPE, *LAST)


def summed(name: str) -> bool:
    """Tell whether SHA256SUMS names a member: every other payload member."""
    return name not in (SUMS, *LAST)


def is_content(name: str) -> bool:
    """Tell whether a member counts for the content digest: data, forms, attachments, rule files, and the packages carried inside."""
    return name.startswith(("data/", "forms/", "attachments/", "rules/")) or is_inner(name)


def inner_name(agency: str) -> str:
    """Return the member name of the package of a 所屬, by agency code."""
    return f"inner/{agency}.asice"


def is_inner(name: str) -> bool:
    """Tell whether a member is the package of a 所屬."""
    return name.startswith("inner/") and name.endswith(".asice")


def version(names: Iterable[str]) -> str:
    """Return the format that a package with these members declares: the oldest that knows them all, so that as many readers as can be open it."""
    given = {name.partition("/")[0] for name in names}
    return "1.2" if "rules" in given else "1.1" if "inner" in given else "1.0"


def _group(name: str) -> int:
    """Return a member's place among the groups."""
    if name in FIRST:
        return FIRST.index(name)
    if name in LAST:
        return 100 + LAST.index(name)
    return next(10 + place for place, (folder, _, _) in enumerate(PARTS) if name.startswith(folder))


def _plain(part: str) -> bool:
    """Tell whether one part of a name is a plain file name everywhere."""
    return not part.startswith(".") and not part.endswith(".") and not DEVICE.fullmatch(part)
