"""Where a record is shown: the page of its kind."""

from collections.abc import Container

from hrdesk.domain.values import Key

PAGES = {
    "Agency": "settings",
    "Staffing": "settings",
    "Member": "settings",
    "Officer": "people",
    "RoleSpan": "people",
    "Duty": "people",
    "Mentoring": "coaching",
    "Course": "courses",
    "TrainingRecord": "training",
    "AbsenceReport": "absences",
    "ReportDue": "absences",
    "Appointment": "seeds",
    "FitnessReview": "seeds",
    "FocusReason": "seeds",
    "PresenceRuling": "reconcile",
    "Coaching": "coaching",
    "SystemLog": "coaching",
    "SelfCheck": "self_check",
    "MeritClaim": "awards",
    "Evaluation": "evaluate",
    "QuotaApproval": "awards",
    "Nomination": "awards",
    "Nominee": "awards",
    "Decision": "awards",
    "Remark": "packages",
    "Office": "packages",
    "Parcel": "packages",
}


COLLECTED = {  # where a collector's window shows a record rather
    "Agency": "offices",
    "Membership": "offices",
    "StageDue": "board",
    "Lateness": "board",
    "MeritClaim": "decide",
    "QuotaApproval": "decide",
    "QuotaCeiling": "decide",
    "Nomination": "decide",
    "Nominee": "decide",
    "Decision": "decide",
    "SpecialRound": "decide",
}


def page_of(key: Key, known: Container[str] = ()) -> str:
    """Return the name of the page that shows a record; the start page for a kind that has none of its own.

    `known` are the pages of the window that asks: a collector's pages come first where it has them.
    """
    rather = COLLECTED.get(key.kind, "")
    return rather if rather in known else PAGES.get(key.kind, "home")
