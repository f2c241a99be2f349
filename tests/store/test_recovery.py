"""The recovery code survives being written down: every slip of the pen is noticed, and in which group."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrdesk.errors import Fault, StoreError
from hrdesk.store.recovery import ALPHABET, GROUPS, new_secret, read_code, times, write_code

SECRETS = st.binary(min_size=20, max_size=20)
CODE = write_code(bytes(range(20)))


def refused_group(text: str) -> int:
    with pytest.raises(StoreError) as caught:
        read_code(text)
    assert caught.value.fault is Fault.RECOVERY_CODE
    return int(caught.value.facts["group"])


@settings(deadline=None, max_examples=15)
@given(SECRETS)
def test_a_code_gives_its_secret_however_it_is_typed(secret: bytes) -> None:
    code = write_code(secret)
    assert len(code) == 47
    spellings = (code, code.lower(), code.replace("-", ""), code.replace("-", " "), f" {code}\n", code.replace("0", "o").replace("1", "l"))
    assert {read_code(text) for text in spellings} == {secret}


def test_full_width_letters_are_read() -> None:
    assert read_code("".join(chr(ord(letter) + 0xFEE0) if letter.isalnum() else "　" for letter in CODE)) == bytes(range(20))


@settings(deadline=None, max_examples=15)
@given(SECRETS)
def test_every_single_wrong_character_is_caught_in_its_group(secret: bytes) -> None:
    code = write_code(secret).replace("-", "")
    for place, right in enumerate(code):
        for wrong in ALPHABET.replace(right, ""):
            assert refused_group(code[:place] + wrong + code[place + 1 :]) == place // 5 + 1


@settings(deadline=None, max_examples=15)
@given(SECRETS)
def test_any_two_exchanged_characters_are_caught(secret: bytes) -> None:
    code = write_code(secret).replace("-", "")
    for left, right in combinations(range(len(code)), 2):
        if code[left] != code[right]:
            letters = list(code)
            letters[left], letters[right] = letters[right], letters[left]
            refused_group("".join(letters))


@settings(deadline=None, max_examples=15)
@given(SECRETS)
def test_exchanged_groups_are_caught(secret: bytes) -> None:
    groups = write_code(secret).split("-")
    for left, right in combinations(range(GROUPS), 2):
        moved = groups.copy()
        moved[left], moved[right] = moved[right], moved[left]
        assert refused_group("-".join(moved)) == left + 1


@pytest.mark.parametrize(("text", "group"), [("", 1), (CODE[:-1], 8), (CODE + "0", 8), ("U" + CODE[1:], 1), (CODE[:12], 3), ("王小明", 1)])
def test_what_is_no_code_is_refused(text: str, group: int) -> None:
    assert refused_group(text) == group


def test_codes_are_random_and_hold_160_bits() -> None:
    assert len({new_secret() for _ in range(100)}) == 100
    assert len(new_secret()) * 8 == 160


def test_multiplication_is_that_of_a_field() -> None:
    for left in range(1, 32):
        assert sorted(times(left, right) for right in range(32)) == list(range(32))
        assert times(left, 1) == left
