"""年度成果報告: what a year brought, counted from the records, every figure in a unit that is defined beneath (重要施政項目｜執行成果與效益)."""

from collections.abc import Sequence

from hrdesk.domain.awards import Decision, Nomination, Nominee, Ruling
from hrdesk.domain.evaluation import changes_in
from hrdesk.domain.forms import FormContent
from hrdesk.domain.minguo import hours_text, roc_year, year_end, year_start
from hrdesk.domain.pack import RulePack
from hrdesk.domain.rates import NO_DATA
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import Appointment, Coaching, LogKind, Outcome, Settlement, SystemLog
from hrdesk.domain.staff import Agency
from hrdesk.domain.tally import Tally, tally
from hrdesk.domain.training import Method
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Row, head, joined, numbered
from hrdesk.services.study import absence
from hrdesk.services.study.form_training import HELD, Studied, studies_of_year
from hrdesk.services.teachers.coaching import coaching_minutes
from hrdesk.services.teachers.form_seeds import coaching_counts

UNSORTED = "未歸類"
ALL = "合計"


def year_report(desk: Desk, agencies: Sequence[Agency], year: int) -> FormContent:
    """Return the report of a 民國 year of `agencies` together; it names nobody."""
    pack = desk.rules(year_end(year))
    keys = tuple(one.id for one in agencies)
    taken = [one for _, _, done in studies_of_year(desk, agencies, year) for one in done if one.participation in HELD]
    coachings = [one for one in desk.store.all(Coaching, agency=keys) if roc_year(one.day) == year]
    results = {
        "人事管理資訊系統研習": _training_text(taken),
        "到課出席率": _rate_text(desk, agencies, year),
        "種籽教師輔導服務": _coaching_text(coachings),
        "種籽教師人員設置": _teachers_text(desk, agencies, year),
        "資料庫備份及資料傳輸": _logs_text(desk, agencies, year),
        "敘獎": _awards_text(desk, agencies, year),
    }
    tables = {
        "results": numbered([{"item": item, "result": text} for item, text in results.items()]),
        "courses": _course_rows(pack, taken),
        "coaching": coaching_counts(desk, coachings, year),
    }
    return FormContent("year-report", head(desk, agencies[0], year), tables, draft=False, personal=False)


def _tally(taken: Sequence[Studied]) -> Tally:
    return tally((one.course, one.training, one.minutes) for one in taken)


def _course_rows(pack: RulePack, taken: Sequence[Studied]) -> tuple[Row, ...]:
    """Return the tally of each branch of the catalogue (參) that was studied, a course under its first leaf's; the last line counts all anew."""
    names = {group.code: group.name for group in pack.groups}
    kinds: dict[str, list[Studied]] = {name: [] for name in (*names.values(), UNSORTED)}
    for one in taken:
        leaves = [leaf for code in one.course.topics if (leaf := pack.topic(code)) is not None]
        kinds[names[leaves[0].group] if leaves else UNSORTED].append(one)
    return (*(_tally_row(name, _tally(these)) for name, these in kinds.items() if these), _tally_row(ALL, _tally(taken)))


def _tally_row(name: str, counted: Tally) -> Row:
    return {
        "kind": name,
        "courses": str(counted.courses),
        "sessions": str(counted.sessions),
        "people": str(counted.people),
        "attendances": str(counted.attendances),
        "person_days": str(counted.person_days),
        "hours": hours_text(counted.minutes),
    }


def _training_text(taken: Sequence[Studied]) -> str:
    counted = _tally(taken)
    methods = [f"{words.label(method)}{_tally(these).courses}班期" for method in Method if (these := [one for one in taken if one.course.method is method])]
    if not methods:
        return "本年度無參訓紀錄。"
    return joined(
        f"參加研習{counted.courses}班期（{'、'.join(methods)}）、{counted.sessions}場次；",
        f"參訓{counted.people}人、{counted.attendances}人次、{counted.person_days}人天次；",
        f"認證時數{hours_text(counted.minutes)}小時。",
    )


def _rate_text(desk: Desk, agencies: Sequence[Agency], year: int) -> str:
    rate = absence.rate(desk, year, tuple(one.id for one in agencies)).value
    if rate is None:
        return f"{NO_DATA}（本年度無報名人次）。"
    return f"到課{rate.numerator}人次／報名{rate.denominator}人次＝{rate.percent}%（陸、二、（二））。"


def _coaching_text(coachings: Sequence[Coaching]) -> str:
    settled = "、".join(f"{words.label(one)}{count}件" for one in Settlement if (count := sum(case.settlement is one for case in coachings)))
    if not settled:
        return "本年度無輔導紀錄。"
    served = len({one.served_agency for one in coachings})
    return f"輔導{len(coachings)}件、{hours_text(sum(map(coaching_minutes, coachings)))}小時，受輔導機關{served}個；其中{settled}。"


def _teachers_text(desk: Desk, agencies: Sequence[Agency], year: int) -> str:
    known = desk.store.all(Appointment, agency=tuple(one.id for one in agencies))
    held = [one for one in known if overlaps(one.start, one.end, year_start(year), year_end(year))]
    if not held:
        return "本年度未置種籽教師人員。"
    changes = changes_in(known, year)
    done = sum(one.complete for one in changes)
    change = f"異動{len(changes)}件，其中{done}件已通知三方並完成交接（伍、五）。" if changes else "本年度無異動。"
    return joined(f"種籽教師人員{len({one.officer for one in held})}人，其中專責{len({one.officer for one in held if one.dedicated})}人；", change)


def _logs_text(desk: Desk, agencies: Sequence[Agency], year: int) -> str:
    logs = [one for one in desk.store.all(SystemLog, agency=tuple(one.id for one in agencies)) if roc_year(one.day) == year]
    return joined(*(_log_text(kind, [one for one in logs if one.kind is kind]) for kind in LogKind))


def _log_text(kind: LogKind, logs: Sequence[SystemLog]) -> str:
    if not logs:
        return f"{words.label(kind)}：{NO_DATA}。"
    bad = sum(one.outcome is Outcome.INCIDENT for one in logs)
    return f"{words.label(kind)}：紀錄{len(logs)}筆，其中缺漏或異常{bad}件。"


def _awards_text(desk: Desk, agencies: Sequence[Agency], year: int) -> str:
    keys = tuple(one.id for one in agencies)
    rounds = [one.id for one in desk.store.all(Nomination, year=year)]
    nominees = [one for one in desk.store.all(Nominee, agency=keys) if one.nomination in rounds]
    decisions = desk.store.all(Decision, agency=keys, year=year)
    if not nominees and not decisions:
        return "本年度尚無敘獎提報。"
    given = [one for one in decisions if one.ruling is not Ruling.REFUSED]
    decided = f"核予{len(given)}人、嘉獎{sum(one.times for one in given)}次，不予{len(decisions) - len(given)}人。" if decisions else "尚未決定。"
    return joined(f"提報{len(nominees)}人；", decided, by="")
