"""A form's content as text, ready to be laid out: what the services give to printing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Paper(Enum):
    """What a form is written as."""

    PDF = "pdf"
    ODS = "ods"
    XLSX = "xlsx"
    ODT = "odt"


@dataclass(frozen=True, slots=True)
class FormContent:
    """What stands on one form. `form` is the definition's name (annex1 … annex5, award-list, self-check-sheet, change-notice …).

    `facts` fill the {placeholders} of titles, head lines and notes; each of `tables` (named as in the definition) is a tuple of rows, a row maps
    a column's key to its text ("\\n" breaks a line; "■"/"□" are boxes). `totals` are lines under the tables. Every text is what is printed:
    民國 dates, masked numbers. `fingerprint` is the package id or content digest, "" before sealing (`draft` prints the watermark).
    `further` are more copies of the same form in the same document, each begun on a page of its own: one letter an addressee, one sheet a day.
    """

    form: str
    facts: Mapping[str, str]
    tables: Mapping[str, tuple[Mapping[str, str], ...]]
    totals: tuple[str, ...] = ()
    draft: bool = True
    fingerprint: str = ""
    printed: str = ""  # 列印日期, already written
    versions: str = ""  # program and rule pack, already written
    personal: bool = True  # prints 「含個人資料」 in the footer
    further: tuple["FormContent", ...] = ()

    @property
    def copies(self) -> tuple["FormContent", ...]:
        """Return this copy and the further ones, in order."""
        return (self, *self.further)


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """缺字: a character that no shipped font draws, with where it stands."""

    character: str
    table: str
    row: int  # 1-based
    column: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished document and what could not be drawn in it."""

    data: bytes
    pages: int
    missing: tuple[MissingGlyph, ...] = field(default_factory=tuple)
