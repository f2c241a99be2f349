"""Which kind of file some bytes are: the only kinds that evidence (佐證) may be."""

ZIP = b"PK\x03\x04"
MEMBERS = {b"xl/workbook.xml": "xlsx", b"word/document.xml": "docx"}
OPEN_DOCUMENTS = {
    b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet": "ods",
    b"mimetypeapplication/vnd.oasis.opendocument.text": "odt",
}
HEADS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}
KINDS = frozenset({"pdf", "jpg", "png", "ods", "odt", "xlsx", "docx"})
NAME_AT = 30  # where a ZIP's first member name begins


def kind_of(data: bytes) -> str | None:
    """Return the kind of file by its own bytes (pdf jpg png ods odt xlsx docx), or None for anything else; its name is not believed."""
    for head, kind in HEADS.items():
        if data.startswith(head):
            return kind
    if not data.startswith(ZIP):
        return None
    for first, kind in OPEN_DOCUMENTS.items():
        if data.startswith(first, NAME_AT):
            return kind
    found = {kind for member, kind in MEMBERS.items() if member in data}
    return found.pop() if len(found) == 1 else None
