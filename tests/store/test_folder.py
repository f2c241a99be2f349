"""A workspace stands on this machine's own disk."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from hrdesk.errors import Fault, StoreError
from hrdesk.store.folder import refused_part, require_local
from tests.store.conftest import faulted


@pytest.mark.parametrize(
    "path",
    [
        r"C:\Users\user\OneDrive\人事",
        r"C:\Users\user\OneDrive - 範例局\人事",
        r"C:\Users\user\Dropbox\a",
        r"C:\Users\user\Dropbox (範例局)\a",
        r"G:\My Drive\a",
        r"G:\我的雲端硬碟\a",
        r"C:\Users\user\Google Drive",
        r"C:\Users\user\iCloudDrive\a",
        r"\\server\share\a",
        r"\\?\UNC\server\share\a",
    ],
)
def test_synced_and_network_folders_of_windows_are_refused(path: str) -> None:
    assert refused_part(PureWindowsPath(path)) is not None


@pytest.mark.parametrize(
    "path", ["/home/user/Dropbox/a", "/Users/user/Library/CloudStorage/OneDrive-範例局/a", "/Users/user/Library/Mobile Documents/com~apple~CloudDocs/a"]
)
def test_synced_folders_elsewhere_are_refused(path: str) -> None:
    assert refused_part(PurePosixPath(path)) == "synced"


@pytest.mark.parametrize("path", [r"C:\Users\user\Documents\人事", r"\\?\C:\Users\user\a", r"D:\one drive\a", r"C:\dropboxes\a"])
def test_the_own_disk_is_allowed(path: str) -> None:
    assert refused_part(PureWindowsPath(path)) is None


def test_the_refusal_says_why(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        require_local(tmp_path / "Dropbox" / "office")
    assert (caught.value.fault, caught.value.facts) == (Fault.STORE_FOLDER, {"reason": "synced"})


def test_a_link_into_a_synced_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "OneDrive").mkdir()
    (tmp_path / "office").symlink_to(tmp_path / "OneDrive", target_is_directory=True)
    with pytest.raises(StoreError) as caught:
        require_local(tmp_path / "office")
    assert faulted(caught) is Fault.STORE_FOLDER


def test_another_folder_is_fine(tmp_path: Path) -> None:
    require_local(tmp_path / "office")
