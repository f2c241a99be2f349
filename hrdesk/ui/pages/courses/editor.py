"""A course on screen: what it is about, when it meets, who must attend."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from hrdesk.domain.minguo import hours_text
from hrdesk.domain.record import AgencyId, CourseId
from hrdesk.domain.staff import Level, Role
from hrdesk.domain.training import Course, Method, Mode
from hrdesk.domain.values import Changes, Problem
from hrdesk.services.core.words import label
from hrdesk.services.opening import editing
from hrdesk.services.study import catalogue, courses
from hrdesk.services.study.catalogue import Branch
from hrdesk.services.study.training import clock_known
from hrdesk.ui.kit.editor import Editor, beside
from hrdesk.ui.kit.fields import ChoiceField, ClockField, DayField, LineField, NumberField, TicksField
from hrdesk.ui.pages.courses.sessions import SessionsField
from hrdesk.ui.pages.courses.topics import TopicsField

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

MARKED = (Role.HEAD, Role.NEWCOMER, Role.ADVANCED, Role.SEED_TEACHER)
SPLIT = "、"
SPREAD = "不填場次時，時數平均分配到每一天，時間另行通知。"


@dataclass(frozen=True, slots=True)
class Ground:
    """What the editor stands on: the catalogue, whose book, an id for a new course, and texts used before."""

    branches: tuple[Branch, ...]
    agency: AgencyId
    fresh: CourseId
    organisers: tuple[str, ...]
    tags: tuple[str, ...]
    places: tuple[str, ...]
    lecturers: tuple[str, ...]


def ground(desk: "Desk", year: int) -> Ground:
    """Return what the editor needs; read on the desk's thread."""
    return Ground(
        branches=catalogue.catalogue(desk, (), year),
        agency=desk.workspace.agency,
        fresh=CourseId(desk.new_id()),
        organisers=courses.organisers(desk),
        tags=courses.tags(desk),
        places=courses.places(desk),
        lecturers=courses.lecturers(desk),
    )


class CourseEditor(Editor):
    """Adds a course, changes `held`, or holds `model` (last year's) again."""

    name = "course"

    def __init__(self, parent: QWidget, bench: "Workbench", base: Ground, held: Course | None = None, model: Course | None = None) -> None:
        self.base, self.held = base, held
        self._followed: int | None = None
        self._build(base)
        title = f"修改班期　{held.name}" if held else "新增班期"
        super().__init__(parent, bench, title, self._every(), key=held.id if held else "")
        self.told = f"已修改班期「{held.name}」" if held else "已新增班期"
        shown = held or model
        if shown is not None:
            self.show_course(shown)
        self.dates.edited.connect(self._days)
        self.until.edited.connect(self._days)
        self.sessions.edited.connect(self._total)
        self._days()
        self.judge()

    def show_course(self, course: Course) -> None:
        """Show a course as it is."""
        texts = ((self.code, course.code), (self.title, course.name), (self.term, course.term), (self.organiser, course.organiser))
        lists = ((self.tags, SPLIT.join(course.tags)), (self.lecturers, SPLIT.join(course.lecturers)))
        seats = "" if course.seats is None else str(course.seats)
        for field, text in (*texts, *lists, (self.category, course.category_code), (self.room, course.place), (self.seats, seats)):
            field.set_text(text)
        self.level.set_value(course.level)
        self.mode.set_value(course.mode)
        self.method.set_value(course.method)
        self.dates.set_value(course.start)
        self.until.set_value(course.end)
        self.hours.set_minutes(course.minutes)
        self.sessions.set_value(course.sessions if clock_known(course) else ())
        self.topics.set_value(course.topics)
        self.due.set_value(Role(one) for one in course.required_for)

    def draft(self) -> Course:
        """Return the course as it stands in the fields."""
        start = self.dates.value
        assert start is not None
        held = self.held
        return Course(
            id=held.id if held else self.base.fresh,
            agency=held.agency if held else self.base.agency,
            code=self.code.value,
            name=self.title.value,
            term=self.term.value,
            topics=self.topics.value,
            level=self.level.value,
            mode=self.mode.value or Mode.PHYSICAL,
            method=self.method.value or Method.DEPARTMENT,
            organiser=self.organiser.value,
            start=start,
            end=self.until.value or start,
            minutes=self.hours.minutes or 0,
            sessions=self.sessions.value,
            required_for=tuple(role.value for role in self.due.value),
            category_code=self.category.value,
            cancelled=held is not None and held.cancelled,
            tags=_names(self.tags.value),
            place=self.room.value,
            lecturers=_names(self.lecturers.value),
            seats=self.seats.number,
        )

    def checks(self) -> "Callable[[Desk], Sequence[Problem]]":
        """Judge the draft with the book."""
        draft = self.draft()
        return lambda desk: courses.draft_problems(desk, draft)

    def subject(self) -> "editing.Subject | None":
        """Return the course that is changed here."""
        return None if self.held is None else editing.of(self.held)

    def rebase(self, held: object) -> None:
        """Go on from the course as somebody else saved it."""
        assert isinstance(held, Course)
        self.held = held

    def showing(self, held: object) -> Mapping[str, str]:
        """Return how the fields would stand for a course."""
        assert isinstance(held, Course)
        sessions = self.sessions.text_of(held.sessions if clock_known(held) else ())
        due = self.due.text_of(tuple(Role(one) for one in held.required_for))
        return {**super().showing(held), "sessions": sessions, "required_for": due, "tags": SPLIT.join(held.tags)}

    def work(self) -> "Callable[[Desk], Changes]":
        """Save the course."""
        draft = self.draft()
        return lambda desk: courses.save(desk, draft)

    def arrange(self, column: Any) -> None:
        """Group the fields: what it is, when, what about, for whom."""
        column.addWidget(self.title)
        column.addWidget(beside(self.code, self.term, self.category))
        column.addWidget(beside(self.dates, self.until, self.hours))
        column.addWidget(beside(self.mode, self.level))
        column.addWidget(beside(self.method, self.organiser))
        column.addWidget(beside(self.room, self.lecturers, self.seats))
        column.addWidget(self.sessions)
        column.addWidget(self.topics)
        column.addWidget(self.due)
        column.addWidget(self.tags)

    def _build(self, base: Ground) -> None:
        self.title = LineField("name", "課程名稱", required=True)
        self.code = LineField("code", "課程代碼")
        self.term = LineField("term", "期別", hint="例如 第1期")
        self.category = LineField("category_code", "學習類別代碼")
        self.dates = DayField("start", "開始日期", required=True)
        self.until = DayField("end", "結束日期", hint="空白＝同一天")
        self.hours = ClockField("minutes", "課程所訂時數", required=True, hint="時:分，例如 6:00")
        self.mode = ChoiceField[Mode]("mode", "學習性質", [(one, label(one)) for one in Mode])
        self.level = ChoiceField[Level]("level", "級別", [(one, label(one)) for one in Level], none="未分級")
        self.method = ChoiceField[Method]("method", "辦理方式", [(one, label(one)) for one in Method])
        self.organiser = LineField("organiser", "主辦單位", known=base.organisers)
        self.room = LineField("place", "地點", known=base.places)
        self.lecturers = LineField("lecturers", "講師", hint="以頓號分開", known=base.lecturers)
        self.seats = NumberField("seats", "名額", unit="人")
        self.sessions = SessionsField("sessions", "場次", hint=SPREAD)
        self.topics = TopicsField("topics", "研習項目（研習計畫 參）", base.branches)
        self.due = TicksField[Role]("required_for", "應參加的身分（資訊研討、專案講習）", [(one, label(one)) for one in MARKED], across=2)
        self.tags = LineField("tags", "標籤", hint="以頓號分開，例如 資訊安全、實作", known=base.tags)

    def _every(self) -> "tuple[Any, ...]":
        first = (self.title, self.code, self.term, self.category, self.dates, self.until, self.hours, self.mode, self.level)
        return (*first, self.method, self.organiser, self.room, self.lecturers, self.seats, self.sessions, self.topics, self.due, self.tags)

    def _days(self) -> None:
        self.sessions.first_day = self.dates.value

    def _total(self) -> None:
        """Say what the sessions come to; the hours follow them until somebody types others."""
        total = sum(one.minutes for one in self.sessions.value)
        self.sessions.say(f"{len(self.sessions.value)} 場，合計 {hours_text(total)} 小時。" if total else SPREAD)
        if total and (not self.hours.text().strip() or self.hours.minutes == self._followed):
            self._followed = total
            self.hours.set_minutes(total)


def _names(text: str) -> tuple[str, ...]:
    """Return the parts of a text divided by 、 or ，, each once."""
    return tuple(dict.fromkeys(part.strip() for part in text.replace("，", SPLIT).split(SPLIT) if part.strip()))
