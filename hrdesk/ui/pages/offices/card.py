"""One office beside the tree: its certificates, of whom it was the 所屬, and what it sent last."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hrdesk.services.collecting.office_list import OfficeHistory, certificate_text, parcel_text
from hrdesk.services.core import words
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.chip_label import ChipLabel
from hrdesk.ui.pages.offices.columns import state_chip


class OfficeCard(QWidget):
    """Shows one office; `actions` are words with what they do."""

    def __init__(self, found: OfficeHistory, actions: Sequence[tuple[str, str, Callable[[], object]]]) -> None:
        super().__init__()
        agency = found.line.agency
        column = looks.column(self)
        column.addWidget(looks.text(agency.name, "section"))
        told = "　".join(part for part in (agency.code, words.label(agency.tier), agency.group) if part)
        column.addWidget(looks.dim(told))
        column.addLayout(looks.row(ChipLabel(state_chip(found.line)), None))
        for text, sign, do in actions:
            column.addLayout(looks.row(looks.button(text, do, kind="link", sign=sign), None))
        self._part(column, "憑證", [certificate_text(one) for one in found.certificates] or ["沒有核發過憑證"])
        self._part(column, "隸屬", list(found.spans) or ["—"])
        self._part(column, "最近收到的資料包", [parcel_text(one) for one in found.parcels] or ["還沒有收到"])
        column.addStretch(1)

    @staticmethod
    def _part(column: QVBoxLayout, title: str, lines: Sequence[str]) -> None:
        inside = looks.column(spacing=theme.STEP)
        inside.addWidget(looks.section(title))
        for line in lines:
            inside.addWidget(looks.text(line))
        column.addLayout(inside)
