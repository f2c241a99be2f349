"""The quota of the year: the own baseline with every distribution and the other reading, beside what was approved; each figure with its why."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from hrdesk.domain.awards import QuotaApproval
from hrdesk.domain.minguo import roc_short
from hrdesk.services.awards.nomination_board import Board, forms_of, quota_text
from hrdesk.services.review.quota import Proposal
from hrdesk.ui.kit import looks, theme

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench


class QuotaCard(QWidget):
    """Two cards side by side: 基準 and 核定."""

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        self.bench = bench
        self._board: Board | None = None
        left, self._left = looks.card()
        right, self._right = looks.card()
        line = looks.row(left, right, spacing=theme.INNER)
        line.setStretch(0, 1)
        line.setStretch(1, 1)
        self.setLayout(line)
        self._fill_left()
        self._fill_right()

    def show_board(self, board: Board) -> None:
        """Show the figures of a year."""
        self._board = board
        self._show_baseline(board.proposals)
        self._show_approval(board.approval)

    def _fill_left(self) -> None:
        self._left.addWidget(looks.section("本機關基準（核定前試算）"))
        self.baseline, self.why_baseline = _figure(self._left, lambda: self._explain(0))
        self.forms, self.counts = looks.text(""), looks.dim("")
        self.other, self.why_other = looks.dim(""), _why(lambda: self._explain(1), "另一讀法為什麼？")
        self._left.addWidget(self.forms)
        self._left.addLayout(_beside(self.other, self.why_other))
        self._left.addWidget(self.counts)
        self._left.addStretch(1)

    def _fill_right(self) -> None:
        self._right.addWidget(looks.section("人事處核定額度"))
        self.approved, self.why_approved = _figure(self._right, self._explain_approval)
        self.terms, self.deviation = looks.text(""), looks.dim("")
        self.receive = looks.button("前往收件", lambda: self.bench.go("packages"), kind="link", sign="inbox")
        self._right.addWidget(self.terms)
        self._right.addWidget(self.deviation)
        self._right.addWidget(self.receive)
        self._right.addStretch(1)

    def _show_baseline(self, proposals: tuple[Proposal, ...]) -> None:
        own = proposals[0]
        self.baseline.setText(quota_text(own.baseline.value) if own.baseline else "無資料")
        self.why_baseline.setVisible(own.baseline is not None)
        forms = forms_of(own.baseline.value) if own.baseline else ()
        self.forms.setText(f"可行分配：{'；或 '.join(forms) or '無'}" if own.baseline else "尚未登錄人事人員總員額數，無法試算。")
        other = proposals[-1]
        self.other.setText(f"另一讀法（{_reading(other)}）：{'；或 '.join(forms_of(other.baseline.value)) or '無'}" if other.baseline else "")
        self.why_other.setVisible(other.baseline is not None)
        self.counts.setText(_counts(own))

    def _show_approval(self, held: QuotaApproval | None) -> None:
        heads = f"，至多 {held.heads} 人" if held and held.heads is not None else ""
        self.approved.setText(f"嘉獎 {held.units} 次{heads}" if held else "尚未收到通知")
        self.why_approved.setVisible(held is not None)
        self.receive.setVisible(held is None)
        self.terms.setText(_terms(held) if held else "核定額度以資料包通知；收件後才能提報名單。")
        deviates = held is not None and (held.units != held.proposed_units or bool(held.reason))
        self.deviation.setText(f"核定理由：{held.reason or '—'}" if held and deviates else "")
        self.deviation.setVisible(deviates)

    def _explain(self, at: int) -> None:
        found = self._board.proposals[at].baseline if self._board else None
        if found is not None:
            self.bench.explain("基準額度" if not at else "另一讀法的額度", quota_text(found.value), found)

    def _explain_approval(self) -> None:
        found = self._board.approved if self._board else None
        if found is not None:
            self.bench.explain("核定額度", self.approved.text(), found)


def _figure(column: QVBoxLayout, do: Callable[[], object]) -> tuple[QLabel, QPushButton]:
    figure, why = looks.text("", "figure", wrap=False), _why(do, "為什麼？")
    column.addLayout(looks.row(figure, why, None))
    return figure, why


def _why(do: Callable[[], object], name: str) -> QPushButton:
    made = looks.button("為什麼？", do, kind="link", sign="why")
    made.setAccessibleName(name)
    return made


def _beside(text: QLabel, why: QPushButton) -> QHBoxLayout:
    line = looks.row(text, why)
    line.setStretch(0, 1)
    return line


def _reading(proposal: Proposal) -> str:
    return str(next((fact.value for fact in proposal.baseline.inputs if fact.label == "讀法"), "")) if proposal.baseline else ""


def _counts(proposal: Proposal) -> str:
    staff = "—" if proposal.staffing is None else str(proposal.staffing)
    parts = [f"人事人員總員額數 {staff} 人", f"在任種籽教師 {proposal.seeds} 人"]
    if proposal.groups:
        parts.append("業務屬性相同：" + "、".join(f"{one.name}（專責 {len(one.dedicated)} 人，{one.days} 日）" for one in proposal.groups))
    if proposal.uncounted:
        parts.append(f"未登錄員額：{'、'.join(proposal.uncounted)}")
    return "　".join(parts)


def _terms(held: QuotaApproval) -> str:
    parts = [f"期限 {roc_short(held.due)}" if held.due else "未定期限", f"函文 {held.document or '—'}"]
    parts.append(f"增列 {'、'.join(held.groups)}" if held.groups else "無增列")
    return "　".join(parts)
