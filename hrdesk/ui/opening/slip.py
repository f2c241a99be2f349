"""The recovery code on paper: large letters on one page, for the safe."""

from html import escape

from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

PAGE = """<h2>復原碼</h2><p>{agency}</p>
<p>忘記工作區密碼時，只有這組復原碼能再開啟。請與文件分開，放在上鎖的地方；看得到它的人就能開啟工作區。</p>
<p style="font-size: 20pt; font-family: monospace; line-height: 160%;">{first}<br>{second}</p>
<p>　</p><p>保管人：＿＿＿＿＿＿＿＿　　日期：＿＿＿年＿＿＿月＿＿＿日</p>"""


def halves(code: str) -> tuple[str, str]:
    """Return a code as two lines of four groups."""
    groups = code.split("-")
    middle = len(groups) // 2
    return "　".join(groups[:middle]), "　".join(groups[middle:])


def slip(agency: str, code: str) -> QTextDocument:
    """Return the page to print."""
    first, second = halves(code)
    made = QTextDocument()
    made.setHtml(PAGE.format(agency=escape(agency), first=first, second=second))
    return made


def print_slip(parent: QWidget, agency: str, code: str) -> QPrintDialog:
    """Let the person pick a printer, and print the page there."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("列印復原碼")
    dialog.accepted.connect(lambda: slip(agency, code).print_(printer))
    QDialog.open(dialog)
    return dialog
