"""Onto paper: a form's content laid out by its definition, and any file written whole or not at all."""

import os
from pathlib import Path

from hrdesk.domain.forms import FormContent, Paper, Printed
from hrdesk.domain.minguo import year_end
from hrdesk.errors import Fault, PrintError
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.told import reason_of


def render_form(desk: Desk, content: FormContent, year: int, paper: Paper) -> Printed:
    """Return a form's bytes, laid out by the definition of the year's rule pack."""
    from hrdesk.printing.definition import load_form
    from hrdesk.printing.render import render

    return render(load_form(desk.rules(year_end(year)).id, content.form), content, paper)


def write_whole(target: Path, data: bytes) -> None:
    """Write a file so that under its name stands the old one or the whole new one; raise PrintError WRITE_FAILED."""
    draft = target.with_name(f".{target.name}.part")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise PrintError(Fault.WRITE_FAILED, file=target.name, what=reason_of(error)) from error
    except KeyboardInterrupt:
        draft.unlink(missing_ok=True)
        raise
