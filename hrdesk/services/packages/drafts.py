"""What each kind of package carries: upwards the year's submission, enrolments and changes; downwards quota notice, decision, return and results."""

from collections.abc import Iterable

from hrdesk.domain.awards import Decision, Remark
from hrdesk.domain.minguo import roc_year, year_end
from hrdesk.domain.offices import Direction, Office, OfficeRole, Parcel, WorkspaceKind
from hrdesk.domain.package import PackageKind
from hrdesk.domain.record import AgencyId, Record
from hrdesk.domain.seeds import Appointment, Evidence, MeritClaim, Verification
from hrdesk.domain.staff import Agency, Officer
from hrdesk.domain.training import AbsenceReport, Course, TrainingRecord
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency import ledger
from hrdesk.services.agency.agencies import above, need_department, part_of
from hrdesk.services.agency.snapshot import annual, by_kind, evidence_of, flat, known_agencies, officers_of, without_private
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import inside, keys
from hrdesk.services.packages.package_words import NIL, NIL_HEAD, nil_forms
from hrdesk.services.packages.sealing import REASON, Draft, Forms
from hrdesk.services.papers.year_forms import annexes
from hrdesk.services.review.quota import approval


def own_agencies(desk: Desk, year: int) -> tuple[AgencyId, ...]:
    """Return whose records of a 民國 year this workspace sends upwards: its own and, for a first-tier collector, those of its 所屬 at the year's end."""
    own = desk.workspace.agency
    return part_of(desk.store, own, year_end(year)) if desk.workspace.kind is WorkspaceKind.FIRST_TIER else (own,)


def submission(desk: Desk, year: int, reason: str = "", head: str = "") -> Draft:
    """Return the 年度資料 of a 民國 year, the 所屬's received ones merged in; the forms without a line are declared in it (零申報),
    for which `head`, the 人事主管 where one is named, stands.

    Raises InputError NEEDS_REASON where an enrolled 所屬 has not submitted and no `reason` is given, INCOMPLETE without any record and any reason.
    """
    agencies = own_agencies(desk, year)
    missing = () if desk.workspace.kind is not WorkspaceKind.FIRST_TIER else tuple(waiting(desk, year))
    if missing and not reason.strip():
        raise InputError(Fault.NEEDS_REASON, what=f"所屬 {'、'.join(agency.code for agency in missing)} 還沒有送 {year} 年度資料")
    records = annual(desk.store, agencies, year)
    if not records and not reason.strip():
        raise InputError(Fault.INCOMPLETE, count=1, missing=f"{year} 年度沒有任何資料；確實沒有的，請敘明理由以零申報送出")
    facts = {NIL: " ".join(nil_forms((name, len(group)) for name, group in records.items()))}
    facts |= {NIL_HEAD: head.strip()} if facts[NIL] else {}
    facts |= {"missing": " ".join(agency.code for agency in missing)} if missing else {}
    facts |= {REASON: reason.strip()} if missing or not records else {}
    return Draft(
        PackageKind.SUBMISSION,
        year,
        keys.collector(desk),
        packed(desk, (without_private(record) for record in flat(records)), agencies),
        forms=lambda fingerprint: {**annexes(desk, year, fingerprint), **forms_received(desk, year)},
        facts={name: fact for name, fact in facts.items() if fact},
        inner=inside.carried(desk, year),
    )


def waiting(desk: Desk, year: int) -> Iterable[Agency]:
    """Yield the 所屬 that are enrolled here and have not sent their year."""
    for agency in sorted(_below(desk, year), key=lambda one: one.code):
        enrolled = desk.store.count(Office, agency=agency.id, role=OfficeRole.SIGNING, own=False, revoked=None)
        if enrolled and not ledger.received(desk.store, PackageKind.SUBMISSION, year, agency.id):
            yield agency


def _below(desk: Desk, year: int) -> tuple[Agency, ...]:
    """Return the 所屬 of a 民國 year."""
    return desk.store.all(Agency, id=part_of(desk.store, desk.workspace.agency, year_end(year))[1:])


def packed(desk: Desk, records: Iterable[Record], agencies: Iterable[AgencyId]) -> dict[str, tuple[Record, ...]]:
    """Return records ready to travel, with the agencies that they and the package speak of."""
    return by_kind((*records, *known_agencies(desk.store, (*agencies, desk.workspace.agency))))


def forms_received(desk: Desk, year: int) -> Forms:
    """Return the newest forms of each 所屬, byte for byte as they came."""
    found: dict[str, bytes] = {}
    for agency in _below(desk, year):
        series = ledger.received(desk.store, PackageKind.SUBMISSION, year, agency.id)
        found |= {copy.name: desk.store.blob(copy.digest) for copy in (series[-1].forms if series else ())}
    return found


def quota_notice(desk: Desk, year: int, agency: Agency) -> Draft:
    """Return the 核定額度通知 of a first-tier agency; raise InputError WRONG_STATE where nothing was approved."""
    need_department(desk)
    approved = approval(desk.store, agency.id, year)
    if approved is None:
        raise InputError(Fault.WRONG_STATE, what="通知核定額度", reason="還沒有核定（陸三(一)）")
    return _down(desk, PackageKind.QUOTA, year, agency, (approved,))


def decision(desk: Desk, year: int, agency: Agency) -> Draft:
    """Return the 決定 on an agency's people, with the 查證 of their claims and the 複審 of their absences.

    Raises InputError WRONG_STATE where nothing was decided.
    """
    part = part_of(desk.store, agency.id, year_end(year))
    decided = desk.store.all(Decision, agency=part, year=year)
    if not decided:
        raise InputError(Fault.WRONG_STATE, what="通知決定", reason="還沒有作成任何決定")
    claims = (claim for claim in desk.store.all(MeritClaim, agency=part, year=year) if claim.verification is not Verification.OPEN)
    absences = (one for one in annual(desk.store, part, year).get(AbsenceReport.__name__, ()) if getattr(one, "department_verdict", None))
    return _down(desk, PackageKind.DECISION, year, agency, (*decided, *claims, *absences))


def returned(desk: Desk, year: int, agency: Agency) -> Draft:
    """Return the 退補件 to an agency; raise InputError WRONG_STATE where there is no remark."""
    remarks = desk.store.all(Remark, agency=part_of(desk.store, agency.id, year_end(year)), year=year)
    if not remarks:
        raise InputError(Fault.WRONG_STATE, what="退補件", reason="沒有登錄任何應補正事項")
    return _down(desk, PackageKind.RETURN, year, agency, remarks)


def results(desk: Desk, year: int, agency: Agency) -> Draft:
    """Return the 到課結果 of the own courses, and of those from above, for an agency's people; raise InputError WRONG_STATE where there is none."""
    own = desk.workspace.agency
    whose = (own, *above(desk.store.all(Agency), own))
    courses = {course.id: course for course in desk.store.all(Course, agency=whose) if roc_year(course.start) == year}
    part = part_of(desk.store, agency.id, year_end(year))
    trainings = [one for one in desk.store.all(TrainingRecord, agency=part) if one.course in courses]
    if not trainings:
        raise InputError(Fault.WRONG_STATE, what="通知到課結果", reason="這個機關沒有人參加本機關的課程")
    used = {one.course for one in trainings}
    return _down(desk, PackageKind.RESULTS, year, agency, (*trainings, *(course for key, course in courses.items() if key in used)))


def _down(desk: Desk, kind: PackageKind, year: int, agency: Agency, records: Iterable[Record]) -> Draft:
    """Return a draft to an agency below, about its newest submission or nomination."""
    asked = PackageKind.NOMINATION if kind is PackageKind.DECISION else PackageKind.SUBMISSION
    series = ledger.received(desk.store, asked, year, agency.id)
    return Draft(kind, year, agency, packed(desk, records, part_of(desk.store, agency.id, year_end(year))), answers=series[-1].package if series else "")


def roll(desk: Desk, year: int) -> Draft:
    """Return who of the own part is enrolled in the courses of those above in a 民國 year, and the 附表4 on them (伍四, 陸二(一)).

    Raises InputError WRONG_STATE where nobody is, unless the collector was told of somebody before and must hear that nobody goes any more.
    """
    agencies = own_agencies(desk, year)
    found = annual(desk.store, agencies, year)
    offered = above(desk.store.all(Agency), desk.workspace.agency)
    courses = {one.id: one for one in found.get(Course.__name__, ()) if isinstance(one, Course) and one.agency in offered}
    trainings = [one for one in found.get(TrainingRecord.__name__, ()) if isinstance(one, TrainingRecord) and one.course in courses]
    if not trainings and not desk.store.count(Parcel, direction=Direction.SENT, kind=PackageKind.ROLL.value, year=year):
        raise InputError(Fault.WRONG_STATE, what="送出報名與未到課回復", reason="沒有人報名彙整機關的課程")
    studied = {one.id for one in trainings}
    reports = [one for one in found.get(AbsenceReport.__name__, ()) if isinstance(one, AbsenceReport) and one.training in studied]
    people = {key for one in (*trainings, *reports) for key in officers_of(one)}
    files = {key for one in (*trainings, *reports) for key in evidence_of(one)}
    named = (without_private(one) for kind in (Officer, Evidence) for one in found.get(kind.__name__, ()) if one.id in people | files)
    return Draft(PackageKind.ROLL, year, keys.collector(desk), packed(desk, (*courses.values(), *trainings, *reports, *named), agencies))


def change(desk: Desk, year: int) -> Draft:
    """Return the 異動通知 of the year's seed-teacher appointments (伍五); raise InputError WRONG_STATE where there is none."""
    agencies = own_agencies(desk, year)
    found = annual(desk.store, agencies, year)
    appointments = found.get(Appointment.__name__, ())
    if not appointments:
        raise InputError(Fault.WRONG_STATE, what="通知異動", reason="本年度沒有種籽教師指派")
    named = {getattr(one, "officer", "") for one in appointments} | {getattr(one, "successor", None) for one in appointments}
    handed = {key for one in appointments for key in evidence_of(one)}
    people = (without_private(one) for one in found.get(Officer.__name__, ()) if one.id in named)
    files = (one for one in found.get(Evidence.__name__, ()) if one.id in handed)
    return Draft(PackageKind.CHANGE, year, keys.collector(desk), packed(desk, (*appointments, *people, *files), agencies))
