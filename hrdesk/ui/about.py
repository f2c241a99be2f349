"""關於本程式: which program, which rules, whose work is inside."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from hrdesk import __version__, paths
from hrdesk.domain.minguo import roc_short
from hrdesk.services.post.rules_told import contact_text
from hrdesk.services.regulation import rulebook
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import Dialog

if TYPE_CHECKING:
    from hrdesk.domain.pack import RulePack
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

FONTS = (
    ("全字庫正楷體", "政府資料開放授權條款－第1版　資料來源：國家發展委員會 CNS11643 中文標準交換碼全字庫", "OGDL-TW-1.0.txt"),
    ("Noto Sans TC", "SIL Open Font License 1.1", "OFL-1.1-Noto-Sans-TC.txt"),
)
PARTS = (
    ("Qt for Python（PySide6）", "LGPL-3.0"),
    ("SQLCipher、SQLAlchemy、Alembic", "BSD、MIT"),
    ("cryptography、pyHanko、asn1crypto、pyrage", "Apache-2.0／BSD、MIT"),
    ("ReportLab、openpyxl、pypdfium2、python-calamine", "BSD、MIT、Apache-2.0"),
    ("pydantic、holidays", "MIT"),
    ("Unicode 漢字資料（筆畫、異體字）", "Unicode License v3"),
)
NOBODY = "還沒有諮詢窗口；由人事處填寫，隨規則包送到。"
HEIGHT = 480


class About(Dialog):
    """Says the version, the rule pack in force, the licences and whose fonts these are."""

    def __init__(self, parent: QWidget, bench: "Workbench") -> None:
        super().__init__(parent, "關於本程式", "關閉", cancel="")
        inside = QWidget()
        self.column = looks.column(inside, spacing=theme.STEP * 2)
        self.column.setContentsMargins(0, 0, theme.INNER, 0)
        self.column.addWidget(looks.text("人事機構桌面作業", "title", wrap=False))
        self.column.addWidget(looks.dim(f"hrdesk {__version__}　Apache License 2.0　離線使用，不連網路"))
        self.rules, self.contact = looks.text(""), looks.text("")
        for title, widgets in (("規則包", [self.rules]), ("諮詢窗口", [self.contact]), ("字型", _fonts()), ("使用的軟體", _parts())):
            self.column.addSpacing(theme.STEP)
            self.column.addWidget(looks.section(title))
            for widget in widgets:
                self.column.addWidget(widget)
        self.column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        self.body.addWidget(scroll)
        self.resize(self.width(), HEIGHT)
        bench.read(lambda desk: (in_force(desk), contact_text(rulebook.contact(desk))), self._show)

    def _show(self, found: "tuple[RulePack, str]") -> None:
        pack, contact = found
        self.rules.setText(f"{pack.title}\n{pack.document}　{pack.issuer}　{roc_short(pack.amended)} 修正\n代碼 {pack.id}")
        self.contact.setText(contact or NOBODY)


def in_force(desk: "Desk") -> "RulePack":
    """Return the rule pack of today."""
    return desk.rules(desk.today)


def licence(name: str) -> str:
    """Return the text of a font's licence."""
    return (paths.resources() / "fonts" / name).read_text(encoding="utf-8")


def _fonts() -> list[QWidget]:
    made: list[QWidget] = []
    for name, words, file in FONTS:
        label = looks.text(f"{name}　{words}")
        made.append(label)
        link = looks.button(f"{name}的授權全文", lambda: None, kind="link")
        link.clicked.connect(lambda _=False, link=link, name=name, file=file: LicenceText(link, name, file).open())
        made.append(link)
    return made


def _parts() -> list[QWidget]:
    return [looks.text(f"{name}　{licence_name}") for name, licence_name in PARTS]


class LicenceText(Dialog):
    """The whole text of a licence."""

    def __init__(self, parent: QWidget, name: str, file: str) -> None:
        from PySide6.QtWidgets import QPlainTextEdit

        super().__init__(parent, f"{name}的授權", "關閉", cancel="")
        text = QPlainTextEdit(licence(file))
        text.setReadOnly(True)
        text.setAccessibleName("授權全文")
        self.body.addWidget(text)
        self.resize(640, HEIGHT)
