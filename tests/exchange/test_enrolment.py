"""The enrolment file: trust in a collector, pinned by forty digits typed from a letter."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hrdesk.domain.offices import OfficeRole
from hrdesk.domain.package import Content, Finding, PackageKind, Past
from hrdesk.errors import Fault, InputError, PackageError
from hrdesk.exchange import certificates, enrolment, keys
from hrdesk.exchange.enrolment import Enrolment
from hrdesk.exchange.seal import seal
from tests.exchange import builders
from tests.exchange.builders import NOW, city


def granted(**changes: Any) -> Enrolment:
    """Return what the department grants the agency."""
    made = Enrolment(
        agency=builders.AGENCY,
        agency_name="範例局",
        certificate=city().agency.certificate,
        collector=builders.DEPARTMENT,
        collector_name="範例市政府人事處",
        recipients=(city().department.recipient, city().other.recipient),
        root=city().root,
        decision=city().department.certificate,
        crl=city().crl,
        periods=(114, 115),
        rule_pack="taipei-101",
    )
    return replace(made, **changes)


def sealed(path: Path, given: Enrolment, **changes: Any) -> Path:
    """Seal an enrolment."""
    enrolment.seal_enrolment(given, city().department.signer, city().agency.recipient, path, program="0.1.0", now=NOW, **changes)
    return path


def opened(path: Path, digits: str = "", agency: str = builders.AGENCY) -> Enrolment:
    """Open an enrolment as the agency, with the digits of the letter."""
    letter = digits or keys.grouped(keys.digits(city().root))
    return enrolment.open_enrolment(path, (city().agency.identity,), letter, NOW, builders.scratch_of(path), agency=agency, key=city().agency.key)


def verdict(path: Path, **changes: Any) -> object:
    """Return the verdict that an enrolment is refused with."""
    with pytest.raises(PackageError) as error:
        opened(path, **changes)
    assert error.value.fault is Fault.PACKAGE_REFUSED
    return error.value.facts["verdict"]


def test_enrolment_comes_back(tmp_path: Path) -> None:
    found = opened(sealed(tmp_path / "e.hrdpkg", granted()))
    assert replace(found, package="") == granted()
    assert len(found.package) == 64
    assert list(builders.scratch_of(tmp_path / "e.hrdpkg").iterdir()) == []


def test_later_enrolment_is_a_later_revision(tmp_path: Path) -> None:
    assert opened(sealed(tmp_path / "e.hrdpkg", granted(periods=()), history=(Past(1, "a" * 64),))).periods == ()


def test_other_digits_are_refused(tmp_path: Path) -> None:
    path = sealed(tmp_path / "e.hrdpkg", granted())
    for digits in ("1" * 40, keys.digits(city().crl), "x"):
        with pytest.raises(InputError) as error:
            opened(path, digits)
        assert error.value.fault is Fault.DIGITS_DIFFER


def test_enrolment_by_a_forger_with_another_root_is_refused(tmp_path: Path) -> None:
    key, root = keys.new_root("範例市根憑證", NOW)
    forger = builders.party(key, root, builders.DEPARTMENT, OfficeRole.DECISION)
    given = granted(root=city().root, decision=forger.certificate)
    enrolment.seal_enrolment(given, forger.signer, city().agency.recipient, tmp_path / "e.hrdpkg", program="0.1.0", now=NOW)
    assert verdict(tmp_path / "e.hrdpkg") == Finding.CERTIFICATE_INVALID.value


@pytest.mark.parametrize("name", ["root", "decision", "certificate", "crl"])
def test_enrolment_without_a_part_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "e.hrdpkg"
    parts = {member: getattr(granted(), part) for part, member in enrolment.MEMBERS.items() if part != name}
    seal(Content(header=builders.head(PackageKind.ENROLMENT), trust=parts), city().department.signer, (city().agency.recipient,), path)
    assert verdict(path) == Finding.BAD_MEMBERS.value


def test_damaged_decision_certificate_is_refused(tmp_path: Path) -> None:
    assert verdict(sealed(tmp_path / "e.hrdpkg", granted(decision=b"x"))) == Finding.CERTIFICATE_INVALID.value


def test_enrolment_for_another_agency_is_refused(tmp_path: Path) -> None:
    assert verdict(sealed(tmp_path / "e.hrdpkg", granted()), agency=builders.OTHER) == Finding.WRONG_RECIPIENT.value


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"certificate": b"x"}, Finding.CERTIFICATE_INVALID),
        ({"recipients": ()}, Finding.BAD_HEADER),
        ({"recipients": ("age1nobody",)}, Finding.BAD_HEADER),
        ({"periods": ("x",)}, Finding.BAD_HEADER),
    ],
)
def test_enrolment_that_grants_nothing_usable_is_refused(tmp_path: Path, changes: dict[str, Any], finding: Finding) -> None:
    assert verdict(sealed(tmp_path / "e.hrdpkg", granted(**changes))) == finding.value


def test_enrolment_with_somebody_else_s_certificate_is_refused(tmp_path: Path) -> None:
    assert verdict(sealed(tmp_path / "e.hrdpkg", granted(certificate=city().other.certificate))) == Finding.WRONG_AGENCY.value


def test_enrolment_for_a_key_registered_earlier_is_out_of_order(tmp_path: Path) -> None:
    earlier = builders.party(city().root_key, city().root, builders.AGENCY, OfficeRole.SIGNING)
    assert verdict(sealed(tmp_path / "e.hrdpkg", granted(certificate=earlier.certificate))) == Finding.OUT_OF_ORDER.value


def test_enrolment_with_a_revoked_certificate_is_refused(tmp_path: Path) -> None:
    crl = certificates.issue_crl(city().root_key, city().root, ((city().agency.certificate, NOW),), 4, NOW)
    assert verdict(sealed(tmp_path / "e.hrdpkg", granted(crl=crl))) == Finding.CERTIFICATE_REVOKED.value


def test_another_kind_of_package_is_no_enrolment(tmp_path: Path) -> None:
    path = tmp_path / "e.hrdpkg"
    parts = {member: getattr(granted(), part) for part, member in enrolment.MEMBERS.items()}
    seal(Content(header=builders.head(PackageKind.QUOTA), trust=parts), city().department.signer, (city().agency.recipient,), path)
    assert verdict(path) == Finding.BAD_HEADER.value
