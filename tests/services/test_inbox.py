"""The collector's inbox: what became of each file, in words, and receipts for all."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hrdesk.domain.awards import QuotaApproval
from hrdesk.domain.collected import Stage
from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import Finding
from hrdesk.domain.seeds import Coaching
from hrdesk.domain.values import Changes, Key
from hrdesk.errors import Fault, StoreError
from hrdesk.services.agency.agencies import by_code
from hrdesk.services.awards import nomination
from hrdesk.services.collecting import inbox, inbox_sheets, stage_days
from hrdesk.services.collecting.inbox import Fate
from hrdesk.services.packages import drafts, sealing
from hrdesk.services.post import parcels
from hrdesk.services.review import quota
from tests.factory import record_id
from tests.services.book import fault_of
from tests.services.steps import accepted, altered, change, first_of, proposed
from tests.services.three_offices import CHILD, FIRST, YEAR, City


def sealed(city: City) -> Path:
    return sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out).file


def forked(city: City) -> Path:
    """Let the office below send, go back to an old backup and send something else."""
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    (parcel,) = city.child.store.all(Parcel, direction=Direction.SENT)
    change(city.child, Parcel, parcel.id, content="0" * 64, data="")
    change(city.child, Coaching, record_id(f"coaching {CHILD}"), handling="到場處理")
    return sealing.seal(city.child, drafts.submission(city.child, YEAR), city.out / "fork.hrdpkg").file


def test_folders_stand_for_the_packages_in_them_once_each(tmp_path: Path) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    for name in ("2.hrdpkg", "1.HRDPKG", "note.txt"):
        (inside / name).write_bytes(b"x")
    alone = tmp_path / "alone.txt"
    found = inbox.expand([tmp_path, inside / "2.hrdpkg", alone])
    assert found.files == (inside / "1.HRDPKG", inside / "2.hrdpkg", alone)
    assert found.others == (inside / "note.txt",)  # the other was chosen by itself


def test_nothing_in_a_folder_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.hrdpkg", "locked", "plain"):
        (tmp_path / name).mkdir()
    for name in ("desktop.ini", ".hidden", "plain/b.hrdpkg"):
        (tmp_path / name).write_bytes(b"x")
    scandir = os.scandir

    def guarded(path: str) -> Any:
        if Path(path).name == "locked":
            raise PermissionError(13, "denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    found = inbox.expand([tmp_path])
    assert found.files == (tmp_path / "a.hrdpkg", tmp_path / "locked", tmp_path / "plain" / "b.hrdpkg")
    assert found.others == ()


def test_each_file_is_told_in_words_as_it_comes(city: City, tmp_path: Path) -> None:
    good = sealed(city)
    files = [good, altered(good, lambda size: size // 2, tmp_path / "bad.hrdpkg"), good]
    coming = inbox.receive(city.first, files, tmp_path / "receipts")
    found = [next(coming)]
    assert city.first.store.count(Parcel, direction=Direction.RECEIVED) == 1
    found += coming
    assert [one.fate for one in found] == [Fate.TAKEN, Fate.REFUSED, Fate.HELD]
    first, bad, again = found
    assert (first.sender, first.code, first.kind, first.year, first.revision) == ("範例地政事務所", CHILD, "年度資料", YEAR, 1)
    assert "附表3 新增 1" in first.changed
    assert first.told.endswith("回執已寫好，請交回寄件機關。")
    assert (bad.sender, bad.kind, bad.changed) == ("", "", "")
    assert "重新取得檔案" in bad.told
    assert again.id == str(good)
    changes = Changes()
    for one in found:
        changes = inbox.touched(one, changes)
    assert changes.kinds >= {"Parcel", "Coaching"}
    assert len(changes.changed) == len(changes.kinds)
    assert inbox_sheets.counted(found) == "共 3 件：收下 1、先前已收 1、退回 1"


def test_a_gap_and_a_gate_are_something_to_look_at(city: City) -> None:
    sealed(city)
    change(city.child, Coaching, record_id(f"coaching {CHILD}"), handling="到場處理")
    (found,) = inbox.receive(city.first, [sealed(city)])
    assert found.fate is Fate.WARNED
    assert found.told


def test_a_list_of_nominees_is_told_with_what_its_gate_finds(city: City) -> None:
    proposed(city)
    file = sealing.seal(city.first, nomination.draft(city.first, YEAR), city.out).file
    agency = first_of(city.department)
    quota.approve(city.department, agency, YEAR, quota.Approved(units=1, reason="範例"))
    (found,) = inbox.receive(city.department, [file])
    assert found.fate is Fate.WARNED
    assert "嘉獎" in found.told


def test_another_history_is_told_apart(city: City) -> None:
    (found,) = inbox.receive(city.first, [forked(city)])
    assert (found.fate, found.report.finding) == (Fate.FORKED, Finding.FORK)


def test_receipts_are_written_afterwards_for_all(city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = sealed(city)
    arrivals = tuple(inbox.receive(city.first, [good, tmp_path / "none.hrdpkg"]))
    assert [one.received.receipt for one in arrivals] == [None, None]
    first, none = inbox.answer(city.first, arrivals, tmp_path / "receipts")
    assert first.received.receipt is not None
    assert first.received.receipt.parent == tmp_path / "receipts"
    assert none.received.receipt is None  # nobody knows who sent it
    monkeypatch.setattr("hrdesk.services.post.receiving.receipts.write", _full)
    again, _ = inbox.answer(city.first, arrivals, tmp_path / "receipts")
    assert again.received.unanswered
    assert again.fate is Fate.WARNED


def _full(*_: object) -> Path:
    raise OSError(28, "full")


def test_receipts_need_a_folder_that_takes_them(city: City, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError) as caught:
        next(inbox.answer(city.first, (), tmp_path / "file"))
    assert fault_of(caught) is Fault.WRITE_FAILED


@pytest.mark.parametrize("make", [sealed, forked])
def test_a_file_is_looked_into_with_its_own_verdict(city: City, make: Callable[[City], Path]) -> None:
    (found,) = inbox.receive(city.first, [make(city)])
    looked = inbox.look(city.first, found)
    assert looked.report == found.report
    assert looked.names[FIRST] == "範例地政局"


def test_what_was_taken_in_shows_its_differences(city: City) -> None:
    (found,) = inbox.receive(city.first, [sealed(city)])
    assert inbox.look(city.first, found).differences
    sheet = inbox_sheets.report_sheet(inbox.look(city.first, found))
    parts = [row[0] for row in sheet.listed.rows]
    assert list(dict.fromkeys(parts)) == ["資料包", "內容", "查核", "與前一版的差異"]
    assert sheet.listed.title.startswith("資料包查核報告　範例地政事務所 年度資料")


def test_what_each_office_below_signed_is_told_and_printed(city: City) -> None:
    accepted(city, city.child, drafts.submission(city.child, YEAR), city.first)
    file = sealing.seal(city.first, drafts.submission(city.first, YEAR), city.out).file
    (found,) = inbox.receive(city.department, [file])
    rows = inbox_sheets.report_sheet(inbox.look(city.department, found)).listed.rows
    (row,) = [row for row in rows if row[0] == "所屬原簽章"]
    assert row[1] == f"範例地政事務所（{CHILD}）"
    assert row[2]


def test_a_file_that_tells_nothing_is_told_so(city: City, tmp_path: Path) -> None:
    (found,) = inbox.receive(city.first, [tmp_path / "none.hrdpkg"])
    sheet = inbox_sheets.report_sheet(inbox.look(city.first, found))
    assert sheet.listed.title == "資料包查核報告"
    assert [row[0] for row in sheet.listed.rows][-1] == "查核"


def test_a_refused_file_that_is_gone_is_looked_at_by_its_report(city: City) -> None:
    file = forked(city)
    (found,) = inbox.receive(city.first, [file])
    file.unlink()
    assert not inbox.look(city.first, found).read


def test_results_and_history_are_printed(city: City, tmp_path: Path) -> None:
    good = sealed(city)
    arrivals = tuple(inbox.receive(city.first, [good, tmp_path / "none.hrdpkg"], tmp_path / "receipts"))
    rows = inbox_sheets.batch_sheet(arrivals).listed.rows
    assert [row[0] for row in rows] == ["收下", "退回"]
    assert rows[0][2:4] == ("年度資料 115 年度", "1")
    assert rows[1][1:4] == ("—", "—", "—")
    lines = parcels.history(city.first)
    (kept,) = inbox_sheets.history_sheet(lines, "收件紀錄").listed.rows
    assert kept[1:6] == ("年度資料", "115", "1", "範例地政事務所", "已收件")


def test_a_package_is_late_by_the_days_beyond_the_permitted_one(city: City) -> None:
    stage_days.set_due(city.first, YEAR, Stage.ARRIVED, date(2026, 12, 30))
    file = sealed(city)
    (found,) = inbox.receive(city.first, [file])
    assert found.late == 6
    assert inbox_sheets.batch_sheet([found]).listed.rows[0][4] == "逾 6 日"
    (again,) = inbox.receive(city.first, [file])
    assert again.late == 0  # it came in time or not when it first came
    change(city.child, Coaching, record_id(f"coaching {CHILD}"), handling="到場處理")
    stage_days.permit(city.first, by_code(city.first, CHILD), YEAR, Stage.ARRIVED, until=date(2027, 1, 4), reason="系統故障", permitted_by="範例主管")
    (permitted,) = inbox.receive(city.first, [sealed(city)])
    assert permitted.late == 1


def test_a_list_of_nominees_is_wanted_by_the_day_of_its_notice(city: City) -> None:
    proposed(city)
    granted = quota.approval(city.department.store, first_of(city.department).id, YEAR)
    assert granted is not None
    change(city.department, QuotaApproval, granted.id, due=date(2027, 1, 3))
    file = sealing.seal(city.first, nomination.draft(city.first, YEAR), city.out).file
    (found,) = inbox.receive(city.department, [file])
    assert found.late == 2


def test_receipts_are_never_late(city: City, tmp_path: Path) -> None:
    (came,) = inbox.receive(city.first, [sealed(city)], tmp_path / "receipts")
    assert came.received.receipt is not None
    (receipt,) = inbox.receive(city.child, [came.received.receipt])
    assert (receipt.kind, receipt.late) == ("回執", 0)


def test_changes_are_counted_by_form() -> None:
    added = (Key("Coaching", "a"), Key("Coaching", "b"), Key("Parcel", "c"))
    changes = Changes(added=added, changed=(Key("Coaching", "d"),), removed=(Key("Officer", "e"),))
    assert inbox.changed_in_words(changes) == "人事人員 刪除 1；附表3 新增 2、變更 1"
