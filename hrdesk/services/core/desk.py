"""What every service needs, passed first; replaces every global."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Self

from hrdesk.domain.calendar import TAIPEI, OfficeCalendar
from hrdesk.domain.offices import Workspace
from hrdesk.domain.pack import RulePack
from hrdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """One open workspace: its store, who works at it, and everything a service may not fetch for itself.

    `now` gives aware UTC; `rules(day)` the pack valid on a day; `new_id` 32 hexadecimal digits; `progress(done, total)` is called on long work
    and may raise KeyboardInterrupt to stop it; `scratch` is a private folder of the workspace for temporary files.
    """

    store: Store
    workspace: Workspace
    who: str
    now: Callable[[], datetime]
    rules: Callable[[date], RulePack]
    calendar: OfficeCalendar
    new_id: Callable[[], str]
    scratch: Path
    progress: Callable[[int, int], None]

    @property
    def today(self) -> date:
        """Return the day in Taiwan."""
        return self.now().astimezone(TAIPEI).date()

    def close(self) -> None:
        """Remove the private folder while the workspace is still locked, and close the store."""
        shutil.rmtree(self.scratch, ignore_errors=True)
        self.store.close()

    def __enter__(self) -> Self:
        """Return the desk; leaving the block closes it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the desk, whatever happened."""
        self.close()
