"""The sample: the made-up city's year from the first list to the last decision, with everything it leaves behind in one folder."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from hrdesk.domain.awards import Decision, QuotaApproval
from hrdesk.domain.kinds import KINDS
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.record import OfficerId
from hrdesk.domain.staff import Agency, Officer
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.demo import city, city_flow, city_year
from hrdesk.services.demo.city import Office
from hrdesk.services.demo.city_flow import Flow
from hrdesk.services.papers.forms import CARRIED, About, papers_of, print_form
from hrdesk.services.post import fingerprint
from hrdesk.services.teachers import seeds

BY_AGENCY = ("annex1", "annex2", "annex3", "annex4")
BY_TEACHER = ("annex5", "self-check-sheet", "merit-statement", "personal-summary")
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Written:
    """One file left behind: where (relative to the folder) and the SHA-256 of its bytes; `pages` and what could not be drawn, for forms."""

    path: str
    sha256: str
    pages: int = 0
    missing: int = 0


def run(out: Path, tell: Tell) -> dict[str, object]:
    """Run the whole year into an empty or new folder and return what `summary.json` holds; `tell` is called with each step's name.

    Raises InputError TARGET_EXISTS where the folder holds anything.
    """
    if out.exists() and any(out.iterdir()):
        raise InputError(Fault.TARGET_EXISTS, file=out.name)
    out.mkdir(parents=True, exist_ok=True)
    flow = Flow(city.load(), out, city_year.StoryClock())
    with ExitStack() as stack:
        forms: list[Written] = []
        for name, step in _steps(flow, stack, forms):
            tell(name)
            step()
        return _summary(flow, forms)


def _steps(flow: Flow, stack: ExitStack, forms: list[Written]) -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield the year's steps with their names; each moves the clock first."""

    def on(month: int, day: int, step: Callable[[], None], *, next_year: bool = False) -> Callable[[], None]:
        def moved() -> None:
            flow.day(month, day, next_year=next_year)
            step()

        return moved

    yield "建立五個工作區與根憑證", on(1, 5, lambda: city_flow.found(flow, stack))
    yield "登錄與核發憑證", on(1, 6, lambda: city_flow.enrol(flow))
    yield "規則包：人事處送各機關，一級機關轉送所屬", on(1, 7, lambda: city_flow.hand_down(flow))
    yield "讀入名冊、研習、輔導，登錄未到課、備份與自我檢核", on(1, 8, lambda: city_flow.live(flow))
    yield "年度資料：所屬送一級機關，一級機關彙整送人事處", on(1, 8, lambda: city_flow.submit(flow), next_year=True)
    yield "列印附表1至附表5、事蹟說明與個人摘要", on(1, 8, lambda: forms.extend(_annexes(flow)), next_year=True)
    yield "綜合評估、核定額度並通知", on(1, 22, lambda: city_flow.evaluate(flow), next_year=True)
    yield "敘獎提報", on(2, 2, lambda: city_flow.nominate(flow), next_year=True)
    yield "列印敘獎名單", on(2, 2, lambda: forms.extend(_collected(flow, "award-list")), next_year=True)
    yield "查證、決定並送回", on(2, 8, lambda: city_flow.decide(flow), next_year=True)
    yield "列印年度成果報告", on(2, 8, lambda: forms.extend(_collected(flow, "year-report")), next_year=True)


def _annexes(flow: Flow) -> Iterator[Written]:
    """Print 附表1 to 附表5, the sheets to hand out, and what is told of each teacher, of every office with a roster."""
    for office in (one for one in flow.city.offices if one.roster):
        desk, folder = flow.desks[office.code], _folder(flow, office)
        for form in BY_AGENCY:
            yield from _papers(flow, desk, form, folder, About(agency=desk.workspace.agency))
        for held in seeds.register(desk, desk.today, (desk.workspace.agency,)):
            for form in BY_TEACHER:
                yield from _papers(flow, desk, form, folder, About(officer=held.officer), held.officer)


def _collected(flow: Flow, form: str) -> Iterator[Written]:
    """Print a form that every first-tier agency makes: the award list, the year's report."""
    for office in (one for one in flow.city.offices if one.kind is WorkspaceKind.FIRST_TIER):
        desk = flow.desks[office.code]
        about = About(agency=desk.workspace.agency) if form == "award-list" else About()  # the report counts the 所屬 too
        yield from _papers(flow, desk, form, _folder(flow, office), about)


def _folder(flow: Flow, office: Office) -> Path:
    folder = flow.out / "forms" / office.folder
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _papers(flow: Flow, desk: Desk, form: str, folder: Path, about: About, officer: OfficerId | None = None) -> Iterator[Written]:
    name = form
    if officer is not None:
        person = desk.store.get(Officer, officer)
        name = f"{form}-{person.employee_no}" if person else form
    sealed = fingerprint.of_form(desk, form, flow.city.year) if form in CARRIED else ""
    for paper in papers_of(form):
        target = folder / f"{name}.{paper.value}"
        printed = print_form(desk, form, flow.city.year, paper, target, about, fingerprint=sealed)
        yield Written(_inside(flow, printed.path), printed.sha256, printed.pages, len(printed.missing))


def _summary(flow: Flow, forms: list[Written]) -> dict[str, object]:
    """Return the facts of the finished year."""
    packages = [
        {
            "kind": one.parcel.kind,
            "from": _code(flow, one.parcel.agency),
            "to": _code(flow, one.parcel.recipient),
            "revision": one.parcel.revision,
            "package": one.parcel.package,
            "content_digest": one.parcel.content,
            "sha256": one.parcel.blob,
            "path": _inside(flow, one.file),
        }
        for one in flow.sealed
    ]
    return {
        "year": flow.city.year,
        "passphrase": flow.city.passphrase,
        "agencies": [_agency(flow, office) for office in flow.city.offices],
        "quotas": [quota for office in flow.city.offices if not office.parent for quota in _quotas(flow, flow.desks[office.code])],
        "decisions": [ruling for office in flow.city.offices if not office.parent for ruling in _decisions(flow, flow.desks[office.code])],
        "packages": packages,
        "receipts": [{"path": _inside(flow, path), "sha256": hashlib.sha256(path.read_bytes()).hexdigest()} for path in flow.receipts],
        "forms": forms,
    }


def _agency(flow: Flow, office: Office) -> Mapping[str, object]:
    desk = flow.desks[office.code]
    own = desk.workspace.agency
    counts = {kind.__name__: desk.store.count(kind) for kind in KINDS}
    return {
        "code": office.code,
        "name": office.name,
        "kind": office.kind,
        "parent": office.parent,
        "staff": sum(one.agency == own for one in desk.store.all(Officer)),
        "staff_with_second_tier": counts["Officer"],
        "records": counts,
        "workspace": _inside(flow, desk.store.folder),
        "recovery_code": flow.codes[office.code],
        "root_digits": flow.digits.get(office.code, ""),
        "audit_head": desk.store.audit_head(),
    }


def _quotas(flow: Flow, desk: Desk) -> Iterator[Mapping[str, object]]:
    for one in desk.store.all(QuotaApproval):
        facts = {"staffing": one.staffing, "reading": one.reading, "proposed_units": one.proposed_units, "units": one.units, "heads": one.heads}
        yield {"agency": _code(flow, one.agency), **facts, "groups": one.groups, "reason": one.reason}


def _decisions(flow: Flow, desk: Desk) -> Iterator[Mapping[str, object]]:
    for one in desk.store.all(Decision):
        person = desk.store.get(Officer, one.officer)
        ruling = {"ruling": one.ruling, "times": one.times, "article": one.article, "reason": one.reason}
        yield {"agency": _code(flow, one.agency), "name": person.name if person else "", **ruling}


def _code(flow: Flow, agency: str) -> str:
    return next(one.code for desk in flow.desks.values() for one in desk.store.all(Agency, id=agency))


def _inside(flow: Flow, path: Path) -> str:
    return path.relative_to(flow.out).as_posix()
