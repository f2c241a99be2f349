"""The key file: the data key of a workspace, wrapped once for each way to open it.

A random 256-bit data key never leaves memory unwrapped. Each slot wraps it with Argon2id and AES-256-GCM; store, slot and parameters are bound as
associated data, and the whole is authenticated by a key derived from the data key. A checksum tells damage from a wrong passphrase.
Names of people are kept only as a salted hash.
"""

import hashlib
import hmac
import json
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hrdesk.errors import Fault, StoreError

FORMAT = 1
KEY_SIZE = 32
PERSON, RECOVERY = "person", "recovery"
MAX_SLOTS = 64


@dataclass(frozen=True, slots=True)
class Cost:
    """Argon2id parameters: memory in KiB, passes, lanes."""

    memory: int
    passes: int
    lanes: int

    @property
    def allowed(self) -> bool:
        """Tell whether this lies between FLOOR and CEILING in every part."""
        return all(
            low <= value <= high
            for low, value, high in (
                (FLOOR.memory, self.memory, CEILING.memory),
                (FLOOR.passes, self.passes, CEILING.passes),
                (FLOOR.lanes, self.lanes, CEILING.lanes),
            )
        )


STANDARD = Cost(64 * 1024, 3, 4)
FLOOR = Cost(8 * 1024, 1, 1)  # what tests use; STANDARD stands wherever a person chooses the passphrase
CEILING = Cost(1024 * 1024, 16, 16)  # so that an altered file cannot exhaust the machine


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to open: `user` is the salted hash of a person's name, `role` PERSON or RECOVERY; the rest in hexadecimal."""

    user: str
    role: str
    cost: Cost
    salt: str
    nonce: str
    wrapped: str

    def bound(self, store: str) -> bytes:
        """Return what the wrapping authenticates beside the key."""
        return canonical([FORMAT, store, self.user, self.role, asdict(self.cost), self.salt])


@dataclass(frozen=True, slots=True)
class KeyFile:
    """Store id, generation (the highest wins), the slots, and the authentication code in hexadecimal."""

    store: str
    generation: int
    slots: tuple[Slot, ...]
    mac: str = ""


def new_key_file(data_key: bytes, who: str, passphrase: str, secret: bytes, cost: Cost) -> KeyFile:
    """Return a first key file with a slot for one person and one for the recovery code."""
    store = secrets.token_hex(16)
    person = new_slot(store, data_key, who, PERSON, passphrase_secret(passphrase), cost)
    return signed(KeyFile(store, 1, (person, new_slot(store, data_key, "", RECOVERY, secret, cost))), data_key)


def canonical(value: object) -> bytes:
    """Return JSON with one spelling only."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()


def derived(data_key: bytes, purpose: str) -> bytes:
    """Return the 32-byte key for one purpose: `database`, `audit`, `keys` or `backup`."""
    return HKDF(SHA256(), KEY_SIZE, salt=None, info=b"hrdesk " + purpose.encode()).derive(data_key)


def user_hash(name: str, salt: str) -> str:
    """Return the hash by which a slot knows its person."""
    return hashlib.sha256(salt.encode() + unicodedata.normalize("NFC", name).encode()).hexdigest()


def belongs(slot: Slot, name: str) -> bool:
    """Tell whether a slot is this person's."""
    return slot.role == PERSON and slot.user == user_hash(name, slot.salt)


def wrapping_key(secret: bytes, salt: str, cost: Cost) -> bytes:
    """Return the key that a secret gives under these parameters (standard ones take 0.1 to 1 s)."""
    return Argon2id(salt=bytes.fromhex(salt), length=KEY_SIZE, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory).derive(secret)


def passphrase_secret(passphrase: str) -> bytes:
    """Return the bytes of a passphrase, the same for every way a keyboard composes its characters."""
    return unicodedata.normalize("NFC", passphrase).encode()


def new_slot(store: str, data_key: bytes, name: str, role: str, secret: bytes, cost: Cost) -> Slot:
    """Return the data key wrapped for one person or the recovery code; raise ValueError for parameters outside the bounds."""
    if not cost.allowed:
        raise ValueError(cost)
    salt, nonce = secrets.token_hex(16), secrets.token_bytes(12)
    slot = Slot(user_hash(name, salt), role, cost, salt, nonce.hex(), "")
    wrapped = AESGCM(wrapping_key(secret, salt, cost)).encrypt(nonce, data_key, slot.bound(store))
    return replace(slot, wrapped=wrapped.hex())


def unwrap(key_file: KeyFile, slot: Slot, secret: bytes) -> bytes | None:
    """Return the data key, or None if the secret is not this slot's."""
    try:
        return AESGCM(wrapping_key(secret, slot.salt, slot.cost)).decrypt(bytes.fromhex(slot.nonce), bytes.fromhex(slot.wrapped), slot.bound(key_file.store))
    except InvalidTag:
        return None


def signed(key_file: KeyFile, data_key: bytes) -> KeyFile:
    """Return the key file with its authentication code."""
    return replace(key_file, mac=code_of(key_file, data_key))


def code_of(key_file: KeyFile, data_key: bytes) -> str:
    """Return the authentication code over everything else in the file."""
    return hmac.new(derived(data_key, "keys"), canonical(asdict(replace(key_file, mac=""))), hashlib.sha256).hexdigest()


def unlock(key_file: KeyFile, role: str, name: str, secret: bytes) -> tuple[bytes, Slot] | None:
    """Return the data key and the slot that `secret` opens, `name`'s slot tried first; None if it opens none.

    Raise StoreError (KEY_FILE_DAMAGED) where the slot opens but the file around it was altered.
    """
    slots = [slot for slot in key_file.slots if slot.role == role]
    for slot in sorted(slots, key=lambda slot: slot.user != user_hash(name, slot.salt)):
        data_key = unwrap(key_file, slot, secret)
        if data_key is None:
            continue
        if not hmac.compare_digest(code_of(key_file, data_key), key_file.mac):
            raise StoreError(Fault.KEY_FILE_DAMAGED)
        return data_key, slot
    return None


def to_bytes(key_file: KeyFile) -> bytes:
    """Return the file's text: the JSON and its checksum, a line each."""
    body = canonical({"format": FORMAT} | asdict(key_file))
    return body + b"\n" + hashlib.sha256(body).hexdigest().encode() + b"\n"


def from_bytes(data: bytes) -> KeyFile:
    """Return the key file in `data`; raise StoreError (KEY_FILE_DAMAGED) for anything that `to_bytes` would not have written."""
    body, _, rest = data.partition(b"\n")
    if rest != hashlib.sha256(body).hexdigest().encode() + b"\n":
        raise StoreError(Fault.KEY_FILE_DAMAGED)
    try:
        key_file = from_plain(json.loads(body))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise StoreError(Fault.KEY_FILE_DAMAGED) from error
    if to_bytes(key_file) != data or not well_formed(key_file):
        raise StoreError(Fault.KEY_FILE_DAMAGED)
    return key_file


def from_plain(plain: Mapping[str, Any]) -> KeyFile:
    """Return the key file of parsed JSON, unknown names refused by KeyError or TypeError."""
    slots = tuple(Slot(**{**slot, "cost": Cost(**slot["cost"])}) for slot in plain["slots"])
    return KeyFile(store=plain["store"], generation=plain["generation"], slots=slots, mac=plain["mac"])


def well_formed(key_file: KeyFile) -> bool:
    """Tell whether every part has its type, its length and allowed parameters, so that nothing later can fail on it."""
    return (
        hexadecimal(key_file.store, 16)
        and hexadecimal(key_file.mac, 32)
        and type(key_file.generation) is int
        and 0 < len(key_file.slots) <= MAX_SLOTS
        and all(slot_well_formed(slot) for slot in key_file.slots)
    )


def slot_well_formed(slot: Slot) -> bool:
    """Tell whether a slot's parts have their types and lengths."""
    sizes = ((slot.user, 32), (slot.salt, 16), (slot.nonce, 12), (slot.wrapped, KEY_SIZE + 16))
    numbers = (slot.cost.memory, slot.cost.passes, slot.cost.lanes)
    return (
        all(hexadecimal(text, size) for text, size in sizes)
        and slot.role in (PERSON, RECOVERY)
        and all(type(number) is int for number in numbers)
        and slot.cost.allowed
    )


def hexadecimal(text: object, size: int) -> bool:
    """Tell whether `text` is the lower-case hexadecimal spelling of `size` bytes."""
    return isinstance(text, str) and len(text) == 2 * size and not set(text) - set("0123456789abcdef")
