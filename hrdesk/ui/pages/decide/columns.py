"""The columns of the quotas, of the nominations received, and of the people on them."""

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.seeds import Verification
from hrdesk.domain.values import Severity
from hrdesk.services.awards.decision_board import Nominated, Person
from hrdesk.services.awards.nomination_board import forms_of
from hrdesk.services.awards.quota_board import Line
from hrdesk.services.core import words
from hrdesk.services.core.name_tables import stroke_key
from hrdesk.ui.kit.table_model import Chip, Column, Tone

VERIFIED = {Verification.OPEN: Tone.WARN, Verification.CONFIRMED: Tone.GOOD, Verification.PARTLY: Tone.WARN, Verification.REJECTED: Tone.BAD}


def words_of(chip: Chip | None) -> str:
    """Return what a chip says, nothing for none."""
    return chip.text if chip else ""


def figure_text(units: int, heads: int | None) -> str:
    """Return a quota in few words: 2 次 2 人."""
    return f"{units} 次" + (f" {heads} 人" if heads is not None else "")


def staff_text(line: Line) -> str:
    """Return 人事人員總員額數, marked where somebody's is missing or of an earlier year."""
    held = line.proposals[0]
    mark = "＊" if held.uncounted or held.aged else ""
    return "—" if held.staffing is None else f"{held.staffing}{mark}"


def staff_tip(line: Line) -> str:
    """Return whose head-count is missing or old."""
    held = line.proposals[0]
    missing = (f"未登錄員額：{'、'.join(held.uncounted)}",) if held.uncounted else ()
    aged = (f"{code} 的員額是 {roc_short(day)} 的" for code, day in held.aged)
    return "\n".join((*missing, *aged)) or "一級機關含所屬的人事人員總員額數"


def groups_text(line: Line) -> str:
    """Return the same-nature groups with their dedicated teachers; what was granted is marked."""
    granted = line.approval.groups if line.approval else ()
    return "、".join(f"{'✓' if one.name in granted else ''}{one.name}（專責 {len(one.dedicated)}）" for one in line.proposals[0].groups)


def baseline_text(line: Line, reading: str) -> str:
    """Return the baseline under a reading."""
    found = line.quota(reading)
    return figure_text(found.units, found.heads) if found else "—"


def baseline_tip(line: Line, reading: str) -> str:
    """Return every distribution under a reading."""
    found = line.quota(reading)
    return "；或 ".join(forms_of(found)) or "無" if found else "沒有登錄員額，無法計算"


def approved_text(line: Line) -> str:
    """Return what was approved."""
    held = line.approval
    return figure_text(held.units, held.heads) if held else "未核定"


def approved_chip(line: Line) -> Chip:
    """Return what was approved as a state."""
    if line.approval is None:
        return Chip("未核定", Tone.QUIET)
    return Chip(approved_text(line), Tone.WARN if line.deviates else Tone.GOOD)


def told_chip(line: Line) -> Chip | None:
    """Return how the notice stands; nothing before the approval."""
    if line.approval is None:
        return None
    if not line.told:
        return Chip("未通知", Tone.WARN)
    return Chip("已通知", Tone.GOOD) if line.current else Chip("有變更", Tone.WARN)


def told_tip(line: Line) -> str:
    """Return how the notice stands in full."""
    newest = f"已簽章第 {line.told} 版" if line.told else "還沒有簽章通知"
    return newest if line.current or not line.told else f"{newest}，之後核定有變更，請再寄發"


QUOTAS: tuple[Column[Line], ...] = (
    Column("agency", "一級機關", lambda line: line.agency.name, 130, stretch=True, sort=lambda line: line.agency.code),
    Column("staff", "總員額", staff_text, 64, sort=lambda line: line.proposals[0].staffing or -1, figure=True, tip=staff_tip),
    Column("seeds", "種籽教師", lambda line: str(line.proposals[0].seeds), 76, sort=lambda line: line.proposals[0].seeds, figure=True),
    Column("groups", "業務屬性相同", groups_text, 140, tip=groups_text),
    Column("r1", "基準（R1）", lambda line: baseline_text(line, "R1"), 88, tip=lambda line: baseline_tip(line, "R1")),
    Column("r2", "另一讀法（R2）", lambda line: baseline_text(line, "R2"), 104, tip=lambda line: baseline_tip(line, "R2")),
    Column("approved", "核定", approved_text, 100, chip=approved_chip, tip=lambda line: line.approval.reason if line.approval else ""),
    Column(
        "reason", "偏離理由", lambda line: line.approval.reason if line.approval else "", 110, tip=lambda line: line.approval.reason if line.approval else ""
    ),
    Column("document", "函文", lambda line: line.approval.document if line.approval else "", 92, hidden=True),
    Column("due", "提報期限", lambda line: roc_short(line.approval.due) if line.approval and line.approval.due else "", 84),
    Column("told", "通知", lambda line: words_of(told_chip(line)), 92, chip=told_chip, tip=told_tip),
)


def gate_chip(line: Nominated) -> Chip:
    """Return what the gate says of a list."""
    if not line.people:
        return Chip("名單未到", Tone.QUIET)
    errors = sum(one.severity is Severity.ERROR for one in line.general) + sum(one.errors for one in line.people)
    warnings = len(line.general) + sum(len(one.problems) for one in line.people) - errors
    if errors:
        return Chip(f"須補正 {errors}", Tone.BAD)
    return Chip(f"請確認 {warnings}", Tone.WARN) if warnings else Chip("齊備", Tone.GOOD)


def used_text(line: Nominated) -> str:
    """Return what the list asks for of what was approved."""
    held = line.budget
    more = f"＋{held.raised}" if held.raised else ""
    return f"{held.used}{more} / {held.units if held.units is not None else '—'}"


def decided_chip(line: Nominated) -> Chip | None:
    """Return how many are ruled on."""
    if not line.people:
        return None
    return Chip(f"{line.decided}/{len(line.people)} 人", Tone.GOOD if line.decided == len(line.people) else Tone.WARN)


def letter_chip(line: Nominated) -> Chip | None:
    """Return how the letter stands."""
    if not line.decided:
        return None
    if not line.told:
        return Chip("未送出", Tone.WARN)
    return Chip("已送出", Tone.GOOD) if line.current else Chip("送後有變更", Tone.WARN)


NOMINATED: tuple[Column[Nominated], ...] = (
    Column("agency", "一級機關", lambda line: line.agency.name, 120, stretch=True, sort=lambda line: line.agency.code),
    Column("people", "提報", lambda line: f"{len(line.people)} 人" if line.people else "", 60, sort=lambda line: len(line.people), figure=True),
    Column("used", "嘉獎／核定", used_text, 88, sort=lambda line: line.budget.used, figure=True),
    Column("gate", "檢核", lambda line: gate_chip(line).text, 104, chip=gate_chip),
    Column("claims", "待查證", lambda line: f"{line.waiting} 項" if line.waiting else "", 68, sort=lambda line: line.waiting, figure=True),
    Column("decided", "已決定", lambda line: words_of(decided_chip(line)), 92, chip=decided_chip),
    Column("letter", "決定通知", lambda line: words_of(letter_chip(line)), 104, chip=letter_chip),
)


def person_chip(one: Person) -> Chip:
    """Return what the gate says of one person."""
    if one.errors:
        return Chip(f"須補正 {one.errors}", Tone.BAD)
    return Chip("齊備", Tone.GOOD) if one.clean else Chip("請確認", Tone.WARN)


def claims_chip(one: Person) -> Chip | None:
    """Return how far the claims are verified."""
    if not one.claims:
        return None
    waiting = sum(claim.open for claim in one.claims)
    return Chip(f"待查證 {waiting}", Tone.WARN) if waiting else Chip("已查證", Tone.GOOD)


def ruling_chip(one: Person) -> Chip:
    """Return the ruling on one person."""
    held = one.decision
    if held is None:
        return Chip("未決定", Tone.QUIET)
    return Chip(f"{words.label(held.ruling)}{f' {held.times} 次' if held.times else ''}", Tone.GOOD if held.times else Tone.BAD)


def times_text(one: Person) -> str:
    """Return what is asked for, the raise apart."""
    return f"{one.nominee.times}＋{one.nominee.raised}" if one.nominee.raised else str(one.nominee.times)


PEOPLE: tuple[Column[Person], ...] = (
    Column("name", "姓名", lambda one: one.name, 84, sort=lambda one: stroke_key(one.name)),
    Column("agency", "機關", lambda one: one.agency, 120),
    Column("times", "嘉獎", times_text, 60, figure=True, tip=lambda _: "提報次數＋建議提高次數"),
    Column("dedicated", "增列", lambda one: one.nominee.dedicated, 92, hidden=True),
    Column("deed", "具體事蹟", lambda one: one.nominee.deed, 120, stretch=True, tip=lambda one: one.nominee.deed),
    Column("gate", "檢核", lambda one: person_chip(one).text, 104, chip=person_chip),
    Column("claims", "查證", lambda one: words_of(claims_chip(one)), 96, chip=claims_chip),
    Column("ruling", "決定", lambda one: ruling_chip(one).text, 116, chip=ruling_chip),
)
