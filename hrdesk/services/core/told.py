"""Errors of the store with what a person has to know: which folder, which file, how many tries are left."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hrdesk.errors import Fault, StoreError
from hrdesk.services.core import words
from hrdesk.store.attempts import ALLOWED, read

FOLDERS = {"network": "網路磁碟", "synced": "雲端同步資料夾"}


def reason_of(error: OSError) -> str:
    """Return why a file could not be written, in Chinese."""
    return words.table("reasons").get(errno.errorcode.get(error.errno or 0, ""), f"錯誤代碼 {error.errno}")


@contextmanager
def about(*, folder: Path | None = None, file: Path | None = None) -> Iterator[None]:
    """Add the folder, the file and what else its sentence needs to a StoreError that leaves the block."""
    try:
        yield
    except StoreError as error:
        plain = "檔案無法建立" if error.fault is Fault.WRITE_FAILED else "內容不符"
        facts: dict[str, str | int] = {"what": FOLDERS.get(str(error.facts.get("reason")), plain)}
        if isinstance(error.__cause__, OSError):
            facts["what"] = reason_of(error.__cause__)
        if folder is not None:
            facts["folder"] = folder.name
        if file is not None:
            facts["file"] = folder.name if folder is not None and error.fault is Fault.TARGET_EXISTS else file.name
        if error.fault is Fault.WRONG_PASSPHRASE and folder is not None:
            failures, _ = read(folder) or (0, None)
            facts["left"] = max(ALLOWED - failures, 0)
        raise StoreError(error.fault, **{**facts, **error.facts}) from error
