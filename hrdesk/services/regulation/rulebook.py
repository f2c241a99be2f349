"""What rules here: the rule packs, office days and notice that were handed down or adopted, and, where there are none, what the program brings along."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.pack import RulePack
from hrdesk.domain.pack_fit import lacking
from hrdesk.domain.pack_sense import troubles
from hrdesk.domain.rulebook import Contact, Notice, RuleRole
from hrdesk.domain.values import Changes
from hrdesk.errors import Fault, InputError
from hrdesk.exchange import rule_texts
from hrdesk.exchange.rule_files import rule_file
from hrdesk.services.agency.agencies import need_department
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.turn import in_turn
from hrdesk.services.regulation import rules
from hrdesk.services.regulation.packs import held_files
from hrdesk.store.transaction import Transaction

NOTICE = "notice"


def packs_in_use(desk: Desk) -> Mapping[str, bytes]:
    """Return the packs that rule here by id, as their files' bytes: those handed down or adopted, else those shipped."""
    held = {one.name: desk.store.blob(one.digest) for one in held_files(desk.store, RuleRole.PACK)}
    return held or {rules.read_pack(path).id: path.read_bytes() for path in rules.pack_files()}


def packs(desk: Desk) -> tuple[RulePack, ...]:
    """Return the packs that rule here, by id."""
    return tuple(map(rule_texts.pack_in, packs_in_use(desk).values()))


def replaced_by(desk: Desk, fresh: RulePack) -> RulePack | None:
    """Return the pack that a new one would come in the place of: that of its id, else the one in force when it begins, None where none was."""
    named = next((pack for pack in packs(desk) if pack.id == fresh.id), None)
    try:
        return named or desk.rules(fresh.valid_from)
    except InputError:
        return None


def notice(desk: Desk) -> Notice | None:
    """Return the notice that rules here, None before there is one."""
    held = held_files(desk.store, RuleRole.NOTICE)
    return rule_texts.notice_in(desk.store.blob(held[0].digest)) if held else None


def contact(desk: Desk) -> Contact:
    """Return whom this office asks, or tells others to ask; nobody before that was said."""
    held = notice(desk)
    return held.contact if held else Contact()


@in_turn
def set_contact(desk: Desk, who: Contact) -> Changes:
    """Keep whom the offices below ask, to be told with the next rules package; raise InputError INVALID without telephone and mail."""
    need_department(desk)
    if not who.known:
        raise InputError(Fault.INVALID, what="諮詢窗口", reason="請填電話或電子郵件")
    data = rule_texts.notice_text(Notice(contact=who))
    with desk.store.write(Act.EDIT, what="contact") as tx:
        keep(tx, {RuleRole.NOTICE: {NOTICE: data}})
    return tx.changes


@in_turn
def adopt(desk: Desk, path: Path) -> Changes:
    """Let a rule pack's file count here from now on, beside those in use; one with its id is replaced.

    Raises InputError WRONG_WORKSPACE outside the department, FILE_MISSING, INVALID for a file that is no rule pack or does not fit the program, or
    where another pack comes into force on the same day.
    """
    need_department(desk)
    data = read_file(path)
    fresh = rule_texts.pack_in(data)
    for reason in unfit(fresh):
        raise InputError(Fault.INVALID, what="規則包", reason=reason)
    files = {**packs_in_use(desk), fresh.id: data}
    starts = [rule_texts.pack_in(one).valid_from for one in files.values()]
    if starts.count(fresh.valid_from) > 1:
        raise InputError(Fault.INVALID, what="規則包", reason="另有施行日期相同的規則包")
    with desk.store.write(Act.ADOPT_RULES, pack=fresh.id) as tx:
        keep(tx, {RuleRole.PACK: files})
    return tx.changes


def unfit(pack: RulePack) -> Iterator[str]:
    """Yield in words why the program could not work with a pack: what it lacks beside the newest shipped one, else what makes no sense in it."""
    known = max(rules.packs(), key=lambda one: one.valid_from)
    lacks = tuple(lacking(pack, known))
    yield from (f"缺少 {words.place_in_pack(place)}，或程式不認得" for place in lacks)
    if not lacks:
        names = words.table("figures")
        yield from (f"{names.get(one.place, one.place)}：{words.label(one.misfit)}" for one in troubles(pack, known))


def read_file(path: Path) -> bytes:
    """Return the bytes of a rule pack's file; raise InputError FILE_MISSING where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(Fault.FILE_MISSING, file=path.name) from error


def keep(tx: Transaction, files: Mapping[RuleRole, Mapping[str, bytes]]) -> None:
    """Let files rule here, by role and name, in the place of those of the same roles and names."""
    for role, named in files.items():
        for name, data in named.items():
            tx.blob_in(data)
            tx.put(rule_file(role, name, data))
