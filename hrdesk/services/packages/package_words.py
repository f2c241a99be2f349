"""A package's report in words, for the window and the command line: what it is, every check, what it holds, and what a person does next."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.forms import FORMS
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.package import HELD, Check, Finding, Header, PackageKind, Report
from hrdesk.services.core import verdicts, words

ANNEXES: Mapping[str, str] = {  # the form on which records of a kind stand
    "TrainingRecord": "annex1",
    "Course": "annex1",
    "Appointment": "annex2",
    "Coaching": "annex3",
    "AbsenceReport": "annex4",
    "SelfCheck": "annex5",
    "Nomination": "award-list",
    "Nominee": "award-list",
}
COUNTED: Mapping[str, str] = {  # the one kind whose records are the lines of a form
    "annex1": "TrainingRecord",
    "annex2": "Appointment",
    "annex3": "Coaching",
    "annex4": "AbsenceReport",
    "annex5": "SelfCheck",
    "award-list": "Nominee",
}
YEARLY = ("annex1", "annex2", "annex3", "annex4", "annex5")  # the forms a year's data consist of
NIL = "nil"  # the fact of a header that names the forms without a line (零申報)
NIL_HEAD = "nil_head"  # the fact of a header that names the 人事主管 who stands for it
OWN = "自己寄出的檔案，不收件"
SHORT = 16  # hexadecimal digits of an identifier, as forms print it


class Mark(Enum):
    """What a check or a whole report came to: fine, worth a look, or refused."""

    OK = "ok"
    WARNING = "warning"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Told:
    """One check in words: what it looked at, what it came to, and the sentence with the next step."""

    title: str
    mark: Mark
    sentence: str


@dataclass(frozen=True, slots=True)
class Holding:
    """How many lines of one form, or records of a kind that stands on no form, a package holds."""

    form: str  # the form's name in `FORMS`, "" = none
    title: str
    count: int


def what(header: Header) -> str:
    """Return what a package is: 範例地政局 年度資料 115 年度第 2 版."""
    return f"{header.agency_name} {words.label(header.kind)} {header.period} 年度第 {header.revision} 版"


def lines(report: Report) -> tuple[str, ...]:
    """Return a report's first lines: the file, what it is, the verdict and the difference."""
    header = report.header
    until = f"，憑證有效至 {roc_short(report.expires)}" if report.expires else ""
    answer = verdicts.told(report)
    told = difference(report) if report.changes and not answer else ""
    first = f"{report.file}　{what(header) if header else ''}{until}".rstrip()
    return tuple(line for line in (first, f"　{decisive(report)}", f"　{answer}" if answer else "", f"　{told}" if told else "") if line)


def difference(report: Report) -> str:
    """Return what taking a package in would do to the book, in numbers."""
    return f"新增 {len(report.changes.added)}、變更 {len(report.changes.changed)}、刪除 {len(report.changes.removed)} 筆"


def decisive(report: Report) -> str:
    """Return the sentence of the check that decided."""
    return words.of_check(next((check for check in report.checks if check.finding is report.finding), Check("", report.finding)))


def mark_of(finding: Finding) -> Mark:
    """Return what one finding means."""
    if finding is Finding.OK:
        return Mark.OK
    return Mark.WARNING if finding in (Finding.GAP, Finding.OWN) or finding in HELD else Mark.REFUSED


def headline(report: Report) -> Told:
    """Return the verdict on a whole package."""
    mark = mark_of(report.finding)
    titles = {Mark.OK: "完整、簽章正確，可以收件", Mark.WARNING: "先前已經收過", Mark.REFUSED: "不能收件"}
    sentence = verdicts.told(report) or decisive(report)
    title = OWN if report.finding is Finding.OWN else titles[mark]
    return Told(title, mark, "" if mark is Mark.OK and not verdicts.told(report) else sentence)


def checks(report: Report) -> tuple[Told, ...]:
    """Return every check made, in order; the first that refuses ended them."""
    names = words.table("checks")
    return tuple(Told(names[check.name], mark_of(check.finding), words.of_check(check)) for check in report.checks)


def facts(report: Report, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return what is known of a package as labels and values; `names` are those of agencies by code. What was not read is left out."""
    header = report.header
    found = {"檔案": report.file, "大小": f"{report.size:,} 位元組" if report.size else ""}
    if report.signer_agency:
        found["簽章機關"] = _agency(report.signer_agency, names)
    if report.expires:
        found["簽章憑證有效至"] = roc_short(report.expires)
    if header is not None:
        found |= _of_header(header, names)
    found["識別碼"] = report.package[:SHORT]
    return tuple((label, value) for label, value in found.items() if value)


def _of_header(header: Header, names: Mapping[str, str]) -> dict[str, str]:
    told = dict(header.facts)
    made = header.created.astimezone(TAIPEI)
    kinds = f"{words.label(header.kind)}　{header.period} 年度第 {header.revision} 版"
    return {
        "種類": kinds,
        "寄件機關": f"{header.agency_name}（{header.agency}）",
        "收件機關": _agency(header.recipient, names),
        "產生時間": f"{roc_short(made.date())} {made:%H:%M}",
        "規則包": header.rule_pack,
        "程式版本": header.program,
        "零申報": "、".join(_form(name) for name in told.get(NIL, "").split()),
        "零申報負責人": told.get(NIL_HEAD, ""),
        "未送齊的所屬": told.get("missing", ""),
        "理由": told.get("reason", ""),
    }


def _agency(code: str, names: Mapping[str, str]) -> str:
    return f"{names[code]}（{code}）" if code in names else code


def _form(name: str) -> str:
    """Return a form's title; what is no form stays."""
    return FORMS.get(name, name)


def form_title(kind: str) -> str:
    """Return the title of the form that records of a kind stand on, or the kind's own label."""
    return FORMS[ANNEXES[kind]] if kind in ANNEXES else words.kind_label(kind)


def holdings(counts: Iterable[tuple[str, int]], kind: PackageKind) -> tuple[Holding, ...]:
    """Return what a package of a kind holds: each form with its lines, then everything else; the year's data name their empty forms too."""
    given = Counter(dict(counts))
    wanted = YEARLY if kind is PackageKind.SUBMISSION else tuple(form for form, counted in COUNTED.items() if given[counted])
    forms = tuple(Holding(form, FORMS[form], given[COUNTED[form]]) for form in wanted)
    others = (Holding("", words.kind_label(name), count) for name, count in given.items() if name not in ANNEXES and count)
    return (*forms, *others)


def nil_forms(counts: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Return the forms of a year's data without a single line, which the office declares as 零申報."""
    return tuple(one.form for one in holdings(counts, PackageKind.SUBMISSION) if one.form and not one.count)
