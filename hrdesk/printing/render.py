"""A form on paper of any kind: the one entry for the services."""

from hrdesk.domain.forms import FormContent, Paper, Printed
from hrdesk.printing import wording
from hrdesk.printing.form import FormDefinition
from hrdesk.printing.sheet import sheet_of
from hrdesk.printing.written import writable


def render(definition: FormDefinition, content: FormContent, paper: Paper) -> Printed:
    """Return the finished document; `pages` is 0 for a spreadsheet, whose printer counts them.

    Raise PrintError FORM_DAMAGED if the content lacks a fact that the definition names. The writers of other papers are not even loaded.
    """
    if paper is Paper.PDF:
        from hrdesk.printing.pdf import print_pdf

        return print_pdf(definition, content)
    sheet = sheet_of(definition, content)
    if paper is Paper.ODS:
        from hrdesk.printing.ods import write_ods

        data = write_ods(sheet)
    else:
        from hrdesk.printing.xlsx import write_xlsx

        data = write_xlsx(sheet)
    return Printed(data, 0, wording.missing(definition, content, writable))
