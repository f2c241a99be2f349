"""The log since a package was sealed: what happened after it, told without opening it."""

from collections.abc import Iterator

from hrdesk.domain.offices import Parcel
from hrdesk.domain.values import Key
from hrdesk.services.core.desk import Desk
from hrdesk.store.entry import Entry

AT_ONCE = 200  # entries of the log read at once


def since(desk: Desk, parcel: Parcel) -> Iterator[Entry]:
    """Yield the log's entries back to the one that entered a package, the newest first; all of them where none did."""
    sealed, before = Key("Parcel", parcel.id), None
    while page := desk.store.history(AT_ONCE, before):
        for entry in page:
            if sealed in entry.changes.added:
                return
            yield entry
        before = page[-1].seq
