"""Whether the program finds in a rule pack everything that it asks one for: a pack may say other figures, not none."""

import re
from collections.abc import Iterator

from hrdesk.domain.pack import Parameter, RulePack

MONTH_AND_DAY = re.compile(
    r"(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-29|(0[13-9]|1[0-2])-30|(0[13578]|1[02])-31"
)  # 02-29 is none, it is not in every year

OR_A_LIST = frozenset({"evaluation_weights"})  # a word says that there are none
ASKED_BY_PLACE = ("items", "competencies", "merit_sections", "attachments", "same_nature", "addressees", "consequences")


def lacking(pack: RulePack, known: RulePack) -> Iterator[str]:
    """Yield the places where a pack has nothing that the program can use for what it asks of `known`, the pack that it came with."""
    for key, one in known.parameters.items():
        listed = key in OR_A_LIST and key in pack.parameters and _figures(pack.parameters[key])
        if not listed and (key not in pack.parameters or not _usable(pack.parameters[key], one)):
            yield f"parameters.{key}"
    limits = {one.rule for one in pack.deadlines}
    yield from (f"deadlines.{one.rule}" for one in known.deadlines if one.rule not in limits)
    yield from (part for part in ASKED_BY_PLACE if len(getattr(pack, part)) < len(getattr(known, part)))
    sources = {one.facts for one in pack.items}
    yield from (f"items.{one.code}" for one in known.items if one.facts not in sources)


def _figures(given: Parameter) -> bool:
    """Tell whether a figure is a list of whole numbers."""
    return isinstance(given.value, tuple) and bool(given.value) and isinstance(given.value[0], int)


def _usable(given: Parameter, known: Parameter) -> bool:
    """Tell whether a figure is of the known one's sort: a list is not empty, a day of the year is one, a word is a reading that the program has."""
    value, before = given.value, known.value
    if isinstance(value, tuple) and isinstance(before, tuple):
        return bool(value) and type(value[0]) is type(before[0])
    if isinstance(value, str) and isinstance(before, str):
        return bool(MONTH_AND_DAY.fullmatch(value)) if MONTH_AND_DAY.fullmatch(before) else value in (before, *(one.value for one in known.alternatives))
    return type(value) is type(before)
