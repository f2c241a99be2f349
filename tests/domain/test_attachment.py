"""Evidence is known by its own bytes, never by its name."""

import io
import zipfile

import pytest

from hrdesk.domain.attachment import kind_of


def archive(*members: tuple[str, bytes]) -> bytes:
    """Return a ZIP with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, data in members:
            file.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\xff\xd8\xff\xe0JFIF", "jpg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (archive(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")), "ods"),
        (archive(("mimetype", b"application/vnd.oasis.opendocument.text")), "odt"),
        (archive(("[Content_Types].xml", b""), ("xl/workbook.xml", b"")), "xlsx"),
        (archive(("word/document.xml", b"")), "docx"),
    ],
)
def test_allowed_kinds_are_known_by_their_bytes(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90\x00",
        b"<html>",
        archive(("a.txt", b"x")),
        archive(("mimetype", b"application/vnd.oasis.opendocument.presentation")),
        archive(("xl/workbook.xml", b""), ("word/document.xml", b"")),
    ],
)
def test_anything_else_is_no_evidence(data: bytes) -> None:
    assert kind_of(data) is None
