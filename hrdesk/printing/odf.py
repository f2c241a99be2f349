"""What every OpenDocument file has in common: names, fonts, running text, and the archive. The same content always gives the same bytes."""

import zipfile
from collections.abc import Iterable
from io import BytesIO
from xml.sax.saxutils import escape

from hrdesk.printing.written import xml_text

FONT = "標楷體"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
TEXT = "application/vnd.oasis.opendocument.text"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
FONTS = f'<office:font-face-decls><style:font-face style:name="kai" svg:font-family="{FONT}"/></office:font-face-decls>'
LANGUAGE = 'fo:language="en" fo:country="US" style:language-asian="zh" style:country-asian="TW"'
_TIME = (1980, 1, 1, 0, 0, 0)
_NAMES = {
    "office": "office:1.0",
    "style": "style:1.0",
    "text": "text:1.0",
    "table": "table:1.0",
    "fo": "xsl-fo-compatible:1.0",
    "svg": "svg-compatible:1.0",
    "meta": "meta:1.0",
}
SPACES = " ".join(f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}"' for prefix, name in _NAMES.items())


def paragraphs(text: str, style: str = "") -> str:
    """Return a text as paragraphs, with every space and tab kept."""
    mark = f' text:style-name="{style}"' if style else ""
    return "".join(f"<text:p{mark}>{inline(line)}</text:p>" for line in xml_text(text).split("\n"))


def inline(line: str) -> str:
    """Return one line as it stands within a paragraph."""
    safe = escape(line).replace("\t", "<text:tab/>")
    if "  " not in safe and not safe.startswith(" ") and not safe.endswith(" ") and "<text:tab/>" not in safe:
        return safe
    return safe.replace(" ", "<text:s/>")


def font_size(size: float) -> str:
    """Return the marks of a type size in points, for Latin and Chinese alike."""
    return f'fo:font-size="{size:g}pt" style:font-size-asian="{size:g}pt"'


def paper(*, landscape: bool) -> str:
    """Return the marks of an A4 page and its margins."""
    size = ("297mm", "210mm", "landscape") if landscape else ("210mm", "297mm", "portrait")
    top, right, bottom, left = ("22mm 20mm 12mm 20mm" if landscape else "25mm 25mm 12mm 25mm").split()
    return (
        f'fo:page-width="{size[0]}" fo:page-height="{size[1]}" style:print-orientation="{size[2]}"'
        f' fo:margin-top="{top}" fo:margin-right="{right}" fo:margin-bottom="{bottom}" fo:margin-left="{left}"'
    )


def package(kind: str, content: Iterable[str], styles: str, title: str) -> bytes:
    """Return the file of a kind (its media type); `content` are the pieces of content.xml."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr(_entry("mimetype", zipfile.ZIP_STORED), kind)
        with file.open(_entry("content.xml"), "w", force_zip64=True) as part:
            for piece in content:
                part.write(piece.encode("utf-8"))
        for name, text in (("styles.xml", styles), ("meta.xml", _meta(title)), ("META-INF/manifest.xml", _manifest(kind))):
            file.writestr(_entry(name), text)
    return target.getvalue()


def _meta(title: str) -> str:
    return (
        f'{DECLARATION}<office:document-meta {SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:meta>'
        f"<meta:generator>hrdesk</meta:generator><dc:title>{escape(xml_text(title))}</dc:title></office:meta></office:document-meta>"
    )


def _manifest(kind: str) -> str:
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="text/xml"/>'
    return (
        f'{DECLARATION}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{kind}"/>'
        f"{''.join(map(entry.format, ('content.xml', 'styles.xml', 'meta.xml')))}</manifest:manifest>"
    )


def _entry(name: str, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _TIME)
    info.compress_type = method
    return info
