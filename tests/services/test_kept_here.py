"""Who signs in and which years were opened again stay in the workspace: no package carries it, none brings it."""

import pytest

from hrdesk.domain.collected import Lateness, Membership, PresenceRuling, QuotaCeiling, SpecialRound, StageDue
from hrdesk.domain.members import Member, ReopenedYear
from hrdesk.domain.noted import FitnessReview, FocusReason, ReportDue
from hrdesk.domain.package import Finding, PackageKind
from hrdesk.domain.record import Record
from hrdesk.exchange import layout, rules
from hrdesk.exchange.schema import schemas
from hrdesk.exchange.verdict import RefusedError
from hrdesk.services.agency.snapshot import Given, annual
from hrdesk.services.packages import merging
from tests.exchange.builders import head
from tests.factory import sample

KINDS = pytest.mark.parametrize(
    "kind", [Member, ReopenedYear, ReportDue, FitnessReview, FocusReason, StageDue, Lateness, Membership, SpecialRound, PresenceRuling, QuotaCeiling]
)


@KINDS
@pytest.mark.parametrize("package", PackageKind)
def test_no_kind_of_package_may_carry_it(kind: type[Record], package: PackageKind) -> None:
    with pytest.raises(RefusedError) as caught:
        rules.check_records(head(package), {kind.__name__: (sample(kind),)})
    assert caught.value.finding is Finding.BAD_RECORD
    assert kind not in merging.ALLOWED.get(package, frozenset())


@KINDS
def test_a_package_has_no_place_for_it(kind: type[Record]) -> None:
    with pytest.raises(RefusedError) as caught:
        layout.check_members([(layout.table_name(kind.__name__), 10)])
    assert caught.value.finding is Finding.BAD_MEMBERS
    assert kind.__name__ not in schemas()


@KINDS
def test_a_year_sent_upwards_is_without_it(kind: type[Record]) -> None:
    record = sample(kind)
    book = Given({kind.__name__: (record,)})
    assert book.get(kind, record.id) == record
    assert annual(book, (), 115) == {}
