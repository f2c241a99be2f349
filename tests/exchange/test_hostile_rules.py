"""One hostile file for every rule of a rules package: refused by its own check, with nothing left behind; and sealing refuses the same."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hrdesk.domain.package import Content, Finding, PackageKind
from hrdesk.domain.rulebook import RuleFile, RuleRole
from hrdesk.errors import PackageError
from hrdesk.exchange import layout, limits, tables
from hrdesk.exchange.rule_files import FOLDER, member_of, rule_file
from tests.exchange import builders
from tests.exchange.builders import city, mended, rule_files, written
from tests.exchange.hostile import ORDER

Files = dict[RuleFile, bytes]
PACK = next(data for one, data in rule_files().items() if one.role is RuleRole.PACK)


def members(files: Files) -> builders.Members:
    """Return the members of a rules package with these files, signed for by a forger with the collector's key."""
    plain = {name: data for name, data in builders.members_of(builders.content(PackageKind.RULES)).items() if not name.startswith(FOLDER)}
    plain[layout.table_name("RuleFile")] = tables.render("RuleFile", files)
    plain |= {f"{FOLDER}{name}": data for name, data in builders.by_member(files).items()}
    ordered = {name: plain[name] for name in layout.ordered(list(plain))}
    return mended(ordered, city().department.signer, format=layout.version(ordered))


def refused(file: Path, data: builders.Members, finding: Finding = Finding.BAD_RULES, **facts: str | int) -> None:
    """Open a package as an agency does and assert that this check alone refuses it."""
    opened = builders.opened(written(file, data, city().agency), kind=PackageKind.RULES)
    check = opened.report.checks[-1]
    assert [(one.name, one.finding) for one in opened.report.checks[:-1]] == [(name, Finding.OK) for name in ORDER if name != "inner"]
    assert (check.name, check.finding, opened.report.finding) == ("rules", finding, finding)
    assert facts.items() <= dict(check.facts).items()
    assert opened.content is None
    assert list(builders.scratch_of(file).iterdir()) == []


def swapped(role: RuleRole, data: bytes, name: str = "") -> Files:
    """Return the files with another one in the place of a role's."""
    kept = {one: given for one, given in rule_files().items() if one.role is not role}
    old = next(one for one in rule_files() if one.role is role)
    return kept | {rule_file(role, name or old.name, data): data}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "HRD.hrdpkg"


def test_the_forger_s_package_would_be_taken(file: Path) -> None:
    with builders.opened(written(file, members(rule_files()), city().agency), kind=PackageKind.RULES) as opened:
        assert opened.report.accepted
        assert opened.content is not None
        assert set(opened.content.rules) == {member_of(one) for one in rule_files()}
        assert opened.content.header.format == "1.2"


BROKEN: dict[str, tuple[Callable[[], Files], str]] = {
    "no TOML": (lambda: swapped(RuleRole.PACK, b"id = "), "不是 TOML"),
    "not UTF-8": (lambda: swapped(RuleRole.PACK, b"\xff\xfe"), "不是 TOML"),
    "too deep": (lambda: swapped(RuleRole.NOTICE, b"a = " + b"[" * 100_000), "不是 TOML"),
    "a number of thousands of digits": (lambda: swapped(RuleRole.PACK, b"a = " + b"9" * 5_000), "不是 TOML"),
    "a key of thousands of parts": (lambda: swapped(RuleRole.PACK, b"a." * 100_000 + b"a = 1"), "句點過多"),
    "unknown entry": (lambda: swapped(RuleRole.PACK, PACK + b"\n[evil]\nrun = 'x'\n"), "pack.evil"),
    "mistyped notice": (lambda: swapped(RuleRole.NOTICE, b"year = 115"), "notice.year"),
    "unknown stage": (lambda: swapped(RuleRole.NOTICE, b"[[dues]]\nyear = 115\nstage = 'x'\nday = 2027-01-08"), "notice.dues[0].stage"),
    "no calendar": (lambda: swapped(RuleRole.CALENDAR, "西元日期,是否放假\n20260101,1\n".encode()), "日期應為8位西元年月日，是否放假應為0或2"),
    "calendar in Big5": (lambda: swapped(RuleRole.CALENDAR, "西元日期".encode("big5")), "不是 UTF-8 的 CSV"),
    "calendar with a long cell": (lambda: swapped(RuleRole.CALENDAR, "西元日期,是否放假\n".encode() + b"1" * 200_000), "不是 UTF-8 的 CSV"),
    "calendar of ten thousand years": (lambda: swapped(RuleRole.CALENDAR, "西元日期,是否放假\n99990101,0\n".encode()), "rule days"),
    "notice of long ago": (lambda: swapped(RuleRole.NOTICE, b"[[dues]]\nyear = 115\nstage = 'arrived'\nday = 0001-01-01"), "rule days"),
    "another pack's name": (lambda: swapped(RuleRole.PACK, PACK, "taipei-102"), "rule id"),
    "no pack": (lambda: {one: data for one, data in rule_files().items() if one.role is not RuleRole.PACK}, "rule packs"),
    "two packs of one day": (lambda: rule_files() | swapped(RuleRole.PACK, PACK.replace(b'"taipei-101"', b'"other"'), "other"), "rule packs"),
    "two notices": (lambda: rule_files() | swapped(RuleRole.NOTICE, b"", "second"), "rule record"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_not_what_it_should_be_is_refused(file: Path, name: str) -> None:
    make, why = BROKEN[name]
    refused(file, members(make()), why=why)


def test_a_record_that_says_another_size_is_refused(file: Path) -> None:
    refused(file, members({replace(one, size=one.size + 1): data for one, data in rule_files().items()}), why="rule record")


def test_a_file_that_nobody_names_is_refused(file: Path) -> None:
    found = members(rule_files())
    data = {**found, f"{FOLDER}{'0' * 64}.toml": b""}
    ordered = {name: data[name] for name in layout.ordered(list(data))}
    refused(file, mended(ordered, city().department.signer), why="rule files")


def test_a_record_without_its_file_is_refused(file: Path) -> None:
    found = {name: data for name, data in members(rule_files()).items() if not name.endswith(".csv")}
    refused(file, mended(found, city().department.signer), why="rule files")


def test_bytes_that_are_not_those_of_their_name_are_refused(file: Path) -> None:
    found = members(rule_files())
    name = next(name for name in found if name.endswith(".csv"))
    refused(file, mended(found | {name: b"other"}, city().department.signer), why="rule record")


def test_more_files_than_anybody_rules_by_are_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = members(rule_files())
    monkeypatch.setattr("hrdesk.exchange.rule_files.RULE_FILES", 2)
    refused(file, data, Finding.TOO_MANY_MEMBERS, count=3, limit=2)
    assert limits.RULE_FILES >= 10  # a pack for every amendment of a generation


def test_another_kind_of_package_carries_no_rule_file(file: Path) -> None:
    found = builders.members_of(builders.content(PackageKind.QUOTA)) | {f"{FOLDER}{'0' * 64}.toml": b""}
    ordered = {name: found[name] for name in layout.ordered(list(found))}
    data = mended(ordered, city().department.signer, format="1.2")
    opened = builders.opened(written(file, data, city().agency), kind=PackageKind.QUOTA)
    assert (opened.report.checks[-1].name, opened.report.finding) == ("rules", Finding.BAD_RULES)


def test_a_file_beyond_its_limit_is_refused() -> None:
    assert layout.limit_of(f"{FOLDER}{'0' * 64}.toml") == limits.RULE
    assert layout.limit_of(f"{FOLDER}{'0' * 64}.py") is None


@pytest.mark.parametrize(
    "given",
    [
        builders.content(PackageKind.RULES, rules={}),
        builders.content(PackageKind.QUOTA, rules={f"{'0' * 64}.toml": b""}),
    ],
    ids=["no files", "another kind"],
)
def test_sealing_refuses_what_a_receiver_would(file: Path, given: Content) -> None:
    with pytest.raises(PackageError) as caught:
        builders.sealed(file, given)
    assert caught.value.facts["verdict"] == Finding.BAD_RULES.value
    assert not file.exists()
