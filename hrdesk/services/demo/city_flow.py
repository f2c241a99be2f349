"""The sample city's offices together: enrolment, the rules, the two uploads and two downloads, the department's evaluation and decisions.

Packages lie in folders named after their step, as they would travel on a stick; whoever receives one reads it from there.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from hrdesk.domain.awards import ItemResult, Ruling
from hrdesk.domain.collected import Stage
from hrdesk.domain.minguo import year_end, year_start
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.rulebook import Contact
from hrdesk.domain.seeds import MeritClaim, Verification
from hrdesk.domain.staff import Tier
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency import agencies
from hrdesk.services.awards import decisions, nomination
from hrdesk.services.collecting import stage_days
from hrdesk.services.core.desk import Desk
from hrdesk.services.demo import city_year
from hrdesk.services.demo.city import City, Office, Teacher
from hrdesk.services.demo.city_year import StoryClock
from hrdesk.services.opening.workspace import create_workspace
from hrdesk.services.packages import drafts, offices, rules_package, sealing
from hrdesk.services.packages.sealing import Draft, SealedFile
from hrdesk.services.people import staff
from hrdesk.services.post import receiving
from hrdesk.services.regulation import rulebook
from hrdesk.services.review import evaluation, quota
from hrdesk.store.key_file import STANDARD, Cost

TIERS = {WorkspaceKind.AGENCY: Tier.SECOND, WorkspaceKind.FIRST_TIER: Tier.FIRST, WorkspaceKind.DEPARTMENT: Tier.DEPARTMENT}


@dataclass(slots=True)
class Flow:
    """The city on the move: the open desks by agency code, their recovery codes, and every package sealed so far.

    `only` names the offices that take part by code, none of them = all.
    """

    city: City
    out: Path
    clock: StoryClock
    only: frozenset[str] = frozenset()
    cost: Cost = STANDARD
    desks: dict[str, Desk] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    digits: dict[str, str] = field(default_factory=dict)
    sealed: list[SealedFile] = field(default_factory=list)
    receipts: list[Path] = field(default_factory=list)

    @property
    def offices(self) -> tuple[Office, ...]:
        """Return the offices that take part."""
        return tuple(office for office in self.city.offices if not self.only or office.code in self.only)

    @property
    def teachers(self) -> tuple[Teacher, ...]:
        """Return the seed teachers of the offices that take part."""
        return tuple(teacher for teacher in self.city.teachers if not self.only or teacher.agency in self.only)

    def day(self, month: int, day: int, *, next_year: bool = False) -> None:
        """Move the clock to a day of the city's year, or of the year after."""
        self.clock.set(date(year_start(self.city.year).year + int(next_year), month, day))

    def folder(self, name: str) -> Path:
        """Return a folder for packages, made where it is missing."""
        made = self.out / "packages" / name
        made.mkdir(parents=True, exist_ok=True)
        return made


def found(flow: Flow, stack: ExitStack) -> None:
    """Make every workspace, tell collectors who hands in to them, and give collectors their root (kept outside the workspace)."""
    for office in flow.offices:
        parent = flow.city.office(office.parent) if office.parent else None
        desk, code = create_workspace(
            flow.out / "workspaces" / office.folder,
            code=office.code,
            name=office.name,
            kind=office.kind,
            passphrase=flow.city.passphrase,
            who=office.who,
            parent_code=parent.code if parent else "",
            parent_name=parent.name if parent else "",
            group=office.group,
            now=flow.clock,
            sample=True,
            cost=flow.cost,
        )
        stack.callback(desk.close)
        flow.desks[office.code], flow.codes[office.code] = desk, code
        for below in _everyone_below(flow.city, office):
            parent_id = agencies.agency_id(below.parent)
            agencies.save_agency(desk, agencies.new_agency(below.code, below.name, TIERS[below.kind], parent=parent_id, group=below.group))
        if flow.city.below(office.code):
            flow.digits[office.code] = offices.create_root(desk, _root(flow, office), flow.city.passphrase)


def enrol(flow: Flow) -> None:
    """Let every office register with its collector: digits read over the phone one way, printed in a letter the other."""
    for office in flow.offices:
        if not office.parent:
            continue
        collector = flow.city.office(office.parent)
        asked, given = flow.folder("1-登錄申請") / f"{office.code}.asice", flow.folder("2-登錄核發") / f"{office.code}.hrdpkg"
        digits = offices.make_registration(flow.desks[office.code], asked)
        offices.enrol_office(flow.desks[collector.code], asked, digits, _root(flow, collector), flow.city.passphrase, given)
        offices.pin_collector(flow.desks[office.code], given, flow.digits[collector.code])


def hand_down(flow: Flow) -> None:
    """Let the department say whom to ask and by when, and send its rules package; first-tier agencies hand it on to their 所屬."""
    top, year = _department(flow), flow.city.year
    desk = flow.desks[top.code]
    rulebook.set_contact(desk, Contact(unit="範例人事資訊科", person="審核員", phone="02-0000-1150", hours="上班日 8:30 至 17:30"))
    after = year_start(year).year + 1
    stage_days.set_dues(desk, year, {Stage.ARRIVED: date(after, 1, 15), Stage.NOMINATED: date(after, 2, 10)}, "範例人字第1150001號")
    for office in (*flow.city.below(top.code), *(below for one in flow.city.below(top.code) for below in flow.city.below(one.code))):
        sender = flow.desks[office.parent]
        _send(flow, office.parent, office.code, "3-規則包", rules_package.draft(sender, year, agencies.by_code(sender, office.code)))


def submit(flow: Flow) -> None:
    """Seal the year of every office upwards, 所屬 first, and send receipts back."""
    for tier in (WorkspaceKind.AGENCY, WorkspaceKind.FIRST_TIER):
        for office in (one for one in flow.city.offices if one.kind is tier):
            step = "4-年度資料（所屬）" if tier is WorkspaceKind.AGENCY else "5-年度資料"
            _send(flow, office.code, office.parent, step, drafts.submission(flow.desks[office.code], flow.city.year), receipts="6-回執")


def evaluate(flow: Flow) -> None:
    """Judge the seven items as the facts suggest, approve each quota with the groups ticked, and send the notices."""
    top = _department(flow)
    desk = flow.desks[top.code]
    for grant in flow.city.grants:
        agency = agencies.by_code(desk, grant.agency)
        for fact in evaluation.sheet(desk, agency, flow.city.year).facts:
            result = ItemResult.NO_DATA if fact.suggestion is None else fact.suggestion
            evaluation.judge(desk, agency, flow.city.year, fact.item, result, grant.remark)
        due = date(year_end(flow.city.year).year + 1, 2, 15)
        quota.approve(desk, agency, flow.city.year, quota.Approved(groups=grant.granted, document=grant.document, due=due))
        _send(flow, top.code, grant.agency, "7-核定額度", drafts.quota_notice(desk, flow.city.year, agency))


def nominate(flow: Flow) -> None:
    """Let each first-tier agency propose its people and send the nomination with its attachments."""
    for grant in flow.city.grants:
        desk = flow.desks[grant.agency]
        for one in (nominee for nominee in flow.city.nominees if nominee.agency == grant.agency):
            who = staff.find_officer(desk, one.name).id
            pick = nomination.Pick(
                officer=who,
                times=one.times,
                raised=one.raised,
                dedicated=one.dedicated,
                article="陸三(二)",
                deed=one.deed,
                national_id=one.national_id,
            )
            nomination.nominate(desk, flow.city.year, pick, document=grant.document)
        _send(flow, grant.agency, _department(flow).code, "8-敘獎提報", nomination.draft(desk, flow.city.year), receipts="6-回執")


def decide(flow: Flow) -> None:
    """Verify the claims, rule on every nominee as proposed, and send the decisions."""
    top = _department(flow)
    desk = flow.desks[top.code]
    for claim in desk.store.all(MeritClaim, year=flow.city.year):
        decisions.verify(desk, claim.id, Verification.CONFIRMED, "電話查證並核對佐證資料")
    for grant in flow.city.grants:
        agency = agencies.by_code(desk, grant.agency)
        for nominee in nomination.listed(desk.store, agency.id, flow.city.year):
            reason = "特殊優良事蹟經查證屬實，提高獎度" if nominee.raised else "輔導成效良好"
            decisions.decide(desk, nominee.id, decisions.Verdict(ruling=Ruling.GRANTED, article="陸三(二)", reason=reason))
        _send(flow, top.code, grant.agency, "9-決定", drafts.decision(desk, flow.city.year, agency))


def live(flow: Flow) -> None:
    """Let every office with a roster keep its book over the year; a teacher's printed 附表3 serves as evidence of special merit."""
    for office in (one for one in flow.offices if one.roster):
        city_year.begin(flow.desks[office.code], office, flow.city.year)
    for teacher in flow.teachers:
        city_year.appoint(flow.desks[teacher.agency], teacher, flow.city.year)
    flow.day(12, 28)
    for office in (one for one in flow.offices if one.roster):
        city_year.enter(flow.desks[office.code], office, flow.city.year)
    for teacher in flow.teachers:
        city_year.check(flow.desks[teacher.agency], teacher, flow.city.year, flow.folder("0-佐證"))


def _send(flow: Flow, sender: str, receiver: str, step: str, draft: Draft, receipts: str = "") -> None:
    """Seal one package, let the addressee receive it, and take the receipt back; raise InputError where it is refused."""
    sealed = sealing.seal(flow.desks[sender], draft, flow.folder(step))
    flow.sealed.append(sealed)
    receipt = take(flow.desks[receiver], sealed.file, flow.folder(receipts) if receipts else None)
    if receipt is not None:
        flow.receipts.append(receipt)
        take(flow.desks[sender], receipt, None)


def take(desk: Desk, file: Path, receipts: Path | None) -> Path | None:
    """Receive one package and return the receipt written, if any; raise InputError INVALID with the finding where it is refused."""
    (received,) = receiving.receive(desk, [file], receipts)
    if not received.report.accepted:
        raise InputError(Fault.INVALID, what=file.name, reason=received.report.finding.value)
    return received.receipt


def _everyone_below(city: City, office: Office) -> Iterator[Office]:
    for below in city.below(office.code):
        yield below
        yield from _everyone_below(city, below)


def _department(flow: Flow) -> Office:
    return next(office for office in flow.city.offices if office.kind is WorkspaceKind.DEPARTMENT)


def _root(flow: Flow, office: Office) -> Path:
    folder = flow.out / "roots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{office.code}.root"
