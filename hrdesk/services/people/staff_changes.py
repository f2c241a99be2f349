"""Changes to several officers at once, and taking one off the roster where nothing speaks of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from hrdesk.domain.acts import Act
from hrdesk.domain.kinds import KINDS
from hrdesk.domain.names import private_use
from hrdesk.domain.record import AgencyId, OfficerId
from hrdesk.domain.staff import Duty, Officer, RoleSpan
from hrdesk.domain.values import Changes, Key, Problem, Severity
from hrdesk.errors import Fault, InputError
from hrdesk.services.agency.snapshot import OFFICER_FIELDS
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.people import looking
from hrdesk.services.people.staff import check_span, officer, officer_problems, refuse, with_former_name


@dataclass(frozen=True, slots=True)
class Mention:
    """How many records of one kind name an officer, and the first of them."""

    kind: str
    count: int
    first: Key

    @property
    def text(self) -> str:
        """Return the kind and the number in words."""
        return f"{words.kind_label(self.kind)} {self.count} 筆"


def new_officer(desk: Desk, agency: AgencyId) -> Officer:
    """Return an officer of an agency that is not saved yet and has no name."""
    return Officer(id=OfficerId(desk.new_id()), agency=agency, name="")


def draft_problems(desk: Desk, draft: Officer) -> tuple[Problem, ...]:
    """Return what is wrong with an officer as typed, whether somebody of the agency has the employee number already, and rare characters of the name."""
    found = (*officer_problems(draft), *_rare(draft.name))
    if draft.employee_no and any(one.id != draft.id for one in desk.store.all(Officer, agency=draft.agency, employee_no=draft.employee_no)):
        return (*found, Problem("officer_number_twice", where="employee_no", facts={"number": draft.employee_no}))
    return found


def _rare(name: str) -> Iterator[Problem]:
    """Yield a note on characters that other systems' Big5 files cannot hold; 造字 are told as such elsewhere."""
    made = private_use(name)
    rare = [sign for sign in name if sign not in made and not sign.encode("cp950", errors="ignore")]
    if rare:
        yield Problem("name_rare", Severity.NOTE, where="name", facts={"count": len(rare)})


@in_turn
def save_draft(desk: Desk, draft: Officer) -> Changes:
    """Add or change an officer whose employee number is nobody else's; raise InputError INCOMPLETE naming what is wrong."""
    refuse(draft_problems(desk, draft))
    with desk.store.write(Act.EDIT, what="officer") as tx:
        tx.put(with_former_name(tx.get(Officer, draft.id), draft))
    return tx.changes


def id_number(desk: Desk, who: OfficerId, reason: str) -> str:
    """Return an officer's whole ID number; the look and its reason are noted. Raises InputError NEEDS_REASON without one."""
    person = officer(desk, who)
    looking.note(desk, "officers", (Key("Officer", who),), unmask=True, reason=reason)
    return person.national_id


def affected(people: Sequence[Officer], given: Mapping[str, Any]) -> tuple[Officer, ...]:
    """Return the officers as these fields would make them, only those that would change."""
    pairs = ((person, replace(person, **given)) for person in people)
    return tuple(after for before, after in pairs if after != before)


@in_turn
def change_officers(desk: Desk, whose: Sequence[OfficerId], given: Mapping[str, Any]) -> Changes:
    """Give several officers the same fields in one act; raise InputError INCOMPLETE where one of them would be wrong, and change nobody."""
    changed = affected([officer(desk, who) for who in whose], given)
    refuse([problem for after in changed for problem in officer_problems(after)])
    with desk.store.write(Act.EDIT, what="officers") as tx:
        tx.put_all(changed)
    return tx.changes


def mentions(desk: Desk, whose: Collection[OfficerId]) -> tuple[Mention, ...]:
    """Return what the book holds about some officers beside themselves, by kind."""
    found = []
    for kind in KINDS:
        naming = sorted(OFFICER_FIELDS & {field.name for field in fields(kind)})
        named = sorted({record.id for name in naming for record in desk.store.all(kind, **{name: tuple(whose)})})
        if named:
            found.append(Mention(kind.__name__, len(named), Key(kind.__name__, named[0])))
    return tuple(found)


@in_turn
def delete_officers(desk: Desk, whose: Sequence[OfficerId]) -> Changes:
    """Take officers off the roster who were entered by mistake; raise InputError WRONG_STATE saying what speaks of them where anything does."""
    people = [officer(desk, who) for who in whose]
    if held := mentions(desk, whose):
        reason = f"仍有{'、'.join(one.text for one in held)}。離職的人請登錄離職日"
        raise InputError(Fault.WRONG_STATE, what="刪除人員", reason=reason)
    with desk.store.write(Act.EDIT, what="officers") as tx:
        tx.delete_all(people)
    return tx.changes


@in_turn
def change_span(desk: Desk, span: RoleSpan | Duty, start: date, end: date | None) -> Changes:
    """Change the days of a role or duty (both included, None = still); raise InputError INVALID where they are in the wrong order."""
    check_span(start, end)
    with desk.store.write(Act.ASSIGN) as tx:
        tx.put(replace(span, start=start, end=end))
    return tx.changes


@in_turn
def remove_span(desk: Desk, span: RoleSpan | Duty) -> Changes:
    """Take away a role or duty that was entered by mistake."""
    with desk.store.write(Act.ASSIGN) as tx:
        tx.delete(span)
    return tx.changes
