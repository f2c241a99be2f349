"""Sealing: what no receiver would take is never written."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from hrdesk.domain.package import Attached, Content, Finding, PackageKind
from hrdesk.domain.seeds import Evidence
from hrdesk.errors import Fault, PackageError
from hrdesk.exchange import limits, payload
from hrdesk.exchange.payload import Part
from hrdesk.exchange.seal import build, seal
from hrdesk.exchange.signature import Signer
from tests.exchange import builders
from tests.exchange.builders import city


def fault(content: Content, target: Path, signer: Signer | None = None) -> PackageError:
    """Return the error that sealing ends with, having checked that nothing was written."""
    with pytest.raises(PackageError) as error:
        seal(content, signer or city().agency.signer, (city().department.recipient,), target)
    assert list(target.parent.glob("*.hrdpkg*")) == []
    assert list(target.parent.glob(".*")) == []
    return error.value


def attached(data: bytes, kind: str = "pdf", digest: str = "", **evidence: object) -> Content:
    """Return a submission with one attachment and an Evidence record of it."""
    true = hashlib.sha256(data).hexdigest()
    record = builders.record(Evidence, **({"digest": digest or true, "kind": kind, "size": len(data)} | evidence))
    return builders.small(records={**builders.small().records, "Evidence": (record,)}, attachments=(Attached(digest or true, kind, data),))


def test_same_data_have_the_same_digest_whatever_the_revision(tmp_path: Path) -> None:
    one = builders.sealed(tmp_path / "1.hrdpkg")
    two = builders.sealed(tmp_path / "2.hrdpkg", builders.content(revision=2))
    assert one.content_digest == two.content_digest
    assert one.package != two.package
    assert builders.sealed(tmp_path / "3.hrdpkg", builders.small()).content_digest != one.content_digest
    assert one.sha256 == hashlib.sha256((tmp_path / "1.hrdpkg").read_bytes()).hexdigest()
    assert one.size == (tmp_path / "1.hrdpkg").stat().st_size


BAD: dict[str, tuple[Callable[[], Content], Finding]] = {
    "header": (lambda: builders.small(header=builders.head(agency="?"), records={}), Finding.BAD_HEADER),
    "record": (lambda: builders.small(records={"Nominee": builders.records_of(PackageKind.NOMINATION)["Nominee"]}), Finding.BAD_RECORD),
    "form": (lambda: builders.small(forms={"a.pdf": b"MZ"}), Finding.BAD_ATTACHMENT),
    "form name": (lambda: builders.small(forms={"表.pdf": builders.PDF}), Finding.BAD_NAME),
    "form kind": (lambda: builders.small(forms={"a.exe": builders.PDF}), Finding.BAD_MEMBERS),
    "large form": (lambda: builders.small(forms={"a.pdf": b"%PDF-" + bytes(limits.FORM)}), Finding.BOMB),
    "digest": (lambda: attached(builders.PDF, digest="0" * 64), Finding.BAD_ATTACHMENT),
    "kind": (lambda: attached(builders.PDF, "png"), Finding.BAD_ATTACHMENT),
    "size": (lambda: attached(builders.PDF, size=1), Finding.BAD_ATTACHMENT),
    "not named": (lambda: builders.small(attachments=(Attached(builders.PDF_DIGEST, "pdf", builders.PDF),)), Finding.BAD_ATTACHMENT),
    "missing": (lambda: builders.small(records=attached(builders.PDF).records), Finding.BAD_ATTACHMENT),
    "trust": (lambda: builders.small(trust={"other.der": b""}), Finding.BAD_MEMBERS),
    "many": (lambda: builders.small(forms={f"{number}.pdf": b"%PDF-" for number in range(20_000)}), Finding.TOO_MANY_MEMBERS),
}


@pytest.mark.parametrize("case", BAD)
def test_what_every_receiver_would_refuse_is_not_sealed(tmp_path: Path, case: str) -> None:
    content, finding = BAD[case]
    error = fault(content(), tmp_path / "p.hrdpkg")
    assert (error.fault, error.facts["verdict"]) == (Fault.PACKAGE_REFUSED, finding.value)


def test_more_than_a_package_may_hold_is_not_sealed(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-")
        file.truncate(limits.PACKAGE + 1)
    digest = "0" * 64
    record = builders.record(Evidence, digest=digest, size=limits.PACKAGE + 1)
    content = builders.small(records={**builders.small().records, "Evidence": (record,)}, attachments=(Attached(digest, "pdf", path),))
    assert fault(content, tmp_path / "p.hrdpkg").facts["verdict"] == Finding.TOO_LARGE.value


def test_missing_attachment_is_told(tmp_path: Path) -> None:
    content = builders.content(attachments=(Attached(builders.PDF_DIGEST, "pdf", tmp_path / "gone.pdf"),))
    assert fault(content, tmp_path / "p.hrdpkg").fault is Fault.FILE_MISSING


def test_attachment_from_a_file_is_sealed_like_one_at_hand(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(builders.PDF)
    content = builders.content(attachments=(Attached(builders.PDF_DIGEST, "pdf", tmp_path / "a.pdf"),))
    assert builders.sealed(tmp_path / "1.hrdpkg", content).content_digest == builders.sealed(tmp_path / "2.hrdpkg").content_digest


def test_attachment_that_changes_while_it_is_sealed_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1")
    entry = payload.measure(Part("attachments/a.pdf", path)).entry()
    path.write_bytes(b"%PDF-2")
    with pytest.raises(PackageError) as error:
        list(entry.chunks())
    assert error.value.facts["what"] == "changed"


@pytest.mark.parametrize("case", ["key of another", "no certificate", "no key"])
def test_key_and_certificate_that_do_not_belong_together_seal_nothing(tmp_path: Path, case: str) -> None:
    agency, other = city().agency, city().other
    signers = {
        "key of another": Signer(other.key, agency.certificate),
        "no certificate": Signer(agency.key, b"x"),
        "no key": Signer(b"x", agency.certificate),
    }
    assert fault(builders.small(), tmp_path / "p.hrdpkg", signers[case]).fault in {Fault.NO_KEY, Fault.PACKAGE_REFUSED}


def test_without_a_recipient_nothing_is_sealed(tmp_path: Path) -> None:
    with pytest.raises(PackageError) as error:
        seal(builders.small(), city().agency.signer, (), tmp_path / "p.hrdpkg")
    assert error.value.fault is Fault.NO_KEY
    assert list(tmp_path.iterdir()) == []


def test_members_stand_in_their_order() -> None:
    names = [one.part.name for one in build(builders.content(), city().agency.signer).members]
    assert names[:3] == ["mimetype", "package.json", "SHA256SUMS"]
    assert names[-2:] == ["META-INF/ASiCManifest001.xml", "META-INF/signature001.p7s"]
    assert names[3:-2] == sorted(names[3:-2], key=lambda name: (["data", "forms", "attachments"].index(name.split("/")[0]), name))
