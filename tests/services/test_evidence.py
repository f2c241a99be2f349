"""Evidence: allowed kinds and sizes only, the same bytes kept once."""

from pathlib import Path

import pytest

from hrdesk.domain.record import EvidenceId
from hrdesk.domain.seeds import Evidence
from hrdesk.errors import Fault, InputError
from hrdesk.services import evidence
from hrdesk.services.desk import Desk
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
