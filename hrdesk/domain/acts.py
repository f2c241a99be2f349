"""The names of what a person can do to the records: what undo offers, what the audit log keeps."""

from enum import Enum


class Act(Enum):
    """One named transaction or audited look; the value stands in the log for ever."""

    INITIALISE = "initialise"
    EDIT = "edit"
    IMPORT_ROSTER = "import_roster"
    IMPORT_TRAINING = "import_training"
    IMPORT_COACHING = "import_coaching"
    IMPORT_SELF_CHECK = "import_self_check"
    ASSIGN = "assign"  # roles and duties
    ENROL_COURSE = "enrol_course"
    ATTEND = "attend"
    REPORT_ABSENCE = "report_absence"
    REVIEW_ABSENCE = "review_absence"
    APPOINT = "appoint"
    END_APPOINTMENT = "end_appointment"
    COACH = "coach"
    LOG = "log"
    CHECK_SELF = "check_self"
    CLAIM_MERIT = "claim_merit"
    VERIFY_MERIT = "verify_merit"
    EVALUATE = "evaluate"
    APPROVE_QUOTA = "approve_quota"
    NOMINATE = "nominate"
    DECIDE = "decide"
    RETURN = "return"
    REGISTER_OFFICE = "register_office"
    PIN_COLLECTOR = "pin_collector"
    KEEP_CALENDAR = "keep_calendar"
    SEAL = "seal"
    RECEIVE = "receive"
    ADOPT_RULES = "adopt_rules"  # a rules package or a rule pack that counts from now on
    UNDO = "undo"
    REDO = "redo"
    PRINT = "print"
    EXPORT = "export"
    VIEW = "view"
    SIGN_IN = "sign_in"
    BACKUP = "backup"
    RESTORE = "restore"
    CHANGE_KEY = "change_key"
    ADMIT = "admit"  # people who may sign in, and what they may do
    REOPEN = "reopen"  # a past year
    CLOSE_YEAR = "close_year"
    TAKE_EFFECT = "take_effect"  # moves of agencies recorded for a day that has come
    REHEARSE = "rehearse"  # a backup brought back to life and thrown away again
    PRUNE = "prune"  # old automatic backups deleted

    @property
    def undoable(self) -> bool:
        """Tell whether undo takes it back; what left the office or set up its trust cannot be, and a look changed nothing."""
        return self not in FINAL

    @property
    def ends_undo(self) -> bool:
        """Tell whether nothing before it can be taken back any more."""
        return self in ENDING


ENDING = frozenset(
    {Act.INITIALISE, Act.REGISTER_OFFICE, Act.PIN_COLLECTOR, Act.SEAL, Act.RECEIVE, Act.ADMIT, Act.REOPEN, Act.CLOSE_YEAR, Act.TAKE_EFFECT}
)  # what others rely on from here on
FINAL = ENDING | {
    Act.KEEP_CALENDAR,  # kept beside the records, mended by importing again
    Act.UNDO,
    Act.REDO,
    Act.PRINT,
    Act.EXPORT,
    Act.VIEW,
    Act.SIGN_IN,
    Act.BACKUP,
    Act.RESTORE,
    Act.CHANGE_KEY,
    Act.REHEARSE,
    Act.PRUNE,
}
