"""The desk's thread in tests: notes whatever the window does in more than one step, which one 復原 would take back by half."""

from collections.abc import Callable
from typing import TypeVar

from hrdesk.services.core.desk import Desk
from hrdesk.ui.kit.tasks import Failed, Task, Tasks

T = TypeVar("T")
NEWEST = 20  # entries that one piece of work may make and be named with


class Watched(Tasks):
    """The thread, and in `several` the acts of each piece of the window's work that made more than one undoable entry of the log."""

    def __init__(self, failed: Failed) -> None:
        super().__init__(failed)
        self.several: list[list[str]] = []

    def run(self, work: Callable[[Desk], T], done: Callable[[T], None], failed: Failed | None = None) -> Task:
        """Do work as the thread does, and look at what it left in the log."""
        return super().run(work if (work.__module__ or "").startswith("tests.") else self._counted(work), done, failed)

    def _counted(self, work: Callable[[Desk], T]) -> Callable[[Desk], T]:
        def counted(desk: Desk) -> T:
            before = desk.store.seq()
            result = work(desk)
            if desk.store.seq() > before:
                acts = [one.act.value for one in desk.store.history(NEWEST) if one.seq > before and one.act.undoable]
                if len(acts) > 1:
                    self.several.append(acts)
            return result

        return counted
