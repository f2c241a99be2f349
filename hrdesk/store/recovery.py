"""The recovery code: 160 random bits as eight groups of four Crockford base32 characters and a check character.

The check character is a weighted sum in GF(32) in which every place of a group has its own weight and every group its own offset, so that any
one wrong character, any two exchanged ones and any two exchanged groups are noticed, and the group at fault can be named.
"""

import secrets
import unicodedata

from hrdesk.errors import Fault, StoreError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
READ_AS = str.maketrans("ILO", "110")
GROUPS = 8
DATA = 4
SIZE = 20  # bytes
POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive


def times(left: int, right: int) -> int:
    """Return the product in GF(32)."""
    product = 0
    for bit in range(5):
        if right >> bit & 1:
            product ^= left << bit
    for bit in range(9, 4, -1):
        if product >> bit & 1:
            product ^= POLYNOMIAL << (bit - 5)
    return product


def check_value(group: int, values: list[int]) -> int:
    """Return the check value of the four values of a group: Horner's rule at 2, then the group's own number."""
    total = 0
    for value in values:
        total = times(total ^ value, 2)
    return total ^ group


def new_secret() -> bytes:
    """Return 160 random bits."""
    return secrets.token_bytes(SIZE)


def write_code(secret: bytes) -> str:
    """Return the code of a secret, in groups joined by hyphens."""
    number = int.from_bytes(secret, "big")
    values = [number >> 5 * place & 31 for place in reversed(range(GROUPS * DATA))]
    groups = []
    for group in range(GROUPS):
        part = values[group * DATA : (group + 1) * DATA]
        groups.append("".join(ALPHABET[value] for value in [*part, check_value(group, part)]))
    return "-".join(groups)


def plain_code(text: str) -> str:
    """Return the characters of a typed code, however it is spaced or cased, look-alikes (I, L, O) read as they are meant."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).upper() if letter.isalnum()).translate(READ_AS)


def read_code(text: str) -> bytes:
    """Return the secret of a typed code, however it is spaced or cased; raise StoreError (RECOVERY_CODE) with the first wrong group, 1-based."""
    typed = plain_code(text)
    number = 0
    for group in range(GROUPS):
        part = typed[group * (DATA + 1) : (group + 1) * (DATA + 1)]
        values = [ALPHABET.find(letter) for letter in part]
        if len(values) != DATA + 1 or min(values) < 0 or check_value(group, values[:DATA]) != values[DATA]:
            raise StoreError(Fault.RECOVERY_CODE, group=group + 1)
        for value in values[:DATA]:
            number = number << 5 | value
    if len(typed) != GROUPS * (DATA + 1):
        raise StoreError(Fault.RECOVERY_CODE, group=GROUPS)
    return number.to_bytes(SIZE, "big")
