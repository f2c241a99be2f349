"""When a seed teacher changes: the three letters of 伍五, and what has to be handed over."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hrdesk.domain.forms import FormContent
from hrdesk.domain.minguo import roc_long, roc_short, roc_year
from hrdesk.domain.record import EvidenceId
from hrdesk.domain.roles import overlaps
from hrdesk.domain.seeds import (
    Addressee,
    Appointment,
    ChangeKind,
    CheckState,
    Coaching,
    Evidence,
    Mentoring,
    MeritClaim,
    Outcome,
    SelfCheck,
    Settlement,
    SystemLog,
)
from hrdesk.domain.staff import Agency
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.agencies import agency as agency_record
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Mask, Row, head, joined, numbered
from hrdesk.services.people.staff import officer
from hrdesk.services.teachers.form_seeds import topics_text
from hrdesk.services.teachers.seeds import untold

NOBODY_YET = "尚未指派，另行通知"


def change_notice(desk: Desk, held: Appointment, change: ChangeKind, mask: Mask, addressees: Sequence[Addressee] = tuple(Addressee)) -> FormContent:
    """Return the letters about one change of a seed teacher, one for each addressee of 伍五.

    Raises InputError WRONG_STATE for the end of an appointment that has not ended, INCOMPLETE naming what the letter would leave blank.
    """
    if change is ChangeKind.ENDED and held.end is None:
        raise InputError(Fault.WRONG_STATE, what="列印解除通知", reason="尚未解除指派")
    agency, pack = agency_record(desk, held.agency), desk.rules(held.start)
    rows = _change_rows(desk, agency, held, change, mask)
    missing = [row["item"] for row in rows if not row["text"].strip()]
    if missing:
        raise InputError(Fault.INCOMPLETE, count=len(missing), missing="、".join(missing))
    facts = {**head(desk, agency, roc_year(held.start)), "change": words.label(change), "plan": pack.title}
    letters = [
        FormContent(
            "change-notice",
            {**facts, "addressee": _receiver(desk, agency, one, pack.issuer), "request": words.table("letters")[f"change.{one.value}"]},
            {"rows": tuple(rows)},
            draft=False,
        )
        for one in addressees
    ]
    return replace(letters[0], further=tuple(letters[1:]))


def handover_list(desk: Desk, held: Appointment, mask: Mask) -> FormContent:
    """Return what an ended appointment leaves to be handed over, from the records; raise InputError WRONG_STATE where it has not ended."""
    if held.end is None:
        raise InputError(Fault.WRONG_STATE, what="列印交接清單", reason="尚未解除指派")
    person = officer(desk, held.officer)
    successor = officer(desk, held.successor) if held.successor else None
    facts = {
        **head(desk, agency_record(desk, held.agency), roc_year(held.end)),
        "teacher": joined(person.title, mask.name(person.name), by=" "),
        "successor": joined(successor.title, mask.name(successor.name), by=" ") if successor else NOBODY_YET,
        "term": f"{roc_short(held.start)}至{roc_short(held.end)}",
        "reason": held.end_reason,
    }
    coachings = [one for one in desk.store.all(Coaching, officer=held.officer) if overlaps(one.day, one.day, held.start, held.end)]
    tables = {
        "systems": _system_rows(desk, held),
        "cases": _case_rows(coachings, mask),
        "pending": _pending_rows(desk, held, mask),
        "files": _file_rows(desk, held, coachings),
        "logs": _log_rows(desk, held),
    }
    return FormContent("handover-list", facts, {name: numbered(rows) for name, rows in tables.items()}, draft=False)


def _receiver(desk: Desk, agency: Agency, addressee: Addressee, issuer: str) -> str:
    """Return to whom a letter goes: the personnel office above, those below, or the department's information office."""
    if addressee is Addressee.DEPARTMENT:
        return f"{issuer}資訊室"
    if addressee is Addressee.SUBORDINATES:
        return f"{agency.name}{words.label(addressee)}"
    above = desk.store.get(Agency, agency.parent) if agency.parent else None
    return f"{(above or agency).name}{words.label(addressee)}"


def _change_rows(desk: Desk, agency: Agency, held: Appointment, change: ChangeKind, mask: Mask) -> list[Row]:
    person = officer(desk, held.officer)
    texts = {
        "種籽教師人員": joined(person.title, mask.name(person.name), by="　"),
        "服務機關": joined(agency.name, person.unit, by="　"),
        "輔導系統": topics_text(desk.rules(held.start), held.systems),
        "輔導範圍": held.scope,
        "指派文號": held.document,
        **({"專責類別": held.dedicated} if held.dedicated else {}),
        **({"跨機關業務領域": held.domain} if held.domain else {}),
    }
    if change is ChangeKind.APPOINTED:
        texts |= {"生效日期": f"自{roc_long(held.start)}起", "聯絡方式": _contact(held.phone or person.phone, held.email or person.email, mask)}
    else:
        texts |= _end_texts(desk, held, mask)
    return [{"item": item, "text": text} for item, text in texts.items()]


def _end_texts(desk: Desk, held: Appointment, mask: Mask) -> dict[str, str]:
    last = roc_long(held.end) if held.end else ""
    texts = {"生效日期": f"{last}（最後一日）", "解除原因": held.end_reason}
    if held.successor is None:
        return {**texts, "接任人員": NOBODY_YET, "聯絡方式": f"人事機構承辦人 {mask.name(desk.who)}"}
    after = officer(desk, held.successor)
    return {**texts, "接任人員": joined(after.title, mask.name(after.name), by="　"), "聯絡方式": _contact(after.phone, after.email, mask)}


def _contact(phone: str, email: str, mask: Mask) -> str:
    return joined(f"電話：{mask.phone(phone)}" if phone else "", f"電子郵件：{mask.email(email)}" if email else "")


def _system_rows(desk: Desk, held: Appointment) -> list[Row]:
    pack = desk.rules(held.start)
    rows = [{"item": topics_text(pack, (code,)), "detail": "重點加強" if code in held.focus else ""} for code in dict.fromkeys((*held.systems, *held.focus))]
    return rows + ([{"item": "輔導範圍", "detail": held.scope}] if held.scope else [])


def _case_rows(coachings: Iterable[Coaching], mask: Mask) -> list[Row]:
    """Return the cases that are not solved, reported ones too: somebody has to follow them up."""
    left = sorted((one for one in coachings if one.settlement is not Settlement.SOLVED), key=lambda one: (one.day, one.start, one.id))
    return [
        {
            "item": joined(f"{roc_short(one.day)}　{one.served_agency}", mask.name(one.served_person), one.problem),
            "detail": joined(
                words.label(one.settlement),
                f"轉報：{one.escalated_to}" if one.escalated_to else "",
                f"案號：{one.ticket}" if one.ticket else "",
                one.handling,
            ),
        }
        for one in left
    ]


def _pending_rows(desk: Desk, held: Appointment, mask: Mask) -> list[Row]:
    rows = [{"item": f"解除通知：{words.label(one)}", "detail": "尚未通知（伍五）"} for one in untold(held, ChangeKind.ENDED)]
    for pair in desk.store.all(Mentoring, mentor=held.officer):
        if pair.end is None:
            mentee = officer(desk, pair.mentee)
            topic = topics_text(desk.rules(pair.start), (pair.topic,))
            rows.append({"item": f"小老師學習：{mask.name(mentee.name)}（{topic}）", "detail": f"{roc_short(pair.start)}起，尚未結束"})
    checks = [one for one in desk.store.all(SelfCheck, officer=held.officer) if one.state is not CheckState.APPROVED]
    return rows + [{"item": f"{one.year}年度自我檢核表（附表5）", "detail": words.label(one.state)} for one in checks]


def _file_rows(desk: Desk, held: Appointment, coachings: Iterable[Coaching]) -> list[Row]:
    """Return the files that the teacher's records name, each once; one that is no longer in the book stands as missing."""
    years = range(roc_year(held.start), roc_year(held.end or held.start) + 1)
    found: dict[EvidenceId, str] = dict.fromkeys(held.handover, "交接")
    for check in desk.store.all(SelfCheck, officer=held.officer):
        found |= {key: "自我檢核" for answer in check.answers for key in answer.evidence if check.year in years}
    for claim in desk.store.all(MeritClaim, officer=held.officer):
        found |= {key: "特殊優良事蹟" for key in claim.evidence if claim.year in years}
    found |= {key: "輔導紀錄" for one in coachings for key in one.evidence}
    files = {key: desk.store.get(Evidence, key) for key in found}
    return [{"item": file.name if (file := files[key]) else "（檔案不在）", "detail": f"{use}佐證"} for key, use in found.items()]


def _log_rows(desk: Desk, held: Appointment) -> list[Row]:
    """Return the backup and transmission logs of the term, by kind and system."""
    logs: dict[tuple[str, str], list[SystemLog]] = {}
    for one in sorted(desk.store.all(SystemLog, agency=held.agency), key=lambda one: (one.kind.value, one.system, one.day)):
        if overlaps(one.day, one.day, held.start, held.end or held.start):
            logs.setdefault((words.label(one.kind), one.system), []).append(one)
    return [{"item": f"{kind}：{system}", "detail": _log_text(kept)} for (kind, system), kept in logs.items()]


def _log_text(logs: Sequence[SystemLog]) -> str:
    bad = [one for one in logs if one.outcome is Outcome.INCIDENT]
    unmended = sum(not one.remedy for one in bad)
    return joined(
        f"{len(logs)}筆，最近{roc_short(logs[-1].day)}",
        f"缺漏或異常{len(bad)}件" + (f"，未改善{unmended}件" if unmended else "") if bad else "",
    )
