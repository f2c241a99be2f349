"""The columns of the tree of offices, and of a list of agencies to take over."""

from dataclasses import dataclass
from enum import Enum

from hrdesk.domain.minguo import roc_short
from hrdesk.services.collecting.office_list import OfficeLine, parcel_text, state_text
from hrdesk.services.collecting.registry import CertificateState
from hrdesk.services.core import words
from hrdesk.services.imports.import_agencies import AgencyPlan
from hrdesk.ui.kit.table_model import Chip, Column, Tone

STATES = {
    CertificateState.NONE: Tone.QUIET,
    CertificateState.ISSUED: Tone.WARN,
    CertificateState.VALID: Tone.GOOD,
    CertificateState.DUE: Tone.WARN,
    CertificateState.EXPIRED: Tone.BAD,
    CertificateState.REVOKED: Tone.BAD,
}


def state_chip(line: OfficeLine) -> Chip:
    """Return how an office's certificate stands."""
    one = line.standing
    return Chip(one.state.value, STATES[one.state]) if one.depth else Chip("本機關", Tone.QUIET)


def _until(line: OfficeLine) -> str:
    return roc_short(line.standing.until) if line.standing.until else "—"


def _last(line: OfficeLine) -> str:
    return parcel_text(line.standing.last) if line.standing.last else "—"


OFFICES: tuple[Column[OfficeLine], ...] = (
    Column("name", "機關", lambda line: f"{'　' * line.standing.depth}{line.agency.name}", 220, stretch=True, tip=lambda line: line.agency.name),
    Column("code", "機關代碼", lambda line: line.agency.code, 108),
    Column("tier", "層級", lambda line: words.label(line.agency.tier), 124),
    Column("group", "類別", lambda line: line.agency.group or "—", 100, tip=lambda _: "業務屬性相同類別（陸三(二)）"),
    Column("above", "上級機關", lambda line: line.above or "—", 130, hidden=True),
    Column("state", "憑證", lambda line: state_chip(line).text, 168, chip=state_chip, tip=lambda line: state_text(line.standing)),
    Column("until", "有效至", _until, 92, sort=lambda line: _until(line)),
    Column("last", "最近收件", _last, 212),
)


class Fate(Enum):
    """What a list would do to an agency."""

    NEW = "新增"
    CHANGED = "變更"
    GONE = "清單沒有"
    REFUSED = "不能讀入"


FATES = {Fate.NEW: Tone.GOOD, Fate.CHANGED: Tone.WARN, Fate.GONE: Tone.QUIET, Fate.REFUSED: Tone.BAD}


@dataclass(frozen=True, slots=True)
class Planned:
    """One line of the preview: the agency, what would become of it, and what changes or why it cannot be read."""

    id: str
    code: str
    name: str
    fate: Fate
    told: str


def planned(plan: AgencyPlan) -> tuple[Planned, ...]:
    """Return the lines of a preview: what cannot be read first, then what changes."""
    refused = tuple(Planned(f"row {one.row}", f"第 {one.row} 列", one.label, Fate.REFUSED, one.why) for one in plan.refused)
    parts = ((Fate.CHANGED, plan.changed), (Fate.NEW, plan.new), (Fate.GONE, plan.gone))
    return (*refused, *(Planned(one.agency.id, one.agency.code, one.agency.name, fate, "；".join(one.changes)) for fate, part in parts for one in part))


PLANNED: tuple[Column[Planned], ...] = (
    Column("fate", "結果", lambda one: one.fate.value, 110, chip=lambda one: Chip(one.fate.value, FATES[one.fate])),
    Column("code", "機關代碼", lambda one: one.code, 110),
    Column("name", "機關", lambda one: one.name, 200),
    Column("told", "說明", lambda one: one.told or "—", 260, stretch=True, tip=lambda one: one.told),
)
