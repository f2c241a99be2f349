"""The forms that travel inside a package, as PDF with the fingerprint of the data they were made from; the receiver keeps them byte for byte."""

from collections.abc import Iterable, Iterator, Sequence

from hrdesk.domain.forms import Paper
from hrdesk.domain.record import AgencyId, OfficerId
from hrdesk.services.agency.agencies import agency as agency_record
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.paper import render_form
from hrdesk.services.papers.forms import About, form_content
from hrdesk.services.teachers.seeds import seed_teachers

Wanted = tuple[str, str, About]  # a file's name, its form, and what it is about


def annexes(desk: Desk, year: int, fingerprint: str) -> dict[str, bytes]:
    """Return 附表1 to 附表4 of the own agency and 附表5 of each of its seed teachers, by file name."""
    own = agency_record(desk, desk.workspace.agency)
    wanted = [(f"{form}-{own.code}.pdf", form, About(agency=own.id)) for form in ("annex1", "annex2", "annex3", "annex4")]
    return _printed(desk, [*wanted, *_each("annex5", (person.id for person in seed_teachers(desk, year, (own,))))], year, fingerprint)


def nomination_forms(desk: Desk, year: int, fingerprint: str, agencies: Iterable[AgencyId], people: Iterable[OfficerId]) -> dict[str, bytes]:
    """Return the award list with its mandatory attachments (陸三(五)): 附表1 of each agency, 附表3 and 附表5 of each nominee."""
    own = agency_record(desk, desk.workspace.agency)
    nominees = tuple(people)
    wanted = [(f"award-list-{own.code}.pdf", "award-list", About(agency=own.id))]
    wanted += [(f"annex1-{agency_record(desk, agency).code}.pdf", "annex1", About(agency=agency)) for agency in agencies]
    return _printed(desk, [*wanted, *_each("annex3", nominees), *_each("annex5", nominees)], year, fingerprint)


def _each(form: str, people: Iterable[OfficerId]) -> Iterator[Wanted]:
    """Yield one person's form after another with its file name, which names nobody."""
    for person in people:
        yield f"{form}-{person}.pdf", form, About(officer=person)


def _printed(desk: Desk, wanted: Sequence[Wanted], year: int, fingerprint: str) -> dict[str, bytes]:
    """Print one form after another; it may be stopped between any two, since nothing is kept yet."""
    found: dict[str, bytes] = {}
    for done, (name, form, about) in enumerate(wanted):
        desk.progress(done, len(wanted))
        found[name] = _pdf(desk, form, year, fingerprint, about)
    desk.progress(len(wanted), len(wanted))
    return found


def _pdf(desk: Desk, form: str, year: int, fingerprint: str, about: About) -> bytes:
    """Return one form as PDF; ID numbers stay hidden: only the award file needs them, and the nominees' records carry them."""
    return render_form(desk, form_content(desk, form, year, about, fingerprint=fingerprint), year, Paper.PDF).data
