"""額度總覽 on paper or as a spreadsheet: every agency's figures, with the sums beneath."""

from collections.abc import Sequence

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.quota import READINGS, Quota
from hrdesk.domain.values import Key
from hrdesk.services.awards.quota_board import Line
from hrdesk.services.core.list_paper import Sheet
from hrdesk.services.papers.lists import Listed

HEADINGS = (
    "機關代碼",
    "一級機關",
    "總員額",
    "種籽教師",
    "增列類別",
    "基準（R1）",
    "另一讀法（R2）",
    "核定嘉獎",
    "核定人數",
    "差異",
    "偏離理由",
    "函文",
    "提報期限",
)
WIDTHS = (6.0, 9.0, 3.5, 4.0, 7.0, 5.5, 5.5, 4.0, 4.0, 3.0, 10.0, 6.0, 5.0)
UNKNOWN = "無資料"


def sheet(lines: Sequence[Line], year: int, sums: Sequence[str]) -> Sheet:
    """Return the list of a 民國 year's quotas; `sums` stand beneath."""
    listed = Listed(f"{year}年度額度總覽", HEADINGS, tuple(_row(line) for line in lines))
    return Sheet("quotas", listed, WIDTHS, notes=tuple(sums), whose=tuple(Key("Agency", line.id) for line in lines))


def _row(line: Line) -> tuple[str, ...]:
    first, held = line.proposals[0], line.approval
    staff = UNKNOWN if first.staffing is None else str(first.staffing)
    baselines = tuple(_figure(line.quota(reading)) for reading in READINGS)
    head = (line.agency.code, line.agency.name, staff, str(first.seeds))
    if held is None:
        return (*head, "", *baselines, "未核定", *("",) * 5)
    heads = "" if held.heads is None else str(held.heads)
    due = roc_short(held.due) if held.due else ""
    return (*head, "、".join(held.groups), *baselines, str(held.units), heads, f"{line.deviation:+}" if line.deviation else "", held.reason, held.document, due)


def _figure(found: Quota | None) -> str:
    return UNKNOWN if found is None else f"{found.units} 次" + (f" {found.heads} 人" if found.heads is not None else "")
