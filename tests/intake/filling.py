"""Fills in PDF forms as somebody else's program would, and makes PDF files that no such program would write."""

import logging
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject


def fill(path: Path, values: Mapping[str, str]) -> Path:
    """Fill in fields by name and save the form; a choice is given as "/yes"."""
    writer = pypdf.PdfWriter(clone_from=path)
    # it tells that its own picture of a Chinese text lacks glyphs; what is read back is the value
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        for page in writer.pages:
            writer.update_page_form_field_values(page, dict(values), auto_regenerate=False)
    finally:
        logging.getLogger("pypdf").setLevel(logging.NOTSET)
    writer.write(path)
    return path


def pdf(*pages: Sequence[tuple[str, str]], script: str = "", password: str = "") -> bytes:
    """Return a PDF whose pages hold text fields of the given names and values; `script` runs when it is opened, by a reader that runs scripts."""
    writer = pypdf.PdfWriter()
    held = ArrayObject()
    for fields in pages:
        page = writer.add_blank_page(100, 100)
        own = ArrayObject(writer._add_object(_field(name, value)) for name, value in fields)
        page[NameObject("/Annots")] = own
        held.extend(own)
    if held:
        writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): held})
    if script:
        action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(script)}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    data = BytesIO()
    writer.write(data)
    return data.getvalue()


def _field(name: str, value: str) -> DictionaryObject:
    field = DictionaryObject({NameObject(key): NameObject(kind) for key, kind in (("/Type", "/Annot"), ("/Subtype", "/Widget"), ("/FT", "/Tx"))})
    field[NameObject("/T")], field[NameObject("/V")] = TextStringObject(name), TextStringObject(value)
    field[NameObject("/Rect")] = ArrayObject(map(NumberObject, (0, 0, 9, 9)))
    return field
