"""A record whose page this window does not have, beside the page: every field in words, and its evidence."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.domain.seeds import Evidence
from hrdesk.domain.values import Key
from hrdesk.services.core import words
from hrdesk.ui.evidence import EvidenceList
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.places import PLACES
from hrdesk.ui.records import page_of

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.services.people.looking import Shown
    from hrdesk.ui.workbench import Workbench

NOT_YOURS = "這一筆不在您可以開啟的頁面，請洽承辦人員。"


class RecordPane(QWidget):
    """Shows a record to read alone, and says where it is kept."""

    def __init__(self, bench: "Workbench", key: Key, shown: "Shown", files: Sequence[Evidence]) -> None:
        super().__init__()
        column = looks.column(self, spacing=theme.STEP * 2)
        column.addWidget(looks.dim(f"由機關在自己的「{home_of(key)}」頁登錄，在這裡只能查看。"))
        for label, text in shown.fields[1:]:  # the first is the id, which tells nobody anything
            column.addWidget(looks.text(f"{label}　{text}"))
        if files:
            column.addWidget(looks.section("佐證"))
            column.addWidget(EvidenceList(bench, files))
        column.addStretch(1)


def home_of(key: Key) -> str:
    """Return the title of the page on which an agency's own window shows a record."""
    page = page_of(key)
    return next(place.title for place in PLACES if place.name == page)


def show_record(bench: "Workbench", key: Key) -> None:
    """Show a record beside the page; a seed teacher is told that it is not there to open."""
    if bench.signed.teacher:
        bench.tell(NOT_YOURS)
        return

    def read(desk: "Desk") -> "tuple[Shown, tuple[Evidence, ...]]":
        from hrdesk.services.people import evidence, looking

        shown = looking.shown(desk, key)
        return shown, evidence.held(desk, getattr(shown.record, "evidence", ()))

    bench.read(read, lambda found: bench.show_aside(words.kind_label(key.kind), RecordPane(bench, key, *found)))
