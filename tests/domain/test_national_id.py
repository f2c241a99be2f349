"""ID numbers: patterns, check digit, sex, mask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrdesk.domain.national_id import IdKind, NationalId, Sex, check_id, mask_id, sex_differs
from hrdesk.errors import Fault, InputError

NUMBERS = "A10B11C12D13E14F15G16H17J18K19L20M21N22P23Q24R25S26T27U28V29X30Y31W32Z33I34O35"
LETTERS = {NUMBERS[place]: NUMBERS[place + 1 : place + 3] for place in range(0, len(NUMBERS), 3)}


def sound(text: str) -> bool:
    """Work the check digit by the book: 1,9,8,7,6,5,4,3,2,1,1."""
    second = LETTERS[text[1]][1] if text[1].isalpha() else text[1]
    digits = [int(digit) for digit in LETTERS[text[0]] + second + text[2:]]
    return sum(digit * weight for digit, weight in zip(digits, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1), strict=True)) % 10 == 0


@given(st.sampled_from(sorted(LETTERS)), st.sampled_from("1289ABCD"), st.text("0123456789", min_size=7, max_size=7))
def test_exactly_one_check_digit_is_accepted(letter: str, second: str, middle: str) -> None:
    accepted = []
    for digit in "0123456789":
        number = letter + second + middle + digit
        try:
            assert check_id(number).number == number
            accepted.append(digit)
        except InputError as error:
            assert error.facts["reason"] == "檢查碼不符"  # noqa: PT017
    assert accepted == [digit for digit in "0123456789" if sound(letter + second + middle + digit)]
    assert len(accepted) == 1


@pytest.mark.parametrize("letter", sorted(LETTERS))
def test_every_letter_has_its_number(letter: str) -> None:
    tail = next(f"{digit}" for digit in range(10) if sound(f"{letter}1234567{digit}0"))
    assert check_id(f"{letter}1234567{tail}0").kind is IdKind.NATIONAL


@pytest.mark.parametrize(
    ("number", "kind", "sex"),
    [
        ("A123456789", IdKind.NATIONAL, Sex.MALE),
        ("A223456781", IdKind.NATIONAL, Sex.FEMALE),
        ("A800000014", IdKind.NEW_RESIDENT, Sex.MALE),
        ("A900000016", IdKind.NEW_RESIDENT, Sex.FEMALE),
        ("AA00000009", IdKind.OLD_RESIDENT, Sex.MALE),
        ("AB00000001", IdKind.OLD_RESIDENT, Sex.FEMALE),
        ("AC00000003", IdKind.OLD_RESIDENT, Sex.MALE),
        ("AD00000005", IdKind.OLD_RESIDENT, Sex.FEMALE),
    ],
)
def test_kind_and_sex_are_told_by_the_second_character(number: str, kind: IdKind, sex: Sex) -> None:
    assert sound(number)
    assert check_id(number) == NationalId(number, kind, sex)


@pytest.mark.parametrize("text", ["a123456789", "Ａ１２３４５６７８９", " A123 456 789 "])
def test_width_case_and_spaces_do_not_count(text: str) -> None:
    assert check_id(text).number == "A123456789"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("A123456788", "檢查碼不符"),
        ("A323456789", "格式不符"),
        ("AE23456789", "格式不符"),
        ("1123456789", "格式不符"),
        ("A12345678", "應為10碼，輸入9碼"),
        ("", "應為10碼，輸入0碼"),
    ],
)
def test_unsound_number_is_refused_with_a_reason_that_does_not_repeat_it(text: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        check_id(text)
    assert caught.value.fault is Fault.NOT_AN_ID
    assert caught.value.facts == {"reason": reason}


@pytest.mark.parametrize(
    ("text", "masked"), [("A123456789", "A12345****"), ("AB12345678", "AB1234****"), ("", ""), ("A123", "****"), ("A1234567890", "***********")]
)
def test_mask_leaves_six_characters_of_a_number_and_nothing_of_anything_else(text: str, masked: str) -> None:
    assert mask_id(text) == masked


@pytest.mark.parametrize(("stated", "differs"), [("男", False), ("女", True), (" 女性 ", True), ("f", True), ("M", False), ("", False), ("未填", False)])
def test_stated_sex_is_compared(stated: str, differs: bool) -> None:
    assert sex_differs(check_id("A123456789"), stated) is differs
