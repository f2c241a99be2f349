"""The settings on a real store."""

import pytest

from hrdesk.ui.pages.settings.page import SettingsPage
from tests.ui.driving import Driver


@pytest.fixture
def settings(driver: Driver) -> SettingsPage:
    """Return the page, open at its first section."""
    made = SettingsPage(driver.bench)
    driver.open(made)
    return made
