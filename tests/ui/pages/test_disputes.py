"""Where the department says another presence: shown apart, changed only for the rows chosen, taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hrdesk.domain.training import Presence
from hrdesk.domain.values import Key
from hrdesk.ui.kit.preferences import Preferences
from hrdesk.ui.pages.absences.disputes import DisputesDialog
from hrdesk.ui.pages.absences.page import AbsencesPage
from tests.services.conftest import three_offices as three_offices  # the three workspaces made once for all tests
from tests.services.test_reconciliation import told
from tests.services.three_offices import YEAR, copied
from tests.ui.conftest import opened
from tests.ui.driving import Driver


@pytest.fixture
def disputed(three_offices: Path, tmp_path: Path, preferences: Preferences, qtbot: QtBot) -> Iterator[Driver]:
    """Return a workbench on an agency's workspace whose record the department's results contradict."""
    city = copied(three_offices, tmp_path)
    told(city, Presence.ATTENDED, Presence.ABSENT)
    city.close()
    made = opened(tmp_path / "first", preferences, qtbot)
    made.bench.set_year(YEAR)
    yield made
    made.close()


def page_of(driver: Driver) -> AbsencesPage:
    page = AbsencesPage(driver.bench)
    driver.open(page)
    return page


def test_difference_is_shown_and_taken_over_only_by_hand(disputed: Driver) -> None:
    page = page_of(disputed)
    assert page.differs.isVisible()
    disputed.looked_over(page)
    disputed.press(page, "逐件核對…")
    dialog = disputed.dialog(DisputesDialog)
    disputed.looked_over(dialog)
    assert dialog.grid.table.texts(0)[-2:] == ("到課", "缺席")
    assert not dialog.accept_button.isEnabled()
    dialog.grid.selectAll()
    disputed.press(dialog, "改依人事處登錄（1 件）")
    assert not page.differs.isVisible()
    assert page.grid.table.rowCount() == 1
    disputed.bench.undo()
    disputed.settle()
    assert page.differs.isVisible()
    assert page.grid.table.rowCount() == 0


def test_difference_leads_to_the_training_record(disputed: Driver) -> None:
    page = page_of(disputed)
    page.settle()
    dialog = disputed.dialog(DisputesDialog)
    asked: list[tuple[str, Key]] = []
    disputed.bench.placed.connect(lambda name, key: asked.append((name, key)))
    row = dialog.grid.table.record(0)
    dialog.grid.opened.emit(row)
    assert asked == [("training", Key("TrainingRecord", row.id))]
