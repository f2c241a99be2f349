"""Kill -9 at random moments, many times a minute.

A server process imports everything once; for each round it forks a worker that runs the given function until it is killed. What the worker
acknowledges comes back over the pipe, in order and before the news of its death, so nothing acknowledged can be missed.
"""

import os
import random
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import IO, cast

Acknowledge = Callable[[str], None]
Child = Callable[[Path, Acknowledge], None]
Check = Callable[[list[str]], None]


def kill_at_random(child: Child, check: Check, times: int, folder: Path, *, longest: float = 0.15, seed: int = 115) -> None:
    """Run `child(folder, acknowledge)` `times` times, kill it within `longest` seconds, and call `check(acknowledged)` after each death.

    `child` is a module's function that works until it dies; it calls `acknowledge(text)` with one line for what it would call saved.
    `check` runs in this process and sees what this round acknowledged. An exception in the child is an AssertionError here.
    """
    moments = random.Random(seed)
    command = [sys.executable, "-m", "tests.killing", child.__module__, child.__name__, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent) as server:
        asked, told = cast("IO[str]", server.stdin), cast("IO[str]", server.stdout)
        for turn in range(times):
            check(one_round(asked, told, moments.uniform(0, longest), late=turn % 4 == 0))
        asked.close()


def one_round(asked: IO[str], told: IO[str], after: float, *, late: bool) -> list[str]:
    """Start a worker, kill it `after` seconds, and return what it acknowledged.

    A `late` death counts from the first word of the worker, so that something was acknowledged however slow the machine is.
    """
    asked.write("go\n")
    asked.flush()
    worker = int(told.readline())
    first = [told.readline().rstrip("\n")] if late else []
    time.sleep(after)
    os.kill(worker, signal.SIGKILL)
    lines = first + list(iter(lambda: told.readline().rstrip("\n"), "dead"))
    assert not any(line.startswith("error ") for line in lines), "\n".join(lines)
    return [line.removeprefix("ack ") for line in lines]


def tell(text: str) -> None:
    """Write one line to the pipe at once; a line is shorter than the pipe's atomic size."""
    os.write(1, (text + "\n").encode())


def serve(child: Child, folder: Path) -> None:
    """Fork a worker for every line asked, and tell its number and its death."""
    for _ in sys.stdin:
        worker = os.fork()
        if worker == 0:
            work(child, folder)
        tell(str(worker))
        os.waitpid(worker, 0)
        tell("dead")


def work(child: Child, folder: Path) -> None:
    """Run the child's function, then wait to be killed; an exception is told first."""
    try:
        child(folder, lambda text: tell(f"ack {text}"))
    finally:
        if sys.exc_info()[0] is not None:
            tell("error " + traceback.format_exc())
        while True:
            signal.pause()


if __name__ == "__main__":
    serve(cast("Child", getattr(import_module(sys.argv[1]), sys.argv[2])), Path(sys.argv[3]))
