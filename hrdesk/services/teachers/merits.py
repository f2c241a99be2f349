"""特殊優良事蹟 as a person writes them on screen: a section kept as it stands, emptied where nothing is left (陸三(五))."""

from dataclasses import replace
from typing import TypeAlias

from hrdesk.domain.acts import Act
from hrdesk.domain.minguo import year_end
from hrdesk.domain.record import AgencyId, EvidenceId, MeritId, OfficerId
from hrdesk.domain.seeds import MeritClaim, Verification
from hrdesk.domain.values import Changes
from hrdesk.errors import Fault, InputError
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.opening.own import need_own
from hrdesk.services.people.evidence import check_evidence
from hrdesk.services.people.staff import officer

Written: TypeAlias = tuple[str, tuple[EvidenceId, ...]]  # a section's text and its evidence


@in_turn
def keep(desk: Desk, who: OfficerId, year: int, section: str, text: str, evidence: tuple[EvidenceId, ...]) -> Changes:
    """Keep one section of an officer's special merits exactly as given; without text and evidence it is deleted.

    Another text or other evidence opens its 查證 again. Raises InputError NOT_FOUND for a section the rule pack does not have or unknown evidence,
    WRONG_STATE for a teacher with another's.
    """
    need_own(desk, who, "登錄特殊優良事蹟")
    person = officer(desk, who)
    if section not in {line.code for line in desk.rules(year_end(year)).merit_sections}:
        raise InputError(Fault.NOT_FOUND, what="特殊優良事蹟的分項", text=section)
    check_evidence(desk, evidence)
    held = next(iter(desk.store.all(MeritClaim, officer=who, year=year, section=section)), None)
    with desk.store.write(Act.CLAIM_MERIT) as tx:
        if text.strip() or evidence:
            tx.put(_changed(held or _fresh(desk, person.agency, who, year, section), text.strip(), evidence))
        elif held is not None:
            tx.delete(held)
    return tx.changes


def claims(desk: Desk, who: OfficerId, year: int) -> dict[str, MeritClaim]:
    """Return an officer's special merits of a 民國 year by section."""
    return {one.section: one for one in desk.store.all(MeritClaim, officer=who, year=year)}


def section_now(desk: Desk, who: OfficerId, year: int, section: str) -> Written:
    """Return what the book has of one section: what a person's words are saved over."""
    held = claims(desk, who, year).get(section)
    return (held.text, held.evidence) if held else ("", ())


def _changed(held: MeritClaim, text: str, evidence: tuple[EvidenceId, ...]) -> MeritClaim:
    if (held.text, held.evidence) == (text, evidence):
        return held
    return replace(held, text=text, evidence=evidence, verification=Verification.OPEN, verified=None, verified_by="", verified_how="")


def _fresh(desk: Desk, agency: AgencyId, who: OfficerId, year: int, section: str) -> MeritClaim:
    return MeritClaim(id=MeritId(desk.new_id()), agency=agency, officer=who, year=year, section=section, text="")
