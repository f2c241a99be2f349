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


FORMS: Mapping[str, str] = {
    "annex1": "附表1 研習課程紀錄表",
    "annex2": "附表2 種籽教師名冊",
    "annex3": "附表3 輔導服務紀錄表",
    "annex4": "附表4 未到課原因表",
    "annex5": "附表5 自我檢核表",
    "award-list": "敘獎名單",
    "self-check-sheet": "自我檢核表填報檔",
    "timetable": "課程表",
    "sign-in-sheet": "簽到表",
    "course-notice": "研習通知（調訓通知）",
    "change-notice": "種籽教師異動通知（三方）",
    "handover-list": "種籽教師交接清單",
    "merit-statement": "具體輔導事蹟說明",
    "evaluation-sheet": "綜合評估表",
    "personal-summary": "個人研習及業務應用摘要",
    "year-report": "年度成果報告",
}
CARRIED = frozenset({"annex1", "annex2", "annex3", "annex4", "annex5", "award-list"})  # by packages: drafts until sealed
