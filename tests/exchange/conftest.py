"""A file's place and the members of a good package, to be spoilt."""

from pathlib import Path

import pytest

from tests.exchange import builders


@pytest.fixture(name="file")
def _file(tmp_path: Path) -> Path:
    return tmp_path / "HRD.hrdpkg"


@pytest.fixture(name="members")
def _members() -> builders.Members:
    return builders.members_of()
