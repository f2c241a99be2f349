"""Whoever takes the disk, a stick or a backup reads no name on it."""

from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.record import OfficerId
from hrdesk.domain.staff import Officer
from hrdesk.store.access import admit
from hrdesk.store.folder import DATABASE
from hrdesk.store.key_file import FLOOR
from hrdesk.store.workspace_file import create, open_store
from tests.factory import record_id, sample
from tests.store.conftest import ticking

NAMES = [f"{family}{given}" for family in "王陳林張李黃吳劉蔡楊" for given in ("小明範例", "大同範例", "春嬌範例", "志明範例", "𡍼明範例", "𠅤如範例")]
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "big5")
PERSON, PASSPHRASE, SECRET = "範例承辦甲乙丙", "範例通行詞子丑寅卯", b"planted secret of sixteen"


def spellings(text: str) -> set[bytes]:
    """Return a text in every encoding that can write it."""
    return {text.encode(encoding, "ignore") for encoding in ENCODINGS} | {text.encode("utf-8").hex().encode()}


def test_no_planted_name_is_in_any_file_while_open_or_closed(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    store, code = create(folder, PASSPHRASE, PERSON, ticking(), cost=FLOOR)
    with store.write(Act.IMPORT_ROSTER, file=NAMES[0]) as tx:
        tx.put_all(sample(Officer, id=OfficerId(record_id(name)), name=name, former_names=(name,)) for name in NAMES)
        tx.blob_in("".join(NAMES).encode())
        tx.put_secret("signing", SECRET)
    with store.write(Act.EDIT) as tx:
        tx.delete_all(store.all(Officer))
    store.undo()
    store.backup(tmp_path / "a.hrdbak")
    assert (folder / (DATABASE + "-wal")).stat().st_size > 0
    needles = [needle for name in NAMES for needle in spellings(name) if len(needle) > 4]
    needles += [*spellings(PERSON), *spellings(PASSPHRASE), SECRET, code.encode(), code.replace("-", "").encode()]
    planted(tmp_path, needles)
    store.close()
    admit(folder, PERSON, ticking(), NAMES[3], "another", passphrase=PASSPHRASE, cost=FLOOR)
    open_store(folder, NAMES[3], ticking(), passphrase="another").close()
    planted(tmp_path, needles)


def planted(folder: Path, needles: list[bytes]) -> None:
    """Assert that no file holds any of the needles."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) >= 4
    for path in files:
        data = path.read_bytes()
        assert not [needle for needle in needles if needle in data], path
        assert b"CREATE TABLE" not in data
        assert b"SQLite format 3" not in data
