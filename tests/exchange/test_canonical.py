"""One value, one text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrdesk.exchange import canonical
from hrdesk.exchange.limits import INTEGER

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-INTEGER, INTEGER) | TEXT, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=20
)


@given(PLAIN)
def test_every_plain_value_comes_back(value: object) -> None:
    text = canonical.render(value)
    assert canonical.parse(text) == value
    assert canonical.render(canonical.parse(text)) == text


def test_text_is_sorted_tight_and_not_escaped() -> None:
    assert canonical.render({"b": [1, True, None], "a": "陳𡍼明\n"}) == '{"a":"陳𡍼明\\n","b":[1,true,null]}'.encode()


@pytest.mark.parametrize("value", [1.0, float("nan"), "\ud800", 2**53, -(2**53), 10**5000, {"a": b""}, object()], ids=range(8))
def test_value_without_a_canonical_text_is_refused(value: object) -> None:
    with pytest.raises(canonical.NotCanonicalError):
        canonical.render(value)


@pytest.mark.parametrize(
    "text",
    ['{"a":1,"a":1}', "NaN", "-Infinity", "1.5", "1e3", "01", "-0", " 1", "1 ", '{"b":1,"a":1}', '"\\u4e00"', '"\\ud800"', "", "[1,]", "[" * 99_999],
    ids=range(15),
)
def test_text_with_another_spelling_is_refused(text: str) -> None:
    with pytest.raises(canonical.NotCanonicalError):
        canonical.parse(text.encode())


def test_bytes_that_are_not_utf_8_are_refused() -> None:
    with pytest.raises(canonical.NotCanonicalError):
        canonical.parse(b'"\xff"')


@pytest.mark.parametrize(
    ("rendered", "given_"),
    [
        ({"a": 1, "b": 2}, {"a": 1}),
        ({"a": [{"b": None}]}, {"a": [{"b": None}]}),
    ],
)
def test_what_is_understood_covers_what_is_given(rendered: object, given_: object) -> None:
    assert canonical.covers(rendered, given_)


@pytest.mark.parametrize(
    ("rendered", "given_"),
    [({}, {"a": 1}), ([], {"a": 1}), ({"a": [1]}, {"a": [1, 2]}), (1, [1]), (1, True), ("1", 1), ({"a": {"b": 1}}, {"a": {"b": 2}})],
)
def test_what_is_dropped_or_altered_is_noticed(rendered: object, given_: object) -> None:
    assert not canonical.covers(rendered, given_)
