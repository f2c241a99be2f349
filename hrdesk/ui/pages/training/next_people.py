"""誰該去上課 (伍三, 伍四): everyone ranked for a course or an item of the catalogue, with the reason for every place."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hrdesk.domain.minguo import roc_short
from hrdesk.domain.record import CourseId
from hrdesk.domain.values import Key
from hrdesk.services.core.name_tables import stroke_key
from hrdesk.services.people import looking
from hrdesk.services.study import catalogue, courses, selection
from hrdesk.services.study.courses import CourseState
from hrdesk.services.study.selection import Candidate
from hrdesk.ui.kit import looks
from hrdesk.ui.kit.dialogs import Dialog
from hrdesk.ui.kit.grid import Grid
from hrdesk.ui.kit.pick import PickField
from hrdesk.ui.kit.table_model import Chip, Column, Tone, rows_of

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

WIDE, HIGH = 820, 560


@dataclass(frozen=True, slots=True)
class Target:
    """What people are ranked for: a course of the year, or a leaf of the catalogue."""

    course: CourseId | None = None
    topic: str = ""


Targets = tuple[tuple[Target, str], ...]
COLUMNS: tuple[Column[Candidate], ...] = (
    Column("rank", "順位", lambda one: str(one.rank), 52, sort=lambda one: one.rank, figure=True),
    Column("name", "姓名", lambda one: one.officer.name, 92, sort=lambda one: stroke_key(one.officer.name)),
    Column("unit", "單位", lambda one: one.where, 110),
    Column("reasons", "理由", lambda one: "；".join(one.reasons), 360, stretch=True, tip=lambda one: "\n".join(one.reasons)),
    Column("barred", "狀態", lambda _: "", 96, chip=lambda one: Chip("已報名", Tone.QUIET) if one.barred else None),
)


def targets(desk: "Desk", year: int) -> Targets:
    """Return what one may rank for: the courses still to come first, then every leaf; read on the desk's thread."""
    coming = [line.course for line in courses.courses_held(desk, year) if line.state in (CourseState.OPEN, CourseState.RUNNING)]
    held = [(Target(course=one.id), f"班期　{one.name}{one.term and f'（{one.term}）'}　{roc_short(one.start)}") for one in coming]
    leaves = [leaf.topic for branch in catalogue.catalogue(desk, (), year) for leaf in branch.leaves]
    return (*held, *((Target(topic=one.code), f"{one.article}　{one.name}") for one in leaves))


def ranked(desk: "Desk", target: Target) -> tuple[Candidate, ...]:
    """Return everyone ranked; the look is noted."""
    if target.course is not None:
        looking.note(desk, "candidates", [Key("Course", target.course)])
        return selection.candidates(desk, courses.course(desk, target.course))
    looking.note(desk, "candidates")
    return selection.candidates_for_topic(desk, target.topic)


class NextDialog(Dialog):
    """The list; for a course one goes on to its enrolment."""

    def __init__(self, parent: QWidget, bench: "Workbench", year: int, wanted: Target | None = None) -> None:
        super().__init__(parent, "誰該去上課", "到班期報名", width=680, cancel="關閉")
        self.bench, self._wanted = bench, wanted
        self.body.addWidget(looks.dim("先看未完成的應修課程，再看承辦業務，再看多久沒有研習；有未到課且未充分合理者殿後。程式只排列，由您決定（伍三、伍四）。"))
        self.target: PickField[Target] = PickField("target", "班期或研習項目")
        self.grid: Grid[Candidate] = Grid("next", "遴派名單", COLUMNS, bench.preferences)
        self.grid.opened.connect(lambda one: self._go_to(Key("Officer", one.officer.id), "people"))
        self.body.addWidget(self.target)
        self.body.addWidget(self.grid, 1)
        self.target.edited.connect(self._rank)
        self.resize(WIDE, HIGH)
        self.free_enter()
        self._ranked_for: Target | None = None
        self.accept_button.setEnabled(False)
        bench.read(lambda desk: targets(desk, year), self._offer, self.refuse)

    def finish(self) -> None:
        """Go to the course, where people are enrolled."""
        target = self.target.value
        if target is not None and target.course is not None:
            self._go_to(Key("Course", target.course), "courses")

    def _go_to(self, key: Key, page: str) -> None:
        self.accept()
        self.bench.go(page, key)

    def _offer(self, found: Targets) -> None:
        self.target.offer(found)
        meant = self._wanted if self._wanted is not None else next((target for target, _ in found), None)
        self.target.set_value(meant)
        self._rank()

    def _rank(self) -> None:
        target = self.target.value
        self.target.show_problem(self.target.fault())
        self.accept_button.setEnabled(target is not None and target.course is not None and self.bench.writable)
        if target is not None and target != self._ranked_for:
            self._ranked_for = target
            self.bench.read(lambda desk: ranked(desk, target), lambda found: self._show(target, found), self.refuse)

    def _show(self, target: Target, found: tuple[Candidate, ...]) -> None:
        if target == self._ranked_for:
            self.grid.set_rows(rows_of(COLUMNS, found))
