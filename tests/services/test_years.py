"""This year and the last are written; an older one only after it was opened again with a reason."""

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.members import ReopenedYear
from hrdesk.errors import Fault, InputError, StoreError
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening import years
from hrdesk.services.safekeeping import keeping
from tests.services.book import YEAR, fault_of, hire


@pytest.mark.parametrize(("year", "open_"), [(YEAR + 1, False), (YEAR, True), (YEAR - 1, True), (YEAR - 2, False), (YEAR - 10, False)])
def test_this_year_and_the_last_are_open(desk: Desk, year: int, *, open_: bool) -> None:
    assert years.writable(desk, year) is open_


def test_an_older_year_is_opened_with_a_reason_and_closed_again(desk: Desk) -> None:
    changes = years.reopen(desk, YEAR - 3, " 補登人事處退件 ")
    assert [key.kind for key in changes.added] == ["ReopenedYear"]
    (held,) = years.reopened(desk)
    assert (held.year, held.reason, held.day, held.who) == (YEAR - 3, "補登人事處退件", desk.today, "範例承辦")
    assert years.writable(desk, YEAR - 3)
    assert not years.writable(desk, YEAR - 2)
    entry = desk.store.history(1)[0]
    assert (entry.act, entry.facts) == (Act.REOPEN, {"year": YEAR - 3})
    years.reopen(desk, YEAR - 2, "補登")
    assert [one.year for one in years.reopened(desk)] == [YEAR - 2, YEAR - 3]
    assert years.close_again(desk, YEAR - 3).removed == changes.added
    assert not years.writable(desk, YEAR - 3)
    assert desk.store.history(1)[0].act is Act.CLOSE_YEAR


def test_opening_and_closing_are_not_undone(desk: Desk) -> None:
    hire(desk)
    years.reopen(desk, YEAR - 3, "補登")
    with pytest.raises(StoreError) as caught:
        keeping.undo(desk)
    assert fault_of(caught) is Fault.NOTHING_TO_UNDO
    years.close_again(desk, YEAR - 3)
    with pytest.raises(StoreError) as caught:
        keeping.undo(desk)
    assert fault_of(caught) is Fault.NOTHING_TO_UNDO


@pytest.mark.parametrize(
    ("year", "reason", "fault"),
    [(YEAR - 3, " ", Fault.NEEDS_REASON), (YEAR + 1, "補登", Fault.WRONG_STATE), (YEAR, "補登", Fault.WRONG_STATE), (YEAR - 1, "補登", Fault.WRONG_STATE)],
)
def test_neither_without_a_reason_nor_a_year_that_is_open_or_to_come(desk: Desk, year: int, reason: str, fault: Fault) -> None:
    with pytest.raises(InputError) as caught:
        years.reopen(desk, year, reason)
    assert fault_of(caught) is fault
    assert desk.store.count(ReopenedYear) == 0


def test_a_year_is_opened_once_and_closed_only_where_it_was_opened(desk: Desk) -> None:
    years.reopen(desk, YEAR - 3, "補登")
    with pytest.raises(InputError) as caught:
        years.reopen(desk, YEAR - 3, "再補登")
    assert fault_of(caught) is Fault.WRONG_STATE
    with pytest.raises(InputError) as caught:
        years.close_again(desk, YEAR - 4)
    assert fault_of(caught) is Fault.WRONG_STATE
