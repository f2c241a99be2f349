"""The columns of the first-tier agencies, of the seven items, of the records behind one, and of what has to be mended."""

from hrdesk.domain.awards import ItemResult
from hrdesk.domain.minguo import roc_short
from hrdesk.services.core import words
from hrdesk.services.review.evaluation_board import Judged, Line, Proof
from hrdesk.services.review.returning import Matter, Stand
from hrdesk.ui.kit.table_model import Chip, Column, Tone
from hrdesk.ui.tones import RESULTS

STANDS = {Stand.OPEN: Tone.WARN, Stand.SENT: Tone.QUIET, Stand.ANSWERED: Tone.GOOD}


def progress_chip(line: Line) -> Chip:
    """Return how far an agency is."""
    if line.second:
        return Chip("已複核", Tone.GOOD)
    if line.whole:
        return Chip("已評估", Tone.GOOD)
    if not line.revision and not line.judged:
        return Chip("資料未到", Tone.QUIET)
    return Chip(f"{line.judged}/{line.items} 項", Tone.WARN)


def result_chip(result: ItemResult | None) -> Chip:
    """Return a result, or that there is none yet."""
    return Chip("未評", Tone.QUIET) if result is None else Chip(words.label(result), RESULTS[result])


def judged_chip(line: Judged) -> Chip:
    """Return what was judged of an item."""
    return result_chip(line.judgement.result if line.judgement else None)


def _tip(line: Line) -> str:
    parts = (f"{line.agency.name}（{line.agency.code}）", f"已評 {line.judged}/{line.items} 項", f"評估 {line.reviewer}" if line.reviewer else "")
    return "　".join(part for part in (*parts, f"複核 {line.second}" if line.second else "") if part)


AGENCIES: tuple[Column[Line], ...] = (
    Column("agency", "機關", lambda line: line.agency.name, 120, stretch=True, tip=_tip, sort=lambda line: line.agency.code),
    Column("state", "評估", lambda line: progress_chip(line).text, 112, sort=lambda line: (line.judged, bool(line.second)), chip=progress_chip),
    Column("remarks", "退補", lambda line: f"{line.remarks}" if line.remarks else "", 56, sort=lambda line: line.remarks, figure=True),
)
_ITEMS: tuple[Column[Judged], ...] = (
    Column("number", "項", lambda line: str(line.number), 48, sort=lambda line: line.number),
    Column("text", "評估項目", lambda line: line.item.text, 300, stretch=True, tip=lambda line: f"{line.item.article}　{line.item.text}"),
    Column("suggestion", "建議", lambda line: words.label(line.facts.suggestion), 116, chip=lambda line: result_chip(line.facts.suggestion)),
    Column("result", "結果", lambda line: judged_chip(line).text, 116, chip=judged_chip),
    Column("remark", "說明", lambda line: line.judgement.remark if line.judgement else "", 140, hidden=True),
)
ITEMS = _ITEMS
WEIGHED: tuple[Column[Judged], ...] = (*_ITEMS[:2], Column("weight", "處定配分", lambda line: line.weight, 84, figure=True), *_ITEMS[2:])
PROOFS: tuple[Column[Proof], ...] = (
    Column("day", "日期", lambda one: roc_short(one.day) if one.day else "—", 84, sort=lambda one: str(one.day)),
    Column("who", "人員", lambda one: one.who or "—", 76),
    Column("text", "內容", lambda one: one.text, 120, stretch=True, tip=lambda one: f"{one.agency}　{one.text}"),
)


def _due(one: Matter) -> str:
    return roc_short(one.remark.due) if one.remark.due else "—"


MATTERS: tuple[Column[Matter], ...] = (
    Column("text", "應補正事項", lambda one: one.remark.text, 240, stretch=True, tip=lambda one: one.remark.text),
    Column("about", "關於", lambda one: one.about, 112),
    Column("article", "條文", lambda one: one.remark.article, 92),
    Column("due", "期限", _due, 84, sort=lambda one: str(one.remark.due)),
    Column("stand", "狀態", lambda one: one.stand.value, 140, chip=lambda one: Chip(one.stand.value, STANDS[one.stand])),
)
