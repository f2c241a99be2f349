"""Where one can go: every page with its place in the navigation, imported only when it is first opened."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from hrdesk.domain.offices import WorkspaceKind

if TYPE_CHECKING:
    from hrdesk.services.opening.signing_in import Signed
    from hrdesk.ui.kit.page import Page
    from hrdesk.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Place:
    """A page: its name in keys, its title and icon, the heading it stands under, and who sees it.

    `teachers`: a seed teacher as well; `collectors`: whoever receives packages; `department`: the department alone; `agencies`: everyone but it.
    """

    name: str
    title: str
    sign: str
    group: str = ""
    teachers: bool = False
    collectors: bool = False
    department: bool = False
    agencies: bool = False

    @property
    def module(self) -> str:
        """Return the name of the module that makes the page."""
        return f"hrdesk.ui.pages.{self.name}.page"

    def page(self, bench: "Workbench") -> "Page[Any]":
        """Make the page."""
        return cast("Page[Any]", import_module(self.module).page(bench))


PLACES = (
    Place("home", "今年", "home"),
    Place("people", "人員名冊", "people", "名冊", agencies=True),
    Place("courses", "課程與班期", "courses", "研習"),
    Place("training", "研習紀錄", "training", "研習"),
    Place("absences", "未到課", "absence", "研習", agencies=True),
    Place("seeds", "種籽教師", "teacher", "種籽教師", agencies=True),
    Place("coaching", "輔導紀錄", "coaching", "種籽教師", teachers=True, agencies=True),
    Place("self_check", "自我檢核", "check", "種籽教師", teachers=True, agencies=True),
    Place("awards", "敘獎提報", "award", "敘獎與資料包", agencies=True),
    Place("packages", "資料包", "package", "敘獎與資料包"),
    Place("offices", "機關登錄", "collect", "彙整與評估", collectors=True),
    Place("inbox", "收件", "inbox", "彙整與評估", collectors=True),
    Place("board", "進度", "table", "彙整與評估", collectors=True),
    Place("reconcile", "到課核對", "tick", "彙整與評估", collectors=True),
    Place("evaluate", "綜合評估", "evaluate", "彙整與評估", collectors=True, department=True),
    Place("decide", "額度與決定", "award", "彙整與評估", collectors=True, department=True),
    Place("reports", "報表", "report", "其他"),
    Place("calculator", "規則試算", "calculator", "其他"),
    Place("settings", "設定", "settings", "其他"),
)


def places_for(signed: "Signed") -> tuple[Place, ...]:
    """Return where a person may go: a seed teacher to the own 附表3 and 附表5 alone (a guard rail, not secrecy)."""
    if signed.teacher:
        return tuple(place for place in PLACES if place.teachers)
    return tuple(place for place in PLACES if _stands_in(place, signed.kind))


def _stands_in(place: Place, kind: WorkspaceKind) -> bool:
    """Tell whether a workspace of a kind has a page; the department has no people of its own to look after."""
    if kind is WorkspaceKind.DEPARTMENT:
        return not place.agencies
    return not place.department and (kind is WorkspaceKind.FIRST_TIER or not place.collectors)


def groups(places: Iterable[Place]) -> dict[str, list[Place]]:
    """Return places under their headings, in their order."""
    found: dict[str, list[Place]] = {}
    for place in places:
        found.setdefault(place.group, []).append(place)
    return found
