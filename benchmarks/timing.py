"""Paired timing: two ways in turn, the median ratio, and how a time grows with size.

Single times mean little on a shared machine; the ratio of runs taken in turn does.
"""

import argparse
import math
import time
from collections.abc import Callable, Iterable, Sequence
from statistics import median

Work = Callable[[], object]
Measured = tuple[float, float, float]  # median seconds of ours, of the limit, and the median of their paired ratios


def seconds(work: Work) -> float:
    """Return the wall seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ratio(ours: Work, limit: Work, runs: int = 5) -> Measured:
    """Return the median seconds of ours and of the limit, and the median of their paired ratios, after one uncounted run of each."""
    ours()
    limit()
    return of_pairs((seconds(limit), seconds(ours)) for _ in range(runs))


def of_pairs(pairs: Iterable[tuple[float, float]]) -> Measured:
    """Return the same of pairs (limit, ours) that were timed in turn elsewhere."""
    timed = list(pairs)
    return median(b for _, b in timed), median(a for a, _ in timed), median(b / a for a, b in timed)


def exponent(sizes: Sequence[int], times: Sequence[float]) -> float:
    """Return the exponent of growth between the smallest and the largest size (1 = linear)."""
    return math.log(times[-1] / times[0]) / math.log(sizes[-1] / sizes[0])


def line(what: str, ours: float, limit: float, paired: float, goal: float | None = None) -> None:
    """Print one row: what, ours and the limit in milliseconds, the ratio and the goal; a named peer has none."""
    aim = "" if goal is None else f" goal ≤ {goal:g}"
    print(f"{what:<44}{ours * 1000:>10.1f} ms{limit * 1000:>10.1f} ms   × {paired:<7.2f}{aim}")


def growth(sizes: Sequence[int], times: Sequence[float], goal: float, limits: Sequence[float] = ()) -> None:
    """Print the exponent of growth between the smallest and the largest size, and the limit's own."""
    beside = f" (the limit's own {exponent(sizes, limits):.2f})" if limits else ""
    print(f"{'':<8}growth exponent {exponent(sizes, times):.2f}{beside}, goal ≤ {goal:.2f}")


def run(main: Callable[[bool], None]) -> None:
    """Run one benchmark from the command line; `--quick` takes sizes that only show that it works."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="small sizes: shows that it runs, not what it costs")
    main(parser.parse_args().quick)
