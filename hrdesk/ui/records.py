"""Where a record is shown: the page of its kind."""

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
    "PresenceRuling": "absences",
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


def page_of(key: Key) -> str:
    """Return the name of the page that shows a record; the start page for a kind that has none of its own."""
    return PAGES.get(key.kind, "home")
