"""The key file opens for who may, and for nobody once a bit of it is altered."""

import json
import random
from dataclasses import asdict, replace
from hashlib import sha256
from typing import Any

import pytest

from hrdesk.errors import Fault, StoreError
from hrdesk.store.key_file import (
    CEILING,
    FLOOR,
    PERSON,
    RECOVERY,
    STANDARD,
    Cost,
    KeyFile,
    canonical,
    derived,
    from_bytes,
    new_slot,
    passphrase_secret,
    signed,
    to_bytes,
    unlock,
)

KEY = bytes(range(32))
STORE = "ab" * 16


@pytest.fixture(scope="module")
def keys() -> KeyFile:
    """A key file for two people and a recovery secret."""
    slots = (
        new_slot(STORE, KEY, "王小明", PERSON, b"first", FLOOR),
        new_slot(STORE, KEY, "陳𡍼明", PERSON, b"second", FLOOR),
        new_slot(STORE, KEY, "", RECOVERY, b"recovery", FLOOR),
    )
    return signed(KeyFile(STORE, 3, slots), KEY)


def test_each_slot_opens_with_its_own_secret_only(keys: KeyFile) -> None:
    assert unlock(keys, PERSON, "王小明", b"first") == (KEY, keys.slots[0])
    assert unlock(keys, PERSON, "誰", b"second") == (KEY, keys.slots[1])
    assert unlock(keys, RECOVERY, "", b"recovery") == (KEY, keys.slots[2])
    assert unlock(keys, PERSON, "王小明", b"recovery") is None
    assert unlock(keys, RECOVERY, "", b"first") is None


def test_a_key_file_comes_back_from_its_bytes(keys: KeyFile) -> None:
    assert from_bytes(to_bytes(keys)) == keys


def test_no_name_stands_in_the_file(keys: KeyFile) -> None:
    for name in ("王小明", "陳𡍼明"):
        assert name.encode() not in to_bytes(keys)
        assert json.dumps(name).strip('"').encode() not in to_bytes(keys)


def test_every_flipped_bit_is_damage(keys: KeyFile) -> None:
    data = to_bytes(keys)
    for place in range(len(data)):
        flipped = data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :]
        with pytest.raises(StoreError) as caught:
            from_bytes(flipped)
        assert caught.value.fault is Fault.KEY_FILE_DAMAGED


@pytest.mark.parametrize("data", [b"", b"{}", b"\n", b"no json\n"])
def test_what_is_no_key_file_is_damage(data: bytes) -> None:
    with pytest.raises(StoreError):
        from_bytes(data)


def with_checksum(plain: Any) -> bytes:
    body = canonical(plain)
    return body + b"\n" + sha256(body).hexdigest().encode() + b"\n"


def altered(keys: KeyFile, path: tuple[str | int, ...], value: object) -> bytes:
    plain: Any = json.loads(canonical({"format": 1} | asdict(keys)))
    place = plain
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return with_checksum(plain)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), 2),
        (("store",), "zz" * 16),
        (("store",), 7),
        (("mac",), "00"),
        (("generation",), "3"),
        (("generation",), True),
        (("slots",), []),
        (("slots",), 5),
        (("slots", 0), "slot"),
        (("slots", 0, "extra"), 1),
        (("slots", 0, "role"), "owner"),
        (("slots", 0, "salt"), "AB" * 16),
        (("slots", 0, "nonce"), "ab"),
        (("slots", 0, "cost", "memory"), FLOOR.memory - 1),
        (("slots", 0, "cost", "memory"), CEILING.memory + 1),
        (("slots", 0, "cost", "passes"), 0),
        (("slots", 0, "cost", "passes"), 17),
        (("slots", 0, "cost", "lanes"), 0),
        (("slots", 0, "cost", "lanes"), 1.0),
        (("slots", 0, "cost", "extra"), 1),
    ],
)
def test_a_malformed_part_is_damage_before_any_key_is_derived(keys: KeyFile, path: tuple[str | int, ...], value: object) -> None:
    with pytest.raises(StoreError) as caught:
        from_bytes(altered(keys, path, value))
    assert caught.value.fault is Fault.KEY_FILE_DAMAGED


def test_nesting_without_end_is_damage() -> None:
    body = b"[" * 100_000
    with pytest.raises(StoreError):
        from_bytes(body + b"\n" + sha256(body).hexdigest().encode() + b"\n")


def test_no_altered_header_with_a_right_checksum_opens(keys: KeyFile) -> None:
    """Hundreds of header values changed by somebody who mends the checksum: each refused, whichever slot is tried."""
    source = random.Random(13)
    plain: Any = json.loads(canonical({"format": 1} | asdict(keys)))
    for _ in range(400):
        change = json.loads(json.dumps(plain))
        slot = source.choice(change["slots"])
        part = source.choice(["store", "generation", "mac", "user", "salt", "nonce", "wrapped", "passes", "role", "drop"])
        mutate(source, change, slot, part)
        assert not opens(with_checksum(change))


def mutate(source: random.Random, plain: Any, slot: Any, part: str) -> None:
    """Change one part of a header so that it stays well formed."""
    if part == "generation":
        plain[part] += source.randint(1, 9)
    elif part == "passes":
        slot["cost"]["passes"] += 1
    elif part == "role":
        slot["role"] = PERSON if slot["role"] == RECOVERY else RECOVERY
    elif part == "drop":
        plain["slots"].remove(slot)
    else:
        place = plain if part in plain else slot
        at = source.randrange(len(place[part]))
        other = source.choice("0123456789abcdef".replace(place[part][at], ""))
        place[part] = place[part][:at] + other + place[part][at + 1 :]


def opens(data: bytes) -> bool:
    """Tell whether any right secret opens an altered key file."""
    try:
        keys = from_bytes(data)
        return unlock(keys, PERSON, "王小明", b"first") is not None
    except StoreError:
        return False


def test_a_cheaper_slot_put_in_by_hand_does_not_open(keys: KeyFile) -> None:
    dear = new_slot(STORE, KEY, "王小明", PERSON, b"first", replace(FLOOR, passes=2))
    cheap = replace(dear, cost=FLOOR)
    assert unlock(replace(keys, slots=(cheap,)), PERSON, "王小明", b"first") is None


def test_a_file_altered_around_an_opening_slot_is_damage(keys: KeyFile) -> None:
    with pytest.raises(StoreError) as caught:
        unlock(replace(keys, generation=9), PERSON, "王小明", b"first")
    assert caught.value.fault is Fault.KEY_FILE_DAMAGED


@pytest.mark.parametrize("cost", [replace(FLOOR, memory=FLOOR.memory - 1), replace(CEILING, lanes=CEILING.lanes + 1)])
def test_parameters_outside_the_bounds_are_never_used(cost: Cost) -> None:
    with pytest.raises(ValueError, match="Cost"):
        new_slot(STORE, KEY, "王小明", PERSON, b"first", cost)


def test_what_people_get_is_64_mib_three_passes_four_lanes() -> None:
    assert Cost(65536, 3, 4) == STANDARD
    assert STANDARD.allowed


def test_a_passphrase_is_the_same_however_its_characters_are_composed() -> None:
    assert passphrase_secret("cafe\u0301") == passphrase_secret("café")


def test_every_purpose_has_its_own_key() -> None:
    assert len({derived(KEY, purpose) for purpose in ("database", "audit", "keys", "backup")}) == 4
