"""Forty digits that two people compare: shown large in groups of five, or typed group by group; pasting them at once fills every group."""

import unicodedata

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.fields import Field
from hrdesk.ui.kit.looks import mark_wrong

GROUP, GROUPS, ACROSS = 5, 8, 4
FILLER = "-－　 "


def plain(text: str) -> str:
    """Return what was typed without spaces and hyphens, full-width digits as ordinary ones."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if not sign.isspace() and sign not in FILLER)


class Digits(QFrame):
    """Shows the digits in two lines of four groups, with buttons to copy and print them; `title` heads the printed page."""

    def __init__(self, title: str, digits: str) -> None:
        super().__init__()
        self.title, self.groups = title, _groups(plain(digits))
        self.setProperty("role", "banner")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.INNER, theme.GAP, theme.INNER)
        cells = QGridLayout()
        cells.setHorizontalSpacing(theme.MARGIN)
        cells.setVerticalSpacing(theme.STEP * 2)
        for n, group in enumerate(self.groups):
            cells.addWidget(_large(group, f"{title} 第 {n + 1} 組"), n // ACROSS, n % ACROSS, Qt.AlignmentFlag.AlignCenter)
        cells.setColumnStretch(ACROSS, 1)
        column.addLayout(cells)
        column.addLayout(
            looks.row(None, looks.button("複製", self.copy, kind="quiet", sign="copy"), looks.button("列印…", self.print, kind="quiet", sign="print"))
        )

    def copy(self) -> None:
        """Put the digits on the clipboard, in groups."""
        QGuiApplication.clipboard().setText(" ".join(self.groups))

    def print(self) -> None:
        """Put the digits on paper, on the printer that the person picks."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle("列印")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.paint_on(printer))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def paint_on(self, printer: QPrinter) -> None:
        """Paint the title and the digits on one page."""
        painter = QPainter(printer)
        page = QRectF(printer.pageRect(QPrinter.Unit.DevicePixel))
        _paint(painter, self.font(), 14, QRectF(0, 0, page.width(), page.height() / 8), self.title)
        for n in range(0, GROUPS, ACROSS):
            top = page.height() / 8 * (1.5 + n / ACROSS / 2)
            _paint(painter, self.font(), 26, QRectF(0, top, page.width(), page.height() / 8), "　".join(self.groups[n : n + ACROSS]))
        painter.end()


class DigitsField(Field):
    """Eight boxes of five digits; each is judged as it is typed, the next one is entered by itself, and a paste of all fills all."""

    counted = Signal(int)
    needed = True  # off where nothing has to be compared
    expected = ""  # the digits that the typed ones are compared with group by group, "" = only when all are handed over

    def __init__(self, key: str, label: str, *, hint: str = "") -> None:
        super().__init__(key, label, hint=hint, required=True)
        inside = QWidget()
        cells = QGridLayout(inside)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setSpacing(theme.STEP * 2)
        self.boxes = [self._box(n) for n in range(GROUPS)]
        for n, box in enumerate(self.boxes):
            cells.addWidget(box, n // ACROSS, n % ACROSS)
        self.put(inside)
        self.setFocusProxy(self.boxes[0])

    def text(self) -> str:
        """Return the digits in groups."""
        return " ".join(box.text() for box in self.boxes if box.text())

    def set_text(self, text: str) -> None:
        """Show digits."""
        for box, group in zip(self.boxes, [*_groups(plain(text)), *[""] * GROUPS], strict=False):
            box.setText(group)
        self._judge()
        self.edited.emit()

    def fault(self) -> str:
        """Return what is missing or no digit."""
        if not self.needed:
            return ""
        typed = [plain(box.text()) for box in self.boxes]
        wrong = next((n for n, group in enumerate(typed, 1) if group and not _digits(group)), 0)
        if wrong:
            return f"第 {wrong} 組有不是數字的字"
        other = next((n for n, group in enumerate(typed) if self._differs(n, group)), None)
        if other is not None:
            return f"第 {other + 1} 組與檔案的數字不符，請對方再唸一次"
        count = sum(len(group) for group in typed)
        return "" if count == GROUP * GROUPS and all(len(group) == GROUP for group in typed) else f"已輸入 {count} / {GROUP * GROUPS} 位"

    def expect(self, digits: str) -> None:
        """Compare what is typed with these digits, group by group."""
        self.expected = plain(digits)
        self._judge()
        self.edited.emit()

    def _differs(self, n: int, group: str) -> bool:
        """Tell whether a whole group is not the one expected."""
        return bool(self.expected) and len(group) == GROUP and group != self.expected[n * GROUP : (n + 1) * GROUP]

    def _box(self, n: int) -> QLineEdit:
        box = QLineEdit()
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.setAccessibleName(f"{self.label} 第 {n + 1} 組")
        box.setPlaceholderText("—————")
        box.textEdited.connect(lambda text: self._typed(n, text))
        return box

    def _typed(self, at: int, text: str) -> None:
        """Keep five digits here and hand the rest on to the boxes behind."""
        rest = plain(text)
        while rest and at < GROUPS:
            box, group = self.boxes[at], rest[:GROUP]
            rest = rest[GROUP:]
            if box.text() != group:
                box.setText(group)
            if len(group) == GROUP and at + 1 < GROUPS:
                self.boxes[at + 1].setFocus()
            at += 1
        self._judge()
        self.edited.emit()

    def _judge(self) -> None:
        typed = [plain(box.text()) for box in self.boxes]
        for n, (box, group) in enumerate(zip(self.boxes, typed, strict=True)):
            mark_wrong(box, wrong=(bool(group) and not _digits(group)) or self._differs(n, group))
        count = sum(len(group) for group in typed)
        right = sum(bool(self.expected) and len(group) == GROUP and not self._differs(n, group) for n, group in enumerate(typed))
        self.say(f"已輸入 {count} / {GROUP * GROUPS} 位" + (f"，{right} / {GROUPS} 組相符" if self.expected else ""))
        self.counted.emit(count)


def _groups(digits: str) -> list[str]:
    return [digits[start : start + GROUP] for start in range(0, len(digits), GROUP)]


def _digits(group: str) -> bool:
    return group.isascii() and group.isdecimal()


def _large(group: str, name: str) -> QLabel:
    made = looks.text(group, "figure", wrap=False)
    made.setAccessibleName(f"{name}：{' '.join(group)}")
    return made


def _paint(painter: QPainter, font: QFont, points: float, place: QRectF, words: str) -> None:
    sized = QFont(font)
    sized.setPointSizeF(points)
    painter.setFont(sized)
    painter.setPen(Qt.GlobalColor.black)  # paper is white in every scheme
    painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)
