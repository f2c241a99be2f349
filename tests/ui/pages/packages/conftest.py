"""The page of packages in each of three real offices."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.pages.packages.page import PackagesPage
from hrdesk.ui.pages.packages.page import page as packages
from tests.services.three_offices import built_once
from tests.ui.driving import Driver
from tests.ui.pages.offices import Steps, nothing, office
from tests.ui.pages.packages.driving import Open


@pytest.fixture(scope="session")
def three_offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of three closed workspaces."""
    return built_once(tmp_path_factory.getbasetemp())


@pytest.fixture
def on(three_offices: Path, tmp_path: Path, preferences: Preferences, qtbot: QtBot) -> Iterator[Open]:
    """Return what opens the page in an office after some steps."""
    with ExitStack() as stack:

        def opens(name: str, steps: Steps = nothing) -> tuple[Driver, PackagesPage]:
            driver = stack.enter_context(office(three_offices, tmp_path, name, steps, preferences, qtbot))
            made = packages(driver.bench)
            driver.open(made, width=1118, height=660)
            return driver, made

        yield opens
