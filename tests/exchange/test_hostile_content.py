"""One hostile file for every rule of signature, header, series and content: refused by its own check with its own finding."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hrdesk.domain.offices import OfficeRole
from hrdesk.domain.package import HELD, Content, Finding, PackageKind, Past
from hrdesk.domain.record import SelfCheckId
from hrdesk.domain.seeds import SelfCheck
from hrdesk.domain.staff import Agency
from hrdesk.exchange import certificates, container, keys, layout, limits, signature, tables
from hrdesk.exchange.seal import seal
from hrdesk.exchange.signature import Signer
from hrdesk.exchange.trust import Known, Root
from tests.exchange import builders
from tests.exchange.builders import NOW, city, collector_trust, mended, resigned, resummed, written
from tests.exchange.hostile import refused
from tests.factory import record_id


def test_signature_of_another_form_is_refused(file: Path, members: builders.Members) -> None:
    refused(written(file, members | {layout.SIGNED: b"not DER"}), "signer", Finding.BAD_SIGNATURE_FORM)


def test_unknown_signer_is_refused(file: Path, members: builders.Members) -> None:
    stranger = builders.party(city().root_key, city().root, builders.AGENCY, OfficeRole.SIGNING)
    refused(written(file, mended(members, stranger.signer)), "certificate", Finding.SIGNER_UNKNOWN)


def test_signature_over_another_manifest_is_refused(file: Path, members: builders.Members) -> None:
    other = builders.members_of(builders.small())
    refused(written(file, members | {layout.SIGNED: other[layout.SIGNED]}), "signature", Finding.SIGNATURE_WRONG)


def test_signature_with_another_agency_s_key_is_refused(file: Path, members: builders.Members) -> None:
    forged = Signer(city().other.key, city().agency.certificate)
    refused(written(file, mended(members, forged)), "signature", Finding.SIGNATURE_WRONG)


def test_certificate_from_another_root_is_refused(file: Path, members: builders.Members) -> None:
    key, root = keys.new_root("範例市根憑證", NOW)
    forger = builders.party(key, root, builders.AGENCY, OfficeRole.SIGNING)
    trust = collector_trust(certificates=(Known(forger.certificate, builders.AGENCY, OfficeRole.SIGNING),))
    refused(written(file, mended(members, forger.signer)), "validity", Finding.CERTIFICATE_INVALID, trust, why="issuer")


def test_expired_certificate_is_refused(file: Path, members: builders.Members) -> None:
    old = builders.party(city().root_key, city().root, builders.AGENCY, OfficeRole.SIGNING, builders.later(-30), days=29)
    trust = collector_trust(certificates=(Known(old.certificate, builders.AGENCY, OfficeRole.SIGNING),))
    refused(written(file, mended(members, old.signer)), "validity", Finding.CERTIFICATE_EXPIRED, trust, end="2026-11-20")


def test_certificate_of_tomorrow_is_refused(file: Path, members: builders.Members) -> None:
    new = builders.party(city().root_key, city().root, builders.AGENCY, OfficeRole.SIGNING, builders.later(2))
    trust = collector_trust(certificates=(Known(new.certificate, builders.AGENCY, OfficeRole.SIGNING),))
    refused(written(file, mended(members, new.signer)), "validity", Finding.CERTIFICATE_EXPIRED, trust)


def test_certificate_revoked_in_the_own_table_is_refused(file: Path) -> None:
    builders.sealed(file)
    known = Known(city().agency.certificate, builders.AGENCY, OfficeRole.SIGNING, revoked=NOW.date())
    refused(file, "validity", Finding.CERTIFICATE_REVOKED, collector_trust(certificates=(known,)), date="2026-11-21")


def test_certificate_revoked_in_a_list_is_refused(file: Path) -> None:
    builders.sealed(file)
    crl = certificates.issue_crl(city().root_key, city().root, ((city().agency.certificate, NOW),), 4, NOW)
    refused(file, "validity", Finding.CERTIFICATE_REVOKED, collector_trust(crls=(city().crl, crl)))


def test_without_a_list_in_date_a_foreign_root_is_not_believed(file: Path) -> None:
    builders.sealed(file)
    old = certificates.issue_crl(city().root_key, city().root, (), 2, builders.later(-30), days=29)
    for crls in ((), (old,)):
        refused(file, "validity", Finding.CRL_OLD, collector_trust(roots=(Root(city().root),), crls=crls))


def test_list_older_than_the_one_held_is_refused(file: Path) -> None:
    older = certificates.issue_crl(city().root_key, city().root, (), 2, NOW)
    builders.sealed(file, builders.content(trust={"crl.der": older}))
    refused(file, "validity", Finding.CRL_OLD, collector_trust(crls=(city().crl,)), theirs=2, ours=3)


def test_list_of_another_root_is_refused(file: Path) -> None:
    key, root = keys.new_root("範例市根憑證", NOW)
    builders.sealed(file, builders.content(trust={"crl.der": certificates.issue_crl(key, root, (), 9, NOW)}))
    refused(file, "validity", Finding.CERTIFICATE_INVALID, why="crl")


XML: dict[str, Callable[[bytes], bytes]] = {
    "doctype": lambda text: text.replace(b"<asic:ASiC", b'<!DOCTYPE a [<!ENTITY b "c">]><asic:ASiC', 1),
    "space": lambda text: text.replace(b"/>\n", b" />\n", 1),
    "not ascii": lambda text: text.replace(b"1.2.1", "１".encode(), 1),
    "digest": lambda text: text.replace(b"<ds:DigestValue>", b"<ds:DigestValue>A", 1),
    "empty": lambda text: b"",
}


@pytest.mark.parametrize("change", XML)
def test_manifest_that_is_not_our_rendering_is_refused(file: Path, members: builders.Members, change: str) -> None:
    text = XML[change](members[layout.MANIFEST])
    signed = signature.sign(text, city().agency.signer, NOW)
    refused(written(file, members | {layout.MANIFEST: text, layout.SIGNED: signed}), "manifest", Finding.BAD_MANIFEST, why="text")


def test_member_that_the_manifest_does_not_name_is_refused(file: Path, members: builders.Members) -> None:
    more = members | {"forms/more.pdf": builders.PDF}
    data = {name: more[name] for name in layout.ordered(list(more))}
    refused(written(file, data), "manifest", Finding.BAD_MANIFEST, why="members")


def test_member_that_only_the_manifest_names_is_refused(file: Path, members: builders.Members) -> None:
    refused(written(file, {name: data for name, data in members.items() if name != "forms/annex1.pdf"}), "manifest", Finding.BAD_MANIFEST, why="members")


def test_altered_member_is_refused(file: Path, members: builders.Members) -> None:
    refused(written(file, members | {"forms/annex1.pdf": builders.PDF + b" "}), "digests", Finding.ALTERED)


def test_wrong_check_sum_of_a_member_is_refused(file: Path, members: builders.Members) -> None:
    entries = [replace(one, crc=1).entry() for one in (builders.part(name, data) for name, data in members.items())]
    refused(written(file, b"".join(container.write(entries))), "digests", Finding.ALTERED)


def with_header(members: builders.Members, old: bytes, new: bytes) -> builders.Members:
    """Return members with a changed header, signed for."""
    text = members[layout.PACKAGE_JSON].replace(old, new, 1)
    assert text != members[layout.PACKAGE_JSON]
    return resummed(members | {layout.PACKAGE_JSON: text})


@pytest.mark.parametrize("version", ["1.3", "2.0", "10.0"])
def test_newer_format_is_refused_with_both_versions(file: Path, members: builders.Members, version: str) -> None:
    data = with_header(members, b'"1.0"', f'"{version}"'.encode())
    refused(written(file, data), "header", Finding.TOO_NEW, theirs=version, ours="1.2")


def test_newer_container_is_refused_as_newer(file: Path, members: builders.Members) -> None:
    data = with_header(members, b'"1.0"', b'"2.0"') | {"new/thing": b""}
    refused(written(file, data), "members", Finding.TOO_NEW, theirs="2.0", ours="1.2")


def test_header_for_another_recipient_is_refused(file: Path, members: builders.Members) -> None:
    refused(written(file, mended(members, recipient=builders.OTHER)), "header", Finding.WRONG_RECIPIENT, recipient=builders.OTHER)


def test_package_in_another_agency_s_name_is_refused(file: Path, members: builders.Members) -> None:
    refused(written(file, mended(members, agency=builders.OTHER)), "sender", Finding.WRONG_AGENCY, why="agency")


def test_certificate_that_names_another_agency_than_the_table_is_refused(file: Path) -> None:
    builders.sealed(file, builders.content(header=builders.head(agency=builders.OTHER), records={}, attachments=()))
    known = Known(city().agency.certificate, builders.OTHER, OfficeRole.SIGNING)
    refused(file, "sender", Finding.WRONG_AGENCY, collector_trust(certificates=(known,)), why="agency")


def test_agency_that_sends_what_only_a_collector_may_is_refused(file: Path) -> None:
    given = Content(header=builders.head(PackageKind.QUOTA, agency=builders.AGENCY, recipient=builders.DEPARTMENT))
    seal(given, city().agency.signer, (city().department.recipient,), file)
    refused(file, "sender", Finding.WRONG_AGENCY, why="kind", kind="quota")


def test_sums_that_are_not_those_of_the_members_are_refused(file: Path, members: builders.Members) -> None:
    data = resigned(members | {layout.SUMS: members[layout.SUMS].replace(b"a", b"b")})
    refused(written(file, data), "sums", Finding.BAD_DIGESTS, why="sums")


def test_content_digest_that_is_not_that_of_the_content_is_refused(file: Path, members: builders.Members) -> None:
    refused(written(file, mended(members, content_digest="0" * 64)), "sums", Finding.BAD_DIGESTS, why="content")


def test_closed_period_is_refused(file: Path) -> None:
    builders.sealed(file)
    refused(file, "series", Finding.PERIOD_CLOSED, collector_trust(open_periods=frozenset({114})), period=115)


def test_same_file_twice_is_refused(file: Path) -> None:
    sealed = builders.sealed(file)
    refused(file, "series", Finding.REPLAYED, collector_trust(held=(builders.held(builders.content(), sealed.package),)))


HELD_BEFORE = {
    Finding.SAME_CONTENT: (1, "same"),
    Finding.REUSED_REVISION: (3, "other"),
    Finding.OLD_REVISION: (4, "other"),
    Finding.FORK: (2, "other"),
}


@pytest.mark.parametrize("finding", HELD_BEFORE)
def test_package_that_contradicts_what_is_held_is_refused(file: Path, finding: Finding) -> None:
    given = builders.content(revision=3)
    sealed = builders.sealed(file, given)
    revision, content = HELD_BEFORE[finding]
    digest = sealed.content_digest if content == "same" else builders.digest_of("other")
    one = builders.held(given, "1" * 64, revision=revision, content=digest)
    refused(file, "series", finding, collector_trust(held=(one,)))


def altered_table(members: builders.Members, table: str, change: Callable[[bytes], bytes]) -> builders.Members:
    """Return members with a changed table, everything around it mended."""
    name = layout.table_name(table)
    assert change(members[name]) != members[name]
    return mended(members | {name: change(members[name])})


LINES: dict[str, Callable[[bytes], bytes]] = {
    "duplicate key": lambda data: data.replace(b'"agency":', b'"agency":"x","agency":', 1),
    "NaN": lambda data: data.replace(b'"count":1', b'"count":NaN'),
    "float": lambda data: data.replace(b'"count":1', b'"count":1.0'),
    "huge": lambda data: data.replace(b'"count":1', b'"count":9007199254740992'),
    "very long": lambda data: data.replace(b'"count":1', b'"count":' + b"9" * 5000),
    "truth for a number": lambda data: data.replace(b'"count":1', b'"count":true'),
    "text for a number": lambda data: data.replace(b'"count":1', b'"count":"1"'),
    "space": lambda data: data.replace(b",", b", ", 1),
    "escape": lambda data: data.replace("範".encode(), b"\\u7bc4", 1),
    "half a pair": lambda data: data.replace("範".encode(), b"\\ud800", 1),
    "not UTF-8": lambda data: data.replace("範".encode(), b"\xff", 1),
    "unknown field": lambda data: data.replace(b'"source"', b'"sourcf":"","source"', 1),
    "missing field": lambda data: data.replace(b'"agency":', b'"agencx":', 1),
    "date with time": lambda data: data.replace(b'"2026-03-02"', b'"2026-03-02T00:00:00Z"', 1),
    "not an object": lambda data: b"[]\n",
    "deep": lambda data: b"[" * 100_000 + b"\n",
    "empty line": lambda data: data + b"\n",
    "no end": lambda data: data[:-1],
    "twice": lambda data: data + data,
    "id": lambda data: data.replace(record_id("Staffing").encode(), b"x" * 32),
    "long line": lambda data: data + b" " * limits.LINE + b" \n",
}


@pytest.mark.parametrize("change", LINES)
def test_table_line_that_is_not_one_canonical_record_is_refused(file: Path, members: builders.Members, change: str) -> None:
    refused(written(file, altered_table(members, "Staffing", LINES[change])), "records", Finding.BAD_RECORD, table="Staffing")


def test_table_that_does_not_belong_in_this_kind_is_refused(file: Path) -> None:
    extra = builders.members_of(builders.content(PackageKind.NOMINATION))["data/Nominee.jsonl"]
    members = builders.members_of() | {"data/Nominee.jsonl": extra}
    refused(written(file, mended(members)), "records", Finding.BAD_RECORD, table="Nominee", line=0)


def test_counts_that_are_not_those_of_the_tables_are_refused(file: Path, members: builders.Members) -> None:
    refused(written(file, mended(members, counts=(("Agency", 2),))), "records", Finding.BAD_COUNTS)


def test_record_that_names_an_absent_one_is_refused(file: Path, members: builders.Members) -> None:
    data = mended({name: data for name, data in members.items() if name != "data/Duty.jsonl" and name != "data/Officer.jsonl"})
    refused(written(file, data), "records", Finding.BAD_REFERENCE)


def test_package_without_its_sender_is_refused(file: Path, members: builders.Members) -> None:
    data = altered_table(members, "Agency", lambda data: data.replace(builders.AGENCY.encode(), builders.OTHER.encode()))
    refused(written(file, data), "records", Finding.BAD_REFERENCE, table="Agency", field="code")


def test_two_agencies_of_one_code_are_refused(file: Path) -> None:
    two = (builders.record(Agency), builders.record(Agency, id="0" * 32))
    members = builders.members_of(builders.small())
    data = tables.render("Agency", two)
    refused(written(file, mended(members | {"data/Agency.jsonl": data})), "records", Finding.CONFLICT, what="agency code")


def test_two_self_checks_of_one_person_and_year_are_refused(file: Path, members: builders.Members) -> None:
    one = builders.record(SelfCheck)
    data = tables.render("SelfCheck", (replace(one, id=SelfCheckId("0" * 32)), one))
    refused(written(file, mended(members | {"data/SelfCheck.jsonl": data})), "records", Finding.CONFLICT, what="同一人同一年度有兩份自我檢核表")


def test_one_id_for_two_records_is_refused(file: Path, members: builders.Members) -> None:
    twin = record_id("Staffing").encode()
    data = altered_table(members, "Duty", lambda data: data.replace(record_id("Duty").encode(), twin))
    refused(written(file, data), "records", Finding.CONFLICT, what="id")


def test_id_number_that_nobody_needs_is_refused(file: Path, members: builders.Members) -> None:
    data = altered_table(members, "Officer", lambda data: data.replace(b'"national_id":""', b'"national_id":"A123456789"'))
    refused(written(file, data), "records", Finding.BAD_RECORD, field="national_id")


def swapped_attachment(members: builders.Members, data: bytes, kind: str = "pdf", size: int | None = None) -> builders.Members:
    """Return members with another attachment that its Evidence record names."""
    digest = hashlib.sha256(data).hexdigest()
    kept = {name: value for name, value in members.items() if not name.startswith("attachments/")}
    line = kept["data/Evidence.jsonl"].replace(builders.PDF_DIGEST.encode(), digest.encode()).replace(b'"kind":"pdf"', f'"kind":"{kind}"'.encode())
    size_text = f'"size":{len(data) if size is None else size}'.encode()
    kept["data/Evidence.jsonl"] = line.replace(f'"size":{len(builders.PDF)}'.encode(), size_text)
    return mended(kept | {f"attachments/{digest}.{kind}": data})


ATTACHMENTS: dict[str, Callable[[builders.Members], builders.Members]] = {
    "not named": lambda members: mended(members | {f"attachments/{'0' * 64}.pdf": builders.PDF}),
    "missing": lambda members: mended({name: data for name, data in members.items() if not name.startswith("attachments/")}),
    "size": lambda members: swapped_attachment(members, b"%PDF-1", size=7),
    "kind": lambda members: swapped_attachment(members, b"MZ program", kind="png"),
    "form": lambda members: mended(members | {"forms/annex1.pdf": b"MZ program"}),
}


@pytest.mark.parametrize("why", ATTACHMENTS)
def test_attachment_that_is_not_as_recorded_is_refused(file: Path, members: builders.Members, why: str) -> None:
    refused(written(file, ATTACHMENTS[why](members)), "attachments", Finding.BAD_ATTACHMENT, why=why)


def test_attachment_under_another_digest_is_refused(file: Path, members: builders.Members) -> None:
    name = f"attachments/{builders.PDF_DIGEST}.pdf"
    data = mended(members | {name: builders.PDF.replace(b"1.7", b"1.6")})
    refused(written(file, data), "attachments", Finding.BAD_ATTACHMENT, why="digest")


def test_gap_is_taken_with_a_warning(file: Path) -> None:
    builders.sealed(file, builders.content(revision=3))
    report = builders.opened(file).report
    assert report.accepted
    assert [(check.name, check.finding, dict(check.facts)) for check in report.checks if check.finding is not Finding.OK] == [
        ("series", Finding.GAP, {"missing": 2})
    ]


def test_every_finding_has_its_hostile_file() -> None:
    source = "".join(path.read_text(encoding="utf-8").partition("def test_every_finding")[0] for path in Path(__file__).parent.glob("test_hostile_*.py"))
    untested = [finding for finding in Finding if f"Finding.{finding.name}" not in source]
    # what a package answers, and what was sealed here, is judged by services.receiving, which has the ledger
    assert untested == [Finding.OWN, Finding.OUT_OF_ORDER]


def test_only_held_findings_mean_that_nothing_is_lost() -> None:
    assert {Finding.REPLAYED, Finding.SAME_CONTENT} == HELD
    assert Past(1, "a") != Past(2, "a")
