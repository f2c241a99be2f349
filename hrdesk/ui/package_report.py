"""One package looked into: the verdict, every check, what it holds, and what differs from the revision before."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QTabWidget, QWidget

from hrdesk.domain.package import PackageKind
from hrdesk.services.core.difference import Difference
from hrdesk.services.packages import package_words
from hrdesk.services.packages.package_words import Mark, Told
from hrdesk.services.post.inspection import Inspected
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import Dialog
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.icons import pixmap
from hrdesk.ui.kit.table_model import Column, rows_of

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

WIDE, HIGH, SIGN = 760, 540, 18
TAKEN = "完整、簽章正確，已收件"
SHOWN = 12  # details of one difference beside the page
SIGNS = {Mark.OK: "ok", Mark.WARNING: "warning", Mark.REFUSED: "error"}
STATES = {Mark.OK: "good", Mark.WARNING: "warn", Mark.REFUSED: "bad"}
DIFFERENCES: tuple[Column[Difference], ...] = (
    Column("person", "人員", lambda one: one.person or "（不屬個人）", 110),
    Column("form", "表單", lambda one: one.form, 180),
    Column("counted", "差異", lambda one: one.counted, 190),
    Column("details", "內容", lambda one: "；".join(one.details), 240, stretch=True, tip=lambda one: "\n".join(one.details)),
)


class ReportWindow(Dialog):
    """A package's report; `take` receives it where it may be taken in (None = it was already, or is only looked at)."""

    def __init__(self, parent: QWidget, bench: "Workbench", found: Inspected, take: Callable[[], object] | None = None) -> None:
        offers = take is not None and found.report.accepted
        super().__init__(parent, "資料包查核報告", "收件…" if offers else "關閉", width=WIDE, cancel="關閉" if offers else "")
        self.found, self._take = found, take if offers else None
        self.verdict = package_words.headline(found.report)
        if take is None and found.report.accepted:
            self.verdict = replace(self.verdict, title=TAKEN)
        self.body.addWidget(_headline(self.verdict))
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("查核報告")
        self.tabs.addTab(_facts(found), "資料包")
        self.tabs.addTab(_checks(package_words.checks(found.report)), "逐項查核")
        self.tabs.addTab(self._differences(bench), "與前一版的差異")
        self.body.addWidget(self.tabs, 1)
        self.resize(WIDE, HIGH)

    def finish(self) -> None:
        """Take the package in, or close."""
        self.accept()
        if self._take is not None:
            self._take()

    def _differences(self, bench: "Workbench") -> QWidget:
        made = QWidget()
        column = looks.column(made, margin=theme.INNER)
        column.addWidget(looks.text(compared(self.found), "dim"))
        self.grid: Grid[Difference] = Grid("package-differences", "與前一版的差異", DIFFERENCES, bench.preferences)
        self.grid.set_rows(rows_of(DIFFERENCES, self.found.differences))
        self.grid.setVisible(bool(self.found.differences))
        column.addWidget(self.grid, 1)
        if not self.found.differences:
            column.addStretch(1)
        return made


class ReportCard(QWidget):
    """A package's report as it stands beside a page; `print_it` puts it on paper, `open_it` shows it whole."""

    def __init__(self, found: Inspected, print_it: Callable[[], object], open_it: Callable[[], object]) -> None:
        super().__init__()
        column = looks.column(self)
        told = package_words.headline(found.report)
        column.addWidget(_headline(replace(told, title=TAKEN) if found.report.accepted else told))
        column.addLayout(looks.row(looks.button("列印…", print_it, sign="print"), looks.button("完整報告…", open_it, sign="search"), None))
        column.addWidget(looks.section("與前一版的差異"))
        column.addWidget(looks.text(compared(found), "dim"))
        column.addWidget(changed_since(found.differences))
        if found.inside:
            column.addWidget(looks.section("所屬原簽章"))
            column.addWidget(looks.text("\n".join(one.told for one in found.inside)))
        column.addWidget(looks.section("逐項查核"))
        for one in package_words.checks(found.report):
            words = looks.text(one.title if one.mark is Mark.OK else f"{one.title}　{one.sentence}", "" if one.mark is Mark.OK else "error")
            line = looks.row(sign(one.mark))
            line.addWidget(words, 1)
            column.addLayout(line)
        column.addWidget(looks.section("資料包"))
        for label, value in package_words.facts(found.report, found.names):
            both = looks.column(spacing=0)
            both.addWidget(looks.dim(label))
            both.addWidget(looks.text(value))
            column.addLayout(both)
        column.addStretch(1)


def compared(found: Inspected) -> str:
    """Return what the differences are against."""
    if not found.read:
        return "內容沒有讀取，無法比較。"
    if found.against:
        return f"與{found.against}比較：" + (f"{len(found.differences)} 處不同。" if found.differences else "內容相同。")
    if not found.earlier:
        return "本工作區沒有它之前的版次，全部是新增。"
    return f"與第 {found.earlier} 版比較：" + (f"{len(found.differences)} 處不同。" if found.differences else "內容相同。")


def changed_since(differences: Sequence[Difference]) -> QWidget:
    """Return differences one under the other, as they stand beside the page."""
    made = QWidget()
    column = looks.column(made, spacing=theme.STEP * 2)
    for one in differences:
        column.addWidget(looks.section("　".join(part for part in (one.person, one.form) if part)))
        rest = len(one.details) - SHOWN
        more = (f"另有 {rest} 筆",) if rest > 0 else ()
        column.addWidget(looks.text("\n".join((*one.details[:SHOWN], *more))))
    column.addStretch(1)
    return made


def sign(mark: Mark) -> QLabel:
    """Return the sign of a finding, named for a screen reader."""
    c = theme.colours()
    colour = {Mark.OK: c.good, Mark.WARNING: c.warn, Mark.REFUSED: c.bad}[mark]
    made = QLabel()
    made.setPixmap(pixmap(SIGNS[mark], SIGN, colour, made.devicePixelRatioF()))
    made.setAccessibleName({Mark.OK: "通過", Mark.WARNING: "請確認", Mark.REFUSED: "不通過"}[mark])
    return made


def _headline(told: Told) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "banner")
    frame.setProperty("state", STATES[told.mark])
    line = QHBoxLayout(frame)
    line.setContentsMargins(theme.INNER, theme.STEP * 2, theme.INNER, theme.STEP * 2)
    line.addWidget(sign(told.mark), 0, Qt.AlignmentFlag.AlignTop)
    words = looks.column(spacing=theme.STEP)
    words.addWidget(looks.section(told.title))
    if told.sentence:
        words.addWidget(looks.text(told.sentence))
    line.addLayout(words, 1)
    return frame


def _facts(found: Inspected) -> QWidget:
    made = QWidget()
    lines = QFormLayout(made)
    lines.setContentsMargins(theme.INNER, theme.INNER, theme.INNER, theme.INNER)
    lines.setHorizontalSpacing(theme.MARGIN)
    for label, value in package_words.facts(found.report, found.names):
        lines.addRow(looks.text(label, "dim", wrap=False), looks.text(value))
    header = found.report.header
    if header is not None:
        counts = ((name, count) for name, count in header.counts if name != "Agency")
        held = package_words.holdings(counts, PackageKind(header.kind))
        told = "\n".join(f"{one.title}　{one.count} 筆" if one.count else f"{one.title}　零申報" for one in held)
        lines.addRow(looks.text("內容", "dim", wrap=False), looks.text(told or "沒有資料表"))
    for one in found.inside:
        lines.addRow(looks.text("所屬原簽章", "dim", wrap=False), looks.text(one.told))
    if found.inside_root:
        lines.addRow(looks.text("所屬的根憑證", "dim", wrap=False), looks.text(found.inside_root))
    return _scrolled(made, "資料包的內容")


def _checks(checks: tuple[Told, ...]) -> QWidget:
    made = QWidget()
    cells = QGridLayout(made)
    cells.setContentsMargins(theme.INNER, theme.INNER, theme.INNER, theme.INNER)
    cells.setHorizontalSpacing(theme.INNER)
    cells.setColumnStretch(2, 1)
    for n, one in enumerate(checks):
        cells.addWidget(sign(one.mark), n, 0)
        cells.addWidget(looks.text(one.title, wrap=False), n, 1)
        cells.addWidget(looks.text(one.sentence, "" if one.mark is Mark.OK else "error"), n, 2)
    cells.setRowStretch(len(checks), 1)
    return _scrolled(made, "逐項查核")


def _scrolled(inside: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setAccessibleName(name)
    area.setWidget(inside)
    return area
