"""One section of 特殊優良事蹟 (陸三(五)): what is claimed, its evidence, and beside it what the book holds of the year."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QWidget

from hrdesk.domain.record import EvidenceId
from hrdesk.domain.seeds import Evidence, Verification
from hrdesk.services.core import words
from hrdesk.services.teachers.merits import Written
from hrdesk.services.teachers.self_check_form import MeritLine
from hrdesk.ui.evidence import EvidenceField
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.pages.self_check.line_card import BESIDE, lock

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench


class MeritCard(QFrame):
    """The card of one section. `written` brings its text and its evidence."""

    written = Signal(str, object)

    def __init__(self, bench: "Workbench", merit: MeritLine) -> None:
        super().__init__()
        self.bench, self.merit, self.code = bench, merit, merit.line.code
        self.setProperty("role", "card")
        self._showing = False
        self._files: Mapping[EvidenceId, Evidence] = {}
        name = merit.line.name
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText("沒有就留白")
        self.text.setAccessibleName(name)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(QFontMetrics(self.text.font()).lineSpacing() * 4 + 16)
        self.text.textChanged.connect(self._typed)
        self.evidence = EvidenceField(bench, label=f"{name}佐證", hint="")
        self.evidence.caption.setVisible(False)
        self.evidence.edited.connect(self._typed)
        self.verified, self.wrong = looks.text("", "secondary"), looks.text("", "error")
        self.wrong.setVisible(False)
        self.known = looks.text("", "secondary")
        self.taker = looks.button("帶入這些事實", self.take_over, kind="link", sign="paste")
        self.taker.setAccessibleName(f"帶入這些事實 {name}")
        self._lay_out(name)

    def show_merit(self, merit: MeritLine, files: Mapping[EvidenceId, Evidence]) -> None:
        """Show what the book holds, and the claim where it is another than on screen."""
        self.merit, self._files = merit, files
        self.known.setText(merit.draft.text or "本年度沒有可帶入的紀錄。")
        self.put(merit.written)
        state = merit.claim.verification if merit.claim else Verification.OPEN
        self.verified.setText("" if state is Verification.OPEN else f"查證：{words.label(state)}")
        self.verified.setVisible(state is not Verification.OPEN)

    @property
    def value(self) -> Written:
        """Return what stands on screen."""
        return self.text.toPlainText().strip(), self.evidence.value

    def put(self, written: Written) -> None:
        """Show this text and these files where they are others than on screen."""
        self._showing = True
        text, held = written
        if self.text.toPlainText().strip() != text:
            self.text.setPlainText(text)
        if self.evidence.value != held:
            self.evidence.set_items(self._files[key] for key in held if key in self._files)
        self._showing = False

    def open_for(self, *, writing: bool) -> None:
        """Let the claim be changed."""
        self.text.setReadOnly(not writing)
        lock(self.evidence, locked=not writing)
        self.evidence.setVisible(writing or bool(self.evidence.value))
        self.text.setPlaceholderText("沒有就留白" if writing else "未填列")
        self.taker.setVisible(writing and bool(self.merit.draft.text))

    def take_over(self) -> None:
        """Put the drafted text behind what stands there, and its files to the evidence."""
        draft, now = self.merit.draft, self.text.toPlainText().strip()
        missing = "\n".join(line for line in draft.text.split("\n") if line not in now)
        fresh = [self._files[key] for key in draft.evidence if key in self._files]
        self.evidence.set_items((*self.evidence.items, *fresh))
        self.text.setPlainText("\n".join(part for part in (now, missing) if part))
        self._typed()

    def complain(self, sentence: str) -> None:
        """Say what is wrong with the section; nothing takes it away."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def _typed(self) -> None:
        if not self._showing and not self.evidence.fault() and self.value != self.merit.written:
            self.complain("")
            self.written.emit(*self.value)

    def _lay_out(self, name: str) -> None:
        left = looks.column(spacing=theme.STEP * 2)
        for widget in (looks.text(name, "section"), self.verified, self.text, self.evidence, self.wrong):
            left.addWidget(widget)
        left.addStretch(1)
        beside = QWidget()
        beside.setFixedWidth(BESIDE)
        right = looks.column(beside, spacing=theme.STEP)
        right.addWidget(looks.text("手上的紀錄", "secondary", wrap=False))
        right.addWidget(self.known)
        right.addLayout(looks.row(self.taker, None))
        right.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.GAP, theme.INNER, theme.GAP, theme.INNER)
        line.setSpacing(theme.GAP)
        line.addLayout(left, 1)
        line.addWidget(beside)
