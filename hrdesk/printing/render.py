"""A form on paper of any kind: the one entry for the services."""

from hrdesk.domain.forms import FormContent, Paper, Printed
from hrdesk.printing.definition import FormDefinition


def render(definition: FormDefinition, content: FormContent, paper: Paper) -> Printed:
    """Return the finished document; the libraries of the other papers stay unloaded."""
    if paper is Paper.PDF:
        from hrdesk.printing.pdf import print_pdf

        return print_pdf(definition, content)
    raise ValueError(paper)
