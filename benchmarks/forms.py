"""Forms beside a bare reportlab canvas that draws the same cells: a one-page process (goal ≤ 2) and tables of 100 to 1,000 pages (goal ≤ 3, linear)."""

import subprocess
import sys
import tracemalloc
from functools import partial
from io import BytesIO

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.timing import growth, line, ratio, run
from hrdesk import paths
from hrdesk.domain.forms import FormContent, Paper
from hrdesk.printing import fonts
from hrdesk.printing.definition import load_form
from hrdesk.printing.render import render

FACTS = {"agency": "臺北市政府範例局", "agency_code": "379000000A", "year": "115", "date": "中華民國115年12月31日"}
TEXTS = {
    "agency": ("範例局人事室", "範例局第一戶政"),
    "title": ("主任", "專員", "科員"),
    "name": ("王小明", "陳大華", "林小如"),
    "category": ("種籽教師", "人事主管"),
    "course_category": ("核心系統", "資訊研討"),
    "course": ("差勤管理子系統第2期", "WebITR差勤系統"),
    "dates": ("115/6/10", "115/11/5"),
    "mode": ("實體", "數位"),
    "hours": ("3", "2.5"),
    "participation": ("全程參與", "請假"),
    "note": ("",),
}
ROWS_A_PAGE = 22
PAGES = (100, 300, 1000)


def content(rows: int) -> FormContent:
    """Return 附表1 with so many rows of one line."""
    table = tuple({"no": str(number % 999 + 1), **{key: texts[number % len(texts)] for key, texts in TEXTS.items()}} for number in range(rows))
    return FormContent("annex1", FACTS, {"rows": table}, printed="115/11/21", versions="hrdesk", draft=False)


def ours(form: FormContent) -> int:
    """Return the pages of the form as the program prints it."""
    return render(load_form("taipei-101", "annex1"), form, Paper.PDF).pages


def bare(form: FormContent) -> None:
    """Draw the same cells at once: no line breaking, no widths, one text object a page."""
    if "Kai" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Kai", str(fonts.unpacked("TW-Kai", paths.resources() / "fonts", paths.cache() / "fonts"))))
    canvas = Canvas(BytesIO(), pagesize=landscape(A4), pageCompression=1, initialFontName="Kai", invariant=1)
    rows = form.tables["rows"]
    edges = [57 + 60 * column for column in range(13)]
    for start in range(0, len(rows), ROWS_A_PAGE):
        page = canvas.beginText()
        page.setFont("Kai", 10)
        for number, row in enumerate(rows[start : start + ROWS_A_PAGE]):
            for x, text in zip(edges, row.values(), strict=False):
                page.setTextOrigin(x, 500 - 20 * number)
                page.textOut(text)
        canvas.drawText(page)
        canvas.lines([(57, 515 - 20 * number, 777, 515 - 20 * number) for number in range(ROWS_A_PAGE + 1)])
        canvas.lines([(x, 515, x, 75) for x in edges])
        canvas.showPage()
    canvas.save()


def process(drawn: str) -> None:
    """Run one page in a process of its own, imports and font included."""
    script = f"import sys; from hrdesk.printing import fonts; from benchmarks.forms import {drawn}, content; {drawn}(content({ROWS_A_PAGE - 10}))"
    subprocess.run([sys.executable, "-c", script], check=True)


def peak(rows: int) -> int:
    """Return the most memory that printing takes, in bytes, beside the content."""
    form = content(rows)
    tracemalloc.start()
    ours(form)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def main(quick: bool = False) -> None:
    """Print a line a size, the growth exponent and the memory a page."""
    process("ours")
    line("one page, whole process", *ratio(partial(process, "ours"), partial(process, "bare"), runs=2 if quick else 7), goal=2)
    sizes, times = (2, 4, 8) if quick else PAGES, []
    for pages in sizes:
        form = content(pages * ROWS_A_PAGE)
        mine, limit, paired = ratio(partial(ours, form), partial(bare, form), runs=3)
        line(f"{ours(form)} pages of {ROWS_A_PAGE} rows", mine, limit, paired, goal=3)
        times.append(mine)
    growth(sizes, times, 1.05)
    print(f"{'':<8}peak memory: " + ", ".join(f"{pages} pages {peak(pages * ROWS_A_PAGE) / 2**20:.1f} MiB" for pages in sizes))


if __name__ == "__main__":
    run(main)
