"""`package.json`: the version first, every value judged."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from hrdesk.domain.package import Finding, Header, PackageKind, Past
from hrdesk.exchange import header, limits, payload
from hrdesk.exchange.verdict import RefusedError
from tests.exchange import builders


def whole(**changes: Any) -> Header:
    """Return a finished header."""
    return replace(builders.head(revision=2), **({"content_digest": "a" * 64} | changes))


def refusal(data: bytes) -> tuple[Finding, object]:
    """Return why a text is refused."""
    with pytest.raises(RefusedError) as refused:
        header.parse(data)
    return refused.value.finding, refused.value.details.get("why")


def test_header_comes_back_and_begins_with_its_version() -> None:
    text = header.render(whole(facts=(("a", "1"), ("b", "2")), counts=(("Agency", 1),), answers="b" * 64))
    assert text.startswith(b'{"format":"1.0","agency":')
    assert header.parse(text) == whole(facts=(("a", "1"), ("b", "2")), counts=(("Agency", 1),), answers="b" * 64)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"agency": "no code"}, "agency"),
        ({"agency": "../up"}, "agency"),
        ({"recipient": ""}, "recipient"),
        ({"period": 0}, "period"),
        ({"period": 1000}, "period"),
        ({"revision": 0}, "revision"),
        ({"revision": 10_000}, "revision"),
        ({"revision": 3}, "history"),
        ({"history": (Past(2, "b" * 64),)}, "history"),
        ({"history": (Past(1, "short"),)}, "digest"),
        ({"content_digest": ""}, "digest"),
        ({"answers": "x"}, "answers"),
        ({"created": datetime(2026, 11, 21, 8, tzinfo=timezone(timedelta(hours=8)))}, "created"),
        ({"created": datetime(2026, 11, 21, 8, 0, 0, 1, tzinfo=UTC)}, "created"),
        ({"created": builders.NOW.replace(tzinfo=None)}, "created"),
        ({"counts": (("B", 1), ("A", 1))}, "counts"),
        ({"counts": (("A", 1), ("A", 1))}, "counts"),
        ({"facts": (("b", ""), ("a", ""))}, "facts"),
        ({"agency_name": "\ud800"}, "value"),
        ({"agency_name": "x" * limits.HEADER}, "size"),
        ({"format": "0.9"}, "version"),
    ],
)
def test_header_with_an_impossible_value_is_refused(changes: dict[str, Any], why: str) -> None:
    with pytest.raises(RefusedError) as refused:
        header.render(whole(**changes))
    assert (refused.value.finding, refused.value.details["why"]) == (Finding.BAD_HEADER, why)


def test_registration_may_have_no_recipient_yet() -> None:
    assert header.parse(header.render(whole(kind=PackageKind.REGISTRATION, recipient=""))).recipient == ""


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (b'{"format":"1.0",', b'{"format": "1.0",', "version"),
        (b'{"format":"1.0",', b'{"format":"01.0",', "version"),
        (b'{"format":"1.0",', b'{"format":"1",', "version"),
        (b'{"format":"1.0",', b"{", "version"),
        (b'"period":115', b'"period":115.0', "text"),
        (b'"period":115', b'"period":"115"', "text"),
        (b'"period":115', b'"period":115,"period":115', "text"),
        (b'"period":115,', b'"unknown":1,"period":115,', "text"),
        (b'"program":', b' "program":', "text"),
        (b'"program":"0.1.0",', b"", "text"),
        (b'"kind":"submission"', b'"kind":"other"', "text"),
        (b"08:00:00Z", b"08:00:00+00:00", "text"),
        ("範".encode(), b"\xff", "text"),
        (b"}", b"", "text"),
    ],
)
def test_header_of_another_text_is_refused(old: bytes, new: bytes, why: str) -> None:
    text = header.render(whole())
    assert old in text
    assert refusal(text.replace(old, new, 1)) == (Finding.BAD_HEADER, why)


def test_value_of_a_known_field_may_be_missing_from_an_older_text() -> None:
    text = header.render(whole()).replace(b'"answers":"",', b"")
    assert header.parse(text) == whole()


def test_finished_header_is_in_whole_seconds_of_utc() -> None:
    local = datetime(2026, 11, 21, 16, 0, 0, 5, tzinfo=timezone(timedelta(hours=8)))
    made = payload.finished(whole(created=local, facts=(("b", ""), ("a", ""))), {}, ())
    assert made.created == datetime(2026, 11, 21, 8, tzinfo=UTC)
    assert made.created.utcoffset() == timedelta(0)
    assert made.facts == (("a", ""), ("b", ""))
