"""From one revision of a package to the next, in words by person and form: for the screen, for paper, and as a list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hrdesk.domain.acts import Act
from hrdesk.domain.calendar import TAIPEI
from hrdesk.domain.minguo import roc_short
from hrdesk.domain.offices import Direction, Parcel
from hrdesk.domain.package import PackageKind
from hrdesk.domain.staff import Agency
from hrdesk.domain.values import Key
from hrdesk.errors import Fault, InputError
from hrdesk.printing.listing import ListPaper, write_list
from hrdesk.services.agency import ledger
from hrdesk.services.core import words
from hrdesk.services.core.desk import Desk
from hrdesk.services.core.difference import Difference
from hrdesk.services.core.paper import write_whole
from hrdesk.services.people import looking
from hrdesk.services.post import inspection

HEADINGS = ("表件", "人員", "差異")


@dataclass(frozen=True, slots=True)
class Compared:
    """Two revisions of one series that were received here: `earlier` None = the later one is the first."""

    agency: str
    earlier: Parcel | None
    later: Parcel
    differences: tuple[Difference, ...]

    @property
    def title(self) -> str:
        """Return what is compared: 範例地政局 年度資料 115 年度 第 2 版與第 1 版的差異."""
        what = f"{self.agency} {words.label(PackageKind(self.later.kind))} {self.later.year} 年度 第 {self.later.revision} 版"
        day = roc_short(self.later.at.astimezone(TAIPEI).date())
        return f"{what}（{day} 收件）" + (f"與第 {self.earlier.revision} 版的差異" if self.earlier else "的全部內容")


def series_of(desk: Desk, parcel: Parcel) -> tuple[Parcel, ...]:
    """Return the revisions received of a package's series, oldest first."""
    return ledger.received(desk.store, PackageKind(parcel.kind), parcel.year, parcel.agency)


def compare(desk: Desk, later: Parcel, earlier: Parcel | None = None) -> Compared:
    """Return what differs between two received revisions, `earlier` by default the one before; the look is noted.

    Raises InputError WRONG_STATE for a package that was sent, which only its addressee opens, INVALID for packages of two series.
    """
    for one in (later, earlier):
        if one is not None and one.direction is not Direction.RECEIVED:
            raise InputError(Fault.WRONG_STATE, what="比較版次", reason="寄出的資料包只有收件機關的金鑰能解密")
    series = series_of(desk, later)
    if earlier is not None and earlier not in series:
        raise InputError(Fault.INVALID, what="比較版次", reason="不是同一系列的資料包")
    before = earlier or next((one for one in reversed(series) if one.revision < later.revision), None)
    agency = desk.store.get(Agency, later.agency)
    old = inspection.carried(desk, before) if before else {}
    found = tuple(inspection.differences(desk, old, inspection.carried(desk, later)))
    looking.note(desk, "package")
    return Compared(agency.name if agency else "", before, later, found)


def lines(differences: Sequence[Difference]) -> Iterator[str]:
    """Yield each difference on a line of its own: 附表1 研習課程紀錄表　王小明：變更　研習紀錄（範例操作班）：到課紀錄 缺席→到課."""
    for one in differences:
        yield from (f"{one.form}{f'　{one.person}' if one.person else ''}：{detail}" for detail in one.details)


def save(desk: Desk, found: Compared, target: Path, paper: ListPaper) -> int:
    """Write a comparison as a list, replacing the file whole, and return its lines; that it left is noted. Raises PrintError WRITE_FAILED."""
    rows = [(one.form, one.person, detail) for one in found.differences for detail in one.details]
    write_whole(target, write_list(HEADINGS, [(found.title, "", ""), *rows], paper, "版次差異"))
    desk.store.note(Act.EXPORT, (Key("Parcel", found.later.id),), what="revisions", year=found.later.year, rows=len(rows), masked=1)
    return len(rows)
