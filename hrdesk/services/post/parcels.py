"""The outbox, the inbox and the 退補件 of a 民國 year as a person reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from hrdesk.domain.awards import Remark
from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import Finding, PackageKind
from hrdesk.domain.staff import Agency
from hrdesk.domain.values import Key
from hrdesk.services.core import verdicts, words
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import drafts
from hrdesk.services.packages.package_words import form_title


class State(Enum):
    """How a package stands: sealed without an answer, taken in or sent back over there, followed by a newer one, taken in here."""

    SEALED = "已簽章，尚無回執"
    TAKEN = "對方已收件"
    SENT_BACK = "對方退回"
    FOLLOWED = "已有較新的版次"
    RECEIVED = "已收件"
    FORKED = "已收件（沿革不同，經確認）"


@dataclass(frozen=True, slots=True)
class Line:
    """One package of the ledger: what it is, from or to whom, how it stands, and what the other side said where it said more."""

    parcel: Parcel
    title: str
    other: str
    state: State
    told: str = ""

    @property
    def id(self) -> str:
        """Return what the line is known by."""
        return self.parcel.id


@dataclass(frozen=True, slots=True)
class Returned:
    """One matter to be mended (退補件): from whom, about which record, and whether the year was sent again since it came."""

    remark: Remark
    agency: str
    about: str
    record: Key | None
    answered: bool

    @property
    def id(self) -> str:
        """Return what the line is known by."""
        return self.remark.id


@dataclass(frozen=True, slots=True)
class Boxes:
    """A year's packages, the newest first, and what came back to be mended."""

    sent: tuple[Line, ...]
    received: tuple[Line, ...]
    returned: tuple[Returned, ...]


def boxes(desk: Desk, year: int) -> Boxes:
    """Return what was sent and received for a 民國 year, and the 退補件 on the own part."""
    found = sorted(desk.store.all(Parcel, year=year), key=lambda one: (one.at, one.revision), reverse=True)
    names: Mapping[str, str] = {one.id: one.name for one in desk.store.all(Agency)}
    sent = tuple(_sent(one, names, found) for one in found if one.direction is Direction.SENT)
    received = tuple(_received(one, names) for one in found if one.direction is Direction.RECEIVED)
    return Boxes(sent, received, _returned(desk, year, found, names))


def history(desk: Desk) -> tuple[Line, ...]:
    """Return everything that was ever received, the newest first."""
    names: Mapping[str, str] = {one.id: one.name for one in desk.store.all(Agency)}
    found = sorted(desk.store.all(Parcel, direction=Direction.RECEIVED), key=lambda one: (one.at, one.revision), reverse=True)
    return tuple(_received(one, names) for one in found)


def _sent(parcel: Parcel, names: Mapping[str, str], found: list[Parcel]) -> Line:
    """Return a line of the outbox; a receipt and an enrolment are answers themselves and wait for none."""
    newer = any(_series(one) == _series(parcel) and one.revision > parcel.revision for one in found)
    state = _state(parcel, newer=newer)
    told = verdicts.in_words(parcel.verdict) if state is State.SENT_BACK else ""
    return Line(parcel, _title(parcel), names.get(parcel.recipient, ""), state, told)


def _state(parcel: Parcel, *, newer: bool) -> State:
    if parcel.verdict and parcel.kind != PackageKind.RECEIPT.value:
        return State.TAKEN if parcel.verdict == Finding.OK.value else State.SENT_BACK
    return State.FOLLOWED if newer and parcel.kind != PackageKind.RECEIPT.value else State.SEALED


def _received(parcel: Parcel, names: Mapping[str, str]) -> Line:
    state = State.FORKED if parcel.verdict == Finding.FORK.value else State.RECEIVED
    return Line(parcel, _title(parcel), names.get(parcel.agency, ""), state)


def _series(parcel: Parcel) -> tuple[object, ...]:
    return parcel.direction, parcel.kind, parcel.year, parcel.recipient


def _title(parcel: Parcel) -> str:
    return words.label(PackageKind(parcel.kind))


def _returned(desk: Desk, year: int, found: list[Parcel], names: Mapping[str, str]) -> tuple[Returned, ...]:
    """Return the remarks on the own part; they count as answered once the year was sealed again after they came."""
    whose = drafts.own_agencies(desk, year)
    up = {PackageKind.SUBMISSION.value, PackageKind.NOMINATION.value}
    came = max((one.at for one in found if one.direction is Direction.RECEIVED and one.kind == PackageKind.RETURN.value), default=None)
    answered = came is not None and any(one.direction is Direction.SENT and one.kind in up and one.at > came for one in found)
    remarks = sorted(desk.store.all(Remark, agency=whose, year=year), key=lambda one: (one.due is None, one.due, one.day, one.id))
    return tuple(
        Returned(
            one,
            names.get(one.agency, ""),
            form_title(one.kind) if one.kind else "整份資料",
            Key(one.kind, one.record) if one.kind else None,
            answered,
        )
        for one in remarks
    )
