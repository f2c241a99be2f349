"""Sending the 規則包 to every office below: what it holds, whom they are to ask, and the folder it goes to."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QGridLayout, QWidget
from typing_extensions import override

from hrdesk.domain.package import PackageKind
from hrdesk.domain.rulebook import Contact
from hrdesk.services.packages.rules_package import Outlook
from hrdesk.services.regulation import rulebook
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.fields import LineField
from hrdesk.ui.sending import SendDialog

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

LABELS = {"unit": "單位", "person": "承辦人", "phone": "電話", "email": "電子郵件", "hours": "服務時間"}
ACROSS = 3


class SendRules(SendDialog):
    """Shows what the rules package holds and asks whom the offices may ask, which only the department says."""

    def __init__(self, parent: QWidget, bench: "Workbench", found: Outlook) -> None:
        super().__init__(parent, bench, PackageKind.RULES)
        self.found = found
        self.fields = {name: LineField(name, label) for name, label in LABELS.items()}
        lines = QFormLayout()
        lines.setHorizontalSpacing(theme.MARGIN)
        for label, value in (("年度", f"{found.year} 年度"), *found.holds):
            lines.addRow(looks.text(label, "dim", wrap=False), looks.text(value))
        self.body.insertLayout(1, lines)
        asked = QWidget()
        cells = QGridLayout(asked)
        cells.setContentsMargins(0, 0, 0, 0)
        for n, (name, field) in enumerate(self.fields.items()):
            field.set_text(str(getattr(found.contact, name)))
            field.line.setEnabled(found.speaks)
            cells.addWidget(field, n // ACROSS, n % ACROSS)
        self.body.insertWidget(2, looks.section("諮詢窗口" if found.speaks else "諮詢窗口（人事處所定）"))
        self.body.insertWidget(3, asked)

    @property
    def contact(self) -> Contact:
        """Return whom the offices are to ask, as typed."""
        return Contact(**{name: field.value for name, field in self.fields.items()})

    @override
    def before(self) -> Callable[["Desk"], object]:
        """Keep whom to ask first, where it was changed."""
        contact = self.contact
        if contact == self.found.contact:
            return super().before()
        return lambda desk: rulebook.set_contact(desk, contact)
