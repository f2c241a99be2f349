"""身分證統一編號 and 居留證號: pattern, check digit, sex digit, and the mask for screens and paper."""

import re
from dataclasses import dataclass
from enum import Enum

from hrdesk.errors import Fault, InputError

_ORDER = "ABCDEFGHJKLMNPQRSTUVXYWZIO"  # A is 10, B 11 …; W, Z, I and O came late
_WEIGHTS = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
_FULL_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_MALE_SECONDS = frozenset("18AC")
_LENGTH = 10
_HIDDEN = 4


class IdKind(Enum):
    """國民身分證統一編號, 新式 and 舊式外來人口統一證號."""

    NATIONAL = "national"
    NEW_RESIDENT = "new_resident"
    OLD_RESIDENT = "old_resident"


class Sex(Enum):
    """男, 女, as the second character tells."""

    MALE = "male"
    FEMALE = "female"


_PATTERNS = (
    (IdKind.NATIONAL, re.compile(r"[A-Z][12][0-9]{8}")),
    (IdKind.NEW_RESIDENT, re.compile(r"[A-Z][89][0-9]{8}")),
    (IdKind.OLD_RESIDENT, re.compile(r"[A-Z][A-D][0-9]{8}")),
)
_SEX_WORDS = {"男": Sex.MALE, "男性": Sex.MALE, "M": Sex.MALE, "女": Sex.FEMALE, "女性": Sex.FEMALE, "F": Sex.FEMALE}


@dataclass(frozen=True, slots=True)
class NationalId:
    """A checked number in capital letters, its kind and the sex that it tells."""

    number: str
    kind: IdKind
    sex: Sex


def check_id(text: str) -> NationalId:
    """Read an ID number in any width and case; InputError NOT_AN_ID with the reason, never with the number."""
    number = "".join(text.translate(_FULL_WIDTH).split()).upper()
    if len(number) != _LENGTH:
        raise InputError(Fault.NOT_AN_ID, reason=f"應為{_LENGTH}碼，輸入{len(number)}碼")
    kind = next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(number)), None)
    if kind is None:
        raise InputError(Fault.NOT_AN_ID, reason="格式不符")
    if _checksum(number):
        raise InputError(Fault.NOT_AN_ID, reason="檢查碼不符")
    return NationalId(number, kind, Sex.MALE if number[1] in _MALE_SECONDS else Sex.FEMALE)


def mask_id(text: str) -> str:
    """Return A12345**** for a number of ten characters; anything else is hidden whole."""
    return text[:-_HIDDEN] + "*" * _HIDDEN if len(text) == _LENGTH else "*" * len(text)


def sex_differs(number: NationalId, stated: str) -> bool:
    """Tell whether a stated sex (男, 女) contradicts the number; unknown words contradict nothing."""
    sex = _SEX_WORDS.get(stated.strip().upper())
    return sex is not None and sex is not number.sex


def _checksum(number: str) -> int:
    """Return the weighted sum modulo 10, 0 for a sound number."""
    first = _ORDER.index(number[0]) + 10
    second = _ORDER.index(number[1]) % 10 if number[1].isalpha() else int(number[1])
    digits = (first // 10, first % 10, second, *map(int, number[2:]))
    return sum(digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 10
