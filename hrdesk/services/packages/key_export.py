"""What lets a package be opened and verified without this program: the root certificate, and the own age key under a passphrase of its own.

The certificate is public. The key opens everything that was ever sent here, so it leaves only for a clerk or the head of personnel who proves who
asks and says why; it is encrypted (age, scrypt), and the log keeps that it left.
"""

from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.errors import Fault, InputError, PackageError
from hrdesk.exchange import files
from hrdesk.exchange import keys as exchange_keys
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening import members, own
from hrdesk.services.opening.passphrase import require_passphrase
from hrdesk.services.packages import certificates, keys


def save_root(desk: Desk, target: Path) -> str:
    """Write the certificate that vouches for what was received here (the own root of a collector, else the collector's) as PEM.

    Return its 40 digits, to be compared with the official letter. Raises PackageError NO_KEY before there is one, InputError TARGET_EXISTS.
    """
    office = certificates.own_root(desk) or certificates.pinned_root(desk)
    if office is None:
        raise PackageError(Fault.NO_KEY, what="根憑證", next="請先登錄（register）並匯入核發檔（pin），或建立根憑證（root create）。")
    der = keys.certificate(office)
    _write(target, exchange_keys.certificate_pem(der))
    desk.store.note(Act.EXPORT, what="root_certificate")
    return exchange_keys.digits(der)


def save_identity(desk: Desk, target: Path, *, proof: str, passphrase: str, reason: str) -> None:
    """Write the own age keys, the newest first, encrypted with `passphrase`, for this account alone; `proof` is the passphrase of whoever asks.

    Raises InputError WRONG_STATE for who may not, NEEDS_REASON, INVALID for too short a passphrase, TARGET_EXISTS; StoreError WRONG_PASSPHRASE or
    STORE_LOCKED; PackageError NO_KEY before the first key was made.
    """
    what = "匯出解密金鑰"
    own.need_manager(desk, what)
    if not reason.strip():
        raise InputError(Fault.NEEDS_REASON, what=what)
    require_passphrase(passphrase)
    text = "".join(f"{line}\n" for line in keys.identities(desk))
    members.prove(desk, proof)
    _write(target, exchange_keys.protect(text.encode("ascii"), passphrase), mode=0o600)
    desk.store.note(Act.EXPORT, what="identity", reason=reason.strip())


def _write(target: Path, data: bytes, mode: int = 0o666) -> None:
    if target.exists():
        raise InputError(Fault.TARGET_EXISTS, file=target.name)
    files.write_whole(target, lambda out: out.writelines((data,)), mode=mode)
