"""Reads the fields of a filled PDF, in the limited child process: names and values, nothing else.

pdfium is asked for the fields alone. Its build has no JavaScript and no XFA, and no action of the document or its pages is ever set off.
"""

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

from hrdesk.errors import Fault, InputError

_NO_VALUE = ("", "Off")


def read_fields(data: bytes, pages: int, fields: int, text: int) -> list[tuple[str, str]]:
    """Return (name, value) of every field in the order of the pages; a choice not made is "".

    Raises InputError FILE_LOCKED, FILE_DAMAGED, FILE_NO_FIELDS, FILE_TOO_LARGE beyond so many pages, fields or characters.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise InputError(Fault.FILE_LOCKED if locked else Fault.FILE_DAMAGED) from error
    try:
        if len(document) > pages:
            raise _too_large("頁數", len(document), pages)
        document.init_forms()
        if document.formenv is None:
            raise InputError(Fault.FILE_NO_FIELDS)
        return _all(document, fields, text)
    except pypdfium2.PdfiumError as error:
        raise InputError(Fault.FILE_DAMAGED) from error
    finally:
        document.close()


def _all(document: Any, most: int, text: int) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    seen = characters = 0
    for number in range(len(document)):
        page = document[number]
        for name, value in _of_page(document.formenv.raw, page.raw):
            seen += 1
            characters += len(name) + len(value)
            if seen > most or characters > text:
                raise _too_large("填報欄位", seen, most) if seen > most else _too_large("內容字數", characters, text)
            if name:
                found[name] = value
        page.close()
    if not found:
        raise InputError(Fault.FILE_NO_FIELDS)
    return list(found.items())


def _of_page(form: Any, page: Any) -> Iterator[tuple[str, str]]:
    """Yield the name and value of each field on a page, once for every button of a choice."""
    from pypdfium2 import raw

    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        try:
            if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET:
                name = _text(raw.FPDFAnnot_GetFormFieldName, form, annotation)
                value = _text(raw.FPDFAnnot_GetFormFieldValue, form, annotation)
                yield name, "" if value in _NO_VALUE else value
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _text(ask: Callable[..., int], form: Any, annotation: Any) -> str:
    """Return a text that pdfium gives as UTF-16, its length in bytes asked first."""
    from pypdfium2 import raw

    length = ask(form, annotation, None, 0)
    buffer = ctypes.create_string_buffer(length)
    ask(form, annotation, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _too_large(what: str, size: int, limit: int) -> InputError:
    return InputError(Fault.FILE_TOO_LARGE, what=what, size=size, limit=limit)
