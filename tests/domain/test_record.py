"""Ids that the same parts always give."""

from hashlib import sha256

from hrdesk.domain.record import derived_id


def test_the_same_parts_give_the_same_id_of_32_digits() -> None:
    assert derived_id("agency", "379110000B") == sha256(b"agency 379110000B").hexdigest()[:32]
    assert derived_id("agency", "379110000B") != derived_id("agency", "379110000C")
