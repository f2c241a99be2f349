"""Which rule pack counts on a day: those that were handed down or adopted, and, on days that none of them covers, the one shipped."""

from datetime import date

from hrdesk.domain.pack import RulePack
from hrdesk.domain.rulebook import RuleFile, RuleRole
from hrdesk.exchange import rule_texts
from hrdesk.services.agency.snapshot import Reader
from hrdesk.services.regulation import rules
from hrdesk.store.store import Store


class Rulebook:
    """Answers which pack counts on a day: the latest in force of those that rule here, on days that none of them covers the one shipped.

    It is asked for every record, so it keeps its answers until anything was written.
    """

    def __init__(self, store: Store) -> None:
        """Answer from what `store` holds."""
        self._store = store
        self._pulse = -1
        self._files: tuple[RuleFile, ...] = ()
        self._packs: tuple[RulePack, ...] = ()
        self._known: dict[date, RulePack] = {}

    def __call__(self, day: date) -> RulePack:
        """Return the pack in force on a day; raise InputError NO_RULE_PACK where there is none."""
        if self._store.pulse != self._pulse:
            self._look()
        if day not in self._known:
            self._known[day] = in_force(self._packs, day) or rules.pack_for(day)
        return self._known[day]

    def _look(self) -> None:
        """Read anew what rules here."""
        files = held_files(self._store, RuleRole.PACK)
        self._pulse = self._store.pulse
        if files != self._files:
            self._files, self._packs = files, tuple(rule_texts.pack_in(self._store.blob(one.digest)) for one in files)
            self._known.clear()


def in_force(packs: tuple[RulePack, ...], day: date) -> RulePack | None:
    """Return the latest of the packs in force on a day, which replaces those before it; None where there is none."""
    return max((pack for pack in packs if pack.valid_on(day)), key=lambda pack: pack.valid_from, default=None)


def held_files(reader: Reader, role: RuleRole) -> tuple[RuleFile, ...]:
    """Return the files of a role that rule here, by name."""
    return tuple(sorted(reader.all(RuleFile, role=role), key=lambda one: one.name))
