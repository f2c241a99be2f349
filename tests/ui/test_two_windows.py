"""The year between the department and one agency, P0 to P9, through two windows alone; every package passes through a folder that plays the USB stick."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hrdesk.app import Program
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.staff import Tier
from hrdesk.services.opening import founding, signing_in
from hrdesk.store.key_file import FLOOR
from hrdesk.ui.kit.preferences import Preferences
from tests.services.book import Clock
from tests.services.three_offices import DEPARTMENT, FIRST
from tests.ui.awards_between import decide, judge, mend_and_send_again, nominate, return_one_record, send_year, settle_presence, tell_quota
from tests.ui.hands import forget_windows
from tests.ui.two_offices import Founded, found
from tests.ui.year import COLLEAGUE, TEACHER
from tests.ui.year_between import answer_results, appoint, enrol, hand_rules_down, hold_course, tell_changes, work_through_the_year

PEOPLE = (
    ("人事室", "A001", "科員", TEACHER, "A123456789", "79/01/02", "104/01/02", "薦任第七職等", "", ""),
    ("人事室", "A002", "助理員", COLLEAGUE, "", "80/03/04", "110/01/02", "委任第五職等", "", ""),
)
ABOVE = Founded((WorkspaceKind.DEPARTMENT, Tier.DEPARTMENT), DEPARTMENT, "範例人事處", "範例審核員")
BELOW = Founded((WorkspaceKind.FIRST_TIER, Tier.FIRST), FIRST, "範例地政局", "範例承辦", (13, 2), PEOPLE)


@pytest.fixture
def clock() -> Clock:
    """Return the clock of both offices."""
    made = Clock()
    made.at = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
    return made


@pytest.fixture
def programs(qapp: QApplication, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Program, Program]]:
    """Return two programs, each with preferences of its own, with that clock and with keys that cost little to derive."""
    monkeypatch.setattr(founding, "found", partial(founding.found, now=clock, cost=FLOOR))
    monkeypatch.setattr(signing_in, "sign_in", partial(signing_in.sign_in, now=clock))
    made = tuple(Program(qapp, Preferences(tmp_path / f"{name}.ini")) for name in ("above", "below"))
    for one in made:
        one.ask()
    yield made[0], made[1]
    for one in made:
        one.close()
        for window in (one.opening, one.entry):
            if window is not None:
                window.close()
    forget_windows()


def test_the_whole_year_passes_between_two_windows(programs: tuple[Program, Program], qtbot: QtBot, clock: Clock, tmp_path: Path) -> None:
    stick = tmp_path / "隨身碟"
    above = found(programs[0], qtbot, clock, tmp_path / "人事處", stick, ABOVE)
    below = found(programs[1], qtbot, clock, tmp_path / "地政局", stick, BELOW)
    enrol(above, below)
    hand_rules_down(above, below)
    appoint(below)
    tell_changes(above, below)
    hold_course(above, below, clock)
    answer_results(below, clock)
    work_through_the_year(below, clock)
    send_year(above, below, clock)
    settle_presence(above, below)
    return_one_record(above, below)
    mend_and_send_again(above, below, clock)
    judge(above, clock)
    tell_quota(above, below)
    nominate(above, below, clock)
    decide(above, below, clock)
    assert above.driver.refused == below.driver.refused == []
