"""綜合評估表: the seven items of each first-tier agency with what the records say, the result and the remark; no total (陸三(四))."""

from collections.abc import Sequence
from dataclasses import replace

from hrdesk.domain.awards import Evaluation, Judgement
from hrdesk.domain.forms import FormContent
from hrdesk.domain.minguo import roc_short, year_end
from hrdesk.domain.pack import RulePack
from hrdesk.domain.package import PackageKind
from hrdesk.domain.staff import Agency
from hrdesk.services.agency import ledger
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.form_parts import Row, head, joined, numbered
from hrdesk.services.review import evaluation
from hrdesk.services.review.evaluation_board import SET_HERE, weights
from hrdesk.services.review.returning import Matter, matters


def evaluation_sheet(desk: Desk, agencies: Sequence[Agency], year: int) -> FormContent:
    """Return a sheet for each of `agencies` in one document; an item not judged yet keeps its empty boxes, the document is a draft until all are."""
    found = [_sheet(desk, one, year) for one in agencies]
    return replace(found[0], further=tuple(found[1:]))


def _sheet(desk: Desk, agency: Agency, year: int) -> FormContent:
    pack, sheet = desk.rules(year_end(year)), evaluation.sheet(desk, agency, year)
    judged = {one.item: one for one in sheet.evaluation.judgements}
    series = ledger.received(desk.store, PackageKind.SUBMISSION, year, agency.id)
    facts = {
        **head(desk, agency, year),
        "revision": f"第{series[-1].revision}版" if series else "尚未報送",
        "weights_line": _weights_line(pack),
        **_people(sheet.evaluation),
    }
    items = [
        {"item": item.text, "article": item.article, "facts": joined(told.step, f"（建議：{words.label(told.suggestion)}）"), **_judged(judged.get(item.code))}
        for item, told in zip(pack.items, sheet.facts, strict=True)
    ]
    tables = {"items": numbered(items), "matters": numbered([_matter(one) for one in matters(desk, agency, year)])}
    return FormContent("evaluation-sheet", facts, tables, draft=len(judged) < len(pack.items), personal=False)


def _people(held: Evaluation) -> dict[str, str]:
    day = f"　{roc_short(held.reviewed)}" if held.reviewed else ""
    return {"reviewer": f"{held.reviewer or '—'}{day}", "second": held.second_reviewer or "—"}


def _weights_line(pack: RulePack) -> str:
    """Return the weights where the department set some, labelled as its own; the plan gives none."""
    found = "、".join(f"第{n}項{weight}分" for n, weight in enumerate(weights(pack), start=1))
    return f"配分（{SET_HERE}）：{found}" if found else "配分：計畫未定，本處亦未訂定。"


def _judged(judgement: Judgement | None) -> Row:
    return {"result": words.label(judgement.result) if judgement else "", "remark": judgement.remark if judgement else ""}


def _matter(one: Matter) -> Row:
    due = roc_short(one.remark.due) if one.remark.due else "—"
    return {"text": joined(one.remark.text, one.remark.article), "about": one.about, "due": due, "stand": one.stand.value}
