"""The tables of the first release."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def column(mark: str, *, primary_key: bool = False) -> sa.Column[object]:
    """Return the column a mark describes: its name, `#` for an integer or `*` for bytes, `?` where it may be empty."""
    name = mark.rstrip("?").rstrip("#*")
    kind = sa.Integer() if "#" in mark else sa.LargeBinary() if "*" in mark else sa.Text()
    return sa.Column(name, kind, primary_key=primary_key, nullable=mark.endswith("?"))


def columns(marks: str) -> list[sa.Column[object]]:
    """Return the columns that the marks describe."""
    return [column(mark) for mark in marks.split()]


def keys(marks: str) -> list[sa.Column[object]]:
    """Return the columns of the primary key."""
    return [column(mark, primary_key=True) for mark in marks.split()]


def upgrade() -> None:
    """Create every table."""
    op.create_table("workspace", *keys("id"), *columns("agency kind rule_pack sample#"), sqlite_with_rowid=False)
    op.create_index("ix_workspace_agency", "workspace", ["agency"])
    op.create_table("agency", *keys("id"), *columns("code name tier parent? group start? end?"), sqlite_with_rowid=False)
    op.create_table("staffing", *keys("id"), *columns("agency kind count# base_date source"), sqlite_with_rowid=False)
    op.create_index("ix_staffing_agency", "staffing", ["agency"])
    op.create_table(
        "officer",
        *keys("id"),
        *columns("agency name unit employee_no national_id title grade kind birth? first_service? arrived? left? left_reason phone email former_names"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_officer_agency", "officer", ["agency"])
    op.create_table("role_span", *keys("id"), *columns("agency officer role start end?"), sqlite_with_rowid=False)
    op.create_index("ix_role_span_agency", "role_span", ["agency"])
    op.create_index("ix_role_span_officer", "role_span", ["officer"])
    op.create_table("duty", *keys("id"), *columns("agency officer topic start end?"), sqlite_with_rowid=False)
    op.create_index("ix_duty_agency", "duty", ["agency"])
    op.create_index("ix_duty_officer", "duty", ["officer"])
    op.create_table("evidence", *keys("id"), *columns("agency digest name kind size# day"), sqlite_with_rowid=False)
    op.create_index("ix_evidence_agency", "evidence", ["agency"])
    op.create_table(
        "course",
        *keys("id"),
        *columns("agency code name term topics level? mode method organiser start end minutes# sessions required_for category_code tags cancelled#"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_course_agency", "course", ["agency"])
    op.create_table(
        "training_record",
        *keys("id"),
        *columns("agency officer course enrolled? attendance substituted_by? substituted_on? completed? made_up# proof category note"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_training_record_agency", "training_record", ["agency"])
    op.create_index("ix_training_record_course", "training_record", ["course"])
    op.create_index("ix_training_record_officer", "training_record", ["officer"])
    op.create_table(
        "absence_report",
        *keys("id"),
        *columns("agency training officer presence leave_kind reason evidence verdict? verdict_reason department_verdict? department_reason"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_absence_report_agency", "absence_report", ["agency"])
    op.create_index("ix_absence_report_officer", "absence_report", ["officer"])
    op.create_index("ix_absence_report_training", "absence_report", ["training"])
    op.create_table(
        "appointment",
        *keys("id"),
        *columns(
            "agency officer start end? end_reason document systems scope dedicated domain consent? phone email successor? notices handed_over? handover focus"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_appointment_agency", "appointment", ["agency"])
    op.create_index("ix_appointment_officer", "appointment", ["officer"])
    op.create_table(
        "coaching",
        *keys("id"),
        *columns(
            "agency officer day start# end# served_agency served_person served_phone channels system item#? problem "
            "handling settlement escalated_to escalated? ticket confirmed_by evidence"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_coaching_agency", "coaching", ["agency"])
    op.create_index("ix_coaching_officer", "coaching", ["officer"])
    op.create_table("system_log", *keys("id"), *columns("agency kind day system outcome officer? verified# detail remedy"), sqlite_with_rowid=False)
    op.create_index("ix_system_log_agency", "system_log", ["agency"])
    op.create_index("ix_system_log_officer", "system_log", ["officer"])
    op.create_table("mentoring", *keys("id"), *columns("agency mentor mentee topic start end? outcome"), sqlite_with_rowid=False)
    op.create_index("ix_mentoring_agency", "mentoring", ["agency"])
    op.create_table("self_check", *keys("id"), *columns("agency officer year# state answers submitted? approved? approved_by"), sqlite_with_rowid=False)
    op.create_index("ix_self_check_agency", "self_check", ["agency"])
    op.create_index("ix_self_check_officer", "self_check", ["officer"])
    op.create_index("ix_self_check_year", "self_check", ["year"])
    op.create_table(
        "merit_claim",
        *keys("id"),
        *columns("agency officer year# section text evidence verification verified_by verified_how verified?"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_merit_claim_agency", "merit_claim", ["agency"])
    op.create_index("ix_merit_claim_officer", "merit_claim", ["officer"])
    op.create_index("ix_merit_claim_year", "merit_claim", ["year"])
    op.create_table("evaluation", *keys("id"), *columns("agency year# judgements reviewer reviewed? second_reviewer"), sqlite_with_rowid=False)
    op.create_index("ix_evaluation_agency", "evaluation", ["agency"])
    op.create_index("ix_evaluation_year", "evaluation", ["year"])
    op.create_table(
        "quota_approval",
        *keys("id"),
        *columns("agency year# staffing# reading proposed_units# units# heads#? groups reason approved_by approved due? document"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_quota_approval_agency", "quota_approval", ["agency"])
    op.create_index("ix_quota_approval_year", "quota_approval", ["year"])
    op.create_table("nomination", *keys("id"), *columns("agency year# day document note"), sqlite_with_rowid=False)
    op.create_index("ix_nomination_agency", "nomination", ["agency"])
    op.create_index("ix_nomination_year", "nomination", ["year"])
    op.create_table("nominee", *keys("id"), *columns("agency nomination officer times# raised# dedicated article deed waiver"), sqlite_with_rowid=False)
    op.create_index("ix_nominee_agency", "nominee", ["agency"])
    op.create_index("ix_nominee_officer", "nominee", ["officer"])
    op.create_table("decision", *keys("id"), *columns("agency nominee officer year# ruling times# article reason decided_by decided"), sqlite_with_rowid=False)
    op.create_index("ix_decision_agency", "decision", ["agency"])
    op.create_index("ix_decision_officer", "decision", ["officer"])
    op.create_index("ix_decision_year", "decision", ["year"])
    op.create_table("remark", *keys("id"), *columns("agency year# kind record text article due? day"), sqlite_with_rowid=False)
    op.create_index("ix_remark_agency", "remark", ["agency"])
    op.create_index("ix_remark_year", "remark", ["year"])
    op.create_table("office", *keys("id"), *columns("agency role certificate digest issuer recipient issued expires revoked? own#"), sqlite_with_rowid=False)
    op.create_index("ix_office_agency", "office", ["agency"])
    op.create_table(
        "parcel",
        *keys("id"),
        *columns("agency recipient direction kind year# revision# package content signer at blob answers verdict data forms"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_parcel_agency", "parcel", ["agency"])
    op.create_index("ix_parcel_year", "parcel", ["year"])
    create_log()


def create_log() -> None:
    """Create the store's own tables."""
    op.create_table("entries", *keys("seq#"), *columns("act who at facts reverts#? mac*"))
    op.create_index("ix_entries_at", "entries", ["at"])
    op.create_table("images", *keys("seq# position#"), *columns("kind id touch fields before?"), sqlite_with_rowid=False)
    op.create_table("steps", *keys("position#"), *columns("side seq# origin#"))
    op.create_table("blobs", *keys("digest"), *columns("data*"))
    op.create_table("secrets", *keys("name"), *columns("data*"))
    op.create_table("facts", *keys("name"), *columns("value"))
