"""Read, judge and write in one turn, so that two people who work in the same store at the same time lose nothing.

A service that reads a record, changes it and puts it back would otherwise put back what it read over what somebody else saved in between. It would also
judge by figures (the awards of an agency against its quota) that are no longer so when it writes.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from hrdesk.services.core.desk import Desk

P = ParamSpec("P")
R = TypeVar("R")


def in_turn(service: Callable[Concatenate[Desk, P], R]) -> Callable[Concatenate[Desk, P], R]:
    """Let a service hold the writer's place from its first read to its last write; not for one that waits for a person, a printer or a large file."""

    @wraps(service)
    def held(desk: Desk, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with desk.store.turn():
            return service(desk, *args, **kwargs)

    return held
