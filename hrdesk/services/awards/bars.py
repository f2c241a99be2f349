"""How complete the year's five forms and the nomination are, counted from the records; 0 of 0 is 無資料, never 100 %.

A form without a line in the year's data that were sealed is 零申報: the office has declared it, as long as nothing was done to that form since.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hrdesk.domain.absence import CaseState
from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.evaluation import changes_in
from hrdesk.domain.minguo import roc_short, roc_year, year_end, year_start
from hrdesk.domain.nomination import active_seeds
from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import PackageKind
from hrdesk.domain.participation import FULL_ATTENDANCE, Participation, participation
from hrdesk.domain.rates import NO_DATA
from hrdesk.domain.record import OfficerId
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Addressee, CheckState, Coaching, SelfCheck, Settlement
from hrdesk.domain.training import TrainingRecord
from hrdesk.domain.values import Severity
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.log_since import since
from hrdesk.services.packages.package_words import COUNTED
from hrdesk.services.review.quota import approval
from hrdesk.services.study import absence
from hrdesk.services.study.training import courses_of_year
from hrdesk.services.teachers.dues import Part

REVIEWED = frozenset({CaseState.SUFFICIENT, CaseState.INSUFFICIENT})


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of the year-end package: how many of how many are complete, in a sentence, and the page on which it is worked on."""

    name: str
    done: int
    total: int
    sentence: str
    page: str
    declared: bool = False  # 零申報

    @property
    def percent(self) -> int | None:
        """Return the whole per cent, rounded down so that only everything is 100; None for 無資料."""
        return self.done * 100 // self.total if self.total else None


def bars(desk: Desk, part: Part, year: int) -> tuple[Bar, ...]:
    """Return 附表1 to 附表5 and the nomination of a 民國 year."""
    annexes = {
        "annex1": _annex1(desk, part, year),
        "annex2": _annex2(part, year),
        "annex3": _annex3(desk, part, year),
        "annex4": _annex4(desk, part, year),
        "annex5": _annex5(desk, part, year),
    }
    return (*_declared(desk, year, annexes), _nomination(desk, year))


def _declared(desk: Desk, year: int, annexes: Mapping[str, Bar]) -> Iterator[Bar]:
    """Yield the bars of the forms, those without a line marked that the newest sealed revision declared as 零申報."""
    sent = desk.store.all(Parcel, direction=Direction.SENT, kind=PackageKind.SUBMISSION.value, year=year)
    newest = max(sent, key=lambda one: one.revision, default=None)
    touched = _touched(desk, newest) if newest and not all(bar.total for bar in annexes.values()) else frozenset()
    for form, bar in annexes.items():
        if newest is None or bar.total or COUNTED[form] in touched:
            yield bar
        else:
            day = roc_short(newest.at.astimezone(TAIPEI).date())
            yield replace(bar, declared=True, sentence=f"零申報：已隨 {day} 簽章的年度資料第 {newest.revision} 版申報")


def _touched(desk: Desk, newest: Parcel) -> frozenset[str]:
    """Return the kinds of which a record was changed or deleted since a package was sealed."""
    return frozenset(key.kind for entry in since(desk, newest) for key in (*entry.changes.changed, *entry.changes.removed))


def _bar(name: str, done: Sequence[bool], page: str, unit: str, what: str, nothing: str) -> Bar:
    """Return a bar over one truth an item."""
    sentence = f"{len(done)} {unit}中 {sum(done)} {unit}{what}" if done else f"{NO_DATA}：{nothing}"
    return Bar(name, sum(done), len(done), sentence, page)


def _annex1(desk: Desk, part: Part, year: int) -> Bar:
    """Count the officers with enrolments in the year of which every one has its outcome."""
    courses = courses_of_year(desk, year_start(year), year_end(year))
    outcomes: dict[OfficerId, bool] = {}
    for one in desk.store.all(TrainingRecord, agency=part.ids):
        course = courses.get(one.course)
        if course is not None:
            known = participation(course, one, desk.rules(course.start).number(FULL_ATTENDANCE)) is not Participation.PENDING
            outcomes[one.officer] = outcomes.get(one.officer, True) and known
    return _bar("附表1 研習紀錄", tuple(outcomes.values()), "training", "人", "的報名都有結果", "本年度沒有研習紀錄")


def _annex2(part: Part, year: int) -> Bar:
    """Count the appointments of the year with document and telephone and with everybody told of its changes."""
    untold = {change.appointment.id for change in changes_in(part.appointments, year) if len(change.told) < len(Addressee)}
    serving = [one for one in part.appointments if overlaps(one.start, one.end, year_start(year), year_end(year))]
    done = [bool(one.document.strip() and one.phone.strip()) and one.id not in untold for one in serving]
    return _bar("附表2 種籽教師名冊", done, "seeds", "筆指派", "有文號、電話且已通知三方", "本年度沒有種籽教師")


def _annex3(desk: Desk, part: Part, year: int) -> Bar:
    """Count the coaching of the year with problem, handling and a settlement."""
    coachings = [one for one in desk.store.all(Coaching, agency=part.ids) if roc_year(one.day) == year]
    done = [bool(one.problem.strip() and one.handling.strip()) and one.settlement is not Settlement.OPEN for one in coachings]
    return _bar("附表3 輔導紀錄", done, "coaching", "件", "有問題、處理與結案情形", "本年度沒有輔導紀錄")


def _annex4(desk: Desk, part: Part, year: int) -> Bar:
    """Count the cases of 未到課 that are reported and reviewed."""
    cases = absence.cases(desk, year, part.ids) if part.ids else ()
    return _bar("附表4 未到課", [case.state in REVIEWED for case in cases], "absences", "件", "已填報並初審", "本年度沒有未到課")


def _annex5(desk: Desk, part: Part, year: int) -> Bar:
    """Count the seed teachers whose self-check is approved."""
    approved = {one.officer for one in desk.store.all(SelfCheck, agency=part.ids, year=year, state=CheckState.APPROVED)}
    done = [officer in approved for officer in active_seeds(part.appointments, year)]
    return _bar("附表5 自我檢核", done, "self_check", "人", "的自我檢核已核章", "本年度沒有種籽教師")


def _nomination(desk: Desk, year: int) -> Bar:
    """Count the lines of the gate that nothing stands against: the list as a whole, and each nominee on it."""
    own = desk.workspace.agency
    if approval(desk.store, own, year) is None:
        return _bar("敘獎提報", (), "awards", "", "", "還沒有核定額度")
    from hrdesk.services.awards import nomination  # it brings forms and packages along, for which most of the year the first page need not wait

    errors = [problem for problem in nomination.gate(desk, own, year) if problem.severity is Severity.ERROR]
    stopped = {problem.record.id for problem in errors if problem.record is not None and problem.record.kind == "Nominee"}
    whole = all(problem.record is not None and problem.record.kind == "Nominee" for problem in errors)
    done = (whole, *(one.id not in stopped for one in nomination.listed(desk.store, own, year)))
    return _bar("敘獎提報", done, "awards", "項", "（名單整體與每位提報人員）沒有缺漏", "")
