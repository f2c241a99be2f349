"""Every form still stands as it did: each text at its place, to a point."""

import json

import pytest

from tests.printing.contents import ALL
from tests.printing.golden import FOLDER, places


@pytest.mark.parametrize("form", ALL)
def test_form_stands_as_it_did(form: str) -> None:
    golden = json.loads((FOLDER / f"{form}.json").read_text(encoding="utf-8"))
    found = places(form)
    assert [text for _, _, text in found] == [text for _, _, text in golden]
    for (left, top, text), (old_left, old_top, _) in zip(found, golden, strict=True):
        assert abs(left - old_left) <= 1, text
        assert abs(top - old_top) <= 1, text
