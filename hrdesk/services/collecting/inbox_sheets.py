"""What the inbox prints: one package's report, a batch's results, and everything that ever came."""

from collections.abc import Iterator, Sequence

from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.package import PackageKind
from hrdesk.services.collecting.inbox import Arrival, Fate
from hrdesk.services.core import words
from hrdesk.services.core.list_paper import Listed, Sheet
from hrdesk.services.packages import package_words
from hrdesk.services.packages.package_words import Mark
from hrdesk.services.post.inspection import Inspected
from hrdesk.services.post.parcels import Line

MARKS = {Mark.OK: "通過", Mark.WARNING: "請確認", Mark.REFUSED: "不通過"}
Text = tuple[str, str, str]


def report_sheet(found: Inspected) -> Sheet:
    """Return a package's report: what it is, every check, what it holds, and what differs from the revision before."""
    header = found.report.header
    title = f"資料包查核報告　{package_words.what(header)}" if header else "資料包查核報告"
    told = package_words.headline(found.report)
    rows = (*_facts(found), *_checks(found), *_differences(found))
    head = f"{told.title}　{told.sentence}".strip()
    return Sheet("package-report", Listed(title, ("部分", "項目", "說明"), rows), (1, 2, 5), head=head, landscape=False)


def batch_sheet(arrivals: Sequence[Arrival]) -> Sheet:
    """Return a batch's results, a file a line."""
    headings = ("結果", "寄件機關", "種類", "版次", "逾期", "變更", "說明與下一步", "檔案", "回執")
    rows = tuple(_result(one) for one in arrivals)
    return Sheet("inbox-batch", Listed("收件結果", headings, rows), (3, 6, 5, 2, 3, 7, 12, 8, 7), head=counted(arrivals))


def history_sheet(lines: Sequence[Line], title: str) -> Sheet:
    """Return packages received, one a line."""
    headings = ("收件時間", "種類", "年度", "版次", "寄件機關", "狀態", "識別碼")
    return Sheet("inbox-history", Listed(title, headings, tuple(_kept(one) for one in lines)), (5, 4, 2, 2, 7, 6, 6))


def counted(arrivals: Sequence[Arrival]) -> str:
    """Return how a batch ended, in numbers."""
    counts = {fate: sum(one.fate is fate for one in arrivals) for fate in Fate}
    return f"共 {len(arrivals)} 件：" + "、".join(f"{words.label(fate)} {count}" for fate, count in counts.items() if count)


def late_text(one: Arrival) -> str:
    """Return by how much a package is late, nothing for one in time."""
    return f"逾 {one.late} 日" if one.late else ""


def moment(line: Line) -> str:
    """Return when a package came."""
    at = line.parcel.at.astimezone(TAIPEI)
    return f"{roc_short(at.date())} {at:%H:%M}"


def _facts(found: Inspected) -> Iterator[Text]:
    for label, value in package_words.facts(found.report, found.names):
        yield "資料包", label, value
    header = found.report.header
    if header is not None:
        counts = ((name, count) for name, count in header.counts if name != "Agency")
        for one in package_words.holdings(counts, PackageKind(header.kind)):
            yield "內容", one.title, f"{one.count} 筆" if one.count else "零申報"
    for inside in found.inside:
        yield "所屬原簽章", f"{inside.name}（{inside.code}）", inside.told


def _checks(found: Inspected) -> Iterator[Text]:
    for one in package_words.checks(found.report):
        yield "查核", one.title, f"{MARKS[one.mark]}　{one.sentence}"


def _differences(found: Inspected) -> Iterator[Text]:
    for one in found.differences:
        details = "\n".join(one.details)
        yield "與前一版的差異", f"{one.person}\n{one.form}".strip(), f"{one.counted}\n{details}"


def _result(one: Arrival) -> tuple[str, ...]:
    kind = f"{one.kind} {one.year} 年度" if one.kind else "—"
    receipt = one.received.receipt.name if one.received.receipt else "—"
    return (words.label(one.fate), one.sender or "—", kind, str(one.revision or "—"), late_text(one), one.changed, one.told, one.report.file, receipt)


def _kept(line: Line) -> tuple[str, ...]:
    parcel = line.parcel
    package = parcel.package[: package_words.SHORT]
    return (moment(line), line.title, str(parcel.year), str(parcel.revision), line.other, line.state.value, package)
