"""The sample city's year in one agency's book: what its clerk and its seed teachers enter, from the lists to the approved self-check.

Every step goes through the services that the commands use; nothing is written past them. Only the clock is told, so that the year passes.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.forms import Paper
from hrdesk.domain.minguo import year_end, year_start
from hrdesk.domain.plan import ImportPlan, RowState
from hrdesk.domain.record import AbsenceId, LogId
from hrdesk.domain.seeds import Answer, Appointment, ChangeKind, CheckAnswer, LogKind, Outcome, SystemLog
from hrdesk.domain.staff import Headcount, Role
from hrdesk.domain.training import Course, TrainingRecord, Verdict
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency import agencies
from hrdesk.services.core.desk import Desk
from hrdesk.services.demo.city import Office, Teacher, folder
from hrdesk.services.imports import importing
from hrdesk.services.papers.forms import About, print_form
from hrdesk.services.people import evidence, staff
from hrdesk.services.study import absence, training
from hrdesk.services.teachers import coaching, seeds, self_check

HEADS_COURSE = "115-FORUM-01"  # the department marked it for heads (肆一(三))
HELD_CHECKS = 10  # the day of the month on which backups and transmissions are looked at


class StoryClock:
    """A clock that is told the day and then ticks a second a look, so that everything has its order."""

    def __init__(self) -> None:
        self._now = datetime(1912, 1, 1, tzinfo=UTC)

    def set(self, day: date) -> None:
        """Move on to nine o'clock of a day in Taiwan; never back."""
        self._now = max(self._now, datetime.combine(day, time(9), TAIPEI).astimezone(UTC))

    def __call__(self) -> datetime:
        """Return the moment as aware UTC."""
        self._now += timedelta(seconds=1)
        return self._now


def begin(desk: Desk, office: Office, year: int) -> None:
    """Take in the roster and enter head-counts, heads and duties, as of the year's first day."""
    first = year_start(year)
    apply(desk, importing.plan_roster(desk, folder() / office.roster, keep_ids=True))
    counts = {Headcount.STAFFING_BUDGET: office.budget, Headcount.STAFFING_PRESENT: office.present, Headcount.OFFICERS: office.present}
    agencies.set_staffing(desk, counts, first, source="範例員額表")
    for name in office.heads:
        staff.assign_role(desk, staff.find_officer(desk, name).id, Role.HEAD, first)
    for name, topic in office.duties:
        who = staff.find_officer(desk, name).id
        staff.assign_duty(desk, who, topic, first)
        staff.assign_role(desk, who, Role.ADVANCED, first)


def appoint(desk: Desk, teacher: Teacher, year: int) -> None:
    """Appoint one seed teacher from the year's first day on and tell all three addressees."""
    who = staff.find_officer(desk, teacher.name).id
    seeds.appoint(
        desk,
        who,
        year_start(year),
        document=teacher.document,
        systems=teacher.systems,
        scope=teacher.scope,
        dedicated=teacher.dedicated,
        phone=teacher.phone,
        email=teacher.email,
        focus=teacher.systems[:1],
    )
    (held,) = desk.store.all(Appointment, officer=who)
    seeds.notify(desk, held.id, ChangeKind.APPOINTED, desk.today)


def enter(desk: Desk, office: Office, year: int) -> None:
    """Take in the year's training and coaching sheets, report absences, and keep the monthly logs."""
    apply(desk, importing.plan_training(desk, folder() / office.training))
    for course in desk.store.all(Course, agency=desk.workspace.agency, code=HEADS_COURSE):
        training.save_course(desk, replace(course, required_for=(Role.HEAD.value,)))
    if office.coaching:
        apply(desk, importing.plan_coaching(desk, folder() / office.coaching))
    for name, leave_kind, reason, verdict in office.absences:
        if reason:
            _report(desk, name, leave_kind, reason, Verdict(verdict), year)
    for month in range(1, 13):
        for kind, system in ((LogKind.BACKUP, "人事資料庫"), (LogKind.TRANSMISSION, "人事資料傳輸")):
            _log(desk, date(year_start(year).year, month, HELD_CHECKS), kind, system)


def check(desk: Desk, teacher: Teacher, year: int, proofs: Path) -> None:
    """Fill in, submit and approve one teacher's self-check, and claim the merits with the teacher's printed 附表3 as evidence."""
    person = staff.find_officer(desk, teacher.name)
    who = person.id
    pack = desk.rules(year_end(year))
    answers = [CheckAnswer(item.code, Answer.NO if item.negative else Answer.YES, 0 if item.negative else None, "詳輔導服務紀錄表") for item in pack.items]
    answers[-1] = CheckAnswer(pack.items[-1].code, Answer.YES, None, "指派時已通知三方")
    answers += [CheckAnswer(item.code, Answer.YES) for item in pack.competencies]
    self_check.answer(desk, who, year, answers)
    self_check.submit(desk, who, year, desk.today)
    self_check.approve(desk, who, year, desk.today, by="人事主管")
    for section, text in teacher.merits:
        proof = print_form(desk, "annex3", year, Paper.PDF, proofs / f"annex3-{person.employee_no}.pdf", About(officer=who))
        _, proven = evidence.take_in(desk, proof.path)
        self_check.claim_merit(desk, who, year, section, text, evidence=(proven,))


def apply(desk: Desk, plan: ImportPlan) -> None:
    """Apply an import; raise InputError INCOMPLETE where a shipped sheet holds a row that cannot be taken in."""
    bad = [row for row in plan.rows if row.state in (RowState.CONFLICT, RowState.UNREADABLE)]
    if bad or not plan.rows:
        raise InputError(Fault.INCOMPLETE, count=len(bad), missing=f"{plan.file}：{'、'.join(str(row.row) for row in bad)}")
    importing.apply_plan(desk, plan)


def _report(desk: Desk, name: str, leave_kind: str, reason: str, verdict: Verdict, year: int) -> None:
    who = staff.find_officer(desk, name).id
    held = {one.id for one in desk.store.all(TrainingRecord, officer=who)}
    case = next(one for one in absence.cases(desk, year) if one.training in held)
    changes = absence.report(desk, case.training, reason=reason, leave_kind=leave_kind)
    key = next(key.id for key in (*changes.added, *changes.changed) if key.kind == "AbsenceReport")
    absence.review(desk, AbsenceId(key), verdict)


def _log(desk: Desk, day: date, kind: LogKind, system: str) -> None:
    entry = SystemLog(id=LogId(desk.new_id()), agency=desk.workspace.agency, kind=kind, day=day, system=system, outcome=Outcome.GOOD, verified=True)
    coaching.log(desk, entry)
