"""The same deed rewarded twice: across the yearly, the project and the cross-agency rounds; warnings only, since people decide (陸三(三)(六))."""

from collections.abc import Iterator

from hrdesk.domain.awards import Decision, Nominee
from hrdesk.domain.collected import Round, SpecialRound
from hrdesk.domain.values import Key, Problem, Severity
from hrdesk.services.agency.snapshot import Reader
from hrdesk.services.core import words

ARTICLES = {Round.PROJECT: "陸三(六)", Round.CROSS: "陸三(三)"}


def elsewhere(reader: Reader, line: Nominee) -> Iterator[Problem]:
    """Yield a warning for each other line, in whatever round, that proposes the same person for the same deed, and for the awards of other rounds."""
    for other in reader.all(Nominee, officer=line.officer):
        if other.id != line.id and same_deed(other.deed, line.deed):
            facts = {"round": round_words(reader, other)}
            yield Problem("same_deed_elsewhere", Severity.WARNING, "deed", ARTICLES[Round.PROJECT], Key("Nominee", line.id), facts)
    for decision in reader.all(Decision, officer=line.officer):
        if decision.nominee != line.id and decision.times and reader.get(Nominee, decision.nominee) is None:
            facts = {"year": str(decision.year), "article": decision.article}
            yield Problem("also_awarded", Severity.WARNING, "officer", ARTICLES[Round.PROJECT], Key("Nominee", line.id), facts)


def round_words(reader: Reader, line: Nominee) -> str:
    """Return of which round a line is, in words."""
    held = reader.get(SpecialRound, line.nomination)
    return words.label(Round.ANNUAL) if held is None else f"{words.label(held.round)}「{held.title}」"


def duplicates(reader: Reader, nominee: Nominee) -> Iterator[Problem]:
    """Yield a warning for each other award to the same person for the same deed (陸三(三)(六))."""
    for decision in reader.all(Decision, officer=nominee.officer):
        other = reader.get(Nominee, decision.nominee)
        if decision.nominee != nominee.id and decision.times and other is not None and same_deed(other.deed, nominee.deed):
            yield Problem("same_deed_awarded", Severity.WARNING, "deed", "陸三(六)", Key("Decision", decision.id), {"year": decision.year})


def same_deed(left: str, right: str) -> bool:
    """Tell whether two deeds read the same but for spaces and punctuation."""
    return _bare(left) == _bare(right) != ""


def _bare(text: str) -> str:
    """Return the letters and figures of a text."""
    return "".join(character for character in text if character.isalnum())
