"""The cheap benchmarks still run and print ratios; what they cost is measured, never tested."""

import re
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
