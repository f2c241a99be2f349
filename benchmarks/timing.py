"""Paired timing: two ways in turn, the median ratio, and how a time grows with size.

Single times mean little on a shared machine; the ratio of runs taken in turn does.
"""

import math
import time
from collections.abc import Callable, Sequence
from statistics import median

Work = Callable[[], object]


def seconds(work: Work) -> float:
    """Return the wall seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ratio(ours: Work, limit: Work, runs: int = 5) -> tuple[float, float, float]:
    """Return the median seconds of ours and of the limit, and the median of their paired ratios, after one uncounted run of each."""
    ours()
    limit()
    pairs = [(seconds(limit), seconds(ours)) for _ in range(runs)]
    return median(b for _, b in pairs), median(a for a, _ in pairs), median(b / a for a, b in pairs)


def exponent(sizes: Sequence[int], times: Sequence[float]) -> float:
    """Return the exponent of growth between the smallest and the largest size (1 = linear)."""
    return math.log(times[-1] / times[0]) / math.log(sizes[-1] / sizes[0])


def line(what: str, ours: float, limit: float, paired: float, goal: float) -> None:
    """Print one row: what, ours and the limit in milliseconds, the ratio and the goal."""
    print(f"{what:<44}{ours * 1000:>10.1f} ms{limit * 1000:>10.1f} ms   × {paired:<7.2f} goal ≤ {goal:g}")
