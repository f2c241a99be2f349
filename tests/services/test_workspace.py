"""Workspaces: made for one agency, opened with a passphrase or the recovery code, their clock and calendar."""

import os
import stat
import sys
from datetime import UTC, date, datetime
from errno import EROFS
from pathlib import Path
from typing import Any

import pytest

from hrdesk.domain.offices import Workspace, WorkspaceKind
from hrdesk.domain.staff import Agency, Tier
from hrdesk.errors import Fault, InputError, StoreError
from hrdesk.services.agency import memberships
from hrdesk.services.agency.agencies import agency_id, by_code, new_agency, own_agency, save_agency
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening.office_days import import_calendar
from hrdesk.services.opening.signing_in import signed
from hrdesk.services.opening.workspace import SampleClock, create_workspace, open_desk, silent, utc_now
from hrdesk.services.packages.sealing import check_clock
from hrdesk.store.key_file import FLOOR
from hrdesk.store.workspace_file import create
from tests.services.book import CHILD, CODE, PASSPHRASE, Clock, fault_of

CALENDAR = "西元日期,星期,是否放假,備註\n20261125,三,2,範例颱風停止上班\n"


def make(folder: Path, **values: Any) -> tuple[Desk, str]:
    """Make a second-tier workspace, with `values` in place of the usual ones."""
    plain: dict[str, Any] = {
        "code": CHILD,
        "name": "範例地政事務所",
        "kind": WorkspaceKind.AGENCY,
        "passphrase": PASSPHRASE,
        "who": "範例承辦",
        "parent_code": CODE,
        "parent_name": "範例地政局",
        "group": "地政事務所",
        "now": Clock(),
        "cost": FLOOR,
    }
    return create_workspace(folder, **{**plain, **values})


def test_new_workspace_knows_its_agency_and_its_parent(tmp_path: Path) -> None:
    desk, recovery = make(tmp_path / "office")
    with desk:
        own = own_agency(desk)
        assert (own.code, own.tier, own.parent, own.group) == (CHILD, Tier.SECOND, agency_id(CODE), "地政事務所")
        assert desk.store.get(Agency, agency_id(CODE)) == Agency(id=agency_id(CODE), code=CODE, name="範例地政局", tier=Tier.FIRST)
        assert desk.workspace.rule_pack == "taipei-101"
    with open_desk(tmp_path / "office", who="範例承辦", recovery=recovery, now=Clock()) as again:
        assert again.workspace == desk.workspace


def test_first_tier_needs_no_parent_and_may_name_the_department(tmp_path: Path) -> None:
    desk, _ = make(tmp_path / "office", kind=WorkspaceKind.FIRST_TIER, parent_code="379000000A", parent_name="範例人事處")
    with desk:
        assert [item.tier for item in desk.store.all(Agency, code="379000000A")] == [Tier.DEPARTMENT]


def test_agency_without_subordinates_may_be_first_tier(tmp_path: Path) -> None:
    desk, _ = make(tmp_path / "office", tier=Tier.FIRST, parent_code="")
    with desk:
        assert own_agency(desk).tier is Tier.FIRST


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "37911"},
        {"name": " "},
        {"passphrase": " "},
        {"parent_code": ""},
        {"tier": Tier.DEPARTMENT},
        {"kind": WorkspaceKind.FIRST_TIER, "tier": Tier.SECOND},
    ],
)
def test_wrong_identity_is_refused_before_anything_is_written(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(InputError) as caught:
        make(tmp_path / "office", **wrong)
    assert fault_of(caught) is Fault.INVALID
    assert not (tmp_path / "office").exists()


def test_unfinished_workspace_is_refused_and_can_be_opened_by_nobody(tmp_path: Path) -> None:
    store, _ = create(tmp_path / "office", PASSPHRASE, "範例承辦", Clock(), cost=FLOOR)
    store.close()
    with pytest.raises(StoreError) as caught:
        open_desk(tmp_path / "office", who="範例承辦", passphrase=PASSPHRASE, now=Clock())
    assert fault_of(caught) is Fault.STORE_CORRUPT


def test_closing_removes_the_scratch_folder(folder: Path) -> None:
    with open_desk(folder, who="範例承辦", passphrase=PASSPHRASE, now=Clock()) as desk:
        (desk.scratch / "draft").write_text("x", encoding="utf-8")
        assert desk.scratch.parent == folder
    assert not desk.scratch.exists()


def test_what_a_killed_opening_left_unpacked_is_gone_after_the_next_one(folder: Path) -> None:
    left = folder / "scratch" / "opened-1"
    left.mkdir(parents=True)
    (left / "attachment.pdf").write_bytes(b"clear text")
    with pytest.raises(StoreError):
        open_desk(folder, who="範例承辦", passphrase="別的密碼", now=Clock())
    assert left.exists()  # an opening that fails touches nothing
    with open_desk(folder, who="範例承辦", passphrase=PASSPHRASE, now=Clock()) as desk:
        assert list(desk.scratch.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="the modes of a folder are those of POSIX")
def test_the_scratch_folder_is_private(desk: Desk) -> None:
    assert stat.S_IMODE(desk.scratch.stat().st_mode) == 0o700


def test_a_scratch_folder_that_cannot_be_made_leaves_the_workspace_closed(folder: Path) -> None:
    (folder / "scratch").write_bytes(b"in the way")
    for _ in range(2):
        with pytest.raises(StoreError) as caught:
            open_desk(folder, who="範例承辦", passphrase=PASSPHRASE, now=Clock())
        assert fault_of(caught) is Fault.WRITE_FAILED


def test_sample_clock_is_never_behind(tmp_path: Path) -> None:
    early, late = Clock(), Clock()
    late.at = datetime(2027, 2, 1, tzinfo=UTC)
    desk, _ = make(tmp_path / "office", sample=True, now=late)
    desk.close()
    with open_desk(tmp_path / "office", who="範例承辦", passphrase=PASSPHRASE, now=early) as again:
        assert again.now() == late.at
        check_clock(again)
        assert again.store.all(Workspace)[0].sample


def test_sample_clock_without_a_store_is_the_real_one() -> None:
    clock = Clock()
    assert SampleClock(clock)() == clock.at


def test_imported_calendar_counts_at_once_and_after_the_next_opening(folder: Path, tmp_path: Path) -> None:
    typhoon, festival = date(2026, 11, 25), date(2026, 11, 26)
    (tmp_path / "日曆.csv").write_text(CALENDAR, encoding="cp950")
    (tmp_path / "補.csv").write_text("西元日期,星期,是否放假,備註\n20261126,四,2,範例\n", encoding="utf-8-sig")
    with open_desk(folder, who="範例承辦", passphrase=PASSPHRASE, now=Clock()) as desk:
        assert desk.calendar.is_working_day(typhoon)
        assert import_calendar(desk, tmp_path / "日曆.csv") == 1
        assert not desk.calendar.is_working_day(typhoon)
        import_calendar(desk, tmp_path / "補.csv")
        assert len(desk.calendar.days) == len(tuple(desk.calendar.days)) == 2
    with open_desk(folder, who="範例承辦", passphrase=PASSPHRASE, now=Clock()) as desk:
        assert not desk.calendar.is_working_day(typhoon)
        assert not desk.calendar.is_working_day(festival)


def test_the_day_is_that_of_taiwan(desk: Desk, clock: Clock) -> None:
    clock.at = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
    assert desk.today == date(2027, 1, 1)


def test_real_clock_is_aware_and_progress_may_be_silent() -> None:
    assert utc_now().tzinfo is UTC
    silent(1, 2)


def test_where_nothing_can_be_written_it_is_opened_to_be_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A move that is due by then takes no effect, and what is unpacked lies elsewhere and goes when it is closed."""
    desk, _ = make(tmp_path / "office", kind=WorkspaceKind.FIRST_TIER, parent_code="379000000A", parent_name="範例人事處")
    with desk:
        save_agency(desk, new_agency("379111000C", "範例所", Tier.SECOND, parent=desk.workspace.agency))
        memberships.move(desk, by_code(desk, "379111000C"), by_code(desk, "379000000A"), date(2027, 1, 1))
    plain, later = os.open, Clock()
    later.at = datetime(2027, 2, 1, 1, 0, tzinfo=UTC)

    def refuse(path: str | Path, flags: int, *rest: int, **more: int) -> int:
        if flags & os.O_CREAT and tmp_path in Path(path).parents:
            raise OSError(EROFS, "refused")
        return plain(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", refuse)
    with open_desk(tmp_path / "office", who="範例承辦", passphrase=PASSPHRASE, now=later) as again:
        assert signed(again).viewed
        assert by_code(again, "379111000C").parent == again.workspace.agency
        assert again.scratch.is_dir()
        assert tmp_path not in again.scratch.parents
        with pytest.raises(StoreError) as caught:
            save_agency(again, own_agency(again))
        assert fault_of(caught) is Fault.STORE_VIEWED
    assert not again.scratch.exists()
