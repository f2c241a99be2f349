"""What can go wrong and be told to a person.

Every error carries a code and facts, never a sentence and never personal data; `hrdesk.services.core.words` turns the code into words with the
next step. Tests demand a sentence for every code, and the facts of a sentence wherever its code is raised.
"""

from enum import StrEnum


class Fault(StrEnum):
    """Codes of every expected error; each has one sentence in the user interface."""

    # input
    NOT_A_DATE = "not_a_date"
    NOT_AN_ID = "not_an_id"
    NOT_A_NUMBER = "not_a_number"
    NOT_FOUND = "not_found"
    AMBIGUOUS = "ambiguous"
    INVALID = "invalid"
    INCOMPLETE = "incomplete"
    NEEDS_REASON = "needs_reason"
    WRONG_STATE = "wrong_state"
    WRONG_WORKSPACE = "wrong_workspace"
    CLOCK_BEHIND = "clock_behind"
    DIGITS_DIFFER = "digits_differ"
    NO_RULE_PACK = "no_rule_pack"
    # foreign files
    FILE_MISSING = "file_missing"
    FILE_UNKNOWN_KIND = "file_unknown_kind"
    FILE_TOO_LARGE = "file_too_large"
    FILE_HOSTILE = "file_hostile"
    FILE_DAMAGED = "file_damaged"
    FILE_LOCKED = "file_locked"
    FILE_TIMEOUT = "file_timeout"
    FILE_NO_HEADINGS = "file_no_headings"
    FILE_EMPTY = "file_empty"
    FILE_NO_FIELDS = "file_no_fields"
    FILE_FOREIGN_FORM = "file_foreign_form"
    FILE_NOT_FILLED = "file_not_filled"
    # store
    STORE_EXISTS = "store_exists"
    STORE_MISSING = "store_missing"
    STORE_BUSY = "store_busy"
    STORE_CORRUPT = "store_corrupt"
    STORE_FULL = "store_full"
    STORE_GONE = "store_gone"
    STORE_READ_ONLY = "store_read_only"
    STORE_VIEWED = "store_viewed"  # opened where nothing can be written, to be looked at
    STORE_TOO_NEW = "store_too_new"
    STORE_FOLDER = "store_folder"
    STORE_LOCKED = "store_locked"
    WRONG_PASSPHRASE = "wrong_passphrase"  # noqa: S105
    KEY_FILE_DAMAGED = "key_file_damaged"
    RECOVERY_CODE = "recovery_code"
    NOTHING_TO_UNDO = "nothing_to_undo"
    NOTHING_TO_REDO = "nothing_to_redo"
    BACKUP_DAMAGED = "backup_damaged"
    TARGET_EXISTS = "target_exists"
    WRITE_FAILED = "write_failed"
    # a workspace on a server, and more than one person in it
    SERVER_DRIVER = "server_driver"
    SERVER_GONE = "server_gone"
    SERVER_IN_USE = "server_in_use"
    SERVER_OTHER = "server_other"
    SERVER_PASSWORD = "server_password"  # noqa: S105
    SERVER_REFUSED = "server_refused"
    SERVER_UNFIT = "server_unfit"
    CHANGED_MEANWHILE = "changed_meanwhile"
    UNDO_OVERTAKEN = "undo_overtaken"
    # packages
    PACKAGE_REFUSED = "package_refused"
    NO_KEY = "no_key"
    ROOT_PASSPHRASE = "root_passphrase"  # noqa: S105
    # print
    FORM_UNKNOWN = "form_unknown"
    FORM_DAMAGED = "form_damaged"
    FONT_MISSING = "font_missing"
    PRINTER_FAILED = "printer_failed"


class HrdeskError(Exception):
    """An expected error: a code and facts that name no person.

    `facts` are short values for the sentence (a row number, a file name, an article, a version), keyed by the names that the sentence uses.
    """

    def __init__(self, fault: Fault, **facts: str | int) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.facts = facts


class InputError(HrdeskError):
    """What a person or a foreign file gave cannot be used as it is."""


class StoreError(HrdeskError):
    """The workspace file cannot be opened, read or written."""


class PackageError(HrdeskError):
    """A package cannot be built, or is refused; `facts["verdict"]` names the failed check where there is one."""


class PrintError(HrdeskError):
    """A form cannot be produced."""
