"""What an interchange file would hold before it is written: how many rows, in how many files, and who is left out and why."""

from dataclasses import dataclass

from hrdesk.domain.awards import Decision
from hrdesk.domain.staff import Officer
from hrdesk.domain.training import TrainingRecord
from hrdesk.domain.values import Key, Problem
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.interchange import template
from hrdesk.services.papers import exports

TITLES = {"learning": "終身學習時數上傳檔", "award": "敘獎匯入檔（WebHR）"}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that the other side could not take: whose it is, why, and the record to mend."""

    id: int
    name: str
    reason: str
    record: Key | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would be written: which export, the title, the other side's headings, rows, files, and what is left out."""

    what: str
    title: str
    headings: tuple[str, ...]
    rows: int
    files: int
    left_out: tuple[LeftOut, ...]


def outlook(desk: Desk, what: str, year: int) -> Outlook:
    """Return what an export of a 民國 year would write; raise InputError as `exports.prepared` does."""
    found = exports.prepared(desk, what, year)
    headings = tuple(column.heading for column in template(what).columns)
    left_out = tuple(LeftOut(n, _whose(desk, one), words.of_problem(one), one.record) for n, one in enumerate(found.left_out))
    return Outlook(what, TITLES[what], headings, found.rows, len(found.files) if found.rows else 0, left_out)


def _whose(desk: Desk, problem: Problem) -> str:
    """Return the name of the officer whose row it would be."""
    record = problem.record
    kinds = {"TrainingRecord": TrainingRecord, "Decision": Decision}
    found = desk.store.get(kinds[record.kind], record.id) if record is not None and record.kind in kinds else None
    officer = desk.store.get(Officer, found.officer) if found is not None else None
    return officer.name if officer is not None else ""
