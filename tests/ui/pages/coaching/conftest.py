"""The page of coaching records with one seed teacher."""

import pytest

from hrdesk.domain.staff import Officer
from hrdesk.ui.pages.coaching.page import CoachingPage
from tests.ui.driving import Driver
from tests.ui.pages.coaching.driving import seed


@pytest.fixture
def teacher(driver: Driver) -> Officer:
    """Return a seed teacher of the year."""
    return driver.ask(seed)


@pytest.fixture
def page(driver: Driver, teacher: Officer) -> CoachingPage:
    """Return the page with a teacher and no record, open."""
    made = CoachingPage(driver.bench)
    driver.open(made)
    return made
