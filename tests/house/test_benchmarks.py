"""The cheap benchmarks still run and print ratios; what they cost is measured, never tested."""

import re
import subprocess
import sys
from types import ModuleType

import pytest

from benchmarks import backup, city_packages, command_start, compliance, insert_records, lists, one_package, open_and_latest

RATIO = re.compile(r"ms +[0-9.]+ ms +× [0-9.]+")


@pytest.mark.parametrize(
    "module",
    [command_start, insert_records, open_and_latest, compliance, lists, one_package, backup, city_packages],
    ids=lambda module: module.__name__,
)
def test_benchmark_prints_ratios(module: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    module.main(quick=True)
    assert RATIO.search(capsys.readouterr().out)


def test_the_tables_benchmark_prints_ratios_in_a_process_of_its_own() -> None:
    """It makes the program's own Qt application, whose looks the tests of the window shall not inherit."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.grid", "--quick"], capture_output=True, text=True, timeout=120, check=True)
    assert len(RATIO.findall(done.stdout)) == 6
