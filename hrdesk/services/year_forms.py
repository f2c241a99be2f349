"""The forms that travel inside a package, as PDF with the fingerprint of the data they were made from; the receiver keeps them byte for byte."""

from collections.abc import Iterable, Iterator

from hrdesk.domain.forms import Paper
from hrdesk.domain.record import AgencyId, OfficerId
from hrdesk.services.agencies import agency as agency_record
from hrdesk.services.desk import Desk
from hrdesk.services.form_contents import seed_teachers
from hrdesk.services.forms import About, form_content, render_form


def annexes(desk: Desk, year: int, fingerprint: str) -> dict[str, bytes]:
    """Return 附表1 to 附表4 of the own agency and 附表5 of each of its seed teachers, by file name."""
    own = agency_record(desk, desk.workspace.agency)
    found = {f"{form}-{own.code}.pdf": _pdf(desk, form, year, fingerprint, About(agency=own.id)) for form in ("annex1", "annex2", "annex3", "annex4")}
    people = (person.id for person in seed_teachers(desk, year, (own,)))
    return found | dict(_each(desk, "annex5", year, fingerprint, people))


def nomination_forms(desk: Desk, year: int, fingerprint: str, agencies: Iterable[AgencyId], people: Iterable[OfficerId]) -> dict[str, bytes]:
    """Return the award list with its mandatory attachments (陸三(五)): 附表1 of each agency, 附表3 and 附表5 of each nominee."""
    own = agency_record(desk, desk.workspace.agency)
    nominees = tuple(people)
    found = {f"award-list-{own.code}.pdf": _pdf(desk, "award-list", year, fingerprint, About(agency=own.id))}
    for agency in agencies:
        found[f"annex1-{agency_record(desk, agency).code}.pdf"] = _pdf(desk, "annex1", year, fingerprint, About(agency=agency))
    return found | dict(_each(desk, "annex3", year, fingerprint, nominees)) | dict(_each(desk, "annex5", year, fingerprint, nominees))


def _each(desk: Desk, form: str, year: int, fingerprint: str, people: Iterable[OfficerId]) -> Iterator[tuple[str, bytes]]:
    """Yield one person's form after another with its file name, which names nobody."""
    for person in people:
        yield f"{form}-{person}.pdf", _pdf(desk, form, year, fingerprint, About(officer=person))


def _pdf(desk: Desk, form: str, year: int, fingerprint: str, about: About) -> bytes:
    """Return one form as PDF; ID numbers stay hidden: only the award file needs them, and the nominees' records carry them."""
    return render_form(desk, form_content(desk, form, year, about, fingerprint=fingerprint), year, Paper.PDF).data
