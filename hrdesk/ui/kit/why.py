"""「為什麼？」: a figure with its inputs, its article, the reading chosen, the others, and who decided."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hrdesk.domain.values import Explanation, Key
from hrdesk.services.core import words
from hrdesk.ui.kit import looks, theme


class WhyPanel(QWidget):
    """An explanation as a person reads it; each input that came from a record is a link, and `go` is told its key."""

    def __init__(self, explanation: Explanation[Any], value: str, go: Callable[[Key], object]) -> None:
        super().__init__()
        self._go = go
        self._column = looks.column(self, spacing=theme.INNER)
        if value:
            self._column.addWidget(looks.text(value, "figure"))
        self._cite(explanation)
        self._block("依據的資料", explanation.inputs, self._input)
        self._block("怎麼算出來的", explanation.steps, looks.text)
        self._block("其他讀法", explanation.alternatives, lambda one: looks.text(words.of_alternative(one) + (f"\n{one.text}" if one.text else "")))
        self._block("請留意", explanation.problems, lambda one: looks.text(words.of_problem(one), "hint"))
        if explanation.decided_by or explanation.reason:
            self._block("由誰決定", [f"{explanation.decided_by}　{explanation.reason}".strip()], looks.text)
        self._column.addWidget(looks.dim(f"規則包 {explanation.pack}"))
        self._column.addStretch(1)

    def _cite(self, explanation: Explanation[Any]) -> None:
        frame, column = _quote()
        column.addWidget(looks.text(f"條文 {explanation.citation.article}", "section"))
        column.addWidget(looks.text(explanation.citation.text))
        self._column.addWidget(frame)
        if explanation.reading:
            self._block("採用的讀法", [explanation.reading], looks.text)

    def _block(self, title: str, things: Any, shown: Callable[[Any], QWidget]) -> None:
        if not things:
            return
        self._column.addWidget(looks.section(title))
        for thing in things:
            self._column.addWidget(shown(thing))

    def _input(self, fact: Any) -> QWidget:
        sentence = words.of_fact(fact)
        key = fact.record
        if key is None:
            return looks.text(sentence)
        return looks.button(sentence, lambda: self._go(key), kind="link")


def _quote() -> tuple[QFrame, QVBoxLayout]:
    frame = QFrame()
    frame.setProperty("role", "banner")
    column = QVBoxLayout(frame)
    column.setContentsMargins(theme.INNER, theme.STEP * 2, theme.INNER, theme.STEP * 2)
    return frame, column
