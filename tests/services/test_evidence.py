"""Evidence: allowed kinds and sizes only, the same bytes kept once."""

from datetime import date
from pathlib import Path

import pytest

from hrdesk.domain.acts import Act
from hrdesk.domain.record import AgencyId, EvidenceId
from hrdesk.domain.seeds import Evidence
from hrdesk.errors import Fault, InputError, PrintError
from hrdesk.services.core.desk import Desk
from hrdesk.services.people import evidence
from tests.services.book import PDF, child_of, fault_of, found_child


def test_file_is_kept_with_its_bytes(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "診斷證明.jpg").write_bytes(PDF)
    changes, key = evidence.take_in(desk, tmp_path / "診斷證明.jpg")
    (held,) = desk.store.all(Evidence)
    assert (held.id, held.kind, held.name, held.size, held.day) == (key, "pdf", "診斷證明.jpg", len(PDF), desk.today)
    assert desk.store.blob(held.digest) == PDF
    assert [one.id for one in changes.added] == [key]


def test_same_bytes_are_kept_once_an_agency(desk: Desk, tmp_path: Path) -> None:
    found_child(desk)
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(PDF)
    first, second = (evidence.take_in(desk, tmp_path / name) for name in ("a.pdf", "b.pdf"))
    assert first[1] == second[1]
    assert not second[0]
    assert evidence.take_in(desk, tmp_path / "a.pdf", agency=child_of(desk))[1] != first[1]


@pytest.mark.parametrize(("data", "fault"), [(b"", Fault.FILE_EMPTY), (b"MZ", Fault.FILE_HOSTILE)])
def test_empty_and_foreign_files_are_refused(desk: Desk, tmp_path: Path, data: bytes, fault: Fault) -> None:
    (tmp_path / "佐證.pdf").write_bytes(data)
    with pytest.raises(InputError) as caught:
        evidence.take_in(desk, tmp_path / "佐證.pdf")
    assert fault_of(caught) is fault
    assert desk.store.count(Evidence) == 0


def test_missing_file_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        evidence.take_in(desk, tmp_path / "無.pdf")
    assert fault_of(caught) is Fault.FILE_MISSING


def test_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "大.pdf").open("wb") as file:
        file.truncate(evidence.LIMIT + 1)
    with pytest.raises(InputError) as caught:
        evidence.read_evidence(tmp_path / "大.pdf")
    assert fault_of(caught) is Fault.FILE_TOO_LARGE


def test_unknown_evidence_is_not_found(desk: Desk) -> None:
    with pytest.raises(InputError) as caught:
        evidence.check_evidence(desk, (EvidenceId("0" * 32),))
    assert fault_of(caught) is Fault.NOT_FOUND


def test_copy_goes_out_named_after_its_bytes_and_is_noted(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "診斷證明.jpg").write_bytes(PDF)
    _, key = evidence.take_in(desk, tmp_path / "診斷證明.jpg")
    (tmp_path / "out").mkdir()
    path = evidence.copy_out(desk, key, tmp_path / "out")
    assert (path.name, path.read_bytes()) == ("診斷證明.pdf", PDF)
    assert evidence.copy_out(desk, key, tmp_path / "複本.pdf").read_bytes() == PDF
    assert desk.store.history(1)[0].act is Act.VIEW


def test_copy_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "證明.pdf").write_bytes(PDF)
    _, key = evidence.take_in(desk, tmp_path / "證明.pdf")
    with pytest.raises(PrintError) as caught:
        evidence.copy_out(desk, key, tmp_path / "無此資料夾" / "證明.pdf")
    assert fault_of(caught) is Fault.WRITE_FAILED


@pytest.mark.parametrize(("name", "copy"), [("C:\\temp\\a?.exe", "a_.pdf"), ("../../??.pdf", "__.pdf"), ("...", "佐證.pdf"), ("證明.PDF", "證明.pdf")])
def test_copies_names_hold_no_folder_and_no_foreign_ending(name: str, copy: str) -> None:
    item = Evidence(id=EvidenceId("0" * 32), agency=AgencyId("1"), digest="", name=name, kind="pdf", size=1, day=date(2026, 1, 1))
    assert evidence.file_name(item) == copy


def test_held_leaves_out_what_is_no_evidence(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "證明.pdf").write_bytes(PDF)
    _, key = evidence.take_in(desk, tmp_path / "證明.pdf")
    assert [one.id for one in evidence.held(desk, (EvidenceId("0" * 32), key))] == [key]


def test_copy_to_look_at_goes_with_the_workspace(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "證明.pdf").write_bytes(PDF)
    _, key = evidence.take_in(desk, tmp_path / "證明.pdf")
    path = evidence.scratch_copy(desk, key)
    assert evidence.scratch_copy(desk, key) == path
    desk.close()
    assert not path.exists()
