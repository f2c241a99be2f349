"""The steps of the year between three offices, each as far as a test needs it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from hrdesk.domain.acts import Act
from hrdesk.domain.awards import Nominee, Ruling
from hrdesk.domain.kinds import KINDS
from hrdesk.domain.package import Finding
from hrdesk.domain.record import Record
from hrdesk.domain.seeds import Verification
from hrdesk.domain.staff import Agency
from hrdesk.services.agency.agencies import by_code
from hrdesk.services.awards import decisions, nomination
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import drafts, sealing
from hrdesk.services.packages.sealing import Draft, SealedFile
from hrdesk.services.post import receiving
from hrdesk.services.post.receiving import Received
from hrdesk.services.review import quota
from tests.services.three_offices import CHILD, FIRST, YEAR, City, claim, teacher

GROUP = "地政事務所"
NUMBER = "B223456782"  # made up; its check digit is right


def send(city: City, sender: Desk, draft: Draft, receiver: Desk, *, receipts: bool = False) -> tuple[SealedFile, Received]:
    """Seal a draft and let the addressee receive it."""
    sealed = sealing.seal(sender, draft, city.out)
    (received,) = receiving.receive(receiver, [sealed.file], city.out / "receipts" if receipts else None)
    return sealed, received


def accepted(city: City, sender: Desk, draft: Draft, receiver: Desk) -> SealedFile:
    """Send a draft that has to be taken in."""
    sealed, received = send(city, sender, draft, receiver)
    assert received.report.finding is Finding.OK, received.report.checks[-1]
    return sealed


def submitted(city: City) -> SealedFile:
    """Bring the year of both offices to the department."""
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    return accepted(city, city.first, drafts.submission(city.first, YEAR), city.department)


def first_of(desk: Desk) -> Agency:
    """Return the first-tier agency."""
    return by_code(desk, FIRST)


def notified(city: City, **approved: Any) -> SealedFile:
    """Bring the year up and the approved quota down."""
    submitted(city)
    agency = first_of(city.department)
    quota.approve(city.department, agency, YEAR, quota.Approved(**{"groups": (GROUP,), **approved}))
    return accepted(city, city.department, drafts.quota_notice(city.department, YEAR, agency), city.first)


def proposed(city: City) -> None:
    """Put both teachers on the list, within the quota."""
    notified(city)
    nomination.nominate(city.first, YEAR, nomination.Pick(officer=teacher(FIRST), times=2, raised=1, deed="編寫作業程序並輔導同仁"))
    pick = nomination.Pick(officer=teacher(CHILD), times=1, deed="輔導所內同仁", dedicated=GROUP, national_id=NUMBER)
    nomination.nominate(city.first, YEAR, pick)


def nominated(city: City) -> SealedFile:
    """Bring the list up."""
    proposed(city)
    return accepted(city, city.first, nomination.draft(city.first, YEAR), city.department)


def nominee(desk: Desk, code: str) -> Nominee:
    """Return an office's teacher on the list."""
    return next(one for one in nomination.listed(desk.store, first_of(desk).id, YEAR) if one.officer == teacher(code))


def ruling(kind: Ruling = Ruling.GRANTED, **values: Any) -> decisions.Verdict:
    """Return a verdict with article and reason."""
    return decisions.Verdict(**{"ruling": kind, "article": "陸三(二)", "reason": "輔導成效良好", **values})


def decided(city: City) -> None:
    """Verify the claim of the first-tier teacher and grant both."""
    nominated(city)
    decisions.verify(city.department, claim(FIRST), Verification.CONFIRMED, "電話查證")
    for code in (FIRST, CHILD):
        decisions.decide(city.department, nominee(city.department, code).id, ruling())


def change(desk: Desk, kind: type[Record], key: str, **values: Any) -> None:
    """Change one record."""
    record = desk.store.get(kind, key)
    assert record is not None
    put(desk, replace(record, **values))


def put(desk: Desk, *records: Record) -> None:
    """Put records."""
    with desk.store.write(Act.EDIT) as tx:
        tx.put_all(records)


def drop(desk: Desk, *records: Record) -> None:
    """Delete records."""
    with desk.store.write(Act.EDIT) as tx:
        for record in records:
            tx.delete(record)


def everything(desk: Desk) -> dict[str, tuple[Record, ...]]:
    """Return every record of a workspace."""
    return {kind.__name__: desk.store.all(kind) for kind in KINDS}


def altered(file: Path, at: Callable[[int], int], out: Path) -> Path:
    """Write a copy of a file with one byte flipped."""
    data = bytearray(file.read_bytes())
    data[at(len(data))] ^= 1
    out.write_bytes(data)
    return out
