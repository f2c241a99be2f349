"""The self-check of one seed teacher."""

import pytest

from hrdesk.domain.staff import Officer
from hrdesk.ui.pages.self_check.page import SelfCheckPage
from tests.ui.driving import Driver
from tests.ui.pages.self_check.driving import seed


@pytest.fixture
def teacher(driver: Driver) -> Officer:
    """Return a seed teacher of the year."""
    return driver.ask(seed)


@pytest.fixture
def page(driver: Driver, teacher: Officer) -> SelfCheckPage:
    """Return the page with one teacher and nothing filled in, open."""
    made = SelfCheckPage(driver.bench)
    driver.open(made)
    return made
