"""Where each finding of the gate is mended: the page, and the record on it."""

from collections.abc import Mapping

from hrdesk.domain.values import Key, Problem
from hrdesk.services.awards.nomination_board import Listed

PLACES: Mapping[str, str] = {
    "not_in_annex2": "seeds",
    "not_dedicated": "seeds",
    "also_domain_seed": "seeds",
    "annex1_empty": "training",
    "annex3_empty": "coaching",
    "annex5_missing": "self_check",
    "annex5_not_approved": "self_check",
    "merit_without_claim": "self_check",
    "merit_without_evidence": "self_check",
    "merit_not_nominated": "self_check",
    "evidence_missing": "self_check",
    "evidence_empty": "self_check",
}
ID_MISSING = "nominee_without_id"


def place(problem: Problem, listed: Mapping[str, Listed]) -> tuple[str, Key | None]:
    """Return the page on which a finding is mended and the record there; "awards" is the list itself, with the line where it is about one."""
    key = problem.record
    line = listed.get(key.id) if key is not None and key.kind == "Nominee" else None
    if problem.code == ID_MISSING and line is not None and not line.who.foreign:
        return "people", Key("Officer", line.nominee.officer)
    page = PLACES.get(problem.code)
    if page is None:
        return "awards", key if line is not None else None
    return page, key if line is None else Key("Officer", line.nominee.officer)
