"""A package's place among those held."""

from dataclasses import replace
from typing import Any

import pytest

from hrdesk.domain.package import Finding, Header, PackageKind
from hrdesk.exchange import series
from hrdesk.exchange.trust import Held
from hrdesk.exchange.verdict import RefusedError
from tests.exchange import builders
from tests.exchange.builders import collector_trust, digest_of


def header(revision: int, content: str = "", **changes: Any) -> Header:
    """Return a finished header."""
    return replace(builders.head(revision=revision), **({"content_digest": content or digest_of(revision)} | changes))


def held(revision: int, content: str = "", **changes: Any) -> Held:
    """Return an earlier package of the same series."""
    return builders.held(builders.small(), f"{revision:064d}", revision=revision, content=content or digest_of(revision), **changes)


def judged(given: Header, *before: Held, **trust: Any) -> int | Finding:
    """Return how many revisions are missing, or why it is refused."""
    try:
        return series.check_series(given, "f" * 64, collector_trust(held=before, **trust))
    except RefusedError as refused:
        return refused.finding


def test_next_revision_is_taken() -> None:
    assert judged(header(1)) == 0
    assert judged(header(2), held(1)) == 0
    assert judged(header(3), held(2), held(1)) == 0


def test_missing_revisions_are_counted() -> None:
    assert judged(header(4)) == 3
    assert judged(header(4), held(1)) == 2


def test_going_back_to_older_data_is_a_change() -> None:
    assert judged(header(3, digest_of(1)), held(1), held(2)) == 0


def test_unchanged_data_are_already_here() -> None:
    assert judged(header(2, digest_of(1)), held(1)) is Finding.SAME_CONTENT
    assert judged(header(1), held(1)) is Finding.SAME_CONTENT


def test_same_data_about_another_package_are_news() -> None:
    receipt = header(2, digest_of(1), kind=PackageKind.RECEIPT, answers="a" * 64)
    assert judged(receipt, held(1, kind=PackageKind.RECEIPT, answers="b" * 64)) == 0
    assert judged(receipt, held(1, kind=PackageKind.RECEIPT, answers="a" * 64)) is Finding.SAME_CONTENT


def test_receipts_come_in_any_order() -> None:
    kind = PackageKind.RECEIPT
    late = header(1, kind=kind, answers="a" * 64, history=())
    assert judged(late, held(7, kind=kind, answers="b" * 64), held(3, kind=kind, answers="c" * 64)) == 0
    assert judged(replace(late, revision=9), held(7, kind=kind, answers="b" * 64)) == 0


def test_used_and_lower_revisions_are_refused() -> None:
    assert judged(header(2, "e" * 64), held(2)) is Finding.REUSED_REVISION
    assert judged(header(2, "e" * 64), held(2), held(3)) is Finding.REUSED_REVISION
    assert judged(header(1), held(3)) is Finding.OLD_REVISION
    assert judged(header(1, digest_of(3)), held(3)) is Finding.OLD_REVISION


def test_fork_is_refused_unless_a_person_takes_it() -> None:
    assert judged(header(3), held(1), held(2, "e" * 64)) is Finding.FORK
    assert judged(header(3), held(1), held(2, "e" * 64), forks=frozenset({"f" * 64})) == 0


def test_after_an_accepted_fork_its_line_counts() -> None:
    assert judged(header(4), held(2, "e" * 64), held(3, fork=True)) == 0
    assert judged(header(4), held(2, "e" * 64), held(3, "e" * 64, fork=True)) is Finding.FORK


@pytest.mark.parametrize("changes", [{"agency": builders.OTHER}, {"kind": PackageKind.CHANGE}, {"period": 114}])
def test_other_series_do_not_count(changes: dict[str, Any]) -> None:
    assert judged(header(1, "e" * 64), held(1, **changes)) == 0


def test_same_package_is_replayed_even_when_its_period_has_closed() -> None:
    one = builders.held(builders.small(), "f" * 64)
    assert judged(header(1), one, open_periods=frozenset()) is Finding.REPLAYED


def test_period_closes_for_submissions_and_nominations_alone() -> None:
    for kind in PackageKind:
        expected = Finding.PERIOD_CLOSED if kind in series.PERIODIC else 0
        assert judged(header(1, kind=kind), open_periods=frozenset({114})) == expected
    assert judged(header(1), open_periods=frozenset({115})) == 0
