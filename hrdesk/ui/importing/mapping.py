"""Which column of the file is which field: what was recognised, every field to be chosen anew, remembered for the next file."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from hrdesk.ui.kit import looks, theme

if TYPE_CHECKING:
    from hrdesk.services.imports.import_source import Outline, SheetOutline
    from hrdesk.ui.kit.preferences import Preferences

UNREAD = "（不讀入）"
HEADING_WIDTH = 220
FOUND_WIDTH = 260
SHOWN = 24  # characters of the examples behind a choice
EXAMPLE = 12  # characters of the example beside a heading


class MappingEditor(QWidget):
    """A line for each field: its name, the heading it is read from, and what stands in that column. `edited` tells that a choice changed."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = looks.column(self)
        self._note = looks.dim("左邊是要填入的欄位，右邊選它在檔案裡的標題。選過的對應會記住，下次同樣標題的檔案直接套用。")
        column.addWidget(self._note)
        self._sheet_box = looks.Box()
        self._sheet_box.setAccessibleName("工作表")
        self._sheet_box.currentIndexChanged.connect(self._choose_sheet)
        self._sheet_line = QWidget()
        self._sheet_line.setLayout(looks.row(looks.text("工作表", wrap=False), self._sheet_box, None))
        column.addWidget(self._sheet_line)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._found = looks.text("")
        found = QScrollArea()
        found.setWidgetResizable(True)
        found.setFrameShape(QFrame.Shape.NoFrame)
        found.setWidget(self._found)
        self._found.setAlignment(Qt.AlignmentFlag.AlignTop)
        beside, inside = looks.card()
        inside.addWidget(looks.section("檔案裡的欄"))
        inside.addWidget(found, 1)
        beside.setFixedWidth(FOUND_WIDTH)
        line = looks.row(spacing=theme.GAP)
        line.addWidget(self._scroll, 1)
        line.addWidget(beside)
        column.addLayout(line, 1)
        self._outline: Outline | None = None
        self._kept: dict[str, str] = {}
        self.boxes: dict[str, QComboBox] = {}
        self._examples: dict[str, QLabel] = {}

    def show_outline(self, outline: "Outline", kept: Mapping[str, str]) -> None:
        """Show a file's sheets and columns, with what was chosen for such headings before."""
        self._outline, self._kept = outline, dict(kept)
        names = [sheet.name for sheet in outline.sheets]
        self._sheet_box.blockSignals(True)
        self._sheet_box.clear()
        self._sheet_box.addItems([f"{sheet.name}（{sheet.rows} 列）" for sheet in outline.sheets])
        self._sheet_box.setCurrentIndex(names.index(outline.best))
        self._sheet_box.blockSignals(False)
        self._sheet_line.setVisible(len(names) > 1)
        self._fill()

    @property
    def sheet(self) -> "SheetOutline":
        """Return the sheet chosen."""
        assert self._outline is not None
        return self._outline.sheets[max(self._sheet_box.currentIndex(), 0)]

    def chosen(self) -> dict[str, str]:
        """Return the heading of every field, "" for one that is not read."""
        return {field: str(box.currentData()) for field, box in self.boxes.items()}

    def choose(self, field: str, heading: str) -> None:
        """Read a field from the column with this heading, "" = do not read it."""
        self.boxes[field].setCurrentIndex(max(self.boxes[field].findData(heading), 0))

    def changes(self) -> dict[str, str]:
        """Return only what differs from what was recognised: what the reading has to be told."""
        return {field: heading for field, heading in self.chosen().items() if heading != self.sheet.mapping.get(field, "")}

    def fault(self) -> str:
        """Return why it cannot be read like this, or nothing."""
        assert self._outline is not None
        chosen = self.chosen()
        labels = self._outline.fields
        if missing := [labels[field] for field in self._outline.required if not chosen[field]]:
            return f"請選「{'」「'.join(missing)}」在檔案裡的標題。"
        taken = [heading for heading in chosen.values() if heading]
        if twice := [heading for heading in dict.fromkeys(taken) if taken.count(heading) > 1]:
            return f"「{twice[0]}」指定給兩個以上的欄位，請只留一個。"
        return ""

    def _choose_sheet(self, _: int) -> None:
        self._fill()
        self.edited.emit()

    def _fill(self) -> None:
        assert self._outline is not None
        inside = QWidget()
        cells = QGridLayout(inside)
        cells.setContentsMargins(0, 0, theme.INNER, 0)
        cells.setHorizontalSpacing(theme.GAP)
        cells.setVerticalSpacing(theme.STEP)
        self.boxes, self._examples = {}, {}
        self._found.setText("\n".join(f"{heading}：{'、'.join(self.sheet.examples.get(heading, ()))}" for heading in self.sheet.headings))
        start = wanted(self.sheet, self._kept)
        for row, (field, label) in enumerate(self._outline.fields.items()):
            mark = "　＊" if field in self._outline.required else ""
            cells.addWidget(QLabel(f"{label}{mark}"), row, 0)
            cells.addWidget(self._box(field, label, start.get(field, "")), row, 1)
            example = looks.dim("")
            example.setWordWrap(False)
            example.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            cells.addWidget(example, row, 2)
            self._examples[field] = example
            self._show_example(field)
        cells.setColumnStretch(2, 1)
        cells.setRowStretch(len(self._outline.fields), 1)
        self._scroll.setWidget(inside)

    def _box(self, field: str, label: str, heading: str) -> QComboBox:
        box = looks.Box()
        box.addItem(UNREAD, "")
        for one in self.sheet.headings:
            example = next(iter(self.sheet.examples.get(one, ())), "")
            box.addItem(f"{one}　{example[:EXAMPLE]}".strip().replace("\n", " "), one)
        box.setCurrentIndex(max(box.findData(heading), 0))
        box.setAccessibleName(f"{label} 的標題")
        box.setFixedWidth(HEADING_WIDTH)
        box.currentIndexChanged.connect(lambda _: self._edited(field))
        self.boxes[field] = box
        return box

    def _edited(self, field: str) -> None:
        self._show_example(field)
        self.edited.emit()

    def _show_example(self, field: str) -> None:
        cells = self.sheet.examples.get(self.chosen()[field], ())
        text = "　".join(cells).replace("\n", " ")
        self._examples[field].setText(text if len(text) <= SHOWN else f"{text[:SHOWN]}…")


def wanted(sheet: "SheetOutline", kept: Mapping[str, str]) -> dict[str, str]:
    """Return the heading each field starts with: what was chosen before where the sheet has that heading, else what was recognised."""
    start = dict(sheet.mapping)
    for field, heading in kept.items():
        if heading in sheet.headings:
            start = {other: one for other, one in start.items() if one != heading}
            start[field] = heading
        elif not heading:
            start.pop(field, None)
    return start


def remembered(preferences: "Preferences", kind: str) -> dict[str, str]:
    """Return what a person chose for headings of a kind of file before."""
    try:
        found = json.loads(preferences.text(f"import/{kind}") or "{}")
    except ValueError:  # a settings file that somebody edited by hand
        return {}
    return {str(field): str(heading) for field, heading in found.items()} if isinstance(found, dict) else {}


def remember(preferences: "Preferences", kind: str, changes: Mapping[str, str]) -> None:
    """Keep what a person chose otherwise than it was recognised."""
    preferences.keep(f"import/{kind}", json.dumps(dict(changes), ensure_ascii=False))
