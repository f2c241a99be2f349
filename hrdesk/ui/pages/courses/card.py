"""A course in the side pane: what it is, when it meets, who is in it and what each made of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton, QWidget

from hrdesk.domain.minguo import hours_text
from hrdesk.domain.record import CourseId
from hrdesk.domain.values import Key
from hrdesk.services.core import words
from hrdesk.services.study import class_list, course_clashes, courses, studies
from hrdesk.services.study.class_list import Attendee
from hrdesk.services.study.courses import CourseLine
from hrdesk.services.study.training import clock_known
from hrdesk.ui.kit import looks, theme
from hrdesk.ui.kit.flow import Flow
from hrdesk.ui.kit.icons import icon
from hrdesk.ui.pages.courses.columns import dates, organiser, title
from hrdesk.ui.pages.courses.sessions import said

if TYPE_CHECKING:
    from hrdesk.services.core.desk import Desk
    from hrdesk.ui.workbench import Workbench

SPLIT = "、"
SHOWN = 40  # people; the rest stands in the roll


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """A course as its card shows it."""

    line: CourseLine
    people: tuple[Attendee, ...]
    topics: tuple[str, ...]
    coming: int  # of every agency known here


def facts(desk: "Desk", key: CourseId) -> CourseFacts:
    """Return what the card shows; read on the desk's thread."""
    line = courses.line_of(desk, key)
    pack = desk.rules(line.course.start)
    named = (pack.topic(code) for code in line.course.topics)
    topics = tuple(f"{one.article}　{one.name}" for one in named if one is not None)
    return CourseFacts(line, class_list.class_list(desk, key), topics, course_clashes.expected(desk, line.course))


class CourseCard(QWidget):
    """The card; `actions` are the page's, `on_person` what can be done with one of the class, by its words."""

    def __init__(
        self, bench: "Workbench", found: CourseFacts, actions: list[QAction], on_person: Mapping[str, tuple[str, Callable[[Attendee], object]]]
    ) -> None:
        super().__init__()
        self.bench, self.found = bench, found
        self._on_person = on_person
        column = looks.column(self, spacing=theme.INNER)
        course = found.line.course
        column.addWidget(looks.text(title(course), "section"))
        column.addWidget(looks.dim("　".join(filter(None, (course.code, dates(course), f"{hours_text(course.minutes)} 小時")))))
        column.addWidget(looks.text(words.label(found.line.state)))
        column.addLayout(Flow(*map(_button, actions), even=True))
        self._block("內容", list(self._about()))
        self._block("場次", [said(one, clock=clock_known(course)) for one in course.sessions])
        column.addWidget(looks.section(f"報名人員　{len(found.people)} 人"))
        for one in found.people[:SHOWN]:
            column.addWidget(self._person(one))
        if len(found.people) > SHOWN:
            column.addWidget(looks.dim(f"另有 {len(found.people) - SHOWN} 人，請開啟「登錄到課」查看。"))
        if not found.people:
            column.addWidget(looks.dim("還沒有人報名。"))
        self._block("研習項目", list(found.topics))
        column.addStretch(1)

    def _about(self) -> tuple[str, ...]:
        course = self.found.line.course
        level = f"・{words.label(course.level)}" if course.level else ""
        due = "、".join(words.table("labels")[f"Role.{role}"] for role in course.required_for)
        return tuple(
            filter(
                None,
                (
                    f"{words.label(course.mode)}{level}・{words.label(course.method)}",
                    f"主辦：{organiser(course)}",
                    f"地點：{course.place}" if course.place else "",
                    f"講師：{SPLIT.join(course.lecturers)}" if course.lecturers else "",
                    f"名額：{course.seats} 人（已報名 {self.found.coming} 人）" if course.seats is not None else "",
                    f"應參加：{due}" if due else "",
                    f"標籤：{'、'.join(course.tags)}" if course.tags else "",
                ),
            )
        )

    def _why(self, one: Attendee, hours: str) -> None:
        """Answer why somebody has so many hours."""
        self.bench.read(lambda desk: studies.certified(desk, one.id), lambda found: self.bench.explain(one.officer.name, hours, found))

    def _block(self, heading: str, lines: list[str]) -> None:
        column = self.layout()
        assert column is not None
        if lines:
            column.addWidget(looks.section(heading))
            for line in lines:
                column.addWidget(looks.text(line))

    def _person(self, one: Attendee) -> QWidget:
        made = QWidget()
        name = looks.button(one.officer.name, lambda: self.bench.go("people", Key("Officer", one.officer.id)), kind="link")
        hours = f"認證 {hours_text(one.minutes)} 小時"
        state = looks.button(
            words.label(one.participation) + (f"　{hours_text(one.minutes)} 小時" if one.minutes else ""), partial(self._why, one, hours), kind="link"
        )
        state.setToolTip(f"{hours}：為什麼？")
        line = Flow(name, None, state, spacing=theme.STEP)
        line.setContentsMargins(0, 0, 0, 0)
        for words_, (sign, do) in self._on_person.items():
            tool = QToolButton()
            tool.setIcon(icon(sign))
            tool.setToolTip(words_)
            tool.setAccessibleName(f"{words_} {one.officer.name}")
            tool.setEnabled(self.bench.writable or sign == "mail")
            tool.clicked.connect(lambda _=False, do=do: do(one))
            line.addWidget(tool)
        made.setLayout(line)
        return made


def _button(action: QAction) -> QWidget:
    made = looks.button(action.text(), action.trigger, sign=action.property("sign") or "")
    made.setEnabled(action.isEnabled())
    return made
