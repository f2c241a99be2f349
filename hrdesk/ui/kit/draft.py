"""What is being typed into a form: kept inside the workspace every few seconds, offered where the form is opened again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.minguo import roc_short
from hrdesk.errors import HrdeskError
from hrdesk.services.core import words
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.page import banner

if TYPE_CHECKING:
    from hrdesk.services.opening.unsaved import Unsaved
    from hrdesk.ui.workbench import Workbench

KEEP_EVERY = 5000  # milliseconds, so that at most five seconds of typing are lost
Texts = Callable[[], dict[str, str]]
Bring = Callable[[Mapping[str, str]], None]


@dataclass(frozen=True, slots=True)
class DraftKey:
    """What a draft is kept under: the name of its form and the record or place it is open on ("" = a new record).

    `whole` keeps every field, as a new record needs it; else only those that the person changed, so that nothing newer is overwritten later.
    """

    bench: "Workbench"
    name: str
    key: str = ""
    whole: bool = False


class Draft(QObject):
    """The draft of one form; `strip` stands in the form and offers what was kept before.

    `texts` gives what stands in the form, `bring` puts kept texts back. What somebody does not take back and types over is put aside, not lost.
    """

    def __init__(self, form: QWidget, place: DraftKey, texts: Texts, bring: Bring) -> None:
        super().__init__(form)
        self.bench, self.name, self.key = place.bench, place.name, place.key
        self.whole = place.whole or not place.key
        self._texts, self._bring = texts, bring
        self._dirty = False
        self._first: Mapping[str, str] = {}
        self.offered: Unsaved | None = None
        self.strip: QFrame
        self._buttons = [looks.button("帶入", self.bring_back), looks.button("不要了", self.drop)]
        self.strip, self._say = banner("warn", "", self._buttons)
        self._keeping = QTimer(self)
        self._keeping.setInterval(KEEP_EVERY)
        self._keeping.timeout.connect(self.keep)

    def look(self) -> None:
        """Begin with the form as it stands: bring back what the person asked for, else offer what was kept of it."""
        self.begin_anew()
        held = self.bench.take(self.name, self.key)
        if held is not None:
            self._bring(held)
            self._begin()
            return
        from hrdesk.services.opening import unsaved

        name, key = self.name, self.key
        self.bench.read(lambda desk: unsaved.kept_of(desk, name, key), self._offer)

    def begin_anew(self) -> None:
        """Take the form as it stands for what it is without the person, as after it was filled by the program."""
        self._first = self._texts()
        self._dirty = False
        self._keeping.stop()

    def touched(self) -> None:
        """Note that the form was changed."""
        self._dirty = True
        if not self._keeping.isActive():
            self._keeping.start()

    def keep(self) -> None:
        """Keep the form as it stands, where it changed since, and is not as it was at first."""
        texts = self._texts()
        if not self._dirty or texts == self._first:
            return
        from hrdesk.services.opening import unsaved

        name, key = self.name, self.key
        if not self.whole:
            texts = {field: text for field, text in texts.items() if text != self._first.get(field)}
        aside = self.offered is not None
        self._dirty = False
        self._settle()
        self.bench.read(lambda desk: unsaved.keep(desk, name, key, texts, aside=aside), self._kept, self._unkept)

    def stop(self) -> None:
        """Keep what stands there, and nothing more."""
        self.keep()
        self._keeping.stop()

    def forget(self) -> None:
        """Forget what was kept: it is saved, or thrown away. What is still offered stays."""
        self._keeping.stop()
        if self.offered is None:
            from hrdesk.services.opening import unsaved

            name, key = self.name, self.key
            self.bench.read(lambda desk: unsaved.forget(desk, name, key), _nothing, _nothing)  # what stays is offered once more

    def bring_back(self) -> None:
        """Put the texts that are offered into the form."""
        if self.offered is not None:
            texts = self.offered.texts
            self._settle()
            self._bring(texts)
            self._begin()

    def drop(self) -> None:
        """Throw the texts away that are offered."""
        self._settle()
        self.forget()

    def _begin(self) -> None:
        self._dirty = True
        self._keeping.start()

    def _settle(self) -> None:
        self.offered = None
        self.strip.setVisible(False)

    def _offer(self, found: "Unsaved | None") -> None:
        if found is not None and any(text.strip() for text in found.texts.values()):
            here = found.at.astimezone(TAIPEI)
            self.offered = found
            self._tell(f"這裡有 {roc_short(here.date())} {here:%H:%M} 打到一半、沒有儲存的內容。", buttons=True)

    def _kept(self, _: object) -> None:
        if self.offered is None:
            self.strip.setVisible(False)

    def _unkept(self, error: HrdeskError) -> None:
        """Say beside the form that a crash would lose it now, and go on trying; a question every five seconds would keep nobody typing."""
        self._dirty = True
        self._tell(f"目前無法暫存打好的字：{words.in_window(error)}", buttons=False)

    def _tell(self, sentence: str, *, buttons: bool) -> None:
        self._say.setText(sentence)
        for one in self._buttons:
            one.setVisible(buttons)
        self.strip.setVisible(True)


def _nothing(_: object) -> None:
    """Take what nobody waits for."""
