"""What a new passphrase must be."""

from hrdesk.errors import Fault, InputError

SHORTEST = 8  # characters


def require_passphrase(text: str) -> str:
    """Return a new passphrase; raise InputError INVALID for a blank one or one of fewer than SHORTEST characters."""
    if len(text.strip()) < SHORTEST:
        raise InputError(Fault.INVALID, what="密碼", reason=f"至少 {SHORTEST} 個字元")
    return text
