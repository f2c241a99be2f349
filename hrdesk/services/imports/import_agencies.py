"""The list of agencies in (行政院人事行政總處機關代碼): what is new, changed, moved or gone, chosen rows only, one step that undo takes back."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hrdesk.domain.acts import Act
from hrdesk.domain.minguo import roc_short, roc_year, year_start
from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.record import AgencyId, Record
from hrdesk.domain.staff import Agency, Tier
from hrdesk.domain.values import Changes
from hrdesk.errors import Fault, InputError
from hrdesk.intake.agencies import AgencyRow, read_agencies
from hrdesk.services.agency.agencies import CODE, agency_id, own_agency
from hrdesk.services.agency.memberships import moved
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.safekeeping.keeping import automatic_target, backup

__all__ = ["AgencyPlan", "AgencyRow", "PlannedAgency", "Refused", "apply", "choose", "plan", "read_agencies"]


@dataclass(frozen=True, slots=True)
class PlannedAgency:
    """What a list would do to one agency: what it would put, and in words what changes (none for a new one)."""

    agency: Agency
    puts: tuple[Record, ...]
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be taken, and why."""

    row: int
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class AgencyPlan:
    """What a list would do; `gone` are agencies of the chosen part that it no longer names: they end only where a person says so.

    `past` is how many rows are left out because the agency is unknown here and ended before the year that is judged.
    """

    new: tuple[PlannedAgency, ...]
    changed: tuple[PlannedAgency, ...]
    gone: tuple[PlannedAgency, ...]
    same: int
    refused: tuple[Refused, ...]
    past: int = 0


def choose(rows: Sequence[AgencyRow], *, prefix: str = "", parent: str = "", codes: Collection[str] = ()) -> tuple[AgencyRow, ...]:
    """Return the rows whose code begins with `prefix`, that stand under `parent` (a code or a name, at any depth) or itself, and are among `codes`."""
    wanted = _under(rows, parent) if parent else {row.code for row in rows}
    return tuple(row for row in rows if row.code.startswith(prefix) and row.code in wanted and (not codes or row.code in codes))


def _under(rows: Sequence[AgencyRow], parent: str) -> set[str]:
    names = {row.name: row.code for row in rows}
    above = {row.code: names.get(row.parent, row.parent) for row in rows}
    found = {names.get(parent, parent)}
    while more := {code for code, up in above.items() if up in found} - found:
        found |= more
    return found


@dataclass(slots=True)
class _Book:
    """The agencies known, with those of the list on top of them, and who was named already."""

    desk: Desk
    own: Agency
    known: dict[str, Agency]
    names: dict[str, str]
    city: str  # the code of what stands above the department in the list: its other agencies are the department's first tier
    seen: set[str] = field(default_factory=set)


def plan(desk: Desk, rows: Sequence[AgencyRow], scope: Sequence[AgencyRow] | None = None, *, prefix: str = "") -> AgencyPlan:
    """Return what `rows` would do to the agencies known; of those with `prefix`, the ones that `scope` (by default `rows`) does not name are gone.

    Raises InputError WRONG_WORKSPACE where nobody is collected.
    """
    if desk.workspace.kind is WorkspaceKind.AGENCY:
        raise InputError(Fault.WRONG_WORKSPACE, reason="只有彙整所屬的一級機關與人事處需要機關清單")
    known = {one.code: one for one in desk.store.all(Agency)}
    names = {**{one.name: one.code for one in known.values()}, **{row.name: row.code for row in rows}}
    own = own_agency(desk)
    book = _Book(desk, own, dict(known), names, _city(desk, own, scope or rows, names))
    taken = [row for row in rows if row.code != book.city and not _past(desk, row, known)]
    found = [_row(book, row) for row in _parents_first(taken, names)]
    planned = [one for one in found if isinstance(one, PlannedAgency)]
    new = tuple(one for one in planned if one.agency.code not in known)
    changed = tuple(one for one in planned if one.agency.code in known and one.puts)
    refused = tuple(sorted((one for one in found if isinstance(one, Refused)), key=lambda one: one.row))
    gone = tuple(_gone(book, {row.code for row in (rows if scope is None else scope)}, known, prefix))
    past = sum(_past(desk, row, known) for row in rows)
    return AgencyPlan(new, changed, gone, len(planned) - len(new) - len(changed), refused, past)


def _city(desk: Desk, own: Agency, rows: Sequence[AgencyRow], names: Mapping[str, str]) -> str:
    """Return the code of the government that the department stands under in the official list; "" elsewhere, or where the list does not tell."""
    above = next((row.parent for row in rows if row.code == own.code), "") if desk.workspace.kind is WorkspaceKind.DEPARTMENT else ""
    return names.get(above, above) if above else ""


def _past(desk: Desk, row: AgencyRow, known: Mapping[str, Agency]) -> bool:
    """Tell whether an agency that is unknown here ended before the year that is judged: the official list keeps them all."""
    return row.end is not None and row.code not in known and row.end < year_start(roc_year(desk.today) - 1)


@in_turn
def apply(desk: Desk, found: AgencyPlan, *, gone: bool = False) -> Changes:
    """Put what a plan would put, in one transaction behind a verified backup; agencies that are gone end today only with `gone`."""
    puts = [record for one in (*found.new, *found.changed, *(found.gone if gone else ())) for record in one.puts]
    if not puts:
        return Changes()
    backup(desk, automatic_target(desk, "import"))
    with desk.store.write(Act.EDIT, what="agencies", count=len(puts)) as tx:
        tx.put_all(puts)
    return tx.changes


def _parents_first(rows: Sequence[AgencyRow], names: Mapping[str, str]) -> list[AgencyRow]:
    """Return rows so that an agency stands behind the one it is under."""
    left = {row.code: names.get(row.parent, row.parent) for row in rows}

    def depth(code: str) -> int:
        seen = {code}
        while (code := left.get(code, "")) in left and code not in seen:
            seen.add(code)
        return len(seen)

    return sorted(rows, key=lambda row: (depth(row.code), row.row))


def _row(book: _Book, row: AgencyRow) -> PlannedAgency | Refused:
    label = row.name or row.code
    if CODE.fullmatch(row.code) is None or not row.name:
        return Refused(row.row, label, "機關代碼須為十碼英數字且末碼為大寫英文字母，機關名稱不可空白")
    if row.code in book.seen:
        return Refused(row.row, label, "同一機關代碼在清單中出現兩次")
    book.seen.add(row.code)
    held = book.known.get(row.code)
    parent = _parent(book, row, held)
    if row.parent and parent is None and row.code != book.own.code:
        return Refused(row.row, label, f"上級機關「{row.parent}」不在清單，也不在本工作區")
    return _planned(book, row, held, parent)


def _parent(book: _Book, row: AgencyRow, held: Agency | None) -> Agency | None:
    """Return the agency above as the list tells it; where it tells none, as held, and for a new one the own."""
    if row.parent:
        above = book.names.get(row.parent, row.parent)
        return book.own if above == book.city else book.known.get(above)
    return None if held is not None else book.own


def _planned(book: _Book, row: AgencyRow, held: Agency | None, parent: Agency | None) -> PlannedAgency | Refused:
    if held is None:
        tier = row.tier or (Tier.FIRST if parent is not None and parent.tier is Tier.DEPARTMENT else Tier.SECOND)
        above = parent.id if parent else None
        after = Agency(id=agency_id(row.code), code=row.code, name=row.name, tier=tier, parent=above, group=row.group, start=row.start, end=row.end)
        book.known[row.code] = after
        return PlannedAgency(after, (after,))
    after = replace(held, name=row.name, group=row.group or held.group, end=row.end or held.end)
    puts: tuple[Record, ...] = (after,) if after != held else ()
    if parent is not None and held.parent != parent.id and held.code != book.own.code:
        try:
            puts = moved(book.desk.store, after, parent, book.desk.today)
        except InputError as error:
            return Refused(row.row, row.name, words.of_error(error))
        after = next(one for one in puts if isinstance(one, Agency))
    book.known[row.code] = after
    return PlannedAgency(after, puts, tuple(_told(held, after, {one.id: one.name for one in book.known.values()})))


def _told(before: Agency, after: Agency, names: Mapping[AgencyId, str]) -> Iterator[str]:
    if before.name != after.name:
        yield f"名稱 {before.name}→{after.name}"
    if before.parent != after.parent:
        yield f"上級 {names.get(before.parent, '無') if before.parent else '無'}→{names.get(after.parent, '無') if after.parent else '無'}（改隸）"
    if before.group != after.group:
        yield f"業務屬性相同類別 {before.group or '無'}→{after.group}"
    if before.end != after.end and after.end is not None:
        yield f"裁撤 {roc_short(after.end)}"


def _gone(book: _Book, listed: Collection[str], known: Mapping[str, Agency], prefix: str) -> Iterator[PlannedAgency]:
    """Yield the agencies collected here that the list no longer names, with the end they would get."""
    above = {book.own.id, book.own.parent}
    for code, one in sorted(known.items()):
        if code not in listed and code.startswith(prefix) and one.id not in above and one.end is None:
            after = replace(one, end=book.desk.today)
            yield PlannedAgency(after, (after,), (f"清單沒有這個機關；裁撤 {roc_short(book.desk.today)}",))
