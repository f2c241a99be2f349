"""Makes of the fields of a filled form the sheet that the same form would be as a spreadsheet, so that both are judged alike."""

from collections.abc import Mapping, Sequence

from hrdesk.errors import Fault, InputError
from hrdesk.intake.headings import SheetKind, headings_of
from hrdesk.intake.sheets import Sheet

IDENTITY = "identity"
_SHEET = "填報欄位"
_COLUMNS = ("answer", "count", "detail")
_SAME = {"text": "detail"}  # what the merits call their detail
_ANSWERS = {"yes": "是", "no": "否", "na": "不適用"}  # choices have ASCII names inside a PDF


def sheet_of(fields: Sequence[tuple[str, str]], file: str) -> Sheet:
    """Return the sheet: the identity, the headings, a row for each code in the order of the form.

    A field is named `code:column`; others are not ours and not read. Raises InputError FILE_FOREIGN_FORM where the identity or every such field is missing,
    FILE_NOT_FILLED where nothing is filled in.
    """
    rows: dict[str, dict[str, str]] = {}
    for name, value in fields:
        code, _, column = name.rpartition(":")
        if code and _SAME.get(column, column) in _COLUMNS:
            rows.setdefault(code, {})[_SAME.get(column, column)] = _plain(value)
    identity = dict(fields).get(IDENTITY, "")
    if not identity or not rows:
        raise InputError(Fault.FILE_FOREIGN_FORM)
    if not any(text for row in rows.values() for text in row.values()):
        raise InputError(Fault.FILE_NOT_FILLED)
    return Sheet(_SHEET, (("識別碼", identity, "", ""), _headings(), *(_row(code, row) for code, row in rows.items())), file=file)


def _headings() -> tuple[str, ...]:
    labels = headings_of(SheetKind.SELF_CHECK).labels
    return tuple(labels[field] for field in ("code", *_COLUMNS))


def _row(code: str, row: Mapping[str, str]) -> tuple[str, ...]:
    answer = row.get("answer", "")
    return (code, _ANSWERS.get(answer, answer), row.get("count", ""), row.get("detail", ""))


def _plain(value: str) -> str:
    """Return a value with one kind of line end; readers of PDF write any."""
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()
