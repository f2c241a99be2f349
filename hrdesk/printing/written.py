"""Which characters a spreadsheet's XML can hold, and what stands in for the rest."""

import re

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REPLACEMENT = "\ufffd"


def writable(character: str) -> bool:
    """Tell whether XML can hold the character."""
    return not _UNWRITABLE.match(character)


def xml_text(text: str) -> str:
    """Return a text with one kind of line end, and U+FFFD for every character that XML cannot hold."""
    return _UNWRITABLE.sub(_REPLACEMENT, text.replace("\r\n", "\n").replace("\r", "\n"))
