"""敘獎名單: the nominees of a year against what was approved."""

from collections.abc import Sequence

from hrdesk.domain.awards import Nomination, Nominee, QuotaApproval
from hrdesk.domain.forms import FormContent
from hrdesk.domain.minguo import year_end, year_start
from hrdesk.domain.seeds import Coaching, MeritClaim, SelfCheck
from hrdesk.domain.staff import Agency
from hrdesk.domain.training import TrainingRecord
from hrdesk.services.agency.agencies import agency as agency_record
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask, Row, count_text, head, joined, numbered, times_text
from hrdesk.services.people.staff import officer

DILIGENT = {1: "工作得力", 2: "辛勞得力"}  # the words that go with 嘉獎一次 and 嘉獎二次


def award_list(desk: Desk, agency: Agency, year: int, mask: Mask) -> FormContent:
    """Return 敘獎名單 of a first-tier agency's nomination of a 民國 year; without one the list is empty."""
    nominations = desk.store.all(Nomination, agency=agency.id, year=year)
    nominees = [one for nomination in nominations for one in desk.store.all(Nominee, nomination=nomination.id)]
    nominees.sort(key=lambda one: (-(one.times + one.raised), one.id))
    document = "；".join(dict.fromkeys(item.document for item in nominations if item.document))
    facts = {
        **head(desk, agency, year),
        "document": document or "—",
        "quota_line": _quota_line(desk, agency, year, nominees),
        "attachments_line": _attachments_line(desk, year, nominees),
    }
    return FormContent(form="award-list", facts=facts, tables={"rows": numbered([_row(desk, one, mask) for one in nominees])})


def _quota_line(desk: Desk, agency: Agency, year: int, nominees: Sequence[Nominee]) -> str:
    units = sum(one.times for one in nominees)
    asked = f"本次提報：{len(nominees)}人" + (f"、{times_text(units)}" if units else "")
    raised = sum(one.raised for one in nominees)
    more = f"，建議提高獎度{count_text(raised)}" if raised else ""
    approvals = desk.store.all(QuotaApproval, agency=agency.id, year=year)
    if not approvals:
        return f"核予額度：尚未收到核定通知　{asked}{more}"
    approval = max(approvals, key=lambda one: (one.approved, one.id))
    groups = f"（含增列：{'、'.join(approval.groups)}）" if approval.groups else ""
    heads = "" if approval.heads is None else f"、{approval.heads}人"
    return f"人事人員總員額數：{approval.staffing}人　核予額度：{times_text(approval.units)}{heads}{groups}　{asked}{more}"


def _attachments_line(desk: Desk, year: int, nominees: Sequence[Nominee]) -> str:
    people = tuple(one.officer for one in nominees)
    first, last = year_start(year), year_end(year)
    held = {
        "附表1": bool(people) and desk.store.count(TrainingRecord, officer=people) > 0,
        "附表3": any(first <= one.day <= last for one in desk.store.all(Coaching, officer=people)),
        "附表5": desk.store.count(SelfCheck, officer=people, year=year) > 0,
        "特殊優良事蹟": desk.store.count(MeritClaim, officer=people, year=year) > 0,
    }
    return "檢附：" + "　".join(f"{'■' if there else '□'}{name}" for name, there in held.items())


def _row(desk: Desk, one: Nominee, mask: Mask) -> Row:
    person = officer(desk, one.officer)
    times = one.times + one.raised
    return {
        "agency": joined(agency_record(desk, one.agency).name, person.unit),
        "title": person.title,
        "grade": person.grade,
        "name": mask.name(person.name),
        "national_id": mask.national_id(person.national_id),
        "deed": one.deed,
        "award": joined(times_text(times), DILIGENT.get(times, "")),
        "article": one.article,
        "note": joined(
            f"專責：{one.dedicated}" if one.dedicated else "",
            f"含建議提高獎度{count_text(one.raised)}" if one.raised else "",
            f"附件說明：{one.waiver}" if one.waiver else "",
        ),
    }
