"""The screen's own Chinese font is shipped whole."""

import hashlib
import json
from pathlib import Path

import pytest

from hrdesk import paths
from hrdesk.printing import fonts
from hrdesk.services.core import typefaces

BLOCK = 4096  # bytes


def test_screen_font_is_what_its_table_says() -> None:
    facts = json.loads((paths.resources() / "fonts" / "fonts.json").read_text())
    files = typefaces.interface_fonts()
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
    assert digests == [facts[name]["sha256"] for name in ("Noto-Sans-TC", "Noto-Sans-TC-SemiBold")]


def test_font_of_rare_characters_is_the_shipped_one_drawn_larger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "cache", lambda: tmp_path)
    (file,) = typefaces.rare_fonts()
    whole = fonts.unpacked("TW-Kai-Ext-B", paths.resources() / "fonts", tmp_path / "fonts").read_bytes()
    made = file.read_bytes()
    assert len(made) == len(whole)
    blocks = [at for at in range(0, len(whole), BLOCK) if made[at : at + BLOCK] != whole[at : at + BLOCK]]
    assert len(blocks) == 1
    (at,) = blocks
    assert sum(a != b for a, b in zip(made[at : at + BLOCK], whole[at : at + BLOCK], strict=True)) in (1, 2)  # the units of an em, nothing else
    assert typefaces.rare_fonts() == (file,)
