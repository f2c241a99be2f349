"""The log as a person reads it and takes it along."""

from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.errors import Fault, HrdeskError
from hrdesk.services.core.desk import Desk
from hrdesk.services.opening import years
from hrdesk.services.people import looking
from hrdesk.services.safekeeping import log_list
from tests.services.book import fault_of, hire


def test_lines_say_who_did_what_to_how_many(desk: Desk) -> None:
    hire(desk)
    looking.note(desk, "officers", (), unmask=True, reason="核對名冊")
    years.reopen(desk, 110, "補登研習")
    lines = log_list.lines(desk, 10)
    assert [line.act for line in lines[:3]] == ["重新開放年度", "檢視", "修改"]
    assert lines[0].told == "年度：110　重新開放之年度"
    assert lines[1].told == "理由：核對名冊"
    assert (lines[2].added, lines[2].who, lines[2].told) == (1, "範例承辦", "人事人員")
    assert lines[0].id == lines[0].seq > lines[1].seq


def test_chain_is_whole(desk: Desk) -> None:
    hire(desk)
    found = log_list.chain(desk)
    assert found.broken is None
    assert found.newest == desk.store.history(1)[0].seq
    assert found.head


def test_export_holds_every_entry_and_is_noted(desk: Desk, tmp_path: Path) -> None:
    hire(desk)
    target = tmp_path / "操作紀錄.csv"
    count = log_list.export(desk, target, reason="稽核")
    assert len(target.read_text("utf-8-sig").splitlines()) == count + 1
    entry = desk.store.history(1)[0]
    assert (entry.act, entry.facts["reason"]) == (Act.EXPORT, "稽核")


@pytest.mark.parametrize(("name", "reason", "fault"), [("x.csv", " ", Fault.NEEDS_REASON), ("x.doc", "稽核", Fault.FILE_UNKNOWN_KIND)])
def test_export_needs_a_reason_and_a_spreadsheet(desk: Desk, tmp_path: Path, name: str, reason: str, fault: Fault) -> None:
    with pytest.raises(HrdeskError) as caught:
        log_list.export(desk, tmp_path / name, reason=reason)
    assert fault_of(caught) is fault
    assert not (tmp_path / name).exists()
