"""What an office still owes as an office: its certificate, its packages up and what came down, its backup."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from hrdesk.domain.awards import Evaluation, Remark
from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.collected import Stage
from hrdesk.domain.deadlines import evaluation_day  # not `evaluation_due`, which asks the calendar: its library takes 0.1 s at the start
from hrdesk.domain.minguo import roc_short, year_end
from hrdesk.domain.offices import Direction, Parcel, WorkspaceKind
from hrdesk.domain.package import PackageKind
from hrdesk.domain.rulebook import DueDay
from hrdesk.domain.seeds import SelfCheck
from hrdesk.domain.staff import Agency
from hrdesk.domain.values import Key
from hrdesk.services.agency.agencies import first_tier
from hrdesk.services.core.desk import Desk
from hrdesk.services.packages import certificates
from hrdesk.services.people.staff import current_year
from hrdesk.services.regulation import rulebook
from hrdesk.services.review import evaluation
from hrdesk.services.review.quota import approval
from hrdesk.services.safekeeping import keeping
from hrdesk.services.teachers.dues import PAGES, Due, Part, change_dues

OFFICE = Key("Office", "")  # the own way to a certificate
YEARLY = tuple(
    kind.value for kind in (PackageKind.CHANGE, PackageKind.RESULTS, PackageKind.SUBMISSION, PackageKind.RETURN, PackageKind.QUOTA, PackageKind.NOMINATION)
)  # packages that only an office at work on a year has
BACKUP_KEEPS = timedelta(days=30)  # our own advice: no regulation sets a day


def trust_dues(desk: Desk) -> Iterator[Due]:
    """Yield what is missing before anything can be sent: registration with the collector, the own root of a collector, a certificate that lasts."""
    department = desk.workspace.kind is WorkspaceKind.DEPARTMENT
    if not department and certificates.pinned_root(desk) is None:
        waits = certificates.registration_waits(desk)
        yield Due(None, "登錄申請已送出，等候彙整機關的核發檔" if waits else "尚未向彙整機關登錄，不能寄出資料包", "", "packages", OFFICE)
    collects = department or desk.store.count(Agency, parent=desk.workspace.agency) > 0
    if desk.workspace.kind is not WorkspaceKind.AGENCY and collects and certificates.own_root(desk) is None:
        yield Due(None, f"尚未建立根憑證，{'各機關' if department else '所屬'}不能登錄", "", "offices")
    ends = certificates.renewal_due(desk)
    if ends is not None:
        yield Due(ends, "機關憑證即將到期，請申請更新", "", "packages", OFFICE, overdue=ends < desk.today)


def package_dues(desk: Desk, part: Part, year: int) -> Iterator[Due]:
    """Yield what a 民國 year's packages still want, while it is this year what is left of the last one's, changes to be told among it, then the backup."""
    yield from _packages(desk, part, year)
    if year == current_year(desk) and _begun(desk, year - 1):
        for one in (*change_dues(desk, part, year - 1), *_packages(desk, part, year - 1)):
            title = one.title if one.title.startswith(str(year - 1)) else f"{year - 1} 年度{one.title}"
            yield replace(one, title=title, year=year - 1)
    yield from _backup(desk)


def _packages(desk: Desk, part: Part, year: int) -> Iterator[Due]:
    yield from _remarks(desk, part, year)
    yield from _nomination(desk, year)
    yield from _evaluation(desk, year) if desk.workspace.kind is WorkspaceKind.DEPARTMENT else _submission(desk, year)


def _begun(desk: Desk, year: int) -> bool:
    """Tell whether this book was worked in already in a year: a package went out or came in, or a teacher filled in the form."""
    return bool(desk.store.count(Parcel, year=year, kind=YEARLY) or desk.store.count(SelfCheck, year=year))


def _remarks(desk: Desk, part: Part, year: int) -> Iterator[Due]:
    """Yield the 退補件 received since the year was last sent: sending it again answers them."""
    received = _parcels(desk, Direction.RECEIVED, PackageKind.RETURN, year)
    sent = (*_parcels(desk, Direction.SENT, PackageKind.SUBMISSION, year), *_parcels(desk, Direction.SENT, PackageKind.NOMINATION, year))
    if not received or any(one.at > max(back.at for back in received) for one in sent):
        return
    for one in sorted(desk.store.all(Remark, agency=part.ids, year=year), key=lambda one: (one.day, one.id)):
        key = Key(one.kind, one.record) if one.kind else None
        yield Due(one.due, f"退補件：{one.text}", one.article, PAGES.get(one.kind, "packages"), key, overdue=_past(desk, one.due))


def _nomination(desk: Desk, year: int) -> Iterator[Due]:
    """Yield the list of the year once its quota has come and until it is sealed (陸三(一)(五))."""
    granted = approval(desk.store, desk.workspace.agency, year)
    if granted is None or _parcels(desk, Direction.SENT, PackageKind.NOMINATION, year):
        return
    article = desk.rules(year_end(year)).attachments[0].article
    told = _told(desk, Stage.NOMINATED, year)
    day = granted.due or (told.day if told is not None else None)
    title = f"已核定額度（嘉獎 {granted.units} 次），敘獎名單尚未提報"
    yield Due(day, title, article, "awards", Key("QuotaApproval", granted.id), overdue=_past(desk, day))


def _submission(desk: Desk, year: int) -> Iterator[Due]:
    """Yield the year's data until they are sealed: by the day the collector set, else the department's own, by which no office is late (陸三(一))."""
    if _parcels(desk, Direction.SENT, PackageKind.SUBMISSION, year):
        return
    pack, told = desk.rules(year_end(year)), _told(desk, Stage.ARRIVED, year)
    limit, article = evaluation_day(pack, year), pack.parameter("evaluation_due").article
    if told is None:
        by = f"人事處於 {roc_short(limit)} 前完成綜合評估"
        yield Due(limit, f"{year} 年度資料尚未簽章寄出；{by}", article, "packages")
    else:
        by = f"彙整機關訂於 {roc_short(told.day)} 前送達" + (f"（{told.document}）" if told.document else "")
        yield Due(told.day, f"{year} 年度資料尚未簽章寄出；{by}", article, "packages", overdue=_past(desk, told.day))


def _told(desk: Desk, stage: Stage, year: int) -> DueDay | None:
    """Return the day that the collector set for a stage with its rules package, None where it set none."""
    notice = rulebook.notice(desk)
    return next((one for one in (notice.dues if notice else ()) if (one.year, one.stage) == (year, stage)), None)


def _evaluation(desk: Desk, year: int) -> Iterator[Due]:
    """Yield the 綜合評估 until every first-tier agency has a result for every item (陸三(一))."""
    pack = desk.rules(year_end(year))
    agencies = first_tier(desk, year)
    with desk.store.at_once(Evaluation):
        unfinished = sum(len(evaluation.held(desk, agency, year).judgements) < len(pack.items) for agency in agencies)
    if unfinished:
        limit = evaluation_day(pack, year)
        title = f"綜合評估：{len(agencies)} 個一級機關，尚有 {unfinished} 個未完成"
        yield Due(limit, title, pack.parameter("evaluation_due").article, "evaluate", overdue=_past(desk, limit))


def _backup(desk: Desk) -> Iterator[Due]:
    """Yield the backup once the newest is older than it should be."""
    last = keeping.last_backup(desk)
    if last is None:
        yield Due(None, "尚未備份", "", "settings")
        return
    day = last.astimezone(TAIPEI).date()
    if desk.today - day > BACKUP_KEEPS:
        yield Due(day + BACKUP_KEEPS, f"最近一次備份是 {roc_short(day)}，已 {(desk.today - day).days} 日", "", "settings", overdue=True)


def _parcels(desk: Desk, direction: Direction, kind: PackageKind, year: int) -> tuple[Parcel, ...]:
    return desk.store.all(Parcel, direction=direction, kind=kind.value, year=year)


def _past(desk: Desk, day: date | None) -> bool:
    return day is not None and day < desk.today
