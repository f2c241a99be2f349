"""Fonts are unpacked once, whole, and looked through in order."""

import hashlib
import json
import lzma
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hrdesk import paths
from hrdesk.errors import Fault, PrintError
from hrdesk.printing import fonts

DATA = b"a font, as far as unpacking knows" * 99


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "Kai.ttf.xz").write_bytes(lzma.compress(DATA))
    (folder / "fonts.json").write_text(json.dumps({"Kai": {"size": len(DATA), "sha256": hashlib.sha256(DATA).hexdigest()}}))
    return folder


def test_font_is_unpacked_once(shipped: Path, tmp_path: Path) -> None:
    path = fonts.unpacked("Kai", shipped, tmp_path / "cache")
    assert path.read_bytes() == DATA
    (shipped / "Kai.ttf.xz").unlink()
    assert fonts.unpacked("Kai", shipped, tmp_path / "cache") == path
    assert list(path.parent.iterdir()) == [path]


def test_half_a_file_in_the_cache_is_replaced(shipped: Path, tmp_path: Path) -> None:
    path = fonts.unpacked("Kai", shipped, tmp_path / "cache")
    path.write_bytes(DATA[:99])
    assert fonts.unpacked("Kai", shipped, tmp_path / "cache").read_bytes() == DATA


def test_wrong_digest_is_refused_and_leaves_nothing(shipped: Path, tmp_path: Path) -> None:
    (shipped / "Kai.ttf.xz").write_bytes(lzma.compress(DATA[::-1]))
    with pytest.raises(PrintError) as caught:
        fonts.unpacked("Kai", shipped, tmp_path / "cache")
    assert caught.value.facts == {"font": "Kai"}
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("damage", ["cut", "absent", "unlisted"])
def test_font_that_cannot_be_had_is_an_expected_error(shipped: Path, tmp_path: Path, damage: str) -> None:
    packed = shipped / "Kai.ttf.xz"
    if damage == "cut":
        packed.write_bytes(packed.read_bytes()[:40])
    elif damage == "absent":
        packed.unlink()
    with pytest.raises(PrintError) as caught:
        fonts.unpacked("Ming" if damage == "unlisted" else "Kai", shipped, tmp_path / "cache")
    assert caught.value.fault is Fault.FONT_MISSING


def test_cut_off_write_leaves_nothing(shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PrintError):
        fonts.unpacked("Kai", shipped, tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_shipped_fonts_are_what_their_table_says() -> None:
    for name in fonts.CHAIN:
        path = fonts.unpacked(name, paths.resources() / "fonts", paths.cache() / "fonts")
        facts = json.loads((paths.resources() / "fonts" / "fonts.json").read_text())[name]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == facts["sha256"]


@pytest.mark.parametrize(("character", "position"), [("陳", 0), ("A", 0), ("□", 0), ("𡍼", 1), ("𠅤", 1), ("𨭎", 1), ("\U0003fffd", None)])
def test_character_is_found_along_the_chain(character: str, position: int | None) -> None:
    placed = fonts.place(character)
    assert (placed and placed[0]) == position


def test_undrawn_character_is_as_wide_as_its_box() -> None:
    assert fonts.WIDTHS["\U0003fffd"] == fonts.WIDTHS["□"] == 1.0
    assert fonts.WIDTHS["1"] == 0.5


def test_second_font_is_opened_only_when_a_character_needs_it() -> None:
    opened = "print(fonts.face.cache_info().currsize)"
    script = f"from hrdesk.printing import fonts\nfor c in '陳林ABC１２、': fonts.place(c)\n{opened}\nfonts.place('𡍼')\n{opened}"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout.split() == [b"1", b"2"]
