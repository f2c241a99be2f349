"""What stands between an editor and the other people in the same book: who else is at the record, and both versions where two saved it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from hrdesk.domain.values import Changes
from hrdesk.errors import HrdeskError
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.comparing import Comparing, pairs_of
from hrdesk.ui.kit.dialogs import confirm
from hrdesk.ui.kit.holding import Holding
from hrdesk.ui.kit.page import banner

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.services.opening.editing import ChangedMeanwhileError, Subject
    from hrdesk.ui.kit.editor import Editor

T = TypeVar("T")
EDITED = "{by}正在編輯這筆資料，目前只供檢視；對方編輯完畢後會自動換上新內容。"
ALSO = "{by}也在編輯這筆資料。儲存時若兩邊都改過，會並列兩邊讓您選擇，不會互相覆蓋。"
SAVED = "這筆資料剛有人儲存了新的內容。您輸入的都還在；儲存時會並列兩邊讓您選擇。"
GONE = "您修改的時候，{by}已經刪除了這筆資料。要照您畫面上的內容再存一次嗎？"
OVER = "您修改的時候，{by}已經先儲存了。仍要照您畫面上的內容儲存嗎？對方的內容會留在操作紀錄裡。"


class Sharing(QObject):
    """One editor among the others. It tells that the record is being edited, keeps the fields from being typed into while somebody else is at
    it (unless the person wants to), and saves only over what was read.
    """

    def __init__(self, editor: "Editor") -> None:
        super().__init__(editor)
        self.editor = editor
        self.subject: Subject | None = None
        self.waiting = False  # the fields are only looked at, because somebody else is at the record
        self.anyway: QPushButton = looks.button("仍要編輯", self.edit_anyway, sign="edit")
        self.line, self.words = banner("warn", "", [self.anyway])
        editor.body.insertWidget(0, self.line)
        self.holding = Holding(editor.bench, self)
        self.holding.blocked.connect(self._blocked)
        self.holding.freed.connect(self._freed)

    def begin(self) -> None:
        """Tell the others what is edited from now on; an editor of something new has nothing to tell."""
        self.subject = self.editor.subject()
        if self.subject is not None:
            self.editor.bench.changed.connect(self._changed)
            self.holding.begin(self.subject)

    def end(self) -> None:
        """Let the record go."""
        self.holding.end()

    def guarded(self, work: "Callable[[Desk], T]") -> "Callable[[Desk], T]":
        """Return a service call that writes only where the record is still what was read."""
        from hrdesk.services.opening import editing

        subject = self.subject
        return work if subject is None else lambda desk: editing.save(desk, subject, work)

    def met(self, error: HrdeskError) -> bool:
        """Show both versions where somebody else saved meanwhile; tell whether that was it."""
        from hrdesk.services.opening.editing import ChangedMeanwhileError

        if not isinstance(error, ChangedMeanwhileError):
            return False
        editor, by = self.editor, error.by or "另一位使用者"
        editor.allow()
        theirs = {} if error.held is None else editor.showing(error.held)
        if not theirs:
            self._ask(error, (GONE if error.held is None else OVER).format(by=by))
            return True
        labels = {field.key: field.label for field in editor.fields}
        read = {**editor.began, **(editor.showing(error.read) if error.read is not None else {})}
        pairs = pairs_of(labels, read, theirs, editor.values(), lambda key, text: editor.by_key[key].in_words(text))
        if any(pair.theirs != pair.read for pair in pairs):
            Comparing(editor, by, pairs, lambda kept: self._merge(error.held, theirs, kept)).open()
        else:
            self._merge(error.held, {}, frozenset(theirs))
        return True

    def edit_anyway(self) -> None:
        """Let the fields be typed into though somebody else is at the record."""
        self.waiting = False
        self._say(ALSO.format(by=self.holding.by))
        self.editor.restrain(restrained=False)

    def _ask(self, error: "ChangedMeanwhileError", question: str) -> None:
        verb = "照我的內容儲存"
        confirm(self.editor, "這筆資料已經不同", question, verb, lambda: self._merge(error.held, {}, frozenset({""})), danger=True)

    def _merge(self, held: object, theirs: Mapping[str, str], kept: frozenset[str]) -> None:
        """Go on from what is there now, with the other's words in every field but those kept, and save that."""
        editor = self.editor
        self._rebase(held)
        editor.put({key: text for key, text in theirs.items() if key not in kept})
        if kept or editor.others_touched(theirs):
            editor.finish()
        else:
            editor.bench.tell("已保留對方儲存的內容")
            editor.reject()

    def _rebase(self, held: object) -> None:
        assert self.subject is not None
        self.subject = replace(self.subject, read=held)
        if held is not None:
            self.editor.rebase(held)

    def _blocked(self, by: str) -> None:
        self.waiting = not self.editor.typed
        self._say((EDITED if self.waiting else ALSO).format(by=by))
        self.editor.restrain(restrained=self.waiting)

    def _freed(self, now: object) -> None:
        """Show what the record is now where nothing was typed; else only say that it is another one."""
        fresh = self.subject is not None and now != self.subject.read
        waited, self.waiting = self.waiting, False
        if waited and fresh and now is not None:
            self._rebase(now)
            self.editor.renew(self.editor.showing(now))
        self.editor.restrain(restrained=False)
        self._say(SAVED if fresh and not waited else "")

    def _changed(self, changes: Changes) -> None:
        if self.subject is not None and not self.waiting and self.editor.isVisible() and self.subject.named_by(changes):
            self._say(SAVED)

    def _say(self, sentence: str) -> None:
        self.words.setText(sentence)
        self.anyway.setVisible(self.waiting)
        self.line.setVisible(bool(sentence))
        self.editor.fit()
