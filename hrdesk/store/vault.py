"""Secrets at rest: left as they are in the encrypted workspace file, sealed under the data key where the server holds rows in clear."""

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hrdesk.errors import Fault, StoreError
from hrdesk.store.key_file import derived

NONCE = 12  # bytes


@dataclass(frozen=True, slots=True)
class Vault:
    """Seals with AES-256-GCM, each secret bound to its name; without a key it changes nothing."""

    key: bytes | None = None

    def sealed(self, name: str, data: bytes) -> bytes:
        """Return what is stored of a secret."""
        if self.key is None:
            return data
        nonce = secrets.token_bytes(NONCE)
        return nonce + AESGCM(self.key).encrypt(nonce, data, name.encode())

    def opened(self, name: str, stored: bytes) -> bytes:
        """Return a secret; raise StoreError STORE_CORRUPT for bytes that were altered or belong to another name."""
        if self.key is None:
            return stored
        try:
            return AESGCM(self.key).decrypt(stored[:NONCE], stored[NONCE:], name.encode())
        except (InvalidTag, ValueError) as error:
            raise StoreError(Fault.STORE_CORRUPT, secret=name) from error


OPEN = Vault()  # the workspace file encrypts everything


def server_vault(data_key: bytes) -> Vault:
    """Return the vault of a store on a server."""
    return Vault(derived(data_key, "secrets"))
