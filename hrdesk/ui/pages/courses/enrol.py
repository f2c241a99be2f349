"""報名選員 (伍三, 伍四): everyone ranked with the reason for every place, ticked, checked for clashes, enrolled at once."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from hrdesk.domain.offices import WorkspaceKind
from hrdesk.domain.record import OfficerId
from hrdesk.domain.training import Course
from hrdesk.domain.values import Changes
from hrdesk.services.core.name_tables import stroke_key
from hrdesk.services.study import class_list, course_clashes, selection, training
from hrdesk.services.study.class_list import Staying
from hrdesk.services.study.selection import Candidate
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.dialogs import Dialog
from hrdesk.ui.kit.fields import DayField
from hrdesk.ui.kit.table_model import Chip, Column, Tone
from hrdesk.ui.pages.courses.columns import dates, title
from hrdesk.ui.pages.courses.ticking import TickGrid

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

WIDE, HIGH = 940, 560
NOBODY = "名冊上沒有當日在職的人員。"
NOBODY_BELOW = "還沒有收到任何機關的人員。種籽教師由各機關的異動通知得知，其他人由年度資料得知；收件後就列在這裡。"


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate with what stands against sending them."""

    candidate: Candidate
    clash: tuple[str, ...]

    @property
    def id(self) -> OfficerId:
        """Return what the row is known by."""
        return self.candidate.officer.id

    @property
    def free(self) -> bool:
        """Tell whether the person can be enrolled: not in the course yet."""
        return not any("這個班期" in one for one in (*self.candidate.reasons, *self.clash))


@dataclass(frozen=True, slots=True)
class Standing:
    """Everyone who could go, and how many would be left at the office."""

    choices: tuple[Choice, ...]
    staying: Staying
    coming: int  # enrolled already, of every agency known here


def choices(desk: "Desk", course: Course, away: frozenset[OfficerId]) -> Standing:
    """Return everyone ranked, with clashes; read on the desk's thread."""
    ranked = selection.candidates(desk, course, away=away)
    told = class_list.clashes(desk, course, [one.officer.id for one in ranked])
    return Standing(
        tuple(Choice(one, told.get(one.officer.id, ())) for one in ranked), class_list.staying(desk, course, ()), course_clashes.expected(desk, course)
    )


def clash(row: Choice) -> Chip | None:
    """Return what stands against sending somebody."""
    if row.clash:
        return Chip(row.clash[0], Tone.QUIET if not row.free else Tone.BAD)
    return Chip("不能離開", Tone.WARN) if row.candidate.barred else None


COLUMNS: tuple[Column[Choice], ...] = (
    Column("rank", "順位", lambda row: str(row.candidate.rank), 52, sort=lambda row: row.candidate.rank, figure=True),
    Column("name", "姓名", lambda row: row.candidate.officer.name, 90, sort=lambda row: stroke_key(row.candidate.officer.name)),
    Column("unit", "單位", lambda row: row.candidate.where, 100),
    Column("reasons", "遴派理由", lambda row: "；".join(row.candidate.reasons), 300, stretch=True),
    Column("clash", "衝堂或不能離開", lambda row: "；".join(row.clash), 210, chip=clash, tip=lambda row: "\n".join(row.clash)),
)


class EnrolDialog(Dialog):
    """Who goes to a course."""

    def __init__(self, parent: QWidget, bench: "Workbench", course: Course) -> None:
        super().__init__(parent, f"報名　{title(course)}", "報名", width=720)
        self.bench, self.course = bench, course
        self.away: frozenset[OfficerId] = frozenset()
        self._staying, self._coming = Staying(0, 0), 0
        self.body.addWidget(looks.dim(f"{dates(course)}。依研習計畫伍三、伍四排列，由您決定；按空白鍵或點一下方框勾選。"))
        self.day = DayField("enrolled", "報名日期", required=True)
        self.search = QLineEdit()
        self.search.setPlaceholderText("篩選姓名、單位、理由…")
        self.search.setAccessibleName("篩選")
        self.search.setClearButtonEnabled(True)
        self.grid: TickGrid[Choice] = TickGrid("enrol", "遴派名單", COLUMNS, bench.preferences, lambda row: row.free)
        self.search.textChanged.connect(self.grid.set_filter)
        self.count = looks.text("")
        self.staying = looks.dim("")
        self.staying.setWordWrap(False)
        keep = looks.button("標示當日不能離開", self.keep_here, sign="flag")
        keep.setToolTip("請假、或須留守的人排到最後；再按一次取消")
        department = bench.signed.kind is WorkspaceKind.DEPARTMENT
        self.nobody = looks.text(NOBODY_BELOW if department else NOBODY, "hint")
        every = looks.button("全部勾選", self.grid.tick_all)
        self.body.addLayout(looks.row(self.search, every, keep, spacing=theme.STEP * 2))
        self.body.addWidget(self.nobody)
        self.body.addWidget(self.grid, 1)
        self.body.addLayout(looks.row(self.count, None, self.staying))
        self.body.addWidget(self.day)
        self.nobody.setVisible(False)
        keep.setVisible(not department)  # whose people stay behind is for their own offices to see
        self.staying.setVisible(not department)
        self.day.edited.connect(self._count)
        self.grid.ticks_changed.connect(self._count)
        self.resize(WIDE, HIGH)
        self.free_enter()
        self.search.setFocus()
        self._count()
        bench.read(lambda desk: desk.today, self.day.set_value)
        self._load()

    def keep_here(self) -> None:
        """Mark the selected people as needed at the office that day, or not any more, and rank anew."""
        ids = frozenset(row.id for row in self.grid.selection())
        self.away = self.away - ids if ids <= self.away else self.away | ids
        self.grid.ticked -= self.away
        self._load()

    def finish(self) -> None:
        """Enrol everyone ticked in one act."""
        day, key = self.day.value, self.course.id
        people = [row.id for row in self.grid.chosen_records()]
        if day is None or not people:
            return
        self.accept_button.setEnabled(False)
        self.bench.write(lambda desk: training.enrol(desk, key, people, day), f"已報名 {len(people)} 人", self._saved, self.refuse)

    def _saved(self, _: Changes) -> None:
        self.accept()

    def _load(self) -> None:
        course, away = self.course, self.away
        self.bench.read(lambda desk: choices(desk, course, away), self._show, self.refuse)

    def _show(self, found: Standing) -> None:
        self._staying, self._coming = found.staying, found.coming
        self.nobody.setVisible(not found.choices)
        self.grid.show_records(found.choices)

    def _count(self) -> None:
        rows = self.grid.chosen_records()
        clashing = sum(bool(row.clash) for row in rows)
        free = sum(not row.clash for row in rows)
        left = max(self._staying.staying - free, 0)
        self.count.setText(f"勾選 {len(rows)} 人" + (f"，其中 {clashing} 人衝堂" if clashing else "") + self._seats(len(rows)))
        self.staying.setText(f"當日在職 {self._staying.serving} 人，報名後留守 {left} 人")
        self.accept_button.setText(f"報名 {len(rows)} 人" if rows else "報名")
        self.accept_button.setEnabled(bool(rows) and not self.day.fault())

    def _seats(self, more: int) -> str:
        """Say how the seats would stand; nothing where they are not limited."""
        seats = self.course.seats
        if seats is None:
            return ""
        over = self._coming + more - seats
        return f"；名額 {seats} 人，已報名 {self._coming} 人" + (f"，報名後超過 {over} 人" if over > 0 else "")
