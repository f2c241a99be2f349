"""A form as a PDF: its pages, page numbers, small print and watermark."""

from hrdesk.domain.forms import FormContent, Printed
from hrdesk.printing import fonts, wording
from hrdesk.printing.form import FormDefinition
from hrdesk.printing.layout import Flow
from hrdesk.printing.pdf_file import PdfFile
from hrdesk.printing.pen import MM, Pen, centred_line, watermark

_SHORT, _LONG = 210 * MM, 297 * MM  # A4
_DRAFT = "草稿"


def print_pdf(definition: FormDefinition, content: FormContent) -> Printed:
    """Return the form as PDF; the same content gives the same bytes."""
    size = (_LONG, _SHORT) if definition.landscape else (_SHORT, _LONG)
    file = PdfFile(wording.filled(definition.title, definition, content), size)
    Flow(definition, content, Pen(file, size[1])).run()
    small = wording.small_print(content)

    def footer(page: int, pages: int) -> str:
        number = centred_line(file, size[0], 12.5 * MM, 10, wording.page_number(page, pages))
        return f"{number}\n{centred_line(file, size[0], 8 * MM, 7.5, small)}"

    data = file.finish(watermark(file, size, _DRAFT) if content.draft else "", footer)
    return Printed(data, file.pages, wording.missing(definition, content, lambda character: fonts.place(character) is not None))
