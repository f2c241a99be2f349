"""The ID number in the editor: masked until somebody asks for it with a reason, which the audit log keeps."""

from collections.abc import Callable

from hrdesk.domain.national_id import check_id, mask_id
from hrdesk.errors import InputError
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.fields import LineField

HINT = "只有其他系統的檔案需要時才保留（例如敘獎匯入檔）"


class IdField(LineField):
    """An ID number; one that is held already is shown and changed only after `ask` was answered with the whole number."""

    def __init__(self, held: str, ask: Callable[[], object]) -> None:
        super().__init__("national_id", "身分證統一編號", hint=HINT)
        self._held, self.hidden = held, bool(held)
        self.opener = looks.button("顯示並修改…", ask, kind="quiet", sign="eye")
        self.place.addWidget(self.opener)
        self.opener.setVisible(self.hidden)
        if self.hidden:
            self.line.setText(mask_id(held))
            self.line.setReadOnly(True)

    def open_up(self, number: str) -> None:
        """Show the whole number, to be changed."""
        self.hidden = False
        self.opener.setVisible(False)
        self.line.setReadOnly(False)
        self.line.setText(number)
        self.line.setFocus()

    def hold(self, number: str) -> None:
        """Know the number that the book holds now; one that is shown stays."""
        self._held = number
        if self.hidden:
            self.line.setText(mask_id(number) if number else "")

    def text_of(self, value: object) -> str:
        """Return a number as it would stand here: masked, as long as nobody asked for it."""
        number = str(value)
        return mask_id(number) if number and self.hidden else number

    def in_words(self, text: str) -> str:
        """Return a number masked, wherever else it is shown."""
        return text if self.hidden or not text else mask_id(text)

    def set_text(self, text: str) -> None:
        """Show what was typed; a number that is still masked stays masked."""
        if not self.hidden:
            super().set_text(text)

    @property
    def number(self) -> str:
        """Return the number to be saved, a sound one in half-width capitals."""
        if self.hidden:
            return self._held
        try:
            return check_id(self.value).number if self.value else ""
        except InputError:  # said beside the field by whoever judges the draft
            return self.value
