"""The list of the year's seed teachers with the state of 附表5."""

from hrdesk.domain.seeds import CheckState
from hrdesk.services.core import words
from hrdesk.services.core.name_tables import stroke_key
from hrdesk.services.teachers.self_check_form import CheckRow
from hrdesk.ui.kit.table_model import Chip, Column, Tone

NOT_BEGUN = "未填"
TONES = {CheckState.DRAFT: Tone.WARN, CheckState.SUBMITTED: Tone.QUIET, CheckState.APPROVED: Tone.GOOD}


def state_chip(state: CheckState | None) -> Chip:
    """Return how far a form has got."""
    return Chip(NOT_BEGUN, Tone.BAD) if state is None else Chip(words.label(state), TONES[state])


COLUMNS: tuple[Column[CheckRow], ...] = (
    Column("name", "種籽教師", lambda row: row.officer.name, 88, sort=lambda row: stroke_key(row.officer.name), tip=lambda row: row.agency),
    Column("state", "狀態", lambda row: state_chip(row.state).text, 92, chip=lambda row: state_chip(row.state)),
    Column("answered", "已填", lambda row: f"{row.answered}/{row.of}", 60, sort=lambda row: row.answered, figure=True, stretch=True),
    Column("agency", "機關", lambda row: row.agency, 140, hidden=True),
)
