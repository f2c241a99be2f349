"""One hostile file for every rule of the file, its encryption and its container: refused by its own check with its own finding."""

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from hrdesk.domain.package import Finding
from hrdesk.exchange import layout, limits
from tests.exchange import builders
from tests.exchange.builders import city, packed, written
from tests.exchange.hostile import refused


def test_missing_file_is_refused(file: Path) -> None:
    refused(file, "size", Finding.MISSING)


def test_unreadable_place_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, "size", Finding.MISSING)
    assert builders.opened(tmp_path / ("x" * 300)).report.finding is Finding.MISSING


def test_too_large_file_is_refused(file: Path) -> None:
    with file.open("wb") as out:
        out.truncate(limits.PACKAGE + 2 * limits.MIB)
    assert builders.opened(file).report.finding is Finding.TOO_LARGE


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"age-encryption.org/v1\n" + b"-> X25519 a\n" * 90_000 + b"--- x\n"], ids=["empty", "zip", "long header"])
def test_other_file_is_refused(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    refused(file, "size", Finding.NOT_A_PACKAGE)


def test_file_for_somebody_else_is_refused(file: Path, members: builders.Members) -> None:
    refused(written(file, members, city().other), "decrypt", Finding.NOT_FOR_ME)


@pytest.mark.parametrize("cut", [1, 5_000, 9_000])
def test_truncated_file_is_refused(file: Path, cut: int) -> None:
    builders.sealed(file)
    file.write_bytes(file.read_bytes()[:-cut])
    refused(file, "decrypt", Finding.TRUNCATED)


def flat(members: builders.Members) -> bytearray:
    """Return a container's bytes, to be altered."""
    return bytearray(packed(members))


def directory(data: bytes | bytearray) -> int:
    """Return where the first entry of the directory begins."""
    return int(struct.unpack_from("<I", data, len(data) - 6)[0])


def at_directory(offset: int, value: bytes) -> Callable[[bytearray], bytes]:
    """Return a change of the first directory entry."""

    def change(data: bytearray) -> bytes:
        start = directory(data) + offset
        data[start : start + len(value)] = value
        return bytes(data)

    return change


def at_end(offset: int, value: bytes) -> Callable[[bytearray], bytes]:
    """Return a change of the end of the directory."""

    def change(data: bytearray) -> bytes:
        start = len(data) - 22 + offset
        data[start : start + len(value)] = value
        return bytes(data)

    return change


def shifted(data: bytes, extra: bytes) -> bytes:
    """Return a container with bytes between members and directory, the end pointing behind them."""
    start = directory(data)
    return data[:start] + extra + data[start:-6] + struct.pack("<IH", start + len(extra), 0)


def overlapping(data: bytearray) -> bytes:
    """Return a container whose last member claims to reach into the directory."""
    start = directory(data)
    last = bytes(data).rindex(b"PK\x01\x02")
    size, place = struct.unpack_from("<I", data, last + 20)[0] + 10, struct.unpack_from("<I", data, last + 42)[0]
    for where in (last + 20, last + 24, place + 18, place + 22):
        struct.pack_into("<I", data, where, size)
    assert start < len(data)
    return bytes(data)


CENTRAL_CHANGES = {
    "encrypted": at_directory(8, b"\x01"),
    "compressed": at_directory(10, b"\x08"),
    "extra": at_directory(32, b"\x01"),
    "not a file": at_directory(38, struct.pack("<I", 0o120777 << 16)),
    "gap": at_directory(42, struct.pack("<I", 7)),
    "directory": at_directory(0, b"XX"),
    "headers differ": at_directory(16, b"\0\0\0\0"),
}


@pytest.mark.parametrize("why", CENTRAL_CHANGES)
def test_directory_entry_that_is_not_plain_is_refused(file: Path, members: builders.Members, why: str) -> None:
    refused(written(file, CENTRAL_CHANGES[why](flat(members))), "zip", Finding.BAD_ZIP, why=why, member=1)


def test_later_member_that_begins_inside_an_earlier_is_refused(file: Path, members: builders.Members) -> None:
    data = flat(members)
    second = bytes(data).index(b"PK\x01\x02", directory(data) + 4)
    struct.pack_into("<I", data, second + 42, 0)
    refused(written(file, bytes(data)), "zip", Finding.BAD_ZIP, why="overlap", member=2)


def test_member_that_reaches_into_the_directory_is_refused(file: Path, members: builders.Members) -> None:
    refused(written(file, overlapping(flat(members))), "zip", Finding.BAD_ZIP, why="overlap")


WHOLE_CHANGES: dict[str, Callable[[bytearray], bytes]] = {
    "empty": lambda data: b"",
    "short": lambda data: bytes(data[:20]),
    "suffix": lambda data: bytes(data) + b"x",
    "prefix": lambda data: b"x" + bytes(data),
    "gap": lambda data: shifted(bytes(data), b"hidden"),
    "comment": at_end(20, b"\x01"),
    "zip64": at_end(16, b"\xff\xff\xff\xff"),
    "two disks": at_end(4, b"\x01"),
    "fewer entries": at_end(8, b"\x03\x00\x03\x00"),
    "more entries": at_end(8, b"\xf0\x00\xf0\x00"),
}


@pytest.mark.parametrize("change", WHOLE_CHANGES)
def test_container_that_is_not_canonical_is_refused(file: Path, members: builders.Members, change: str) -> None:
    refused(written(file, WHOLE_CHANGES[change](flat(members))), "zip", Finding.BAD_ZIP)


def test_standard_zip_is_refused(file: Path, members: builders.Members, tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "plain.zip", "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members.items():
            out.writestr(name, data)
    refused(written(file, (tmp_path / "plain.zip").read_bytes()), "zip", Finding.BAD_ZIP, why="compressed")


def test_duplicate_member_is_refused(file: Path, members: builders.Members) -> None:
    refused(written(file, packed([*members.items(), ("package.json", b"{}")])), "zip", Finding.BAD_ZIP, why="duplicate")


def test_bomb_is_refused(file: Path, members: builders.Members) -> None:
    data = at_directory(10, struct.pack("<HHHIII", 8, 0, 0x21, 0, 1000, 0xF0000000))(flat(members))
    refused(written(file, data), "zip", Finding.BOMB, member=1)


def test_too_many_members_are_refused(file: Path) -> None:
    refused(written(file, packed((f"m{number}", b"") for number in range(20_001))), "zip", Finding.TOO_MANY_MEMBERS, count=20_001, limit=20_000)


NAMES = ["../up", "forms/../x", "/etc/x", "a//b", "a\\b", "C:x", "forms/.hidden", "forms/x.", "CON", "forms/nul.pdf", "forms/com1", "x" * 201, "a b", "a\0", ""]


@pytest.mark.parametrize("name", NAMES)
def test_dangerous_name_is_refused(file: Path, members: builders.Members, name: str) -> None:
    refused(written(file, packed([*members.items(), (name, b"")])), "names", Finding.BAD_NAME, member=len(members) + 1)


def test_name_that_is_not_ascii_is_refused(file: Path, members: builders.Members) -> None:
    data = packed([*members.items(), ("forms/xyz.pdf", b"")]).replace(b"forms/xyz.pdf", "forms/表.pdf".encode())
    refused(written(file, data), "names", Finding.BAD_NAME)


def test_names_alike_but_for_case_are_refused(file: Path, members: builders.Members) -> None:
    refused(written(file, packed([*members.items(), ("forms/ANNEX1.pdf", b"")])), "names", Finding.BAD_NAME, member=0)


UNKNOWN = ["readme.txt", "data/Nothing.jsonl", "data/Workspace.jsonl", "forms/macro.xlsm", "META-INF/signature002.p7s", "trust/other.der", "attachments/1.exe"]


@pytest.mark.parametrize("name", UNKNOWN)
def test_unknown_member_is_refused(file: Path, members: builders.Members, name: str) -> None:
    refused(written(file, packed([*members.items(), (name, b"x")])), "members", Finding.BAD_MEMBERS, why="unknown")


@pytest.mark.parametrize("name", [*layout.FIRST, *layout.LAST])
def test_missing_fixed_member_is_refused(file: Path, members: builders.Members, name: str) -> None:
    refused(written(file, {other: data for other, data in members.items() if other != name}), "members", Finding.BAD_MEMBERS, why="missing")


def test_members_in_another_order_are_refused(file: Path, members: builders.Members) -> None:
    refused(written(file, dict(reversed(members.items()))), "members", Finding.BAD_MEMBERS, why="order")


def test_other_mimetype_is_refused(file: Path, members: builders.Members) -> None:
    refused(written(file, members | {layout.MIMETYPE: b"application/zip"}), "members", Finding.BAD_MEMBERS, why="mimetype")


@pytest.mark.parametrize(("name", "size"), [(layout.PACKAGE_JSON, limits.HEADER), (layout.SIGNED, limits.SIGNATURE), ("data/Agency.jsonl", limits.TABLE)])
def test_member_beyond_its_limit_is_refused(file: Path, members: builders.Members, name: str, size: int) -> None:
    refused(written(file, members | {name: bytes(size + 1)}), "members", Finding.BOMB, limit=size)
