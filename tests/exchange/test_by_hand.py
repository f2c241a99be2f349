"""A package opened by hand, with public tools alone, by the very commands of the specification."""

import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from ssl import DER_cert_to_PEM_cert

import pytest

from hrdesk.domain.offices import OfficeRole
from hrdesk.exchange import keys
from hrdesk.exchange.seal import seal
from tests.exchange import builders, merged

TOOLS = ("age", "openssl", "sha256sum")


def shell(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run one command line in a folder."""
    return subprocess.run(["/bin/sh", "-c", command], cwd=folder, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """A folder with a package sealed today, the receiver's key and the root, as a person would have them."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing and not os.environ.get("CI"):
        pytest.skip(f"{', '.join(missing)} not installed; the continuous check demands them")
    assert missing == []
    now = datetime.now(UTC)
    root_key, root = keys.new_root("範例市根憑證", now)
    agency = builders.party(root_key, root, builders.AGENCY, OfficeRole.SIGNING, now)
    identity, recipient = keys.new_identity()
    seal(builders.content(header=builders.head(created=now)), agency.signer, (recipient,), tmp_path / "f.hrdpkg")
    (tmp_path / "key").write_text(identity, encoding="ascii")
    (tmp_path / "root.pem").write_text(DER_cert_to_PEM_cert(root), encoding="ascii")
    return tmp_path


def unpacked(folder: Path) -> Path:
    """Decrypt and unpack the package."""
    assert shell(folder, "age -d -i key f.hrdpkg > p.asice").returncode == 0
    if shutil.which("unzip"):
        assert shell(folder, "unzip p.asice -d x").returncode == 0
    else:
        with zipfile.ZipFile(folder / "p.asice") as archive:
            archive.extractall(folder / "x")
    return folder / "x"


VERIFY = "openssl cms -verify -cades -binary -inform DER -in META-INF/signature001.p7s -content META-INF/ASiCManifest001.xml -CAfile ../root.pem -out /dev/null"
SUMS = "sha256sum --strict -c SHA256SUMS"


def test_package_verifies_by_hand(folder: Path) -> None:
    place = unpacked(folder)
    verified = shell(place, VERIFY)
    assert verified.returncode == 0, verified.stderr
    summed = shell(place, SUMS)
    assert summed.returncode == 0, summed.stderr
    assert summed.stdout.count(": OK") == sum(path.is_file() for path in place.rglob("*")) - 3  # all but the list itself and META-INF
    assert (place / "forms/annex1.pdf").read_bytes() == builders.PDF


def test_manifest_names_the_digests_that_sha256sum_finds(folder: Path) -> None:
    place = unpacked(folder)
    names = [line.split('"')[1] for line in (place / "META-INF/ASiCManifest001.xml").read_text().splitlines() if "DataObjectReference" in line]
    assert {"package.json", "SHA256SUMS", "data/Officer.jsonl"} <= set(names)
    found = shell(place, "openssl dgst -sha256 -binary package.json | openssl base64").stdout.strip()
    assert f'URI="package.json"><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>{found}<' in (
        place / "META-INF/ASiCManifest001.xml"
    ).read_text(encoding="utf-8")


def test_openssl_refuses_an_altered_manifest(folder: Path) -> None:
    place = unpacked(folder)
    manifest = place / "META-INF/ASiCManifest001.xml"
    manifest.write_bytes(manifest.read_bytes() + b" ")
    assert shell(place, VERIFY).returncode != 0


def test_sha256sum_refuses_an_altered_member(folder: Path) -> None:
    place = unpacked(folder)
    (place / "forms/annex1.pdf").write_bytes(b"%PDF-altered")
    assert shell(place, SUMS).returncode != 0


INSIDE = (
    "openssl x509 -inform DER -in x/inner/root.der -out inner-root.pem && unzip -q x/inner/379000011C.asice -d y && cd y && "
    "openssl cms -verify -cades -binary -inform DER -in META-INF/signature001.p7s -content META-INF/ASiCManifest001.xml"
    " -CAfile ../inner-root.pem -out /dev/null && sha256sum --strict -c SHA256SUMS"
)


def test_what_a_part_signed_verifies_by_hand_too(folder: Path) -> None:
    now = datetime.now(UTC)
    root_key, root = keys.new_root("範例市根憑證", now)
    below_key, below_root = keys.new_root("範例局根憑證", now)
    above = builders.party(root_key, root, builders.AGENCY, OfficeRole.SIGNING, now)
    child = builders.party(below_key, below_root, merged.CHILD, OfficeRole.SIGNING, now)
    content = merged.below()
    one = merged.inner(replace(content, header=replace(content.header, created=now)), child.signer, received=now)
    identity, recipient = keys.new_identity()
    whole = merged.merged(one, header=builders.head(created=now), inner_root=below_root)
    seal(whole, above.signer, (recipient,), folder / "f.hrdpkg")
    (folder / "key").write_text(identity, encoding="ascii")
    (folder / "root.pem").write_text(DER_cert_to_PEM_cert(root), encoding="ascii")
    place = unpacked(folder)
    assert shell(place, VERIFY).returncode == shell(place, SUMS).returncode == 0
    if shutil.which("unzip") is None:
        with zipfile.ZipFile(place / "inner/379000011C.asice") as archive:
            archive.extractall(folder / "y")
    done = shell(folder, INSIDE if shutil.which("unzip") else INSIDE.replace("unzip -q x/inner/379000011C.asice -d y && ", ""))
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(": OK") > 3
    (folder / "y/data/Officer.jsonl").write_bytes(b"altered")
    assert shell(folder / "y", SUMS).returncode != 0
