"""What a person was typing when the program died: kept inside the encrypted workspace every few seconds, offered at the next opening."""

from collections.abc import Mapping

from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.store.unsaved import Unsaved

__all__ = ["Unsaved", "forget", "keep", "kept", "kept_of"]

MOST = 1_000_000  # bytes of one editor's texts in UTF-8; keeping has to be cheap


def keep(desk: Desk, editor: str, key: str, values: Mapping[str, str], *, aside: bool = False) -> None:
    """Keep the texts of an open editor (field -> text) in the place of those before; `key` names the record or place it is open on.

    With `aside` those before stay as well, to be read and copied. No entry in the log, no step to undo. Raises InputError INVALID for more than 1 MB.
    """
    if sum(len(name.encode()) + len(text.encode()) for name, text in values.items()) > MOST:
        raise InputError(Fault.INVALID, what="未儲存的輸入", reason="超過 1 MB，無法暫存，請先儲存")
    desk.store.keep_unsaved(editor, key, values, aside=aside)


def kept(desk: Desk) -> tuple[Unsaved, ...]:
    """Return what the person who signed in was typing, by editor and key."""
    return desk.store.unsaved()


def kept_of(desk: Desk, editor: str, key: str) -> Unsaved | None:
    """Return what the person who signed in was typing in one editor on one record or place, or None."""
    return next((one for one in kept(desk) if (one.editor, one.key) == (editor, key)), None)


def forget(desk: Desk, editor: str, key: str) -> None:
    """Forget what was kept of an editor, once it is saved or thrown away."""
    desk.store.forget_unsaved(editor, key)
