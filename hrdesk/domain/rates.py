"""到課出席率 (陸二(二)): attendances over enrolments, a first-tier agency with its 所屬."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from hrdesk.domain.minguo import hours_text, roc_year
from hrdesk.domain.pack import RulePack
from hrdesk.domain.participation import attended, is_substituted, session_minutes
from hrdesk.domain.record import AgencyId
from hrdesk.domain.training import AbsenceReport, Course, Method, Mode, Presence, TrainingRecord, Verdict
from hrdesk.domain.values import Alternative, Explanation, Fact

NO_DATA = "無資料"
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate kept as its counts, by attendances (人次) and by minutes; 0 of 0 has no percentage: 無資料, never 0 % or 100 %."""

    numerator: int
    denominator: int
    minutes_numerator: int = 0
    minutes_denominator: int = 0

    @property
    def percent(self) -> str | None:
        """Return the rate in percent with two decimals, halves up, by attendances; None for 無資料."""
        return percent(self.numerator, self.denominator)

    @property
    def minutes_percent(self) -> str | None:
        """Return the rate in percent with two decimals, halves up, by minutes; None for 無資料."""
        return percent(self.minutes_numerator, self.minutes_denominator)


def percent(numerator: int, denominator: int) -> str | None:
    """Return numerator / denominator in percent with two decimals, halves up, as text; None where the denominator is 0."""
    if not denominator:
        return None
    whole, rest = divmod((2 * numerator * HUNDRED * HUNDRED + denominator) // (2 * denominator), HUNDRED)
    return f"{whole}.{rest:02d}"


def attendance_rate(
    pack: RulePack,
    courses: Iterable[Course],
    trainings: Iterable[TrainingRecord],
    *,
    year: int | None = None,
    agencies: Collection[AgencyId] | None = None,
    reports: Iterable[AbsenceReport] = (),
) -> Explanation[Rate | None]:
    """Return the attendance rate over the department's courses held (陸二(二)); the value is None for 0 of 0 (無資料).

    `year` keeps the courses that began in that 民國 year (None = all given), `agencies` the enrolling agencies counted together (a first-tier
    agency with its 所屬; None = all). Leave is not excused; partial
    attendance counts as come; walk-ins, cancelled courses, digital courses and enrolments replaced in time are left out. `reports` feed the
    informative rate without 充分合理.
    """
    known = {course.id: course for course in courses if _counts(course, year)}
    rows = [(known[one.course], one) for one in trainings if one.course in known and _enrolled(known[one.course], one, agencies)]
    rate = _rate(rows)
    excused = {report.training for report in reports if report.verdict is Verdict.SUFFICIENT}
    without = _rate([(course, one) for course, one in rows if attended(one) or one.id not in excused])
    parameter = pack.parameter("attendance_rate_basis")
    return Explanation(
        value=rate if rate.denominator else None,
        unit="%",
        rule="attendance-rate",
        citation=parameter.citation,
        pack=pack.id,
        reading=parameter.reading,
        inputs=(
            Fact("年度", year),
            Fact("報名人次", rate.denominator),
            Fact("到課人次", rate.numerator),
            Fact("班期數", len({course.id for course, _ in rows})),
        ),
        steps=_steps(rate),
        alternatives=_alternatives(pack, rate, without),
    )


def _counts(course: Course, year: int | None) -> bool:
    physical = course.method is Method.DEPARTMENT and course.mode is not Mode.DIGITAL
    return physical and not course.cancelled and year in (None, roc_year(course.start))


def _enrolled(course: Course, training: TrainingRecord, agencies: Collection[AgencyId] | None) -> bool:
    ours = agencies is None or training.agency in agencies
    return ours and training.enrolled is not None and bool(training.attendance) and not is_substituted(course, training)


def _rate(rows: Iterable[tuple[Course, TrainingRecord]]) -> Rate:
    came = enrolled = came_minutes = minutes = 0
    for course, training in rows:
        enrolled += 1
        came += attended(training)
        came_minutes += sum(one.minutes for one in training.attendance if one.presence is Presence.ATTENDED)
        minutes += sum(session_minutes(course))
    return Rate(came, enrolled, came_minutes, minutes)


def _steps(rate: Rate) -> tuple[str, ...]:
    if rate.percent is None:
        return ("本年度無報名人次，出席率為「無資料」，不以 0% 或 100% 計。",)
    return (
        f"到課 {rate.numerator} 人次 ÷ 報名 {rate.denominator} 人次 ＝ {rate.percent}%（小數二位，四捨五入）。",
        "請假不扣除；部分參與計到課；未報名而到課者不計入分子、分母；停辦及事前核准替代者不計。",
    )


def _alternatives(pack: RulePack, rate: Rate, without: Rate) -> tuple[Alternative, ...]:
    hours = f"{hours_text(rate.minutes_numerator)}／{hours_text(rate.minutes_denominator)} 小時＝{_shown(rate.minutes_percent)}"
    excused = f"{without.numerator}／{without.denominator} 人次＝{_shown(without.percent)}"
    values = {"minutes": hours, "excused": excused}
    return tuple(Alternative(one.name, values[one.value], one.text) for one in pack.parameter("attendance_rate_basis").alternatives)


def _shown(value: str | None) -> str:
    return NO_DATA if value is None else f"{value}%"
