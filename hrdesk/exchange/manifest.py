"""`ASiCManifest001.xml` (ETSI EN 319 162-1): rendered here and, once its signature holds, compared with our own rendering.

No XML parser ever sees it: only a text that is line for line ours is read, so there is no entity, no doctype and no second spelling to refuse.
"""

import base64
import binascii
import re
from collections.abc import Iterable

from hrdesk.domain.package import Finding
from hrdesk.exchange.layout import SIGNED
from hrdesk.exchange.verdict import RefusedError

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">\n'
    f'<asic:SigReference URI="{SIGNED}" MimeType="application/x-pkcs7-signature"/>\n'
)
LINE = (
    '<asic:DataObjectReference URI="{name}"><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>'
    "<ds:DigestValue>{digest}</ds:DigestValue></asic:DataObjectReference>\n"
)
TAIL = "</asic:ASiCManifest>\n"
PATTERN = re.compile(re.escape(LINE).replace(r"\{name\}", "(?P<name>[A-Za-z0-9._/-]+)").replace(r"\{digest\}", "(?P<digest>[A-Za-z0-9+/]{43}=)"))


def render(digests: Iterable[tuple[str, str]]) -> bytes:
    """Return the manifest of members in their order: name and SHA-256 in hexadecimal."""
    lines = (LINE.format(name=name, digest=base64.b64encode(bytes.fromhex(digest)).decode()) for name, digest in digests)
    return (HEAD + "".join(lines) + TAIL).encode()


def parse(data: bytes) -> dict[str, str]:
    """Return SHA-256 in hexadecimal by member name; raise RefusedError BAD_MANIFEST for any text but our own rendering."""
    try:
        text = data.decode("ascii")
        found = [(match["name"], binascii.a2b_base64(match["digest"]).hex()) for match in PATTERN.finditer(text)]
    except ValueError as error:
        raise RefusedError(Finding.BAD_MANIFEST, why="text") from error
    if render(found) != data:
        raise RefusedError(Finding.BAD_MANIFEST, why="text")
    return dict(found)
