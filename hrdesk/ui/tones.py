"""The colours of states that several pages show."""

from collections.abc import Mapping

from hrdesk.domain.awards import ItemResult
from hrdesk.domain.participation import Participation
from hrdesk.ui.kit.table_model import Tone

TAKEN: Mapping[Participation, Tone] = {
    Participation.FULL: Tone.GOOD,
    Participation.PARTIAL: Tone.WARN,
    Participation.LEAVE: Tone.WARN,
    Participation.ABSENT: Tone.BAD,
    Participation.PENDING: Tone.QUIET,
    Participation.SUBSTITUTED: Tone.QUIET,
    Participation.CANCELLED: Tone.QUIET,
}
RESULTS: Mapping[ItemResult, Tone] = {
    ItemResult.MET: Tone.GOOD,
    ItemResult.PARTLY: Tone.WARN,
    ItemResult.UNMET: Tone.BAD,
    ItemResult.NOT_APPLICABLE: Tone.QUIET,
    ItemResult.NO_DATA: Tone.WARN,
}
