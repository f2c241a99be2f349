"""Whose row this is: people of a foreign file found again in the book, never by a name that two have."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from hrdesk.domain.staff import Officer
from hrdesk.domain.values import Problem
from hrdesk.services.core.name_tables import folded


@dataclass(frozen=True, slots=True)
class Match:
    """The officer a row means, or why that cannot be said; both empty = nobody known."""

    officer: Officer | None = None
    problem: Problem | None = None


@dataclass(slots=True)
class People:
    """Officers of one book, indexed by what a foreign file may name them with."""

    by_number: dict[str, list[Officer]] = field(default_factory=dict)
    by_national_id: dict[str, list[Officer]] = field(default_factory=dict)
    by_name: dict[str, list[Officer]] = field(default_factory=dict)

    @classmethod
    def of(cls, officers: Iterable[Officer]) -> "People":
        """Return the index of these officers; those still serving come first."""
        people = cls()
        for officer in sorted(officers, key=lambda item: (item.left is not None, item.id)):
            people.add(officer)
        return people

    def add(self, officer: Officer) -> None:
        """Index one more officer."""
        if officer.employee_no:
            self.by_number.setdefault(officer.employee_no, []).append(officer)
        if officer.national_id:
            self.by_national_id.setdefault(officer.national_id, []).append(officer)
        for name in {folded(officer.name), *map(folded, officer.former_names)}:
            self.by_name.setdefault(name, []).append(officer)

    def find(self, name: str, *, employee_no: str = "", national_id: str = "", birth: date | None = None) -> Match:
        """Return the officer with this number, else this id number, else this name and birth; a conflict where that is not one person.

        A name alone decides only if exactly one officer has it and nothing known about them contradicts.
        """
        by_number = self.by_number.get(employee_no, []) if employee_no else []
        by_id = self.by_national_id.get(national_id, []) if national_id else []
        if len(by_number) > 1 or len(by_id) > 1:
            return Match(problem=Problem("match_several", where="name", facts={"count": max(len(by_number), len(by_id))}))
        if by_number and by_id and by_number[0].id != by_id[0].id:
            return Match(problem=Problem("match_contradicts", where="employee_no"))
        if by_number or by_id:
            return Match(officer=(by_number or by_id)[0])
        return self._named(name, employee_no, national_id, birth)

    def _named(self, name: str, employee_no: str, national_id: str, birth: date | None) -> Match:
        alike = [item for item in self.by_name.get(folded(name), []) if _compatible(item, employee_no, national_id, birth)]
        if len(alike) > 1 and birth is not None:
            alike = [item for item in alike if item.birth == birth] or alike
        if len(alike) > 1:
            return Match(problem=Problem("match_several", where="name", facts={"count": len(alike)}))
        return Match(officer=alike[0] if alike else None)


def _compatible(item: Officer, employee_no: str, national_id: str, birth: date | None) -> bool:
    pairs = ((item.employee_no, employee_no), (item.national_id, national_id), (item.birth, birth))
    return not any(held and given and held != given for held, given in pairs)
