"""A first-tier agency with a root of its own, its 所屬, and the submission that carries what the 所屬 signed."""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from typing import Any

from hrdesk.domain.offices import OfficeRole
from hrdesk.domain.package import Content, Header, Inner
from hrdesk.domain.record import AgencyId
from hrdesk.domain.staff import Agency, Officer
from hrdesk.exchange import keys, payload
from hrdesk.exchange.seal import build
from hrdesk.exchange.signature import Signer
from tests.exchange import builders
from tests.exchange.builders import NOW, Party, record
from tests.factory import record_id

CHILD, SISTER = "379000011C", "379000012C"
RECEIVED = NOW - timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Tier:
    """The first-tier agency's root and two of its 所屬."""

    root_key: bytes
    root: bytes
    child: Party
    sister: Party


@cache
def tier() -> Tier:
    """Return the first tier, made once."""
    made = NOW - timedelta(days=30)
    root_key, root = keys.new_root("範例局根憑證", made)
    child, sister = (builders.party(root_key, root, code, OfficeRole.SIGNING, made) for code in (CHILD, SISTER))
    return Tier(root_key, root, child, sister)


def agency(code: str, parent: str | None = None) -> Agency:
    """Return an agency's record."""
    above = AgencyId(record_id(parent)) if parent else None
    return record(Agency, id=AgencyId(record_id(code)), code=code, name="範例事務所", parent=above)


def below(code: str = CHILD, **changes: Any) -> Content:
    """Return the submission of a 所屬 to the first tier: one officer and a form."""
    head = builders.head(agency=code, agency_name="範例事務所", recipient=builders.AGENCY, created=RECEIVED - timedelta(hours=1))
    officer = record(Officer, agency=AgencyId(record_id(code)))
    records = {"Agency": (agency(code, builders.AGENCY),), "Officer": (officer,)}
    return replace(Content(header=head, records=records, forms={f"annex1-{code}.pdf": builders.PDF}), **changes)


def container(content: Content | None = None, signer: Signer | None = None) -> tuple[bytes, str]:
    """Return the container of a 所屬's submission and its package id."""
    made = build(content or below(), signer or tier().child.signer)
    return builders.packed([(one.part.name, b"".join(payload.pieces(one.part.source))) for one in made.members]), made.package


def inner(content: Content | None = None, signer: Signer | None = None, **changes: Any) -> Inner:
    """Return what the first tier passes on, with `changes` to what it says of it."""
    wanted = content or below()
    data, package = container(wanted, signer)
    signed = (signer or tier().child.signer).certificate
    return replace(Inner(agency=wanted.header.agency, package=package, certificate=signed, received=RECEIVED, source=data), **changes)


def header(**changes: Any) -> Header:
    """Return the header of the first tier's submission."""
    return builders.head(**changes)


def merged(*given: Inner, **changes: Any) -> Content:
    """Return the first tier's submission with its own record, those of both 所屬, and what they signed."""
    agencies = (agency(builders.AGENCY), agency(CHILD, builders.AGENCY), agency(SISTER, builders.AGENCY))
    officers = tuple(record(Officer, agency=AgencyId(record_id(CHILD))) for _ in range(1))
    records = {"Agency": tuple(sorted(agencies, key=lambda one: one.id)), "Officer": officers}
    forms = {f"annex1-{CHILD}.pdf": builders.PDF}
    made = Content(header=header(), records=records, forms=forms, inner=given or (inner(),), inner_root=tier().root)
    return replace(made, **changes)
