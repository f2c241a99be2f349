"""The cheap gate: what the bytes are, and whether they may be handed to a parser at all.

Nothing is parsed here in earnest; every look is bounded by a limit, so that a hostile file costs no more than a harmless one.
"""

import io
import re
import stat
import zipfile
import zlib
from pathlib import Path

from hrdesk.errors import Fault, InputError
from hrdesk.intake.area import check_ods_area, check_xlsx_area
from hrdesk.intake.sheets import FileKind, Limits

MEGABYTE = 1_000_000
WORDS = {
    "members": "壓縮項目過多或重複",
    "inflate": "解壓後過大",
    "ratio": "壓縮比異常",
    "path": "內含跨越資料夾的路徑",
    "dtd": "內含外部定義",
    "area": "儲存格範圍過大",
    "crash": "解析程式無法承受",
}
_ZIP = b"PK\x03\x04"
_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_PDF = b"%PDF"
_SIGNATURES = (
    (_PDF, "pdf"),
    (b"\x1f\x8b", "gz"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "rar"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"PK\x05\x06", "zip"),
    (b"{\\rtf", "rtf"),
    (b"age-encryption.org", "age"),
)
_BOF = re.compile(rb"\x09\x08(?:\x08\x00\x00\x05\x05\x00.{4}|\x10\x00\x00\x06\x05\x00.{12})", re.DOTALL)  # of the workbook, BIFF5 and BIFF8
_WRITEPROT, _FILEPASS = b"\x86\x00", b"\x2f\x00"
_DTD = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bmp", ".tif", ".tiff", ".bin", ".vml")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")


def hostile(reason: str, **facts: str | int) -> InputError:
    """Return the refusal of a file that is built to do harm, or looks so; `reason` is a key of WORDS."""
    return InputError(Fault.FILE_HOSTILE, reason=reason, what=WORDS[reason], **facts)


def read_bounded(path: Path, limits: Limits) -> bytes:
    """Return the file's bytes.

    Raises InputError FILE_MISSING (not there, not a plain file, not readable), FILE_EMPTY or FILE_TOO_LARGE.
    """
    try:
        # a pipe or a device would block for ever, so the look comes before the opening
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputError(Fault.FILE_MISSING)
        with path.open("rb") as file:
            data = file.read(limits.file + 1)
    except (OSError, ValueError) as error:
        raise InputError(Fault.FILE_MISSING) from error
    if not data:
        raise InputError(Fault.FILE_EMPTY)
    if len(data) > limits.file:
        raise InputError(Fault.FILE_TOO_LARGE, what="檔案", size=f"超過 {limits.file // MEGABYTE} MB", limit=f"{limits.file // MEGABYTE} MB")
    return data


def kind_of(data: bytes, limits: Limits, *, forms: bool = False) -> FileKind:
    """Tell by the bytes alone what a file is, and refuse what must not reach a parser; a PDF does only where filled `forms` are expected.

    Raises InputError FILE_UNKNOWN_KIND, FILE_TOO_LARGE (rows), FILE_LOCKED,
    FILE_HOSTILE (fact `reason`: members, inflate, ratio, dtd, area, path) or FILE_DAMAGED.
    """
    if data.startswith(_ZIP):
        return _archive_kind(data, limits)
    if data.startswith(_CFB):
        return _compound_kind(data)
    if forms and data.startswith(_PDF):
        return _form_kind(data, limits)
    found = next((name for mark, name in _SIGNATURES if data.startswith(mark)), "")
    found = found or _markup_kind(data)
    if found or not _is_text(data):
        raise InputError(Fault.FILE_UNKNOWN_KIND, found=found or "binary")
    if (lines := data.count(b"\n")) > limits.rows:
        raise InputError(Fault.FILE_TOO_LARGE, what="列數", size=lines, limit=limits.rows)
    return FileKind.TEXT


def _form_kind(data: bytes, limits: Limits) -> FileKind:
    if len(data) > limits.form:
        most = f"{limits.form // MEGABYTE} MB"
        raise InputError(Fault.FILE_TOO_LARGE, what="PDF", size=f"超過 {most}", limit=most)
    return FileKind.PDF


def _markup_kind(data: bytes) -> str:
    """Name a page or an XML file that calls itself a spreadsheet (some systems save tables so)."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"<?xml"):
        return "xml"
    return "html" if head.startswith((b"<!doctype", b"<html", b"<table", b"<meta", b"<head", b"<style")) else ""


def _is_text(data: bytes) -> bool:
    return data.startswith(_UTF16_MARKS) or _CONTROL.search(data) is None


def _compound_kind(data: bytes) -> FileKind:
    """Tell an old workbook from an encrypted new one: both are compound files, told apart by the names of their streams."""
    if _utf16("EncryptedPackage") in data or _has_password(data):
        raise InputError(Fault.FILE_LOCKED)
    if _utf16("Workbook") in data or _utf16("Book") in data:
        return FileKind.XLS
    raise InputError(Fault.FILE_UNKNOWN_KIND, found="compound")


def _has_password(data: bytes) -> bool:
    """Tell whether an old workbook's first records are BOF and FILEPASS (a WRITEPROT may stand between); what follows is then unreadable."""
    start = _BOF.search(data)
    at = start.end() if start else len(data)
    while data[at : at + 2] == _WRITEPROT:
        at += 4 + int.from_bytes(data[at + 2 : at + 4], "little")
    return data[at : at + 2] == _FILEPASS


def _utf16(name: str) -> bytes:
    return (name + "\0").encode("utf-16-le")


def _archive_kind(data: bytes, limits: Limits) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(archive, limits)
            return _document_kind(archive, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError, OSError) as error:
        # RuntimeError: a member with a password; NotImplementedError: a compression that no office program writes
        raise InputError(Fault.FILE_DAMAGED) from error


def _check_members(archive: zipfile.ZipFile, limits: Limits) -> None:
    members = archive.infolist()
    reason = ""
    if len(members) > limits.members or len({member.filename for member in members}) < len(members):
        reason = "members"
    elif sum(member.file_size for member in members) > limits.inflated:
        reason = "inflate"
    elif any(member.file_size > 1_000_000 and member.file_size > limits.ratio * max(member.compress_size, 1) for member in members):
        reason = "ratio"
    elif any(".." in member.filename.split("/") or member.filename.startswith(("/", "\\")) for member in members):
        reason = "path"
    if reason:
        raise hostile(reason)
    if any(member.flag_bits & 1 for member in members):
        raise InputError(Fault.FILE_LOCKED)


def _document_kind(archive: zipfile.ZipFile, limits: Limits) -> FileKind:
    names = {name.lower() for name in archive.namelist()}
    if "xl/workbook.xml" in names:
        _check_xlsx(archive, limits)
        return FileKind.XLSX
    if "content.xml" in names and "mimetype" in names and archive.read("mimetype").strip().startswith(_ODS):
        _check_ods(archive, limits)
        return FileKind.ODS
    raise InputError(Fault.FILE_UNKNOWN_KIND, found="zip")


def _check_xlsx(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Look at every part: a workbook may call any of them its sheet."""
    for name in archive.namelist():
        part = _part(archive, name)
        if b"sheetData" in part and not check_xlsx_area(part, limits.cells):
            raise hostile("area", limit=limits.cells)


def _check_ods(archive: zipfile.ZipFile, limits: Limits) -> None:
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in _part(archive, "META-INF/manifest.xml"):
        raise InputError(Fault.FILE_LOCKED)
    if not check_ods_area(_part(archive, "content.xml"), limits.cells):
        raise hostile("area", limit=limits.cells)


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return one member; zipfile stops at the size that the directory declares, which the limits bound."""
    data = archive.read(name)
    # markup in UTF-16 would hide from the look for a DTD; no office program writes it
    if (data.startswith(_UTF16_MARKS) or data[:2] in {b"<\0", b"\0<"} or _DTD.search(data)) and not name.lower().endswith(_PICTURES):
        raise hostile("dtd")
    return data
