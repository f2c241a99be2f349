"""One nominee in full: what the gate finds, the claims with their files, how far a raise may go, and the ruling."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from hrdesk.services.awards.decision_board import Claim, Nominated, Person
from hrdesk.services.core import words
from hrdesk.ui.evidence import EvidenceList
from hrdesk.ui.findings import finding_row, sorted_lines
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.pages.decide.columns import ruling_chip, times_text
from hrdesk.ui.pages.decide.ruling import claim_text

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench

WIDTH = 340
NOTHING = "選取一位提報人員，這裡會列出檢核、查證與決定。"
SOUND = "名單與必備附件都齊備。"


class PersonPane(QScrollArea):
    """Shows a person, or what is wrong with a list as a whole; `verify` brings a claim, `decide` that the person is to be ruled on."""

    verify = Signal(object)  # Claim
    decide = Signal()

    def __init__(self, bench: "Workbench") -> None:
        super().__init__()
        self.bench = bench
        self.setFixedWidth(WIDTH)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("提報人員明細")

    def show_person(self, line: Nominated | None, person: Person | None, *, writable: bool) -> None:
        """Show a person of a list, above it what is wrong with the list itself."""
        inside = QWidget()
        column = looks.column(inside, spacing=theme.STEP * 2)
        column.setContentsMargins(theme.INNER, 0, theme.INNER, 0)
        for finding in sorted_lines(line.general, {}) if line else ():
            column.addWidget(finding_row(finding)[0])
        if person is None:
            column.addWidget(looks.text(NOTHING if line is None or line.people else "名單還沒有收到。", "dim"))
        else:
            self._fill(column.addWidget, person, writable=writable)
        column.addStretch(1)
        self.setWidget(inside)

    def _fill(self, add: Callable[[QWidget], object], person: Person, *, writable: bool) -> None:
        add(looks.section(f"{person.name}　{person.title}"))
        add(looks.dim(f"{person.agency}　{person.nominee.article}"))
        add(looks.text(person.nominee.deed))
        add(looks.section("檢核"))
        for finding in sorted_lines(person.problems, {}):
            add(finding_row(finding)[0])
        if not person.problems:
            add(looks.text(SOUND, "dim"))
        self._fill_claims(add, person, writable=writable)
        add(looks.section("獎度"))
        add(looks.text(f"提報嘉獎 {times_text(person)} 次，最高得核予 {person.raising.value.ceiling} 次。"))
        why = looks.button("為什麼？", partial(self._explain, person), kind="link", sign="why")
        add(why)
        add(looks.section(f"決定　{ruling_chip(person).text}"))
        held = person.decision
        add(looks.text(f"{held.article}　{held.reason}（{held.decided_by}）" if held else "尚未作成決定。", "" if held else "dim"))
        decide = looks.button("決定…", self.decide.emit, sign="award")
        decide.setEnabled(writable)
        add(decide)

    def _fill_claims(self, add: Callable[[QWidget], object], person: Person, *, writable: bool) -> None:
        add(looks.section("特殊優良事蹟"))
        for claim in person.claims:
            add(looks.text(f"{claim.section}：{claim.claim.text}"))
            add(EvidenceList(self.bench, claim.files))
            add(looks.dim(claim_text(claim)))
            button = looks.button("查證…", partial(self._verify, claim), kind="link", sign="check")
            button.setAccessibleName(f"查證 {claim.section}")
            button.setEnabled(writable)
            add(button)
        if not person.claims:
            add(looks.text("沒有提出。", "dim"))

    def _verify(self, claim: Claim) -> None:
        self.verify.emit(claim)

    def _explain(self, person: Person) -> None:
        self.bench.explain(f"{person.name}的獎度", f"最高嘉獎 {person.raising.value.ceiling} 次（{words.label(person.raising.value.state)}）", person.raising)
