"""The remark that is being written on an item: kept while it is typed, held so that the others see it, compared where they saved another one."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from typing_extensions import override

from hrdesk.domain.awards import ItemResult, Judgement
from hrdesk.errors import HrdeskError
from hrdesk.services.core import words
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.comparing import Comparing, pairs_of
from hrdesk.ui.kit.draft import KEEP_EVERY
from hrdesk.ui.kit.fields import NoteField
from hrdesk.ui.kit.holding import Holding
from hrdesk.ui.kit.page import banner

if TYPE_CHECKING:
    from hrdesk.services.opening.editing import ChangedMeanwhileError, Subject
    from hrdesk.ui.workbench import Workbench

NAME = "judgement"  # what the words are kept under
WRITES = "{by}正在寫這一項的說明，說明目前只供檢視；對方寫好後會自動換上新內容。"
ALSO = "{by}也在寫這一項的說明。儲存時若兩邊都改過，會並列兩邊讓您選擇。"
JUDGED = "這一項剛有人登錄為「{result}」{remark}。您輸入的說明還在；儲存時會並列兩邊讓您選擇。"
LABELS = {"result": "結果", "remark": "說明"}
UNJUDGED = "未評"


class Writing(QObject):
    """What is written into one note, item by item. What was typed and not saved is never lost: it comes back with its item, and after a crash.

    `settled` brings the result and remark to be saved once both versions were looked at, None for keeping the other's.
    """

    settled = Signal(object, str)  # ItemResult or None, remark

    def __init__(self, bench: "Workbench", note: NoteField) -> None:
        super().__init__(note)
        self.bench, self.note = bench, note
        self.place = ""
        self.subject: Subject | None = None
        self.typed: dict[str, str] = {}  # what is not saved, by place
        self._stored: dict[str, str] = {}  # of that, what the book keeps
        self._on_its_way: list[str] = []  # places whose judgement is being saved
        self.anyway = looks.button("仍要編輯", self.write_anyway, sign="edit")
        self.line, self.said = banner("warn", "", [self.anyway])
        self.holding = Holding(bench, self)
        self.holding.blocked.connect(self._blocked)
        self.holding.freed.connect(self._freed)
        self._keeping = QTimer(self)
        self._keeping.setInterval(KEEP_EVERY)
        self._keeping.timeout.connect(self.keep)
        note.note.installEventFilter(self)
        note.edited.connect(self._edited)
        bench.leaving.connect(self.keep)

    @property
    def read(self) -> Judgement | None:
        """Return the judgement that the words on screen were begun from."""
        return self.subject.read if self.subject is not None and isinstance(self.subject.read, Judgement) else None

    @property
    def dirty(self) -> bool:
        """Tell whether the words on screen are not those saved."""
        return self.place in self.typed

    def show(self, place: str, subject: "Subject") -> bool:
        """Go to an item, or show what was saved of the same one; tell whether its saved words stand on screen now."""
        if place != self.place:
            self.holding.end()
            self._restrain(restrained=False, sentence="")
            self.place, self.subject = place, subject
            held = self.bench.take(NAME, place)
            if held is not None:
                self.typed[place] = self._stored[place] = held.get("remark", "")
            self._put(self.typed.get(place, self._saved_words()))
            return not self.dirty
        if place in self._on_its_way or (self.subject is not None and subject.read == self.subject.read):
            return False  # what was read before the own judgement is in the book is nobody else's
        if self.dirty:
            self._tell_judged(subject.read)
            return False
        self.subject = subject
        self._put(self._saved_words())
        return True

    def expect(self, judgement: Judgement) -> "Subject":
        """Return what a judgement is saved over; the next one, pressed before this one is answered, is saved over this one."""
        assert self.subject is not None
        subject, self.subject = self.subject, replace(self.subject, read=judgement)
        self._on_its_way.append(self.place)
        return subject

    def unsaved(self, place: str, subject: "Subject") -> None:
        """Go back to what was read, because the judgement was refused."""
        self._on_its_way.remove(place)
        if place == self.place:
            self.subject = subject

    def saved(self, place: str) -> None:
        """Forget what was typed, because it is in the book."""
        self._on_its_way.remove(place)
        self._drop(place)
        if place == self.place:
            self._restrain(restrained=False, sentence="")
            self.holding.end()

    def met(self, error: "ChangedMeanwhileError", result: ItemResult, remark: str) -> None:
        """Show both versions of the item."""
        read, theirs = _texts(error.read), _texts(error.held)
        mine = {"result": words.label(result), "remark": remark}
        pairs = pairs_of(LABELS, read, theirs, mine, lambda _, text: text)
        if not pairs:
            self._settle(error.held, None, "")
            return

        def take(kept: frozenset[str]) -> None:
            held = error.held if isinstance(error.held, Judgement) else None
            settled = result if "result" in kept or theirs["result"] == mine["result"] else held.result if held else None
            self._settle(error.held, settled if kept else None, remark if "remark" in kept else theirs["remark"])

        Comparing(self.note, error.by, pairs, take).open()

    def write_anyway(self) -> None:
        """Let the remark be typed into though somebody else writes on it."""
        self._restrain(restrained=False, sentence=ALSO.format(by=self.holding.by))

    def keep(self) -> None:
        """Keep what is typed inside the book, so that at most five seconds of it are ever lost."""
        from hrdesk.services.opening import unsaved

        def store(place: str, text: str) -> None:
            self.bench.read(lambda desk: unsaved.keep(desk, NAME, place, {"remark": text}), _nothing, self._unkept)

        for place, text in self.typed.items():
            if self._stored.get(place) != text:
                self._stored[place] = text
                store(place, text)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell the others as soon as the remark is about to be written."""
        if event.type() == QEvent.Type.FocusIn and self.subject is not None and self.bench.writable:
            self.holding.begin(self.subject)
        elif event.type() == QEvent.Type.FocusOut and not self.dirty and not self.holding.by:
            self.holding.end()
        return False

    def _edited(self) -> None:
        text = self.note.text()
        if text == self._saved_words():
            self._drop(self.place)
        else:
            self.typed[self.place] = text
            if not self._keeping.isActive():
                self._keeping.start()

    def _drop(self, place: str) -> None:
        if self.typed.pop(place, None) is not None and self._stored.pop(place, None) is not None:
            from hrdesk.services.opening import unsaved

            self.bench.read(lambda desk: unsaved.forget(desk, NAME, place), _nothing, _nothing)
        if not self.typed:
            self._keeping.stop()

    def _unkept(self, error: HrdeskError) -> None:
        """Try again with the next look at the clock, and say that the words are only on the screen."""
        self._stored.clear()
        self._restrain(restrained=False, sentence=words.in_window(error))

    def _settle(self, held: object, result: ItemResult | None, remark: str) -> None:
        """Go on from what is there now."""
        assert self.subject is not None
        self.subject = replace(self.subject, read=held)
        if result is None:
            self._drop(self.place)
            self._put(self._saved_words())
        self._restrain(restrained=False, sentence="")
        self.settled.emit(result, remark)

    def _saved_words(self) -> str:
        return self.read.remark if self.read is not None else ""

    def _put(self, text: str) -> None:
        self.note.blockSignals(True)
        self.note.set_text(text)
        self.note.blockSignals(False)

    def _tell_judged(self, held: object) -> None:
        texts = _texts(held)
        remark = f"，說明：{texts['remark']}" if texts["remark"] else ""
        self._restrain(restrained=False, sentence=JUDGED.format(result=texts["result"], remark=remark))

    def _blocked(self, by: str) -> None:
        self._restrain(restrained=not self.dirty, sentence=(ALSO if self.dirty else WRITES).format(by=by))

    def _freed(self, now: object) -> None:
        if not self.dirty and self.subject is not None:
            self.subject = replace(self.subject, read=now)
            self._put(self._saved_words())
        self._restrain(restrained=False, sentence="")

    def _restrain(self, *, restrained: bool, sentence: str) -> None:
        self.note.note.setReadOnly(restrained)
        self.anyway.setVisible(restrained)
        self.said.setText(sentence)
        self.line.setVisible(bool(sentence))


def _texts(judgement: object) -> dict[str, str]:
    if isinstance(judgement, Judgement):
        return {"result": words.label(judgement.result), "remark": judgement.remark}
    return {"result": UNJUDGED, "remark": ""}


def _nothing(_: object) -> None:
    """Take what nobody waits for."""
