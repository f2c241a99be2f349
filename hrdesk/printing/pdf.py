"""A form as a PDF: its pages, page numbers, small print and watermark."""

from bisect import bisect_left
from collections.abc import Iterator

from hrdesk.domain.forms import FormContent, Printed
from hrdesk.printing import fonts, wording
from hrdesk.printing.form import FormDefinition
from hrdesk.printing.layout import Flow
from hrdesk.printing.pdf_file import PdfFile
from hrdesk.printing.pen import MM, Pen, centred_line, watermark

_SHORT, _LONG = 210 * MM, 297 * MM  # A4
_DRAFT = "草稿"


def print_pdf(definition: FormDefinition, content: FormContent) -> Printed:
    """Return the form as PDF, every copy with its own page numbers; the same content gives the same bytes."""
    size = (_LONG, _SHORT) if definition.landscape else (_SHORT, _LONG)
    file = PdfFile(wording.filled(definition.title, definition, content), size)
    ends = tuple(_laid_out(definition, content, file, size[1]))
    small = wording.small_print(content)

    def footer(page: int, _: int) -> str:
        copy = bisect_left(ends, page)
        before = ends[copy - 1] if copy else 0
        number = centred_line(file, size[0], 12.5 * MM, 10, wording.page_number(page - before, ends[copy] - before))
        return f"{number}\n{centred_line(file, size[0], 8 * MM, 7.5, small)}"

    data = file.finish(watermark(file, size, _DRAFT) if content.draft else "", footer)
    return Printed(data, file.pages, wording.missing(definition, content, lambda character: fonts.place(character) is not None))


def _laid_out(definition: FormDefinition, content: FormContent, file: PdfFile, height: float) -> Iterator[int]:
    """Lay out one copy after the other; yield the number of each one's last page."""
    for copy in content.copies:
        for leaf in wording.leaves(definition, copy):
            Flow(definition, leaf, Pen(file, height)).run()
        yield file.pages
