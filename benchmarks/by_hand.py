"""A package opened with nothing but the libraries: age, ZIP, SHA-256, one signature check, JSON. What no reader can do without."""

import base64
import hashlib
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pyhanko.sign.signers.pdf_cms  # noqa: F401  registers its attributes before asn1crypto maps them for good
import pyrage
from asn1crypto import cms
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import load_der_x509_certificate

MANIFEST, SIGNED = "META-INF/ASiCManifest001.xml", "META-INF/signature001.p7s"
REFERENCE = re.compile(rb'DataObjectReference URI="([^"]+)".*?<ds:DigestValue>([^<]+)<')


def opened(path: Path, identity: str) -> dict[str, bytes]:
    """Return the members of a package whose digests and signature are right."""
    clear = pyrage.decrypt(path.read_bytes(), [pyrage.x25519.Identity.from_str(identity)])
    with zipfile.ZipFile(io.BytesIO(clear)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    check_signature(members[SIGNED], members[MANIFEST])
    listed = REFERENCE.findall(members[MANIFEST])
    assert len(listed) == len(members) - 3
    assert all(hashlib.sha256(members[name.decode()]).digest() == base64.b64decode(digest) for name, digest in listed)
    return members


def check_signature(signed: bytes, manifest: bytes) -> None:
    """Check the signature with the certificate that came with it, whoever that is."""
    content = cms.ContentInfo.load(signed)["content"]
    info = content["signer_infos"][0]
    attributes = info["signed_attrs"]
    told = next(one["values"][0].native for one in attributes if one["type"].native == "message_digest")
    assert told == hashlib.sha256(manifest).digest()
    key = load_der_x509_certificate(content["certificates"][0].chosen.dump()).public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    key.verify(info["signature"].native, attributes.untag().dump(), ec.ECDSA(hashes.SHA256()))


def records(members: dict[str, bytes]) -> dict[str, list[dict[str, Any]]]:
    """Return the JSON of every table, by kind."""
    tables = {name: data for name, data in members.items() if name.startswith("data/")}
    return {name[5:-6]: [json.loads(line) for line in data.splitlines()] for name, data in tables.items()}
