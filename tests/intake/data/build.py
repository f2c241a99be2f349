"""Write the staff lists of 300 made-up people that lie beside this script: `python -m tests.intake.data.build`.

The .ods and the .xls (BIFF8) are what LibreOffice makes of the .xlsx, so that real office files are read; the tests only read them.
"""

import csv
import io
import subprocess
from pathlib import Path

import openpyxl

from tests.intake.made import webhr

HERE = Path(__file__).resolve().parent
PEOPLE = 300


def main() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in webhr(PEOPLE):
        sheet.append(row)
    book.save(HERE / "roster.xlsx")
    for target in ("ods", "xls:MS Excel 97"):
        subprocess.run(["soffice", "--headless", "--convert-to", target, "--outdir", HERE, HERE / "roster.xlsx"], check=True, capture_output=True)
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(webhr(PEOPLE, rare=False))
    (HERE / "roster-big5.csv").write_bytes(text.getvalue().encode("cp950"))


if __name__ == "__main__":
    main()
