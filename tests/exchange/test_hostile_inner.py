"""What the 所屬 signed, inside their collector's submission: read back byte for byte, and one hostile file for every rule about it."""

import base64
import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hrdesk.domain.offices import OfficeRole
from hrdesk.domain.package import Finding, Inner, PackageKind
from hrdesk.errors import PackageError
from hrdesk.exchange import header, keys, layout, limits
from hrdesk.exchange.opening import Opened, take_out
from hrdesk.exchange.seal import seal
from hrdesk.exchange.verdict import RefusedError
from tests.exchange import builders, merged
from tests.exchange.builders import NOW, city, mended, written
from tests.exchange.hostile import refused
from tests.exchange.merged import CHILD, RECEIVED, SISTER, below, container, inner, tier

MEMBER = layout.inner_name(CHILD)


def sent(file: Path, *given: Inner, **changes: Any) -> Opened:
    """Seal a submission with these inside, and open it as the department."""
    builders.sealed(file, merged.merged(*given, **changes))
    return builders.opened(file)


def forged(*given: Inner) -> builders.Members:
    """Return the members of a good submission, to be spoilt; mend them with the first tier's own key."""
    return builders.members_of(merged.merged(*given))


def spoilt(data: bytes, members: builders.Members | None = None) -> builders.Members:
    """Return a submission of a first tier that signs whatever is inside."""
    return mended((members or forged()) | {MEMBER: data})


def with_list(change: Callable[[dict[str, Any]], object]) -> builders.Members:
    """Return a submission whose list says something else of its one package."""
    members = forged()
    line = json.loads(members[layout.INNER_LIST])
    change(line)
    return mended(members | {layout.INNER_LIST: json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"})


def bad(file: Path, members: builders.Members, found: Finding, **facts: str | int) -> None:
    """Assert that the check of what is inside refuses the package, with the finding of that inside."""
    refused(written(file, members), "inner", Finding.BAD_INNER, None, agency=CHILD, inner=found.value, **facts)
    (report,) = builders.opened(file).report.inner
    assert report.finding is found
    assert report.file == MEMBER


def resealed(content: Any, signer: Any = None, **changes: Any) -> builders.Members:
    """Return a submission of a first tier whose program does not look at what it passes on."""
    one = inner(content, signer, **changes)
    good = forged()
    listed = json.loads(good[layout.INNER_LIST]) | {"package": one.package, "certificate": merged_certificate(one)}
    line = json.dumps(listed, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
    assert isinstance(one.source, bytes)
    return mended(good | {layout.INNER_LIST: line, MEMBER: one.source})


def merged_certificate(one: Inner) -> str:
    return base64.b64encode(one.certificate).decode()


def test_what_a_part_signed_travels_byte_for_byte(file: Path) -> None:
    with sent(file) as opened:
        assert opened.report.accepted, opened.report.checks[-1]
        assert opened.report.header is not None
        assert opened.report.header.format == "1.1"
        assert opened.report.checks[-1].name == "inner"
        assert opened.content is not None
        (one,) = opened.content.inner
        (report,) = opened.report.inner
    assert one.report == report
    assert report.accepted
    assert [check.name for check in report.checks][-3:] == ["records", "attachments", "claim"]
    assert (report.signer_agency, report.package) == (CHILD, one.package)
    assert report.header is not None
    assert report.header.format == "1.0"
    assert one.altered == ()
    assert [name for name, group in one.records.items() if group] == ["Agency", "Officer"]
    assert opened.content.inner_root == tier().root


def test_it_comes_out_byte_for_byte(file: Path, tmp_path: Path) -> None:
    one = inner()
    builders.sealed(file, merged.merged(one))
    take_out(file, (city().department.identity,), CHILD, tmp_path / "p.asice", builders.scratch_of(file))
    assert (tmp_path / "p.asice").read_bytes() == one.source
    with pytest.raises(RefusedError) as caught:
        take_out(file, (city().department.identity,), SISTER, tmp_path / "q.asice", builders.scratch_of(file))
    assert (caught.value.finding, caught.value.details["why"]) == (Finding.BAD_MEMBERS, "inner missing")
    assert list(builders.scratch_of(file).iterdir()) == []


def test_it_may_come_from_a_file(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "p.asice"
    path.write_bytes(container()[0])
    assert sent(file, inner(source=path)).report.accepted


def test_two_travel_side_by_side(file: Path) -> None:
    sister = inner(below(SISTER), tier().sister.signer)
    report = sent(file, inner(), sister).report
    assert [one.signer_agency for one in report.inner] == [CHILD, SISTER]


def test_a_form_that_the_collector_has_otherwise_is_named(file: Path) -> None:
    for forms in ({}, {f"annex1-{CHILD}.pdf": builders.PDF + b"\n"}):
        with sent(file, forms=forms) as opened:
            assert opened.content is not None
            assert opened.content.inner[0].altered == (f"annex1-{CHILD}.pdf",)


def test_the_packages_inside_count_as_content(file: Path) -> None:
    one = builders.sealed(file, merged.merged())
    two = builders.sealed(file, merged.merged(inner(below(forms={}))))
    assert one.content_digest != two.content_digest


def test_a_package_without_any_stays_readable_for_older_programs() -> None:
    assert header.parse(builders.members_of()[layout.PACKAGE_JSON]).format == "1.0"


def test_an_older_program_asks_for_an_update(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builders.sealed(file, merged.merged())
    monkeypatch.setattr(layout, "PARTS", tuple(part for part in layout.PARTS if part[0] != "inner/"))
    monkeypatch.setattr(header, "FORMAT", (1, 0))
    refused(file, "members", Finding.TOO_NEW, theirs="1.1", ours="1.0")


def test_a_format_that_does_not_fit_the_members_is_refused(file: Path) -> None:
    for members, old, new in ((forged(), b'"1.1"', b'"1.0"'), (builders.members_of(), b'"1.0"', b'"1.1"')):
        text = members[layout.PACKAGE_JSON].replace(b'{"format":' + old, b'{"format":' + new)
        refused(written(file, builders.resummed(members | {layout.PACKAGE_JSON: text})), "header", Finding.BAD_HEADER, why="version")


def test_an_altered_package_is_refused(file: Path) -> None:
    data = bytearray(container()[0])
    data[data.index(b"annex1") + 300] ^= 1
    bad(file, spoilt(bytes(data)), Finding.ALTERED)


@pytest.mark.parametrize("seed", range(40))
def test_any_altered_byte_inside_is_refused(file: Path, seed: int) -> None:
    data = bytearray(container()[0])
    data[random.Random(seed).randrange(len(data))] ^= 1 << seed % 8
    opened = builders.opened(written(file, spoilt(bytes(data))))
    assert opened.report.finding is Finding.BAD_INNER
    assert opened.content is None


def test_a_cut_package_is_refused(file: Path) -> None:
    bad(file, spoilt(container()[0][:-1]), Finding.BAD_ZIP, why="end")
    bad(file, spoilt(b""), Finding.BAD_ZIP, why="end")


def test_a_package_of_another_agency_is_refused(file: Path) -> None:
    bad(file, resealed(below(SISTER), tier().sister.signer), Finding.WRONG_AGENCY, why="agency")


def test_a_package_in_another_agencys_name_is_refused(file: Path) -> None:
    bad(file, resealed(below(SISTER)), Finding.WRONG_AGENCY, why="agency")


def test_a_stranger_s_signature_is_refused(file: Path) -> None:
    stranger = builders.party(tier().root_key, tier().root, CHILD, OfficeRole.SIGNING)
    bad(file, spoilt(container(signer=stranger.signer)[0]), Finding.SIGNER_UNKNOWN)


def test_a_certificate_from_another_root_is_refused(file: Path) -> None:
    bad(
        file,
        resealed(None, builders.party(city().root_key, city().root, CHILD, OfficeRole.SIGNING, NOW - timedelta(days=1)).signer),
        Finding.CERTIFICATE_INVALID,
    )


def test_a_root_that_is_none_is_refused(file: Path) -> None:
    bad(file, mended(forged() | {layout.INNER_ROOT: b"no certificate"}), Finding.CERTIFICATE_INVALID, why="issuer")


def test_a_certificate_that_did_not_hold_when_it_came_is_refused(file: Path) -> None:
    old = builders.party(tier().root_key, tier().root, CHILD, OfficeRole.SIGNING, NOW - timedelta(days=20), days=10)
    bad(file, resealed(None, old.signer), Finding.CERTIFICATE_EXPIRED)


def test_a_certificate_for_something_else_is_refused(file: Path) -> None:
    other = builders.party(tier().root_key, tier().root, CHILD, OfficeRole.DECISION, NOW - timedelta(days=20))
    bad(file, resealed(None, other.signer), Finding.CERTIFICATE_INVALID, why="purpose")


def test_a_certificate_revoked_before_the_day_is_refused_and_one_revoked_since_is_told(file: Path) -> None:
    day = RECEIVED.date()
    bad(file, with_list(lambda line: line.update(revoked=(day - timedelta(days=1)).isoformat())), Finding.CERTIFICATE_REVOKED)
    with sent(file, inner(revoked=day)) as opened:
        assert opened.content is not None
        assert opened.content.inner[0].revoked == day


def test_a_newer_format_inside_is_refused_as_newer(file: Path) -> None:
    members = builders.members_of(below())
    text = members[layout.PACKAGE_JSON].replace(b'"1.0"', b'"9.0"')
    data = builders.packed(builders.resummed(members | {layout.PACKAGE_JSON: text}, tier().child.signer))
    bad(file, spoilt(data), Finding.TOO_NEW, theirs="9.0", ours="1.2")


def test_another_package_than_the_one_listed_is_refused(file: Path) -> None:
    bad(file, with_list(lambda line: line.update(package="a" * 64)), Finding.BAD_DIGESTS, why="package")


def test_a_package_to_somebody_else_is_refused(file: Path) -> None:
    wrong = below(header=replace(below().header, recipient=builders.DEPARTMENT))
    bad(file, resealed(wrong), Finding.WRONG_RECIPIENT)


@pytest.mark.parametrize("changes", [{"period": 114}, {"kind": PackageKind.CHANGE}])
def test_a_package_of_another_year_or_kind_is_refused(file: Path, changes: dict[str, Any]) -> None:
    head = replace(below().header, **changes)
    records = {"Agency": below().records["Agency"]}
    bad(file, resealed(below(header=head, records=records)), Finding.WRONG_AGENCY, why="kind")


def test_a_package_within_a_package_within_is_refused(file: Path) -> None:
    deep = merged.agency("379000099E", CHILD)
    lowest_key, lowest_root = keys.new_root("範例", NOW - timedelta(days=9))
    lowest = builders.party(lowest_key, lowest_root, "379000099E", OfficeRole.SIGNING, NOW - timedelta(days=9))
    head = replace(below("379000099E").header, recipient=CHILD, created=RECEIVED - timedelta(hours=3))
    records = {"Agency": (deep,)}
    one = inner(below("379000099E", header=head, records=records, forms={}), lowest.signer, received=RECEIVED - timedelta(hours=2))
    agencies = tuple(sorted((*below().records["Agency"], deep), key=lambda it: it.id))
    carrying = below(records={**below().records, "Agency": agencies}, inner=(one,), inner_root=lowest_root)
    bad(file, resealed(carrying), Finding.BAD_MEMBERS, why="inner")


def test_records_inside_are_read_as_strictly(file: Path) -> None:
    members = builders.members_of(below())
    data = members["data/Officer.jsonl"].replace(b"{", b"{ ", 1)
    bad(file, spoilt(builders.packed(mended(members | {"data/Officer.jsonl": data}, tier().child.signer))), Finding.BAD_RECORD)


def test_a_package_listed_but_missing_is_refused(file: Path) -> None:
    members = {name: data for name, data in forged().items() if name != MEMBER}
    refused(written(file, mended(members)), "inner", Finding.BAD_MEMBERS, why="inner missing")


def test_a_package_that_is_not_listed_is_refused(file: Path) -> None:
    members = forged() | {layout.inner_name(SISTER): container(below(SISTER), tier().sister.signer)[0]}
    refused(written(file, mended(members)), "inner", Finding.BAD_MEMBERS, why="inner")


def test_a_list_without_a_package_is_refused(file: Path) -> None:
    members = {name: data for name, data in forged().items() if name != MEMBER} | {layout.INNER_LIST: b""}
    refused(written(file, mended(members)), "inner", Finding.BAD_MEMBERS, why="inner")


@pytest.mark.parametrize("name", [layout.INNER_LIST, layout.INNER_ROOT])
def test_packages_without_list_or_root_are_refused(file: Path, name: str) -> None:
    members = {one: data for one, data in forged().items() if one != name}
    refused(written(file, mended(members)), "inner", Finding.BAD_MEMBERS, why="inner")


LISTS: dict[str, Callable[[bytes], bytes]] = {
    "spaces": lambda text: text.replace(b":", b": ", 1),
    "no end": lambda text: text[:-1],
    "twice": lambda text: text + text,
    "unknown field": lambda text: text.replace(b'{"agency"', b'{"a":1,"agency"'),
    "no code": lambda text: text.replace(CHILD.encode(), b"../up"),
    "no digest": lambda text: text.replace(b'"package":"', b'"package":"x'),
    "no base64": lambda text: text.replace(b'"certificate":"', b'"certificate":"!'),
    "other base64": lambda text: text.replace(b'"certificate":"', b'"certificate":"QR==' if b"=" not in text else b'"certificate":"A'),
    "no JSON": lambda _: b"\xff\n",
    "another time zone": lambda text: text.replace(b'Z","revoked"', b'+08:00","revoked"'),
    "taken in later": lambda text: text.replace(b'"received":"2026', b'"received":"2027'),
}


@pytest.mark.parametrize("why", LISTS)
def test_a_list_that_is_not_as_we_write_it_is_refused(file: Path, why: str) -> None:
    members = forged()
    text = LISTS[why](members[layout.INNER_LIST])
    assert text != members[layout.INNER_LIST]
    refused(written(file, mended(members | {layout.INNER_LIST: text})), "inner", Finding.BAD_MEMBERS, why="inner")


def test_an_agency_that_the_collector_does_not_speak_of_is_refused(file: Path) -> None:
    members = forged()
    good = builders.members_of(merged.merged(records={"Agency": merged.merged().records["Agency"]}, forms={}))
    lines = [line for line in good["data/Agency.jsonl"].splitlines(keepends=True) if CHILD.encode() not in line]
    spoiled = {name: data for name, data in members.items() if name != "data/Officer.jsonl"} | {"data/Agency.jsonl": b"".join(lines)}
    refused(written(file, mended(spoiled)), "inner", Finding.BAD_INNER, agency=CHILD, inner="wrong_agency", why="parent")


def test_only_a_submission_carries_packages(file: Path) -> None:
    change = replace(builders.head(PackageKind.CHANGE), format="1.1")
    members = {name: data for name, data in forged().items() if name not in ("data/Officer.jsonl",)}
    text = header.render(replace(header.parse(members[layout.PACKAGE_JSON]), kind=change.kind))
    refused(written(file, mended(members | {layout.PACKAGE_JSON: text})), "inner", Finding.BAD_MEMBERS, why="inner")


def test_nothing_is_sealed_that_would_be_refused(file: Path) -> None:
    for given, verdict in (
        (merged.merged(inner(package="a" * 64)), "bad_inner"),
        (merged.merged(header=builders.head(PackageKind.CHANGE), records={"Agency": merged.merged().records["Agency"]}), "bad_members"),
        (merged.merged(inner(received=NOW + timedelta(hours=1))), "bad_members"),
        (merged.merged(inner(below("379000099E"), tier().child.signer)), "bad_inner"),
    ):
        with pytest.raises(PackageError) as caught:
            seal(given, city().agency.signer, (city().department.recipient,), file)
        assert isinstance(caught.value, RefusedError)
        assert caught.value.facts["verdict"] == verdict
    assert not file.exists()


def test_the_limits_hold_inside_too() -> None:
    assert layout.limit_of(layout.INNER_LIST) == limits.LISTING
    assert layout.limit_of(layout.INNER_ROOT) == limits.CERTIFICATE
    assert layout.limit_of(MEMBER) == limits.PACKAGE
    assert layout.limit_of("inner/x/y.asice") is None
