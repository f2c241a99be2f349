"""Two answers to one line of 附表5, or two texts of one section, side by side where two people filled in the same form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from PySide6.QtWidgets import QWidget

from hrdesk.domain.record import EvidenceId
from hrdesk.domain.seeds import Answer, CheckAnswer, Evidence
from hrdesk.services.teachers.merits import Written
from hrdesk.ui.kit.comparing import Comparing, pairs_of

T = TypeVar("T")
Files: TypeAlias = Mapping[EvidenceId, Evidence]
LINE = {"answer": "檢核結果", "detail": "具體辦理情形", "evidence": "佐證"}
SECTION = {"text": "具體事蹟", "evidence": "佐證"}
FRESH = "對方加入的檔案"  # this screen knows no more of it than that it is there


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which of the parts that differ stay as they are on screen."""

    kept: frozenset[str]
    differing: frozenset[str]

    def of(self, part: str, mine: T, theirs: T) -> T:
        """Return what a part is to be."""
        return theirs if part in self.differing - self.kept else mine

    def files(self, mine: Sequence[EvidenceId], theirs: Sequence[EvidenceId]) -> tuple[EvidenceId, ...]:
        """Return which files stay; where both sides read alike, those of either."""
        if "evidence" in self.differing:
            return tuple(self.of("evidence", mine, theirs))
        return tuple(dict.fromkeys((*theirs, *mine)))


def meet_answers(
    parent: QWidget,
    by: str,
    versions: tuple[CheckAnswer, CheckAnswer, Callable[[], CheckAnswer]],
    files: Files,
    say: Mapping[Answer, str],
    take: Callable[[CheckAnswer], object],
) -> Comparing | None:
    """Let be chosen, part by part, between an answer as read, as somebody saved it, and as it stands on screen; `take` is given what is to be.

    `say` has the words that the line's answers have on screen.
    """
    read, theirs, mine = versions

    def chosen(choice: _Choice) -> None:
        now = mine()
        answer, count = choice.of("answer", (now.answer, now.count), (theirs.answer, theirs.count))  # how often belongs to that it did
        take(CheckAnswer(now.item, answer, count, choice.of("detail", now.detail, theirs.detail), choice.files(now.evidence, theirs.evidence)))

    return _compare(parent, by, LINE, [_line(one, files, say) for one in (read, theirs, mine())], chosen)


def meet_sections(
    parent: QWidget, by: str, versions: tuple[Written, Written, Callable[[], Written]], files: Files, take: Callable[[Written], object]
) -> Comparing | None:
    """Let be chosen between a section as read, as somebody saved it, and as it stands on screen; `take` is given what is to be."""
    read, theirs, mine = versions

    def chosen(choice: _Choice) -> None:
        text, evidence = mine()
        take((choice.of("text", text, theirs[0]), choice.files(evidence, theirs[1])))

    return _compare(parent, by, SECTION, [{"text": text, "evidence": _named(evidence, files)} for text, evidence in (read, theirs, mine())], chosen)


def _compare(parent: QWidget, by: str, labels: Mapping[str, str], texts: Sequence[Mapping[str, str]], chosen: Callable[[_Choice], None]) -> Comparing | None:
    """Show the parts in which two versions differ; where there is none, nothing has to be asked."""
    read, theirs, mine = texts
    pairs = pairs_of(labels, read, theirs, mine, lambda _, text: text)
    differing = frozenset(pair.key for pair in pairs)
    if not pairs:
        chosen(_Choice(frozenset(), differing))
        return None
    dialog = Comparing(parent, by, pairs, lambda kept: chosen(_Choice(kept, differing)))
    dialog.open()
    return dialog


def _line(one: CheckAnswer, files: Files, say: Mapping[Answer, str]) -> dict[str, str]:
    answer = say[one.answer] if one.answer else ""
    return {
        "answer": answer if one.count is None else f"{answer} {one.count} 次",
        "detail": one.detail,
        "evidence": _named(one.evidence, files),
    }


def _named(evidence: Sequence[EvidenceId], files: Files) -> str:
    return "、".join(files[key].name if key in files else FRESH for key in evidence)
