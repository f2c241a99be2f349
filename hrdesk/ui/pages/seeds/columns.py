"""The columns of the register, and what one of its rows is made of."""

from dataclasses import dataclass
from datetime import date

from hrdesk.domain.evaluation import Change
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.requirements import Requirement, RequirementState
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Addressee, Appointment, ChangeKind
from hrdesk.domain.staff import Officer
from hrdesk.services.core import words
from hrdesk.services.core.name_tables import stroke_key
from hrdesk.ui.kit.table_model import Chip, Column, Tone

DUE = (RequirementState.DONE, RequirementState.PARTLY, RequirementState.MISSING)


@dataclass(frozen=True, slots=True)
class SeedRow:
    """An appointment with its person and agency, what of the year's changes was told, and the seed's courses."""

    appointment: Appointment
    officer: Officer
    agency: str
    systems: str
    changes: tuple[Change, ...]
    courses: tuple[Requirement, ...]
    today: date

    @property
    def id(self) -> str:
        """Return what the row is known by."""
        return self.appointment.id

    @property
    def due(self) -> tuple[Requirement, ...]:
        """Return the courses due; those not held or not covered are not."""
        return tuple(one for one in self.courses if one.state in DUE)

    def serves_on(self, day: date) -> bool:
        """Tell whether the appointment covers a day."""
        return overlaps(self.appointment.start, self.appointment.end, day, day)


def state(row: SeedRow) -> Chip:
    """Return whether somebody serves, will serve, or served."""
    if row.appointment.start > row.today:
        return Chip("未到任", Tone.QUIET)
    if row.appointment.end is not None and row.appointment.end < row.today:
        return Chip("已解除", Tone.QUIET)
    return Chip("現任", Tone.GOOD)


def told(row: SeedRow) -> Chip | None:
    """Return how many of the three addressees were told of the year's changes (伍五)."""
    if not row.changes:
        return None
    missing = [change for change in row.changes if len(change.told) < len(Addressee)]
    if not missing:
        return Chip("三方已通知", Tone.GOOD)
    return Chip(f"{words.label(missing[-1].kind)} {len(missing[-1].told)} / {len(Addressee)}", Tone.WARN)


def untold_tip(row: SeedRow) -> str:
    """Return who has not been told of which change."""
    lines = []
    for change in row.changes:
        names = "、".join(words.label(one) for one in Addressee if one not in change.told)
        lines.append(f"{words.label(change.kind)}：{f'尚未通知{names}' if names else '三方均已通知'}（伍五）")
    return "\n".join(lines)


def handover(row: SeedRow) -> Chip | None:
    """Return whether an ended appointment was handed over."""
    if not any(change.kind is ChangeKind.ENDED for change in row.changes):
        return None
    done = row.appointment.handed_over
    return Chip("未交接", Tone.WARN) if done is None else Chip(f"{roc_short(done)}", Tone.GOOD)


def courses(row: SeedRow) -> Chip | None:
    """Return how the seed's courses stand (肆四(十))."""
    if not row.due:
        return Chip("任期內未開課", Tone.QUIET)
    done = sum(one.state is RequirementState.DONE for one in row.due)
    return Chip(f"{done} / {len(row.due)}", Tone.GOOD if done == len(row.due) else Tone.WARN)


def kind(row: SeedRow) -> str:
    """Return what sets an appointment apart: 專責 or cross-agency."""
    one = row.appointment
    return f"跨機關：{one.domain}" if one.domain else f"專責：{one.dedicated}" if one.dedicated else ""


def day(value: date | None) -> str:
    """Return a day as the register shows it."""
    return "" if value is None else roc_short(value)


COLUMNS: tuple[Column[SeedRow], ...] = (
    Column("state", "狀態", lambda row: state(row).text, 96, chip=state),
    Column("name", "姓名", lambda row: row.officer.name, 84, sort=lambda row: stroke_key(row.officer.name)),
    Column("title", "職稱", lambda row: row.officer.title, 80),
    Column("agency", "機關", lambda row: row.agency, 112),
    Column("start", "指派日", lambda row: day(row.appointment.start), 88, sort=lambda row: row.appointment.start, figure=True),
    Column("end", "解除日", lambda row: day(row.appointment.end), 88, sort=lambda row: row.appointment.end or date.max, figure=True),
    Column("systems", "輔導系統", lambda row: row.systems, 134, stretch=True),
    Column("kind", "專責／跨機關", kind, 112),
    Column("told", "異動通知", lambda row: untold_tip(row), 116, chip=told, tip=untold_tip),
    Column("handover", "交接", lambda row: day(row.appointment.handed_over), 100, chip=handover),
    Column("courses", "種籽課程", lambda row: f"{len(row.due)}", 96, sort=lambda row: len(row.due), chip=courses),
    Column("document", "指派文號", lambda row: row.appointment.document, 120, hidden=True),
    Column("scope", "輔導範圍", lambda row: row.appointment.scope, 140, hidden=True),
    Column("phone", "電話", lambda row: row.appointment.phone or row.officer.phone, 110, hidden=True),
    Column("email", "電子郵件", lambda row: row.appointment.email or row.officer.email, 160, hidden=True),
    Column("reason", "解除原因", lambda row: row.appointment.end_reason, 140, hidden=True),
)
