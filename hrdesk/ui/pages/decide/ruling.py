"""Ruling on nominees and verifying their claims: 核予, 改核, 不予 with article and reason; 屬實 or not with how it was found out."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hrdesk.domain.awards import Decision, Nominee, Ruling
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.record import derived_id
from hrdesk.domain.seeds import MeritClaim, Verification
from hrdesk.domain.values import Changes, Problem
from hrdesk.services.awards import decision_board, decisions, round_board, rounds
from hrdesk.services.awards.decision_board import Claim, Person
from hrdesk.services.awards.decisions import Verdict
from hrdesk.services.awards.rounds import Proposed
from hrdesk.services.core import words
from hrdesk.services.opening import editing
from hrdesk.ui.evidence import EvidenceList
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import Ask
from hrdesk.ui.kit.draft import DraftKey
from hrdesk.ui.kit.editor import Editor, beside
from hrdesk.ui.kit.fields import ChoiceField, LineField, NoteField, NumberField
from hrdesk.ui.pages.decide.columns import times_text

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

RULINGS = [(one, words.label(one)) for one in Ruling]
RESULTS = [(one, words.label(one)) for one in Verification if one is not Verification.OPEN]


class RulingEditor(Editor):
    """Rules on one line of a list; subclasses say of which, and which service rules."""

    name = "ruling"

    def __init__(self, parent: QWidget, bench: "Workbench", who: str, nominee: Nominee, held: Decision | None, facts: QWidget) -> None:
        self.nominee, self.held = nominee, held
        self.ruling: ChoiceField[Ruling] = ChoiceField("ruling", "決定", RULINGS)
        self.times = NumberField("times", "改核為嘉獎", unit="次")
        self.article = LineField("article", "依據條款", required=True)
        self.reason = NoteField("reason", "理由", required=True, lines=3)
        fields = (self.ruling, self.times, self.article, self.reason)
        super().__init__(parent, bench, f"決定：{who}", fields, verb="登錄決定", key=nominee.id, facts=facts)
        self.article.set_text(held.article if held else nominee.article)
        if held is not None:
            self.ruling.set_value(held.ruling)
            self.times.set_text(str(held.times) if held.ruling is Ruling.CHANGED else "")
            self.reason.set_text(held.reason)
        self.told = f"已登錄{who}的決定"
        self.ruling.edited.connect(self._follow)
        self._follow()

    def arrange(self, column: QVBoxLayout) -> None:
        """Put the ruling beside its times."""
        for widget in (beside(self.ruling, self.times), self.article, self.reason):
            column.addWidget(widget)

    def subject(self) -> "editing.Subject | None":
        """Return the ruling that is changed here."""
        return editing.at(Decision, derived_id("decision", self.nominee.id), self.held)

    def showing(self, held: object) -> Mapping[str, str]:
        """Return how the fields would stand for a ruling; the times stand there only where it changed what was asked."""
        texts = dict(super().showing(held))
        return texts | ({"times": ""} if isinstance(held, Decision) and held.ruling is not Ruling.CHANGED else {})

    def verdict(self) -> Verdict:
        """Return what stands in the fields."""
        ruling = self.ruling.value or Ruling.GRANTED
        return Verdict(ruling=ruling, article=self.article.value, reason=self.reason.value, times=self.times.number if ruling is Ruling.CHANGED else None)

    def _follow(self) -> None:
        self.times.setVisible(self.ruling.value is Ruling.CHANGED)


class AnnualRuling(RulingEditor):
    """Rules on a nominee of the yearly list, within the approved quota."""

    def __init__(self, parent: QWidget, bench: "Workbench", person: Person) -> None:
        self.person = person
        super().__init__(parent, bench, person.name, person.nominee, person.decision, _facts(person))

    def work(self) -> "Callable[[Desk], Changes]":
        """Rule."""
        nominee, verdict = self.person.id, self.verdict()
        return lambda desk: decisions.decide(desk, nominee, verdict)[0]

    def checks(self) -> "Callable[[Desk], Sequence[Problem]]":
        """Judge what stands in the fields as the ruling would."""
        nominee, verdict = self.person.id, self.verdict()
        return lambda desk: decision_board.problems(desk, nominee, verdict)


class SpecialRuling(RulingEditor):
    """Rules on a line of a special round, which counts in no quota."""

    def __init__(self, parent: QWidget, bench: "Workbench", line: Proposed) -> None:
        self.line = line
        facts = QWidget()
        column = looks.column(facts, spacing=theme.STEP * 2)
        column.addWidget(looks.section(f"{line.officer.name}　{line.officer.title}"))
        column.addWidget(looks.text(f"提報嘉獎 {line.nominee.times} 次"))
        column.addWidget(looks.text(line.nominee.deed))
        for problem in line.problems:
            column.addWidget(looks.text(words.of_problem(problem), "hint"))
        column.addStretch(1)
        super().__init__(parent, bench, line.officer.name, line.nominee, line.decision, facts)

    def work(self) -> "Callable[[Desk], Changes]":
        """Rule."""
        nominee, verdict = self.line.nominee, self.verdict()
        return lambda desk: rounds.decide(desk, nominee, verdict)[0]

    def checks(self) -> "Callable[[Desk], Sequence[Problem]]":
        """Judge what stands in the fields as the ruling would."""
        line, verdict = self.line, self.verdict()
        return lambda _: round_board.problems(line, verdict)


class ClaimEditor(Editor):
    """Records the 查證 of one claim; its files are opened as copies."""

    name = "claim"

    def __init__(self, parent: QWidget, bench: "Workbench", person: Person, claim: Claim) -> None:
        self.claim = claim
        held = claim.claim
        self.outcome: ChoiceField[Verification] = ChoiceField("result", "查證結果", RESULTS)
        self.how = NoteField("how", "查證方式", required=True, lines=3, hint="例如：電話洽該所主任、調閱簽到表、實地查看")
        facts = QWidget()
        column = looks.column(facts, spacing=theme.STEP * 2)
        column.addWidget(looks.section(claim.section))
        column.addWidget(looks.text(held.text))
        column.addWidget(looks.section("佐證"))
        column.addWidget(EvidenceList(bench, claim.files))
        column.addStretch(1)
        super().__init__(parent, bench, f"查證：{person.name}", (self.outcome, self.how), verb="登錄查證", key=claim.id, facts=facts)
        if not claim.open:
            self.outcome.set_value(held.verification)
            self.how.set_text(held.verified_how)
        self.told = f"已登錄{person.name}的查證"

    def subject(self) -> "editing.Subject | None":
        """Return the claim that is changed here."""
        return editing.of(self.claim.claim)

    def showing(self, held: object) -> Mapping[str, str]:
        """Return how the fields would stand for a claim."""
        assert isinstance(held, MeritClaim)
        judged = {"result": self.outcome.text_of(held.verification)} if self.outcome.can_show(held.verification) else {}
        return {**judged, "how": held.verified_how}

    def work(self) -> "Callable[[Desk], Changes]":
        """Record the result."""
        key, result, how = self.claim.id, self.outcome.value or Verification.CONFIRMED, self.how.value
        return lambda desk: decisions.verify(desk, key, result, how)


class BulkGrant(Ask):
    """Grants everyone whom nothing stands against; says how many before."""

    def __init__(self, parent: QWidget, bench: "Workbench", people: Sequence[Person]) -> None:
        self.bench, self.year = bench, bench.year
        self.reason = NoteField("reason", "理由", required=True, lines=2)
        names = "、".join(one.name for one in people[:8]) + (f" 等 {len(people)} 人" if len(people) > 8 else "")
        times = sum(one.nominee.times + one.nominee.raised for one in people)
        say = f"檢核齊備而尚未決定的有 {len(people)} 人（{names}），照提報核予嘉獎共 {times} 次，依各人提報的條款。可以復原。"
        super().__init__(parent, "核予齊備者", f"核予 {len(people)} 人", [self.reason], say=say, place=DraftKey(bench, "grant-many", str(bench.year)))
        self.count = len(people)
        self.done_with = self._grant

    def _grant(self) -> None:
        year, reason = self.year, self.reason.value
        self.accept_button.setEnabled(False)
        self.bench.write(lambda desk: decision_board.grant_clean(desk, year, reason), f"已核予 {self.count} 人", lambda _: self.accept(), self.refuse)


def claim_text(claim: Claim) -> str:
    """Return how a claim stands."""
    held = claim.claim
    if claim.open:
        return "尚未查證"
    day = f" {roc_short(held.verified)}" if held.verified else ""
    return f"{words.label(held.verification)}：{held.verified_how}（{held.verified_by}{day}）"


def _facts(person: Person) -> QWidget:
    made = QWidget()
    column = looks.column(made, spacing=theme.STEP * 2)
    column.addWidget(looks.section(f"{person.name}　{person.title}"))
    column.addWidget(looks.dim(person.agency))
    column.addWidget(looks.text(f"提報嘉獎 {times_text(person)} 次" + (f"　增列 {person.nominee.dedicated}" if person.nominee.dedicated else "")))
    column.addWidget(looks.text(person.nominee.deed))
    for step in person.raising.steps:
        column.addWidget(looks.dim(step))
    for problem in person.problems:
        column.addWidget(looks.text(words.of_problem(problem), "hint"))
    for claim in person.claims:
        column.addWidget(looks.section(claim.section))
        column.addWidget(looks.text(claim_text(claim)))
    column.addStretch(1)
    return made
