"""A form on paper of any kind: the one entry for the services."""

from hrdesk.domain.forms import FormContent, Paper, Printed
from hrdesk.printing import wording
from hrdesk.printing.form import FormDefinition
from hrdesk.printing.sheet import sheets_of
from hrdesk.printing.written import writable


def render(definition: FormDefinition, content: FormContent, paper: Paper) -> Printed:
    """Return the finished document; `pages` is 0 for all but PDF, because whoever opens the others lays them out.

    Raise PrintError FORM_DAMAGED if the content lacks a fact that the definition names. The writers of other papers are not even loaded.
    """
    if paper is Paper.PDF:
        from hrdesk.printing.pdf import print_pdf

        return print_pdf(definition, content)
    return Printed(_written(definition, content, paper), 0, wording.missing(definition, content, writable))


def _written(definition: FormDefinition, content: FormContent, paper: Paper) -> bytes:
    if paper is Paper.ODT:
        from hrdesk.printing.odt import write_odt

        return write_odt(definition, content)
    if paper is Paper.ODS:
        from hrdesk.printing.ods import write_ods

        return write_ods(sheets_of(definition, content))
    from hrdesk.printing.xlsx import write_xlsx

    return write_xlsx(sheets_of(definition, content))
