"""The screen's own Chinese font is shipped whole."""

import hashlib
import json

from hrdesk import paths
from hrdesk.services import typefaces


def test_screen_font_is_what_its_table_says() -> None:
    facts = json.loads((paths.resources() / "fonts" / "fonts.json").read_text())
    files = typefaces.interface_fonts()
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
    assert digests == [facts[name]["sha256"] for name in ("Noto-Sans-TC", "Noto-Sans-TC-SemiBold")]


def test_font_of_rare_characters_is_what_its_table_says() -> None:
    facts = json.loads((paths.resources() / "fonts" / "fonts.json").read_text())
    (file,) = typefaces.rare_fonts()
    assert hashlib.sha256(file.read_bytes()).hexdigest() == facts["TW-Kai-Ext-B"]["sha256"]
