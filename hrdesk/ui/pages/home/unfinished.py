"""What was typed and not saved when the program ended: each to be gone on with or thrown away."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QWidget

from hrdesk.services.opening.unsaved import Unsaved
from hrdesk.ui.kept import page_of, preview, title_of
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Dialog, confirm

if TYPE_CHECKING:
    from hrdesk.ui.workbench import Workbench


TALLEST = 380  # pixels of the list; more of it scrolls


class Unfinished(Dialog):
    """The list of them; `after` is called when one was thrown away."""

    def __init__(self, parent: QWidget, bench: "Workbench", kept: Sequence[Unsaved], after: Callable[[], object]) -> None:
        super().__init__(parent, "沒有存好的輸入", "關閉", cancel="", width=520)
        self._bench, self._after = bench, after
        self.body.addWidget(looks.text("上次程式結束時，這些畫面正在輸入。可以接續編輯，或捨棄不要的內容。"))
        cards = QWidget()
        column = looks.column(cards)
        for one in kept:
            column.addWidget(self._card(one))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(cards)
        area.setFixedHeight(min(cards.sizeHint().height(), TALLEST))
        self.body.addWidget(area)

    def _card(self, unsaved: Unsaved) -> QWidget:
        card, column = looks.card()
        column.addWidget(looks.text(title_of(unsaved)))
        column.addWidget(looks.dim(preview(unsaved) or "（空白）"))
        go_on = looks.button("接續編輯", lambda: self._go_on(unsaved), sign="edit")
        drop = looks.button("捨棄…", lambda: self._drop(unsaved), kind="quiet", sign="delete")
        for button in (go_on, drop):
            button.setAccessibleName(f"{button.text()}　{title_of(unsaved)}")
        column.addLayout(looks.row(None, drop, go_on))
        return card

    def _go_on(self, unsaved: Unsaved) -> None:
        self.accept()
        self._bench.resume(page_of(unsaved), unsaved)

    def _drop(self, unsaved: Unsaved) -> None:
        confirm(self, "捨棄輸入", f"捨棄「{title_of(unsaved)}」的內容？捨棄後不能復原。", "捨棄", lambda: self._forget(unsaved), danger=True)

    def _forget(self, unsaved: Unsaved) -> None:
        from hrdesk.services.opening.unsaved import forget

        after = self._after

        def forgotten(_: None) -> None:  # no method: this dialog is closed by then, and would not be told
            after()

        self.accept()
        self._bench.read(lambda desk: forget(desk, unsaved.editor, unsaved.key), forgotten)
