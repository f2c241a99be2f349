"""The collector's desk on screen: the department's or the first-tier agency's workspace open, with what the other offices sent lying beside it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hrdesk.services.packages import drafts, sealing
from hrdesk.ui.kit.preferences import Preferences
from tests.services.three_offices import YEAR, City, built_once
from tests.ui.driving import Driver
from tests.ui.pages.offices import Steps, nothing, office


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a collector sits: the driver on its workspace, the folder of files sent (`out`), and its root file."""

    driver: Driver
    out: Path
    root: Path


Collector = Callable[..., Seat]  # (name="department", steps=nothing)


@pytest.fixture(scope="session")
def three_offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of three closed workspaces."""
    return built_once(tmp_path_factory.getbasetemp())


@pytest.fixture
def collector(three_offices: Path, tmp_path: Path, preferences: Preferences, qtbot: QtBot) -> Iterator[Collector]:
    """Return what does steps between the three offices (see tests.services.steps), then opens "department", "first" or "child" in a window."""
    with ExitStack() as stack:

        def opens(name: str = "department", steps: Steps = nothing) -> Seat:
            driver = stack.enter_context(office(three_offices, tmp_path, name, steps, preferences, qtbot))
            return Seat(driver, tmp_path / "out", three_offices / f"{name}.root")

        yield opens


def sealed(city: City) -> Path:
    """Let the 所屬 seal its year for the first tier, which has not received it yet; return the file."""
    return sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out).file


def sealed_up(city: City) -> Path:
    """Let the first tier seal its year for the department, which has not received it yet; return the file."""
    return sealing.seal(city.first, drafts.submission(city.first, YEAR), city.out).file
