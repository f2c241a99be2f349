"""The first start: everything in one step, or nothing at all."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.staff import Headcount, Tier
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.agency.agencies import head_counts, own_agency
from hrdesk.services.opening import access, founding
from hrdesk.services.opening.founding import Founding
from hrdesk.services.opening.workspace import open_desk
from hrdesk.store.key_file import FLOOR
from tests.services.book import CODE, PASSPHRASE, Clock, fault_of


def given(folder: Path) -> Founding:
    """Return what the wizard hands over for a first-tier agency."""
    return Founding(
        folder=folder,
        code=CODE,
        name="範例地政局",
        kind=WorkspaceKind.FIRST_TIER,
        tier=Tier.FIRST,
        counts={Headcount.OFFICERS: 9, Headcount.AGENCY: 120},
        base_date=date(2026, 1, 1),
        source="員額表",
        who="範例承辦",
        passphrase=PASSPHRASE,
        recovery=access.new_code(),
    )


def test_code_shown_before_opens_the_workspace_made_after(tmp_path: Path) -> None:
    asked = given(tmp_path / "office")
    with founding.found(asked, now=Clock(), cost=FLOOR) as desk:
        counts = head_counts(desk, own_agency(desk).id)
        assert [(one.kind, one.count, one.base_date, one.source) for one in counts] == [
            (Headcount.OFFICERS, 9, date(2026, 1, 1), "員額表"),
            (Headcount.AGENCY, 120, date(2026, 1, 1), "員額表"),
        ]
    with open_desk(asked.folder, who="範例承辦", recovery=asked.recovery.lower(), now=Clock()) as again:
        assert own_agency(again).name == "範例地政局"


@pytest.mark.parametrize(("counts", "days"), [({}, []), ({Headcount.OFFICERS: 3}, [date(2026, 11, 20)])])
def test_head_counts_may_wait_and_stand_at_today_without_a_date(tmp_path: Path, counts: dict[Headcount, int], days: list[date]) -> None:
    asked = replace(given(tmp_path / "office"), counts=counts, base_date=None)
    with founding.found(asked, now=Clock(), cost=FLOOR) as desk:
        assert [one.base_date for one in head_counts(desk, own_agency(desk).id)] == days


@pytest.mark.parametrize("wrong", [{"code": "短"}, {"passphrase": "短"}, {"recovery": "不是復原碼"}])
def test_nothing_is_written_where_something_is_wrong(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(HrdeskError):
        founding.found(replace(given(tmp_path / "office"), **wrong), now=Clock(), cost=FLOOR)
    assert not (tmp_path / "office").exists()


def test_folder_is_judged_before_anything_is_asked(tmp_path: Path, folder: Path) -> None:
    founding.check_folder(tmp_path / "新")
    assert not (tmp_path / "新").exists()
    with pytest.raises(HrdeskError) as caught:
        founding.check_folder(folder)
    assert fault_of(caught) is Fault.STORE_EXISTS
    founding.check_folder(folder, taken=True)
    with pytest.raises(HrdeskError) as caught:
        founding.check_folder(tmp_path / "Dropbox" / "新")
    assert fault_of(caught) is Fault.STORE_FOLDER
    assert caught.value.facts["what"] == "雲端同步資料夾"


def test_code_typed_back_is_compared_group_by_group() -> None:
    shown = access.new_code()
    groups = shown.split("-")
    assert access.wrong_group(shown, shown.lower().replace("-", " ")) is None
    other = "0" if groups[2][1] != "0" else "1"
    assert access.wrong_group(shown, "-".join([*groups[:2], groups[2][0] + other + groups[2][2:], *groups[3:]])) == 3
    assert access.wrong_group(shown, "") == 1
    assert access.wrong_group(shown, "-".join(groups[:5])) == 6
    assert access.wrong_group(shown, shown + "7") == 8


def test_mistyped_code_is_told_before_it_is_tried() -> None:
    shown = access.new_code()
    assert access.misspelt_group(shown) is None
    assert access.misspelt_group(shown[:20]) == 4
    other = "0" if shown[0] != "0" else "1"
    assert access.misspelt_group(other + shown[1:]) == 1
