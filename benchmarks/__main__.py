"""Every benchmark, one after another: `python -m benchmarks` measures, `--quick` only shows that each runs."""

from benchmarks import (
    attachments,
    backup,
    city_packages,
    command_start,
    compliance,
    forms,
    grid,
    import_roster,
    insert_records,
    lists,
    one_package,
    open_and_latest,
    packages,
    read_sheets,
    window_start,
)
from benchmarks.timing import run

ALL = (
    command_start,
    window_start,
    grid,
    insert_records,
    open_and_latest,
    compliance,
    read_sheets,
    import_roster,
    lists,
    forms,
    one_package,
    packages,
    city_packages,
    attachments,
    backup,
)


def main(quick: bool = False) -> None:
    """Run them all, each under its name."""
    for module in ALL:
        print(f"\n{module.__name__.removeprefix('benchmarks.')}", flush=True)
        module.main(quick)


if __name__ == "__main__":
    run(main)
