"""The columns of the cases in which the sign-in sheet and an agency differ, and of the absences to review again."""

from hrdesk.domain.absence import Consequence
from hrdesk.domain.collected import Side
from hrdesk.domain.training import Verdict
from hrdesk.services.collecting.sign_in_cases import Case
from hrdesk.services.core import words
from hrdesk.services.core.name_tables import stroke_key
from hrdesk.services.study.second_reviews import Review
from hrdesk.ui.kit.table_model import Chip, Column, Tone

FOLLOWS = {Consequence.NONE: Tone.GOOD, Consequence.FAULT: Tone.BAD, Consequence.PENDING: Tone.QUIET}


def case_chip(case: Case) -> Chip:
    """Return how a case stands: open, ruled on, or told otherwise since."""
    if case.ruling is None:
        return Chip("待認定", Tone.WARN)
    if not case.settled:
        return Chip("認定後有變更", Tone.WARN)
    return Chip("以簽到為準" if case.ruling.side is Side.DEPARTMENT else "以機關為準", Tone.GOOD)


def report_text(case: Case) -> str:
    """Return what 附表4 says."""
    held = case.report
    return f"{words.label(held.presence)}：{held.reason}" if held is not None else "沒有填報"


def verdict_chip(verdict: Verdict | None, none: str) -> Chip:
    """Return a verdict."""
    if verdict is None:
        return Chip(none, Tone.QUIET)
    return Chip(words.label(verdict), Tone.GOOD if verdict is Verdict.SUFFICIENT else Tone.BAD)


def first_chip(one: Review) -> Chip:
    """Return the head's verdict."""
    return verdict_chip(one.report.verdict, "未初審") if one.report else Chip("未填報", Tone.BAD)


def second_chip(one: Review) -> Chip | None:
    """Return the department's verdict; nothing where nothing was reported."""
    return verdict_chip(one.report.department_verdict, "待複審") if one.report else None


def leave_text(one: Review) -> str:
    """Return 請假 with its kind, or 缺席."""
    kind = one.report.leave_kind if one.report else ""
    return f"{words.label(one.case.presence)}{f'（{kind}）' if kind else ''}"


CASES: tuple[Column[Case], ...] = (
    Column("state", "狀態", lambda case: case_chip(case).text, 132, sort=lambda case: (case.settled, case.ruling is None), chip=case_chip),
    Column("agency", "機關", lambda case: case.agency, 130),
    Column("name", "姓名", lambda case: case.officer, 84, sort=lambda case: stroke_key(case.officer)),
    Column("course", "課程", lambda case: case.course, 150, stretch=True, tip=lambda case: case.course),
    Column("ours", "本處簽到", lambda case: case.says_department, 164, tip=lambda case: case.says_department),
    Column("theirs", "機關附表1", lambda case: case.says_agency, 128, tip=lambda case: case.says_agency),
    Column("report", "機關附表4", report_text, 116, tip=report_text),
    Column("reason", "認定理由", lambda case: case.ruling.reason if case.ruling else "", 110, tip=lambda case: case.ruling.reason if case.ruling else ""),
)
REVIEWS: tuple[Column[Review], ...] = (
    Column("second", "本處複審", lambda one: chip.text if (chip := second_chip(one)) else "", 104, sort=lambda one: not one.open, chip=second_chip),
    Column("agency", "機關", lambda one: one.agency, 130),
    Column("name", "姓名", lambda one: one.name, 84, sort=lambda one: stroke_key(one.name)),
    Column("course", "課程", lambda one: one.course, 150, stretch=True, tip=lambda one: one.course),
    Column("leave", "類別", leave_text, 96),
    Column("reason", "事由", lambda one: one.report.reason if one.report else "", 108, tip=lambda one: one.report.reason if one.report else ""),
    Column("files", "佐證", lambda one: str(len(one.files)), 52, sort=lambda one: len(one.files), figure=True),
    Column("first", "機關初審", lambda one: first_chip(one).text, 104, chip=first_chip),
    Column(
        "mark",
        "對一級機關",
        lambda one: words.label(one.case.first_tier),
        152,
        chip=lambda one: Chip(words.label(one.case.first_tier), FOLLOWS[one.case.first_tier]),
    ),
)
